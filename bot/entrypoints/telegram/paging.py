"""Buttons that lead back to what was asked: their 64 bytes hold the number of a saved text, not the text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import InlineKeyboardButton

from bot.entrypoints.telegram.callbacks import CallbackData, button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import cut, tidy
from bot.errors import ReaderError, StoreUnavailable
from bot.i18n import Key, Language, say

LABEL_UNITS = 30  # words on a button

T = TypeVar("T")


async def saved_words(turn: Turn, query_id: int) -> str:
    """The words saved under that number. Raises: ReaderError when they are forgotten."""
    query = await turn.desk.queries.load(query_id)
    if query is None:
        raise ReaderError("button.expired")
    return query


async def stored(turn: Turn, storing: Awaitable[T]) -> T | None:
    """What the store says; None while it cannot be used: an answer is then given without what needs it."""
    try:
        return await storing
    except StoreUnavailable as outage:
        turn.note(store=outage.reason)
        return None


async def to(
    turn: Turn, label: str, query: str, data: Callable[[int], CallbackData]
) -> list[InlineKeyboardButton]:
    """A button that leads to *query*; remembered in the store, so a restart does not matter.

    data: of the button, from the number of the saved query. As a row; [] while the store cannot be written.
    """
    query_id = await stored(turn, turn.desk.queries.save(query))
    return [] if query_id is None else [button(label, data(query_id))]


async def leaf(
    turn: Turn, query: str, data: Callable[[int, int], CallbackData], back: int | None, on: int | None
) -> list[InlineKeyboardButton]:
    """◀ and ▶, each where there is somewhere to go; [] while the store cannot be written.

    data: of a button, from the number of the saved query and the place it leads to.
    """
    query_id = await stored(turn, turn.desk.queries.save(query))
    if query_id is None:
        return []
    row = []
    if back is not None:
        row.append(button(say(turn.language, "button.back"), data(query_id, max(0, back))))
    if on is not None:
        row.append(button(say(turn.language, "button.on"), data(query_id, on)))
    return row


def label(language: Language, key: Key, words: str) -> str:
    """A button's label with a reader's words in it; plain, as labels are."""
    return say(language, key, query=cut(tidy(words), LABEL_UNITS))
