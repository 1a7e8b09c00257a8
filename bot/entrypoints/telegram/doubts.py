"""What was not understood of a subscription, asked back."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.digests.subscription_parser import Unclear, write_wish, write_words
from bot.entrypoints.telegram import paging
from bot.entrypoints.telegram.callbacks import (
    Subscribe,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import escape
from bot.entrypoints.telegram.paging import SavedWords


async def ask_back(saved: SavedWords, turn: Turn, doubt: Unclear, channel_name: str = "") -> None:
    """What was not understood, and what may have been meant: to be pressed, or copied."""
    lines, rows = [turn.say(doubt.key, **doubt.values)], []
    for wish in doubt.proposals:
        words = channel_name + write_wish(wish, turn.language)
        lines.append(f"<code>/subscribe {escape(words)}</code>")
        label = paging.label(turn.language, "button.subscribe_so", words)
        rows.append(await saved.to(turn, label, words, lambda number: Subscribe(number, turn.language)))
    if doubt.watched is not None:
        lines.append(f"<code>/watch {escape(write_words(doubt.watched))}</code>")
    await turn.reply("\n".join(lines), InlineKeyboardMarkup([row for row in rows if row]))
