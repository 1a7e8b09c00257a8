"""Days in a reader's words, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.korean.days import read_days

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "text",
    [
        "iOS 26.1.2 업데이트", "iOS 26.1.2", "나루폰 25.3.1 버전", "나루폰 25.3.1. 패치", "뱀말 31.1.2",
        "March 1 Movement", "the May 18 Haeon Uprising", "the bridge may 5", "bus 5 may stop", "v26.1.2 나왔어?",
    ],
)  # fmt: skip
def test_versions_and_names_are_words(text: str) -> None:
    assert (None, text) == read_days(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("26.1.2 나룻배", date(2026, 1, 2), "나룻배"),
        ("나룻배 25.12.3. 기사", date(2025, 12, 3), "나룻배 기사"),
        ("ferry May 5", date(2026, 5, 5), "ferry"),
        ("ferry may 5th", date(2026, 5, 5), "ferry"),
        ("ferry 5 may 2025", date(2025, 5, 5), "ferry"),
        ("March 1 Hanbit ferry", date(2026, 3, 1), "Hanbit ferry"),
    ],
)
def test_days_beside_them_are_days(text: str, day: date, rest: str) -> None:
    days, left = read_days(text, TODAY)
    assert days is not None
    assert (day, day, rest) == (days.first, days.last, left)
