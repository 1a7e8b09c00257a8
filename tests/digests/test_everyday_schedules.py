"""Schedules in everyday words: joined, listed, counted, by the month; asked back where they are not clear."""

from __future__ import annotations

from datetime import time

import pytest

from bot.digests.month_days import read_month_days, write_month_days
from bot.digests.subscription import LAST_DAY, MonthDays
from bot.digests.subscription_parser import Unclear, Wish, read_wish, write_wish
from bot.errors import ReaderError

NONE: MonthDays = frozenset()
# what is written | how it is written out again
SAID = """
아침 8시랑 저녁 7시 | 08:00 19:00
아침 8시랑 저녁 7시 삼성 | 08:00 19:00 삼성
8시 반이랑 19시 | 08:30 19:00
오전 8시하고 오후 6시 반 | 08:00 18:30
아침 여덟시 저녁 일곱시 | 08:00 19:00
아침 점심 저녁 | 08:00 12:00 19:00
8/13/18시 | 08:00 13:00 18:00
8, 13, 18시 쿠팡 | 08:00 13:00 18:00 쿠팡
8시·18시 | 08:00 18:00
8시,13시,18시 반도체 | 08:00 13:00 18:00 반도체
7am/7pm | 07:00 19:00
8am, noon and 6pm | 08:00 12:00 18:00
weekdays at 8 and 18:00 | 08:00 18:00 평일
8시반 | 08:30
0830 | 08:30
0830 weekdays | 08:30 평일
at 0700 쿠팡 | 07:00 쿠팡
18:30분 | 18:30
08시30분 | 08:30
매일아침8시 | 08:00
매일8시 쿠팡 | 08:00 쿠팡
평일8시 | 08:00 평일
평일아침8시 | 08:00 평일
주말10시 | 10:00 주말
월요일8시 | 08:00 월
월수금7시 | 07:00 월수금
매주월요일9시 | 09:00 월
오후8시 | 20:00
저녁8시반 | 20:30
평일 9시 | 09:00 평일
평일만 | 08:00 평일
주말만 | 08:00 주말
주말에만 10시 | 10:00 주말
평일 점심시간 | 12:00 평일
월요일 아침마다 | 08:00 월
금욜 저녁 | 19:00 금
토욜마다 | 08:00 토
매주 금욜 6시 | 06:00 금
Mondays at 8 | 08:00 월
Mondays and Fridays at 8:30 | 08:30 월금
Tues & Thurs 8am | 08:00 화목
M-F 8am | 08:00 평일
every weekday morning | 08:00 평일
Sunday night | 22:00 일
주 1회 월요일 9시 | 09:00 월
일주일에 한번 월요일 | 08:00 월
매주 한 번 금요일 오후 5시 | 17:00 금
twice a week on mon and thu | 08:00 월목
once a week on Friday at 5pm | 17:00 금
세시간마다 | 08:00 11:00 14:00 17:00 20:00
every 3 hours | 08:00 11:00 14:00 17:00 20:00
매 3시간 쿠팡 | 08:00 11:00 14:00 17:00 20:00 쿠팡
every 4h | 08:00 12:00 16:00 20:00
12시간마다 | 08:00 20:00
24시간마다 | 08:00
하루마다 9시 | 09:00
하루 한번 9시 | 09:00
하루 두번 쿠팡 | 08:00 18:00 쿠팡
하루에 두 번 8시 20시 | 08:00 20:00
하루 3번 | 08:00 13:00 18:00
하루 네 번 | 08:00 13:00 17:00 22:00
1일 2회 | 08:00 18:00
매일 세 번 쿠팡 | 08:00 13:00 18:00 쿠팡
twice a day | 08:00 18:00
three times a day AI | 08:00 13:00 18:00 AI
once a day at 7 | 07:00
9시 (KST) | 09:00 한국 시간
9시(한국시간) 쿠팡 | 09:00 한국 시간 쿠팡
한국시간으로 9시 | 09:00 한국 시간
LA시간 8시 | 08:00 미국 서부 시간
뉴욕 현지시간 8시 | 08:00 뉴욕 시간
utc+9 8시 | 08:00 한국 시간
9am Eastern | 09:00 뉴욕 시간
매월 1일 9시 | 09:00 매월 1일
매월1일 9시 쿠팡 | 09:00 매월 1일 쿠팡
매달 1일 오전 9시 | 09:00 매월 1일
매달 15일에 | 08:00 매월 15일
매월 1일, 15일 8시 | 08:00 매월 1일,15일
매월 1일과 15일 | 08:00 매월 1일,15일
매월 1,10,20일 반도체 | 08:00 매월 1일,10일,20일 반도체
매월 5, 15, 25일 9시 | 09:00 매월 5일,15일,25일
매월 5, 15 및 25일 네이버 | 08:00 매월 5일,15일,25일 네이버
매달 말일 18시 | 18:00 매월 말일
매월 마지막 날 | 08:00 매월 말일
매월 31일 | 08:00 매월 말일
월말마다 쿠팡 | 08:00 매월 말일 쿠팡
매달 초 | 08:00 매월 1일
한 달에 한 번 | 08:00 매월 1일
한달에 한번 10일 9시 | 09:00 매월 10일
월 1회 쿠팡 | 08:00 매월 1일 쿠팡
매월 30일 07:00 KST | 07:00 매월 30일 한국 시간
monthly | 08:00 매월 1일
monthly on the 1st | 08:00 매월 1일
monthly on the 1st and 15th at 9am AI | 09:00 매월 1일,15일 AI
every month on the 5th | 08:00 매월 5일
the 1st of every month | 08:00 매월 1일
on the 15th of each month at 9am | 09:00 매월 15일
last day of the month 6pm | 18:00 매월 말일
once a month on the last day | 08:00 매월 말일
쿠팡 네이버 매일 아침 8시에 | 08:00 쿠팡 네이버
쿠팡이랑 네이버 | 08:00 쿠팡 네이버
쿠팡하고 네이버랑 | 08:00 쿠팡 네이버
쿠팡, 네이버, 카카오 -광고 평일 8시반 | 08:30 평일 쿠팡 네이버 카카오 -광고
비전 2030 | 08:00 비전 "2030"
윤하고 이적 | 08:00 윤하고 이적
월급 | 08:00 월급
부동산 월수금 오후 6시 | 18:00 월수금 부동산
인공지능 월~금 08:30 | 08:30 평일 인공지능
인공지능 화,목 20:00 | 20:00 화목 인공지능
쿠팡 월 수 금 7시 | 07:00 월수금 쿠팡
쿠팡 목금 7시 | 07:00 목금 쿠팡
반도체·배터리·바이오 7시 | 07:00 반도체 배터리 바이오
한·미 회담 5·18 7시 | 07:00 한·미 회담 5·18
쿠팡 소식 좀 아침에 보내줄래? | 08:00 쿠팡
쿠팡 8시 화목 | 08:00 화목 쿠팡
쿠팡 매주 금 7시 | 07:00 금 쿠팡
쿠팡 주 3회 월수금 | 08:00 월수금 쿠팡
쿠팡 수목 드라마 8시 | 08:00 쿠팡 "수목" 드라마
국제 금 시세 9시 | 09:00 국제 "금" 시세
네이버 월요일 빼고 | 08:00 화수목금토일 네이버
네이버 토,일 제외하고 8시 | 08:00 평일 네이버
네이버 주말은 빼고 8시 | 08:00 평일 네이버
일요일 말고 매일 8시 네이버 | 08:00 월화수목금토 네이버
Naver every day except Sunday 8am | 08:00 월화수목금토 Naver
not on weekends 9am | 09:00 평일
Samsung at 9 and 18 | 09:00 18:00 Samsung
twice a day at 9 and 18 AI | 09:00 18:00 AI
at 9, 12 and 18 AI | 09:00 12:00 18:00 AI
네이버 am 8 | 08:00 네이버
네이버 오전 8, 오후 6시 | 08:00 18:00 네이버
저녁 7 네이버 | 19:00 네이버
아침과 저녁 네이버 | 08:00 19:00 네이버
네이버 8시! | 08:00 네이버
9시로 해줘 네이버 | 09:00 네이버
네이버, 8시. | 08:00 네이버
네이버: 매일 8시 | 08:00 네이버
키워드: 네이버, 쿠팡 시간: 8시 | 08:00 네이버 쿠팡
네이버 8시 10 개 | 08:00 네이버 10개
네이버 8시 최대 10개 | 08:00 네이버 10개
네이버 8시 열 개씩 | 08:00 네이버 10개
Naver 8am max 10 | 08:00 Naver 10개
Naver 8am 10 stories | 08:00 Naver 10개
삼성과 LG | 08:00 삼성 LG
네이버와 카카오랑 8시 | 08:00 네이버 카카오
네이버를 매일 8시에 | 08:00 네이버
네이버에 대한 뉴스를 매일 8시에 | 08:00 네이버
네이버 소식 구독할래 매일 9시 | 09:00 네이버
첫사랑 아리랑 산부인과 결과 사과 | 08:00 첫사랑 아리랑 산부인과 결과 사과
구독 경제 | 08:00 "구독" 경제
새 정부 | 08:00 새 정부
월말평가 | 08:00 월말평가
저녁8시간대 시청률 | 08:00 저녁8시간대 시청률
오전9시간격 배차 | 08:00 오전9시간격 배차
밤12시간철야 | 08:00 밤12시간철야
"""
PHRASES = [tuple(part.strip() for part in line.split(" | ")) for line in SAID.strip().splitlines()]


