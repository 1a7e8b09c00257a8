"""Recording what arrived, in the order in which it came, for as long as it takes.

A database that is away, locked or full neither ends the process nor holds up who adds or reads articles: what cannot
be recorded waits here. What still waits at the end is found at the next start, when the whole folder is recorded.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.errors import StoreError, StoreUnavailable
from bot.ingest.ports import Known, Origin

log = logging.getLogger(__name__)

RETRY_S = 1.0  # a database that is known to be away refuses at once
AFTER_A_FAULT_S = 60.0  # of ours, which waiting will hardly mend


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is kept of an article that waits."""

    id: str
    content_hash: str


class Recorder:
    """store: writes arrivals down; how many of them are news. on_arrival: called when some were, after the first."""

    def __init__(
        self,
        store: Callable[[Origin, Iterable[Known]], Awaitable[int]],
        on_arrival: Callable[[], None],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._store, self._on_arrival, self._sleep = store, on_arrival, sleep
        self._waiting: deque[tuple[Origin, Sequence[Known]]] = deque()
        self._turn = asyncio.Lock()
        self._begun = asyncio.Event()
        self._begun.set()
        self._task: asyncio.Task[None] | None = None
        self._pause_s = RETRY_S

    def begin(self, there: Iterable[Known]) -> None:
        """Record what is there at the start, in the background and before whatever arrives meanwhile."""
        self._begun.clear()
        self._waiting.append(("folder", tuple(there)))
        self._start()

    async def begun(self) -> None:
        """Wait until what was there at the start is recorded."""
        await self._begun.wait()

    async def record(self, origin: Origin, articles: Iterable[Known]) -> None:
        """Record what arrived; where that cannot be done just now, it is done in the background later."""
        self._waiting.append((origin, [Seen(one.id, one.content_hash) for one in articles]))
        if not await self._record_waiting() and self._task is None:
            self._start()

    async def close(self) -> None:
        """Try no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._waiting:
            log.warning(
                "not recorded: %d arrivals; the next start does", sum(len(some) for _, some in self._waiting)
            )

    def _start(self) -> None:
        self._task = asyncio.create_task(self._until_recorded())

    async def _until_recorded(self) -> None:
        while not await self._record_waiting():
            await self._sleep(self._pause_s)
        self._task = None

    async def _record_waiting(self) -> bool:
        """Record what waits, the oldest first; whether nothing is left."""
        async with self._turn:
            self._pause_s = RETRY_S
            while self._waiting:
                try:
                    began = time.monotonic()
                    news = await self._store(*self._waiting[0])
                except StoreUnavailable:  # said already, by whoever found out first
                    return False
                except StoreError:
                    log.exception("arrivals cannot be recorded")
                    self._pause_s = AFTER_A_FAULT_S
                    return False
                self._waiting.popleft()
                if not self._begun.is_set():
                    log.info("arrivals news=%d seconds=%.2f", news, time.monotonic() - began)
                    self._begun.set()
                else:
                    self._on_arrival()
            return True
