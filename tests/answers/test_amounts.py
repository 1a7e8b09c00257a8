"""How much and by how much, of money as money; the most of several; and nothing where only something else is told."""

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
    # the most, before the others in their order, wherever it is
    (
        "규정을 제일 많이 어긴 회사가 어디야?",
        "위반은 달래건설(13건)이 가장 많았고, 이어 한빛중공업(8건), 여울은행(7건) 등 순으로 나타났다.",
        "달래건설",
    ),
    (
        "집값이 가장 많이 오른 구가 어디야?",
        "물안구(2.6%)에서 가장 크게 올랐고 강변구(2.3%)·노을구(2.0%) 등에서도 올랐다.",
        "물안구",
    ),
    (
        "수익이 제일 많이 난 게 뭐야?",
        "종류별로 보면, 국내주식 약 78%, 해외주식 약 25%, 채권 약 7% 순으로 높았다.",
        "국내주식",
    ),
    # what points at a time or a thing is no day and no name
    ("치료제 임상 언제 시작해?", "이번 연구로 새 치료제가 나올 길이 열렸다.", ""),
    ("배다리 언제 열렸어?", "배다리는 지난 봄에 열렸다.", "지난 봄"),
    ("노트북 건진 강 이름이 뭐야?", "잠수부를 투입해 강에서 노트북을 건져 올렸다.", ""),
    ("노트북 건진 강 이름이 뭐야?", "잠수부를 투입해 여울강에서 노트북을 건져 올렸다.", "여울강"),
    ("아이가 다니는 학교 이름이 뭐야?", "아들이 최근 학교에 들어가 친구를 사귀고 있다.", ""),
    ("자료를 고친 직원 이름이 뭐야?", "자사 직원이 자료를 고쳤다고 밝혔다.", ""),
]


@pytest.mark.parametrize(("question", "sentence", "expected"), SAID)
def test_what_is_said_is_of_what_is_asked(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)
