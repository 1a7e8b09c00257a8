"""Tables without names that anybody knows: what a column is, is told by what stands in it, or they are refused."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from bot.articles.article import Article
from bot.articles.columns import names_of
from bot.articles.reader import read_shared
from bot.errors import UnreadableArticle

NOW = datetime(2026, 4, 1, tzinfo=UTC)
BODY = (
    "한빛시가 밤에도 문을 여는 도서관을 열었다. 도하람 관장은 늦게까지 읽는 사람이 많다고 말했다. "
    "새 책은 {n}천 권이다. 다음 달에는 강가에도 하나를 더 연다."
)
TITLES = [f"한빛시 야간 도서관 {n}곳 더 연다" for n in range(1, 9)]
BODIES = [BODY.format(n=n) for n in range(1, 9)]
DAYS = [f"2026-03-0{n} 14:38:00" for n in range(1, 9)]
CRAWLED = [f"2026-03-1{n} 02:00:00" for n in range(1, 9)]
LINKS = [f"https://hanbit.example/news/{n}" for n in range(1, 9)]
PICTURES = [f"https://hanbit.example/{n}.jpg" for n in range(1, 9)]
LEADS = [f"한빛시가 밤에도 문을 여는 도서관 {n}곳을 더 연다고 밝혔다." for n in range(1, 9)]
KEYS = [f"도서관, 야간, 한빛시{n}" for n in range(1, 9)]
BYLINES = [f"{name} 기자 reporter@hanbit.example" for name in ("도하람", "윤서린", "이담호", "강나루")] * 2


def read(*columns: list[str], head: str = "") -> list[Article]:
    written = io.StringIO(f"{head}\n" if head else "")
    written.seek(0, io.SEEK_END)
    csv.writer(written).writerows(zip(*columns, strict=True))
    found = read_shared(written.getvalue().encode(), "a.csv", NOW)
    return [one for _, one in found if isinstance(one, Article)]


@pytest.mark.parametrize("days", [(CRAWLED, DAYS), (DAYS, CRAWLED)])
def test_of_two_days_the_earlier_is_that_of_publication(days: tuple[list[str], list[str]]) -> None:
    first = read(*days, TITLES, BODIES)[0]
    assert (TITLES[0], BODIES[0], "2026-03-01") == (first.title, first.body, str(first.day))


def test_days_in_two_zones_are_compared_as_moments() -> None:
    crawled = [f"2026-03-0{n}T06:00:00Z" for n in range(1, 9)]
    assert ["", "published", "title", "body"] == names_of([*zip(crawled, DAYS, TITLES, BODIES, strict=True)])


def test_of_two_days_neither_of_which_is_the_earlier_none_is_taken() -> None:
    mixed = [[a, b] if n % 2 else [b, a] for n, (a, b) in enumerate(zip(DAYS, CRAWLED, strict=True))]
    one, other = map(list, zip(*mixed, strict=True))
    assert ["", "", "title", "body"] == names_of([*zip(one, other, TITLES, BODIES, strict=True)])


def test_names_that_nobody_knows_are_no_article() -> None:
    assert TITLES == [one.title for one in read(DAYS, TITLES, BODIES, head="h1,h2,h3")]
    assert TITLES == [one.title for one in read(DAYS, TITLES, BODIES)]


@pytest.mark.parametrize(
    "beside", [LEADS, KEYS, BYLINES, PICTURES, LINKS], ids="leads keys bylines pictures links".split()
)
def test_what_stands_beside_a_title_is_not_taken_for_it(beside: list[str]) -> None:
    assert TITLES == [one.title for one in read(DAYS, beside, TITLES, BODIES)]


def test_a_picture_is_not_where_an_article_is_from() -> None:
    assert LINKS == [one.url for one in read(PICTURES, LINKS, TITLES, BODIES)]


@pytest.mark.parametrize(
    "beside",
    [["도하람 님", "윤서린 님"] * 4, ["한빛 무선 청소기 세 번째", "한빛 유선 청소기 두 번째"] * 4],
)
def test_reviews_are_no_articles(beside: list[str]) -> None:
    with pytest.raises(UnreadableArticle):
        read(DAYS, beside, BODIES)
