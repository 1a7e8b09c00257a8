"""Deliveries of two processes whose database cannot be used for a while: each told once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.adapters.database.store import Store
from bot.delivery.model import Part
from bot.delivery.timing import LEASE
from bot.digests.subscription import Place
from bot.errors import StoreUnavailable
from tests.adapters.database.breaking import broken, mended, until
from tests.adapters.database.delivering import MORNING, FakeMessenger, House


@pytest.fixture
async def other(house: House, database_url: str) -> AsyncIterator[Store]:
    """The same database, as another process has it."""
    store = await Store.open(database_url, house.clock)
    yield store
    await store.close()


class Pausing(FakeMessenger):
    """Sends a few, and the others when it may go on."""

    def __init__(self, goes_on: asyncio.Event) -> None:
        super().__init__()
        self._goes_on = goes_on

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        if self.calls >= 3:
            await self._goes_on.wait()
        return await super().send(place, part, silent=silent)


async def test_two_processes_that_find_the_database_locked_send_nothing_twice(
    house: House, other: Store, database_url: str
) -> None:
    for chat in range(1, 61):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    goes_on = asyncio.Event()
    began, senders = house.clock.now, [Pausing(goes_on), Pausing(goes_on)]
    stores = (house.store, other)
    at_work = [
        asyncio.create_task(house.dispatcher(store.outbox, sender).deliver_due())
        for store, sender in zip(stores, senders, strict=True)
    ]
    await until(lambda: all(sender.sent for sender in senders))
    async with broken(house.store.database, database_url, "busy"):
        goes_on.set()
        await until(lambda: all(store.database.availability.outage for store in stores))
    await asyncio.gather(*at_work)
    assert house.clock.now - began < LEASE, "waiting for the database takes none of the time of deliveries"
    told = Counter(senders[0].sent + senders[1].sent)
    assert {1} == set(told.values())
    assert 120 == len(told)


async def test_what_was_sent_is_settled_before_another_process_takes_it_over(
    house: House, other: Store, database_url: str
) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    mine, now = house.store.outbox, house.clock.now
    await mine.open_issues(MORNING, date(2026, 3, 2), now)
    (claimed,) = await mine.claim("mine", now, now + LEASE, 9)
    await mine.keep("mine", {claimed.id: [Part("x")]}, now)
    assert await mine.start(claimed.id, "mine", 1, now, now + LEASE)
    now += 2 * LEASE  # it was sent, and the database locked meanwhile
    async with broken(house.store.database, database_url, "busy"):
        with pytest.raises(StoreUnavailable):
            await mine.settle(claimed.id, "mine", 1, 5, now, last=True)
        with pytest.raises(StoreUnavailable):
            await other.outbox.claim("other", now, now + LEASE, 9)
    await mended(other.database)
    assert [] == await other.outbox.claim("other", now, now + LEASE, 9)
    await mended(house.store.database)
    assert await mine.settle(claimed.id, "mine", 1, 5, now, last=True)
    assert Counter(sent=1) == await house.states()
