"""Buttons that lead back to what was asked: their 64 bytes hold the number of a saved text, not the text."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from telegram import InlineKeyboardButton

from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import cut, tidy
from bot.errors import ReaderError, StoreUnavailable
from bot.i18n import Language, say

REACH = 10_000_000  # no offset is larger; a larger one is not ours
LABEL_UNITS = 30  # words on a button
RESULTS = "s"  # prefix of the pages of a search: s:<saved query>:<offset>:<language>

T = TypeVar("T")


def numbers(turn: Turn, count: int) -> tuple[int, ...]:
    """The button's numbers; takes the language of its message from it too, so that pages stay in one."""
    *given, language = turn.args or ("",)
    ours = len(given) == count and all(n.isascii() and n.isdigit() and len(n) < 16 for n in given)
    if not ours or language not in ("ko", "en"):
        raise ReaderError("button.unknown")
    turn.language = "ko" if language == "ko" else "en"
    return tuple(int(number) for number in given)


async def saved(turn: Turn) -> tuple[str, int]:
    """The words a button stands for, and its position."""
    query_id, offset = numbers(turn, 2)
    if offset > REACH:
        raise ReaderError("button.unknown")
    return await saved_words(turn, query_id), offset


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


async def to(turn: Turn, prefix: str, query: str, offset: int, label: str) -> list[InlineKeyboardButton]:
    """A button that leads to *offset* of *query*; remembered in the store, so a restart does not matter.

    As a row; [] while the store cannot be written.
    """
    query_id = await stored(turn, turn.desk.queries.save(query))
    return [] if query_id is None else [button(turn, label, prefix, query_id, offset)]


async def leaf(
    turn: Turn, prefix: str, query: str, back: int | None, on: int | None
) -> list[InlineKeyboardButton]:
    """◀ and ▶, each where there is somewhere to go; [] while the store cannot be written."""
    query_id = await stored(turn, turn.desk.queries.save(query))
    if query_id is None:
        return []
    row = []
    if back is not None:
        row.append(button(turn, say(turn.language, "button.back"), prefix, query_id, max(0, back)))
    if on is not None:
        row.append(button(turn, say(turn.language, "button.on"), prefix, query_id, on))
    return row


def button(turn: Turn, text: str, prefix: str, *given: int) -> InlineKeyboardButton:
    """The button whose press is read by `numbers`."""
    data = ":".join([prefix, *map(str, given), turn.language])
    return InlineKeyboardButton(text, callback_data=data)


def label(language: Language, key: str, words: str) -> str:
    """A button's label with a reader's words in it; plain, as labels are."""
    return say(language, key, query=cut(tidy(words), LABEL_UNITS))
