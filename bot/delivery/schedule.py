"""The schedule: a steady tick asks the outbox what is due, so that no clock can make it oversleep.

The tick is monotonic. By the clock on the wall only the timetable goes, whose strokes have a digest on time; it is not
believed for a moment after it was set: one that is ahead for seconds opens nothing. Which date a moment stands
for, and that it is sent once, the dispatcher and the outbox know.

    schedule = Schedule(outbox.slots, deliveries.wake, tidy)
    await schedule.run()   # until schedule.end()
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from bot.digests.subscription import Slot
from bot.errors import StoreUnavailable

log = logging.getLogger(__name__)

TICK_S = 5.0
BELIEVED_S = 12.0  # after the clock was set: some ticks
DOUBTED_S = 60.0  # at most, however often it is set
SET_S = 30.0  # a step of the clock that is more than a correction
TIDY_S = 86_400.0
STEADY_S = 600.0  # nothing is forgotten by a clock that has not gone evenly for so long


class Strokes(Protocol):
    """What strikes at the times of digests; `bot.delivery.timetable` has it."""

    def follow(self, slots: Iterable[Slot]) -> int:
        """Strike at the times of *slots* from now on."""

    def reset(self) -> None:
        """The clock was set."""


class WallClock:
    """How long the clock on the wall has gone evenly. ticks: seconds, monotonic."""

    def __init__(self, clock: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        self._clock, self._ticks = clock, ticks
        self._ahead = self._offset()
        self._started = ticks()
        self._set_at: float | None = None
        self._first_set_at = 0.0

    def look(self) -> bool:
        """Whether it was set since the last look."""
        ahead, now = self._offset(), self._ticks()
        was_set = abs(ahead - self._ahead) > SET_S
        if was_set:
            log.warning("the clock was set by %+.0f s", ahead - self._ahead)
            if self._set_at is None or now - self._set_at >= BELIEVED_S:
                self._first_set_at = now
            self._set_at = now
        self._ahead = ahead
        return was_set

    @property
    def believed(self) -> bool:
        """Whether it was not set just now; one that is set again and again is believed even so after a minute."""
        if self._set_at is None:
            return True
        now = self._ticks()
        return now - self._set_at >= BELIEVED_S or now - self._first_set_at >= DOUBTED_S

    @property
    def even_s(self) -> float:
        """Seconds since it was set, or since the start."""
        return self._ticks() - (self._started if self._set_at is None else self._set_at)

    def _offset(self) -> float:
        return self._clock().timestamp() - self._ticks()


class Schedule:
    """Calls *deliver* at every tick and every stroke, and once a day *tidy*.

    slots: those there are, from the outbox; `strokes` strike at their times, where there are any.
    clock: aware now; ticks: seconds, monotonic.
    """

    def __init__(
        self,
        slots: Callable[[], Awaitable[list[Slot]]],
        deliver: Callable[[], object],
        tidy: Callable[[], Awaitable[object]],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._slots, self._deliver, self._tidy = slots, deliver, tidy
        self._clock, self._ticks, self._sleep = clock, ticks, sleep
        self._wall = WallClock(clock, ticks)
        self._tidied = float("-inf")
        self._ending = asyncio.Event()
        self.strokes: Strokes | None = None
        self.at_work = False

    async def run(self) -> None:
        """Go on until `end`; a fault of one tick is logged, and the next comes."""
        self.at_work = True
        while not self._ending.is_set():
            try:
                await self._tick()
            except StoreUnavailable as away:
                log.debug("no tick: %s", away)  # said already
            except Exception:
                log.exception("a tick failed")
            await self._rest(TICK_S)

    def end(self) -> None:
        """No tick after the one that is going on."""
        self._ending.set()

    async def _rest(self, seconds: float) -> None:
        both = [asyncio.ensure_future(one) for one in (self._sleep(seconds), self._ending.wait())]
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in both:
                one.cancel()
        for one in done:
            one.result()

    async def strike(self) -> None:
        """A digest is due, by the clock on the wall."""
        if self._wall.look() and self.strokes is not None:
            self.strokes.reset()
        if self._wall.believed:
            self._deliver()

    async def _tick(self) -> None:
        await self.strike()
        now = self._ticks()
        if self._wall.even_s >= STEADY_S and now - self._tidied >= TIDY_S:
            await self._tidy()
            self._tidied = now
        slots = await self._slots()
        if self.strokes is not None:
            self.strokes.follow(slots)
