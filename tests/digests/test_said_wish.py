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
    ],
)  # fmt: skip
def test_a_wish_is_heard(text: str, kind: str, words: str) -> None:
    assert (kind, words) == read_said_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        "어제 쿠팡 기사 보내줘", "매일 오르는 물가", "버스 파업 알려줘", "불 나면 어디로 대피해?",
        "매일경제", "비가 오면 뭐 먹지",
        "Tell me about the strike", "every day heroes",
    ],
)  # fmt: skip
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    assert read_said_wish(text) is None
