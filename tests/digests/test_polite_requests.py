"""Requests as people type them to a person: greetings, thanks, times run into words, what is left out in words."""

from __future__ import annotations

from datetime import time

import pytest

from bot.digests.subscription import WEEKDAYS
from bot.digests.subscription_parser import Unclear, asks_to_end, read_wish, words_to_end, write_wish


@pytest.mark.parametrize(
    ("said", "written"),
    [
        # what asks, greets and thanks is no word to look for
        ("나룻배 매일 아침 8시에 보내주시면 감사하겠습니다", "08:00 나룻배"),
        ("안녕하세요 나룻배 뉴스 아침 8시에 받고 싶어요", "08:00 나룻배"),
        ("나룻배 9시에 받으면 좋겠어요", "09:00 나룻배 받으면"),
        ("나룻배 9시에 알려주시길 바랍니다", "09:00 나룻배"),
        ("ferry at 9am please, thanks", "09:00 ferry"),
        ("감사 8시", "08:00 감사"),
        ("나룻배 소식 9시에 부탁드려도 될까요?", "09:00 나룻배"),
        ("수고하십니다 나룻배 9시 부탁드립니다", "09:00 나룻배"),
        ("hi, send me ferry news at 7am please. thank you", "07:00 ferry"),
        ("hey jude 9am", "09:00 hey jude"),
        ("나룻배 하루 7건 이하로 8시", "08:00 나룻배 7개"),
        # how many at most
        ("나룻배 10개까지만 매일 8시", "08:00 나룻배 10개"),
        ("나룻배 8시 5개 이하", "08:00 나룻배 5개"),
        ("나룻배 8시 5건 이내로", "08:00 나룻배 5개"),
        # what is left out in words
        ("나룻배 요금 제외 8시", "08:00 나룻배 -요금"),
        ("나룻배 광고는 빼고 8시", "08:00 나룻배 -광고"),
        ("광고 빼고 나룻배 8시", "08:00 나룻배 -광고"),
        ("ferry excluding fares at 9am", "09:00 ferry -fares"),
        ("ferry but not fares at 9am", "09:00 ferry -fares"),
        ("Doctors without Borders 8am", "08:00 Doctors without Borders"),
        ("life without parole 8am", "08:00 life without parole"),
        ("걱정 말고 여행 8시", "08:00 걱정 말고 여행"),
        ("나룻배 요금 제외 뉴스 8시", "08:00 나룻배 -요금"),
        ("나룻배 without 광고 8시", "08:00 나룻배 -광고"),
        ("Life Without Parole 8am", "08:00 Life Without Parole"),
        ("제목에 나룻배 8시", "08:00 제목:나룻배"),
        ("제목에 나룻배 들어간 것만 8시", "08:00 제목:나룻배"),
        ("제목에 요금과 인상이 들어간 기사 8시", "08:00 제목:요금 제목:인상"),
        ("제목에 속지 마세요 8시", '08:00 "제목에" 속지 마세요'),
        ("책 제목에 나룻배 그림 8시", '08:00 책 "제목에" 나룻배 그림'),
        ("나룻배 오래된순 8시", "08:00 나룻배"),
        ("나룻배 제외 8시", "08:00 나룻배 제외"),
        # when it is told, words as they stand, and all of a list
        ("나룻배 사고 나면 8시", "08:00 나룻배 사고"),
        ("선착장 큰불이 일어나면 9시", "09:00 선착장 큰불"),
        ('"나룻배 요금" 이란 말 나오면 8시', '08:00 "나룻배 요금"'),
        ("나룻배난이라는 단어가 나오면 8시", "08:00 나룻배난"),
        ("미국 이란 회담 8시", "08:00 미국 이란 회담"),
        ("나룻배, 선착장 둘 다 8시", "08:00 나룻배 선착장"),
        ("나룻배랑 선착장이랑 요금 전부다 8시", "08:00 나룻배 선착장 요금"),
        # a time that runs into the word before it, and times said otherwise
        ("나룻배8시", "08:00 나룻배"),
        ("나룻배오후3시반", "15:30 나룻배"),
        ("정오와 자정에 나룻배", "12:00 00:00 나룻배"),
        ("나룻배 평일 여덜시", "08:00 평일 나룻배"),
        ("나룻배 매달 10, 25일", "08:00 매월 10일,25일 나룻배"),
        ("ferry on the 1st and 15th at 9am", "09:00 매월 1일,15일 ferry"),
    ],
)
def test_a_request_is_read_as_it_is_meant(said: str, written: str) -> None:
    wish = read_wish(said)
    assert written == write_wish(wish)
    assert wish == read_wish(written)


def test_a_time_that_a_word_runs_into_is_asked_about_with_that_word() -> None:
    with pytest.raises(Unclear) as asked:
        read_wish("8시나룻배")
    assert ["08:00 나룻배", "20:00 나룻배", '08:00 "8시나룻배"'] == [
        write_wish(one) for one in asked.value.proposals
    ]


@pytest.mark.parametrize(
    "text",
    [
        "끄기",
        "방해금지 꺼줘",
        "방해 금지 해제해 주세요",
        "알림 꺼",
        "그만 보내줘",
        "구독 취소해줘",
        "turn off",
        "그만받을래요",
    ],
)
def test_what_asks_for_an_end_is_nothing_else(text: str) -> None:
    assert asks_to_end(text)


@pytest.mark.parametrize(
    "text", ["방해금지", "그만", "나룻배 취소", "취소율", "해제 논의", "꺼져가는 불", "off season"]
)
def test_words_that_speak_of_an_end_ask_for_none(text: str) -> None:
    assert asks_to_end(text) is (text == "그만")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("나룻배 그만 보내", "나룻배"), ("나룻배 요금 소식은 이제 그만 받을래요", "나룻배 요금"),
        ("나룻배 구독 취소해줘", "나룻배"), ("나룻배 알림 꺼줘", "나룻배"),
        ("영화 그만", ""), ("신문 구독 취소 방법", ""), ("나룻배 8시에 보내줘", ""),
    ],
)  # fmt: skip
def test_the_words_that_are_to_end(text: str, words: str) -> None:
    assert words == words_to_end(text)


def test_a_name_that_only_begins_like_these_stays_a_word() -> None:
    wish = read_wish("감사원 on the 5th floor 9시")
    assert "감사원" in wish.wanted.include
    assert not wish.month_days
    assert time(9) == wish.at
    assert WEEKDAYS != wish.days
