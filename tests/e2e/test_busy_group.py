"""More is asked in a group than may be said there: everybody is answered, in turn, and nobody else waits."""

from __future__ import annotations

import asyncio
import contextlib
import time

from bot.delivery.rate_limit import GROUP_PER_MINUTE, RateLimiter
from bot.entrypoints.telegram.scheduler import PLACES
from bot.newsroom import Newsroom
from tests.dialog import Voice
from tests.e2e.inside import at_work
from tests.emulator import Emulator, Limits
from tests.fakes import FakeAnswers, FakeIndex, FakeSavedQueries, some_articles

MEMBERS = PLACES + 6  # more than are worked on at once


class Hands:
    """A clock that goes on, and may be put forward."""

    def __init__(self) -> None:
        self._forward = 0.0
        self._moved = asyncio.Condition()

    def __call__(self) -> float:
        return time.monotonic() + self._forward

    async def put_forward(self, seconds: float) -> None:
        async with self._moved:
            self._forward += seconds
            self._moved.notify_all()

    async def sleep(self, seconds: float) -> None:
        until = self() + seconds
        while (left := until - self()) > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left), self._moved:
                    await self._moved.wait()


async def test_everybody_in_a_busy_group_is_answered_once_and_in_turn_and_a_private_chat_at_once() -> None:
    clock = Hands()
    # a few in the same second are let pass, as the Bot FAQ says; twenty in a minute are the limit
    limits = Limits(clock, chat_per_second=GROUP_PER_MINUTE)
    limiter = RateLimiter(clock)
    async with (
        Emulator(limits=limits) as telegram,
        at_work(
            telegram,
            Newsroom(FakeIndex(some_articles())),
            FakeSavedQueries(),
            FakeAnswers(),
            limiter=limiter,
            sleep=clock.sleep,
        ),
    ):
        members = [Voice.of(telegram, f"독자{number}") for number in range(MEMBERS)]
        room = Voice.into_group(telegram, "독자방", *members, kind="supergroup")
        alone = Voice.of(telegram, "앨리스")
        persons = [*members, *members[:5]]
        asked = [(await one.at(room).says("/search@sosik_bot 로봇"))["message_id"] for one in persons]
        answered = list[int | None]()
        for wanted in range(len(asked)):
            if wanted and wanted % GROUP_PER_MINUTE == 0:
                if wanted == GROUP_PER_MINUTE:
                    await alone.says("/search 로봇")
                    await alone.hears()
                assert [] == room.unheard(), "they wait for the next minute"
                await clock.put_forward(60.0)
            answered.append((await room.hears()).replies_to)
        assert sorted(asked) == sorted(one or 0 for one in answered)
        for first, second in zip(asked[:5], asked[-5:], strict=True):
            assert answered.index(first) < answered.index(second), "in the order of who asked"
    assert [] == telegram.violations
