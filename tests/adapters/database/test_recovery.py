"""What Telegram may answer to a digest, over a real outbox, on both databases."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.adapters.database.schema import parts
from bot.delivery.dispatcher import GIVE_UP
from bot.delivery.model import WHOLE_CHAT
from bot.delivery.rate_limit import MOST_HELD_S
from bot.digests.subscription import Place
from bot.errors import Refusal, Undeliverable
from tests.adapters.database.delivering import House


async def test_who_blocked_the_bot_is_muted_and_keeps_the_subscription(house: House) -> None:
    made = await house.subscribe(7)
    await house.subscribe(8)
    await house.publish(1)
    await house.morning()
    house.messenger.refusing = lambda place, part: Undeliverable(Refusal.BLOCKED) if place.chat == 7 else None
    await house.deliver()
    (mute,) = await house.store.mutes.of(7)
    assert (WHOLE_CHAT, Refusal.BLOCKED, None) == (mute.topic, mute.why, mute.next_try)
    assert {8} == {place.chat for place, _ in house.messenger.sent}
    house.messenger.refusing = lambda place, part: None
    assert await house.store.mutes.alive(Place(7))
    await house.publish(2)
    await house.morning(1)
    await house.deliver()
    mine = [text for place, text in house.messenger.sent if place.chat == 7]
    assert [f"{made.id}/2026-03-03 begins", f"{made.id}/2026-03-03 s2 s1"] == mine, (
        "what was missed comes with it"
    )


async def test_a_group_that_moved_gets_it_at_its_new_id(house: House) -> None:
    await house.subscribe(-5)
    await house.publish(1)
    await house.morning()
    house.messenger.refusing = lambda place, part: (
        Undeliverable(Refusal.MOVED, new_chat_id=-1005) if place.chat == -5 else None
    )
    await house.deliver()
    assert [Place(-1005), Place(-1005)] == [place for place, _ in house.messenger.sent]
    assert 1 == len(await house.store.subscriptions.of(Place(-1005)))


async def test_a_deleted_topic_is_told_in_the_group_and_the_admins_hear_of_it(house: House) -> None:
    await house.subscribe(-1005, place=Place(-1005, 33))
    await house.publish(1)
    await house.morning()
    house.messenger.refusing = lambda place, part: Undeliverable(Refusal.TOPIC_GONE) if place.topic else None
    await house.deliver()
    assert [Place(-1005), Place(-1005)] == [place for place, _ in house.messenger.sent]
    assert [(Place(-1005, 33), Refusal.TOPIC_GONE)] == house.messenger.reported
    assert 1 == len(await house.store.subscriptions.of(Place(-1005)))


async def test_many_places_that_fail_in_a_batch_are_reported_at_once(house: House) -> None:
    for chat in range(-1030, -1000):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    house.messenger.refusing = lambda place, part: (
        Undeliverable(Refusal.RIGHTS) if place.chat < -1003 else None
    )
    await house.deliver()
    assert 1 == house.messenger.reports
    assert 27 == len(house.messenger.reported)


async def test_a_refused_digest_does_not_stop_the_others_nor_the_next_day(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.subscribe(7)
    await house.subscribe(8)
    await house.publish(1)
    await house.morning()
    house.messenger.refusing = lambda place, part: (
        Undeliverable(Refusal.CONTENT, "bad text") if place.chat == 7 else None
    )
    await house.deliver()
    assert {8} == {place.chat for place, _ in house.messenger.sent}
    assert "refused: delivery=1 chat=7 part=1 because bad text" in caplog.text
    assert Counter(sent=1, refused=1) == await house.states()
    house.messenger.refusing = lambda place, part: None
    await house.publish(2)
    await house.morning(1)
    await house.deliver()
    mine = [
        text.split()[1:] for place, text in house.messenger.sent if place.chat == 7 and "begins" not in text
    ]
    assert [["s2", "s1"]] == mine, "what failed was not told"


async def test_a_storm_of_429_delays_and_loses_nothing(house: House) -> None:
    for chat in range(1, 31):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    house.messenger.trouble = {
        call: Undeliverable(Refusal.FLOOD, retry_after=float(call % 7 + 1)) for call in range(3, 40)
    }
    for _ in range(5):
        await house.deliver()
        house.clock.now += timedelta(minutes=1)
    assert {1} == set(Counter(house.messenger.sent).values())
    assert 60 == len(house.messenger.sent)


async def test_what_surely_was_not_received_is_tried_again_later(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    house.messenger.trouble = {
        1: Undeliverable(Refusal.NOT_RECEIVED, "502"),
        2: Undeliverable(Refusal.NOT_RECEIVED, "refused"),
    }
    await house.deliver()
    assert [] == house.messenger.sent
    await house.deliver()
    assert 1 == house.messenger.calls, "not yet"
    house.clock.now += timedelta(seconds=6)
    await house.deliver()
    assert 2 == house.messenger.calls
    house.clock.now += timedelta(seconds=21)
    await house.deliver()
    assert 2 == len(house.messenger.sent)


async def test_what_telegram_never_takes_is_told_the_next_day(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    house.messenger.refusing = lambda place, part: Undeliverable(Refusal.NOT_RECEIVED, "502")
    end = house.clock.now + GIVE_UP + timedelta(minutes=30)
    while house.clock.now < end:
        await house.deliver()
        house.clock.now += timedelta(minutes=15)
    assert Counter({"given up": 1}) == await house.states()
    house.messenger.refusing = lambda place, part: None
    await house.morning(1)
    await house.deliver()
    assert "s1" in house.messenger.texts[1]


async def test_a_timeout_after_acceptance_is_not_sent_again(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    house.messenger.trouble = {1: Undeliverable(Refusal.IN_DOUBT, "timed out")}
    house.messenger.received = {1}
    for _ in range(3):
        await house.deliver()
        house.clock.now += timedelta(minutes=5)
    assert {1} == set(Counter(house.messenger.sent).values())
    assert 2 == len(house.messenger.sent), "the second part follows"
    assert [(Place(7), Refusal.IN_DOUBT)] == house.messenger.reported
    async with house.store.database.read() as connection:
        states = (
            await connection.execute(select(parts.c.state, parts.c.html).order_by(parts.c.number))
        ).all()
    assert [("doubtful", ""), ("sent", "")] == [tuple(row) for row in states]


async def test_an_outage_does_not_make_the_bot_knock_for_every_digest(house: House) -> None:
    for chat in range(1, 101):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    end = house.clock.now + timedelta(minutes=20)
    down = Undeliverable(Refusal.NOT_RECEIVED, "502")
    house.messenger.refusing = lambda place, part: down if house.clock.now < end else None
    while house.clock.now < end + timedelta(minutes=15):
        await house.deliver()
        house.clock.now += timedelta(minutes=1)
    assert 200 == len(set(house.messenger.sent)) == len(house.messenger.sent)
    assert house.messenger.calls - 200 <= 20 * 60 / MOST_HELD_S + 3, "in vain: one in five seconds"
