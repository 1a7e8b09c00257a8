"""Words to look for that look like a time, a day, a count, a particle, or a part of the request: none is lost."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.subscription import Filter
from bot.digests.subscription_parser import Unclear, Wish, read_wish, write_wish, write_words
from bot.digests.watch_parser import read_watch
from bot.errors import ReaderError

WORDS = """
PM10 미세먼지 | PM10 미세먼지
pm2.5 예보 | pm2.5 예보
기준 금리 | 기준 금리
8시 기준 금리 | 기준 금리
KST 기준 8시 쿠팡 | 쿠팡
쿠팡 8시 기준으로 | 쿠팡
시간 8시 쿠팡 | 쿠팡
대한 항공 | 대한 항공
대한 적십자사 | 대한 적십자사
쿠팡에 대한 기사 | 쿠팡
바로 고 | 바로 고
계속 운항 | 계속 운항
쿠팡 꼭 좀 보내줘 | 쿠팡
쿠팡 계속 알려줘 | 쿠팡
give blood | give blood
please send me Tesla news | Tesla
뉴스 타파 | 뉴스 타파
news about Tesla | Tesla
보잉 737 max 8 | 보잉 737 max 8
최대 10 만원 | 최대 10 만원
Top 10 기업 | Top 10 기업
쿠팡이 나오면 알려줘 | 쿠팡
LG가 나오면 알려줘 | LG
어린이 나오면 알려줘 | 어린이
오키나와 여행 | 오키나와 여행
이시카와 지진 | 이시카와 지진
가나자와 관광 | 가나자와 관광
신경과 의사 | 신경과 의사
소아청소년과 대란 | 소아청소년과 대란
응급의학과 파업 | 응급의학과 파업
김하랑 선수 | 김하랑 선수
소비자와 기업 | 소비자 기업
간호사와 의사 | 간호사 의사
방안과 대책 | 방안 대책
카카오와 네이버 | 카카오 네이버
태풍과 지진 | 태풍 지진
엄마랑 아이 | 엄마 아이
"""
ROWS = [tuple(part.strip() for part in row.split("|")) for row in WORDS.strip().splitlines()]


@pytest.mark.parametrize(("said", "words"), ROWS, ids=[said for said, _ in ROWS])
def test_what_is_looked_for_is_neither_cut_nor_lost(said: str, words: str) -> None:
    wish = read_wish(said)
    assert words == " ".join(wish.wanted.include)
    assert (time(8), None) == (wish.at, wish.count)
    assert wish == read_wish(write_wish(wish))


@pytest.mark.parametrize(
    ("said", "at", "words"),
    [
        ("저녁 7 인의", time(19), ("인의",)),
        ("밤 10 명", time(22), ("명",)),
        ("오후 3 파전", time(15), ("파전",)),
        ("PM 10 미세먼지", time(22), ("미세먼지",)),
    ],
)
def test_a_number_that_may_be_counted_is_asked_about(said: str, at: time, words: tuple[str, ...]) -> None:
    with pytest.raises(Unclear) as asked:
        read_wish(said)
    hour, word = asked.value.proposals
    assert "subscribe.unclear_hour" == asked.value.key
    assert (at, words) == (hour.at, hour.wanted.include)
    assert (time(8), {*said.rsplit(" ", 1)}) == (word.at, {*word.wanted.include})


@pytest.mark.parametrize("said", ["금 시세", "일 매출", "토 지", "월 급여", "PM10 먼지"])
def test_a_letter_that_may_be_a_day_is_a_word_of_a_watch(said: str) -> None:
    assert tuple(said.split()) == read_watch(said).include


@pytest.mark.parametrize(
    ("said", "watched", "digest"),
    [
        ("10개 은행", ("10개", "은행"), "08:00 은행 10개"),
        ("쿠팡 기사 5개씩 알려줘", ("쿠팡",), "08:00 쿠팡 5개"),
        ("Tesla top 10", ("Tesla",), "08:00 Tesla 10개"),
    ],
)
def test_a_watch_says_that_it_takes_no_count(said: str, watched: tuple[str, ...], digest: str) -> None:
    with pytest.raises(Unclear) as asked:
        read_watch(said)
    assert "watch.unclear_count" == asked.value.key
    assert [digest] == [write_wish(one) for one in asked.value.proposals]
    [wanted] = asked.value.watched
    assert watched == wanted.include
    assert wanted == read_watch(write_words(wanted))


HOSTILE = st.sampled_from(
    "제외 빼고 말고 PM AM 토목 수목 월수 금 일 10개 최대 max 8 반 시 기준 시간 대한 바로 좀 계속 뉴스 기사 give me send"
    " 까지 부터 마다 매주 평일 서울 뉴욕 time past 오전 저녁 이후 or 및 키워드 쿠팡 나오면 737 top 1일".split()
)
WORD_LISTS = st.lists(HOSTILE, max_size=4, unique=True).map(tuple)


@settings(max_examples=400, deadline=None)
@given(
    st.builds(
        Wish,
        st.sampled_from([time(8), time(20, 30)]),
        st.frozensets(st.integers(0, 6), min_size=1),
        st.sampled_from([None, "Asia/Seoul", "America/New_York"]),
        st.builds(Filter, WORD_LISTS, WORD_LISTS),
        st.sampled_from([None, 1, 10]),
    )
)
def test_whatever_the_words_are_what_is_written_is_read_again(wish: Wish) -> None:
    for language in ("ko", "en"):
        try:
            assert wish == read_wish(write_wish(wish, language))
        except ReaderError as refused:
            raise AssertionError(write_wish(wish, language)) from refused


@pytest.mark.parametrize(
    ("said", "key", "proposals"),
    [
        ("네이버 max 10000000", "count", ["08:00 네이버 30개", '08:00 네이버 "max 10000000"']),
        ("네이버 999개", "count", ["08:00 네이버 30개", '08:00 네이버 "999개"']),
        ("iPhone 17 Pro Max 256", "count", ['08:00 iPhone "17" Pro 30개', '08:00 iPhone "17" Pro "Max 256"']),
        ("네이버 하루 1000번", "daily", ["08:00 18:00 네이버", "08:00 네이버"]),
        ("네이버 -1분마다", "often", ["08:00 18:00 네이버", "08:00 네이버"]),
        ("-3시간마다 네이버", "often", ["08:00 18:00 네이버", "08:00 네이버"]),
        ("네이버 1000분마다", "often", ["08:00 18:00 네이버", "08:00 네이버"]),
    ],
)
def test_a_number_that_cannot_be_had_is_asked_about(said: str, key: str, proposals: list[str]) -> None:
    with pytest.raises(Unclear) as asked:
        read_wish(said)
    assert f"subscribe.unclear_{key}" == asked.value.key
    assert proposals == [write_wish(one) for one in asked.value.proposals]
