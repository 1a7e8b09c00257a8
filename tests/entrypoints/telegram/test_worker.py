"""Updates whose turn comes late: begun where they are the worker's still, and left alone where another has them."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Any, Literal, cast

import pytest
from telegram import Update

from bot.entrypoints.telegram import worker as worker_module
from bot.entrypoints.telegram.application import App
from bot.entrypoints.telegram.worker import RECORDED_AT_ONCE, SURE_S, Received, Worker
from bot.errors import StoreError
from tests.fakes import FakeInbox


class Inbox(FakeInbox):
    """*lost*: what another copy has taken. is_away: the database."""

    def __init__(self) -> None:
        super().__init__()
        self.lost, self.is_away, self.asked = set[int](), False, 0

    async def renew(self, owner: str, ids: Collection[int]) -> Collection[int]:
        self.asked += 1
        if self.is_away:
            raise StoreError("away")
        return set(ids) - self.lost


class SlowInbox(FakeInbox):
    """most: recorded at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.at_once, self.most = 0, 0

    async def put(
        self, came: Sequence[tuple[int, int, str]], owner: str = "", most: int = 1_000
    ) -> list[Literal["claimed", "waits", "known"]]:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.001)
        self.at_once -= 1
        return await super().put(came, owner, most)


class Turns:
    """An application in which it is nobody's turn until *begin* is set."""

    bot = None

    def __init__(self) -> None:
        self.update_processor, self.begin, self.answered = self, asyncio.Event(), list[int]()

    async def process(self, update: object, work: Awaitable[Any]) -> None:
        await self.begin.wait()
        await work

    async def process_update(self, update: Update, work: Awaitable[Any] | None = None) -> None:
        if work is not None:  # as the processor
            await self.process(update, work)
        else:  # as the application
            self.answered.append(update.update_id)


class OneByOne(Turns):
    """All of them are of one chat."""

    def __init__(self) -> None:
        super().__init__()
        self._line = asyncio.Lock()

    async def process(self, update: object, work: Awaitable[Any]) -> None:
        async with self._line:
            await super().process(update, work)


@asynccontextmanager
async def at_work(inbox: Inbox, turns: Turns, sure_s: float) -> AsyncIterator[Worker]:
    worker = Worker(inbox, "slow", lambda other: False, sure_s)
    working = asyncio.create_task(worker.work(cast(App, turns)))
    await asyncio.sleep(0)
    try:
        await worker.record([Received(n, n, json.dumps({"update_id": n})) for n in (1, 2)])
        yield worker
    finally:
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
        await worker.finish(1.0)


@pytest.mark.parametrize(("sure_s", "answered"), [(0.0, [2]), (SURE_S, [1, 2])], ids=["late", "in time"])
async def test_what_another_copy_may_have_taken_meanwhile_is_not_answered_twice(
    sure_s: float, answered: list[int]
) -> None:
    inbox, turns = Inbox(), Turns()
    async with at_work(inbox, turns, sure_s):
        inbox.lost = {1}
        turns.begin.set()
        async with asyncio.timeout(5):
            while inbox.done_ids != set(answered):  # noqa: ASYNC110 - told by nobody
                await asyncio.sleep(0.01)
    assert answered == sorted(turns.answered)


async def test_what_nobody_knows_about_is_neither_answered_nor_noted_as_done() -> None:
    inbox, turns = Inbox(), Turns()
    async with at_work(inbox, turns, 0.0):
        inbox.is_away = True
        turns.begin.set()
        await asyncio.sleep(0.05)
        assert inbox.asked >= 2
    assert (set(), []) == (inbox.done_ids, turns.answered)


async def test_what_nobody_knows_about_keeps_its_turn_until_the_database_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "SWEEP_S", 0.02)
    inbox, turns = Inbox(), OneByOne()
    async with at_work(inbox, turns, 0.0) as worker:
        inbox.is_away = True
        turns.begin.set()
        await asyncio.sleep(0.1)
        worker._leased[2] = float("inf")  # which came later, and is surely ours
        await asyncio.sleep(0.05)
        assert [] == turns.answered
        inbox.is_away = False
        async with asyncio.timeout(5):
            while inbox.done_ids != {1, 2}:  # noqa: ASYNC110 - told by nobody
                await asyncio.sleep(0.01)
    assert [1, 2] == turns.answered


async def test_however_many_are_posted_few_are_recorded_at_once() -> None:
    """The database has ten connections for a process, and answers under way need some."""
    inbox = SlowInbox()
    worker = Worker(inbox, "posted to", lambda other: False)
    await asyncio.gather(*(worker.record([Received(n, n, "{}")]) for n in range(40)))
    assert (40, RECORDED_AT_ONCE) == (len(inbox.rows), inbox.most)
