"""What people write after /subscribe, in Korean and English."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.quiet import Quiet
from bot.digests.quiet_hours import read_quiet
from bot.digests.subscription import EVERY_DAY, WEEKDAYS, WEEKEND, Filter
from bot.digests.subscription_parser import (
    Wish,
    read_time,
    read_wish,
    write_wish,
    write_words,
)
from bot.digests.watch_parser import read_watch
from bot.digests.weekdays import read_days
from bot.digests.zones import read_zone
from bot.errors import ReaderError


def test_nothing_said_is_eight_every_day_about_everything() -> None:
    assert Wish(time(8), EVERY_DAY, None, Filter(), None) == read_wish("")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("07:30", time(7, 30)), ("7:30", time(7, 30)), ("7시", time(7)), ("7시 반", time(7, 30)),
        ("오전 7시 5분", time(7, 5)), ("오후 6시", time(18)), ("저녁 7시에", time(19)), ("밤 11시 반", time(23, 30)),
        ("밤 12시", time(0)), ("낮 12시", time(12)), ("낮 1시", time(13)), ("새벽 5시", time(5)),
        ("오전 12시", time(0)),
        ("정오", time(12)), ("자정", time(0)), ("6pm", time(18)), ("6:15 pm", time(18, 15)), ("12am", time(0)),
        ("12 p.m.", time(12)), ("noon", time(12)), ("18시", time(18)), ("24:00", time(0)),
    ],
)  # fmt: skip
def test_a_time_as_people_write_it(text: str, at: time) -> None:
    assert at == read_time(text)
    assert at == read_wish(f"{text} 평일 네이버").at
    assert ("네이버",) == read_wish(f"평일 네이버 {text}").wanted.include


@pytest.mark.parametrize("text", ["25:00", "7:60", "30시", "오후 7시 80분"])
def test_a_time_that_does_not_exist_is_said_so(text: str) -> None:
    with pytest.raises(ReaderError) as refused:
        read_wish(f"{text} 네이버")
    assert "subscribe.no_such_time" == refused.value.key


@pytest.mark.parametrize("text", ["네이버", "2026", "3:1", "7시간", "S7시리즈", "1:0승"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read_time(text) is None
    assert (text,) == read_wish(text).wanted.include


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("매일", EVERY_DAY), ("평일", WEEKDAYS), ("주말", WEEKEND), ("월수금", {0, 2, 4}), ("월,수,금", {0, 2, 4}),
        ("월·수", {0, 2}), ("화요일", {1}), ("월요일마다", {0}), ("월~금", WEEKDAYS), ("금-월", {4, 5, 6, 0}),
        ("daily", EVERY_DAY), ("Weekdays", WEEKDAYS), ("weekend", WEEKEND), ("mon,wed,fri", {0, 2, 4}),
        ("Mon-Fri", WEEKDAYS), ("Tuesday", {1}), ("thursdays", {3}), ("sat-sun", WEEKEND), ("토일", WEEKEND),
    ],
)  # fmt: skip
def test_days_as_people_write_them(text: str, days: set[int]) -> None:
    assert frozenset(days) == read_days(text)
    assert frozenset(days) == read_wish(f"08:00 {text}").days


@pytest.mark.parametrize("word", ["토목", "금리", "월급", "일본", "수소", "monday.com", "sunny", "월-"])
def test_words_that_begin_like_days_are_words(word: str) -> None:
    assert read_days(word) is None


def test_the_example_of_the_help() -> None:
    wish = read_wish("18:00 월수금 네이버 소버린AI -스포츠")
    assert Wish(time(18), frozenset({0, 2, 4}), None, Filter(("네이버", "소버린AI"), ("스포츠",))) == wish
    english = read_wish("mon,wed,fri 6pm Naver AI -sports")
    assert Wish(time(18), frozenset({0, 2, 4}), None, Filter(("Naver", "AI"), ("sports",))) == english


def test_quotation_marks_make_a_phrase_and_a_word_of_what_would_be_a_day() -> None:
    wish = read_wish('8:00 "네이버 클라우드" “금” -"프로 야구"')
    assert Filter(("네이버 클라우드", "금"), ("프로 야구",)) == wish.wanted
    assert EVERY_DAY == wish.days


def test_letters_of_days_after_a_word_are_words() -> None:
    assert Filter(("네이버", "수목", "드라마")) == read_wish("네이버 수목 드라마").wanted


def test_papers_zone_and_number() -> None:
    wish = read_wish("7:30 America/new_york 신문:해온일보,나루신문 20개")
    assert ("America/New_York", ("해온일보", "나루신문"), 20) == (wish.zone, wish.wanted.papers, wish.count)
    assert 30 == read_wish("30개").count


@pytest.mark.parametrize(
    "text", ["Asia/Atlantis", "../etc/passwd", "네이버", "Asia", "/etc/localtime", "a/../b"]
)
def test_what_is_no_zone(text: str) -> None:
    assert read_zone(text) is None


def test_a_zone_that_begins_like_am_does_not_spoil_the_time() -> None:
    wish = read_wish("02:30 America/New_York")
    assert (time(2, 30), "America/New_York") == (wish.at, wish.zone)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("23-7", "23:00-07:00"),
        ("23:00~07:00", "23:00-07:00"),
        ("밤 11시부터 아침 7시까지", "23:00-07:00"),
        ("22시 30분 - 6시", "22:30-06:00"),
        ("11pm to 7am", "23:00-07:00"),
        ("from 11pm until 7am", "23:00-07:00"),
        ("1-6", "01:00-06:00"),
        ("7-7", "None"),
        ("밤", "None"),
        ("23", "None"),
        ("쿠팡-네이버", "None"),
    ],
)
def test_quiet_hours_are_read_as_they_are_said(text: str, hours: str) -> None:
    assert hours == str(read_quiet(text))


def _covers(begin: time, end: time, at: time) -> bool:
    return Quiet.of(begin, end).covers(datetime.combine(date(2026, 1, 2), at))


@given(st.times(), st.times(), st.times())
def test_quiet_is_between_begin_and_end_over_midnight_too(begin: time, end: time, at: time) -> None:
    if begin != end:
        assert _covers(begin, end, at) != _covers(end, begin, at)
        assert _covers(begin, end, begin)
        assert not _covers(begin, end, end)


def test_words_are_bounded_and_each_is_kept_once() -> None:
    assert ("가",) == read_wish("가 가 +가").wanted.include
    with pytest.raises(ReaderError, match="too_many_words"):
        read_wish(" ".join(f"낱말{i}" for i in range(201)))
    with pytest.raises(ReaderError, match="long_word"):
        read_wish("가" * 51)


@given(st.text(max_size=200))
def test_any_text_is_a_wish_or_refused_in_words(text: str) -> None:
    try:
        wish = read_wish(text)
    except ReaderError:
        return
    assert wish.days <= EVERY_DAY
    assert all(0 < len(word) <= 50 for word in wish.wanted.include + wish.wanted.exclude)


@pytest.mark.parametrize(
    ("said", "papers", "include", "exclude"),
    [
        ('언론사:"나루 신문"', ("나루 신문",), (), ()),
        ("언론사:“나루 신문” 나룻배", ("나루 신문",), ("나룻배",), ()),
        ("언론사:'나루 신문' 나룻배", ("나루 신문",), ("나룻배",), ()),
        ("언론사 : 나루신문, 한빛일보 나룻배", ("나루신문", "한빛일보"), ("나룻배",), ()),
        ('신문:"나루 신문",한빛일보 나룻배', ("나루 신문", "한빛일보"), ("나룻배",), ()),
        ('신문:한빛일보,"나루 신문" 나룻배', ("한빛일보", "나루 신문"), ("나룻배",), ()),
        ("매체：나루신문", ("나루신문",), (), ()),
        ("언론사=나루신문", ("나루신문",), (), ()),
        ('언론사:"아침 신문"', ("아침 신문",), (), ()),
        ('publisher:"Naru News"', ("Naru News",), (), ()),
        ('제목:"소버린 AI"', (), ('제목:"소버린 AI"',), ()),
        ('나룻배 -언론사:"나루 신문"', (), ("나룻배",), ('언론사:"나루 신문"',)),
        ("나룻배 –광고", (), ("나룻배",), ("광고",)),
        ('"매체 : 아침"', (), ("매체 : 아침",), ()),
    ],
)
def test_filters_are_read_with_and_without_quotation_marks(
    said: str, papers: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...]
) -> None:
    wish = read_wish(f"{said} 18:00")
    assert (papers, include, exclude) == (wish.wanted.papers, wish.wanted.include, wish.wanted.exclude)
    assert time(18) == wish.at
    assert wish == read_wish(write_wish(wish))
    watched = read_watch(said)
    assert watched == read_watch(write_words(watched))
