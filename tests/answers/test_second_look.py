"""The likeliest sentences are weighed again by the short answers that they give."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answers.answer import Weighed, weigh
from bot.answers.second_look import is_same, weigh_again
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.sentences import Span

FERRY = [
    Article(
        id="one",
        title="나룻배 요금",
        body="나룻배 요금은 올해부터 이천 원이라고 한빛시가 밝혔다. 예전에 요금은 천 원이었다고 뱃사공은 말했다.",
        publisher="한빛일보",
    ),
    Article(
        id="two",
        title="나룻배 요금과 자전거",
        body="한빛강을 건너는 나룻배는 요금으로 한 사람에 이천 원을 받는다. 자전거도 배에 실을 수 있게 됐다.",
        publisher="달래신문",
    ),
]


@pytest.fixture
def weighed() -> Weighed:
    found = weigh(Index(FERRY), "나룻배 요금 얼마야?")
    assert found is not None
    return found


def places(weighed: Weighed, **words: str) -> dict[int, Span]:
    """Where the sentence of each beginning says *words*."""
    said = {}
    for k, sentence in enumerate(weighed.pool.sentences):
        for beginning, told in words.items():
            if sentence.text.startswith(beginning):
                at = sentence.start + sentence.text.index(told)
                said[k] = (at, at + len(told))
    return said


def gains(weighed: Weighed, said: dict[int, Span]) -> dict[str, float]:
    """What each sentence gained, by its first word; and the order that it is in is by what it is worth."""
    worth = np.zeros(len(weighed.worth))
    found, order = weigh_again(weighed.support.frame, weighed.pool, worth, weighed.order, said)
    assert [float(found[k]) for k in order] == sorted(found.tolist(), reverse=True)
    return {weighed.pool.sentences[k].text.split()[0]: float(found[k]) for k in order}


@pytest.mark.parametrize(
    ("question", "stands_behind"),
    [
        ("나룻배 요금은 왜 올랐어?", True),
        ("나룻배 요금은 언제까지 받아?", True),
        ("나룻배 이름이 뭐야?", True),
        ("나룻배 요금 얼마야?", False),
        ("나룻배는 어디서 타?", False),
    ],
)
def test_a_sentence_that_gives_none_stands_behind_where_one_is_plain(
    question: str, stands_behind: bool
) -> None:
    found = weigh(Index(FERRY), question)
    assert found is not None
    looked_at = dict.fromkeys(found.order)
    weighed, _ = weigh_again(found.support.frame, found.pool, found.worth, found.order, looked_at)
    assert stands_behind == bool((weighed < found.worth).all())


def test_what_another_article_says_too_is_likelier(weighed: Weighed) -> None:
    gained = gains(weighed, places(weighed, 나룻배="이천 원", 예전에="천 원", 한빛강을="이천 원"))
    assert gained["나룻배"] == gained["한빛강을"] > 0
    assert gained["예전에"] == 0


def test_an_answer_in_the_questions_own_words_is_less_likely(weighed: Weighed) -> None:
    assert gains(weighed, places(weighed, 나룻배="나룻배 요금"))["나룻배"] < 0


def test_sentences_that_say_nothing_of_the_kind_stay_as_they_were(weighed: Weighed) -> None:
    assert {0.0} == set(gains(weighed, {}).values())


NUMBERS_IN_OTHERS = [
    ("30명", "130명"),
    ("500명", "1,500명"),
    ("12명", "2.12명"),
    ("5백원", "1천5백원"),
    ("130", "1300"),
]
NUMBERS_BESIDE_WORDS = [("30명", "승객30명"), ("30일", "10월30일"), ("30명", "130명가운데30명")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("13일", "오는13일", True), ("이담호", "이담호시장", True), ("원", "이천원", False), ("", "", False)]
    + [(one, other, False) for one, other in NUMBERS_IN_OTHERS]
    + [(one, other, True) for one, other in NUMBERS_BESIDE_WORDS],
)
def test_one_answer_may_stand_in_another(one: str, other: str, expected: bool) -> None:
    assert expected == is_same(one, other)
