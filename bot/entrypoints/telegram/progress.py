"""How far a long piece of work is, in one message that is edited now and then."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage
from telegram.error import TelegramError

from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram.context import Turn
from bot.i18n import Key

EVERY_S = 2.0  # between two edits of a message: Telegram allows about one a second in a chat


class Progress:
    """One message, edited now and then: the one whose button was pressed, or a new one.

    When Telegram is slow or refuses an edit the work goes on; the last word comes by
    `Turn.change`.
    """

    def __init__(self, turn: Turn, key: Key) -> None:
        self._turn = turn
        self._key = key
        query = turn.update.callback_query
        self._message: MaybeInaccessibleMessage | None = query.message if query is not None else None
        self._next = 0.0

    async def tell(self, done: int, total: int) -> None:
        """So many of *total*."""
        now = asyncio.get_running_loop().time()
        if now < self._next:
            return
        self._next = now + EVERY_S
        said = self._turn.say(self._key, done=done, total=total)
        with suppress(TelegramError):  # the next one will do
            await self._show(said, None)

    async def end(self, content: Node, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """The result, in place of the progress."""
        await self._show(content, keyboard)

    async def _show(self, content: Node, keyboard: InlineKeyboardMarkup | None) -> None:
        await self._turn.answer()
        if self._message is None:
            self._message = await self._turn.reply(content, keyboard)
        else:
            self._message = await self._turn.change(self._message, content, keyboard)
