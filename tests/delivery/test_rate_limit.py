"""Flood control, against Telegram's limits as sliding windows and a clock that stands until it is moved."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.delivery.rate_limit import GROUP_PER_MINUTE, RateLimiter, Sent, Window
from tests.emulator.faults import Limits

GROUP = -100123


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def limiter(time: Time) -> RateLimiter:
    return RateLimiter(time)


def go(limiter: RateLimiter, time: Time, chat: int) -> None:
    """Wait for the turn of *chat* and send; Telegram answers at once."""
    while (pause := limiter.wait(chat)) > 0:
        time.now += pause
    limiter.answered(limiter.note(chat))


def reply(limiter: RateLimiter, time: Time, chat: int) -> float:
    """A reply goes to *chat*, and is answered at once; after how many seconds."""
    began, sent = time.now, limiter.reply(chat)
    while (pause := limiter.until_turn(sent) or limiter.until(sent)) > 0:
        time.now += pause
    limiter.answered(sent)
    return time.now - began


def test_ten_thousand_digests_and_the_replies_between_them_use_what_telegram_allows_and_no_more(
    limiter: RateLimiter, time: Time
) -> None:
    limits, dice, began = Limits(time), random.Random(1), time.now
    refused, replies = 0, 0
    for chat in range(1, 10_001):
        go(limiter, time, chat)
        refused += limits.wait(chat) is not None
        time.now += dice.random() * 0.02  # the call itself takes its time
        if dice.random() < 0.05:  # somebody searches meanwhile
            replies += 1
            somebody = 20_000 + replies
            assert reply(limiter, time, somebody) <= 0.15
            refused += limits.wait(somebody) is not None
    assert 0 == refused
    assert replies > 400
    assert 29.5 <= (10_000 + replies) / (time.now - began) <= 30.0


def test_whatever_the_way_to_telegram_takes_there_are_never_too_many_in_a_second(
    limiter: RateLimiter, time: Time
) -> None:
    """It counts a message anywhere between its going and its answer."""
    limits, dice, refused = Limits(time), random.Random(2), 0
    for chat in range(1, 2000):
        while (pause := limiter.wait(chat)) > 0:
            time.now += pause
        sent = limiter.note(chat)
        there, back = dice.random() * 0.1, dice.random() * 0.05
        time.now += there
        refused += limits.wait(chat) is not None
        time.now += back
        limiter.answered(sent)
    assert 0 == refused


@pytest.mark.parametrize("are_replies", [True, False])
def test_messages_that_telegram_has_not_answered_count_however_long_they_are_on_their_way(
    limiter: RateLimiter, time: Time, are_replies: bool
) -> None:
    """Else all that were held up on the way would come at once, and what went meanwhile with them."""
    gone = list[Sent]()
    waiting = [limiter.reply(chat) for chat in range(100, 200)] if are_replies else []
    for _ in range(1000):
        time.now += 0.01  # ten seconds in which nothing is answered
        if are_replies:
            ready = [one for one in waiting if limiter.until(one) == 0]
            waiting = [one for one in waiting if one not in ready]
            gone += ready
        elif limiter.wait(len(gone) + 100) == 0:
            gone.append(limiter.note(len(gone) + 100))
    assert 30 == len(gone)
    for sent in gone:
        limiter.answered(sent)
    time.now += 0.9
    assert limiter.wait_for_all() > 0
    assert all(limiter.until(one) > 0 for one in waiting)
    time.now += 0.2
    ready = [one for one in waiting if limiter.until(one) == 0]
    assert 30 == len(ready) if are_replies else 0 == limiter.wait_for_all()


def test_a_reply_that_is_given_up_leaves_its_place_to_others(limiter: RateLimiter, time: Time) -> None:
    for chat in range(30):
        reply(limiter, time, 100 + chat)
    given_up = [limiter.reply(200 + n) for n in range(30)]
    for one in given_up:
        limiter.answered(one)
    assert reply(limiter, time, 300) <= 1.01


def test_a_private_chat_gets_one_a_second(limiter: RateLimiter, time: Time) -> None:
    go(limiter, time, 7)
    assert 1.0 <= limiter.wait(7) < 1.02
    assert limiter.wait(8) < 0.05, "another chat does not wait for it"


def test_a_group_gets_twenty_a_minute(limiter: RateLimiter, time: Time) -> None:
    limits, began = Limits(time), time.now
    for _ in range(60):
        go(limiter, time, GROUP)
        assert limits.wait(GROUP) is None
    assert 120 <= time.now - began <= 145
    assert limiter.wait_for_chat(GROUP) > 1
    assert 20 == GROUP_PER_MINUTE


def test_replies_to_a_busy_group_go_in_order_and_never_too_many_and_nobody_else_waits(
    limiter: RateLimiter, time: Time
) -> None:
    limits, dice, began = Limits(time, chat_per_second=GROUP_PER_MINUTE), random.Random(3), time.now
    line, went, private = [limiter.reply(GROUP) for _ in range(65)], list[Sent](), 0.0
    asked = list(line)
    while line:
        waiting = dice.sample(line, len(line))  # who asks first is not who stands first
        for one in [one for one in waiting if not (limiter.until_turn(one) or limiter.until(one))]:
            line.remove(one)
            went.append(one)
            time.now += 0.05
            assert limits.wait(GROUP) is None
            limiter.answered(one)
        private = max(private, reply(limiter, time, 7))
        assert limiter.wait_for_chat(GROUP) > 1.0, "digests come after them"
        time.now += 0.45
    assert asked == went
    assert 180 <= time.now - began < 190
    assert 0 == private


def test_a_reply_that_was_refused_goes_before_those_that_came_after_it(
    limiter: RateLimiter, time: Time
) -> None:
    refused, asked = limiter.reply(GROUP), time.now
    assert 0 == limiter.until_turn(refused) == limiter.until(refused)
    time.now += 0.1
    later = limiter.reply(GROUP)
    limiter.answered(refused)
    limiter.flooded(GROUP, 3)
    again = limiter.reply(GROUP, asked)
    time.now += 3
    assert 0 == limiter.until_turn(again)
    assert limiter.until_turn(later) > 0
    limiter.answered(again)  # it is given up
    assert 0 == limiter.until_turn(later)


def test_a_message_that_is_on_its_way_for_long_counts_in_its_group(limiter: RateLimiter, time: Time) -> None:
    gone = [limiter.reply(GROUP) for _ in range(GROUP_PER_MINUTE)]
    assert all(0 == limiter.until_turn(one) == limiter.until(one) for one in gone)
    time.now += 90
    late = limiter.reply(GROUP)
    assert limiter.until_turn(late) >= 60
    limiter.answered(gone[-1])
    for one in gone[:-1]:
        one.at = time.now - 61  # had been answered at once
        one.is_on_its_way = False
    assert 0 == limiter.until_turn(late)


def test_a_reply_goes_before_every_digest(limiter: RateLimiter, time: Time) -> None:
    for chat in range(1, 200):
        go(limiter, time, chat)
    waits = [limiter.until(limiter.reply(1000 + n)) for n in range(3)]
    assert waits == sorted(waits)
    assert max(waits) < 0.15, "three places in the second, one after the other"
    assert limiter.wait(5000) >= max(waits), "and the next digest after them"


def test_replies_count_as_messages_of_their_chat(limiter: RateLimiter, time: Time) -> None:
    limiter.reply(7)
    assert limiter.wait(7) >= 1.0


def test_a_flood_in_one_chat_holds_that_chat_alone(limiter: RateLimiter, time: Time) -> None:
    go(limiter, time, 7)
    for _ in range(3):
        limiter.flooded(7, 3600)
    assert 3600 == pytest.approx(limiter.wait_for_chat(7))
    time.now += 1
    assert 0 == limiter.wait(8)
    limiter.answered(limiter.note(8))
    assert limiter.wait(9) < 1 / 29, "nobody else goes slower"
    time.now += 3600
    assert 0 == limiter.wait(7)


def test_floods_in_two_chats_at_once_hold_all_for_a_moment_and_slow_them(
    limiter: RateLimiter, time: Time
) -> None:
    limiter.flooded(7, 30)
    limiter.flooded(8, 3600)
    assert 5 == pytest.approx(limiter.wait(9))
    assert 0 == reply(limiter, time, 10), "a person is answered even so"
    time.now += 5
    assert 0 == limiter.wait(9)
    limiter.note(9)
    assert limiter.wait(11) > 1 / 29


def test_whoever_is_told_between_two_floods_shows_that_they_are_not_about_all(
    limiter: RateLimiter, time: Time
) -> None:
    limiter.flooded(7, 3600)
    limiter.taken()
    limiter.flooded(8, 3600)
    assert 0 == limiter.wait(9)


def test_nothing_holds_all_for_longer_than_a_moment(limiter: RateLimiter, time: Time) -> None:
    limiter.hold(600)
    assert 5 == pytest.approx(limiter.wait(9))


def test_the_pace_recovers(limiter: RateLimiter, time: Time) -> None:
    for chat in range(20):
        limiter.flooded(chat + 1, 1)
    time.now += 1200
    go(limiter, time, 1)
    time.now += 0.001
    for _ in range(50):  # every half minute a step back
        time.now += 31
        limiter.wait(1)
    limiter.note(2)
    assert limiter.wait(3) < 0.04


def test_a_chat_is_forgotten_a_minute_after_its_last_message(limiter: RateLimiter, time: Time) -> None:
    for chat in range(1, 6_001):
        time.now += 0.1
        limiter.answered(limiter.note(chat))
        limiter.flooded(chat, 30.0)
    assert 601 >= len(limiter._chats)
    assert 301 >= len(limiter._held)


def test_a_chat_is_not_forgotten_while_something_is_for_it(limiter: RateLimiter, time: Time) -> None:
    on_its_way, waits = limiter.note(7), limiter.reply(8)
    for chat in range(9, 100):
        time.now += 2.0
        limiter.answered(limiter.note(chat))
    limiter.answered(on_its_way)
    assert limiter.wait_for_chat(7) > 0.9
    assert 0.0 == limiter.until_turn(waits)


async def test_one_is_in_flight_unless_answers_are_slow() -> None:
    window = Window()
    for seconds in [3.0] * 19:
        window.note(seconds)
    assert 1 == window.size, "too few to know"
    for seconds in [0.01] * 50 + [3.0] * 20:
        window.note(seconds)
    assert 1 == window.size, "some slow ones do not widen it"
    for _ in range(50):
        window.note(0.05)
    assert 1 == window.size, "a promise is worth a third of the pace"
    for _ in range(50):
        window.note(0.2)
    assert 6 == window.size
    for _ in range(50):
        window.note(9.0)
    assert Window.MOST == window.size


async def test_the_window_lets_no_more_through_than_its_size() -> None:
    window, inside, most = Window(), 0, 0

    async def pass_through() -> None:
        nonlocal inside, most
        async with window:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(pass_through() for _ in range(20)))
    assert 1 == most
