"""Questions and words to search for."""

from __future__ import annotations

import pytest

from bot.answers.intent import is_question


@pytest.mark.parametrize(
    "text",
    [
        "버스 파업은 언제 끝나",
        "누가 파업을 시작했어",
        "한빛시장은 누구야",
        "요금이 얼마로 올라",
        "왜 늦었어",
        "몇 명이 탔나",
        "파업 끝났나요",
        "파업 이유가 궁금해요",
        "파업이 끝났는지 알려줘",
        "쿠팡 3300만?",
        "who leads the strike",
        "When does the tram open",
    ],
)
def test_a_question_is_known_by_its_mark_its_word_or_its_ending(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "버스 파업 이유",
        "네이버 클라우드",
        "누구나 참여하는 축제",
        "언제나 그 자리에",
        "역사 왜곡 논란",
        "왜관 수도원",
        "어느새 겨울",
        "spdlqj",
        "ㄴㅇㅂ",
        "케냐 대통령",
        "김은지",
        "건축 인가",
        "how",
        "???",
        "",
    ],
)
def test_plain_words_ask_nothing(text: str) -> None:
    assert not is_question(text)
