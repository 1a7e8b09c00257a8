"""One flood budget for several copies, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from bot.adapters.database.pace import MINUTE_S, PER_SECOND, Pace
from bot.adapters.database.store import Store
from bot.delivery.rate_limit import GROUP_PER_MINUTE

TOKEN = "7000000001:" + "a" * 35
LONG_S = 1000.0


@pytest.fixture
async def copies(postgres_url: str) -> AsyncIterator[list[Pace]]:
    stores = [await Store.open(postgres_url) for _ in range(3)]
    yield [store.pace(TOKEN) for store in stores]
    for store in stores:
        await store.close()


async def test_places_of_all_copies_are_apart(copies: list[Pace], postgres_url: str) -> None:
    await copies[0].take(1, LONG_S)
    first = last_place(postgres_url)
    await asyncio.gather(*(copies[n % 3].take(n + 2, LONG_S) for n in range(60)))
    assert last_place(postgres_url) - first >= 60 / PER_SECOND - 0.001


def last_place(postgres_url: str) -> float:
    """Of the bot over all, in seconds since the epoch."""
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT places FROM pace ORDER BY length(name)").fetchone()
    assert row is not None
    return float(row[0][0])


async def test_a_group_gets_no_more_in_a_minute_than_it_may_whoever_sends(copies: list[Pace]) -> None:
    for n in range(GROUP_PER_MINUTE):
        assert await copies[n % 3].take(-100, 5.0) < 5.0
    wait = await copies[1].take(-100, 5.0)
    assert MINUTE_S - 10.0 < wait <= MINUTE_S
    assert await copies[1].take(-200, 5.0) < 1.0  # which is no matter of the others


async def test_digests_to_a_group_are_a_second_apart(copies: list[Pace]) -> None:
    assert await copies[0].take(-100, 0.5, gap_s=1.0) < 0.5
    assert 0.5 < await copies[1].take(-100, 0.5, gap_s=1.0) <= 1.1


async def test_what_telegram_wants_left_alone_every_copy_leaves_alone(copies: list[Pace]) -> None:
    await copies[0].hold(7, 40.0)
    assert 30.0 < await copies[1].take(7, 5.0) <= 40.0
    assert await copies[2].take(8, 5.0) < 1.0


async def test_another_bot_has_a_budget_of_its_own(copies: list[Pace], postgres_url: str) -> None:
    for n in range(60):
        await copies[0].take(n + 1, LONG_S)
    other = await Store.open(postgres_url)
    try:
        assert await other.pace(TOKEN + "b").take(1, LONG_S) < 0.5
    finally:
        await other.close()


async def test_old_places_of_chats_are_forgotten(copies: list[Pace]) -> None:
    await copies[0].take(-100, 5.0)
    await copies[0].forget_old()
    assert await copies[1].take(-100, 0.5, gap_s=1.0) > 0.5  # this one is not old


async def change(postgres_url: str, statement: str) -> None:
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as connection:
        await connection.execute(statement.encode())


AHEAD = "extract(epoch FROM now()) + 43200"


@pytest.mark.parametrize("chat", [7, -100])
async def test_a_place_by_a_clock_that_was_ahead_holds_nobody_up(
    copies: list[Pace], postgres_url: str, chat: int
) -> None:
    await copies[0].take(chat, 5.0)
    await change(postgres_url, f"UPDATE pace SET places = json_build_array({AHEAD})")
    assert await copies[1].take(chat, 5.0) < 1.0
    assert await copies[1].take(-200, 5.0) < 1.0
    assert await copies[1].take(8, 5.0) < 1.0


@pytest.mark.parametrize("chat", [7, -100])
async def test_a_hold_by_a_clock_that_was_ahead_is_over(
    copies: list[Pace], postgres_url: str, chat: int
) -> None:
    await copies[0].hold(chat, 40.0)
    assert 30.0 < await copies[1].take(chat, 5.0)
    await change(postgres_url, f"UPDATE pace SET held_since = {AHEAD}, held_until = {AHEAD} + 40")
    assert await copies[1].take(chat, 5.0) < 1.0
    await copies[1].hold(chat, 20.0)
    assert 10.0 < await copies[0].take(chat, 5.0) <= 20.0


async def test_who_waits_for_no_place_takes_none(copies: list[Pace], postgres_url: str) -> None:
    await copies[0].take(1, LONG_S)
    await copies[0].hold(7, 40.0)
    for n in range(60):
        await copies[n % 3].take(n + 100, LONG_S)
    before = last_place(postgres_url)
    assert 5.0 < await copies[0].take(7, 5.0)
    for _ in range(20):
        assert 0.2 < await copies[1].take(9, 0.2)
    assert before == last_place(postgres_url)


async def test_places_of_chats_that_heard_nothing_for_a_day_are_dropped(
    copies: list[Pace], postgres_url: str
) -> None:
    await copies[0].take(-100, 5.0)
    await copies[0].hold(7, 40.0)
    await change(postgres_url, "UPDATE pace SET places = '[1.5]', held_until = 0 WHERE name LIKE '%:-100'")
    await copies[0].forget_old()
    with psycopg.connect(postgres_url) as connection:
        names = {name.rpartition(":")[2] for (name,) in connection.execute("SELECT name FROM pace")}
    assert "-100" not in names
    assert "7" in names
