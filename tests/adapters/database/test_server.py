"""A PostgreSQL that falls silent, is full of connections, or lets us not in any more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.adapters.database.answer_time import ANSWER_S, unhurried
from bot.adapters.database.store import Store
from bot.errors import StoreError, StoreUnavailable
from tests.adapters.database.breaking import mended
from tests.postgres_server import Server

LATEST_S = ANSWER_S + 1.5  # a busy machine


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.end()


@pytest.fixture
async def store(server: Server) -> AsyncIterator[Store]:
    store = await Store.open(server.database("sosik_own"))
    yield store
    await store.close()
    server.says("DROP DATABASE {} WITH (FORCE)", "sosik_own")


async def refused(store: Store) -> tuple[str, float]:
    """Why something cannot be stored, and the seconds that took."""
    began = time.monotonic()
    with pytest.raises(StoreUnavailable) as fault:
        await store.queries.save("나룻배")
    return fault.value.reason, time.monotonic() - began


async def test_nobody_waits_long_for_a_server_that_stands_still(server: Server, store: Store) -> None:
    await asyncio.gather(*(store.queries.save(f"말 {n}") for n in range(5)))  # connections to be frozen
    with server.frozen():
        waits = await asyncio.gather(*(refused(store) for _ in range(30)))
        assert "away" == store.database.availability.outage.reason  # type: ignore[union-attr]
        assert max(seconds for _, seconds in waits) < LATEST_S
        assert (await refused(store))[1] < 0.5, "known by now"
    await mended(store.database)
    assert 0 < await store.queries.save("다시")


async def test_a_transaction_in_which_the_server_stops_answering_is_given_up_and_undone(
    server: Server, store: Store
) -> None:
    async def write() -> None:
        async with store.database.write() as connection:
            await connection.execute(text("INSERT INTO marks VALUES ('begun', now())"))
            with server.frozen():
                await connection.execute(text("SELECT 1"))

    async with asyncio.timeout(LATEST_S):
        with pytest.raises(StoreUnavailable, match="no answer"):
            await write()
    await mended(store.database)
    async with store.database.read() as connection:
        assert [] == (await connection.execute(text("SELECT name FROM marks WHERE name = 'begun'"))).all()


async def test_who_does_not_want_the_answer_any_more_is_not_held_up(server: Server, store: Store) -> None:
    asked = asyncio.Event()

    async def ask() -> None:
        async with store.database.read() as connection:
            asked.set()
            await connection.execute(text("SELECT pg_sleep(30)"))

    asking = asyncio.create_task(ask())
    await asked.wait()
    with server.frozen():
        asking.cancel()
        async with asyncio.timeout(1.0):
            await asyncio.gather(asking, return_exceptions=True)
    assert asking.cancelled()
    assert 0 < await store.queries.save("다시")


async def test_a_migration_may_take_as_long_as_it_does(store: Store) -> None:
    async with store.database.write() as connection:
        with unhurried():
            await connection.execute(text(f"SELECT pg_sleep({ANSWER_S + 0.5})"))
    assert store.database.availability.outage is None


async def test_a_password_that_was_changed_is_said_and_the_new_one_works(server: Server) -> None:
    server.says("CREATE ROLE {} LOGIN PASSWORD 'old'", "newsroom")
    server.says("CREATE DATABASE {} OWNER {}", "sosik_guarded", "newsroom")
    with server.asking_for_passwords("newsroom"):
        url = server.url("sosik_guarded", "newsroom", "old")
        store = await Store.open(url)
        server.says("ALTER ROLE {} PASSWORD 'new'", "newsroom")
        server.end_sessions("sosik_guarded")
        async with asyncio.timeout(20):  # first that it was cut off, then why nobody gets in
            reason = ""
            while reason != "refused":
                reason, _ = await refused(store)
                await asyncio.sleep(0)
        assert "password authentication failed" in str(store.database.availability.outage)
        assert "old" not in str(store.database.availability.outage)
        server.says("ALTER ROLE {} PASSWORD 'old'", "newsroom")
        await mended(store.database)
        assert 0 < await store.queries.save("다시")
        await store.close()
    server.says("DROP DATABASE {} WITH (FORCE)", "sosik_guarded")


async def test_a_right_that_is_lacking_is_said_with_its_table_and_ends_a_start(server: Server) -> None:
    server.says("CREATE ROLE {} LOGIN", "clerk")
    server.says("CREATE DATABASE {} OWNER {}", "sosik_rights", "clerk")
    url = server.url("sosik_rights", "clerk")
    store = await Store.open(url)
    async with store.database.write() as connection:
        await connection.execute(text("REVOKE INSERT ON saved_queries, marks FROM clerk"))
    assert "forbidden" == (await refused(store))[0]
    assert "permission denied for table saved_queries" in str(store.database.availability.outage)
    async with store.database.read() as connection:
        assert 0 == (await connection.execute(text("SELECT count(*) FROM saved_queries"))).scalar()
    async with store.database.engine.begin() as connection:
        await connection.execute(text("GRANT INSERT ON saved_queries, marks TO clerk"))
    await mended(store.database)
    assert 0 < await store.queries.save("다시")
    await store.close()
    server.says("CREATE ROLE {} LOGIN", "stranger")
    with pytest.raises(StoreError, match="permission denied"):
        await Store.open(server.url("sosik_rights", "stranger"), waits=True)
    server.says("DROP DATABASE {} WITH (FORCE)", "sosik_rights")


async def test_a_server_that_takes_no_more_connections_is_said_to_be_full_of_them(server: Server) -> None:
    server.says("CREATE ROLE {} LOGIN CONNECTION LIMIT 1", "crowded")
    server.says("CREATE DATABASE {} OWNER {}", "sosik_crowded", "crowded")
    store = await Store.open(server.url("sosik_crowded", "crowded"))

    async def hold() -> None:
        async with store.database.read() as connection:
            await connection.execute(text("SELECT 1"))
            reason, _ = await refused(store)
            assert "crowded" == reason

    await hold()
    await mended(store.database)
    assert 0 < await store.queries.save("다시")
    await store.close()
    server.says("DROP DATABASE {} WITH (FORCE)", "sosik_crowded")


ELSEWHERE = {
    "DateStyle": "German, DMY",
    "TimeZone": "Pacific/Chatham",
    "IntervalStyle": "iso_8601",
    "bytea_output": "escape",
    "standard_conforming_strings": "off",
    "default_transaction_isolation": "serializable",
}


async def test_how_a_server_writes_values_for_others_is_nothing_to_us(server: Server) -> None:
    url = server.database("sosik_elsewhere")
    for setting, value in ELSEWHERE.items():
        server.says(f"ALTER DATABASE {{}} SET {setting} = '{value}'", "sosik_elsewhere")
    store = await Store.open(url)
    asked = "SELECT now(), interval '90 minutes', '\\x00ff'::bytea, current_setting('transaction_isolation')"
    async with store.database.read() as connection:
        now, span, raw, isolation = (await connection.execute(text(asked))).one()
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)
    assert (timedelta(minutes=90), b"\x00\xff", "read committed") == (span, raw, isolation)
    await store.close()
    server.says("DROP DATABASE {} WITH (FORCE)", "sosik_elsewhere")
