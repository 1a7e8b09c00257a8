"""Requests listed with commas, and watches with alternatives."""

from __future__ import annotations

import pytest

from bot.digests.subscription import Filter
from bot.digests.subscription_parser import Unclear, read_wish, write_wish
from bot.digests.watch_parser import read_watches
from bot.errors import ReaderError


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("네이버 클라우드, 카카오 엔터", ("네이버 클라우드", "카카오 엔터")),
        ("평일 8시 네이버 클라우드, 카카오 뉴스 보내줘", ("네이버 클라우드", "카카오")),
        ("평일 8시, 네이버 카카오", ("네이버", "카카오")),
        ("월, 수, 금 8시 네이버 카카오", ("네이버", "카카오")),
        ('네이버, "소버린 AI", 카카오', ("네이버", "소버린 AI", "카카오")),
        ("네이버, 카카오", ("네이버", "카카오")),
        ("naver cloud, kakao at 8am", ("naver cloud", "kakao")),
        ("8am naver, kakao; line", ("naver", "kakao", "line")),
        ("8시 소비자와 기업, 물가", ("소비자", "기업", "물가")),
        ("네이버 클라우드를, 카카오 8시", ("네이버 클라우드", "카카오")),
        ("나룻배 , 이차 전지, 바이오. 8시", ("나룻배", "이차 전지", "바이오")),
    ],
)
def test_words_between_commas_are_one_keyword(said: str, words: tuple[str, ...]) -> None:
    wish = read_wish(said)
    assert words == wish.wanted.include
    assert wish == read_wish(write_wish(wish))


@pytest.mark.parametrize(
    ("said", "proposals"),
    [
        ("네이버 8시, 카카오 9시", ["08:00 네이버", "09:00 카카오"]),
        ("네이버 8시 카카오 9시", ["08:00 네이버", "09:00 카카오"]),
        ("나룻배 아침 8시 소버린 AI 저녁 7시", ["08:00 나룻배", "19:00 소버린 AI"]),
        ("아침 8시 나룻배 저녁 7시 요금", ["08:00 나룻배", "19:00 요금"]),
        ("나룻배 주말 9시, 평일 20시", ["09:00 주말 나룻배", "20:00 평일 나룻배"]),
        ("평일 8시 주말 10시 네이버", ["08:00 평일 네이버", "10:00 주말 네이버"]),
        ("네이버 평일 8시 주말 10시", ["08:00 평일 네이버", "10:00 주말 네이버"]),
        ("월 8시 수 10시 네이버", ["08:00 월 네이버", "10:00 수 네이버"]),
        ("토요일 오전 8시 일요일 오전 10시 네이버", ["08:00 토 네이버", "10:00 일 네이버"]),
        ("naver weekdays 8am weekends 10am", ["08:00 평일 naver", "10:00 주말 naver"]),
        ("평일 8시 네이버 주말 10시 카카오", ["08:00 평일 네이버", "10:00 주말 카카오"]),
    ],
)
def test_parts_with_times_of_their_own_are_asked_about(said: str, proposals: list[str]) -> None:
    with pytest.raises(Unclear) as asked:
        read_wish(said)
    assert proposals == [write_wish(one) for one in asked.value.proposals]


@pytest.mark.parametrize(
    "said",
    [
        "8시, 18시 네이버",
        "네이버 8시, 18시",
        "8시 네이버, 카카오",
        "네이버 카카오 아침 8시 저녁 6시",
        "8시 네이버 18시",
        "네이버 오전 8시 오후 6시",
        "네이버 8시 18시 10개",
        "네이버 9시 뉴스 18시",
        "8시 18시 평일 네이버",
        "네이버 8시 주말 18시",
        "평일 8시 주말 8시 네이버",
        "평일 8시 18시 네이버",
    ],
)
def test_times_of_one_request_are_not(said: str) -> None:
    assert "네이버" in read_wish(said).wanted.include


@pytest.mark.parametrize(
    ("said", "watches"),
    [
        ("네이버 or 카카오", (Filter(("네이버",), every=True), Filter(("카카오",), every=True))),
        (
            "네이버 클라우드 또는 카카오 -광고",
            (
                Filter(("네이버", "클라우드"), ("광고",), every=True),
                Filter(("카카오",), ("광고",), every=True),
            ),
        ),
        ("네이버,카카오", (Filter(("네이버",), every=True), Filter(("카카오",), every=True))),
        ("네이버、카카오", (Filter(("네이버",), every=True), Filter(("카카오",), every=True))),
        ("네이버 ,카카오", (Filter(("네이버",), every=True), Filter(("카카오",), every=True))),
        ("1,000원,카카오", (Filter(("1,000원",), every=True), Filter(("카카오",), every=True))),
        ('"네이버,카카오"', (Filter(("네이버,카카오",), every=True),)),
        (
            "제목:네이버,카카오 나룻배",
            (Filter(("제목:네이버", "제목:카카오", "나룻배"), every=True),),
        ),
        ("네이버, 🔥", (Filter(("네이버",), every=True),)),
        ("🔥 or 네이버,카카오", (Filter(("네이버",), every=True), Filter(("카카오",), every=True))),
        ('"war or peace"', (Filter(("war or peace",), every=True),)),
        ("네이버 or 네이버", (Filter(("네이버",), every=True),)),
        ("네이버 카카오", (Filter(("네이버", "카카오"), every=True),)),
        (
            "네이버 클라우드, 카카오",
            (Filter(("네이버", "클라우드"), every=True), Filter(("카카오",), every=True)),
        ),
        (
            "네이버, 카카오 언론사:한빛일보, 나루신문 -광고",
            tuple(
                Filter((word, "언론사:한빛일보", "언론사:나루신문"), ("광고",), every=True)
                for word in ("네이버", "카카오")
            ),
        ),
    ],
)
def test_alternatives_are_watches_of_their_own(said: str, watches: tuple[Filter, ...]) -> None:
    assert watches == read_watches(said)


def test_days_between_commas_are_no_alternatives() -> None:
    with pytest.raises(Unclear) as asked:
        read_watches("월,수,금 8시 네이버")
    assert (Filter(("네이버",), every=True),) == asked.value.watched
    assert ["08:00 월수금 네이버"] == [write_wish(one) for one in asked.value.proposals]


def test_alternatives_of_marks_alone_are_none() -> None:
    with pytest.raises(ReaderError, match=r"subscribe\.only_marks"):
        read_watches("🔥, 🎉")


def test_alternatives_that_say_when_stay_alternatives_in_what_is_proposed() -> None:
    with pytest.raises(Unclear) as asked:
        read_watches("네이버 클라우드 or 카카오 매일 8시")
    either = (Filter(("네이버", "클라우드"), every=True), Filter(("카카오",), every=True))
    assert either == asked.value.watched
    assert ['08:00 "네이버 클라우드" 카카오'] == [write_wish(one) for one in asked.value.proposals]
