"""Places that take no messages, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select, text

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import deliveries
from bot.adapters.database.store import Store
from bot.delivery.model import TRY_EVERY, TRY_FOR, WHOLE_CHAT, Button, Mute, Part, next_try
from bot.digests.subscription import EVERY_DAY, Place, Slot, Subscription
from bot.errors import Refusal
from tests.adapters.database.conftest import Clock

GROUP, MORNING = -1005, Slot(time(8), EVERY_DAY, "UTC")


@pytest.fixture
async def topics(store: Store, clock: Clock) -> list[Subscription]:
    """A group with a subscription in general and in each of two topics."""
    clock.now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    await store.chats.meet(GROUP, "supergroup", "포럼", "ko")
    wish = Subscription(0, Place(GROUP), MORNING)
    made = [await store.subscriptions.add(replace(wish, place=Place(GROUP, topic))) for topic in (0, 33, 44)]
    clock.now += timedelta(days=1)
    return made


async def due(store: Store, clock: Clock) -> int:
    """How many issues of today there are, once those that are due have been opened."""
    await store.outbox.open_issues(MORNING, clock.now.date(), clock.now)
    today = select(func.count()).where(deliveries.c.issue == clock.now.date().isoformat())
    async with store.database.read() as connection:
        return int((await connection.execute(today)).scalar_one())


async def test_a_topic_is_muted_alone_and_a_chat_with_all_its_topics(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    assert await store.mutes.mute(GROUP, 33, Refusal.TOPIC_CLOSED)
    assert 2 == await due(store, clock)
    assert await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.KICKED)
    clock.now += timedelta(days=1)
    assert 0 == await due(store, clock)
    assert [] == await store.outbox.slots(), "nothing is due there for good"


async def test_what_is_tried_again_is_due_when_its_time_has_come(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS)
    (mute,) = await store.mutes.of(GROUP)
    assert Mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS, clock.now, clock.now + TRY_EVERY) == mute
    assert 0 == await due(store, clock)
    assert [MORNING] == await store.outbox.slots()
    clock.now += timedelta(days=1)
    assert 3 == await due(store, clock)


async def test_a_clock_that_was_ahead_puts_no_try_off_for_long(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    clock.now += timedelta(days=40)
    await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS)
    clock.now -= timedelta(days=40)
    assert 3 == await due(store, clock)


async def test_the_first_refusal_is_remembered_and_news_only_once(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    began = clock.now
    assert await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS)
    for _ in range(3):
        clock.now += timedelta(days=1)
        assert not await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS)
    (mute,) = await store.mutes.of(GROUP)
    assert began == mute.since
    assert await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.KICKED), "another reason is news"
    (mute,) = await store.mutes.of(GROUP)
    assert (clock.now, None) == (mute.since, mute.next_try)


def test_tries_end_after_two_weeks_and_what_is_gone_has_none() -> None:
    since = datetime(2026, 3, 2, tzinfo=UTC)
    assert since + TRY_EVERY == next_try(Refusal.NOT_FOUND, since, since)
    assert next_try(Refusal.NOT_FOUND, since, since + TRY_FOR) is None
    assert next_try(Refusal.BLOCKED, since, since) is None


async def test_a_sign_of_life_lifts_what_it_is_a_sign_of(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    assert not await store.mutes.alive(Place(GROUP))
    for topic in (33, 44):
        await store.mutes.mute(GROUP, topic, Refusal.TOPIC_CLOSED)
    await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS)
    assert await store.mutes.alive(Place(GROUP, 33))
    left = await store.mutes.of(GROUP)
    assert [(WHOLE_CHAT, Refusal.RIGHTS), (44, Refusal.TOPIC_CLOSED)] == [
        (one.topic, one.why) for one in left
    ]
    assert clock.now == left[0].next_try, "it is tried at the next occasion"
    await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.BLOCKED)
    await store.mutes.alive(Place(GROUP))
    assert [44] == [one.topic for one in await store.mutes.of(GROUP)]


async def test_muting_ends_what_is_open_and_tells_failures_from_absence(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    for why, failed in ((Refusal.KICKED, 0), (Refusal.RIGHTS, 3)):
        assert 3 == await due(store, clock)
        await store.mutes.mute(GROUP, WHOLE_CHAT, why)
        assert failed == (await store.drafts.figures()).failed
        await store.mutes.lift(GROUP)
        clock.now += timedelta(days=1)


async def test_a_message_that_arrives_lifts_it(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    await store.mutes.mute(GROUP, WHOLE_CHAT, Refusal.RIGHTS)
    clock.now += timedelta(days=1)
    await due(store, clock)
    one, *_ = await store.outbox.claim("me", clock.now, clock.now + timedelta(minutes=2), 9)
    await store.outbox.keep("me", {one.id: [Part("a")]}, clock.now)
    await store.outbox.settle(one.id, "me", 1, None, clock.now, last=False)
    assert 1 == len(await store.mutes.of(GROUP)), "in doubt proves nothing"
    await store.outbox.settle(one.id, "me", 1, 5, clock.now, last=True)
    assert [] == await store.mutes.of(GROUP)


async def test_a_part_is_divided_and_the_later_ones_follow(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    until = clock.now + timedelta(minutes=2)
    await store.outbox.open_issues(MORNING, date(2026, 3, 3), clock.now)
    one, *_ = await store.outbox.claim("me", clock.now, until, 9)
    keys = ((Button("더 보기", "more"),),)
    await store.outbox.keep(
        "me", {one.id: [Part("sent"), Part("<b>refused</b>", keys), Part("last")]}, clock.now
    )
    await store.outbox.settle(one.id, "me", 1, 5, clock.now, last=False)
    pieces = [Part("ref", plain=True), Part("used", keys, plain=True)]
    assert {} == await store.outbox.divide(one.id, "another", 2, pieces, clock.now)
    left = await store.outbox.divide(one.id, "me", 2, pieces, clock.now)
    assert {2: pieces[0], 3: pieces[1], 4: Part("last")} == left
    (again, *_) = await store.outbox.claim("me again", until, until + timedelta(minutes=2), 9)
    assert left == again.parts, "a process that takes over goes on with them"


async def test_the_list_of_all_names_what_somebody_subscribed(
    store: Store, clock: Clock, topics: list[Subscription]
) -> None:
    await store.chats.meet(7, "private", "지나간 사람", "ko")
    await store.mutes.mute(7, WHOLE_CHAT, Refusal.BLOCKED)
    await store.mutes.mute(GROUP, 33, Refusal.TOPIC_CLOSED)
    await store.mutes.mute(GROUP, 99, Refusal.TOPIC_CLOSED)
    assert [(33, "포럼")] == [(mute.topic, title) for mute, title in await store.mutes.every(9)]
    assert not await store.mutes.mute(123, WHOLE_CHAT, Refusal.BLOCKED), "of a stranger nothing is kept"


def before_mutes(connection: Connection) -> None:
    """The tables as they were."""
    config = Config()
    config.set_main_option("script_location", "bot.adapters.database:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "0004")


async def test_an_older_databases_mutes_are_kept_and_groups_tried_once_more(database_url: str) -> None:
    database = Database(database_url)
    row = "INSERT INTO chats (id, kind, title, language, greeted, muted) VALUES (:id, 'x', '', 'ko', false, :muted)"
    async with database.write() as connection:
        await connection.run_sync(before_mutes)
        for id, muted in ((7, True), (8, False), (-5, True)):
            await connection.execute(text(row), {"id": id, "muted": muted})
    await database.close()
    store = await Store.open(database_url)
    (person,), (group,) = await store.mutes.of(7), await store.mutes.of(-5)
    assert (WHOLE_CHAT, Refusal.BLOCKED, None) == (person.topic, person.why, person.next_try)
    assert (WHOLE_CHAT, Refusal.RIGHTS) == (group.topic, group.why)
    assert group.next_try is not None
    assert group.next_try <= datetime.now(UTC) + timedelta(hours=1)
    assert [] == await store.mutes.of(8)
    await store.close()
