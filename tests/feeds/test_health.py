"""What editors are told of a feed: once when it has failed for a day or fallen silent, once when it heals."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.health import Health, Mark, Notice, Outcome, advance
from tests.feeds.documents import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BAD = [Outcome.FAILED, Outcome.SLOW, Outcome.BUSY, Outcome.LARGE, Outcome.REFUSED]


def after(*outcomes: tuple[Outcome, timedelta], gap: timedelta | None = None) -> tuple[Health, list[Notice]]:
    """Health and notices after polls that ended so long after NOW."""
    health, told = Health(), []
    for outcome, at in outcomes:
        health, notice = advance(health, outcome, NOW + at, gap)
        told += [notice] if notice else []
    return health, told


@pytest.mark.parametrize("bad", BAD)
def test_failing_is_told_once_after_a_day_and_healing_once(bad: Outcome) -> None:
    fails = [(bad, HOUR * number) for number in range(0, 72, 3)]
    health, told = after((Outcome.NEW, -HOUR), *fails)
    assert (Mark.FAILING, [Notice.FAILING], len(fails)) == (health.mark, told, health.failures)
    health, told = after((Outcome.NEW, -HOUR), *fails, (Outcome.UNCHANGED, 4 * DAY), (Outcome.NEW, 5 * DAY))
    assert (Mark.WELL, [Notice.FAILING, Notice.HEALED], 0) == (health.mark, told, health.failures)


def test_a_short_failure_is_not_told() -> None:
    health, told = after((Outcome.FAILED, 0 * HOUR), (Outcome.FAILED, 23 * HOUR), (Outcome.NEW, 24 * HOUR))
    assert (Mark.WELL, []) == (health.mark, told)


@pytest.mark.parametrize("gone", [Outcome.GONE, Outcome.NOT_FEED])
def test_one_that_is_gone_rests_is_told_once_and_heals(gone: Outcome) -> None:
    polls = [(Outcome.NEW, 0 * HOUR), (gone, HOUR), (gone, DAY), (Outcome.FAILED, 2 * DAY), (gone, 3 * DAY)]
    health, told = after(*polls)
    assert (Mark.RESTING, [Notice.RESTING]) == (health.mark, told)
    health, told = after(*polls, (Outcome.NEW, 4 * DAY))
    assert (Mark.WELL, [Notice.RESTING, Notice.HEALED]) == (health.mark, told)


def test_silence_for_five_times_its_gap_is_told_once() -> None:
    quiet = [(Outcome.UNCHANGED, DAY * number) for number in range(1, 9)]
    health, told = after((Outcome.NEW, 0 * HOUR), *quiet, gap=DAY)
    assert (Mark.SILENT, [Notice.SILENT]) == (health.mark, told)
    assert [] == after((Outcome.NEW, 0 * HOUR), *quiet[:5], gap=DAY)[1]
    assert [] == after((Outcome.NEW, 0 * HOUR), *quiet, gap=None)[1]
    health, told = after((Outcome.NEW, 0 * HOUR), *quiet, (Outcome.NEW, 9 * DAY), gap=DAY)
    assert (Mark.WELL, [Notice.SILENT, Notice.HEALED]) == (health.mark, told)


def test_a_weekend_of_an_hourly_paper_is_no_silence() -> None:
    weekend = [(Outcome.UNCHANGED, HOUR * number) for number in range(1, 59)]
    assert [] == after((Outcome.NEW, 0 * HOUR), *weekend, gap=HOUR)[1]


def test_what_is_worse_is_told_although_it_failed_already() -> None:
    _, told = after((Outcome.FAILED, 0 * HOUR), (Outcome.FAILED, 2 * DAY), (Outcome.GONE, 3 * DAY))
    assert [Notice.FAILING, Notice.RESTING] == told


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.integers(1, 60)), max_size=60))
def test_nothing_is_told_twice_before_it_heals(polls: list[tuple[Outcome, int]]) -> None:
    health, at = Health(), NOW
    since: list[Notice] = []
    for outcome, hours in polls:
        at: datetime = at + HOUR * hours
        health, notice = advance(health, outcome, at, DAY)
        if notice is Notice.HEALED:
            assert since
            since = []
        elif notice:
            assert notice not in since
            since.append(notice)
        assert (health.mark is Mark.WELL) <= (health.failures == 0)
