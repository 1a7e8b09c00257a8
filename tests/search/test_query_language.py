"""What readers demand beside their words, read and applied."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.links import article_ids, normal
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.filters import Filters, has
from bot.search.query_language import Asked, read_query

FERRY = Article(
    "1", "나룻배 요금 인상", "한빛강 나룻배 요금이 오른다. 소버린 AI 안내도 생긴다.", publisher="한빛일보",
    authors=("도하람",), published=date(2026, 2, 3), category="사회", url="https://www.hanbit.example/a/1",
)  # fmt: skip
TRAM = Article(
    "2", "노면전차 착공", "노면전차와 나룻배를 잇는다. 요금은 나중에 정한다. 광고는 싣지 않는다.", publisher="나루신문",
    authors=("나은결",), published=date(2026, 3, 4), category="경제", url="https://news.naru.example/read?no=2",
)  # fmt: skip
NAVER = Article(
    "001_0000000012", "도서관 개관", "도서관이 문을 열었다. 나룻배 모형도 있다.", publisher="한빛일보",
    published=date(2026, 3, 10), url="https://n.news.naver.com/mnews/article/001/0000000012?sid=101",
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    return Index([FERRY, TRAM, NAVER])


def found(index: Index, text: str) -> set[str]:
    return {hit.article.id for hit in index.search(text, stories=False).hits}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("쿠팡 노조", Asked("쿠팡 노조")),
        ("쿠팡 -광고", Asked("쿠팡", Filters(without=("광고",)))),
        ('쿠팡 -"개인 정보"', Asked("쿠팡", Filters(without=("개인 정보",)))),
        ('"소버린 AI" 전략', Asked("전략", Filters(phrases=("소버린 AI",)))),
        ("“소버린 AI”", Asked("", Filters(phrases=("소버린 AI",)))),
        ("title:쿠팡", Asked("", Filters(title=("쿠팡",)))),
        ('제목:"소버린 AI" 언론사:한빛일보', Asked("", Filters(title=("소버린 AI",), publisher=("한빛일보",)))),
        ("쿠팡 기자:도하람 분류:경제", Asked("쿠팡", Filters(author=("도하람",), category=("경제",)))),
        ("쿠팡 from:2026-02 to:2026-02", Asked("쿠팡", Filters(since=date(2026, 2, 1), until=date(2026, 2, 28)))),
        ("쿠팡 부터:2026.2.3 까지:20260305", Asked("쿠팡", Filters(since=date(2026, 2, 3), until=date(2026, 3, 5)))),
        ("쿠팡 기간:2026", Asked("쿠팡", Filters(since=date(2026, 1, 1), until=date(2026, 12, 31)))),
        ("period:2026-01~2026-03 A", Asked("A", Filters(since=date(2026, 1, 1), until=date(2026, 3, 31)))),
        ("쿠팡 기간:7일", Asked("쿠팡", Filters(last_days=7))),
        ("쿠팡 period:2w", Asked("쿠팡", Filters(last_days=14))),
        ("쿠팡 기간:한달", Asked("쿠팡", Filters(last_days=31))),
        ("Publisher:KBS 파업", Asked("파업", Filters(publisher=("KBS",)))),
        ("titel:쿠팡", Asked("", Filters(title=("쿠팡",)))),
        # none of it
        ("나룻배: 요금 인상", Asked("나룻배: 요금 인상")),
        ("3:1 승리", Asked("3:1 승리")),
        ("영하 -5도 -3.5%", Asked("영하 -5도 -3.5%")),
        ("https://paper.example/a", Asked("https://paper.example/a")),
        ("한-미 정상", Asked("한-미 정상")),
        ("'홍'은 -", Asked("'홍'은 -")),
        ("가" * 201 + " -나", Asked("가" * 201 + " -나")),
        ("첫 줄\n-둘째 줄", Asked("첫 줄\n-둘째 줄")),
    ],
)  # fmt: skip
def test_a_query_is_read(text: str, asked: Asked) -> None:
    assert asked == read_query(text)


@pytest.mark.parametrize(
    "text", ["쿠팡 부터:어제쯤", "from:2026-13", "to:2026-02-30 쿠팡", "기간:가끔 쿠팡", "기간:0x7"]
)
def test_a_date_that_is_none_is_told_with_an_example(text: str) -> None:
    with pytest.raises(QueryError) as refused:
        read_query(text)
    assert "query.no_date" == refused.value.key


def test_only_what_to_leave_out_is_no_query() -> None:
    with pytest.raises(QueryError) as refused:
        read_query("-쿠팡")
    assert "query.only_without" == refused.value.key


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("나룻배", {"1", "2", "001_0000000012"}),
        ("나룻배 -광고", {"1", "001_0000000012"}),
        ("나룻배 -나룻배", set()),
        ('나룻배 "소버린 AI"', {"1"}),
        ('"AI 소버린"', set()),
        ("title:나룻배", {"1"}),
        ("제목:나룻배 요금", {"1"}),
        ("나룻배 언론사:한빛", {"1", "001_0000000012"}),
        ("언론사:나루신문", {"2"}),
        ("나룻배 기자:도하람", {"1"}),
        ("분류:경제", {"2"}),
        ("나룻배 from:2026-03", {"2", "001_0000000012"}),
        ("나룻배 to:2026-02-03", {"1"}),
        ("나룻배 기간:7일", {"2", "001_0000000012"}),
        ("기간:1일", {"001_0000000012"}),
        ("나룻배 기간:2025", set()),
        # however it is typed
        ("언론사:한빛신보", {"1", "001_0000000012"}),
        ("언론사:나루", {"2"}),
        ("언론사:ㅎㅂㅇㅂ", {"1", "001_0000000012"}),
        ("언론사:gksqlcdlfqh", {"1", "001_0000000012"}),
        ("언론사:한일", {"1", "001_0000000012"}),
        ("기자:도하란 나룻배", {"1"}),
        ("기자:ㄷㅎㄹ", {"1"}),
        ("나룻배 -언론사:한빛일보", {"2"}),
        ("제목:나릇배", {"1"}),
        ("제목:나룻배요금", {"1"}),
        ("제목:skfntqo", {"1"}),
        ("djsfhstk:나루신문", {"2"}),
        ("나룻배 -skfntqo", set()),
        ('"skfntqo" -소버린AI', {"2", "001_0000000012"}),
        ("나룻배 -한빛일보", {"2"}),
        ('나룻배 -"나루신문"', {"1", "001_0000000012"}),
        ("나룻배 -소버린AI", {"2", "001_0000000012"}),
        ("나루신문 기사", {"2"}),
        ("도하람 기자", {"1"}),
        ("분류:겅제", {"2"}),
    ],
)
def test_a_search_is_as_demanded(index: Index, text: str, ids: set[str]) -> None:
    assert ids == found(index, text)


def test_what_is_left_out_is_no_name_that_is_merely_like_it(index: Index) -> None:
    kept = index.search("나룻배 -언론사:한빛신보")
    assert found(index, "나룻배") == {hit.article.id for hit in kept.hits}
    assert (("한빛신보",), ()) == (kept.missing, kept.corrections)


def test_what_was_mended_and_what_is_not_there_is_told(index: Index) -> None:
    mended = index.search("publsher:한일 나릇배").corrections
    assert [("publsher:", "publisher:"), ("한일", "한빛일보"), ("나릇배", "나룻배")] == [
        (one.wrong, one.right) for one in mended
    ]
    assert ("해온통신",) == index.search("나룻배 언론사:해온통신").missing


def test_what_is_demanded_on_the_other_keyboard_is_mended_and_said(index: Index) -> None:
    results = index.search('"skfntqo" -rhkdrh')
    assert [("skfntqo", "나룻배"), ("rhkdrh", "광고")] == [
        (one.wrong, one.right) for one in results.corrections
    ]
    assert {"1", "001_0000000012"} == {hit.article.id for hit in results.hits}


def test_initials_beside_a_filter_find_what_it_accepts_behind_many_that_it_does_not() -> None:
    titles = [
        Article(str(at), "나룻배 요금", "배가 뜬다.", publisher="나루신문", published=date(2026, 3, 4))
        for at in range(120)
    ]
    index = Index([*titles, FERRY])
    assert [FERRY.id] == [
        hit.article.id for hit in index.search("언론사:한빛일보 ㄴㄹㅂ", stories=False).hits
    ]


def test_plain_words_are_words_again_where_nothing_is_as_they_say(index: Index) -> None:
    today = date(2026, 3, 11)
    dated = index.search("2월 3일 나룻배", today=today)
    assert ({"1"}, True, False) == ({hit.article.id for hit in dated.hits}, dated.plain, dated.dropped)
    dropped = index.search("3월 9일 나룻배", stories=False, today=today)
    assert (True, True, 3) == (dropped.plain, dropped.dropped, dropped.total)


def test_an_unknown_field_is_a_word_and_is_told(index: Index) -> None:
    results = index.search("속보:나룻배")
    assert ("속보",) == results.unknown
    assert results.hits


def test_the_newest_with_all_the_words_come_first(index: Index) -> None:
    hits = index.search("나룻배 요금", order="newest", stories=False).hits
    assert ["2", "1"] == [hit.article.id for hit in hits]


@pytest.mark.parametrize(
    ("link", "id"),
    [
        ("https://www.hanbit.example/a/1", "1"),
        ("http://hanbit.example/a/1/", "1"),
        ("https://m.hanbit.example/a/1?utm_source=kakao&utm_medium=share#comment", "1"),
        ("이 기사 보셨어요? https://hanbit.example/a/1", "1"),
        ("https://news.naru.example/read?utm_campaign=z&no=2", "2"),
        ("https://n.news.naver.com/article/001/0000000012", "001_0000000012"),
        ("https://n.news.naver.com/mnews/article/001/0000000012", "001_0000000012"),
        ("https://m.news.naver.com/read?oid=001&aid=0000000012", "001_0000000012"),
        ("https://news.naver.com/main/read.naver?mode=LSD&oid=001&aid=0000000012", "001_0000000012"),
        ("https://n.news.naver.com/mnews/article/comment/001/0000000012", "001_0000000012"),
    ],
)
def test_an_address_finds_its_article_however_it_is_written(index: Index, link: str, id: str) -> None:
    assert [id] == [hit.article.id for hit in index.search(link).hits]


def test_an_address_of_none_is_looked_for_with_the_words_beside_it(index: Index) -> None:
    assert "2" in found(index, "노면전차 https://elsewhere.example/9")


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/mnews/article/001/0000000012", "https://naver.com.evil.example/article/001/0000000012",
     "https://[::1", "https://news.naver.com/"],
)  # fmt: skip
def test_what_is_no_naver_address(link: str) -> None:
    assert () == article_ids(link)


def test_two_articles_have_two_addresses() -> None:
    assert normal("https://a.example/1") != normal("https://a.example/2")


@pytest.mark.parametrize(
    ("word", "text", "there"), [("ai", "said so", False), ("ai", "소버린 ai를", True), ("5", "15", False)]
)
def test_a_latin_word_is_met_whole(word: str, text: str, there: bool) -> None:
    assert there == has(word, text)


@given(st.text(max_size=220))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        asked = read_query(text)
    except QueryError:
        return
    assert isinstance(asked, Asked)
    normal(text)
