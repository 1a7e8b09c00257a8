"""The timetable: one job for each distinct time and zone, and a sweep each minute for whatever they miss.

APScheduler's jobs are not kept; they are made anew from the database at the start and brought up to date by the
sweep, so that a new subscription's time has its job within the minute. Which date a stroke of the clock stands
for, and that it is told once, the courier and the ledger know: a job that strikes twice or not at all in a night
of summer time does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import time
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.digests.subscription import Slot

log = logging.getLogger(__name__)

PREFIX = "digest"


class Timetable:
    """Jobs of *scheduler* that call *deliver*, and once a day *tidy*. slots: those there are, from the ledger."""

    def __init__(
        self,
        scheduler: AsyncIOScheduler,
        slots: Callable[[], Awaitable[list[Slot]]],
        deliver: Callable[[], Awaitable[None]],
        tidy: Callable[[], Awaitable[object]],
    ) -> None:
        self._scheduler = scheduler
        self._slots = slots
        self._deliver = deliver
        self._tidy = tidy

    async def start(self) -> None:
        """Make the jobs, and look at once for what was missed."""
        await self.rebuild()
        self._add(f"{PREFIX} sweep", CronTrigger(second=0, timezone="UTC"), self._sweep)
        self._add(f"{PREFIX} missed", None, self._deliver)
        self._add(f"{PREFIX} tidying", CronTrigger(hour=18, minute=40, timezone="UTC"), self._tidy)

    async def rebuild(self) -> int:
        """Have a job for each time and zone that is wanted and for no other; returns how many there are."""
        wanted = {(slot.at, slot.zone) for slot in await self._slots()}
        names = {_name(at, zone): (at, zone) for at, zone in wanted}
        there = {job.id for job in self._scheduler.get_jobs() if job.id.startswith(f"{PREFIX} at")}
        for name in there - names.keys():
            self._scheduler.remove_job(name)
        for name in names.keys() - there:
            at, zone = names[name]
            trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=ZoneInfo(zone))
            self._add(name, trigger, self._deliver)
        return len(names)

    async def _sweep(self) -> None:
        await self.rebuild()
        await self._deliver()

    def _add(self, name: str, trigger: CronTrigger | None, call: Callable[[], Awaitable[object]]) -> None:
        # without a limit: a digest that the machine slept over is due when it wakes
        self._scheduler.add_job(
            call,
            trigger,
            id=name,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=2,
            replace_existing=True,
        )


def _name(at: time, zone: str) -> str:
    return f"{PREFIX} at {at:%H:%M} {zone}"
