"""Queries as they are typed on phones: what looks like a day and is none, what is left out in words, whose articles."""

from __future__ import annotations

import pytest

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
    # what is left out, in words
    ("나룻배 말고 버스", "버스", F(without="나룻배")), ("나룻배 광고 빼고", "나룻배", F(without="광고")),
    ("나룻배 광고는 빼고", "나룻배", F(without="광고")), ("광고 제외하고 나룻배", "나룻배", F(without="광고")),
    ("세금 빼고 얼마", "세금 빼고 얼마", NO_FILTERS), ("바람 빼고 달린 타이어", "바람 빼고 달린 타이어", NO_FILTERS),
    ("이거 말고 다른거", "이거 말고 다른거", NO_FILTERS), ("광고 빼고", "광고 빼고", NO_FILTERS),
    ("부가세 과세 제외", "부가세 과세 제외", NO_FILTERS),
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


def test_the_table_is_long_enough() -> None:
    assert len({row[0] for row in TABLE}) >= 40
