"""What is demanded in plain words: of titles, of what is left out, of papers beside a day, of weeks."""

from __future__ import annotations

from datetime import date

import pytest

from bot.search.filters import NO_FILTERS, Filters
from bot.search.query_language import LONGEST, read_query, write_query
from tests.search.test_query_table import NAMES, TODAY, F

# typed | words | filters
PLAIN: list[tuple[str, str, Filters]] = [
    # titles
    ("제목에 나룻배", "", F(title="나룻배")),
    ("제목만 나룻배", "", F(title="나룻배")),
    ("요금 제목에 나룻배", "요금", F(title="나룻배")),
    ("제목에 나룻배 요금", "요금", F(title="나룻배")),
    ("제목에 나룻배 들어간 것", "", F(title="나룻배")),
    ("제목에 나룻배가 들어간 것만", "", F(title="나룻배")),
    ("제목에 '나룻배' 들어간 것", "", F(title="나룻배")),
    ("제목에 '나룻배 요금' 있는 기사", "", F(title="나룻배 요금")),
    ("제목에 숨은 뜻", "제목에 숨은 뜻", NO_FILTERS),
    ("책 제목에 담긴 이야기", "책 제목에 담긴 이야기", NO_FILTERS),
    ("나룻배가 제목에 들어간 기사", "", F(title="나룻배")),
    ("제목이 나룻배인 기사", "", F(title="나룻배")),
    ("제목에 요금을 넣은 기사", "", F(title="요금")),
    ("제목에 '요금' 없는 나룻배", "나룻배", F(not_title="요금")),
    ("나룻배 제목에 “요금”이 안 들어간 것", "나룻배", F(not_title="요금")),
    ("제목에 요금과 인상이 들어간 기사", "", F(title=("요금", "인상"))),
    ("제목에 나룻배와 요금 포함된 것", "", F(title=("나룻배", "요금"))),
    ("제목에 나룻배 요금 있는 기사", "", F(title=("나룻배", "요금"))),
    ("제목에 나룻배와 요금", "", F(title=("나룻배", "요금"))),
    ("제목에 광고", "", F(title="광고")),
    ("제목만 대전", "", F(title="대전")),
    *((words, words, NO_FILTERS) for words in (
        "제목에 속지 마세요", "제목만 보고 판단하지 말자", "제목만 바꾼 기사", "제목에 낚였다", "제목만 봤어요",
        "제목만 보고 클릭", "제목에 담긴 뜻이 있는 시", "제목만 보고", "제목에 요금 올린다고 적었다",
        # what is left out by nobody
        "걱정 말고 여행", "포기하지 말고 도전", "doctors without borders", "life without parole",
        "Doctors without Borders",
    )),
    ("복지 말고 국방", "국방", F(without="복지")),
    ("\"새 제목에 '나룻배' 들어간 책\" 논란", "논란", F(phrases="새 제목에 '나룻배' 들어간 책")),
    ("“제목에 ‘요금’ 있는 글” 제목에 “나룻배” 들어간 것", "", F(phrases="제목에 ‘요금’ 있는 글", title="나룻배")),
    ("제목에 나룻배 들어가고 한빛일보 기사", "", F(title="나룻배", publisher="한빛일보")),
    ("제목에 요금 없는 나룻배", "나룻배", F(not_title="요금")),
    ("제목에 요금이 안 들어간 나룻배 기사", "나룻배", F(not_title="요금")),
    # what is left out
    ("요금 제외한 나룻배 기사", "나룻배", F(without="요금")),
    ("수도권 제외한 전국 한파", "수도권 제외한 전국 한파", NO_FILTERS),
    ("ferry not from KBN", "ferry", F(not_publisher="KBN")),
    ("도하람 기자 빼고 나룻배", "나룻배", F(not_author="도하람")),
    ("나룻배 도하람 기자는 제외하고", "나룻배", F(not_author="도하람")),
    ("나룻배 without 요금", "나룻배", F(without="요금")),
    ("ferry not KBN", "ferry", F(not_publisher="KBN")),
    ("ferry yesterday excluding KBN", "ferry", F(not_publisher="KBN", day=20260106)),
    ("doctors without KBNs", "doctors without KBNs", NO_FILTERS),
    ("나룻배 not 요금", "나룻배", F(without="요금")),
    ("ferry but not fares", "ferry", F(without="fares")),
    ("ferry excluding fares", "ferry", F(without="fares")),
    ("Life Without Parole", "Life Without Parole", NO_FILTERS),
    ("to be or not to be", "to be or not to be", NO_FILTERS),
    ("a long walk home without any shoes", "a long walk home without any shoes", NO_FILTERS),
    # papers and reporters
    ("2일자 한빛일보 나룻배", "나룻배", F(publisher="한빛일보", day=20260102)),
    ("어제자 한빛일보 나룻배", "나룻배", F(publisher="한빛일보", day=20260106)),
    ("한빛일보 1/3 나룻배 요금", "나룻배 요금", F(publisher="한빛일보", day=20260103)),
    ("나룻배 요금 어제 한빛일보", "나룻배 요금", F(publisher="한빛일보", day=20260106)),
    ("어제 한빛일보 파업", "한빛일보 파업", F(day=20260106)),
    ("지난주 나룻배 한빛일보", "나룻배", F(publisher="한빛일보", since=20251229, until=20260104)),
    ("어제 나룻배 요금 KBN", "나룻배 요금", F(publisher="KBN", day=20260106)),
    ("어제 나룻배 요금 올린 선장 KBN", "나룻배 요금 올린 선장 KBN", F(day=20260106)),
    ("강도윤 기자가 쓴 나룻배 기사", "나룻배", F(author="강도윤")),
    *((words, words, NO_FILTERS) for words in ("한국인 기자가 쓴 나룻배", "강도윤 기자가 본 나룻배")),
    ("한빛일보 도하람 기자 나룻배", "나룻배", F(publisher="한빛일보", author="도하람")),
    ("도하람 나은결 기자 나룻배", "나룻배", F(author=("도하람", "나은결"))),
    ("도하람 기자가 쓴 것만", "", F(author="도하람")),
    ("나룻배 한빛일보 거", "나룻배", F(publisher="한빛일보")),
    ("나룻배 기사 중에 한빛일보 거 어제 것만", "나룻배", F(publisher="한빛일보", day=20260106)),
    ("한빛일보 사설", "사설", F(publisher="한빛일보")),
    ("한빛일보 사설 논란", "한빛일보 사설 논란", NO_FILTERS),
    ("KBN articles from last month about fares", "fares", F(publisher="KBN", since=20251201, until=20251231)),
    ("속보 한빛일보", "속보", F(publisher="한빛일보")),
    ("언론사:한빛일보 기사", "", F(publisher="한빛일보")),
    # names of filters that are mistyped, before what they name here
    ("매채:한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("기자아:도하람 나룻배", "나룻배", F(author="도하람")),
    ("매채:없는신문 나룻배", "매채:없는신문 나룻배", NO_FILTERS),
    ("언론사 : 한빛일보 , 나루신문 나룻배", "나룻배", F(publisher=("한빛일보", "나루신문"))),
    ("언론사:한빛일보 , 나룻배", "나룻배", F(publisher="한빛일보")),
    # days
    ("12월 기사 어제", "", F(day=20260106)),
    ("이번 주 기사 어제", "", F(day=20260106)),
    ("the day before yesterday ferry", "ferry", F(day=20260105)),
    ("주말에 나온 나룻배 기사", "나룻배", F(since=20260103, until=20260104)),
    ("주말에 가볼 만한 곳", "주말에 가볼 만한 곳", NO_FILTERS),
    ("올해 나온 나룻배 기사", "나룻배", F(since=20260101, until=20261231)),
    ("올해 나온 나룻배", "올해 나온 나룻배", NO_FILTERS),
    ("1월 첫째 주 기사", "", F(since=20260101, until=20260104)),
    ("12월 마지막 주에 나온 나룻배 기사", "나룻배", F(since=20251229, until=20251231)),
    ("기간:1월 첫째 주 나룻배", "나룻배", F(since=20260101, until=20260104)),
    ("기간:2025년 12월 마지막 주", "", F(since=20251229, until=20251231)),
    ("기간:12월둘째주", "", F(since=20251208, until=20251214)),
    ("12월 마지막 주 아파트값", "12월 마지막 주 아파트값", NO_FILTERS),
    ("지난 화요일부터 목요일까지 나룻배", "나룻배", F(since=20251230, until=20260101)),
    ("1월 1일부터 지금까지 나룻배", "나룻배", F(since=20260101)),
    ("ferry since christmas", "ferry", F(since=20251225)),
    ("기간:올 1월 나룻배", "나룻배", F(since=20260101, until=20260131)),
    ("기간:작년 3월", "", F(since=20250301, until=20250331)),
    ("12월 마지막 날 타종", "타종", F(day=20251231)),
    ("1월 마지막 날 기사", "", F(day=20250131)),
    ("기간:2025년 나룻배", "나룻배", F(since=20250101, until=20251231)),
    ("기간:1998년 나룻배", "나룻배", F(since=19980101, until=19981231)),
    ("기간:200년 나룻배", "나룻배", Filters(last_days=36_600)),
    ("기간:2000일 나룻배", "나룻배", Filters(last_days=2_000)),
    ("작년 12월 나룻배", "나룻배", F(since=20251201, until=20251231)),
    ("나룻배 선착장 지난해 3월", "나룻배 선착장", F(since=20250301, until=20250331)),
    ("2024년 5월 나룻배", "나룻배", F(since=20240501, until=20240531)),
    ("작년 12월 나룻배 수출", "작년 12월 나룻배 수출", NO_FILTERS),  # counted by the month, and told later
    ("작년 12월 마지막 주 나룻배", "작년 12월 마지막 주 나룻배", NO_FILTERS),
    ("작년 12월 나룻배 선착장에서 일어난 일", "작년 12월 나룻배 선착장에서 일어난 일", NO_FILTERS),
    # what is said to whoever searches
    ("나룻배 요금 좀 찾아줘ㅋㅋ", "나룻배 요금", NO_FILTERS),
    ("나룻배 알려 주세요~", "나룻배", NO_FILTERS),
    ("나룻배ㅠㅠ 요금ㅋㅋㅋ", "나룻배 요금", NO_FILTERS),
    ("나룻배좀 보여줘", "나룻배", NO_FILTERS),
    ("나룻배 요금 기사만", "나룻배 요금", NO_FILTERS),
    ("12월 기사만 보여줘", "", F(since=20251201, until=20251231)),
    ("ferry fares please", "ferry fares", NO_FILTERS),
    ("나룻배를 타요!", "나룻배를 타요!", NO_FILTERS),
    ("찾아줘", "찾아줘", NO_FILTERS),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "words", "filters"), PLAIN, ids=[row[0] for row in PLAIN])
