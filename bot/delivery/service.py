"""Deliveries at work: the dispatcher when something is due, by the clock or since something came.

deliveries = Deliveries(outbox, newsroom, tidy, Timing())
pipeline.on_arrival = deliveries.wake
async with deliveries.at_work(messenger):  # digests at their times, watches at once
    ...
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.model import Desk, Messenger, Outbox
from bot.delivery.outlasting import outlasting
from bot.delivery.schedule import Schedule
from bot.delivery.timetable import Timetable
from bot.delivery.timing import Timing
from bot.errors import StoreUnavailable

log = logging.getLogger(__name__)

STOP_S = 1.5  # for the parts in flight when told to stop; replies have polling's FINISH_S after that


@dataclass(frozen=True, slots=True)
class Owner:
    """In whose name deliveries are leased. has_ended: whether another one, by its name, surely lives no more."""

    name: str
    has_ended: Callable[[str], bool] = lambda _: False


async def _at_once() -> None:
    """Nothing has to be waited for."""


class Deliveries:
    """One for each process. tidy: what is done once a day, at *timing*'s time."""

    def __init__(
        self, outbox: Outbox, desk: Desk, tidy: Callable[[], Awaitable[object]], timing: Timing, owner: Owner
    ) -> None:
        self.timing = timing
        self._outbox, self._desk, self._tidy, self._owner = outbox, desk, tidy, owner
        self._dispatcher: Dispatcher | None = None
        self._woken: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Deliver what is due by now, in the background."""
        task = asyncio.create_task(self._deliver_or_log())
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    async def _deliver_or_log(self) -> None:
        try:
            await self.deliver_due()
        except StoreUnavailable:  # said already; we are stopping
            return
        except Exception:
            log.exception("delivering failed; the next tick tries again")

    async def deliver_due(self) -> None:
        """See `Dispatcher.deliver_due`; nothing before the bot can send."""
        if self._dispatcher is not None:
            await self._dispatcher.deliver_due()

    async def finished(self) -> None:
        """Wait until nothing is being delivered."""
        while self._woken or (self._dispatcher is not None and self._dispatcher.busy):
            await asyncio.gather(*self._woken)
            if self._dispatcher is not None:
                await self._dispatcher.finished()

    @asynccontextmanager
    async def at_work(
        self, messenger: Messenger, ready: Callable[[], Awaitable[object]] = _at_once
    ) -> AsyncIterator[None]:
        """Deliver while people are answered; at the end what is in flight is finished.

        ready: awaited before the first delivery, in the background: what has arrived must be recorded.
        """
        dispatcher = Dispatcher(
            self._outbox,
            messenger,
            self._desk,
            self.timing,
            name=f"{self._owner.name}:{secrets.token_hex(3)}",
        )
        schedule = Schedule(self._outbox.slots, self.wake, self._tidy, clock=self.timing.clock)
        schedule.strokes = timetable = Timetable(schedule.strike)

        async def go_on() -> None:
            await ready()
            if freed := await outlasting(self._outbox, lambda: False).release(self._owner.has_ended):
                log.warning("deliveries of a process that has ended: %d", freed)
            self._dispatcher = dispatcher
            timetable.start()
            await schedule.run()

        going_on = asyncio.create_task(go_on())
        try:
            yield
        finally:
            self._dispatcher = None
            timetable.stop()
            schedule.end()  # a statement in the middle is finished
            if not schedule.at_work:
                going_on.cancel()
            try:
                async with asyncio.timeout(STOP_S):
                    await dispatcher.stop()
                    await asyncio.gather(going_on, return_exceptions=True)
            except TimeoutError:
                log.warning("digests cut off in the middle: they go on at the next start")
