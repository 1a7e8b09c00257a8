"""The order of hits, said in words: how it is read and written, and what comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.articles.article import KST, Article
from bot.index.index import Index
from bot.search.filters import NO_FILTERS
from bot.search.order import Order
from bot.search.query_language import read_query, write_query
from tests.fakes import some_articles
from tests.search.test_query_table import NAMES, TODAY, F

SAID: list[tuple[str, str, Order | None]] = [
    ("나룻배 오래된순", "나룻배", "oldest"),
    ("오래된순 나룻배", "나룻배", "oldest"),
    ("나룻배 오래된 순으로", "나룻배", "oldest"),
    ("나룻배 오래된 것부터", "나룻배", "oldest"),
    ("나룻배 옛날 기사부터", "나룻배", "oldest"),
    ("정렬:오래된순 나룻배", "나룻배", "oldest"),
    ("나룻배 정렬 오래된순", "나룻배", "oldest"),
    ("오래된순:나룻배", "나룻배", "oldest"),
    ("가장 오래된 나룻배 기사", "나룻배", "oldest"),
    ("처음 나온 나룻배 기사", "나룻배", "oldest"),
    ("ferry oldest first", "ferry", "oldest"),
    ("sort:oldest ferry", "ferry", "oldest"),
    ("order = asc ferry", "ferry", "oldest"),
    ("나룻배 최신순", "나룻배", "newest"),
    ("나룻배 최근순", "나룻배", "newest"),
    ("나룻배 최신 기사", "나룻배", "newest"),
    ("나룻배 최신", "나룻배", "newest"),
    ("최신 나룻배 뉴스", "나룻배", "newest"),
    ("제일 최근 나룻배 기사", "나룻배", "newest"),
    ("최신순:나룻배", "나룻배", "newest"),
    ("정렬:최신 나룻배", "나룻배", "newest"),
    ("the latest ferry news", "ferry", "newest"),
    ("ferry most recent first", "ferry", "newest"),
    ("나룻배 최근 순", "나룻배", "newest"),
    ("순서: 최신순 나룻배", "나룻배", "newest"),
    ("나룻배 최신 순 정렬", "나룻배", "newest"),
    ("나룻배 최신순으로 정렬", "나룻배", "newest"),
    ("정렬: 최신 나룻배", "나룻배", "newest"),
    ("나룻배 제일 최근 순으로 보여줘", "나룻배", "newest"),
    ("최신 기사부터 나룻배", "나룻배", "newest"),
    ("나룻배 최근 것부터", "나룻배", "newest"),
    ("latest news on ferry", "ferry", "newest"),
    ("latest news from ferry", "from ferry", "newest"),
    ("순서:최신순 나룻배", "나룻배", "newest"),
    ("나룻배 가장 먼저 나온 순", "나룻배", "oldest"),
    ("나룻배 가장 오래된순으로", "나룻배", "oldest"),
    ("오래된순", "", "oldest"),
    ("가장 먼저 나온 순", "", "oldest"),
    ("최신순", "", "newest"),
    ("나룻배 관련도순", "나룻배", "nearest"),
    ("sort:best ferry", "ferry", "nearest"),
    # words
    ("나룻배", "나룻배", None),
    ("오래된 나룻배", "오래된 나룻배", None),
    ("가장 오래된 나룻배", "가장 오래된 나룻배", None),
    ("나룻배 순서", "나룻배 순서", None),
    ("시간순 정리", "시간순 정리", None),
    ("봄에 난 새 순", "봄에 난 새 순", None),
    ("관련도순", "관련도순", None),
    ("Executive order: new tariffs on steel", "Executive order: new tariffs on steel", None),
    ("Sort: new rules", "Sort: new rules", None),
    ("Court order: date set", "Court order: date set", None),
    ("sort:bestseller ferry", "sort:bestseller ferry", None),
    ("입학 순서: 새 학기 준비", "입학 순서: 새 학기 준비", None),
    ("나룻배 순서: 오래 기다린 사람", "나룻배 순서: 오래 기다린 사람", None),
    ("환율 정렬: 관련법 개정", "환율 정렬: 관련법 개정", None),
    ("최근부터 오른 환율", "최근부터 오른 환율", None),
    ("외국인 반도체 관련 순 매수", "외국인 반도체 관련 순 매수", None),
    ("최근 순 이익", "최근 순 이익", None),
    ("옛날 순 우리말", "옛날 순 우리말", None),
    ("오래된 것부터 버리는 정리법", "오래된 것부터 버리는 정리법", None),
    ("처음 나온 나룻배", "처음 나온 나룻배", None),
    ("first ferry in the oldest town", "first ferry in the oldest town", None),
]


@pytest.mark.parametrize(("typed", "words", "order"), SAID, ids=[row[0] for row in SAID])
def test_an_order_is_read_and_what_is_written_is_read_the_same(
    typed: str, words: str, order: Order | None
) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, NO_FILTERS, order) == (asked.words, asked.filters, asked.order)
    for language in ("ko", "en"):
        assert asked == read_query(write_query(asked, language), TODAY, NAMES.__getitem__)  # type: ignore[arg-type]


def test_it_stands_beside_filters_and_within_quotation_marks_it_is_words() -> None:
    asked = read_query("언론사:한빛일보 어제 나룻배 오래된순 -광고", TODAY, NAMES.__getitem__)
    assert F(publisher="한빛일보", day=20260106, without="광고") == asked.filters
    assert ("나룻배", "oldest") == (asked.words, asked.order)
    quoted = read_query('"쿠팡 최신 기사"', TODAY)
    assert (("쿠팡 최신 기사",), None) == (quoted.filters.phrases, quoted.order)


def test_the_oldest_come_first_and_what_has_no_day_last() -> None:
    articles = some_articles(6)
    undated = replace(articles[3], published=None)
    index = Index([*articles[:3], undated, *articles[4:]])
    dated = [one.id for one in sorted(articles, key=lambda one: one.moment) if one.id != undated.id]
    for said in ("로봇 오래된순", "언론사:해온일보 오래된순"):
        assert [*dated, undated.id] == [hit.article.id for hit in index.search(said, stories=False).hits]
    newest = index.search("로봇 오래된순", stories=False, order="newest").hits  # what is pressed holds
    assert [*reversed(dated), undated.id] == [hit.article.id for hit in newest]


def test_a_paper_behind_from_is_a_paper() -> None:
    asked = read_query("latest news from KBN", TODAY, NAMES.__getitem__)
    assert ("", F(publisher="KBN"), "newest") == (asked.words, asked.filters, asked.order)


def test_an_order_of_nothing_lists_all_and_what_is_no_order_after_all_is_words() -> None:
    articles = some_articles(30)
    index = Index(articles)
    by_day = [one.id for one in sorted(articles, key=lambda one: one.moment)]
    listed = index.search("오래된순", limit=30, stories=False)
    assert by_day == [hit.article.id for hit in listed.hits]
    assert by_day[::-1] == [
        hit.article.id for hit in index.search("정렬:최신순", limit=30, stories=False).hits
    ]
    assert (False, False) == (listed.vague, listed.plain)
    named = replace(articles[0], title="관련도순", body="이 낱말이 제목이다.")
    found = Index([named]).search("없는말들 관련도순")
    assert [named.id] == [hit.article.id for hit in found.hits]
    assert (False, False, False) == (found.plain, found.dropped, found.loose)
    assert not Index(articles).search("꿹뛟 관련도순").hits


def _told(day: int, title: str, body: str) -> Article:
    at = datetime(2020, 1, 1, tzinfo=KST) + timedelta(days=day)
    return Article(f"{day:05}", title, body, published=at)


def test_the_oldest_of_very_many_is_found_though_it_says_the_word_once() -> None:
    many = [_told(day, f"나룻배 {day}호", "나룻배 나룻배가 선착장을 떠난다.") for day in range(1, 2_500)]
    old = _told(0, "강가의 하루", "물결이 잔잔하다. " * 400 + "나룻배 하나가 지난다.")
    found = Index([*many, old]).search("나룻배 오래된순", stories=False, limit=3)
    assert [old.id, "00001", "00002"] == [hit.article.id for hit in found.hits]
    beside = Index([*many, old]).search("나룻배 -선착장 오래된순", stories=False)
    assert [old.id] == [hit.article.id for hit in beside.hits]


INITIALS = [
    _told(1, "나룻배 요금 오른다", "강을 건너는 값이 오른다."),
    _told(2, "버스 요금 오른다", "버스를 타는 값이 오른다."),
    _told(3, "나룻배 시간표 바뀐다", "첫 배가 이르다. 요금은 그대로다."),
    _told(4, "새 나룻배 뜬다", "나루에 새 배가 왔다. 요금은 천 원이다."),
]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ㄴㄹㅂ 오래된순", "134"),
        ("ㄴㄹㅂ 최신순", "431"),
        ("ㄴㄹㅂ ㅅㄱㅍ 최신순", "3"),
        ("요금 ㄴㄹㅂ 오래된순", "134"),
        ("ㅇㄱ 나룻배 최신순", "1"),
        ("요금 ㄷㅂㅅ 오래된순", "1234"),
        ("ㄴㄹㅂ ㄷㅂㅅ 오래된순", "134"),
    ],
)
def test_initials_are_put_in_order_as_well(typed: str, ids: str) -> None:
    found = Index(INITIALS).search(typed, stories=False)
    assert list(ids) == [hit.article.id[-1] for hit in found.hits]
