"""Subscriptions and chats, kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from bot.adapters.database.schema import subscriptions
from bot.adapters.database.store import Store
from bot.adapters.database.subscriptions import MOST_DIGESTS, _tell_of
from bot.delivery.model import WHOLE_CHAT
from bot.digests.subscription import EVERY_DAY, WEEKDAYS, Filter, Place, Slot, Subscription
from bot.errors import ReaderError, Refusal
from tests.adapters.database.conftest import Clock
from tests.adapters.database.test_arrivals import article

SEOUL = "Asia/Seoul"
MORNING = Slot(time(8), EVERY_DAY, SEOUL)
WISH = Subscription(0, Place(7), MORNING)


@pytest.fixture
async def chat(store: Store) -> int:
    await store.chats.meet(7, "private", "가람", "ko")
    return 7


async def test_a_subscription_comes_back_as_it_was_made(store: Store, chat: int) -> None:
    wish = replace(
        WISH,
        place=Place(7, 12),
        slot=Slot(time(18, 5), WEEKDAYS, "America/New_York"),
        wanted=Filter(("네이버", "소버린 AI"), ("스포츠",), ("해온일보",)),
        owner=2**40,
        count=25,
        silent=True,
        when_empty=True,
    )
    made = await store.subscriptions.add(wish)
    assert replace(wish, id=made.id) == made
    assert made == await store.subscriptions.get(made.id)
    assert [made] == await store.subscriptions.of(Place(7, 12))
    assert [] == await store.subscriptions.of(Place(7))
    assert [made] == await store.subscriptions.of_chat(7)


async def test_a_new_one_is_told_of_the_day_before_but_not_of_the_baseline(
    store: Store, chat: int, clock: Clock
) -> None:
    await store.arrivals.record([article("baseline")])
    for hours in (0, 30, 1):
        clock.now += timedelta(hours=hours)
        await store.arrivals.record([article(f"{clock.now}")])
    made = await store.subscriptions.add(WISH)
    assert (2, 2) == (made.since, made.last_seq), "baseline and what came 31 hours ago"
    watch = await store.subscriptions.add(replace(WISH, kind="watch", wanted=Filter(("네이버",), every=True)))
    assert 4 == watch.last_seq, "a watch looks ahead only"
    assert Filter(("네이버",), every=True) == watch.wanted


async def test_a_place_has_no_more_than_so_many(store: Store, chat: int) -> None:
    for _ in range(MOST_DIGESTS):
        await store.subscriptions.add(WISH)
    with pytest.raises(ReaderError, match="too_many"):
        await store.subscriptions.add(WISH)
    await store.subscriptions.add(replace(WISH, place=Place(7, 3)))


async def test_all_of_a_place_are_forgotten_and_made_again_as_they_were(store: Store, chat: int) -> None:
    mine = [
        await store.subscriptions.add(replace(WISH, wanted=Filter((f"말{count}",)), silent=count > 1))
        for count in (1, 2)
    ]
    other = await store.subscriptions.add(replace(WISH, place=Place(7, 3)))
    async with store.database.read() as connection:
        before = (await connection.execute(select(subscriptions).order_by(subscriptions.c.id))).all()
    removed = await store.subscriptions.remove_all(Place(7))
    assert [] == await store.subscriptions.of(Place(7))
    assert "" == await store.subscriptions.remove_all(Place(7))
    for count in (2, 0):
        assert count == await store.subscriptions.bring_back(removed, Place(7))
    assert mine == await store.subscriptions.of(Place(7))
    assert [other] == await store.subscriptions.of(Place(7, 3))
    async with store.database.read() as connection:
        after = (await connection.execute(select(subscriptions).order_by(subscriptions.c.id))).all()
    assert before == after
    made = await store.subscriptions.add(WISH)
    assert made.id > other.id


async def test_what_was_forgotten_comes_back_in_its_own_place_alone_and_where_there_is_room(
    store: Store, chat: int
) -> None:
    await store.subscriptions.add(WISH)
    removed = await store.subscriptions.remove_all(Place(7))
    for words in (removed, "네이버", "[]", "{}", "[1]", '[{"chat": 8, "topic": 0}]'):
        with pytest.raises(ReaderError, match=r"button\.unknown"):
            await store.subscriptions.bring_back(words, Place(8))
    for _ in range(MOST_DIGESTS):
        await store.subscriptions.add(replace(WISH, wanted=Filter(("등대",))))
    with pytest.raises(ReaderError, match="too_many"):
        await store.subscriptions.bring_back(removed, Place(7))


async def test_what_was_asked_for_anew_does_not_come_back_beside_it(store: Store, chat: int) -> None:
    for words in ("나룻배", "선장"):
        await store.subscriptions.add(replace(WISH, wanted=Filter((words,))))
    removed = await store.subscriptions.remove_all(Place(7))
    anew = await store.subscriptions.add(replace(WISH, wanted=Filter(("나룻배",))))
    assert 1 == await store.subscriptions.bring_back(removed, Place(7))
    mine = await store.subscriptions.of(Place(7))
    assert [("선장",), ("나룻배",)] == [one.wanted.include for one in mine]
    assert anew in mine


async def test_a_watch_that_comes_back_looks_ahead_only(store: Store, chat: int) -> None:
    watch = await store.subscriptions.add(replace(WISH, kind="watch", wanted=Filter(("네이버",), every=True)))
    removed = await store.subscriptions.remove_all(Place(7), "watch")
    await store.arrivals.record([article("meanwhile")])
    assert 1 == await store.subscriptions.bring_back(removed, Place(7))
    (back,) = await store.subscriptions.of(Place(7), "watch")
    assert watch.last_seq + 1 == back.last_seq


async def due_days(store: Store, now: datetime) -> list[str]:
    """Open what is due at *now*, and claim it."""
    from bot.digests.subscription import last_due

    for slot in await store.outbox.slots():
        day = last_due(slot, now)
        assert day is not None
        await store.outbox.open_issues(slot, day, now)
    return [one.issue for one in await store.outbox.claim("me", now, now + timedelta(minutes=2), 99)]


async def test_a_new_time_or_the_end_of_a_pause_brings_no_digest_at_once(
    store: Store, chat: int, clock: Clock
) -> None:
    clock.now = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # noon in Seoul
    made = await store.subscriptions.add(WISH)
    assert [] == await due_days(store, clock.now), "eight has passed"
    await store.subscriptions.change(replace(made, slot=Slot(time(11), EVERY_DAY, SEOUL)))
    assert [] == await due_days(store, clock.now), "so has eleven"
    await store.subscriptions.change(replace(made, paused=True))
    clock.now += timedelta(days=3)
    assert [] == await due_days(store, clock.now)
    await store.subscriptions.change(made)
    assert [] == await due_days(store, clock.now)
    clock.now += timedelta(days=1)
    assert [date(2026, 3, 6).isoformat()] == await due_days(store, clock.now)


async def test_what_is_gone_cannot_be_changed(store: Store, chat: int) -> None:
    made = await store.subscriptions.add(WISH)
    assert await store.subscriptions.remove(made.id)
    assert not await store.subscriptions.remove(made.id)
    assert not await store.subscriptions.change(made)
    assert await store.subscriptions.get(made.id) is None
    assert await store.subscriptions.get(2**70) is None
    again = await store.subscriptions.add(WISH)
    assert made.id != again.id, "an old button must not reach a new subscription"


async def test_a_chat_is_greeted_once(store: Store, chat: int) -> None:
    assert [True, False] == [await store.chats.greet(7), await store.chats.greet(7)]
    assert not await store.chats.greet(999)


async def test_a_chat_keeps_its_language_and_learns_its_new_title(store: Store) -> None:
    await store.chats.meet(7, "group", "옛 이름", "ko")
    await store.chats.speak(7, "en")
    await store.chats.move_zone(7, "UTC")
    met = await store.chats.meet(7, "supergroup", "새 이름", "ko")
    assert ("새 이름", "supergroup", "en", "UTC") == (met.title, met.kind, met.language, met.zone)
    assert met == await store.chats.get(7)
    assert await store.chats.get(8) is None


async def test_a_muted_chat_gets_nothing_until_it_is_back(store: Store, chat: int, clock: Clock) -> None:
    await store.subscriptions.add(WISH)
    assert [True, False] == [await store.mutes.mute(7, WHOLE_CHAT, Refusal.BLOCKED) for _ in range(2)]
    clock.now += timedelta(days=1)
    assert [] == await due_days(store, clock.now)
    assert [] == await store.outbox.slots()
    assert [True, False] == [await store.mutes.lift(7), await store.mutes.lift(7)]
    assert 1 == len(await due_days(store, clock.now))


@pytest.mark.parametrize("is_known", [False, True])
async def test_a_migrated_group_keeps_everything(store: Store, is_known: bool) -> None:
    await store.chats.meet(-5, "group", "동네", "en")
    await store.chats.greet(-5)
    made = await store.subscriptions.add(replace(WISH, place=Place(-5)))
    if is_known:
        await store.chats.meet(-1005, "supergroup", "동네", "ko")
    await store.chats.move(-5, -1005)
    await store.chats.move(-5, -1005)
    assert [replace(made, place=Place(-1005))] == await store.subscriptions.of(Place(-1005))
    assert await store.chats.get(-5) is None
    assert not await store.chats.greet(-1005)


async def test_what_is_changed_while_its_group_moves_or_its_topic_goes_stays_where_it_is_now(
    store: Store,
) -> None:
    await store.chats.meet(-5, "group", "동네", "ko")
    moving = await store.subscriptions.add(replace(WISH, place=Place(-5)))
    await store.chats.meet(-6, "supergroup", "포럼", "ko")
    leaving = await store.subscriptions.add(replace(WISH, place=Place(-6, 3)))
    await store.chats.move(-5, -100123)
    await store.outbox.leave_topic(leaving.place)
    for read_before in (moving, leaving):
        assert await store.subscriptions.change(replace(read_before, paused=True))
    places = [(await store.subscriptions.get(one.id)) for one in (moving, leaving)]
    assert [(Place(-100123), True), (Place(-6), True)] == [(one.place, one.paused) for one in places if one]


async def test_channels_are_found_by_who_subscribed_them(store: Store, chat: int) -> None:
    await store.chats.meet(-1009, "channel", "알림", "ko")
    made = await store.subscriptions.add(replace(WISH, place=Place(-1009), owner=7))
    await store.subscriptions.add(replace(WISH, owner=7))
    assert [made] == await store.subscriptions.of_channels(7)
    assert [] == await store.subscriptions.of_channels(8)


async def test_a_row_that_cannot_be_read_is_logged_once_with_its_number(
    store: Store, chat: int, caplog: pytest.LogCaptureFixture
) -> None:
    _tell_of.cache_clear()
    made = await store.subscriptions.add(WISH)
    async with store.database.write() as connection:
        await connection.execute(
            update(subscriptions).where(subscriptions.c.id == made.id).values(at="xx:yy")
        )
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert [] == await store.subscriptions.of(Place(7))
            assert [] == await store.outbox.slots()
    assert [f"a row of subscriptions cannot be read: {made.id}"] == [
        message.partition(" because")[0] for message in caplog.messages
    ]
