"""What was not understood of a subscription, asked back."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.digests.subscription_parser import Unclear, write_wish, write_words
from bot.entrypoints.presentation.text import cut
from bot.entrypoints.presentation.tree import code, lines
from bot.entrypoints.telegram import paging
from bot.entrypoints.telegram.buttons.subscriptions import Subscribe, Watch
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.paging import SavedWords

SHOWN_CHARS = 600  # of a command that may be meant; its button has all of it


async def ask_back(
    saved: SavedWords,
    turn: Turn,
    doubt: Unclear,
    channel_name: str = "",
    behind: str = "",
    watched_behind: Sequence[str] = ("",),
) -> None:
    """What was not understood, and what may have been meant: to be pressed, or copied.

    behind: what was understood besides, and stands behind each proposal. watched_behind: the same of a watch alone,
    of which each may be meant.
    """
    said, rows = [turn.say(doubt.key, **doubt.values)], []
    for wish in doubt.proposals:
        words = channel_name + write_wish(wish, turn.language) + behind
        said.append(code(cut(f"/subscribe {words}", SHOWN_CHARS)))
        label = paging.label(turn.language, "button.subscribe_so", words)
        rows.append(await saved.to(turn, label, words, lambda number: Subscribe(number, turn.language)))
    for other in watched_behind if doubt.watched else ():
        words = " or ".join(map(write_words, doubt.watched)) + behind + other
        said.append(code(cut(f"/watch {words}", SHOWN_CHARS)))
        label = paging.label(turn.language, "button.watch_so", words)
        rows.append(await saved.to(turn, label, words, lambda number: Watch(number, turn.language)))
    await turn.reply(lines(*said), InlineKeyboardMarkup([row for row in rows if row]))
