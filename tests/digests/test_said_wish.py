"""Wishes to be told that are said without a command, and what only sounds like one."""

from __future__ import annotations

import pytest

from bot.digests.said_wish import read_said_wish


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("쿠팡 뉴스 매일 아침 받아보고 싶어요", "digest", "쿠팡 뉴스 매일 아침"),
        ("매주 월요일 9시에 나룻배 소식 보내줘", "digest", "매주 월요일 9시에 나룻배 소식"),
        ("버스 파업 매일 저녁 6시에 구독할래", "digest", "버스 파업 매일 저녁 6시에"),
        ("send me bus strike every morning at 8", "digest", "bus strike every morning at 8"),
        ("환율 1500원 넘으면 알려줘", "watch", "환율 1500원"), ("지진 나면 바로 알려주세요", "watch", "지진"),
        ("나룻배 관련 새 기사가 나오면 알려줘요", "watch", "나룻배"),
        ("Tell me when there is news about Naver AI", "watch", "Naver AI"),
        ("매일아침 나룻배 소식 보내줘", "digest", "매일아침 나룻배 소식"),
        ("매주월요일 나룻배 소식을 보내줘", "digest", "매주월요일 나룻배 소식"),
        ("매일 우리 마을 보내줘", "digest", "매일 우리 마을"),
        ("send me daily news about ferries", "digest", "daily news about ferries"),
        ("send me ferry news every other day", "digest", "ferry news every other day"),
        ("물가 나오면 알려줘", "watch", "물가"),
        ("주가 기사가 나오면 알려줘", "watch", "주가"),
        ("유가가 80달러 넘으면 알려줘", "watch", "유가가 80달러"),
        ("고양이 나오면 알려줘", "watch", "고양이"),
        ("철새 나오면 알려줘", "watch", "철새"),
        ("철새 소식 뜨면 알려줘", "watch", "철새"),
        ("운전기사 소식 나오면 알려줘", "watch", "운전기사"),
        ("나룻배가 뜨면 알려줘", "watch", "나룻배"),
        ("물가가 나오면 알려줘", "watch", "물가"),
        ("불이 나면 알려줘", "watch", "불"), ("산불이 나면 알려줘", "watch", "산불"),
    ],
)  # fmt: skip
def test_a_wish_is_heard(text: str, kind: str, words: str) -> None:
    assert (kind, words) == read_said_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        "어제 쿠팡 기사 보내줘", "매일 오르는 물가", "버스 파업 알려줘", "불 나면 어디로 대피해?",
        "매일경제", "비가 오면 뭐 먹지",
        "매일경제 기사 보내줘",
        "매일신문 사설 알려줘",
        "매일유업 소식 알려줘",
        "매달린 사람 소식 알려줘",
        "경매일 소식 알려줘",
        "send me everything about ferries",
        "send me every article about ferries",
        "give me the Daily Harbor front page",
        "send me the daily harbor",
        "새 소식 나오면 알려줘", "기사가 나오면 알려줘",
        "Tell me about the strike", "every day heroes",
    ],
)  # fmt: skip
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    assert read_said_wish(text) is None
