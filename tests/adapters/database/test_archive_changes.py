"""The outbox of the archive, on both databases."""

from __future__ import annotations

from bot.adapters.database.store import Store
from bot.ingest.archiving import Change


async def test_what_is_wanted_stays_until_it_is_done(database_url: str) -> None:
    store = await Store.open(database_url)
    await store.archive.put({"b": "1", "a": "2", "c": ""})
    assert [Change("a", "2"), Change("b", "1")] == await store.archive.after("", 2)
    assert [Change("c", "")] == await store.archive.after("b", 2)
    await store.archive.done([Change("a", "2"), Change("c", "")])
    assert [Change("b", "1")] == await store.archive.after("", 9)
    await store.close()


async def test_what_is_wanted_otherwise_meanwhile_is_not_done(database_url: str) -> None:
    store = await Store.open(database_url)
    await store.archive.put({"a": "1"})
    [taken] = await store.archive.after("", 1)
    await store.archive.put({"a": "2"})
    await store.archive.done([taken])
    assert [Change("a", "2")] == await store.archive.after("", 9)
    await store.close()
