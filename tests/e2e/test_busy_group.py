"""More is asked in a group than may be said there: everybody is answered, in turn, and nobody else waits."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest

from bot.delivery.rate_limit import GROUP_PER_MINUTE, MINUTE_S, RateLimiter
from bot.entrypoints.telegram.scheduler import PLACES
from bot.entrypoints.telegram.sender import LONGEST_IN_GROUP_S
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


@contextlib.asynccontextmanager
async def busy_at(clock: Hands) -> AsyncIterator[Emulator]:
    """The bot at work, beside a Telegram that takes twenty a minute of it in a group, by *clock*."""
    # a few in the same second are let pass, as the Bot FAQ says; twenty in a minute are the limit
    limits = Limits(clock, chat_per_second=GROUP_PER_MINUTE)
    newsroom, limiter = Newsroom(FakeIndex(some_articles())), RateLimiter(clock)
    async with (
        Emulator(limits=limits) as telegram,
        at_work(telegram, newsroom, FakeSavedQueries(), FakeAnswers(), limiter=limiter, sleep=clock.sleep),
    ):
        yield telegram
    assert [] == telegram.violations


async def test_everybody_in_a_busy_group_is_answered_once_and_in_turn_and_a_private_chat_at_once() -> None:
    clock = Hands()
    async with busy_at(clock) as telegram:
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


async def answers(passer_by: Voice) -> None:
    """The bot answers somebody else, and so has time for those who are due."""
    await passer_by.says("/start")
    await passer_by.hears()


async def test_who_would_wait_too_long_in_a_busy_group_is_told_so_once_and_before_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Hands()
    kept = int(LONGEST_IN_GROUP_S / MINUTE_S) * GROUP_PER_MINUTE  # and those who are answered at once
    async with busy_at(clock) as telegram:
        members = [Voice.of(telegram, f"독자{number}") for number in range(GROUP_PER_MINUTE + kept + 5)]
        room = Voice.into_group(telegram, "독자방", *members, kind="supergroup")
        asked = [(await one.at(room).says("/search@sosik_bot 로봇"))["message_id"] for one in members]
        heard = [await room.hears() for _ in range(GROUP_PER_MINUTE)]
        passer_by = Voice.of(telegram, "행인")
        while caplog.text.count("unsaid") < 5:  # all others stand in line
            await answers(passer_by)
        for _ in range(10 * 6):  # minutes, of which three are enough
            await clock.put_forward(10.0)
            await answers(passer_by)
            heard += room.unheard()
            if len(heard) > len(asked) - 5:
                break
        told = [one for one in heard if "답이 밀려 있어요" in one.text]
        assert [heard[GROUP_PER_MINUTE]] == told
        assert told[0].replies_to in asked[-5:]
        assert sorted([*asked[:-5], told[0].replies_to or 0]) == sorted(one.replies_to or 0 for one in heard)
