"""When a digest is due: by the clock on the wall, once a date, over both edges of summer time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.subscription import (
    EVERY_DAY,
    LAST_DAY,
    WEEKDAYS,
    Filter,
    Place,
    Slot,
    Subscription,
    due,
    last_due,
    moment,
    next_due,
    with_words,
)

SEOUL, NEW_YORK = "Asia/Seoul", "America/New_York"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_eight_in_seoul_is_eleven_in_the_evening_before_in_utc() -> None:
    slot = Slot(time(8), EVERY_DAY, SEOUL)
    assert utc(2026, 3, 1, 23, 0) == moment(date(2026, 3, 2), slot)
    assert date(2026, 3, 1) == last_due(slot, utc(2026, 3, 1, 22, 59))
    assert date(2026, 3, 2) == last_due(slot, utc(2026, 3, 1, 23, 0))
    assert utc(2026, 3, 2, 23, 0) == next_due(slot, utc(2026, 3, 1, 23, 0))


def test_only_its_weekdays_count() -> None:
    slot = Slot(time(8), WEEKDAYS, SEOUL)
    sunday_noon = utc(2026, 3, 1, 3, 0)
    assert date(2026, 2, 27) == last_due(slot, sunday_noon), "Friday"
    assert utc(2026, 3, 1, 23, 0) == next_due(slot, sunday_noon), "Monday morning in Seoul"
    assert last_due(Slot(time(8), frozenset(), SEOUL), sunday_noon) is None


def test_an_hour_that_is_skipped_is_due_at_the_first_minute_after_it() -> None:
    spring = date(2026, 3, 8)  # 02:00 becomes 03:00
    for minute in (0, 30, 59):
        assert utc(2026, 3, 8, 7, 0) == moment(spring, Slot(time(2, minute), EVERY_DAY, NEW_YORK))
    assert utc(2026, 3, 8, 6, 59) == moment(spring, Slot(time(1, 59), EVERY_DAY, NEW_YORK))
    assert utc(2026, 3, 8, 7, 1) == moment(spring, Slot(time(3, 1), EVERY_DAY, NEW_YORK))


def test_an_hour_that_comes_twice_is_due_the_first_time_and_once() -> None:
    slot = Slot(time(1, 30), EVERY_DAY, NEW_YORK)
    autumn = date(2026, 11, 1)
    assert utc(2026, 11, 1, 5, 30) == moment(autumn, slot)
    the_second_half_past_one = utc(2026, 11, 1, 6, 30)
    assert autumn == last_due(slot, the_second_half_past_one), "the same date, so the same issue"
    assert utc(2026, 11, 2, 6, 30) == next_due(slot, utc(2026, 11, 1, 5, 30))


def test_seoul_has_no_summer_time() -> None:
    slot = Slot(time(2, 30), EVERY_DAY, SEOUL)
    times = {(moment(date(2026, 1, 1) + timedelta(days=n), slot)).time() for n in range(365)}
    assert {time(17, 30)} == times


def test_a_date_that_was_told_is_not_due_again() -> None:
    subscription = Subscription(1, Place(7), Slot(time(8), EVERY_DAY, SEOUL))
    now = utc(2026, 3, 2, 0, 0)
    assert date(2026, 3, 2) == due(subscription, now, None)
    assert date(2026, 3, 2) == due(subscription, now, date(2026, 3, 1))
    assert due(subscription, now, date(2026, 3, 2)) is None
    assert due(replace(subscription, paused=True), now, None) is None
    assert due(replace(subscription, kind="watch"), now, None) is None


@pytest.mark.parametrize(
    ("month_days", "dates"),
    [
        ({1}, ["01-01", "02-01", "03-01", "04-01", "05-01"]),
        ({31}, ["01-31", "02-28", "03-31", "04-30", "05-31"]),
        ({30}, ["01-30", "02-28", "03-30", "04-30", "05-30"]),
        ({29, 30}, ["01-29", "01-30", "02-28", "03-29", "03-30", "04-29", "04-30", "05-29", "05-30"]),
    ],
)
def test_a_month_that_is_too_short_has_its_day_on_the_last(month_days: set[int], dates: list[str]) -> None:
    slot = Slot(time(9), EVERY_DAY, SEOUL, frozenset(month_days))
    now, told = utc(2025, 12, 31, 12), []
    while (now := next_due(slot, now) or now) < utc(2026, 6, 1) - timedelta(hours=15):
        told.append(f"{now.astimezone(ZoneInfo(SEOUL)):%m-%d}")
        assert now.astimezone(ZoneInfo(SEOUL)).date() == last_due(slot, now)
    assert dates == told


def test_the_last_of_february_is_the_29th_in_a_leap_year() -> None:
    slot = Slot(time(9), EVERY_DAY, SEOUL, frozenset({LAST_DAY}))
    assert date(2028, 2, 29) == last_due(slot, utc(2028, 3, 1))


@given(
    st.integers(1_577_836_800, 1_893_456_000),
    st.times(),
    st.sampled_from([SEOUL, NEW_YORK, "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_what_was_due_last_and_what_comes_next_enclose_the_moment(
    seconds: int, at: time, zone: str, days: frozenset[int]
) -> None:
    now, slot = datetime.fromtimestamp(seconds, UTC), Slot(at.replace(second=0, microsecond=0), days, zone)
    day, coming = last_due(slot, now), next_due(slot, now)
    assert day is not None
    assert coming is not None
    assert day.weekday() in days
    assert moment(day, slot) <= now < coming
    assert day < coming.astimezone(ZoneInfo(zone)).date()
    assert coming - moment(day, slot) <= timedelta(days=7, hours=2)


@pytest.mark.parametrize("zone", [NEW_YORK, "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo"])
def test_every_date_of_a_year_is_due_exactly_once_by_a_sweep_each_minute(zone: str) -> None:
    slot = Slot(time(2, 15), EVERY_DAY, zone)
    told: list[date] = []
    now = utc(2026, 3, 1)
    while now < utc(2026, 4, 10):
        day = last_due(slot, now)
        if day is not None and (not told or day > told[-1]):
            told.append(day)
        now += timedelta(minutes=15)
    assert [told[0] + timedelta(days=n) for n in range(len(told))] == told
    assert len(told) >= 40


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("소버린 AI", [1]), ("소버린  ai, 나룻배", [1, 3]), ("소버린", []), ("HANBIT", [2]), ("hanbit tech", [2]),
        ("hanbitech", []), ("신문:KBS", [3]), ("kbs", [3]), ("“소버린 AI”", [1]), ("", []),
    ],
)  # fmt: skip
def test_digests_are_found_by_their_keywords_in_any_case(words: str, found: list[int]) -> None:
    slot = Slot(time(8), EVERY_DAY, SEOUL)
    wanted = [Filter(("소버린 AI",)), Filter(("Hanbit",)), Filter(("나룻배",), papers=("KBS",)), Filter()]
    some = [Subscription(number, Place(7), slot, wanted=one) for number, one in enumerate(wanted, 1)]
    assert found == [one.id for one in with_words(some, words)]
