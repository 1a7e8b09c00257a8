"""Queries as thumbs type them: other marks, no spaces, days and papers as they are said."""

from __future__ import annotations

import pytest

from bot.search.filters import NO_FILTERS, Filters
from bot.search.query_language import read_query, write_query
from tests.search.test_query_table import NAMES, TODAY, F

# typed | words | filters
TYPED: list[tuple[str, str, Filters]] = [
    # in whatever quotation marks, with whatever minus, without spaces
    ("언론사:'해온 뉴스' 나룻배", "나룻배", F(publisher="해온 뉴스")),
    ("언론사:‘해온 뉴스’ 나룻배", "나룻배", F(publisher="해온 뉴스")),
    ("언론사:「해온 뉴스」", "", F(publisher="해온 뉴스")),
    ('언론사:"한빛일보", "해온 뉴스" 나룻배', "나룻배", F(publisher=("한빛일보", "해온 뉴스"))),
    ("나룻배 –광고", "나룻배", F(without="광고")), ("나룻배 –“개인 정보”", "나룻배", F(without="개인 정보")),
    ("나룻배 -‘개인 정보’", "나룻배", F(without="개인 정보")), ("나룻배 – 광고", "나룻배 – 광고", NO_FILTERS),
    ("나룻배언론사:한빛일보", "나룻배", F(publisher="한빛일보")), ("나룻배제목:요금", "나룻배", F(title="요금")),
    ("나룻배매체:한빛일보", "나룻배", F(publisher="한빛일보")), ("언론매체:한빛일보", "언론매체:한빛일보", NO_FILTERS),
    ("기간:djwp 나룻배", "나룻배", F(day=20260106)), ("부터:wlsksekf", "", F(since=20251201)),
    ("언론사:한빛일보기간:7일", "", F(publisher="한빛일보", last_days=7)),
    ("부터:2026-01-03까지:2026-01-05", "", F(since=20260103, until=20260105)),
    ("날짜：２０２６－０１－０３ 나룻배", "나룻배", F(day=20260103)), ("１월 ３일 나룻배", "나룻배", F(day=20260103)),
    ("소제목:요금", "소제목:요금", NO_FILTERS), ("취재기자:도하람", "취재기자:도하람", NO_FILTERS),
    # within quotation marks nothing is meant but what stands there
    ('"나룻배언론사:한빛일보"', "", F(phrases="나룻배언론사:한빛일보")),
    ('"나룻배 –인상" 요금', "요금", F(phrases="나룻배 –인상")),
    ('"나룻배 언론사 = 한빛일보, 나루신문"', "", F(phrases="나룻배 언론사 = 한빛일보, 나루신문")),
    # headlines: a colon behind a common word, a long dash between words
    ("언론: 자유를 말하다", "언론: 자유를 말하다", NO_FILTERS), ("press: freedom", "press: freedom", NO_FILTERS),
    ("언론 : 자유를 말하다", "언론 : 자유를 말하다", NO_FILTERS), ("필자: 도하람", "필자: 도하람", NO_FILTERS),
    ("last: call for the ferry", "last: call for the ferry", NO_FILTERS),
    ("언론: 자유를 말하다 -광고", "언론 자유를 말하다", F(without="광고")),
    ("언론=한빛일보 나룻배", "나룻배", F(publisher="한빛일보")),
    ("도하람 –시장이 되다", "도하람 –시장이 되다", NO_FILTERS),
    ("나룻배 요금 –광고 –행사 언론사: 한빛일보", "나룻배 요금", F(without=("광고", "행사"), publisher="한빛일보")),
    ('나룻배 –광고 "개인 정보" NOT 행사', "나룻배", F(without=("광고", "행사"), phrases="개인 정보")),
    ("나룻배 －광고 요금", "나룻배 요금", F(without="광고")),
    # other names
    ("언론:한빛일보 나룻배", "나룻배", F(publisher="한빛일보")), ("press:KBN ferry", "ferry", F(publisher="KBN")),
    ("필자:도하람", "", F(author="도하람")), ("last:7d ferry", "ferry", F(last_days=7)),
    ("기간:3일 나룻배", "나룻배", F(last_days=3)), ("기간:일주일이내", "", F(last_days=7)),
    # stretches with the month said once, over the turn of the year
    ("1월 3~5일 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("12월 30일~31일 나룻배", "나룻배", F(since=20251230, until=20251231)),
    ("12/30~31 나룻배", "나룻배", F(since=20251230, until=20251231)),
    ("12월30일-1월2일 나룻배", "나룻배", F(since=20251230, until=20260102)),
    ("2025년 12월 30일 ~ 1월 2일 나룻배", "나룻배", F(since=20251230, until=20260102)),
    ("2025년 11월 3일~5일 나룻배", "나룻배", F(since=20251103, until=20251105)),
    ("12월 30일~2일 나룻배", "나룻배", F(since=20251230, until=20260102)),
    ("1월 30일~2일 나룻배", "나룻배", F(since=20250130, until=20250202)),
    ("2024년 12월 30일~2일 나룻배", "나룻배", F(since=20241230, until=20250102)),
    ("2024년 12월 30일~1월 2일 나룻배", "나룻배", F(since=20241230, until=20250102)),
    ("12/30~2 나룻배", "나룻배", F(since=20251230, until=20260102)),
    ("1월 5일~9일 나룻배", "나룻배", F(since=20260105, until=20260109)),  # not over yet
    ("1월 5일~1월 3일 나룻배", "나룻배", F(since=20260103, until=20260105)),
    # a night is of two days
    ("사흘 전 나룻배", "나룻배", F(day=20260104)), ("어젯밤 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("간밤에 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("어제 밤 나룻배 기사", "나룻배", F(since=20260106, until=20260107)),
    ("어제 저녁 나룻배", "나룻배", F(day=20260106)),
    ("오늘 아침 나룻배", "나룻배", F(day=20260107)),
    # papers, sections and titles as they are said
    ("한빛일보 빼고 나룻배", "나룻배", F(not_publisher="한빛일보")),
    ("나룻배 한빛일보기사 어제", "나룻배", F(publisher="한빛일보", day=20260106)),
    ("한빛일보와 나루신문 기사", "", F(publisher=("한빛일보", "나루신문"))),
    ("경제 분야 나룻배 기사", "나룻배", F(category="경제")), ("사회면 기사", "", F(category="사회")),
    ("사회 분야 토론", "사회 분야 토론", NO_FILTERS),
    ("제목에 나룻배가 들어간 기사", "", F(title="나룻배")),
    ("제목에 어린이 들어간 기사", "", F(title="어린이")), ("제목에 어린이가 들어간 기사", "", F(title="어린이")),
    ("제목에 전문가 들어간 기사", "", F(title="전문가")), ("제목에 요금이 들어간 기사", "", F(title="요금")),
    ("제목에 시민들이 나오는 기사", "", F(title="시민들")), ("제목에 국가 들어간 기사", "", F(title="국가")),
    ("제목에 나룻배", "", F(title="나룻배")),
    # several papers in whatever way they are listed, and without one behind the colon
    ("언론사:한빛일보 또는 나루신문 나룻배", "나룻배", F(publisher=("한빛일보", "나루신문"))),
    ("나룻배 매체:KBN OR 한빛일보", "나룻배", F(publisher=("KBN", "한빛일보"))),
    ("publisher:KBN and 나루신문 ferry", "ferry", F(publisher=("KBN", "나루신문"))),
    ("언론사:KBN|한빛일보 나룻배", "나룻배", F(publisher=("KBN", "한빛일보"))),
    ("언론사:KBN·한빛일보 나룻배", "나룻배", F(publisher=("KBN", "한빛일보"))),
    ("분류:IT·과학 나룻배", "나룻배", F(category="IT·과학")),
    ('언론사:"해온 뉴스" 혹은 "한빛일보" 나룻배', "나룻배", F(publisher=("해온 뉴스", "한빛일보"))),
    ("나룻배 언론사:-한빛일보", "나룻배", F(not_publisher="한빛일보")),
    ("나룻배 제목:-광고", "나룻배", F(not_title="광고")),
    ("나룻배 —광고", "나룻배", F(without="광고")), ("나룻배 ―“개인 정보”", "나룻배", F(without="개인 정보")),
    ("도하람 —시장이 되다", "도하람 —시장이 되다", NO_FILTERS),
    ("나룻배 한빛일보만", "나룻배", F(publisher="한빛일보")),
    ("한빛일보 것만 나룻배", "나룻배", F(publisher="한빛일보")),
    ("나룻배만 남았다", "나룻배만 남았다", NO_FILTERS),
    # behind 및 and a comma only a name that is known here is one more of the list; anything else is a word
    ("언론사:한빛일보 및 나룻배", "나룻배", F(publisher="한빛일보")),
    ("분류:사회 그리고 나룻배", "나룻배", F(category="사회")),
    ("publisher:KBN and ferry", "ferry", F(publisher="KBN")), ("publisher:KBN or ferry", "ferry", F(publisher="KBN")),
    ("언론사:한빛일보, 나룻배", "나룻배", F(publisher="한빛일보")),
    ("언론사:한빛일보, 나루신문, 요금 인상", "요금 인상", F(publisher=("한빛일보", "나루신문"))),
    ("언론사:한빛일보 및 물결 나룻배", "나룻배", F(publisher=("한빛일보", "물결"))),
    ('언론사:"한빛일보" 및 나룻배', "나룻배", F(publisher="한빛일보")),
    ("분류:사회 및 경제 나룻배", "나룻배", F(category=("사회", "경제"))),
    ("언론사:KBN와 한빛일보 나룻배", "나룻배", F(publisher=("KBN", "한빛일보"))),
    ("언론사:한빛일보랑 나루신문", "", F(publisher=("한빛일보", "나루신문"))),
    ("언론사:한빛일보와 나룻배", "나룻배", F(publisher="한빛일보와")),
    ("한빛일보/나루신문 나룻배 기사", "나룻배", F(publisher=("한빛일보", "나루신문"))),
    ("한빛일보, KBN 나룻배 기사", "나룻배", F(publisher=("한빛일보", "KBN"))),
    ("나룻배 요금 인상 - 한빛일보", "나룻배 요금 인상", F(publisher="한빛일보")),
    ('도하람 "요금 그대로" - 한빛일보', "도하람", F(phrases="요금 그대로", publisher="한빛일보")),
    ("나룻배 요금 인상 | 나루신문", "나룻배 요금 인상", F(publisher="나루신문")),
    # what is left out, in whatever marks, and behind a filter
    ("!광고 나룻배", "나룻배", F(without="광고")), ("나룻배 -#광고", "나룻배", F(without="광고")),
    ("나룻배(-광고)", "나룻배", F(without="광고")), ("나룻배 (언론사:KBN)", "나룻배", F(publisher="KBN")),
    ("나룻배 [-광고]", "나룻배", F(without="광고")), ("[단독] 나룻배", "[단독] 나룻배", NO_FILTERS),
    ("영하(-5도)", "영하(-5도)", NO_FILTERS), ("나룻배! 요금", "나룻배! 요금", NO_FILTERS),
    ("나룻배 제목:광고 제외", "나룻배", F(not_title="광고")),
    ("언론사:한빛일보 빼고 나룻배", "나룻배", F(not_publisher="한빛일보")),
    # phrases in other marks, and with their particle
    ("''소버린 AI'' 전략", "전략", F(phrases="소버린 AI")), ("`소버린 AI` 전략", "전략", F(phrases="소버린 AI")),
    ("<소버린 AI> 전략", "전략", F(phrases="소버린 AI")), ('"소버린 AI"의 전략', "전략", F(phrases="소버린 AI")),
    ('"소버린 AI"에 대한 전략', "전략", F(phrases="소버린 AI")),
    ('"소버린 AI"이란', "", F(phrases="소버린 AI")), ('"소버린 AI"…전략', '"소버린 AI"…전략', NO_FILTERS),
    # a paper that is left out is not the one wanted
    ("한빛일보,나루신문만 제외한 나룻배", "나룻배", F(not_publisher=("한빛일보", "나루신문"))),
    ("나룻배 한빛일보 나루신문 제외", "나룻배", F(not_publisher=("한빛일보", "나루신문"))),
    ("한빛일보 나루신문 빼고 나룻배", "나룻배", F(not_publisher=("한빛일보", "나루신문"))),
    ("한빛일보만 제외한 나룻배 기사", "나룻배", F(not_publisher="한빛일보")),
    ("한빛일보만 제외 나룻배", "나룻배", F(not_publisher="한빛일보")),
    ("한빛일보만 빼 나룻배", "나룻배", F(not_publisher="한빛일보")),
    ("나룻배 한빛일보만 안 쓴 기사", "나룻배", F(not_publisher="한빛일보")),
    ("나룻배 해온 뉴스만 빼고", "나룻배", F(not_publisher="해온뉴스")),
    ("한빛일보만 아니면 나룻배", "나룻배", F(not_publisher="한빛일보")),
    ("한빛일보를 제외한 나룻배 기사", "나룻배", F(not_publisher="한빛일보")),
    ("한빛일보가 안 쓴 나룻배 기사", "나룻배", F(not_publisher="한빛일보")),
    ("한빛일보와 나루신문만 제외한 나룻배", "나룻배", F(not_publisher=("한빛일보", "나루신문"))),
    ("한빛일보 뺀 나룻배 뉴스", "나룻배", F(not_publisher="한빛일보")),
    ("한빛일보만 안 보는 나룻배", "한빛일보만 안 보는 나룻배", NO_FILTERS),
    ("한빛일보 제외 논란", "한빛일보 제외 논란", NO_FILTERS),
    ("한빛일보만 쓴 나룻배 기사", "나룻배", F(publisher="한빛일보")),
    # what stands within other marks; a headline has these too
    ("‘개인 정보’ 나룻배", "나룻배", F(phrases="개인 정보")), ("'개인 정보' 나룻배", "나룻배", F(phrases="개인 정보")),
    ("나룻배 「개인 정보」", "나룻배", F(phrases="개인 정보")), ("《나루 위의 밤》", "", F(phrases="나루 위의 밤")),
    ("'개인 정보' 새어 나간 나룻배 조합", "'개인 정보' 새어 나간 나룻배 조합", NO_FILTERS),
    ("'나룻배' 요금", "'나룻배' 요금", NO_FILTERS),
    # stretches, in plain words and behind a colon
    ("나룻배 12.30~1.2", "나룻배", F(since=20251230, until=20260102)),
    ("1.3-1.5 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("요금 1.2~1.5 인상", "요금 1.2~1.5 인상", NO_FILTERS),
    ("나룻배 1월 3일부터 5일까지", "나룻배", F(since=20260103, until=20260105)),
    ("12/28-1/3 나룻배", "나룻배", F(since=20251228, until=20260103)),
    ("2025.12.30-2026.1.3 나룻배", "나룻배", F(since=20251230, until=20260103)),
    ("기간:12/28-1/3 나룻배", "나룻배", F(since=20251228, until=20260103)),
    ("기간:2025.12.30-2026.1.3", "", F(since=20251230, until=20260103)),
    ("기간: 12월 28일 ~ 1월 3일 나룻배", "나룻배", F(since=20251228, until=20260103)),
    ("날짜:1월 3일부터 5일까지 나룻배", "나룻배", F(since=20260103, until=20260105)),
    ("기간:1월 3일부터 나룻배", "나룻배", F(since=20260103)), ("부터:1월 3일부터", "", F(since=20260103)),
    ("기간:전체 나룻배", "나룻배", NO_FILTERS), ("period:all ferry 언론사:KBN", "ferry", F(publisher="KBN")),
    # a day ago is yesterday
    ("지난 24시간 나룻배", "나룻배", F(since=20260106, until=20260107)),
    ("ferry past 48 hours", "ferry", F(since=20260105, until=20260107)),
    ("최근 3시간 나룻배", "나룻배", F(day=20260107)), ("24시간 나룻배", "24시간 나룻배", NO_FILTERS),
    ("기간: 최근 24시간 나룻배", "나룻배", F(since=20260106, until=20260107)),
    # days in figures; months, where what came out then is meant
    ("20260103 나룻배", "나룻배", F(day=20260103)), ("20261303 나룻배", "20261303 나룻배", NO_FILTERS),
    ("'26.1.3. 나룻배", "나룻배", F(day=20260103)), ("’25년 12월 30일 나룻배", "나룻배", F(day=20251230)),
    ("12월에 나온 나룻배 기사", "나룻배", F(since=20251201, until=20251231)),
    ("나룻배 작년 12월 기사", "나룻배", F(since=20251201, until=20251231)),
    ("2025년 2월 뉴스", "", F(since=20250201, until=20250228)),
    ("작년 12월 수출", "작년 12월 수출", NO_FILTERS), ("12월 기사단", "12월 기사단", NO_FILTERS),
    ("어제 나온 나룻배 기사", "나룻배", F(day=20260106)),
    ("성탄절에 나온 나룻배", "나룻배", F(day=20251225)), ("크리스마스 나룻배", "크리스마스 나룻배", NO_FILTERS),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "words", "filters"), TYPED, ids=[row[0] for row in TYPED])
def test_it_is_read_so_and_written_so_that_it_is_read_again(typed: str, words: str, filters: Filters) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, filters) == (asked.words, asked.filters)
    assert asked == read_query(write_query(asked), TODAY, NAMES.__getitem__)
