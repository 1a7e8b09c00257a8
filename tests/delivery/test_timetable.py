"""APScheduler's part: a job for each time and zone, made like the database by every tick."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.delivery.timetable import Timetable
from bot.digests.subscription import EVERY_DAY, Slot

SEOUL, LONDON = "Asia/Seoul", "Europe/London"


class Bell:
    """Counts its strokes."""

    def __init__(self) -> None:
        self.struck = asyncio.Event()

    async def strike(self) -> None:
        self.struck.set()


@pytest.fixture
async def bell() -> Bell:
    return Bell()


@pytest.fixture
async def timetable(bell: Bell) -> Iterator[Timetable]:
    made = Timetable(bell.strike)
    made.start()
    yield made
    made.stop()


def times(timetable: Timetable) -> dict[str, tuple[int, int]]:
    """In UTC, when each job strikes next."""
    jobs = timetable._scheduler.get_jobs()
    moments = {job.id: job.next_run_time.astimezone(UTC) for job in jobs}
    return {name: (moment.hour, moment.minute) for name, moment in moments.items()}


async def test_each_time_and_zone_has_one_job(timetable: Timetable) -> None:
    slots = [
        Slot(time(8), EVERY_DAY, SEOUL),
        Slot(time(8), frozenset({0}), SEOUL),
        Slot(time(18, 30), EVERY_DAY, "UTC"),
    ]
    assert 2 == timetable.follow(slots)
    assert {"08:00 Asia/Seoul": (23, 0), "18:30 UTC": (18, 30)} == times(timetable)


async def test_what_nobody_wants_any_more_strikes_no_more(timetable: Timetable) -> None:
    timetable.follow([Slot(time(8), EVERY_DAY, SEOUL), Slot(time(9), EVERY_DAY, LONDON)])
    assert 1 == timetable.follow([Slot(time(9), EVERY_DAY, LONDON)])
    assert ["09:00 Europe/London"] == list(times(timetable))


async def test_after_the_clock_was_set_jobs_are_made_anew(timetable: Timetable) -> None:
    slots = [Slot(time(8), EVERY_DAY, SEOUL)]
    timetable.follow(slots)
    (job,) = timetable._scheduler.get_jobs()
    job.modify(next_run_time=datetime.now(UTC) + timedelta(days=30))  # as a clock a month ahead leaves it
    timetable.reset()
    timetable.follow(slots)
    (job,) = timetable._scheduler.get_jobs()
    assert job.next_run_time <= datetime.now(UTC) + timedelta(days=1)


async def test_it_strikes(timetable: Timetable, bell: Bell) -> None:
    timetable.follow([Slot(time(8), EVERY_DAY, SEOUL)])
    (job,) = timetable._scheduler.get_jobs()
    job.modify(next_run_time=datetime.now(UTC))
    async with asyncio.timeout(5):
        await bell.struck.wait()
