"""A sentence that says what a word means, or that has both of two: each helps where that is asked."""

from __future__ import annotations

import pytest

from bot.answers.answer_forms import FORMS, answer_forms
from bot.answers.frame import read_frame


@pytest.mark.parametrize(
    ("question", "text", "form", "expected"),
    [
        ("물꼬당이 뭐야?", "물꼬당은 물을 트는 잔치를 뜻하는 사투리다.", "meaning told", 1.0),
        ("물꼬당이 뭐야?", "물꼬당은 물을 트는 잔치를 가리킨다.", "meaning told", 1.0),
        ("물꼬당이 뭐야?", "물꼬당은 물을 트는 잔치를 일컫는다.", "meaning told", 1.0),
        ("물꼬당이 뭐야?", "물꼬당은 '물꼬를 트는 당산제'의 약자다.", "meaning told", 1.0),
        ("물꼬당이 뭐야?", "물꼬당에서 사회적 약자를 돕는 모금을 한다.", "meaning told", 0.0),
        ("물꼬당이 뭐야?", "물꼬당 참가자를 3일까지 모은다.", "meaning told", 0.0),
        ("한빛호랑 물안호 중에 뭐가 더 커?", "한빛호는 40m, 물안호는 32m다.", "both named", 1.0),
        ("한빛호랑 물안호 중에 뭐가 더 커?", "한빛호와 물안호를 타는 시민이 늘었다.", "both named", 0.5),
        ("한빛호랑 물안호 중에 뭐가 더 커?", "한빛호는 길이가 40m다.", "both named", 0.0),
    ],
)
def test_the_form_of_a_sentence_tells_what_it_can_answer(
    question: str, text: str, form: str, expected: float
) -> None:
    assert {form: expected} == answer_forms(read_frame(question), text)
    assert form in FORMS


def test_a_question_of_another_kind_has_no_such_form() -> None:
    assert {} == answer_forms(read_frame("파업은 언제 끝났어?"), "파업을 뜻하는 말은 제외한다.")
