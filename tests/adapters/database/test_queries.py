"""Saved queries: what paging buttons lead back to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.adapters.database.queries import KEPT_DAYS
from bot.adapters.database.store import Store
from tests.adapters.database.conftest import Clock


async def test_the_same_text_has_the_same_id(store: Store) -> None:
    first = await store.queries.save("네이버 클라우드")
    other = await store.queries.save("쿠팡")
    assert first != other
    assert first == await store.queries.save("네이버 클라우드")
    assert "네이버 클라우드" == await store.queries.load(first)


async def test_ids_survive_a_restart(store: Store, database_url: str) -> None:
    saved = await store.queries.save("한강")
    again = await Store.open(database_url)
    assert "한강" == await again.queries.load(saved)
    await again.close()


@pytest.mark.parametrize("unknown", [0, -1, 12345, 2**63 - 1, 2**63, 10**30])
async def test_an_unknown_id_leads_to_nothing(store: Store, unknown: int) -> None:
    assert await store.queries.load(unknown) is None


@pytest.mark.parametrize("text", ["", "가" * 5000, "'; DROP TABLE saved_queries; --", "👍🏽\n\t"])
async def test_any_text_comes_back_as_it_was(store: Store, text: str) -> None:
    assert text == await store.queries.load(await store.queries.save(text))


async def test_what_no_database_can_hold_is_left_out(store: Store) -> None:
    assert "ab?" == await store.queries.load(await store.queries.save("a\0b\ud800"))


async def test_only_queries_nobody_uses_are_forgotten(store: Store, clock: Clock) -> None:
    old, used = await store.queries.save("옛"), await store.queries.save("늘")
    clock.now += timedelta(days=KEPT_DAYS)
    await store.queries.save("늘")
    clock.now += timedelta(days=1)
    assert 1 == await store.queries.forget_old()
    assert (None, "늘") == (await store.queries.load(old), await store.queries.load(used))
    assert old != await store.queries.save("옛")
