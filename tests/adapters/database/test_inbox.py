"""The inbox of updates: once each, in the order of a chat, whoever of several copies works on them."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.adapters.database.inbox import LEASE, MOST_TRIES, REMEMBERED, Inbox, Put
from bot.adapters.database.store import Store
from bot.errors import StoreUnavailable
from tests.adapters.database.breaking import broken, mended
from tests.adapters.database.conftest import Clock


async def put(inbox: Inbox, update_id: int, chat: int, body: str, owner: str = "") -> Put:
    """Record one."""
    (made,) = await inbox.put([(update_id, chat, body)], owner)
    return made


async def ids(inbox: Inbox, owner: str, most: int = 10) -> list[int]:
    return [entry.update_id for entry in await inbox.claim(owner, most)]


async def test_an_update_that_is_posted_twice_is_recorded_once(store: Store) -> None:
    assert "waits" == await put(store.inbox, 7, 1, '{"a": 1}')
    assert "known" == await put(store.inbox, 7, 1, '{"b": 2}', "one")
    (entry,) = await store.inbox.claim("one", 10)
    assert '{"a": 1}' == entry.body
    await store.inbox.done([7], "one")
    assert "known" == await put(store.inbox, 7, 1, '{"a": 1}', "one")
    assert 0 == await store.inbox.waiting()


async def test_what_was_worked_off_before_it_could_be_recorded_is_known_then(store: Store) -> None:
    await put(store.inbox, 8, 1, "{}", "one")
    await store.inbox.put_done([7, 8])
    assert ["known", "known"] == [await put(store.inbox, id, 1, "{}", "two") for id in (7, 8)]
    assert 1 == await store.inbox.waiting(), "one that is recorded is its owner's to note as done"


async def test_updates_are_claimed_in_their_order_and_by_one(store: Store) -> None:
    for number in (3, 1, 2):
        await put(store.inbox, number, number, "{}")
    assert [1, 2] == await ids(store.inbox, "one", most=2)
    assert [3] == await ids(store.inbox, "two")
    assert [] == await ids(store.inbox, "one")


async def test_a_batch_is_recorded_at_once_and_leased_as_far_as_there_is_room(store: Store) -> None:
    assert "waits" == await put(store.inbox, 1, 50, "{}")
    batch = [(1, 50, "{}"), (2, 50, "{}"), (3, 51, "{}"), (4, 52, "{}"), (5, 52, "{}"), (6, 53, "{}")]
    made = await store.inbox.put(batch, "one", 2)
    assert ["known", "waits", "claimed", "claimed", "waits", "waits"] == made
    assert [1, 5, 6, 2] == await ids(store.inbox, "one")


async def test_who_has_many_to_be_claimed_is_no_hindrance_to_others(store: Store) -> None:
    many = [(number, 50, "{}") for number in range(1, 101)]
    await store.inbox.put([*many, (101, 51, "{}"), (102, 52, "{}"), (103, 51, "{}")])
    assert [1, 101, 102, 2, 103, 3] == await ids(store.inbox, "one", 6)


async def test_what_is_done_at_once_tells_of_those_behind_it(store: Store) -> None:
    await store.inbox.put([(1, 50, "{}"), (2, 51, "{}")], "one")
    assert ["waits"] == await store.inbox.put([(3, 51, "{}")], "two")
    assert await store.inbox.done([1, 2], "one")
    assert [3] == await ids(store.inbox, "two")
    assert not await store.inbox.done([3], "two")


async def test_a_chat_is_worked_on_by_one_copy_at_a_time(store: Store) -> None:
    await put(store.inbox, 1, 50, "{}")
    assert [1] == await ids(store.inbox, "one")
    await put(store.inbox, 2, 50, "{}")
    assert [] == await ids(store.inbox, "two")
    assert [2] == await ids(store.inbox, "one")
    await put(store.inbox, 3, 50, "{}")
    await store.inbox.done([1], "one")
    await store.inbox.done([2], "one")
    assert [3] == await ids(store.inbox, "two")


async def test_who_is_posted_an_update_has_claimed_it_unless_another_is_at_work_on_its_chat(
    store: Store,
) -> None:
    inbox = store.inbox
    assert "claimed" == await put(inbox, 1, 50, "{}", "one")
    assert "waits" == await put(inbox, 2, 50, "{}", "two")
    assert "claimed" == await put(inbox, 3, 51, "{}", "two")
    assert "waits" == await put(inbox, 4, 50, "{}", "one")  # behind what waits
    assert [] == await ids(inbox, "two")
    assert not await inbox.done([3], "two")
    assert await inbox.done([1], "one")
    assert [2, 4] == await ids(inbox, "two")
    assert "waits" == await put(inbox, 5, 50, "{}", "one")
    assert "claimed" == await put(inbox, 6, 0, "{}", "one")
    assert "claimed" == await put(inbox, 7, 0, "{}", "two")


async def test_what_is_posted_at_once_to_several_copies_shares_no_chat(
    store: Store, database_url: str, clock: Clock
) -> None:
    others = [await Store.open(database_url, clock) for _ in range(3)]
    puts = [
        put(one.inbox, n * 10 + k, k, "{}", f"copy{n}") for n, one in enumerate(others) for k in range(1, 8)
    ]
    made = await asyncio.gather(*puts)
    assert 7 == made.count("claimed")
    for one in others:
        await one.close()


async def test_what_was_posted_to_a_copy_that_is_killed_is_tried_again(store: Store) -> None:
    assert "claimed" == await put(store.inbox, 1, 50, "{}", "dead")
    await store.inbox.release_ended(lambda owner: owner == "dead")
    assert [1] == await ids(store.inbox, "heir")
    assert not await store.inbox.done([1], "dead")
    assert 1 == await store.inbox.waiting()


async def test_updates_without_a_chat_wait_for_none(store: Store) -> None:
    await put(store.inbox, 1, 0, "{}")
    await put(store.inbox, 2, 0, "{}")
    assert [[1], [2]] == [await ids(store.inbox, "one", 1), await ids(store.inbox, "two", 1)]


async def test_copies_that_claim_at_once_share_no_chat(store: Store, database_url: str, clock: Clock) -> None:
    for number in range(1, 61):
        await put(store.inbox, number, number % 7 + 1, "{}")
    others = [await Store.open(database_url, clock) for _ in range(3)]
    claimed = await asyncio.gather(*(one.inbox.claim(f"copy{n}", 20) for n, one in enumerate(others)))
    chats = [{entry.chat for entry in entries} for entries in claimed]
    assert sum(len(entries) for entries in claimed) == len(
        {e.update_id for entries in claimed for e in entries}
    )
    assert all(not (a & b) for n, a in enumerate(chats) for b in chats[n + 1 :])
    for one in others:
        await one.close()


async def test_what_a_dead_copy_claimed_is_claimed_again(store: Store, clock: Clock) -> None:
    await put(store.inbox, 1, 1, "{}")
    await put(store.inbox, 2, 2, "{}")
    assert [1] == await ids(store.inbox, "dead", 1)
    assert [2] == await ids(store.inbox, "busy", 1)
    clock.now += LEASE / 2
    assert {2} == await store.inbox.renew("busy", [1, 2]), "its own alone"
    clock.now += LEASE / 2
    assert [1] == await ids(store.inbox, "heir")
    await store.inbox.done([1], "dead")  # it wakes up late: the heir goes on
    assert 2 == await store.inbox.waiting()


async def test_a_copy_that_surely_ended_is_not_waited_for(store: Store) -> None:
    await put(store.inbox, 1, 1, "{}")
    await put(store.inbox, 2, 2, "{}")
    await ids(store.inbox, "dead", 1)
    await ids(store.inbox, "alive", 1)
    await store.inbox.release_ended(lambda owner: owner == "dead")
    assert [1] == await ids(store.inbox, "heir")
    await store.inbox.release("alive")
    assert [2] == await ids(store.inbox, "heir")


async def test_what_its_owner_does_not_know_of_lapses_and_is_claimed_by_any_copy(
    store: Store, clock: Clock
) -> None:
    """As after a commit in doubt: recorded and leased, and whoever asked for it was told that it was not."""
    for number, chat in ((1, 50), (2, 51)):
        assert "claimed" == await put(store.inbox, number, chat, "{}", "busy")
    assert "known" == await put(store.inbox, 1, 50, "{}", "busy")
    assert "waits" == await put(store.inbox, 3, 50, "{}", "other")
    for _ in range(2):
        clock.now += LEASE / 2
        await store.inbox.renew("busy", [2])
    assert [1, 3] == await ids(store.inbox, "other")


async def test_one_of_those_that_are_claimed_is_given_back_alone(store: Store) -> None:
    for number, chat in ((1, 50), (2, 51)):
        assert "claimed" == await put(store.inbox, number, chat, "{}", "busy")
    await store.inbox.release("other", [1])
    assert [] == await ids(store.inbox, "other")
    await store.inbox.release("busy", [1])
    assert [1] == await ids(store.inbox, "other")


async def test_words_are_forgotten_at_once_and_ids_after_two_days(store: Store, clock: Clock) -> None:
    await put(store.inbox, 1, 1, '{"text": "비밀"}')
    await ids(store.inbox, "one")
    await store.inbox.done([1], "one")
    clock.now += REMEMBERED
    assert 0 == await store.inbox.forget_old()
    clock.now += LEASE
    assert 1 == await store.inbox.forget_old()


async def test_a_lease_by_a_clock_that_was_ahead_holds_nothing_up(store: Store, clock: Clock) -> None:
    await put(store.inbox, 1, 50, "{}")
    clock.now += timedelta(hours=12)
    assert [1] == await ids(store.inbox, "ahead")
    clock.now -= timedelta(hours=12)
    await put(store.inbox, 2, 50, "{}")
    assert [1, 2] == await ids(store.inbox, "heir")


async def test_an_outage_takes_no_update_from_who_works_on_it(
    store: Store, database_url: str, clock: Clock
) -> None:
    other = await Store.open(database_url, clock)
    await put(store.inbox, 1, 50, "{}")
    assert [1] == await ids(store.inbox, "busy")
    clock.now += 2 * LEASE
    async with broken(store.database, database_url, "busy"):
        with pytest.raises(StoreUnavailable):
            await store.inbox.renew("busy", [1])
        with pytest.raises(StoreUnavailable):
            await put(other.inbox, 2, 50, "{}")
    await mended(other.database)
    assert [] == await ids(other.inbox, "heir")
    await mended(store.database)
    assert [] == await ids(store.inbox, "busy")
    await store.inbox.done([1], "busy")
    assert 0 == await store.inbox.waiting()
    await other.close()


async def test_what_telegram_would_have_dropped_by_now_is_not_answered(store: Store, clock: Clock) -> None:
    await put(store.inbox, 1, 50, '{"text": "비밀"}')
    clock.now += REMEMBERED + LEASE  # as after a long stop, or in a copy that is put back
    await put(store.inbox, 2, 50, "{}")
    assert [2] == await ids(store.inbox, "one")
    assert 1 == await store.inbox.forget_old()


async def dies(inbox: Inbox, owner: str, most: int = 200) -> list[int]:
    """What *owner* had claimed when its process ended."""
    claimed = await ids(inbox, owner, most)
    await inbox.release_ended(lambda one: one == owner)
    return claimed


async def test_an_update_with_which_each_process_ends_is_set_aside_and_no_other(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    bad, others = 5, [*range(1, 5), *range(6, 60)]
    for number in range(1, 60):
        await put(store.inbox, number, number % 9 + 1, '{"text": "비밀"}')
    deaths, done = 0, []
    while await store.inbox.waiting():
        owner = f"process {deaths}"
        claimed = await ids(store.inbox, owner, 20)
        if bad in claimed:
            await store.inbox.release_ended(lambda one, gone=owner: one == gone)  # type: ignore[misc]
            deaths += 1
            continue
        for number in claimed:
            await store.inbox.done([number], owner)
        done += claimed
    assert MOST_TRIES == deaths
    assert others == sorted(done)
    assert ["update set aside: id=5, its process ended 4 times while at work on it"] == caplog.messages
    assert "known" == await put(store.inbox, bad, 1, "{}")


async def test_a_chat_keeps_its_order_though_one_of_its_updates_is_tried_alone(store: Store) -> None:
    for number in (1, 2):
        await put(store.inbox, number, number, "{}")
    assert [1, 2] == await dies(store.inbox, "one")
    assert [1, 2] == await dies(store.inbox, "two")
    await put(store.inbox, 3, 2, "{}")
    await put(store.inbox, 4, 3, "{}")
    assert [4, 1] == await ids(store.inbox, "three"), "3 comes behind 2, and 2 waits for 1"
    assert [] == await ids(store.inbox, "three")
    await store.inbox.done([1], "three")
    assert [2] == await ids(store.inbox, "three")
    assert [3] == await ids(store.inbox, "three")


async def test_stopping_in_good_order_is_no_sign_against_what_was_in_hand(store: Store) -> None:
    await put(store.inbox, 1, 1, "{}")
    for turn in range(3 * MOST_TRIES):
        assert [1] == await ids(store.inbox, f"process {turn}")
        await store.inbox.release(f"process {turn}")


async def test_a_machine_that_sleeps_while_at_work_is_no_sign_against_it(store: Store, clock: Clock) -> None:
    await put(store.inbox, 1, 1, "{}")
    for _ in range(3 * MOST_TRIES):
        assert [1] == await ids(store.inbox, "sleeper")
        clock.now += 2 * LEASE
    assert [1] == await ids(store.inbox, "sleeper")
