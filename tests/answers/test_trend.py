"""How many articles a day are about some topics."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.answers.trend import LONGEST_DAYS, Wish, read_wish, trend
from bot.articles.article import KST, Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.hit import OnTopic


@pytest.mark.parametrize(
    ("text", "topics", "days"),
    [
        ("쿠팡 네이버", ("쿠팡", "네이버"), 30),
        ("쿠팡 네이버 14일", ("쿠팡", "네이버"), 14),
        ("쿠팡 네이버 최근 2주", ("쿠팡", "네이버"), 14),
        ("쿠팡, 네이버 클라우드 3개월", ("쿠팡", "네이버 클라우드"), 90),
        ('"버스 파업" 나룻배', ("버스 파업", "나룻배"), 30),
        ("bus vs ferry last 10 days", ("bus", "ferry"), 10),
        ("쿠팡 쿠팡", ("쿠팡",), 30),
        ("쿠팡 900일", ("쿠팡",), LONGEST_DAYS),
        ("쿠팡 1일", ("쿠팡",), 2),
        ("2026년", ("2026년",), 30),
    ],
)
def test_topics_and_days_are_read_as_people_write_them(text: str, topics: tuple[str, ...], days: int) -> None:
    assert Wish(topics, days) == read_wish(text)


@pytest.mark.parametrize(
    ("text", "key"), [("", "trend.empty"), ("30일", "trend.empty"), ("가 나 다 라 마", "trend.too_many")]
)
def test_what_cannot_be_drawn_is_said(text: str, key: str) -> None:
    with pytest.raises(QueryError) as error:
        read_wish(text)
    assert key == error.value.key


def test_each_day_is_counted_from_the_first_that_is_known() -> None:
    index = Index()
    index.add(
        Article(
            id=f"{topic}{day}{n}",
            title=f"{topic} {n}호",
            body=f"{topic} 소식 {n}.",
            published=date(2026, 3, day),
        )
        for topic, days in (("나룻배", {3: 2, 5: 1}), ("도서관", {4: 3}))
        for day, count in days.items()
        for n in range(count)
    )
    index.add([Article(id="undated", title="나룻배", body="언제인지 모르는 나룻배.")])
    found = trend(index, Wish(("나룻배", "도서관"), 30))
    assert found is not None
    assert date(2026, 3, 3) == found.first
    assert [(2, 0, 1), (0, 3, 0)] == [one.counts for one in found.series]
    assert [(3, 0), (3, 1)] == [(one.total, one.peak) for one in found.series]
    last_two = trend(index, Wish(("나룻배",), 2))
    assert last_two is not None
    assert (0, 1) == last_two.series[0].counts
    assert trend(index, Wish(("우주선",))) is None
    assert trend(Index(), Wish(("나룻배",))) is None


def test_a_day_of_which_not_all_could_be_read_is_left_out() -> None:
    class Partly(Index):
        """One that has read only what is of after the noon of the fourth."""

        def about(
            self, text: str, today: date | None = None, *, ranked: bool = True, since: date | None = None
        ) -> OnTopic:
            assert date(2026, 3, 1) == since, "nothing is read of before the days that are drawn"
            noon = int(datetime(2026, 3, 4, 12, tzinfo=KST).timestamp())
            return replace(super().about(text, today, ranked=ranked, since=since), since=noon)

    days = {day: date(2026, 3, day) for day in range(1, 7)}
    index = Partly([Article(f"f{day}", "나룻배", "나룻배다.", published=one) for day, one in days.items()])
    found = trend(index, Wish(("나룻배",), 30))
    assert found is not None
    assert (date(2026, 3, 5), (1, 1)) == (found.first, found.series[0].counts)
