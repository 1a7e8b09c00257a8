"""Several questions in one message are told apart, and one is not torn."""

from __future__ import annotations

import pytest

from bot.answers.asked_apart import questions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("노면전차는 언제 개통해? 요금은 얼마야?", ("노면전차는 언제 개통해?", "요금은 얼마야?")),
        ("노면전차는 언제 개통하고 요금은 얼마야?", ("노면전차는 언제 개통하지?", "요금은 얼마야?")),
        ("파업은 언제 시작됐고 왜 했어?", ("파업은 언제 시작됐지?", "왜 했어?")),
        ("파업은 왜 했어 그리고 언제 끝나?", ("파업은 왜 했어?", "언제 끝나?")),
        ("파업 왜 해?\n언제 끝나", ("파업 왜 해?", "언제 끝나")),
        ("노면전차 개통했어? 요금은?", ("노면전차 개통했어?", "요금은?")),
        ("When does the tram open? How much is it?", ("When does the tram open?", "How much is it?")),
        ("진짜? 파업 언제 끝나? 요금은??", ("진짜? 파업 언제 끝나?", "요금은??")),
    ],
)
def test_each_question_stands_alone(text: str, expected: tuple[str, ...]) -> None:
    assert expected == questions_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "파업 언제 끝나? 아는 사람?",
        "뭐야 이거? 파업 언제 끝나?",
        '시장이 "왜 안 돼? 언제 해?"라고 했어?',
        "어디하고 어디가 합병해?",
        "누구하고 누가 싸웠어?",
        "언제 어디서 열려?",
        "뭐라고 하고 어디 갔어?",
        "버스 파업",
        "?? ?",
        "",
    ],
)
def test_one_question_is_left_as_it_is(text: str) -> None:
    assert (text,) == questions_in(text)
