"""The schedule in virtual time: on time while the clock is right, and never asleep when it is not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.delivery.schedule import BELIEVED_S, DOUBTED_S, STEADY_S, TICK_S, TIDY_S, Schedule
from bot.digests.subscription import EVERY_DAY, Slot
from bot.errors import StoreUnavailable

BEGINNING = datetime(2026, 3, 2, 7, 59, tzinfo=UTC)
MONTH = timedelta(days=30)


class Enough(Exception):
    """The time is over."""


class World:
    """Ticks that go on when somebody sleeps, and a clock on the wall that is *wrong* by so much."""

    def __init__(self) -> None:
        self.ticks = 1000.0
        self.wrong = timedelta(0)
        self.delivered: list[float] = []
        self.tidied: list[float] = []
        self.asked = 0
        self.slots = [Slot(time(8), EVERY_DAY, "UTC")]
        self.fault: Exception | None = None
        self.happening: list[tuple[float, Callable[[], None]]] = []
        self.until = 0.0

    def clock(self) -> datetime:
        return BEGINNING + timedelta(seconds=self.ticks - 1000.0) + self.wrong

    async def sleep(self, seconds: float) -> None:
        assert 0 < seconds <= TICK_S
        self.ticks += seconds
        while self.happening and self.happening[0][0] <= self.ticks:
            self.happening.pop(0)[1]()
        if self.ticks >= self.until:
            raise Enough

    async def listed(self) -> list[Slot]:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return self.slots

    async def tidy(self) -> None:
        self.tidied.append(self.ticks - 1000.0)

    def at(self, seconds: float, wrong: timedelta) -> None:
        """The clock is set."""
        self.happening.append((1000.0 + seconds, lambda: setattr(self, "wrong", wrong)))

    async def pass_by(self, seconds: float) -> None:
        self.until = self.ticks + seconds
        schedule = Schedule(
            self.listed,
            lambda: self.delivered.append(self.ticks - 1000.0),
            self.tidy,
            clock=self.clock,
            ticks=lambda: self.ticks,
            sleep=self.sleep,
        )
        with pytest.raises(Enough):
            await schedule.run()


def longest_pause(moments: list[float], until: float) -> float:
    return max(b - a for a, b in zip([0.0, *moments], [*moments, until], strict=True))


async def test_the_outbox_is_asked_at_every_tick() -> None:
    world = World()
    await world.pass_by(120)
    assert longest_pause(world.delivered, 120) <= TICK_S


@pytest.mark.parametrize("wrong", [MONTH, -MONTH, timedelta(days=-1), timedelta(days=-9500)])
async def test_a_clock_corrected_after_the_start_never_lets_it_oversleep(wrong: timedelta) -> None:
    world = World()
    world.wrong = wrong
    world.at(30, timedelta(0))
    await world.pass_by(120)
    assert longest_pause(world.delivered, 120) <= BELIEVED_S + 2 * TICK_S
    assert world.asked < 100, "minutes that were missed are not made up for one by one"


async def test_a_clock_that_is_ahead_for_seconds_opens_nothing() -> None:
    world = World()
    world.at(10, MONTH)
    world.at(18, timedelta(0))
    await world.pass_by(60)
    assert [] == [moment for moment in world.delivered if 10 <= moment < 18]
    assert any(18 < moment <= 18 + BELIEVED_S + 2 * TICK_S for moment in world.delivered)


async def test_a_clock_that_is_set_again_and_again_holds_up_nothing_for_long(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    for n in range(1, 60):
        world.at(n * 10, MONTH if n % 2 else -MONTH)
    await world.pass_by(600)
    assert longest_pause(world.delivered, 600) <= DOUBTED_S + 2 * TICK_S
    assert "the clock was set by" in caplog.text


async def test_nothing_is_forgotten_by_a_clock_that_was_just_set() -> None:
    world = World()
    world.at(300, MONTH)
    world.at(310, timedelta(0))
    await world.pass_by(2 * TIDY_S)
    first, second = world.tidied
    assert 310 + STEADY_S <= first <= 310 + STEADY_S + 2 * TICK_S
    assert TIDY_S <= second - first <= TIDY_S + TICK_S


@pytest.mark.parametrize(
    "fault", [StoreUnavailable("away", BEGINNING), RuntimeError("a fault of ours"), OSError("of the system")]
)
async def test_a_fault_of_one_tick_ends_nothing(fault: Exception, caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    world.fault = fault
    await world.pass_by(30)
    assert len(world.delivered) >= 6
    errors = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert isinstance(fault, StoreUnavailable) == (errors == [])


async def test_it_ends_at_once_when_it_is_told_to() -> None:
    schedule = Schedule(World().listed, lambda: None, World().tidy)
    running = asyncio.create_task(schedule.run())
    await asyncio.sleep(0)
    schedule.end()
    async with asyncio.timeout(TICK_S / 2):
        await running
