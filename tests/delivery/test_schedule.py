"""One job for each time and zone that somebody wants, and none that nobody wants."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery.schedule import Timetable
from bot.digests.subscription import EVERY_DAY, WEEKDAYS, Slot

SEOUL = "Asia/Seoul"


class Wanted:
    """The slots there are, and how often it was delivered."""

    def __init__(self) -> None:
        self.now = [
            Slot(time(8), EVERY_DAY, SEOUL),
            Slot(time(8), WEEKDAYS, SEOUL),
            Slot(time(8), EVERY_DAY, "UTC"),
        ]
        self.delivered = 0

    async def slots(self) -> list[Slot]:
        return self.now

    async def deliver(self) -> None:
        self.delivered += 1


@pytest.fixture
async def scheduler() -> AsyncIterator[AsyncIOScheduler]:
    """Paused: nothing runs but what a test runs."""
    scheduler = AsyncIOScheduler()
    scheduler.start(paused=True)
    yield scheduler
    scheduler.shutdown()


async def test_a_job_for_each_distinct_time_and_zone(scheduler: AsyncIOScheduler) -> None:
    wanted = Wanted()
    timetable = Timetable(scheduler, wanted.slots, wanted.deliver, wanted.deliver)
    assert 2 == await timetable.rebuild()
    assert {"digest at 08:00 Asia/Seoul", "digest at 08:00 UTC"} == {job.id for job in scheduler.get_jobs()}
    seoul = scheduler.get_job("digest at 08:00 Asia/Seoul")
    assert ZoneInfo(SEOUL) == seoul.trigger.timezone
    wanted.now = [Slot(time(18, 5), EVERY_DAY, SEOUL), Slot(time(8), EVERY_DAY, "UTC")]
    kept = scheduler.get_job("digest at 08:00 UTC")
    assert 2 == await timetable.rebuild()
    assert {"digest at 18:05 Asia/Seoul", "digest at 08:00 UTC"} == {job.id for job in scheduler.get_jobs()}
    assert kept is scheduler.get_job("digest at 08:00 UTC"), "what stays is left alone"


async def test_no_job_is_ever_too_late_and_none_runs_for_each_time_it_missed(
    scheduler: AsyncIOScheduler,
) -> None:
    wanted = Wanted()
    await Timetable(scheduler, wanted.slots, wanted.deliver, wanted.deliver).start()
    jobs = scheduler.get_jobs()
    assert {"digest sweep", "digest missed", "digest tidying"} < {job.id for job in jobs}
    assert {(None, True)} == {(job.misfire_grace_time, job.coalesce) for job in jobs}


async def test_the_sweep_brings_the_jobs_up_to_date_and_delivers(scheduler: AsyncIOScheduler) -> None:
    wanted = Wanted()
    await Timetable(scheduler, wanted.slots, wanted.deliver, wanted.deliver).start()
    wanted.now = [Slot(time(9, 30), EVERY_DAY, SEOUL)]
    await scheduler.get_job("digest sweep").func()
    assert 1 == wanted.delivered
    assert scheduler.get_job("digest at 09:30 Asia/Seoul")
    assert scheduler.get_job("digest at 08:00 UTC") is None
