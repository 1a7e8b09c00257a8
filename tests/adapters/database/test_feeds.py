"""Feeds, as they are kept: an address is subscribed to once."""

from __future__ import annotations

from bot.adapters.database.store import Store
from tests.adapters.database.conftest import Clock


async def test_an_address_is_new_once(store: Store, clock: Clock) -> None:
    async def add(address: str) -> tuple[int, bool]:
        return await store.feeds.add(address, "한빛일보", kind="feed", by=1, now=clock.now)

    first, was_new = await add("https://hanbit.example/rss")
    assert was_new
    assert (first, False) == await add("https://hanbit.example/rss")
    other, was_new = await add("https://hanbit.example/sport")
    assert (True, True) == (was_new, other != first)
    assert {first, other} == {feed.id for feed in await store.feeds.all()}
