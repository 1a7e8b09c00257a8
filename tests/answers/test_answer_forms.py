"""A sentence that says what a word means, has both of two, or decides in few words: each helps where that is asked."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.answer import find_answer
from bot.answers.answer_forms import FORMS, answer_forms
from bot.answers.frame import read_frame
from bot.articles.article import Article
from bot.index.index import Index
from tests.answers.everyday import bundled_articles

BRIDGE = Article(
    id="903_1",
    title="한빛시 물안다리 야간 통행 논란",
    body=(
        "한빛시가 물안다리 통행 방식을 두고 주민과 맞서고 있다. "
        "주민대표 이담호 씨는 “밤에 자전거로 물안다리를 건너 집에 가는 사람이 많은데 시가 자전거 통행을 두고 "
        "아무 설명이 없어 밤에 자전거를 타고 건너도 되는지 다들 헷갈려 한다”며 “자전거로 물안다리를 건너는 시민의 "
        "밤길을 시가 먼저 살펴야 하고 자전거 이용자의 목소리를 들어야 한다”고 말했다. "
        "시는 다음 달 공청회를 연다. 다만 밤에는 자전거 통행이 금지된다."
    ),
    publisher="한빛일보",
    published=date(2026, 3, 2),
)


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
        ("시장이 사과했어?", "시장이 물러났다는 말은 없었다.".ljust(50, "."), "at length", 0.25),
        ("시장이 사과했어?", "시장 " * 100, "at length", 1.0),
        (
            "시장이 사과했어?",
            "다리 공사, 또 미뤄져'시민은 모른다'" + "3일 시장은 물러났다".ljust(50, "."),
            "at length",
            0.25,
        ),
        ("시장이 사과했어?", "시장은 12월3일 물러났다".ljust(50, "."), "at length", 0.25),
    ],
)
def test_the_form_of_a_sentence_tells_what_it_can_answer(
    question: str, text: str, form: str, expected: float
) -> None:
    assert {form: expected} == answer_forms(read_frame(question), text)
    assert form in FORMS


def test_a_question_of_another_kind_has_no_such_form() -> None:
    assert {} == answer_forms(read_frame("파업은 언제 끝났어?"), "파업을 뜻하는 말은 제외한다.")


def test_yes_or_no_is_said_by_what_decides_and_not_by_what_has_most_of_the_words() -> None:
    answer = find_answer(Index([BRIDGE]), "물안다리 밤에 자전거로 건너도 돼?")
    assert answer is not None
    assert answer.quotes[0].text == "다만 밤에는 자전거 통행이 금지된다."


def test_what_decides_is_said_in_few_words_though_a_heading_is_glued_before_it() -> None:
    answer = find_answer(Index(bundled_articles()), "은하사거리 누수 있었어?")
    assert answer is not None
    assert answer.quotes[0].text.endswith("누수 의심 신고가 세 차례 있었던 것으로 확인됐다.")
