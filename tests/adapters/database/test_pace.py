"""One flood budget for several copies, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import psycopg
import pytest

from bench.soak_report import windows
from bot.adapters.database.pace import LEASE_S, MINUTE_S, OF_DIGESTS, Pace
from bot.adapters.database.store import Store
from bot.delivery.budget import Seat
from bot.delivery.rate_limit import GROUP_PER_MINUTE, PER_SECOND

TOKEN = "7000000001:" + "a" * 35
LONG_S = 1000.0


@pytest.fixture
async def copies(postgres_url: str) -> AsyncIterator[list[Pace]]:
    stores = [await Store.open(postgres_url) for _ in range(3)]
    yield [store.pace(TOKEN) for store in stores]
    for store in stores:
        await store.close()


async def take(pace: Pace, chat: int, patience_s: float, gap_s: float = 0.0) -> float:
    """A message goes, and is answered at once; or in how many seconds to ask again."""
    async with pace.place(chat, patience_s, gap_s) as seat:
        return seat.pause_s


async def test_no_second_has_more_messages_than_telegram_allows_however_late_they_are(
    copies: list[Pace],
) -> None:
    """Telegram counts each at some moment between its going and its answer."""
    counted, dice = list[float](), random.Random(3)

    async def send(number: int) -> None:
        async with copies[number % 3].place(number + 1, LONG_S) as seat:
            assert 0.0 == seat.pause_s
            await asyncio.sleep(dice.random() * dice.choice([0.02, 0.9]))  # on its way
            counted.append(time.monotonic())
            await asyncio.sleep(dice.random() * 0.05)

    await asyncio.gather(*(send(number) for number in range(100)))
    assert 100 == len(counted)
    assert PER_SECOND >= windows(sorted(counted), 1.0)


async def test_what_telegram_has_not_answered_keeps_its_place(copies: list[Pace]) -> None:
    async with AsyncExitStack() as on_their_way:
        for number in range(PER_SECOND):
            assert Seat() == await on_their_way.enter_async_context(
                copies[number % 3].place(number + 1, LONG_S)
            )
        for copy in copies:
            assert 0.0 < await take(copy, 99, 1.2)
    assert 0.0 == await take(copies[0], 99, 2.0)


async def test_replies_have_places_that_digests_leave_to_them(copies: list[Pace]) -> None:
    async with AsyncExitStack() as on_their_way:
        for number in range(OF_DIGESTS):
            place = copies[number % 3].place(number + 1, LONG_S, gap_s=1.0)
            assert Seat() == await on_their_way.enter_async_context(place)
        assert 0.0 < await take(copies[0], 98, 0.2, gap_s=1.0)
        assert 0.0 == await take(copies[1], 99, 0.2)


async def test_the_place_of_a_process_that_was_killed_is_free_after_its_lease(
    copies: list[Pace], postgres_url: str
) -> None:
    async with AsyncExitStack() as never_answered:
        for number in range(PER_SECOND):
            await never_answered.enter_async_context(copies[0].place(number + 1, LONG_S))
        await change(postgres_url, f"UPDATE pace_seats SET free_at = free_at - {LEASE_S - 1.0}")
        assert 0.0 == await take(copies[1], 99, 3.0)


async def test_a_seat_that_lapsed_is_left_to_whoever_has_it_by_then(
    copies: list[Pace], postgres_url: str
) -> None:
    async with AsyncExitStack() as others:
        async with copies[0].place(1, LONG_S):
            await change(postgres_url, "UPDATE pace_seats SET free_at = 0")
            for number in range(PER_SECOND):
                await others.enter_async_context(copies[1].place(number + 2, LONG_S))
        assert 1.2 < await leased_for(postgres_url), "the first one's answer gave another's seat away"


async def test_a_seat_is_kept_for_as_long_as_its_message_is_on_its_way(postgres_url: str) -> None:
    store = await Store.open(postgres_url)
    try:
        async with Pace(store.database, "slow", renew_s=0.05).place(1, LONG_S):
            before = await leased_for(postgres_url, "max")
            await asyncio.sleep(1.0)
            assert before - 0.7 < await leased_for(postgres_url, "max")
        assert 1.5 > await leased_for(postgres_url, "max")
    finally:
        await store.close()


@pytest.mark.parametrize("chat", [7, -100])
async def test_the_place_of_a_message_that_did_not_go_counts_for_nothing(
    copies: list[Pace], chat: int
) -> None:
    async with AsyncExitStack() as on_their_way:
        for number in range(PER_SECOND - 1):
            await on_their_way.enter_async_context(copies[0].place(number + 8, LONG_S))
        for _ in range(GROUP_PER_MINUTE + 1):
            async with copies[1].place(chat, 0.2) as seat:
                assert 0.0 == seat.pause_s
                seat.is_used = False


async def test_a_group_gets_no_more_in_a_minute_than_it_may_whoever_sends(copies: list[Pace]) -> None:
    for n in range(GROUP_PER_MINUTE):
        assert 0.0 == await take(copies[n % 3], -100, 5.0)
    wait = await take(copies[1], -100, 5.0)
    assert MINUTE_S - 10.0 < wait <= MINUTE_S
    assert 0.0 == await take(copies[1], -200, 5.0)  # which is no matter of the others


async def test_a_message_to_a_group_counts_from_its_answer(copies: list[Pace], postgres_url: str) -> None:
    async with copies[0].place(-100, 5.0):
        await change(postgres_url, "UPDATE pace SET places = '[1.5]' WHERE name LIKE '%:-100'")  # long ago
    assert 0.0 < await take(copies[1], -100, 0.3, gap_s=1.0)


async def test_digests_to_a_group_are_a_second_apart(copies: list[Pace]) -> None:
    assert 0.0 == await take(copies[0], -100, 0.5, gap_s=1.0)
    assert 0.5 < await take(copies[1], -100, 0.3, gap_s=1.0) <= 1.1


async def test_what_telegram_wants_left_alone_every_copy_leaves_alone(copies: list[Pace]) -> None:
    await copies[0].hold(7, 40.0)
    assert 30.0 < await take(copies[1], 7, 5.0) <= 40.0
    assert 0.0 == await take(copies[2], 8, 5.0)


async def test_another_bot_has_a_budget_of_its_own(copies: list[Pace], postgres_url: str) -> None:
    other = await Store.open(postgres_url)
    try:
        async with AsyncExitStack() as on_their_way:
            for n in range(PER_SECOND):
                await on_their_way.enter_async_context(copies[0].place(n + 1, LONG_S))
            assert 0.0 == await take(other.pace(TOKEN + "b"), 1, 0.5)
    finally:
        await other.close()


async def test_old_places_of_chats_are_forgotten(copies: list[Pace]) -> None:
    await take(copies[0], -100, 5.0)
    await copies[0].forget_old()
    assert await take(copies[1], -100, 0.3, gap_s=1.0) > 0.3  # this one is not old


async def change(postgres_url: str, statement: str) -> None:
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as connection:
        await connection.execute(statement.encode())


async def leased_for(postgres_url: str, which: str = "min") -> float:
    """Seconds until the first seat is free, or the last one (*which*: "max")."""
    query = f"SELECT {which}(free_at) - extract(epoch FROM clock_timestamp())::float FROM pace_seats"
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        row = await (await connection.execute(query.encode())).fetchone()
    assert row is not None
    return float(row[0])


AHEAD = "extract(epoch FROM now()) + 43200"


@pytest.mark.parametrize("chat", [7, -100])
async def test_a_place_by_a_clock_that_was_ahead_holds_nobody_up(
    copies: list[Pace], postgres_url: str, chat: int
) -> None:
    await take(copies[0], chat, 5.0)
    await change(postgres_url, f"UPDATE pace SET places = json_build_array({AHEAD})")
    await change(postgres_url, f"UPDATE pace_seats SET free_at = {AHEAD}")
    assert 0.0 == await take(copies[1], chat, 0.5)
    assert 0.0 == await take(copies[1], -200, 0.5)
    assert 0.0 == await take(copies[1], 8, 0.5)


@pytest.mark.parametrize("chat", [7, -100])
async def test_a_hold_by_a_clock_that_was_ahead_is_over(
    copies: list[Pace], postgres_url: str, chat: int
) -> None:
    await copies[0].hold(chat, 40.0)
    assert 30.0 < await take(copies[1], chat, 5.0)
    await change(postgres_url, f"UPDATE pace SET held_since = {AHEAD}, held_until = {AHEAD} + 40")
    assert 0.0 == await take(copies[1], chat, 5.0)
    await copies[1].hold(chat, 20.0)
    assert 10.0 < await take(copies[0], chat, 5.0) <= 20.0


async def test_who_waits_for_a_chat_keeps_no_other_waiting(copies: list[Pace]) -> None:
    await copies[0].hold(7, 2.0)
    waiting = asyncio.create_task(take(copies[0], 7, 5.0))
    await asyncio.sleep(0.1)
    assert 0.0 == await take(copies[0], 8, 1.0)
    assert not waiting.done()
    assert 0.0 == await waiting


async def test_places_of_chats_that_heard_nothing_for_a_day_are_dropped(
    copies: list[Pace], postgres_url: str
) -> None:
    await take(copies[0], -100, 5.0)
    await copies[0].hold(7, 40.0)
    await change(postgres_url, "UPDATE pace SET places = '[1.5]', held_until = 0 WHERE name LIKE '%:-100'")
    await copies[0].forget_old()
    with psycopg.connect(postgres_url) as connection:
        names = {name.rpartition(":")[2] for (name,) in connection.execute("SELECT name FROM pace")}
    assert {"7"} == names