def test_it_is_read_so_and_what_is_written_is_read_the_same(typed: str, words: str, filters: Filters) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, filters) == (asked.words, asked.filters)
    assert asked == read_query(write_query(asked), TODAY, NAMES.__getitem__)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2025, 2, 10), date(2024, 2, 29)),
        (date(2028, 2, 10), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 3, 1), date(2024, 2, 29)),
    ],
)
def test_the_last_day_of_february_is_that_of_its_year(today: date, last: date) -> None:
    assert Filters(since=last, until=last) == read_query("2월 마지막 날 기사", today).filters


@pytest.mark.parametrize("said", ["오래된순", "어제", "언론사:한빛일보"])
def test_what_a_query_says_holds_up_to_its_longest(said: str) -> None:
    words = "나룻배 " * LONGEST
    for length in range(LONGEST - 10, LONGEST + 1):
        asked = read_query(f"{said} {words[: length - len(said) - 1]}".strip(), TODAY, NAMES.__getitem__)
        assert asked.order or asked.filters
        assert said not in asked.words


@pytest.mark.parametrize(
    ("typed", "words", "unread", "filters"),
    [
        ("2월 30일 나룻배", "나룻배", ("none", "2월 30일"), NO_FILTERS),
        ("나룻배 요금 13월 2일", "나룻배 요금", ("none", "13월 2일"), NO_FILTERS),
        ("2025-13-02 나룻배", "나룻배", ("none", "2025-13-02"), NO_FILTERS),
        ("2025년 2월 29일 나룻배", "나룻배", ("none", "2025년 2월 29일"), NO_FILTERS),
        ("내일 나룻배 기사", "나룻배", ("ahead", "내일"), NO_FILTERS),
        ("2026-03-01 나룻배", "나룻배", ("ahead", "2026-03-01"), NO_FILTERS),
        ("나룻배 내일 기사", "나룻배", ("ahead", "내일"), NO_FILTERS),
        ("2030년 기사 나룻배", "나룻배", ("ahead", "2030년"), NO_FILTERS),
        ("나룻배 다음 달 기사", "나룻배", ("ahead", "다음 달"), NO_FILTERS),
        ("ferry Feb 30", "ferry", ("none", "Feb 30"), NO_FILTERS),
        ("ferry on 31 April 2025", "ferry", ("none", "31 April 2025"), NO_FILTERS),
        ("내년 요금 기사", "내년 요금 기사", None, NO_FILTERS),
        ("2030년 기사 시험", "2030년 기사 시험", None, NO_FILTERS),
        ("2025년 기사 나룻배", "2025년 기사 나룻배", None, NO_FILTERS),
        ("1/5부터 1/2까지 나룻배", "나룻배", ("turned", "1/5부터 1/2까지"), F(since=20260102, until=20260105)),
        ("1월 2일부터 1월 5일까지 나룻배", "나룻배", None, F(since=20260102, until=20260105)),
        ("나룻배 첫 취항 기념 공연 2026-03-01", "나룻배 첫 취항 기념 공연", None, F(day=20260301)),
        ("내일 날씨", "내일 날씨", None, NO_FILTERS),
        ("2월 30일", "2월 30일", None, NO_FILTERS),
        ("2024년 2월 29일 나룻배", "나룻배", None, F(day=20240229)),
    ],
)  # fmt: skip
def test_days_that_are_none_are_told(
    typed: str, words: str, unread: tuple[str, str] | None, filters: Filters
) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, unread, filters) == (asked.words, asked.unread, asked.filters)
    assert asked == read_query(write_query(asked), TODAY, NAMES.__getitem__)
