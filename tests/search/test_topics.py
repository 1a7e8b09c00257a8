"""What a topic is made of: its articles, their days, and what is demanded of them beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import KST, Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.filtering import day_of

TODAY = date(2026, 3, 12)
PASSING = "한빛시는 강변의 산책로를 새로 낸다고 밝혔다. 예산은 의회가 정한다. " * 8
NEWS = [
    Article("a", "나룻배 요금 인상", PASSING, publisher="한빛일보", published=date(2026, 3, 11)),
    Article("b", "나룻배 시간표", PASSING, publisher="물결신문", published=date(2026, 3, 12)),
    Article("c", "어제 나온 책", PASSING, publisher="물결신문", published=date(2026, 3, 1)),
    Article("d", "나룻배 해설", PASSING, publisher="물결신문"),
]


@given(
    st.dates(date(1911, 1, 1), date(2120, 1, 1))
    | st.datetimes(datetime(1911, 1, 1), datetime(2120, 1, 1)).map(lambda one: one.replace(tzinfo=KST))  # noqa: DTZ001
)
def test_the_day_of_a_moment_is_the_day_of_its_article(published: date | datetime) -> None:
    article = Article("1", "나룻배", "", published=published)
    assert article.day == day_of(int(article.moment))


def test_what_has_no_day_is_of_none() -> None:
    assert day_of(NEWS[3].moment) is None


@pytest.mark.parametrize(
    ("said", "topic", "ids"),
    [
        ("나룻배", "나룻배", {"a", "b", "d"}),
        ("나룻베", "나룻배", {"a", "b", "d"}),
        ("어제 나룻배", "나룻배", {"a"}),
        ("나룻배 언론사:물결신문", "나룻배", {"b", "d"}),
        ("나룻배 -시간표", "나룻배", {"a", "d"}),
        ("나룻배 기간:1일", "나룻배", {"b"}),
        ("어제", "어제", {"c"}),
    ],
)
def test_a_topic_has_the_filters_of_a_search(said: str, topic: str, ids: set[str]) -> None:
    found = Index(NEWS).about(said, TODAY)
    assert (topic, ids) == (found.topic, set(found.ids))


@pytest.mark.parametrize("said", ["언론사:물결신문", "???", ""])
def test_what_says_no_topic_is_refused(said: str) -> None:
    with pytest.raises(QueryError):
        Index(NEWS).about(said, TODAY)


def test_the_first_day_is_that_of_the_oldest_with_one() -> None:
    assert date(2026, 3, 1) == Index(NEWS).first_day()
    assert Index([NEWS[3]]).first_day() is None
    assert Index().first_day() is None


def test_the_newest_are_found_far_back_too() -> None:
    many = [Article(f"{n:03}", f"{n}", "", published=TODAY - timedelta(n // 3)) for n in range(90)]
    index = Index(many)
    assert [one.id for one in many[40:50]] == [one.id for one in index.latest(10, 40)]
    assert [] == index.latest(10, 90)


def test_a_name_in_latin_letters_is_the_topic_as_the_articles_write_it() -> None:
    news = [Article(f"{number}", f"네이버 새 기능 {number}", PASSING) for number in range(9)]
    index = Index([*news, Article("e", "Naver tells of it", PASSING)])
    assert "네이버 기능" == index.about("Naver 기능").topic
    assert 9 == len(index.about("naver").ids)
    english = Index([Article("e", "Naver tells of it", PASSING), news[0]])
    assert "Naver" == english.about("Naver").topic