@pytest.mark.parametrize(("said", "written"), PHRASES, ids=[said for said, _ in PHRASES])
def test_it_is_understood_as_it_is_meant(said: str, written: str) -> None:
    wish = read_wish(said)
    assert written == write_wish(wish)
    for language in ("ko", "en"):
        assert wish == read_wish(write_wish(wish, language))


def test_a_stretch_of_the_day_begins_in_the_half_that_is_said() -> None:
    with pytest.raises(Unclear) as asked:
        read_wish("게임 오후 6시~7시")
    assert "18:00 게임" == write_wish(asked.value.proposals[0])


def test_a_day_of_each_month_and_a_weekday_are_asked_back_with_both() -> None:
    with pytest.raises(Unclear) as asked:
        read_wish("쿠팡 셋째 주 금요일 9시")
    assert "09:00 금 쿠팡" == write_wish(asked.value.proposals[0])
    with pytest.raises(Unclear) as asked:
        read_wish("매달 월요일 9시 쿠팡")
    assert ["09:00 월 쿠팡", "09:00 매월 1일 쿠팡"] == [write_wish(one) for one in asked.value.proposals]


def test_what_is_asked_back_proposes_the_hour_that_the_words_mean() -> None:
    for said, hour in (
        ("아침 일찍", 6),
        ("late at night", 22),
        ("퇴근길", 18),
        ("출근 시간", 8),
        ("자기 전에", 22),
        ("1830", 18),
    ):
        with pytest.raises(Unclear) as asked:
            read_wish(f"{said} 쿠팡")
        assert hour == asked.value.proposals[0].at.hour, said


