"""Delivering over a real outbox, on both databases: everything told once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.adapters.database.store import Store
from bot.delivery.dispatcher import AT_WORK, LATE
from bot.delivery.hourly import WATCH_PAUSE
from bot.delivery.model import Button, Part
from bot.delivery.timing import LEASE
from bot.digests.quiet import Quiet
from bot.digests.subscription import EVERY_DAY, Filter, Place, Slot
from bot.errors import Refusal, Undeliverable
from tests.adapters.database.delivering import BEFORE, MORNING, SEOUL, FakeMessenger, House
from tests.digests.test_digest import story
from tests.stories.test_story import OTHER_PAPER, REPORT, UPDATE


class Killed(BaseException):
    """SIGKILL: nothing runs after it."""


async def test_a_digest_comes_at_its_minute_and_once(house: House) -> None:
    made = await house.subscribe()
    await house.publish(1, 2)
    await house.deliver()
    assert [] == house.messenger.sent, "half past seven"
    await house.morning()
    for _ in range(3):
        await house.deliver()
    name = f"{made.id}/2026-03-02"
    assert [(Place(7), f"{name} begins"), (Place(7), f"{name} s2 s1")] == house.messenger.sent
    assert Counter(sent=1) == await house.states()


async def test_the_next_day_tells_what_came_since_and_nothing_twice(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    await house.deliver()
    await house.publish(2)
    await house.morning(1)
    await house.deliver()
    assert [["s1"], ["s2"]] == [text.split()[1:] for text in house.messenger.texts if "begins" not in text]


async def test_nothing_new_is_nothing_said_unless_wanted(house: House) -> None:
    await house.subscribe(7)
    await house.subscribe(8, when_empty=True, silent=True)
    await house.morning()
    await house.deliver()
    assert [(Place(8), "nothing")] == house.messenger.sent
    assert [True] == house.messenger.silent
    assert Counter(nothing=1, sent=1) == await house.states()


async def test_a_week_of_downtime_brings_one_digest_with_all_that_came(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning(7)
    await house.publish(2)
    await house.deliver()
    assert 1 == sum("begins" in text for text in house.messenger.texts)
    assert {"s1", "s2"} == set(house.messenger.texts[1].split()[1:])


async def test_a_digest_that_was_missed_by_days_waits_for_the_next(house: House) -> None:
    monday_only = Slot(time(8), frozenset({0}), SEOUL)
    await house.subscribe(slot=monday_only)
    await house.publish(1)
    house.clock.now = BEFORE + LATE + timedelta(hours=2)
    await house.deliver()
    assert [] == house.messenger.sent
    await house.morning(7)
    await house.deliver()
    assert "s1" in house.messenger.texts[1]


async def test_different_words_get_different_digests_and_those_alike_the_same(house: House) -> None:
    await house.subscribe(1, wanted=Filter(("전차",)))
    await house.subscribe(2, wanted=Filter(("수온",)))
    await house.subscribe(3)
    await house.publish(1, title="노면전차 달린다")
    await house.publish(2, title="바다 수온 오른다")
    await house.morning()
    await house.deliver()
    told = {place.chat: set(text.split()[1:]) for place, text in house.messenger.sent if "begins" not in text}
    assert {1: {"s1"}, 2: {"s2"}, 3: {"s1", "s2"}} == told


async def test_the_hour_that_comes_twice_in_new_york_tells_once(house: House) -> None:
    house.clock.now = datetime(2026, 10, 31, 12, tzinfo=UTC)
    await house.subscribe(slot=Slot(time(1, 30), EVERY_DAY, "America/New_York"))
    await house.publish(1)
    for hour, minute in ((5, 30), (6, 0), (6, 30), (7, 0)):
        house.clock.now = datetime(2026, 11, 1, hour, minute, tzinfo=UTC)
        await house.deliver()
    assert 2 == len(house.messenger.sent), "one digest of two parts"


async def test_the_hour_that_new_york_skips_is_told_at_the_next_minute(house: House) -> None:
    house.clock.now = datetime(2026, 3, 7, 12, tzinfo=UTC)
    await house.subscribe(slot=Slot(time(2, 30), EVERY_DAY, "America/New_York"))
    await house.publish(1)
    house.clock.now = datetime(2026, 3, 8, 6, 59, tzinfo=UTC)
    await house.deliver()
    assert [] == house.messenger.sent
    house.clock.now = datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
    await house.deliver()
    assert 2 == len(house.messenger.sent)


async def test_many_subscribers_get_one_each(house: House) -> None:
    for chat in range(1, 2 * AT_WORK):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    await house.deliver()
    assert {2} == set(Counter(place.chat for place, _ in house.messenger.sent).values())
    assert 2 * AT_WORK - 1 == (await house.states())["sent"]


# --- crashes ---


class Crashing:
    """Counts the calls to *inner* and dies at the *at*-th moment: before a call, or just after it took effect.

    From then on nothing works any more, as in a process that is gone.
    """

    def __init__(self, inner: Any, moments: list[int], at: int) -> None:
        self.inner, self.moments, self.at = inner, moments, at

    def _moment(self) -> None:
        self.moments[0] += 1
        if self.moments[0] >= self.at:
            raise Killed

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.inner, name)
        if not asyncio.iscoroutinefunction(method):
            return method

        async def call(*args: Any, **kwargs: Any) -> Any:
            self._moment()
            result: Any = await method(*args, **kwargs)
            self._moment()
            return result

        return call


async def test_a_process_killed_at_any_moment_loses_nothing_and_repeats_at_most_one_part(
    house: House, database_url: str
) -> None:
    """Before and after each step of the outbox and of Telegram, for three subscribers; on PostgreSQL every fifth."""
    step = 1 if database_url.startswith("sqlite") else 5  # a part has six
    for chat in (1, 2, 3):
        await house.subscribe(chat)
    at, doubtful = 0, 0
    while True:
        at += step
        await house.publish(at)
        await house.morning(at)
        house.messenger = FakeMessenger()
        moments = [0]
        with contextlib.suppress(Killed):
            await house.dispatcher(
                Crashing(house.store.outbox, moments, at), Crashing(house.messenger, moments, at)
            ).deliver_due()
        house.clock.now += LEASE
        await house.deliver()
        times = Counter(house.messenger.sent)
        assert {1: 2, 2: 2, 3: 2} == Counter(place.chat for place, _ in times), f"lost at moment {at}"
        repeated = sum(count - 1 for count in times.values())
        assert repeated <= 1, f"repeated at moment {at}"
        doubtful += repeated
        if moments[0] < at:
            break
    assert at > 40, "there are many moments"
    assert doubtful, "a part that was received and not noted is sent again"


async def test_two_processes_share_the_work_and_send_nothing_twice(house: House, database_url: str) -> None:
    for chat in range(1, 101):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    other = await Store.open(database_url, house.clock)
    senders = [FakeMessenger(), FakeMessenger()]
    await asyncio.gather(
        house.dispatcher(house.store.outbox, senders[0]).deliver_due(),
        house.dispatcher(other.outbox, senders[1]).deliver_due(),
    )
    await other.close()
    assert all(sender.sent for sender in senders), "both had a share"
    assert {1} == set(Counter(senders[0].sent + senders[1].sent).values())
    assert 200 == len(senders[0].sent + senders[1].sent)


async def test_issues_are_opened_once_and_counted(house: House) -> None:
    await house.subscribe()
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    assert 2 == await outbox.open_issues(MORNING, date(2026, 3, 2), now)
    assert 0 == await outbox.open_issues(MORNING, date(2026, 3, 2), now)


async def test_who_has_lost_the_lease_sends_no_more(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    await outbox.open_issues(MORNING, date(2026, 3, 2), now)
    (mine,) = await outbox.claim("slow", now, now + LEASE, 9)
    assert [] == await outbox.claim("other", now, now + LEASE, 9)
    (theirs,) = await outbox.claim("other", now + LEASE, now + 2 * LEASE, 9)
    assert mine.id == theirs.id
    assert set() == await outbox.keep("slow", {mine.id: [Part("x")]}, now)
    assert not await outbox.start(mine.id, "slow", 1, now, now + LEASE)
    assert not await outbox.settle(mine.id, "slow", 1, 5, now, last=True)
    assert not await outbox.close(mine.id, "slow", "sent", now)
    assert not await outbox.put_off(mine.id, "slow", now)
    assert {mine.id} == await outbox.keep("other", {mine.id: [Part("x", ((Button("a", "b"),),))]}, now)
    (again,) = await outbox.claim("third", now + 2 * LEASE, now + 3 * LEASE, 9)
    assert {1: Part("x", ((Button("a", "b"),),))} == again.parts


async def test_a_claim_whose_answer_was_lost_is_made_again(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    await outbox.open_issues(MORNING, date(2026, 3, 2), now)
    (lost,) = await outbox.claim("mine/1", now, now + LEASE, 9)
    (again,) = await outbox.claim("mine/1", now, now + LEASE, 9)
    assert lost == again
    assert [] == await outbox.claim("mine/2", now, now + LEASE, 9)


async def test_the_leases_of_who_has_ended_are_free_at_once_and_no_others(house: House) -> None:
    await house.subscribe(7)
    await house.subscribe(8)
    await house.publish(1)
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    await outbox.open_issues(MORNING, date(2026, 3, 2), now)
    (dead,) = await outbox.claim("dead:1:2/1", now, now + LEASE, 1)
    (alive,) = await outbox.claim("alive:1:2/1", now, now + LEASE, 1)
    assert 1 == await outbox.release(lambda owner: owner.startswith("dead"))
    assert [dead.id] == [one.id for one in await outbox.claim("next", now, now + LEASE, 9)]
    assert await outbox.start(alive.id, "alive:1:2/1", 1, now, now + LEASE)
    assert not await outbox.start(dead.id, "dead:1:2/1", 1, now, now + LEASE)


async def test_what_is_not_here_yet_is_waited_for_and_told(house: House) -> None:
    await house.subscribe(7)
    await house.subscribe(8, kind="watch", wanted=Filter(("1번",)))
    await house.store.arrivals.record([replace(story(1, "1일보", title="1번 소식"), content_hash="hash")])
    house.presence.here = False  # another process recorded it, whose file this one has not seen
    await house.morning()
    await house.deliver()
    assert [] == house.messenger.sent
    house.presence.here = True
    house.index.add([story(1, "1일보", title="1번 소식")])
    house.clock.now += timedelta(minutes=1)
    await house.deliver()
    assert {7, 8} == {place.chat for place, _ in house.messenger.sent}


async def test_stopping_finishes_what_is_in_flight_and_gives_the_rest_back(house: House) -> None:
    for chat in range(1, 30):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    dispatcher = house.dispatcher()
    house.messenger.refusing = lambda place, part: (
        stopping.append(asyncio.create_task(dispatcher.stop())) if not stopping and place.chat == 5 else None
    )
    stopping: list[asyncio.Task[None]] = []
    await dispatcher.deliver_due()
    await stopping[0]
    before = len(house.messenger.sent)
    assert before < 58
    house.messenger.refusing = lambda place, part: None
    await house.deliver()  # at once: no lease is in the way
    assert {1} == set(Counter(house.messenger.sent).values())
    assert 58 == len(house.messenger.sent)


# --- changes meanwhile ---


async def test_who_unsubscribes_between_two_parts_gets_no_second(house: House) -> None:
    made = await house.subscribe()
    await house.publish(1)
    await house.morning()
    house.messenger.trouble = {2: Undeliverable(Refusal.NOT_RECEIVED, "502")}
    await house.deliver()
    await house.store.subscriptions.remove(made.id)
    house.clock.now += timedelta(minutes=10)
    await house.deliver()
    assert 1 == len(house.messenger.sent)


async def test_what_ended_long_ago_is_forgotten(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    await house.deliver()
    assert 0 == await house.store.outbox.forget_old(house.clock.now + timedelta(days=59))
    assert 1 == await house.store.outbox.forget_old(house.clock.now + timedelta(days=61))
    assert Counter() == await house.states()
    await house.deliver()
    assert 2 == len(house.messenger.sent), "and not told again for that"


# --- watches ---


async def test_a_watch_tells_at_once_and_then_waits_a_little(house: House) -> None:
    await house.subscribe(7, kind="watch", wanted=Filter(("전차", "달린다"), every=True))
    await house.publish(1, title="전차 멈췄다")
    await house.deliver()
    assert [] == house.messenger.sent
    await house.publish(2, title="전차 달린다")
    await house.deliver()
    assert ["s2"] == house.messenger.texts[1].split()[1:]
    await house.publish(3, title="전차 또 달린다")
    await house.publish(4, title="전차 자꾸 달린다")
    await house.deliver()
    assert 2 == len(house.messenger.sent), "one message in a few minutes"
    house.clock.now += WATCH_PAUSE
    await house.deliver()
    assert {"s3", "s4"} == set(house.messenger.texts[3].split()[1:])
    house.clock.now += WATCH_PAUSE
    await house.deliver()
    assert 4 == len(house.messenger.sent)


async def test_quiet_hours_hold_a_watch_back_and_end_with_one_message(house: House) -> None:
    await house.subscribe(7, kind="watch", wanted=Filter(("전차",), every=True))
    await house.subscribe(8, kind="watch", wanted=Filter(("전차",), every=True))
    await house.store.chats.hush(7, Quiet.of(time(7), time(9)))
    for number in (1, 2, 3):
        await house.publish(number, title=f"전차 달린다 {number}")
        await house.deliver()
        house.clock.now += WATCH_PAUSE
    assert {8} == {place.chat for place, _ in house.messenger.sent}
    house.clock.now = BEFORE + timedelta(hours=1, minutes=29)
    await house.deliver()
    assert {8} == {place.chat for place, _ in house.messenger.sent}
    house.clock.now = BEFORE + timedelta(hours=1, minutes=30)
    await house.deliver()
    told = [text for place, text in house.messenger.sent if place.chat == 7 and "begins" not in text]
    assert [{"s1", "s2", "s3"}] == [set(text.split()[1:]) for text in told]


async def test_in_quiet_hours_a_digest_comes_on_time_without_a_sound(house: House) -> None:
    await house.subscribe(7)
    await house.store.chats.hush(7, Quiet.of(time(23), time(8, 30)))
    await house.publish(1)
    await house.morning()
    await house.deliver()
    assert [True, True] == house.messenger.silent
    await house.store.chats.hush(7, None)
    await house.publish(2)
    await house.morning(1)
    await house.deliver()
    assert [False, False] == house.messenger.silent[2:]


async def test_a_watch_does_not_tell_a_story_again(house: House) -> None:
    await house.subscribe(7, kind="watch", wanted=Filter(("노면전차",), every=True))
    for number, one in enumerate((REPORT, OTHER_PAPER, UPDATE)):
        house.clock.now += WATCH_PAUSE
        house.index.add([one])
        await house.store.arrivals.record([replace(one, content_hash=f"story {number}")])
        await house.deliver()
    assert ["1"] == house.messenger.texts[1].split()[1:]
    assert 2 == len(house.messenger.sent), "another paper's report and an update are no news"
