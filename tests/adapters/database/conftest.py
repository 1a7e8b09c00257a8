from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.adapters.database.store import Store
from tests.adapters.database.delivering import BEFORE, House
from tests.databases import database_url, postgres_server, postgres_url

__all__ = ["database_url", "postgres_server", "postgres_url"]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 7, 30, tzinfo=UTC))


@pytest.fixture
async def store(database_url: str, clock: Clock) -> AsyncIterator[Store]:
    store = await Store.open(database_url, clock)
    yield store
    await store.close()


@pytest.fixture
async def house(store: Store, clock: Clock) -> House:
    clock.now = BEFORE
    await store.arrivals.record([])
    return House(store, clock)
