"""Every way of writing 14:20 on 30 December 2025 that feeds have, and what is no date or none that can be trusted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.articles.article import KST
from tests.feeds.documents import item, read, rss

TWENTY_PAST_TWO = datetime(2025, 12, 30, 14, 20, tzinfo=KST)
SAME_MOMENT = [
    "Tue, 30 Dec 2025 14:20 +0900",
    "Tue, 30 Dec 2025 14:20:00 +09:00",
    "Tue,30 Dec 2025 14:20:00 +0900",
    "tue, 30 dec 2025 14:20:00 +0900",
    "Fri, 30 Dec 2025 14:20:00 +0900",  # no Friday
    "Tuesday, 30-Dec-25 14:20:00 KST",
    "Tue Dec 30 14:20:00 KST 2025",
    "Tue Dec 30 14:20:00 2025",
    "Tue, 30 Dec 2025 2:20:00 PM",
    "Tue, 30 Dec 2025 14:20:00 GMT+9",
    "Tue, 30 Dec 2025 14:20:00 GMT+09:00",
    "Tue, 30 Dec 2025 14:20:00 UTC+0900",
    "Tue, 30 Dec 2025 14:20:00 JST",
    "Tue, 30 Dec 2025 00:20:00 EST",
    "Tue, 30 Dec 2025 06:20:00 +0100",
    "Tue, 30 Dec 2025 05:20:00 Z",
    "Tue, 30 Dec 2025 05:20:00 UT",
    "Tue, 30 Dec 2025 14:20:00 Asia/Seoul",
    "Dec 30, 2025 14:20:00",
    "December 30, 2025 2:20 PM",
    "30 December 2025 14:20:00",
    "2025-12-30T14:20",
    "2025-12-30T14:20:00",
    "2025-12-30T14:20:00+09",
    "2025-12-30T14:20:00 09:00",  # a plus that an address took for a space
    "2025-12-30T14:20:00.1234567+09:00",
    "2025-12-30T05:20:00.000Z",
    "2025-12-30T05:20:00+00:00",
    "2025-12-30t05:20:00z",
    "2025-12-30 14:20:00.0",
    "2025-12-30 14:20:00 +0900",
    "2025-12-30 14:20:00 +09:00",
    "2025-12-30 14:20:00 KST",
    "2025-12-30 14:20:00 (KST)",
    "2025-12-30 05:20:00 UTC",
    "2025-12-30 02:20:00 PM",
    "2025-12-30 PM 2:20:00",
    "2025-12-30 오후 02:20",
    "2025-12-30(화) 14:20",
    "2025.12.30. 14:20:00",
    "2025.12.30 (화) 14:20",
    "2025. 12. 30. 화요일 오후 2:20:00",
    "2025.12.30  14:20:00",
    "2025-12-30 14시 20분",
    "2025년 12월 30일 화요일 오후 2시 20분",
    "2025년12월30일 14:20",
    "입력 2025.12.30 14:20",
    "입력 : 2025-12-30 14:20:00",
    "20251230 14:20:00",
    "20251230T142000+0900",
    "20251230T052000Z",
    "202512301420",
    "1767072000",
    "1767072000000",
    "2025年12月30日 14時20分",
    "2025年12月30日(火) 14:20",
    "令和7年12月30日 14時20分",
    "25.12.30 14:20",
    "25/12/30 14:20",
    "(화) 30 12월 2025 14:20:00 +0900",
    "12/30/2025 2:20:00 PM",
]
DAYS = {
    "Mon, 29 Dec 2025 24:00:00 +0900": date(2025, 12, 29),
    "2025-12-29 24:00:00": date(2025, 12, 29),
    "2025-12-30": date(2025, 12, 30),
    "2025년 12월 30일": date(2025, 12, 30),
    "20251230": date(2025, 12, 30),
    "Tue, 30 Dec 2025": date(2025, 12, 30),
    "Dec 30, 2025": date(2025, 12, 30),
}
NONE = [
    "Tue, 32 Dec 2025 14:20:00 +0900",
    "2025-02-30 14:20",
    "2025-13-01",
    "2025-12-30 25:20",
    "0001-01-01T00:00:00Z",
    "1899-12-30",
    "0",
    "-1",
    "14:20",
    "NaN",
    "null",
    "Invalid Date",
    "99999999999999999999",
    "03/04/2025 14:20",  # of March or of April
    "2026-12-30 14:20",
    "1" * 5_000,
]


def _read(written: str) -> date | datetime | None:
    return read(rss(item(more=f"<pubDate>{written}</pubDate>"))).items[0].published


@pytest.mark.parametrize("written", SAME_MOMENT)
def test_a_moment_is_that_moment_however_it_is_written(written: str) -> None:
    assert TWENTY_PAST_TWO == _read(written)


@pytest.mark.parametrize("written", DAYS)
def test_a_day_without_a_time_is_a_day(written: str) -> None:
    assert DAYS[written] == _read(written)


@pytest.mark.parametrize("written", NONE, ids=lambda written: written[:20])
def test_what_is_no_moment_or_cannot_be_told_is_none(written: str) -> None:
    assert _read(written) is None
