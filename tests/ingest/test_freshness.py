"""What of the folder is news when it arrives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.ingest.freshness import Freshness

ARRIVED = datetime(2026, 3, 31, 16, tzinfo=UTC)  # 1 April in Korea


@pytest.mark.parametrize(
    ("day", "is_old"),
    [
        (date(2026, 4, 1), False),
        (date(2026, 3, 2), False),
        (date(2026, 3, 1), True),
        (date(2026, 4, 5), False),
        (None, False),
    ],
)
def test_what_was_published_longer_ago_than_the_limit_is_old(day: date | None, is_old: bool) -> None:
    assert is_old is Freshness(30).is_old(day, ARRIVED)


def test_without_a_limit_nothing_is_old() -> None:
    assert not Freshness(0).is_old(date(1950, 1, 1), ARRIVED)


def test_the_limit_counts_days_in_korea() -> None:
    assert not Freshness(1).is_old(date(2026, 3, 30), ARRIVED - timedelta(hours=1, seconds=1))
    assert Freshness(1).is_old(date(2026, 3, 30), ARRIVED)
