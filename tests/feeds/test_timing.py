"""A feed is asked as often as it publishes, spread over time, and never against what its server says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.timing import BACK_OFF, LONGEST, SHORTEST, SPREAD, Hints, next_check, usual_gap
from tests.feeds.documents import ADDRESS, NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def every(gap: timedelta, count: int = 20, since: datetime = NOW) -> list[datetime]:
    return [since - gap * number for number in range(count)]


def wait(
    arrivals: list[datetime], hints: Hints | None = None, failures: int = 0, resting: bool = False
) -> timedelta:
    return next_check(ADDRESS, NOW, arrivals, hints, failures=failures, resting=resting) - NOW


def about(wanted: timedelta) -> tuple[timedelta, timedelta]:
    return wanted, wanted * (1 + SPREAD)


@pytest.mark.parametrize(
    ("gap", "wanted"),
    [(MINUTE, SHORTEST), (40 * MINUTE, 20 * MINUTE), (4 * HOUR, 2 * HOUR), (3 * DAY, LONGEST)],
)
def test_it_is_asked_as_often_as_it_publishes(gap: timedelta, wanted: timedelta) -> None:
    least, most = about(wanted)
    assert least <= wait(every(gap)) <= most


def test_one_that_falls_silent_is_asked_less_often() -> None:
    assert wait(every(20 * MINUTE, since=NOW - 8 * HOUR)) > HOUR > wait(every(20 * MINUTE))


def test_one_that_nothing_is_known_of_is_asked_in_half_an_hour() -> None:
    least, most = about(30 * MINUTE)
    assert least <= wait([]) <= most
    assert least <= wait([NOW]) <= most


@pytest.mark.parametrize("hint", ["ttl", "max_age", "retry_after"])
def test_what_feed_and_server_wish_is_heeded_for_a_day_at_most(hint: str) -> None:
    assert 2 * HOUR <= wait(every(MINUTE), Hints(**{hint: 2 * HOUR})) <= 2.2 * HOUR  # type: ignore[arg-type]
    assert wait(every(MINUTE), Hints(**{hint: 30 * DAY})) <= BACK_OFF * (1 + SPREAD)  # type: ignore[arg-type]
    assert wait(every(4 * HOUR), Hints(**{hint: MINUTE})) >= 2 * HOUR  # type: ignore[arg-type]


def test_each_failure_doubles_the_wait_up_to_a_day_and_it_is_never_given_up() -> None:
    waits = [wait(every(MINUTE), failures=failures) for failures in range(200)]
    assert all(
        least <= one <= most
        for one, (least, most) in zip(
            waits[1:4], map(about, (20 * MINUTE, 40 * MINUTE, 80 * MINUTE)), strict=True
        )
    )
    assert waits == sorted(waits)
    assert BACK_OFF <= waits[-1] <= BACK_OFF * (1 + SPREAD)


def test_one_that_rests_is_looked_at_once_a_day() -> None:
    least, most = about(DAY)
    assert least <= wait(every(MINUTE), failures=3, resting=True) <= most


def test_hours_and_days_to_skip_are_skipped() -> None:
    night = Hints(skip_hours=frozenset(range(6, 20)))  # it is six in UTC
    assert 20 == next_check(ADDRESS, NOW, every(MINUTE), night).hour
    tuesday = Hints(skip_days=frozenset({1}))
    assert 2 == next_check(ADDRESS, NOW, every(MINUTE), tuesday).weekday()
    everything = Hints(skip_hours=frozenset(range(24)), skip_days=frozenset(range(7)))
    assert wait(every(MINUTE), everything) < HOUR


def test_feeds_of_one_rhythm_are_spread() -> None:
    moments = {next_check(f"https://a.example/{number}", NOW, every(4 * HOUR)) for number in range(100)}
    assert len(moments) == 100
    assert max(moments) - min(moments) > 2 * HOUR * SPREAD * 0.8


def test_the_same_feed_is_asked_at_the_same_moment_by_whatever_process() -> None:
    assert next_check(ADDRESS, NOW, every(HOUR)) == next_check(ADDRESS, NOW, every(HOUR)[::-1])


MOMENTS = st.lists(st.integers(-400, 400).map(lambda hours: NOW + HOUR * hours), max_size=30)
SPANS = st.none() | st.timedeltas(timedelta(0), timedelta(days=400))


HOURS, DAYS = st.frozensets(st.integers(0, 23)), st.frozensets(st.integers(0, 6))


@given(
    MOMENTS,
    SPANS,
    st.builds(Hints, ttl=SPANS, max_age=SPANS, skip_hours=HOURS, skip_days=DAYS),
    st.integers(0, 9_999),
)
def test_a_check_comes_always_and_never_too_soon(
    arrivals: list[datetime], after: timedelta | None, hints: Hints, failures: int
) -> None:
    hints = replace(hints, retry_after=after)
    moment = next_check(ADDRESS, NOW, arrivals, hints, failures=failures)
    assert SHORTEST <= moment - NOW <= BACK_OFF * (1 + SPREAD) + 8 * DAY
    if after is not None:
        assert moment - NOW >= min(after, BACK_OFF)


def test_the_usual_gap_needs_three_items() -> None:
    assert None is usual_gap(every(HOUR, 2))
    assert HOUR == usual_gap(every(HOUR, 9))
