"""How each chat wants to be spoken to, without asking the database before every answer."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.digests.subscription import Manners
from bot.entrypoints.telegram.ports import Memory
from bot.errors import StoreError

FRESH_S = 60.0  # then another copy may have been told otherwise
MOST = 10_000  # chats that are remembered


@dataclass(frozen=True, slots=True)
class KnownManners:
    """What chats have chosen; while the database cannot be used, what was known of them."""

    memory: Memory
    now: Callable[[], float] = time.monotonic
    _known: OrderedDict[int, tuple[float, Manners]] = field(default_factory=OrderedDict)

    async def of(self, chat: int) -> Manners:
        """What *chat* has chosen."""
        at, known = self._known.get(chat, (self.now() - FRESH_S, Manners()))
        if self.now() - at < FRESH_S:
            return known
        with suppress(StoreError):  # said already
            known = await self.memory.manners.of(chat)
        self._remember(chat, known)
        return known

    async def choose(self, chat: int, chosen: Manners) -> None:
        """*chat* has chosen. Raises: StoreError."""
        await self.memory.manners.keep(chat, chosen)
        self._remember(chat, chosen)

    def _remember(self, chat: int, known: Manners) -> None:
        self._known[chat] = (self.now(), known)
        self._known.move_to_end(chat)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
