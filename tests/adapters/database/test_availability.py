"""A database that cannot be used for a while: told from a broken statement, waited for briefly, said once."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.adapters.database import availability as module
from bot.adapters.database.availability import Availability, Waiting
from bot.adapters.database.store import Store
from bot.entrypoints.telegram.handlers.status import OUTAGES
from bot.errors import StoreError, StoreUnavailable
from tests.adapters.database.breaking import broken, mended

QUICK_S = 3.0  # two seconds of patience, on a busy machine


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.name == module.__name__]


@pytest.mark.parametrize("fault", ["busy", "read-only", "full"])
async def test_a_fault_that_passes_is_said_once_and_refused_at_once(
    store: Store, database_url: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    if fault == "full" and not store.database.is_sqlite:
        pytest.skip("a server's full disk is not tried here")
    caplog.set_level(logging.WARNING)
    await store.queries.save("강물")
    async with broken(store.database, database_url, fault):
        began = time.monotonic()
        for n in range(20):
            with pytest.raises(StoreUnavailable) as refused:
                await store.queries.save(f"나룻배 {n} " + "가" * 9000)
            assert fault == refused.value.reason
        assert time.monotonic() - began < QUICK_S, "the second and all others are refused at once"
        assert "강물" == await store.queries.load(1), "reading goes on"
        outage = store.database.availability.outage
        assert outage is not None
        assert fault == outage.reason
    await mended(store.database)
    assert 0 < await store.queries.save("다시")
    begins, ends = said(caplog)
    assert "tried again until it is" in begins
    assert "can be used again" in ends


def test_every_reason_can_be_said_to_an_editor() -> None:
    of_a_file = {"missing", "replaced"}
    assert set(OUTAGES) == {*module.SQLITE.values(), *module.POSTGRESQL.values(), *of_a_file}


async def test_a_broken_statement_is_no_outage(store: Store) -> None:
    with pytest.raises(StoreError, match="failed") as refused:
        async with store.database.write() as connection:
            await connection.execute(text("UPDATE nothing SET nowhere = 1"))
    assert not isinstance(refused.value, StoreUnavailable)
    assert store.database.availability.outage is None


async def test_many_writers_at_once_stand_in_a_line_and_none_is_refused(store: Store) -> None:
    ids = await asyncio.gather(*(store.queries.save(f"말 {n}") for n in range(120)))
    assert 120 == len(set(ids))
    assert store.database.availability.outage is None


async def test_a_crowd_that_waits_for_connections_to_a_server_is_no_outage(postgres_url: str) -> None:
    """It takes some six seconds, longer than any answer of the server may."""
    store = await Store.open(postgres_url)

    async def ask(number: int) -> int:
        async with store.database.read() as connection:
            await connection.execute(text("SELECT pg_sleep(0.5)"))
        return number

    try:
        asked = asyncio.gather(*(ask(number) for number in range(120)))
        await asyncio.sleep(0.1)
        assert 1 == await store.queries.save("강물"), "after those who asked before"
        assert [*range(120)] == await asked
        assert store.database.availability.outage is None
    finally:
        await store.close()


async def test_a_wrong_password_and_a_missing_database_end_the_start_at_once(postgres_url: str) -> None:
    missing = postgres_url.replace("/sosik_test_", "/no_such_", 1)
    async with asyncio.timeout(10):
        with pytest.raises(StoreUnavailable, match="does not exist") as refused:
            await Store.open(missing, waits=True)
    assert "refused" == refused.value.reason
    assert not refused.value.passes


async def test_the_end_is_said_when_it_has_been_quiet_for_a_moment() -> None:
    pauses: list[float] = []
    probes = iter([module.PoolTimeout("not yet")] * 2 + [None, None])

    async def probe() -> None:
        if (fault := next(probes)) is not None:
            raise fault

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if seconds == module.QUIET_S and pauses.count(module.QUIET_S) == 1:
            watched.failed(module.PoolTimeout("again"), writes=True)
        now[0] += 10 * seconds  # the probes themselves take long
        await asyncio.sleep(0)

    now = [1000.0]
    waiting = Waiting(clock=lambda: datetime(2026, 3, 1, tzinfo=UTC), ticks=lambda: now[0], sleep=sleep)
    watched = Availability(probe, waiting)
    assert not watched.recovers
    watched.failed(module.PoolTimeout("all connections wait"), writes=True)
    with pytest.raises(StoreUnavailable, match="held by another"):
        watched.check(writes=True)
    await watched.over()
    assert watched.outage is None
    assert [0.25, 0.25, 0.5, module.QUIET_S, 2.0, module.QUIET_S] == pauses
    watched.check(writes=True)
    assert watched.recovers, "others may still owe something"
    now[0] += module.SETTLED_S
    assert not watched.recovers
