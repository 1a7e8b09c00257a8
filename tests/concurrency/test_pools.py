"""Pools: what hangs in one holds up no other, and what is bounded stays so."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from datetime import date

import pytest

from bot.adapters.web.fetcher import Fetcher, look_up
from bot.concurrency.pools import LOOKUPS, Pool
from bot.errors import ReaderError
from bot.newsroom import Newsroom
from tests.fakes import FakeIndex, some_articles

TODAY = date(2026, 3, 4)


async def test_no_more_threads_than_promised_and_every_result_comes() -> None:
    pool, seen = Pool("few", 3), set()
    together, most, lock = 0, 0, threading.Lock()

    def work(number: int) -> int:
        nonlocal together, most
        with lock:
            together += 1
            most = max(most, together)
            seen.add(threading.current_thread().name)
        with lock:
            together -= 1
        return number * number

    assert [n * n for n in range(200)] == await asyncio.gather(*(pool.run(work, n) for n in range(200)))
    assert most <= 3
    assert seen <= {"few-1", "few-2", "few-3"}


async def test_a_fault_is_the_callers_and_the_thread_goes_on() -> None:
    pool = Pool("one", 1)
    with pytest.raises(ZeroDivisionError):
        await pool.run(lambda: 1 // 0)
    assert 2 == await pool.run(lambda: 2)


async def test_work_that_nobody_waits_for_is_not_begun() -> None:
    pool, gate, begun = Pool("one", 1), threading.Event(), []
    first = asyncio.ensure_future(pool.run(gate.wait))
    second = asyncio.ensure_future(pool.run(begun.append, 2))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    gate.set()
    await first
    assert 3 == await pool.run(lambda: 3)
    assert [] == begun


async def test_names_that_hang_hold_no_search_and_no_other_work() -> None:
    gate = threading.Event()
    hanging = [asyncio.ensure_future(LOOKUPS.run(gate.wait)) for _ in range(LOOKUPS.size + 4)]
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(2):
            found = await Newsroom(FakeIndex(some_articles(), {})).search("로봇", today=TODAY)  # type: ignore[arg-type]
            await asyncio.to_thread(lambda: None)
    finally:
        gate.set()
    assert found.hits
    await asyncio.gather(*hanging)


async def test_a_page_whose_name_hangs_is_given_up_in_time() -> None:
    gate = threading.Event()

    async def resolve(host: str, port: int) -> Sequence[str]:
        await LOOKUPS.run(gate.wait)
        return ["1.1.1.1"]

    try:
        with pytest.raises(ReaderError, match="slow"):
            await Fetcher(resolve, limit_s=0.05).fetch("https://hangs.example/")
    finally:
        gate.set()


async def test_a_name_is_looked_up_in_its_own_pool() -> None:
    assert "127.0.0.1" in await look_up("127.0.0.1", 80)
