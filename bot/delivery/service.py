"""Deliveries at work: the courier when something is due, by the clock or since something came.

deliveries = Deliveries(ledger, newsroom, tidy, Timing())
pipeline.on_arrival = deliveries.wake
async with deliveries.at_work(messenger):  # digests at their times, watches at once
    ...
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery.dispatcher import LEASE, Courier
from bot.delivery.model import Desk, Ledger, Messenger
from bot.delivery.rate_limit import Pace
from bot.delivery.schedule import Timetable

log = logging.getLogger(__name__)

STOP_S = 1.5  # for the parts in flight when told to stop; replies have polling's FINISH_S after that


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Timing:
    """What deliveries go by: *pace* is for the application too, so that replies go before digests."""

    clock: Callable[[], datetime] = utc_now
    pace: Pace = field(default_factory=lambda: Pace(time.monotonic))
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    lease: timedelta = LEASE


@dataclass(frozen=True, slots=True)
class Owner:
    """In whose name deliveries are leased. has_ended: whether another one, by its name, surely lives no more."""

    name: str
    has_ended: Callable[[str], bool] = lambda _: False


class Deliveries:
    """One for each process. tidy: what is done once a day, at *timing*'s time."""

    def __init__(
        self, ledger: Ledger, desk: Desk, tidy: Callable[[], Awaitable[object]], timing: Timing, owner: Owner
    ) -> None:
        self.timing = timing
        self._ledger, self._desk, self._tidy, self._owner = ledger, desk, tidy, owner
        self._courier: Courier | None = None
        self._woken: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Deliver what is due by now, in the background."""
        task = asyncio.create_task(self.deliver_due())
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    async def deliver_due(self) -> None:
        """See `Courier.deliver_due`; nothing before the bot can send."""
        if self._courier is not None:
            await self._courier.deliver_due()

    async def finished(self) -> None:
        """Wait until nothing is being delivered."""
        while self._woken or (self._courier is not None and self._courier.busy):
            await asyncio.gather(*self._woken)
            if self._courier is not None:
                await self._courier.finished()

    @asynccontextmanager
    async def at_work(self, messenger: Messenger) -> AsyncIterator[None]:
        """Deliver while people are answered; at the end what is in flight is finished."""
        courier = Courier(
            self._ledger,
            messenger,
            self._desk,
            self.timing.pace,
            name=f"{self._owner.name}:{secrets.token_hex(3)}",
            clock=self.timing.clock,
            sleep=self.timing.sleep,
            lease=self.timing.lease,
        )
        executor = AsyncIOExecutor()
        scheduler = AsyncIOScheduler(executors={"default": executor}, timezone=UTC)
        timetable = Timetable(scheduler, self._ledger.slots, self.deliver_due, self._tidy)
        if freed := await self._ledger.release(self._owner.has_ended):
            log.warning("deliveries of a process that has ended: %d", freed)
        await timetable.start()
        self._courier = courier
        scheduler.start()
        try:
            yield
        finally:
            self._courier = None
            scheduler.pause()  # shut down at once, it would cancel a job in the middle of a statement
            try:
                async with asyncio.timeout(STOP_S):
                    await courier.stop()
                    # of those it has no other list; python-telegram-bot's JobQueue waits for them in the same way
                    await asyncio.gather(*executor._pending_futures, return_exceptions=True)
            except TimeoutError:
                log.warning("digests cut off in the middle: they go on at the next start")
            scheduler.shutdown(wait=False)
