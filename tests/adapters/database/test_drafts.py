"""Who decides upon a manuscript does so alone, and who ends in the middle keeps nobody from it; on both databases."""

from __future__ import annotations

from datetime import timedelta

from bot.adapters.database.drafts import LEASE, Drafts
from bot.adapters.database.store import Store
from tests.adapters.database.conftest import Clock


async def test_what_a_living_copy_is_at_stays_its_own(store: Store, clock: Clock) -> None:
    one = Drafts(store.database, clock, "one", lambda name: False)
    other = Drafts(store.database, clock, "other", lambda name: False)
    number = await one.save(1, "article", b"text", {})
    assert await one.take(number)
    await other.reopen()  # as at its start
    assert await other.load(number) is None
    assert not await other.take(number)


async def test_what_an_ended_copy_was_at_may_be_decided_upon_again(store: Store, clock: Clock) -> None:
    one = Drafts(store.database, clock, "one", lambda name: False)
    other = Drafts(store.database, clock, "other", lambda name: name == "one")
    number = await one.save(1, "article", b"text", {})
    assert await one.take(number)
    assert await other.load(number) is not None
    assert await other.take(number)
    await other.close(number)
    assert await other.load(number) is None


async def test_of_a_copy_elsewhere_the_lease_runs_out(store: Store, clock: Clock) -> None:
    one = Drafts(store.database, clock, "one", lambda name: False)
    other = Drafts(store.database, clock, "other", lambda name: False)
    number = await one.save(1, "article", b"text", {})
    assert await one.take(number)
    clock.now += LEASE + timedelta(seconds=1)
    assert await other.load(number) is not None
    assert await other.take(number)
