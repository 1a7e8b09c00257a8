"""The timetable: APScheduler's jobs, one for each distinct time and zone, so that a digest is on time.

Jobs are not kept; the schedule's tick makes them like the database again. Which date a stroke stands for, and that it
is sent once, the dispatcher and the outbox know: a job that strikes twice or not at all in a night of summer time, or
that sleeps since the clock was set, does no harm, as the tick asks too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, time

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.digests.subscription import Slot
from bot.digests.zones import zone_called


class Timetable:
    """Calls *strike* at the times it follows. Within a running event loop."""

    def __init__(self, strike: Callable[[], Awaitable[None]]) -> None:
        self._strike = strike
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Strike from now on."""
        self._scheduler.start()

    def follow(self, slots: Iterable[Slot]) -> int:
        """Have a job for each time and zone of *slots* and for no other; returns how many there are."""
        wanted = {_name(slot.at, slot.zone): slot for slot in slots}
        there = {job.id for job in self._scheduler.get_jobs()}
        for name in there - wanted.keys():
            self._scheduler.remove_job(name)
        for name in wanted.keys() - there:
            at, zone = wanted[name].at, zone_called(wanted[name].zone)
            # without a limit: a digest that the machine slept over is due when it wakes
            self._scheduler.add_job(
                self._strike,
                CronTrigger(hour=at.hour, minute=at.minute, timezone=zone),
                id=name,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=2,
            )
        return len(wanted)

    def reset(self) -> None:
        """The clock was set: forget what was reckoned by it. The next `follow` makes the jobs anew."""
        self._scheduler.remove_all_jobs()

    def stop(self) -> None:
        """Strike no more; a stroke that is going on ends by itself."""
        if self._scheduler.running:
            self._scheduler.pause()
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=False)


def _name(at: time, zone: str) -> str:
    return f"{at:%H:%M} {zone}"
