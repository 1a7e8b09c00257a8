"""The panel of a subscription as it stands now: what is set, when it comes next, and where it goes to."""

from __future__ import annotations

from bot.digests.subscription import Subscription
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.views import mutes, subscriptions


async def panel(memory: Memory, zone: str, turn: Turn, one: Subscription) -> Node:
    """As it is shown here; of a channel with its name. zone: of those who name none."""
    mute = mutes.of(one.place, await memory.mutes.of(one.place.chat))
    there = None if one.place.chat == turn.chat.id else await memory.chats.get(one.place.chat)
    title = there.title if there is not None else ""
    return subscriptions.panel(turn.language, zone, one, turn.now, mute, title)
