"""Queries as they are typed on phones: what looks like a day and is none, what is left out in words, whose articles."""

from __future__ import annotations

from datetime import date

import pytest

from bot.search.day_spans import read_span
from bot.search.filters import NO_FILTERS, Filters
from bot.search.query_language import read_query, write_query
from tests.search.test_query_table import NAMES, TODAY, F

# typed | words | filters
TABLE: list[tuple[str, str, Filters]] = [
    # versions, sections, addresses, events and fractions are no days
    ("갤럭시 25.3.1", "갤럭시 25.3.1", NO_FILTERS), ("버전 25.12.1 배포", "버전 25.12.1 배포", NO_FILTERS),
    ("iOS 26.1.2", "iOS 26.1.2", NO_FILTERS), ("v25.12.3", "v25.12.3", NO_FILTERS),
    ("파이썬 3.13.1", "파이썬 3.13.1", NO_FILTERS), ("25.3.1 항", "25.3.1 항", NO_FILTERS),
    ("3.1.2 항", "3.1.2 항", NO_FILTERS), ("서버 192.168.25.3 해킹", "서버 192.168.25.3 해킹", NO_FILTERS),
    ("펌웨어 25.3.1", "펌웨어 25.3.1", NO_FILTERS), ("규모 4.5 지진", "규모 4.5 지진", NO_FILTERS),
    ("금리 3.25 동결", "금리 3.25 동결", NO_FILTERS), ("평점 4.5", "평점 4.5", NO_FILTERS),
    ("5.18 기념식", "5.18 기념식", NO_FILTERS), ("9/11 테러", "9/11 테러", NO_FILTERS),
    ("12.3 계엄", "12.3 계엄", NO_FILTERS), ("3.1절 행사", "3.1절 행사", NO_FILTERS),
    ("12·3 비상계엄", "12·3 비상계엄", NO_FILTERS), ("2/3 찬성", "2/3 찬성", NO_FILTERS),
    ("3/4 분기 실적", "3/4 분기 실적", NO_FILTERS), ("24/7 운영", "24/7 운영", NO_FILTERS),
    ("12월 수출", "12월 수출", NO_FILTERS), ("작년 수출", "작년 수출", NO_FILTERS),
    # and these are
    ("나룻배 25.12.30", "나룻배", F(day=20251230)), ("25.12.30 나룻배", "나룻배", F(day=20251230)),
    ("나룻배 26.1.3", "나룻배", F(day=20260103)), ("나룻배 12.30", "나룻배", F(day=20251230)),
    ("1.3 나룻배", "나룻배", F(day=20260103)), ("나룻배 기사 어제꺼", "나룻배", F(day=20260106)),
    ("지난주것만 나룻배", "나룻배", F(since=20251229, until=20260104)),
    ("2026년 1월 3일자 나룻배", "나룻배", F(day=20260103)), ("ferry 3 days ago", "ferry", F(day=20260104)),
    ("ferry on Dec 30", "ferry", F(day=20251230)), ("최근일주일 나룻배", "나룻배", F(last_days=7)),
    # months, where what came out then is meant, of the year that is said
    ("24년 12월 기사", "", F(since=20241201, until=20241231)),
    ("’25년 12월 나룻배", "’25년 12월 나룻배", NO_FILTERS),
    ("나룻배 25년 12월 기사", "나룻배", F(since=20251201, until=20251231)),
    ("98년 12월 뉴스", "", F(since=19981201, until=19981231)),
    ("재작년 12월 뉴스", "", F(since=20241201, until=20241231)),
    ("지지난해 12월 나온 나룻배", "지지난해 12월 나온 나룻배", NO_FILTERS),
    ("지지난해 12월에 나온 나룻배", "나룻배", F(since=20241201, until=20241231)),
    ("지난 12월 기사", "", F(since=20251201, until=20251231)),
    ("올해 1월 기사", "", F(since=20260101, until=20260131)),
    ("12월 기사 한빛일보", "", F(publisher="한빛일보", since=20251201, until=20251231)),
    ("12월 기사 보여줘", "", F(since=20251201, until=20251231)),
    ("4월 기사 자격증", "4월 기사 자격증", NO_FILTERS), ("3월 보도 사진전", "3월 보도 사진전", NO_FILTERS),
    ("6월 보도 지침", "6월 보도 지침", NO_FILTERS), ("제13월 기사", "제13월 기사", NO_FILTERS),
    # their beginnings, middles and ends; years
    ("12월 초 기사", "", F(since=20251201, until=20251210)), ("기간:12월초", "", F(since=20251201, until=20251210)),
    ("나룻배 12월 말 기사", "나룻배", F(since=20251221, until=20251231)),
    ("12월 중순에 나온 나룻배", "나룻배", F(since=20251211, until=20251220)),
    ("기간:12월 말 나룻배", "나룻배", F(since=20251221, until=20251231)),
    ("12월 초 요금", "12월 초 요금", NO_FILTERS), ("12월 초등학교 기사", "12월 초등학교 기사", NO_FILTERS),
    ("나룻배 작년 기사", "나룻배", F(since=20250101, until=20251231)),
    ("2024년에 나온 나룻배", "나룻배", F(since=20240101, until=20241231)),
    ("2025년 예산", "2025년 예산", NO_FILTERS),
    # from a day on is not that day alone
    ("3일 전부터 나룻배", "나룻배", F(since=20260104)), ("사흘 전부터 나룻배", "나룻배", F(since=20260104)),
    ("열흘 전 나룻배", "나룻배", F(day=20251228)), ("2주 전부터 나룻배", "나룻배", F(since=20251224)),
    ("한 달 전부터 나룻배", "나룻배", F(since=20251207)), ("일주일 전 나룻배", "일주일 전 나룻배", NO_FILTERS),
    ("새해 첫날부터 나룻배", "나룻배", F(since=20260101)), ("1.3부터 나룻배", "나룻배", F(since=20260103)),
    ("1.3부터 1.5까지 나룻배", "나룻배", F(since=20260103, until=20260105)),
    # behind a word such figures measure it
    ("나룻배 1.3부터 1.5까지", "나룻배 1.3부터 1.5까지", NO_FILTERS),
    ("온도 1.3부터 1.5까지", "온도 1.3부터 1.5까지", NO_FILTERS),
    ("경쟁률 1.3부터 1.5까지", "경쟁률 1.3부터 1.5까지", NO_FILTERS),
    ("나룻배 2026.1.3부터 2026.1.5까지", "나룻배", F(since=20260103, until=20260105)),
    ("나룻배 1월 3일부터 1월 5일까지", "나룻배", F(since=20260103, until=20260105)),
    ("규모 3.1부터 3.5까지", "규모 3.1부터 3.5까지", NO_FILTERS), ("요금 1.3부터", "요금 1.3부터", NO_FILTERS),
    # days without their month are of this one, where they are over
    ("3일부터 5일까지 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("나룻배 3일~5일", "나룻배", F(since=20260103, until=20260105)), ("3일부터 나룻배", "나룻배", F(since=20260103)),
    ("3일 이후 나룻배", "나룻배", F(since=20260103)),
    # the word before says of which month, or that they are none
    ("지난달 3일부터 나룻배", "나룻배", F(since=20251203)),
    ("나룻배 지난달 30일부터 이달 3일까지", "나룻배", F(since=20251230, until=20260103)),
    ("지난달 3~5일 나룻배", "나룻배", F(since=20251203, until=20251205)),
    ("나룻배 지난달 3일", "나룻배", F(day=20251203)),
    ("이달 3일부터 나룻배", "나룻배", F(since=20260103)), ("나룻배 이번 달 3일 이후", "나룻배", F(since=20260103)),
    ("지난 3일부터 나룻배", "나룻배", F(since=20260103)), ("지난 20일부터 나룻배", "나룻배", F(since=20251220)),
    ("작년 11월 3일부터 5일까지 나룻배", "나룻배", F(since=20251103, until=20251105)),
    ("재작년 12월 3일부터 나룻배", "나룻배", F(since=20241203)),
    *((words, words, NO_FILTERS) for words in (
        "다음 달 1일부터 나룻배", "내달 3일부터 나룻배", "오는 3일부터 나룻배", "매달 5일부터 나룻배",
        "작년 3일부터 나룻배", "접종 3일 이후", "나룻배 3일 이후", "생후 3일부터", "주 4일부터 근무", "주 3일~5일 근무",
        "최소 3일부터 5일까지",
    )),
    ("어제랑 오늘 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("ferry in the last 2 weeks", "ferry", F(last_days=14)),
    ("20일부터 나룻배", "20일부터 나룻배", NO_FILTERS), ("20일~25일 나룻배", "20일~25일 나룻배", NO_FILTERS),
    # so long, and the last two days
    ("한 달간 나룻배", "나룻배", F(last_days=31)), ("나룻배 일주일 동안", "나룻배", F(last_days=7)),
    ("나룻배 한 달간 파업", "나룻배 한 달간 파업", NO_FILTERS),
    ("어제오늘 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("어제 오늘 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("어제오늘 일이 아니다", "어제오늘 일이 아니다", NO_FILTERS),
    ("어제 오늘 일 아니다", "어제 오늘 일 아니다", NO_FILTERS),
    ("어제 오늘의 일이 아닌", "어제 오늘의 일이 아닌", NO_FILTERS),
    ("어제 오늘 일본 지진", "일본 지진", F(since=20260106, until=20260107)),
    ("어제 오늘 일기예보", "일기예보", F(since=20260106, until=20260107)),
    # English
    ("ferry on Monday", "ferry", F(day=20260105)), ("ferry last Wednesday", "ferry", F(day=20251231)),
    ("ferry since Monday", "ferry", F(since=20260105)), ("ferry since 3 days ago", "ferry", F(since=20260104)),
    ("ferry from Monday to Wednesday", "ferry", F(since=20260105, until=20260107)),
    ("Black Friday ferry", "Black Friday ferry", NO_FILTERS),
    ("ferry last weekend", "ferry", F(since=20260103, until=20260104)),
    ("this weekend ferry", "ferry", F(since=20260103, until=20260104)),
    ("ferry last 3 months", "ferry", F(last_days=93)), ("the past 2 weeks ferry", "ferry", F(last_days=14)),
    # Christmas
    ("날짜:크리스마스", "", F(day=20251225)), ("날짜:성탄절 나룻배", "나룻배", F(day=20251225)),
    ("부터:성탄절 나룻배", "나룻배", F(since=20251225)), ("성탄절부터 나룻배", "나룻배", F(since=20251225)),
    ("크리스마스부터 1월 3일까지 나룻배", "나룻배", F(since=20251225, until=20260103)),
    ("기간:성탄절부터 1월 3일까지 나룻배", "나룻배", F(since=20251225, until=20260103)),
    ("성탄절", "성탄절", NO_FILTERS),
    # two numbers are a measure, or days
    ("3.1~4.2 규모 지진", "3.1~4.2 규모 지진", NO_FILTERS), ("1.5~2.5 배 증가", "1.5~2.5 배 증가", NO_FILTERS),
    ("1.5~2.5배 증가", "1.5~2.5배 증가", NO_FILTERS), ("1.5 ~ 2.5 %p 인상", "1.5 ~ 2.5 %p 인상", NO_FILTERS),
    ("1.1-1.2 버전", "1.1-1.2 버전", NO_FILTERS), ("1/2-2/3 지분", "1/2-2/3 지분", NO_FILTERS),
    ("지분 1/2~2/3 매각", "지분 1/2~2/3 매각", NO_FILTERS), ("1.5~2.5 도 상승", "1.5~2.5 도 상승", NO_FILTERS),
    ("1.5~2.5 m 파도", "1.5~2.5 m 파도", NO_FILTERS), ("3.5~4.5 점을 받은", "3.5~4.5 점을 받은", NO_FILTERS),
    ("규모 3.1~4.2", "규모 3.1~4.2", NO_FILTERS),
    ("1.3~1.5 도로 통제", "도로 통제", F(since=20260103, until=20260105)),
    ("1.3~1.5 점검", "점검", F(since=20260103, until=20260105)),
    ("1/3-1/5 나룻배 규모", "나룻배 규모", F(since=20260103, until=20260105)),
    ("1/3~1/5 회의", "회의", F(since=20260103, until=20260105)),
    ("10.1~10.5 인치 화면", "10.1~10.5 인치 화면", NO_FILTERS), ("9999년 12월 기사", "9999년 12월 기사", NO_FILTERS),
    # so many days from one on
    ("1월 3일부터 5일간 나룻배", "나룻배", F(since=20260103, until=20260107)),
    ("나룻배 1월 3일부터 이틀 동안", "나룻배", F(since=20260103, until=20260104)),
    ("2025년 12월 1일부터 2주간 나룻배", "나룻배", F(since=20251201, until=20251214)),
    ("12/1부터 일주일간 나룻배", "나룻배", F(since=20251201, until=20251207)),
    ("기간:1월 3일부터 5일간 나룻배", "나룻배", F(since=20260103, until=20260107)),
    # the year said once
    ("2026.1.3.~1.5. 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("나룻배 2026. 1. 3. ~ 2026. 1. 5.", "나룻배", F(since=20260103, until=20260105)),
    ("2025.12.30~1.2 나룻배", "나룻배", F(since=20251230, until=20260102)),
    ("2026.1.3 - 1.5 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("2026. 1. 3.(토) ~ 1. 5.(월) 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("1월 3일(토) 나룻배", "나룻배", F(day=20260103)),
    ("25.12.28.~30. 나룻배", "나룻배", F(since=20251228, until=20251230)),
    ("기간:2026.1.3.~1.5. 나룻배", "나룻배", F(since=20260103, until=20260105)),
    # with spaces within, behind a colon
    ("기간:어제부터 오늘까지 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("기간:어제 ~ 오늘 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("기간:월요일부터 오늘까지", "", F(since=20260105, until=20260107)),
    ("period:yesterday - today ferry", "ferry", F(since=20260106, until=20260107)),
    # what is left out, in words
    ("나룻배 말고 버스", "버스", F(without="나룻배")), ("나룻배 광고 빼고", "나룻배", F(without="광고")),
    ("나룻배 광고는 빼고", "나룻배", F(without="광고")), ("광고 제외하고 나룻배", "나룻배", F(without="광고")),
    ("세금 빼고 얼마", "세금 빼고 얼마", NO_FILTERS), ("바람 빼고 달린 타이어", "바람 빼고 달린 타이어", NO_FILTERS),
    ("이거 말고 다른거", "이거 말고 다른거", NO_FILTERS), ("광고 빼고", "광고 빼고", NO_FILTERS),
    ("부가세 과세 제외", "부가세 과세 제외", NO_FILTERS),
    # of a name in a filter as well
    ("제목:버스 제외 논란", "제외 논란", F(title="버스")),
    ("언론사:한빛일보 제외 기간:7일", "", F(not_publisher="한빛일보", last_days=7)),
    ("제목:버스 제외한 나룻배", "나룻배", F(not_title="버스")),
    # papers and reporters
    ("오늘자 한빛일보", "", F(publisher="한빛일보", day=20260107)),
    ("한빛일보 어제", "", F(publisher="한빛일보", day=20260106)),
    ("한빛일보 도하람 기자", "", F(publisher="한빛일보", author="도하람")),
    ("한빛일보 나루신문 기사", "", F(publisher=("한빛일보", "나루신문"))),
    ("ferry by 도하람", "ferry", F(author="도하람")), ("ferry fares from KBN", "ferry fares", F(publisher="KBN")),
    ("stand by me", "stand by me", NO_FILTERS),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "words", "filters"), TABLE, ids=[row[0] for row in TABLE])
def test_it_is_read_so_and_so_again_as_it_is_written(typed: str, words: str, filters: Filters) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, filters) == (asked.words, asked.filters)
    assert asked == read_query(write_query(asked), TODAY, NAMES.__getitem__)


@pytest.mark.parametrize(
    ("typed", "today", "since", "until"),
    [
        ("ferry from Monday to Wednesday", date(2026, 1, 5), date(2025, 12, 29), date(2025, 12, 31)),
        ("월요일부터 수요일까지 나룻배", date(2026, 1, 5), date(2025, 12, 29), date(2025, 12, 31)),
        ("월요일부터 수요일까지 나룻배", date(2026, 1, 6), date(2025, 12, 29), date(2025, 12, 31)),
        ("월요일부터 수요일까지 나룻배", date(2026, 1, 8), date(2026, 1, 5), date(2026, 1, 7)),
        ("수요일부터 월요일까지 나룻배", date(2026, 1, 7), date(2025, 12, 31), date(2026, 1, 5)),
        ("월요일부터 어제까지 나룻배", date(2026, 1, 5), date(2025, 12, 29), date(2026, 1, 4)),
        ("지난주 월요일부터 수요일까지 나룻배", date(2026, 1, 8), date(2025, 12, 29), date(2025, 12, 31)),
        ("수요일부터 오늘까지 나룻배", date(2026, 1, 5), date(2025, 12, 31), date(2026, 1, 5)),
    ],
)
def test_weekdays_are_those_before_the_last_that_is_said(
    typed: str, today: date, since: date, until: date
) -> None:
    span = read_span(typed, today)
    assert span is not None
    assert (since, until) == (span.first, span.last)


def test_the_table_is_long_enough() -> None:
    assert len({row[0] for row in TABLE}) >= 40
