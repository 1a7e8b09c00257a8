"""What is left out, where that is asked."""

from __future__ import annotations

import pytest

from bot.answers.frame import read_frame
from bot.answers.left_out import asks_left_out, left_out


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (  # out of what
            "충전권을 못 받는 사람은 누구야?",
            "다만 법인 차량 이용자는 충전권 지급 대상에서 제외된다.",
            "법인 차량 이용자",
        ),
        (  # several, in a row
            "위약금 면제에서 빠진 사람은 누구야?",
            "새 가입자, 알뜰폰 이용자, 직권해지 고객 등은 위약금 면제 대상에서 제외된다.",
            "새 가입자, 알뜰폰 이용자, 직권해지 고객 등",
        ),
        (  # why, and no thing
            "주 4일 근무에서 빠진 부서는 어디야?",
            "물결 부서는 설비 특성상 제외된다.",
            "물결 부서",
        ),
        (  # what only tells of the noun after it
            "보상에서 빠진 사람은 누구야?",
            "하지만 해녀들은 이 같은 보상에서 제외됐다.",
            "해녀들",
        ),
        (  # as an object
            "보상에서 빠진 사람은 누구야?",
            "시는 해녀를 제외하고 모두에게 보상했다.",
            "해녀",
        ),
    ],
)
def test_what_is_left_out_is_told(question: str, text: str, told: str) -> None:
    frame = read_frame(question)
    assert asks_left_out(frame)
    span = left_out(frame, text)
    assert span is not None
    assert text[slice(*span)].startswith(told)


def test_what_the_question_names_itself_is_not_left_out() -> None:
    assert left_out(read_frame("해녀들 보상에서 빠진 게 뭐야?"), "해녀들은 보상에서 제외됐다.") is None
    assert left_out(read_frame("보상에서 빠진 사람은 누구야?"), "모두가 보상을 받았다.") is None
