"""Clocks that are ahead, behind, or set while the bot is at work: no digest lost, none told twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.adapters.database.schema import deliveries
from bot.delivery.timing import LEASE
from bot.errors import StoreUnavailable
from tests.adapters.database.delivering import BEFORE, House

DAY = timedelta(days=1)


def titles(house: House) -> list[str]:
    return [text for text in house.messenger.texts if "begins" not in text]


@pytest.mark.parametrize("ahead", [timedelta(hours=12), DAY, 30 * DAY, 400 * DAY])
async def test_a_clock_ahead_for_a_moment_costs_no_later_digest(house: House, ahead: timedelta) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    await house.deliver()
    house.clock.now += timedelta(hours=1)
    right = house.clock.now
    house.clock.now += ahead
    await house.publish(2)
    await house.deliver()
    house.clock.now = right
    await house.deliver()
    for day in range(1, 35):
        await house.publish(100 + day)
        await house.morning(day)
        await house.deliver()
    told = [word for text in titles(house) for word in text.split()[1:]]
    assert [f"s{n}" for n in (1, 2, *range(101, 135))] == sorted(told, key=lambda word: int(word[1:]))
    mornings = [text for text in house.messenger.texts if "begins" in text]
    assert 36 >= len(mornings) >= 35
    assert "s134" == told[-1], "the last morning's news came on the last morning"


async def test_a_clock_that_goes_back_a_day_repeats_nothing(house: House) -> None:
    await house.subscribe()
    for day in range(3):
        await house.publish(1 + day)
        await house.morning(day)
        await house.deliver()
    said = list(house.messenger.texts)
    house.clock.now -= DAY
    await house.deliver()
    house.clock.now += DAY
    await house.deliver()
    assert said == house.messenger.texts
    await house.publish(9)
    await house.morning(3)
    await house.deliver()
    assert len(said) + 2 == len(house.messenger.texts)


async def test_a_lease_and_a_pause_written_by_a_clock_that_was_ahead_hold_nothing_for_a_month(
    house: House,
) -> None:
    await house.subscribe(7)
    await house.subscribe(8)
    await house.publish(1)
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    await house.store.outbox.open_issues((await outbox.slots())[0], date(2026, 3, 2), now)
    ahead = now + 30 * DAY
    first, second = await outbox.claim("who died", ahead, ahead + LEASE, 9)
    assert await outbox.put_off(second.id, second.owner, ahead + timedelta(minutes=1))
    await house.deliver()
    assert {7, 8} == {place.chat for place, _ in house.messenger.sent}
    assert first.id != second.id


async def test_a_subscription_made_or_given_up_by_a_clock_that_was_ahead_is_told_on_the_right_day(
    house: House,
) -> None:
    right = house.clock.now
    house.clock.now += 30 * DAY
    await house.subscribe()
    house.clock.now = right
    await house.publish(1)
    await house.morning()
    await house.store.outbox.set_right(house.clock.now)
    (slot,) = await house.store.outbox.slots()
    await house.store.outbox.open_issues(slot, date(2026, 3, 2), house.clock.now)
    async with house.store.database.write() as connection:
        await connection.execute(
            update(deliveries).values(state="given up", closed=house.clock.now + 30 * DAY)
        )
    await house.deliver()
    assert 1 == len(titles(house))


async def test_what_was_sent_is_settled_even_when_another_has_the_lease_by_now(house: House) -> None:
    await house.subscribe()
    await house.publish(1)
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    dispatcher = house.dispatcher()
    await outbox.open_issues((await outbox.slots())[0], date(2026, 3, 2), now)
    (mine,) = await dispatcher._claim(9, ())
    assert mine.parts is not None
    assert await outbox.start(mine.id, mine.owner, 1, now, now + LEASE)
    (theirs,) = await outbox.claim("other", now + 2 * LEASE, now + 3 * LEASE, 9)
    assert not await outbox.settle(mine.id, mine.owner, 1, 5, now, last=False)
    assert not await outbox.start(theirs.id, "other", 1, now, now + LEASE), "it is sent"
    house.clock.now += 10 * LEASE
    await house.deliver()
    assert 1 == house.messenger.calls, "only the second part was left"


class AwayOnce:
    """A outbox whose database is away *times* after each call of *which*."""

    def __init__(self, outbox: object, which: str, times: int) -> None:
        self.outbox, self.which, self.left = outbox, which, times

    def __getattr__(self, name: str) -> object:
        method = getattr(self.outbox, name)

        async def call(*args: object, **named: object) -> object:
            if name == self.which and self.left:
                self.left -= 1
                raise StoreUnavailable("away", BEFORE)
            return await method(*args, **named)

        return call


@pytest.mark.parametrize(
    "which", ["slots", "open_issues", "claim", "keep", "start", "settle", "arrivals", "set_right"]
)
async def test_a_database_away_for_minutes_loses_nothing_and_repeats_nothing(
    house: House, which: str
) -> None:
    for chat in (1, 2, 3):
        await house.subscribe(chat)
    await house.publish(1)
    await house.morning()
    outbox = AwayOnce(house.store.outbox, which, 200)  # a second of virtual time each: longer than a lease
    await house.dispatcher(outbox, house.messenger).deliver_due()
    await house.deliver()
    assert 0 == outbox.left
    assert 6 == len(house.messenger.sent) == len(set(house.messenger.sent))
