"""Texts that an app sent as several messages, put together again.

Telegram's apps cut what is longer than a message, between paragraphs or words where they find any in the second half,
and send the pieces one after another. Only the first has the command; the others look like things said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from telegram import Message
from telegram.ext import filters

from bot.entrypoints.presentation.text import units
from bot.entrypoints.telegram.markup import TEXT_UNITS
from bot.entrypoints.telegram.scheduler import step_aside
from bot.entrypoints.telegram.sender import Sleep

HALF_UNITS = TEXT_UNITS // 2  # a piece with less is the last one
FULL_UNITS = TEXT_UNITS - 6  # blanks at the cut are gone
WAIT_S = 2.0  # for the next piece, which the app sends as soon as the one before is there
TOGETHER = timedelta(seconds=5)  # between two pieces, by Telegram's clock
MOST_PIECES = 60
SENTENCE_ENDS = tuple(".!?…\"'”’」』)")

Key = tuple[int, int, int]


class _Paste:
    def __init__(self, message: Message, words: str) -> None:
        self.text = words + _tail(message)
        self.last = message
        self.pieces = 1
        self.came = asyncio.Event()

    def add(self, message: Message) -> None:
        piece = message.text or ""
        self.text += _joint(self.last.text or "", piece) + piece
        self.last = message
        self.pieces += 1
        self.came.set()

    @property
    def is_complete(self) -> bool:
        return units(self.last.text or "") < HALF_UNITS or self.pieces >= MOST_PIECES


class Pastes:
    """What is being put together, by chat, topic and person. sleep: in seconds."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._open: dict[Key, _Paste] = {}

    async def whole(self, message: Message, words: str) -> tuple[str, bool]:
        """*words*, those of *message* without its command, and what follows them.

        Returns: the text; and whether its last message was full, so that something may be missing.
        """
        paste, key = _Paste(message, words), _key(message)
        if paste.is_complete or message.forward_origin is not None:
            return words, False
        self._open[key] = paste
        step_aside()  # the next piece is this person's next message
        try:
            while not paste.is_complete and await self._within(paste.came.wait()):
                paste.came.clear()
        finally:
            if self._open.get(key) is paste:
                del self._open[key]
        return paste.text.strip(), units(paste.last.text or "") >= FULL_UNITS

    def takes(self, message: Message) -> bool:
        """Whether *message* goes on with what is being put together."""
        paste = self._open.get(_key(message))
        return (
            paste is not None
            and message.text is not None
            and not message.text.startswith("/")
            and message.forward_origin is None
            and message.via_bot is None
            and message.message_id > paste.last.message_id
            and message.date - paste.last.date <= TOGETHER
        )

    def add(self, message: Message) -> bool:
        """Put *message* behind the others; False when they are no longer waited for."""
        if not self.takes(message):
            return False
        self._open[_key(message)].add(message)
        return True

    async def _within(self, coming: Coroutine[Any, Any, Any]) -> bool:
        """Whether it comes in WAIT_S."""
        tasks = [asyncio.ensure_future(coming), asyncio.ensure_future(self._sleep(WAIT_S))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return tasks[0].done()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class Continues(filters.MessageFilter):
    """A message that goes on with a text that is being put together."""

    def __init__(self, pastes: Pastes) -> None:
        super().__init__(name="Continues")
        self._pastes = pastes

    def filter(self, message: Message) -> bool:
        """See the class."""
        return self._pastes.takes(message)


def _key(message: Message) -> Key:
    sender = message.from_user.id if message.from_user is not None else 0
    return message.chat.id, message.message_thread_id or 0, sender


def _tail(message: Message) -> str:
    """The blanks at the end of *message*, which are no part of its words."""
    text = message.text or ""
    return text[len(text.rstrip()) :]


def _joint(before: str, after: str) -> str:
    """What an app left out between *before* and the next piece: nothing where it was full, else the place it chose."""
    is_full = units(before) + units(after[:1]) > TEXT_UNITS
    if is_full or before[-1:].isspace():
        return ""
    return "\n" if before.endswith(SENTENCE_ENDS) else " "
