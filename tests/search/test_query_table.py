"""The query language as a table: what people type, and what it is read as; and that a reading can be written."""

from __future__ import annotations

from datetime import date, timedelta
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import QueryError
from bot.search.filter_names import FILTERS, likely_filter
from bot.search.filters import NO_FILTERS, Filters
from bot.search.names import Known, NameKind, by_letters
from bot.search.query_language import Asked, read_query, write_query

TODAY = date(2026, 1, 7)  # a Wednesday
NAMES: dict[NameKind, Known] = {
    "publisher": by_letters(["한빛일보", "나루신문", "해온뉴스", "물결경제", "KBN", "물결TV"]),
    "author": by_letters(["도하람", "나은결"]),
    "category": by_letters(["경제", "사회"]),
}


def F(**demanded: object) -> Filters:
    """Filters; a word alone stands for one, `day` for that one day."""
    if day := demanded.pop("day", None):
        demanded |= {"since": day, "until": day}
    values = {
        name: (value,)
        if isinstance(value, str)
        else at(value)
        if isinstance(value, int) and value > 999
        else value
        for name, value in demanded.items()
    }
    return Filters(**values)  # type: ignore[arg-type]


def at(number: int) -> date:
    """20260103 -> 3 January 2026."""
    return date(number // 10000, number // 100 % 100, number % 100)


# typed | words | filters
TABLE: list[tuple[str, str, Filters]] = [
    # as thumbs type them
    ("1월3일나룻배", "나룻배", F(day=20260103)),
    ("어제나룻배", "나룻배", F(day=20260106)),
    ("어제의용사들", "어제의용사들", NO_FILTERS),
    ("부터 12월 30일 나룻배", "나룻배", F(since=20251230)),
    ("나룻배 까지 1월 3일", "나룻배", F(until=20260103)),
    ("나룻배 25.12.30.", "나룻배", F(day=20251230)),
    ("나룻배 날짜:251230", "나룻배", F(day=20251230)),
    ("부터:25.12.30 나룻배", "나룻배", F(since=20251230)),
    ("기간 7일 나룻배", "나룻배", F(last_days=7)),
    ("나룻배 최근 2주", "나룻배", F(last_days=14)),
    ("최근 한 달 나룻배", "나룻배", F(last_days=31)),
    ("언론사 한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("나룻배 매체 나루신문", "나룻배", F(publisher="나루신문")),
    ("기자 도하람", "", F(author="도하람")),
    ("언론사 탄압", "언론사 탄압", NO_FILTERS),
    ("ferry Dec 10", "ferry", F(day=20251210)),
    ("ferry 10 December 2025", "ferry", F(day=20251210)),
    ("ferry from:Dec 10", "ferry", F(since=20251210)),
    ("ferry from:10 December 2025 to:Jan 3, 2026", "ferry", F(since=20251210, until=20260103)),
    ("ferry since December 10", "ferry", F(since=20251210)),
    ("ferry from Dec 10 to Jan 3", "ferry", F(since=20251210, until=20260103)),
    ("ferry before yesterday", "ferry", F(until=20260106)),
    ("3일간 파업", "3일간 파업", NO_FILTERS),
    # plain words
    ("나룻배", "나룻배", NO_FILTERS),
    ("나룻배 요금", "나룻배 요금", NO_FILTERS),
    ("한빛시 나룻배 요금 인상", "한빛시 나룻배 요금 인상", NO_FILTERS),
    ("ferry fares", "ferry fares", NO_FILTERS),
    ("나룻배: 요금 인상", "나룻배: 요금 인상", NO_FILTERS),
    ("3:1 승리", "3:1 승리", NO_FILTERS),
    ("영하 -5도", "영하 -5도", NO_FILTERS),
    ("한-미 정상", "한-미 정상", NO_FILTERS),
    ("https://paper.example/a", "https://paper.example/a", NO_FILTERS),
    ("나룻배 - 요금", "나룻배 - 요금", NO_FILTERS),
    ("ㄴㄹㅂ", "ㄴㄹㅂ", NO_FILTERS),
    ("sk fntqo", "sk fntqo", NO_FILTERS),
    ("10:30 발표", "10:30 발표", NO_FILTERS),
    ("기간: 요금 인상", "기간: 요금 인상", NO_FILTERS),
    ("13월 3일", "13월 3일", NO_FILTERS),
    ("2월 30일 나룻배", "나룻배", NO_FILTERS),
    # phrases and what is left out
    ('"소버린 AI"', "", F(phrases="소버린 AI")),
    ("“소버린 AI” 전략", "전략", F(phrases="소버린 AI")),
    ('"가나" "다라"', "", F(phrases=("가나", "다라"))),
    ('"가나', '"가나', NO_FILTERS),
    ("나룻배 -광고", "나룻배", F(without="광고")),
    ("나룻배 −광고", "나룻배", F(without="광고")),
    ("나룻배 -광고 -부고", "나룻배", F(without=("광고", "부고"))),
    ('나룻배 -"개인 정보"', "나룻배", F(without="개인 정보")),
    ("-광고 나룻배", "나룻배", F(without="광고")),
    # papers
    ("언론사:한빛일보", "", F(publisher="한빛일보")),
    ("매체:한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("신문사:한빛일보", "", F(publisher="한빛일보")),
    ("나룻배 언론사:한빛일보", "나룻배", F(publisher="한빛일보")),
    ("언론사：한빛일보", "", F(publisher="한빛일보")),
    ("언론사: 한빛일보", "", F(publisher="한빛일보")),
    ("언론사:한빛일보,나루신문", "", F(publisher=("한빛일보", "나루신문"))),
    ('언론사:"물결 TV"', "", F(publisher="물결 TV")),
    ("publisher:KBN strike", "strike", F(publisher="KBN")),
    ("Publisher:KBN", "", F(publisher="KBN")),
    ("source:KBN ferry", "ferry", F(publisher="KBN")),
    ("paper:KBN", "", F(publisher="KBN")),
    ("파업 -언론사:KBN", "파업", F(not_publisher="KBN")),
    ("언론사:한빛일보 언론사:KBN", "", F(publisher=("한빛일보", "KBN"))),
    # authors, sections, titles
    ("기자:도하람", "", F(author="도하람")),
    ("reporter:도하람 나룻배", "나룻배", F(author="도하람")),
    ("by:도하람", "", F(author="도하람")),
    ("author:도하람", "", F(author="도하람")),
    ("나룻배 -기자:도하람", "나룻배", F(not_author="도하람")),
    ("분류:경제", "", F(category="경제")),
    ("분야:경제 금리", "금리", F(category="경제")),
    ("section:경제", "", F(category="경제")),
    ("섹션:경제", "", F(category="경제")),
    ("category:economy", "", F(category="economy")),
    ("제목:클라우드", "", F(title="클라우드")),
    ("title:cloud", "", F(title="cloud")),
    ("headline:cloud", "", F(title="cloud")),
    ('제목:"소버린 AI"', "", F(title="소버린 AI")),
    ("제목:클라우드 제목:AI", "", F(title=("클라우드", "AI"))),
    ("나룻배 -제목:광고", "나룻배", F(not_title="광고")),
    # names of filters with a slip, or on the other keyboard
    ("titel:클라우드", "", F(title="클라우드")),
    ("publsher:KBN", "", F(publisher="KBN")),
    ("djsfhstk:한빛일보", "", F(publisher="한빛일보")),
    ("언론시:한빛일보", "", F(publisher="한빛일보")),
    ("ㅅㅑ시ㄷ:cloud", "", F(title="cloud")),
    # days
    ("부터:2025-12-01", "", F(since=20251201)),
    ("까지:2026-01-03", "", F(until=20260103)),
    ("나룻배 부터:2025-12-01 까지:2026-01-03", "나룻배", F(since=20251201, until=20260103)),
    ("from:2026-01 to:2026-01", "", F(since=20260101, until=20260131)),
    ("부터:2026.1.3", "", F(since=20260103)),
    ("부터:2026/1/3", "", F(since=20260103)),
    ("부터:20260103", "", F(since=20260103)),
    ("부터:2026년1월3일", "", F(since=20260103)),
    ("부터:2026년 1월 3일 나룻배", "나룻배", F(since=20260103)),
    ("부터:1월 3일 나룻배", "나룻배", F(since=20260103)),
    ("부터:1/3", "", F(since=20260103)),
    ("부터:어제", "", F(since=20260106)),
    ("부터:지난주", "", F(since=20251229)),
    ("부터:3일전", "", F(since=20260104)),
    ("since:yesterday", "", F(since=20260106)),
    ("after:2026-01-01 before:2026-01-05", "", F(since=20260101, until=20260105)),
    ("이후:2026 나룻배", "나룻배", F(since=20260101)),
    ("부터:12월", "", F(since=20251201)),
    ("기간:7일", "", F(last_days=7)),
    ("나룻배 기간:7일", "나룻배", F(last_days=7)),
    ("기간:2주", "", F(last_days=14)),
    ("기간:3개월", "", F(last_days=93)),
    ("기간:한달", "", F(last_days=31)),
    ("기간:일주일", "", F(last_days=7)),
    ("기간:1년", "", F(last_days=365)),
    ("period:7d", "", F(last_days=7)),
    ("period:2w ferry", "ferry", F(last_days=14)),
    ("within:3 days", "", F(last_days=3)),
    ("기간:최근 3일", "", F(last_days=3)),
    ("기간:2026", "", F(since=20260101, until=20261231)),
    ("기간:2026-01", "", F(since=20260101, until=20260131)),
    ("기간:2025-12~2026-01", "", F(since=20251201, until=20260131)),
    ("기간:2025-12-30..2026-01-02", "", F(since=20251230, until=20260102)),
    ("기간:12/30~1/2", "", F(since=20251230, until=20260102)),
    ("기간:어제", "", F(day=20260106)),
    ("기간:지난 주", "", F(since=20251229, until=20260104)),
    ("기간:1월", "", F(since=20260101, until=20260131)),
    # days in plain words
    ("어제 나룻배", "나룻배", F(day=20260106)),
    ("나룻배 어제", "나룻배", F(day=20260106)),
    ("오늘 나룻배", "나룻배", F(day=20260107)),
    ("그제 나룻배", "나룻배", F(day=20260105)),
    ("지난주 나룻배", "나룻배", F(since=20251229, until=20260104)),
    ("이번 주 나룻배", "나룻배", F(since=20260105, until=20260111)),
    ("1월 3일 나룻배", "나룻배", F(day=20260103)),
    ("1월 13일 나룻배", "나룻배", F(day=20250113)),
    ("12월 30일 나룻배", "나룻배", F(day=20251230)),
    ("12/30 나룻배", "나룻배", F(day=20251230)),
    ("2025년 12월 30일 나룻배", "나룻배", F(day=20251230)),
    ("2025-12-30 나룻배", "나룻배", F(day=20251230)),
    ("최근 3일 나룻배", "나룻배", F(since=20260105, until=20260107)),
    ("3일 전 나룻배", "나룻배", F(day=20260104)),
    ("지난달 나룻배", "나룻배", F(since=20251201, until=20251231)),
    ("월요일 나룻배", "나룻배", F(day=20260105)),
    ("yesterday ferry", "ferry", F(day=20260106)),
    ("ferry last week", "ferry", F(since=20251229, until=20260104)),
    ("어제 기사", "", F(day=20260106)),
    ("어제제 나룻배", "어제제 나룻배", NO_FILTERS),
    # papers and authors in plain words
    ("한빛일보 기사", "", F(publisher="한빛일보")),
    ("한빛일보 나룻배 기사", "나룻배", F(publisher="한빛일보")),
    ("나룻배 한빛일보 기사", "나룻배", F(publisher="한빛일보")),
    ("한빛일보에서 나온 나룻배", "나룻배", F(publisher="한빛일보")),
    ("한빛일보가 보도한 나룻배", "나룻배", F(publisher="한빛일보")),
    ("해온 뉴스 기사", "", F(publisher="해온뉴스")),
    ("KBN 뉴스", "", F(publisher="KBN")),
    ("한빛일보 파업", "한빛일보 파업", NO_FILTERS),
    ("물결경제 성장률", "물결경제 성장률", NO_FILTERS),
    ("도하람 기자", "", F(author="도하람")),
    ("도하람 기자 나룻배", "나룻배", F(author="도하람")),
    ("도하람기자가 쓴 나룻배 기사", "나룻배", F(author="도하람")),
    ("강도윤 기자 폭행", "강도윤 기자 폭행", NO_FILTERS),
    # all of it together
    ("어제 한빛일보 나룻배 기사", "나룻배", F(publisher="한빛일보", day=20260106)),
    ("어제 도하람 기자 기사", "", F(author="도하람", day=20260106)),
    ("나룻배 -광고 언론사:한빛일보 기간:7일", "나룻배", F(without="광고", publisher="한빛일보", last_days=7)),
    ('"소버린 AI" 기자:도하람 부터:2026-01-01', "", F(phrases="소버린 AI", author="도하람", since=20260101)),
    ("어제 나룻배 언론사:한빛일보", "나룻배", F(publisher="한빛일보", day=20260106)),
    ("부터:2026-01-01 어제 나룻배", "어제 나룻배", F(since=20260101)),
    # filters as thumbs type them
    ("언론사: 한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("언론사 :한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("언론사 : 한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("언론사=한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("언론사;한빛일보", "", F(publisher="한빛일보")),
    ("기간;7일", "", F(last_days=7)),
    ("기간; 요금 인상", "기간; 요금 인상", NO_FILTERS),
    ("Publisher : KBN strike", "strike", F(publisher="KBN")),
    ("어론사:한빛일보 titel:요금", "", F(publisher="한빛일보", title="요금")),
    ("언룐사:한빛일보", "", F(publisher="한빛일보")),
    ("언론사:한빛일보, 나루신문 나룻배", "나룻배", F(publisher=("한빛일보", "나루신문"))),
    ("언론사:한빛일보,나루신문, KBN 나룻배", "나룻배", F(publisher=("한빛일보", "나루신문", "KBN"))),
    ("언론사:한빛일보/나루신문", "", F(publisher=("한빛일보", "나루신문"))),
    ("나룻배 -언론사:한빛일보,KBN", "나룻배", F(not_publisher=("한빛일보", "KBN"))),
    ("신문:한빛일보", "", F(publisher="한빛일보")),
    ("출처:한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("papers:KBN", "", F(publisher="KBN")),
    ("from:KBN strike", "strike", F(publisher="KBN")),
    ("from:한빛일보 from:2026-01-03", "", F(publisher="한빛일보", since=20260103)),
    ("기자:도하람 기자 나룻배", "나룻배", F(author="도하람")),
    ("기자:도하람기자", "", F(author="도하람")),
    ("기자: 도하람", "", F(author="도하람")),
    ("저자:도하람", "", F(author="도하람")),
    ("카테고리:경제 금리", "금리", F(category="경제")),
    ('언론사:"한빛', "", F(publisher="한빛")),
    ('paper:"KBN', "", F(publisher="KBN")),
    ('제목:"클라우드 요금', "", F(title="클라우드 요금")),
    ('나룻배 -"개인 정보', "나룻배", F(without="개인 정보")),
    ('나룻배 "요금', '나룻배 "요금', NO_FILTERS),
    ('나룻배 요금"', '나룻배 요금"', NO_FILTERS),
    ('"', '"', NO_FILTERS),
    ('""', '""', NO_FILTERS),
    ("-", "-", NO_FILTERS),
    ("- -", "- -", NO_FILTERS),
    ("나룻배 -", "나룻배 -", NO_FILTERS),
    ("나룻배 --광고", "나룻배 --광고", NO_FILTERS),
    ("나룻배 -광고,부고", "나룻배", F(without=("광고", "부고"))),
    ("나룻배 제외:광고", "나룻배", F(without="광고")),
    ("ferry not:fares", "ferry", F(without="fares")),
    ("나룻배 NOT 광고", "나룻배", F(without="광고")),
    ("TRUE OR NOT TRUE", "TRUE OR NOT TRUE", NO_FILTERS),
    ("언론사:,", "언론사:,", NO_FILTERS),
    ("언론사:한빛일보 기자:", "", F(publisher="한빛일보")),
    ("언론사:한빛일보 제목:요금 -광고 기간:7", "", F(publisher="한빛일보", title="요금", without="광고", last_days=7)),
    ("기간: 일주일 나룻배", "나룻배", F(last_days=7)),
    ("기간:일주일간", "", F(last_days=7)),
    ("기간:한 달 나룻배", "나룻배", F(last_days=31)),
    ("기간:두달", "", F(last_days=62)),
    ("기간:7", "", F(last_days=7)),
    ("기간:열흘", "", F(last_days=10)),
    ("기간:24시간", "", F(last_days=2)),
    ("period:48h", "", F(last_days=3)),
    ("기간:작년", "", F(since=20250101, until=20251231)),
    ("기간:올해", "", F(since=20260101, until=20261231)),
    ("날짜:어제", "", F(day=20260106)),
    ("날짜:2026-01-03 나룻배", "나룻배", F(day=20260103)),
    ("date:yesterday", "", F(day=20260106)),
    # stretches of days in plain words
    ("1월 3일부터 나룻배", "나룻배", F(since=20260103)),
    ("1월 3일 이후 나룻배", "나룻배", F(since=20260103)),
    ("1월 3일까지 나룻배", "나룻배", F(until=20260103)),
    ("1월 3일부터 1월 5일까지 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("1월 5일부터 1월 3일까지 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("12월 30일부터 1월 2일까지 나룻배", "나룻배", F(since=20251230, until=20260102)),
    ("1월3일~1월5일 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("나룻배 12/30~1/2", "나룻배", F(since=20251230, until=20260102)),
    ("어제부터 오늘까지 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("지난주부터 나룻배", "나룻배", F(since=20251229)),
    ("2월 30일부터 나룻배", "나룻배", NO_FILTERS),
    ("지난 금요일 나룻배", "나룻배", F(day=20260102)),
    ("last 7 days ferry", "ferry", F(since=20260101, until=20260107)),
    ("past week ferry", "ferry", F(since=20260101, until=20260107)),
    ("this month ferry", "ferry", F(since=20260101, until=20260131)),
    ("last month ferry", "ferry", F(since=20251201, until=20251231)),
    ("나룻배 기간 7일", "나룻배", F(last_days=7)), ("복무 기간 18개월", "복무 기간 18개월", F()),
    ("최근 세 주 예산", "최근 세 주 예산", F()), ("어제처럼 추운", "어제처럼 추운", F()),
    ("지난달말까지 나룻배", "지난달말까지 나룻배", F()),
    ("the day before yesterday", "", F(day=20260105)),
    ("나룻배 NOT 광고", "나룻배", F(without=("광고",))), ('제목:"나룻배 NOT 광고"', "", F(title=("나룻배 NOT 광고",))),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "words", "filters"), TABLE, ids=[row[0] for row in TABLE])
def test_it_is_read_so(typed: str, words: str, filters: Filters) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, filters) == (asked.words, asked.filters)


def test_the_table_is_long_enough() -> None:
    assert len({row[0] for row in TABLE}) >= 200


@pytest.mark.parametrize(("typed", "name", "likely"), [
    ("속보:나룻배", "속보", None), ("기사:도하람", "기사", "기자"), ("메체:한빛일보", "메체", "매체"),
    ("화제:나룻배", "화제", None), ("gija:도하람", "gija", None),
])  # fmt: skip
def test_an_unknown_filter_stays_among_the_words_and_one_that_is_near_is_proposed(
    typed: str, name: str, likely: str | None
) -> None:
    asked = read_query(typed, TODAY)
    if not asked.filters:
        assert (name,) == asked.unknown
        assert typed == asked.words
        assert likely == likely_filter(name)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("나룻배 부터:곧", "query.no_date"),
        ("from:2026-13", "query.no_date"),
        ("to:2026-02-30", "query.no_date"),
        ("기간:가끔", "query.no_date"),
        ("언론사:", "query.no_value"),
        ("from: 기간:", "query.no_value"),
        ("부터:2026-02 까지:2026-01", "query.days_reversed"),
        ("나룻배 -기간:7일", "query.no_days_without"),
        ("-나룻배", "query.only_without"),
        ("-언론사:한빛일보", "query.only_without"),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, key: str) -> None:
    with pytest.raises(QueryError) as refused:
        read_query(typed, TODAY, NAMES.__getitem__)
    assert key == refused.value.key


_PIECES = '언론사: - " “ : − 어제 지난 주 1월 3일 한빛일보 기사 도하람 기자 나룻배 쓴 에서 titel: 속보: , / ~'.split()
PIECES = st.sampled_from(
    [
        *"= ; NOT AND OR 부터 까지 이후".split(),
        '기자:"',
        *(row[0] for row in TABLE),
        *(f"{name}:" for name in FILTERS),
        *_PIECES,
        " ",
        "\u200b",
    ]
)
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=10).map("".join),
)


@settings(max_examples=400)
@given(TYPED, st.sampled_from(["ko", "en"]), st.booleans())
def test_any_string_is_read_and_what_is_written_is_read_the_same(
    typed: str, language: str, knows: bool
) -> None:
    known = NAMES.__getitem__ if knows else None
    try:
        asked = read_query(typed, TODAY, known)
    except QueryError:
        return
    written = write_query(asked, language)  # type: ignore[arg-type]
    assert asked == read_query(written, TODAY, known), written


FREE = st.text(max_size=12).map(
    lambda word: " ".join(normalize("NFC", word).replace('"', "").split())
)  # what is read is NFC
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.lists(FREE.filter(bool), max_size=2), DAYS, st.none() | st.integers(1, 999), st.integers(0, 400))
def test_days_and_names_are_written_so_that_they_are_read(
    papers: list[str], since: date | None, last: int | None, length: int
) -> None:
    names = tuple(dict.fromkeys(by_letters(papers).values()))
    until = since + timedelta(days=length) if since else None
    asked = Asked("나룻배", Filters(publisher=names, since=since, until=until, last_days=last))
    if any(mark in name for name in names for mark in "“”„‟＂"):
        return
    if since or last or names:
        assert asked == read_query(write_query(asked), TODAY)
