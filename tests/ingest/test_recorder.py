"""Arrivals are recorded in order, however long the database is away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from bot.errors import StoreError, StoreUnavailable
from bot.ingest.ports import Known, Origin
from bot.ingest.recorder import AFTER_A_FAULT_S, RETRY_S, Recorder, Seen

AWAY = StoreUnavailable("away", datetime(2026, 3, 1, tzinfo=UTC))


class Record:
    """What arrived, in memory; it raises *fault* while there is one."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.fault: StoreError | None = None
        self.tries = 0

    async def store(self, origin: Origin, articles: Iterable[Known]) -> int:
        self.tries += 1
        await asyncio.sleep(0)
        if self.fault is not None:
            raise self.fault
        self.batches.append([one.id for one in articles])
        return len(self.batches[-1])


def seen(*ids: str) -> list[Seen]:
    return [Seen(id, id) for id in ids]


class Desk:
    """A recorder whose pauses are counted and not waited for."""

    def __init__(self) -> None:
        self.record, self.news = Record(), 0
        self.pauses: list[float] = []
        self.recorder = Recorder(self.record.store, self.told, self.sleep)

    def told(self) -> None:
        self.news += 1

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def until(self, batches: int) -> None:
        async with asyncio.timeout(10):
            while len(self.record.batches) < batches:  # noqa: ASYNC110 - nothing else is to be waited for
                await asyncio.sleep(0)


async def test_what_was_there_comes_first_and_is_no_news() -> None:
    desk = Desk()
    desk.recorder.begin(seen("a"))
    await desk.recorder.record("folder", seen("b"))
    assert [["a"], ["b"]] == desk.record.batches
    assert 1 == desk.news
    await desk.recorder.begun()


async def test_who_adds_an_article_does_not_wait_for_a_database_that_is_away() -> None:
    desk = Desk()
    desk.record.fault = AWAY
    desk.recorder.begin(seen("a"))
    async with asyncio.timeout(5):
        await desk.recorder.record("folder", seen("b"))
        await desk.recorder.record("folder", seen("c"))
    assert [] == desk.record.batches
    desk.record.fault = None
    await desk.until(3)
    assert [["a"], ["b"], ["c"]] == desk.record.batches
    assert 2 == desk.news
    assert {RETRY_S} == set(desk.pauses)
    await desk.recorder.record("folder", seen("d"))
    assert 3 == desk.news


async def test_a_fault_of_ours_is_logged_with_its_trace_and_tried_again_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    desk.record.fault = StoreError("the database failed: no such table")
    await desk.recorder.record("folder", seen("a"))
    while not desk.pauses:  # noqa: ASYNC110 - nothing else is to be waited for
        await asyncio.sleep(0)
    desk.record.fault = None
    await desk.until(1)
    assert AFTER_A_FAULT_S in desk.pauses
    assert "no such table" in caplog.text


async def test_what_still_waits_at_the_end_is_said(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    desk.record.fault = AWAY
    await desk.recorder.record("folder", seen("a", "b"))
    await desk.recorder.close()
    assert "not recorded: 2 arrivals" in caplog.text
    tries = desk.record.tries
    await asyncio.sleep(0.01)
    assert tries == desk.record.tries
