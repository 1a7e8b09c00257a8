"""Schedules as people write them after /subscribe: each is understood or asked about, none becomes a keyword."""

from __future__ import annotations

import re
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.subscription import EVERY_DAY, WEEKDAYS, WEEKEND, Days, Filter
from bot.digests.subscription_parser import (
    Unclear,
    Wish,
    asks_to_end,
    read_wish,
    read_words,
    write_wish,
    write_words,
)
from bot.digests.watch_parser import read_watch
from bot.errors import ReaderError
from bot.i18n import say
from bot.korean.tokens import term_ids

MON, MWF = frozenset({0}), frozenset({0, 2, 4})
NY, SEOUL, LA = "America/New_York", "Asia/Seoul", "America/Los_Angeles"

# text | times | days | zone | words
UNDERSTOOD: list[tuple[str, str, Days, str | None, str]] = [
    ("07:00 쿠팡,네이버", "07:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("쿠팡, 네이버", "08:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("쿠팡、네이버", "08:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("쿠팡/네이버", "08:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("쿠팡 및 네이버", "08:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("Coupang and Naver", "08:00", EVERY_DAY, None, "Coupang Naver"),
    ("08:00,쿠팡,네이버,18:00", "08:00 18:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("1,000명 08:00", "08:00", EVERY_DAY, None, "1,000명"),
    ("매주 월요일 9시", "09:00", MON, None, ""),
    ("매주 월,수,금 9시", "09:00", MWF, None, ""),
    ("매주 월, 수, 금 9시 쿠팡", "09:00", MWF, None, "쿠팡"),
    ("월 수 금 7시 쿠팡", "07:00", MWF, None, "쿠팡"),
    ("월요일과 목요일 8시", "08:00", frozenset({0, 3}), None, ""),
    ("월요일하고 금요일 8시", "08:00", frozenset({0, 4}), None, ""),
    ("월요일부터 금요일까지 8시", "08:00", WEEKDAYS, None, ""),
    ("월~금 8시", "08:00", WEEKDAYS, None, ""),
    ("토요일마다 10시 영화", "10:00", frozenset({5}), None, "영화"),
    ("매일 아침", "08:00", EVERY_DAY, None, ""),
    ("매일 아침 쿠팡", "08:00", EVERY_DAY, None, "쿠팡"),
    ("매일 저녁 쿠팡", "19:00", EVERY_DAY, None, "쿠팡"),
    ("아침마다 쿠팡", "08:00", EVERY_DAY, None, "쿠팡"),
    ("아침 저녁으로 쿠팡", "08:00 19:00", EVERY_DAY, None, "쿠팡"),
    ("아침저녁 쿠팡", "08:00 19:00", EVERY_DAY, None, "쿠팡"),
    ("아침 8시 저녁 7시", "08:00 19:00", EVERY_DAY, None, ""),
    ("08:00 18:00", "08:00 18:00", EVERY_DAY, None, ""),
    ("08:00, 18:00 쿠팡", "08:00 18:00", EVERY_DAY, None, "쿠팡"),
    ("8시와 18시", "08:00 18:00", EVERY_DAY, None, ""),
    ("오전 7시와 오후 6시 쿠팡", "07:00 18:00", EVERY_DAY, None, "쿠팡"),
    ("8am and 6pm coupang", "08:00 18:00", EVERY_DAY, None, "coupang"),
    ("평일 오전 7시 반", "07:30", WEEKDAYS, None, ""),
    ("저녁 6시", "18:00", EVERY_DAY, None, ""),
    ("저녁 6시 반 평일 야구", "18:30", WEEKDAYS, None, "야구"),
    ("주말", "08:00", WEEKEND, None, ""),
    ("주말 오전 10시 영화", "10:00", WEEKEND, None, "영화"),
    ("주말 빼고 8시", "08:00", WEEKDAYS, None, ""),
    ("일곱 시 반 쿠팡", "07:30", EVERY_DAY, None, "쿠팡"),
    ("아침 일곱시", "07:00", EVERY_DAY, None, ""),
    ("오후 세 시 증시", "15:00", EVERY_DAY, None, "증시"),
    ("7시쯤 쿠팡", "07:00", EVERY_DAY, None, "쿠팡"),
    ("07시 30분에 쿠팡", "07:30", EVERY_DAY, None, "쿠팡"),
    ("８：００ 쿠팡", "08:00", EVERY_DAY, None, "쿠팡"),
    ("밤 12시", "00:00", EVERY_DAY, None, ""),
    ("정오 자정", "12:00 00:00", EVERY_DAY, None, ""),
    ("점심 증시", "12:00", EVERY_DAY, None, "증시"),
    ("쿠팡 뉴스 매일 8시에 보내줘", "08:00", EVERY_DAY, None, "쿠팡"),
    ("KST 08:00", "08:00", EVERY_DAY, SEOUL, ""),
    ("08:00 KST 쿠팡", "08:00", EVERY_DAY, SEOUL, "쿠팡"),
    ("오전 7시 한국시간", "07:00", EVERY_DAY, SEOUL, ""),
    ("한국 시간 07:00 쿠팡", "07:00", EVERY_DAY, SEOUL, "쿠팡"),
    ("07:00 GMT+9", "07:00", EVERY_DAY, SEOUL, ""),
    ("07:00 UTC+09:00 쿠팡", "07:00", EVERY_DAY, SEOUL, "쿠팡"),
    ("UTC-5 8:00", "08:00", EVERY_DAY, "Etc/GMT+5", ""),
    ("8am New York", "08:00", EVERY_DAY, NY, ""),
    ("8am New York time coupang", "08:00", EVERY_DAY, NY, "coupang"),
    ("coupang 8am New York", "08:00", EVERY_DAY, NY, "coupang"),
    ("오전 8시 뉴욕", "08:00", EVERY_DAY, NY, ""),
    ("뉴욕 시간 오전 8시", "08:00", EVERY_DAY, NY, ""),
    ("뉴욕시간 8시 쿠팡", "08:00", EVERY_DAY, NY, "쿠팡"),
    ("미국 동부시간 9시", "09:00", EVERY_DAY, NY, ""),
    ("8am EST", "08:00", EVERY_DAY, NY, ""),
    ("8am PT weekdays", "08:00", WEEKDAYS, LA, ""),
    ("9 am London", "09:00", EVERY_DAY, "Europe/London", ""),
    ("07:00 Asia/Tokyo", "07:00", EVERY_DAY, "Asia/Tokyo", ""),
    ("every morning at 8", "08:00", EVERY_DAY, None, ""),
    ("at 8 every morning", "08:00", EVERY_DAY, None, ""),
    ("every evening at 7 samsung", "19:00", EVERY_DAY, None, "samsung"),
    ("every day at 8:30 pm AI", "20:30", EVERY_DAY, None, "AI"),
    ("mornings AI", "08:00", EVERY_DAY, None, "AI"),
    ("8 in the evening AI", "20:00", EVERY_DAY, None, "AI"),
    ("half past seven", "07:30", EVERY_DAY, None, ""),
    ("8 o'clock", "08:00", EVERY_DAY, None, ""),
    ("seven am coupang", "07:00", EVERY_DAY, None, "coupang"),
    ("8:00 a.m. every day", "08:00", EVERY_DAY, None, ""),
    ("every Monday and Thursday at 9am", "09:00", frozenset({0, 3}), None, ""),
    ("Mon, Wed & Fri 7pm AI", "19:00", MWF, None, "AI"),
    ("monday to friday 8am", "08:00", WEEKDAYS, None, ""),
    ("on weekdays at 7", "07:00", WEEKDAYS, None, ""),
    ("every weekend 10am", "10:00", WEEKEND, None, ""),
    ("send me coupang news every day at 8 am please", "08:00", EVERY_DAY, None, "coupang"),
    ("3시간마다 쿠팡", "08:00 11:00 14:00 17:00 20:00", EVERY_DAY, None, "쿠팡"),
    ("오전 9시부터 6시까지 3시간마다 쿠팡", "09:00 12:00 15:00 18:00", EVERY_DAY, None, "쿠팡"),
    ("9~6시 3시간마다 쿠팡", "09:00 12:00 15:00 18:00", EVERY_DAY, None, "쿠팡"),
    ("두 시간에 한 번", "08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00", EVERY_DAY, None, ""),
    ("평일 4시간 간격으로 쿠팡", "08:00 12:00 16:00 20:00", WEEKDAYS, None, "쿠팡"),
    ("6시간마다", "08:00 14:00 20:00", EVERY_DAY, None, ""),
    ("every 3 hours", "08:00 11:00 14:00 17:00 20:00", EVERY_DAY, None, ""),
    ("every two hours AI", "08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00", EVERY_DAY, None, "AI"),
    ("8시 12시 18시 21시 쿠팡", "08:00 12:00 18:00 21:00", EVERY_DAY, None, "쿠팡"),
    # words to look for, much as they look
    ("뉴욕 증시", "08:00", EVERY_DAY, None, "뉴욕 증시"),
    ("07:00 서울 부동산", "07:00", EVERY_DAY, None, "서울 부동산"),
    ("근무시간 단축", "08:00", EVERY_DAY, None, "근무시간 단축"),
    ("매일경제 매일유업", "08:00", EVERY_DAY, None, "매일경제 매일유업"),
    ("아이폰 17", "08:00", EVERY_DAY, None, "아이폰 17"),
    ("5시리즈", "08:00", EVERY_DAY, None, "5시리즈"),
    ("네이버 수목 드라마", "08:00", EVERY_DAY, None, "네이버 수목 드라마"),
    ("뉴스", "08:00", EVERY_DAY, None, "뉴스"),
    ("최신순 쿠팡", "08:00", EVERY_DAY, None, "쿠팡"),
    ("매일아침8시쿠팡,네이버", "08:00", EVERY_DAY, None, "쿠팡 네이버"),
    ("오후6시30분네이버", "18:30", EVERY_DAY, None, "네이버"),
    ('"언론사" 개혁', "08:00", EVERY_DAY, None, "언론사 개혁"),
    ('"어제"', "08:00", EVERY_DAY, None, "어제"),
    ("어제의용사들", "08:00", EVERY_DAY, None, "어제의용사들"),
]  # fmt: skip

ASKED = {
    "often": """30분마다|30분마다 쿠팡|10분 간격으로|매시간|매시 정각|1시간에 1번|삼십분마다|반나절마다|하루 종일 쿠팡|
        한 시간마다|실시간|실시간으로 쿠팡|즉시|수시로 쿠팡|나오는 대로 쿠팡|
        every 30 minutes coupang|every hour|every hour on the hour|hourly|hourly AI|every 15 min|
        real-time AI|instantly|asap coupang|twice an hour""",
    "daily": """하루에 두 번 8시 쿠팡|하루 세 번 8시 18시|하루에 9번|twice a day at 8""",
    "weekly": """매주|매주 9시 쿠팡|주 1회|일주일에 두 번|weekly|weekly AI|once a week|every week|twice a week 8am|
        주 2회 월요일|매주 한 번 쿠팡""",
    "seldom": """매달 첫째 주 월요일|매월 둘째 주 월요일 9시|매월 마지막 주 금요일|매달 월요일|매월 32일|격주|
        격주 월요일|격일로 8시|이틀에 한 번|3일마다 쿠팡|매년|2주마다|한 달에 두 번|every other day|biweekly AI|
        every 2 weeks|every second monday|
        yearly|quarterly|분기마다|2주에 한 번|monthly on mondays""",
    "range": """9시부터 18시까지|09:00-18:00 쿠팡|9시~18시|9시부터|18시 이후|오전 9시부터 오후 6시까지 쿠팡|9am-6pm|
        from 9am to 6pm|between 9 and 6pm|after 6pm AI|before 9am""",
    "hour": """8 쿠팡|8|18 네이버|1830 쿠팡|오전 쿠팡|오후|7시넘어 쿠팡|19h|
        출근길|퇴근 시간에 쿠팡|자기 전에|아무때나""",
    "date": """내일 아침 8시|오늘 8시|다음 주 월요일|3월 5일|2026-03-05 쿠팡|12/25|5일 쿠팡|tomorrow at 8|next monday|
        tonight|7월|공휴일 제외 8시""",
    "past": """어제|어제자 쿠팡|그저께|지난주|지난 주 쿠팡|저번 주|지난달|지난 주말 쿠팡|최근 3일|지난 일주일 쿠팡|
        3일 전|일주일간|yesterday|yesterday AI|last week|past month|the last 3 days|two weeks ago""",
    "filter": """언론사 한빛일보|매체 한빛일보 나룻배|기자 도하람|제목 나룻배|publisher KBS|author Kim""",
    "zone": """8am CST|07:00 하노버시간 쿠팡|08:00 GMT+25|UTC+99 8시""",
    "place": """8am New York coupang|뉴욕 오전 8시|07:00 도쿄 올림픽""",
    "times": """6시 8시 10시 11시 12시 13시 14시 15시 16시""",
}
QUESTIONS = [(text.strip(), kind) for kind, texts in ASKED.items() for text in texts.split("|")]


@pytest.mark.parametrize(
    ("text", "times", "days", "zone", "words"), UNDERSTOOD, ids=lambda one: str(one)[:40]
)
def test_it_is_understood(text: str, times: str, days: Days, zone: str | None, words: str) -> None:
    wish = read_wish(text)
    assert times == " ".join(f"{at:%H:%M}" for at in (wish.at, *wish.also))
    assert (days, zone) == (wish.days, wish.zone)
    assert tuple(words.split()) == wish.wanted.include


@pytest.mark.parametrize(("text", "kind"), QUESTIONS, ids=[text for text, _ in QUESTIONS])
def test_it_is_asked_about_and_something_is_proposed(text: str, kind: str) -> None:
    with pytest.raises(Unclear) as asked:
        read_wish(text)
    assert f"subscribe.unclear_{kind}" == asked.value.key
    assert say("ko", asked.value.key, **asked.value.values)
    assert asked.value.proposals
    for wish in asked.value.proposals:
        assert wish == read_wish(write_wish(wish))
        assert wish == read_wish(write_wish(wish, "en"))


@pytest.mark.parametrize(("text", "kind"), QUESTIONS, ids=[text for text, _ in QUESTIONS])
def test_after_other_words_it_is_no_keyword_either(text: str, kind: str) -> None:
    if kind in {"hour", "place"} and (text[0].isdigit() or text[0] == "뉴") and "h" not in text:
        return  # 아이폰 17, 증시 뉴욕: after a word these are words
    with pytest.raises(Unclear):
        read_wish(f"삼성전자 {text}")


@pytest.mark.parametrize(
    "text", ["어제", "지난주 쿠팡", "이번 주", "오늘", "최근 3일", "yesterday", "last week AI"]
)
def test_a_watch_for_a_day_is_asked_about(text: str) -> None:
    with pytest.raises(Unclear) as asked:
        read_watch(text)
    assert "watch.unclear_day" == asked.value.key
    [watched] = asked.value.watched
    assert watched == read_watch(write_words(watched))


@pytest.mark.parametrize("text", ["끄기", "그만 받기", "취소", "off", "Stop", "unsubscribe"])
def test_a_word_that_ends_is_no_keyword(text: str) -> None:
    assert asks_to_end(text)
    assert not asks_to_end(f"{text} 쿠팡")


def test_the_words_of_what_is_asked_about_are_kept_in_what_is_proposed() -> None:
    with pytest.raises(Unclear) as asked:
        read_wish("30분마다 쿠팡 -광고 신문:한빛일보 5개")
    first = asked.value.proposals[0]
    assert Filter(("쿠팡",), ("광고",), ("한빛일보",)) == first.wanted
    assert "08:00 18:00 쿠팡 -광고 신문:한빛일보 5개" == write_wish(first)
    assert asked.value.watched == (Filter(("쿠팡",), ("광고",)),)


@pytest.mark.parametrize("said", ["내일부터 3일만", "다음 주 일주일간", "내일부터 사흘 동안만", "내일부터"])
def test_how_long_from_a_day_on_is_asked_about_with_that_day(said: str) -> None:
    with pytest.raises(Unclear) as asked:
        read_wish(f"나룻배 {said} 8시")
    assert ("subscribe.unclear_date", ("나룻배",)) == (
        asked.value.key,
        asked.value.proposals[0].wanted.include,
    )


def test_a_time_zone_or_a_word_are_both_proposed() -> None:
    with pytest.raises(Unclear) as asked:
        read_wish("07:00 도쿄 올림픽")
    zone, word = asked.value.proposals
    assert ("Asia/Tokyo", ("올림픽",)) == (zone.zone, zone.wanted.include)
    assert (None, ("올림픽", "도쿄")) == (word.zone, word.wanted.include)


def test_what_stands_in_quotation_marks_is_a_word_whatever_it_says() -> None:
    for said in ("30분마다", "매월 1일", "08:00", "KST", "매일 아침"):
        assert (said,) == read_wish(f'"{said}"').wanted.include


def test_a_list_after_a_minus_is_left_out_as_a_whole() -> None:
    assert Filter(("쿠팡",), ("광고", "부고")) == read_wish("쿠팡 -광고,부고").wanted


def test_the_words_of_a_watch_and_of_an_answer_are_lists_too() -> None:
    assert ("쿠팡", "네이버") == read_words("쿠팡,네이버").include
    assert ("쿠팡", "네이버") == read_watch("쿠팡/네이버").include
    assert ("1,000명",) == read_words("1,000명").include


@pytest.mark.parametrize("text", ["07:00 쿠팡", "쿠팡 30분마다", "쿠팡 KST", "실시간 쿠팡", "coupang 8am"])
def test_a_watch_that_says_when_is_asked_about(text: str) -> None:
    with pytest.raises(Unclear) as asked:
        read_watch(text)
    assert "watch.unclear" == asked.value.key
    [watched] = asked.value.watched
    assert watched.include in {("쿠팡",), ("coupang",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("네이버 관련 기사 나오면 알려줘", "네이버"),
        ("네이버가 나오면 바로 알려줘", "네이버"),
        ("쿠팡 새 기사", "쿠팡"),
        ("쿠팡 뉴스 알려주세요", "쿠팡"),
        ("tell me about Tesla please", "Tesla"),
        ("쿠팡이랑 네이버", "쿠팡 네이버"),
        ("매일 쿠팡", "쿠팡"),
        ("뉴스", "뉴스"),
    ],
)
def test_what_only_asks_for_a_watch_is_none_of_its_words(text: str, words: str) -> None:
    assert tuple(words.split()) == read_watch(text).include


def test_a_watch_on_some_days_or_with_a_bare_filter_is_asked_about() -> None:
    for text, key, watched in (
        ("쿠팡 평일만", "watch.unclear", ("쿠팡",)),
        ("쿠팡 시간당 3번", "watch.unclear", ("쿠팡",)),
        ("언론사 뉴시스 쿠팡", "subscribe.unclear_filter", ("쿠팡", "언론사:뉴시스")),
        ("매채:뉴시스 쿠팡", "subscribe.unclear_filter", ("쿠팡", "언론사:뉴시스")),
        ("도하람 기자 쿠팡", "subscribe.unclear_filter", ("쿠팡", "기자:도하람")),
    ):
        with pytest.raises(Unclear) as asked:
            read_watch(text)
        assert (key, watched) == (asked.value.key, asked.value.watched[0].include)


WORDS = st.text(st.sampled_from("쿠팡네이버월수금ABab 08:/,-+\"'·~시분매주마다오전"), min_size=1, max_size=12)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@settings(max_examples=300)
@given(
    st.builds(
        Wish,
        times,
        st.frozensets(st.integers(0, 6), min_size=1),
        st.sampled_from([None, SEOUL, NY, "UTC", "Etc/GMT+3", "Asia/Kolkata"]),
        st.lists(WORDS, max_size=4),
        st.one_of(st.none(), st.integers(1, 30)),
    )
)
def test_what_is_written_is_read_again(wish: Wish) -> None:
    include = tuple(
        dict.fromkeys(" ".join(re.sub("[\"'“”‘’;]", " ", one).strip(" \t,;").split()) for one in wish.wanted)
    )  # type: ignore[attr-defined]
    wanted = Filter(tuple(one for one in include if len(term_ids(one))))  # marks alone are no word
    made = Wish(wish.at, wish.days, wish.zone, wanted, wish.count)
    for language in ("ko", "en"):
        assert made == read_wish(write_wish(made, language))


@given(
    st.lists(st.sampled_from([text for text, _ in QUESTIONS] + [row[0] for row in UNDERSTOOD]), max_size=6)
)
def test_no_time_of_day_ever_becomes_a_word(texts: list[str]) -> None:
    try:
        wish = read_wish(" ".join(texts))
    except ReaderError:
        return
    for word in wish.wanted.include:
        assert not re.search(r"\d{1,2}:\d{2}|마다$|^매[주월년]$|\dam$|\dpm$|^every|^hourly", word), word


def test_endless_text_is_read_in_no_time_or_refused() -> None:
    for text in ("1" * 4096, "월" * 4096, "월," * 2000, "8시 " * 1300, "every " * 600, "매주 " * 1500, "08:00," * 600,
                 "a/" * 2000, "-" * 4096, "뉴욕 8시 " * 500, '"' * 4096, "월~" * 2000, "9시부터 " * 600):  # fmt: skip
        try:
            read_wish(text)
        except ReaderError:
            continue
    assert time(8) == read_wish("").at
