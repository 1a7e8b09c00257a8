"""Who or what something is, told by what stands right before its name."""

from __future__ import annotations

import pytest

from bot.answers.apposition import named_beside, told_by_kind
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
        ("나루한이 누구야?", "잔치에는 방송인 나루한이 나왔다.", "방송인"),
        ("나루한이 누구야?", "이름난 예언가 나루한이 말했다.", "이름난 예언가"),
        ("물꼬결과가 뭐야?", "밀수 조직 '물꼬 결과'가 잡혔다.", "밀수 조직"),
        ("나루한이 누구야?", "변호인 나루한은 말을 아꼈다.", "변호인"),
        ("나루한이 누구야?", "심판장인 나루한이 대회를 열었다.", "심판장"),
        ("나루한이 누구야?", "한빛시장 나루한이 대회를 열었다.", "한빛시장"),
        ("물꼬당이 뭐야?", "이른바 '물꼬당'이 말썽이다.", ""),
        ("물꼬당이 뭐야?", "대표적인 물꼬당이 말썽이다.", ""),
        ("물꼬당이 뭐야?", "나루한 '물꼬당'이 말썽이다.", ""),
        ("물꼬당이 뭐야?", "소비자물가 물꼬당이 올랐다.", ""),
        ("물꼬당이 뭐야?", "한강공원 물꼬당이 열렸다.", ""),
        ("물꼬당이 뭐야?", "여울시장 물꼬당이 열렸다.", ""),
        ("나루한이 누구야?", "서울대병원 나루한 교수가 말했다.", ""),
        ("느린물꼬가 뭐야?", "나루한 작가 느린물꼬연구소를 열었다.", ""),
        ("여울상사 나루한이 누구야?", "나루한 부사장이 회의에 나왔다.", ""),
    ],
)
def test_a_kind_before_a_name_says_who_it_is(question: str, sentence: str, expected: str) -> None:
    found = told_by_kind(read_frame(question), sentence)
    assert expected == (sentence[slice(*found)] if found else "")


def test_a_verb_before_the_thing_asked_for_is_no_name_of_it() -> None:
    text = "연구진은 새 기술을 더해 메모리 부담을 줄였다."
    assert named_beside(read_frame("장치에 들어가는 메모리 뭐야?"), text) is None
