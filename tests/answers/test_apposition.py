"""Who or what something is, told by what stands right before its name."""

from __future__ import annotations

import pytest

from bot.answers.apposition import told_by_kind
from bot.answers.frame import read_frame


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("여울상사 나루한이 누구야?", "시장의 동생인 나루한 부사장이 회의에 나왔다.", "시장의 동생"),
        ("칼릴 나하야가 누구야?", "강경파로 꼽히는 정치국원 칼릴 나하야가 뽑혔다.", "정치국원"),
        (
            "물꼬당 파우더가 뭐야?",
            "상처를 막는 파우더형 지혈제 '물꼬당 파우더'를 개발했다.",
            "파우더형 지혈제",
        ),
        ("여울상사 나루한이 누구야?", "시장은 어제 나루한 부사장을 만났다.", ""),
        ("여울상사 나루한이 누구야?", "나루한 부사장이 회의에 나왔다.", ""),
    ],
)
def test_a_kind_before_a_name_says_who_it_is(question: str, sentence: str, expected: str) -> None:
    found = told_by_kind(read_frame(question), sentence)
    assert expected == (sentence[slice(*found)] if found else "")
