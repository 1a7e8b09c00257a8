"""How much and by how much: the difference where it is asked what rose, a round number with its 대, money as money."""

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
    # money, where money is asked for, and a share only of what is paid as one
    ("배다리 난간 다는 데 돈이 얼마나 들었어?", "난간은 배다리 1.72㎞ 구간에 높이 2.5m로 달렸다.", ""),
    ("배다리 난간 다는 데 돈이 얼마나 들었어?", "1.72㎞ 난간에는 4억 원이 들었다.", "4억 원"),
    ("조리 로봇은 한 대에 얼마야?", "조리 로봇은 솥 앞에서 일하는 시간을 평균 69% 줄였다.", ""),
    ("수수료 얼마야?", "한빛은행은 수수료로 3%를 받는다.", "3%"),
    ("시세 대비 얼마에 살 수 있어?", "한옥은 시세의 60~70%로 빌린다.", "60~70%"),
    # so many years, and no year
    ("표인혁은 징역 몇 년 받았어?", "표인혁은 2019년 한빛시에서 배를 샀다.", ""),
    ("표인혁은 징역 몇 년 받았어?", "표인혁은 2019년의 일로 징역 2년을 선고받았다.", "2년"),
    ("다리는 몇 년에 놓였어?", "다리는 2019년에 놓였다.", "2019년"),
    # the round number with its 대
    ("지지율 몇 퍼센트야?", "한빛시장 지지율은 20%대로 나타났다.", "20%대"),
    ("관객 몇 명 왔어?", "축제 관객은 3만명대를 지켰다.", "3만명대"),
    ("보험료 얼마나 오를 전망이야?", "보험료가 5년 만에 1%대 오를 전망이다.", "1%대"),
]


@pytest.mark.parametrize(("question", "sentence", "expected"), SAID)
def test_the_figure_is_the_one_asked_for(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)
