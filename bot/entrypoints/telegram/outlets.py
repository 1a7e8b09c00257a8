"""The outlets of a subscription or a watch, called as articles call them before it is kept."""

from __future__ import annotations

from bot.digests.outlets import outlets_in, with_outlets
from bot.digests.subscription import Filter
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.views.pages import shown
from bot.newsroom import Newsroom
from bot.search.names import surely_means


async def with_known_outlets(newsroom: Newsroom, turn: Turn, wanted: Filter) -> tuple[Filter, list[Node]]:
    """*wanted* with the outlets that it surely means, and what is said of each other one, which stays as typed.

    There may be articles of it one day, so that none is taken for one that it is only like.
    """
    found = await newsroom.outlets(outlets_in(wanted))
    sure = {
        typed: names
        for typed, names in found.items()
        if names and all(surely_means(typed, name) for name in names)
    }
    said = [
        turn.say("outlet.likely", name=shown(typed), likely=shown(names[0]))
        if names
        else turn.say("outlet.unknown", name=shown(typed))
        for typed, names in found.items()
        if typed not in sure
    ]
    return with_outlets(wanted, sure), said
