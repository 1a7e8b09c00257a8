from __future__ import annotations

import numpy as np
import pytest

from bot.answers.matching import (
    LOOKED_INTO,
    LOOKED_INTO_FIGURES,
    longest_stretch,
    look_into,
    parts,
    word_columns,
)
from bot.answers.question import read_question
from bot.answers.wording import content_words
from bot.quotes.alignment import plain


def looked_into(question: str, sentence: str) -> dict[str, float]:
    roots = content_words(question)
    return dict(look_into(read_question(question), roots, np.ones(len(roots)), sentence, plain(sentence)))


def test_every_word_that_carries_something_has_its_part() -> None:
    question = "해솔시의 노면전차가 처음 달린 종점에서 내린 사람은?"
    assert ["of", "", "bare", "modifier", "adverbial", "modifier", "last"] == parts(question)
    assert len(content_words(question)) == len(parts(question))


def test_a_question_of_question_words_has_no_parts() -> None:
    assert [] == parts("누가 왜?")


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [("노면전차", "해솔노면전철", 3), ("노면전차", "버스", 0), ("", "버스", 0), ("전차", "전차", 2)],
)
def test_the_longest_stretch_is_counted_in_syllables(question: str, sentence: str, expected: int) -> None:
    assert expected == longest_stretch(question, sentence)


def test_words_close_together_count_more_than_words_far_apart() -> None:
    question = "노면전차 종점 이름은?"
    near = looked_into(question, "노면전차 종점 이름이 정해졌다.")
    far = looked_into(
        question, "노면전차를 두고 시의회가 지난 석 달 동안 여러 번 모여 다투고 나서야 종점이 정해졌다."
    )
    assert 1.0 == pytest.approx(near["close together"])
    assert near["close together"] > far["close together"] > 0.0


def test_a_figure_is_new_only_where_the_question_does_not_say_it() -> None:
    question = "2026년 노면전차는 몇 명이 탔나?"
    assert 0.0 == looked_into(question, "노면전차는 2026년 개통했다.")["new figures"]
    assert looked_into(question, "노면전차는 2026년 3만 명이 탔다.")["new figures"] > 0.0


def test_a_marked_word_is_new_only_where_the_question_does_not_say_it() -> None:
    question = "곽서린이 쓴 '바람길'에 이어 나온 소설은?"
    assert 0.0 == looked_into(question, "곽서린은 '바람길'을 썼다.")["new title"]
    assert 1.0 == looked_into(question, "곽서린은 이어 '물레방아'를 냈다.")["new title"]


def test_the_thing_asked_for_is_named_by_a_new_word_beside_it() -> None:
    question = "노면전차를 만든 회사는?"
    assert 1.0 == looked_into(question, "노면전차는 가람중공업 회사가 만들었다.")["new by thing"]
    assert 0.0 == looked_into(question, "회사.")["new by thing"]


def test_a_month_counts_only_when_the_day_or_time_is_asked_for() -> None:
    sentence = "노면전차는 3월 2일 개통했다."
    assert 1.0 == looked_into("노면전차는 언제 개통했나?", sentence)["new month"]
    assert 0.0 == looked_into("노면전차는 누가 만들었나?", sentence)["new month"]


def test_looking_into_a_sentence_finds_what_it_promises() -> None:
    assert {*LOOKED_INTO, *LOOKED_INTO_FIGURES} == set(looked_into("종점은 어디?", "종점은 해솔역이다."))


def test_what_only_the_sentence_after_has_is_taken_from_the_same_article_alone() -> None:
    asked = read_question("처음 달린 전차는?")
    begun = np.array([[0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    owner = np.array([0, 0, 1])
    found = word_columns(asked, begun, np.ones(3), owner, np.array([False, True, False]))
    assert [pytest.approx(1 / 3), 0.0, 0.0] == found["bare after"].tolist()
    assert [pytest.approx(1 / 3), 0.0, 0.0] == found["modifier after"].tolist()
    assert [1.0, 1.0, pytest.approx(1 / 3)] == found["words in article"].tolist()
    assert [0.5, 1.0, 0.5] == found["over best"].tolist()


def test_a_question_of_one_word_has_no_third_from_last() -> None:
    found = word_columns(
        read_question("종점은?"), np.ones((2, 1)), np.ones(1), np.array([0, 0]), np.array([False, True])
    )
    assert [0.0, 0.0] == found["third from last"].tolist()
    assert [1.0, 1.0] == found["first word"].tolist()
