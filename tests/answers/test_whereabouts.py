"""Where it is: a place told by its kind with what it is of, and no word that only ends as a place does."""

from __future__ import annotations

import pytest

from bot.answers.frame import read_frame
from bot.answers.question import read_question
from bot.answers.short import short_answer
from bot.answers.spans import spans_of


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "여울면 주민들은 어디로 대피했어?",
            "주민 70명이 여울초등학교 강당으로 대피했다.",
            "여울초등학교 강당",
        ),
        ("당첨은 어디서 확인해?", "당첨자는 11일 나루개발 누리집에서 확인할 수 있다.", "나루개발 누리집"),
        ("민원은 어디로 넘겼어?", "금융당국은 관련 민원을 나루거래소로 이송했다.", "나루거래소"),
        ("불난 아파트 무슨동임", "이날 오전 여울시 물꼬동의 한 아파트에서 불이 났다.", "물꼬동"),
        ("토끼가 나온 데가 어디야?", "물꼬동의 한 상가 주차장에서만 토끼 3마리가 발견됐다.", "물꼬동"),
    ],
)
def test_a_place_is_told_with_what_it_is_of(question: str, text: str, expected: str) -> None:
    frame = read_frame(question)
    span = short_answer(frame, text, spans_of(frame, read_question(question), text))
    assert span is not None
    assert expected in text[slice(*span)]
