"""From an article's arrival to those who are told of it: recorded in the store, delivered by the courier.

telling = Telling(store, newsroom)
telling.begin(corpus.articles())             # what is there at the first start is no news
await telling.arrived(articles)              # whenever the folder changes
async with telling.delivering(application):  # digests at their times, watches at once
    ...
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.adapters.database.arrivals import Known
from bot.adapters.database.store import Store
from bot.articles.article import Article
from bot.delivery.dispatcher import LEASE, Courier
from bot.delivery.rate_limit import Pace
from bot.delivery.schedule import Timetable
from bot.entrypoints.telegram.application import App
from bot.entrypoints.telegram.context import utc_now
from bot.entrypoints.telegram.messenger import TelegramMessenger
from bot.newsroom import Newsroom

log = logging.getLogger(__name__)

STOP_S = 1.5  # for the parts in flight when told to stop; replies have polling's FINISH_S after that


class Telling:
    """pace: for the application too, so that replies go before digests; *clock* and *sleep* go by its time."""

    def __init__(
        self,
        store: Store,
        newsroom: Newsroom,
        clock: Callable[[], datetime] = utc_now,
        pace: Pace | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        lease: timedelta | None = None,
    ) -> None:
        self.pace = pace or Pace(time.monotonic)
        self._clock = clock
        self._sleep = sleep
        self._lease = lease or LEASE
        self._store = store
        self._newsroom = newsroom
        self._courier: Courier | None = None
        self._begun: asyncio.Task[None] | None = None
        self._woken: set[asyncio.Task[None]] = set()

    def begin(self, there: Iterable[Known]) -> None:
        """Record what is there, in the background; what arrives meanwhile waits for it."""

        async def record() -> None:
            began = time.monotonic()
            news = await self._store.arrivals.record(there)
            log.info("arrivals news=%d seconds=%.2f", news, time.monotonic() - began)

        self._begun = asyncio.create_task(record())

    async def arrived(self, articles: Iterable[Article]) -> None:
        """Record what came with a change of the folder, and tell those who watch for it."""
        assert self._begun is not None, "begin first, or the first articles become the baseline"
        await self._begun
        if await self._store.arrivals.record(articles):
            task = asyncio.create_task(self.deliver_due())
            self._woken.add(task)
            task.add_done_callback(self._woken.discard)

    async def deliver_due(self) -> None:
        """See `Courier.deliver_due`; nothing before the bot can send."""
        if self._courier is not None:
            await self._courier.deliver_due()

    async def _tidy(self) -> None:
        await self._store.ledger.forget_old(self._clock())
        await self._store.queries.forget_old()

    async def finished(self) -> None:
        """Wait until nothing is being delivered."""
        while self._woken or (self._courier is not None and self._courier.busy):
            await asyncio.gather(*self._woken)
            if self._courier is not None:
                await self._courier.finished()

    @asynccontextmanager
    async def delivering(self, application: App) -> AsyncIterator[None]:
        """Deliver while people are answered; at the end what is in flight is finished."""
        assert application.job_queue is not None
        if self._begun is not None:
            await self._begun
        courier = Courier(
            self._store.ledger,
            TelegramMessenger(application.bot),
            self._newsroom,
            self.pace,
            name=f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(3)}",
            clock=self._clock,
            sleep=self._sleep,
            lease=self._lease,
        )
        self._courier = courier
        timetable = Timetable(
            application.job_queue.scheduler, self._store.ledger.slots, self.deliver_due, self._tidy
        )
        await timetable.start()
        try:
            yield
        finally:
            self._courier = None
            try:
                async with asyncio.timeout(STOP_S):
                    await courier.stop()
            except TimeoutError:
                log.warning("digests cut off in the middle: they go on at the next start")
