"""Short answers that are several things in a row, or one of two that the question names."""

from __future__ import annotations

import pytest

from tests.answers.test_short import short

SAID = [
    (
        "한빛상사에서 뭐뭐 유출됐어?",
        "과장은 한빛상사 유출, 담합 대책 마련을 위한 모임에서 이름·주소·주문 내역 등이 새어 나갔다고 했다.",
        "이름·주소·주문 내역 등",
    ),
    (
        "그 집안 누구누구가 뱃사공이야?",
        "그는 “우리 집은 어머니도, 형도, 막내도 배를 몬다”고 말했다.",
        "어머니도, 형도, 막내",
    ),
    ("상원 하원 중 어디가 더 많아?", "상원 24석, 하원 44석이 이번에 선출된다.", "하원"),
    (
        "1차 계약이랑 2차 계약 중에 뭐가 더 커?",
        "한빛조선은 52억 원 규모의 1차 계약, 지난해 21억 원 규모의 2차 계약에 이어 3차 계약을 맺었다.",
        "1차",
    ),
    ("1차 계약이랑 2차 계약 중에 뭐가 더 커?", "1차 52억 원, 2차 21억 원으로 계약했다.", "1차"),
    (
        "나룻배랑 새물결다리 중에 뭐에 더 들어?",
        "나룻배에 12억 원, 새물결 다리에 31억 원이 든다.",
        "새물결 다리",
    ),
]


@pytest.mark.parametrize(("question", "sentence", "expected"), SAID)
def test_several_things_and_one_of_two_are_said_in_the_words_of_the_sentence(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "HDP가 뭐 하는 당이야?",
            "섬에서는 어민이 세운 정당인 한빛어민당(HDP)이 후보 열 명을 냈다.",
            "섬에서는 어민이 세운 정당인 한빛어민당(HDP)",
        ),
        (
            "물길신탁이 뭐야?",
            "한빛은행은 물길신탁은 내년부터 더 넓힐 방침이다.",
            "한빛은행은 물길신탁은 내년부터 더 넓힐 방침이다",
        ),
    ],
)
def test_what_stands_in_brackets_is_defined_with_its_name_and_a_plan_is_no_meaning(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)