@pytest.mark.parametrize("days", [{1}, {LAST_DAY}, {1, 15}, {2, 3, 11, 12, 13, 21, 22, 23, 30, LAST_DAY}])
def test_days_of_the_month_are_read_as_they_are_written(days: set[int]) -> None:
    for language in ("ko", "en"):
        assert frozenset(days) == read_month_days(write_month_days(frozenset(days), language)), language
        wish = Wish(time(7), month_days=frozenset(days))
        assert wish == read_wish(write_wish(wish, language))


@pytest.mark.parametrize(
    "said", ["매월 0일", "매월 32일", "매월 첫째 주", "월급", "월말평가", "1st", "last month"]
)
def test_what_is_no_day_of_the_month(said: str) -> None:
    assert read_month_days(said) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("저녁 일곱시 사십분 지진", "19:40 지진"), ("아침 8시 십오분 지진", "08:15 지진"),
        ("월요일은 8시 지진", "08:00 월 지진"),
        ("일요일엔 10시 지진", "10:00 일 지진"), ("말일마다 18시 지진", "18:00 매월 말일 지진"),
        ("금은 시세 8시", "08:00 금은 시세"),
        ("수은 7시", "07:00 수은"), ("5.18 8시", "08:00 5.18"), ("지진 5개씩만 7시", "07:00 지진 5개"),
        ("8~22시 두 시간마다 지진", "08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00 지진"),
        ("오전9시부터 오후6시까지 3시간 간격 지진", "09:00 12:00 15:00 18:00 지진"),
        ("every two hours between 9am and 5pm 지진", "09:00 11:00 13:00 15:00 17:00 지진"),
    ],
)  # fmt: skip
def test_what_phones_send(text: str, written: str) -> None:
    assert written == write_wish(read_wish(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("지진 8.30", "08:30 지진"), ("지진 이따가", "18:00 지진"), ("평일 7시 지진 주말은 9시", "07:00 평일 지진"),
        ("이번 주만 8시 지진", "08:00 지진"), ("현지시간 8시 지진", "08:00 지진"), ("지진 at lunch", "12:00 지진"),
        ("지진 after work", "18:00 지진"), ("지진 at dinner", "19:00 지진"),
        ("지진 저녁 먹고", "20:00 지진"), ("점심 먹고 나서 지진", "13:00 지진"),
    ],
)  # fmt: skip
def test_what_is_vague_is_asked_about(text: str, meant: str) -> None:
    with pytest.raises(Unclear) as asked:
        read_wish(text)
    assert meant == write_wish(asked.value.proposals[0])


@pytest.mark.parametrize("text", ["지진 오전 15시", "지진 15am", "지진 아침 13시"])
def test_a_half_of_the_day_that_has_no_such_hour_is_told(text: str) -> None:
    with pytest.raises(ReaderError, match="no_such_time"):
        read_wish(text)
