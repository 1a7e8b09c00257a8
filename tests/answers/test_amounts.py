"""How much and by how much: the difference where it is asked what rose, and a round number with its 대."""

from __future__ import annotations

import pytest

from tests.answers.test_short import short

SAID = [
    # by how much, where it is asked what rose; to how much, where 로 asks that
    ("집값은 얼마 올랐어?", "물안동 집값은 3천만원 오른 7억원이다.", "3천만원"),
    ("집값 얼마가 올라?", "물안동 집값은 3천만원 오른 7억원이다.", "3천만원"),
    ("승객 몇 명 늘었어?", "나룻배 승객은 작년보다 300명 늘어난 4000명이다.", "300명"),
    ("남학생이 몇 명 더 많아?", "남학생은 여학생보다 20명 더 많은 310명이다.", "20명"),
    ("승객 몇 명으로 늘었어?", "나룻배 승객은 작년보다 300명 늘어난 4000명이다.", "4000명"),
    ("집값 얼마로 올랐어?", "물안동 집값은 3천만원 오른 7억원이다.", "7억원"),
    # the round number with its 대
    ("지지율 몇 퍼센트야?", "한빛시장 지지율은 20%대로 나타났다.", "20%대"),
    ("관객 몇 명 왔어?", "축제 관객은 3만명대를 지켰다.", "3만명대"),
    ("보험료 얼마나 오를 전망이야?", "보험료가 5년 만에 1%대 오를 전망이다.", "1%대"),
]


@pytest.mark.parametrize(("question", "sentence", "expected"), SAID)
def test_the_figure_is_the_one_asked_for(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)
