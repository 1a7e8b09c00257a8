"""The second and third sentence of a reply say what the first does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.answers.additions import choose_others
from bot.answers.answer import Weighed, find_answer, weigh
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.sentences import Span

BRIDGE = Article(
    id="bridge",
    title="한빛시 보행교 이달 착공",
    body=(
        "한빛시 보행교 공사는 사업비 120억원을 들여 이달 시작된다.\n\n"
        "한빛시 보행교 공사는 사업비 120억원을 들여서 이달에 시작된다고 한다. "
        "시의회는 지난달 보행교 사업비에 30억원을 보태기로 했다. "
        "보행교는 강변구와 달래면을 잇는다."
    ),
    publisher="한빛일보",
    published=date(2026, 10, 15),
)
FIRST, AGAIN, ANOTHER, OTHER = range(4)


@pytest.fixture
def weighed() -> Weighed:
    found = weigh(Index([BRIDGE]), "한빛시 보행교 사업비는 얼마야?")
    assert found is not None
    return replace(found, worth=np.array([4.0, 3.9, 2.4, 2.5]), order=[FIRST, AGAIN, OTHER, ANOTHER])


def chosen(weighed: Weighed, limit: int, kept: tuple[int, ...] = (FIRST,)) -> list[int]:
    def told(k: int) -> tuple[Span, ...]:
        sentence = weighed.pool.sentences[k]
        at = sentence.text.find("30억원")
        return ((sentence.start + at, sentence.start + at + len("30억원")),) if at >= 0 else ()

    return choose_others(weighed.pool, weighed.worth, weighed.order, kept, limit, told)


def test_a_sentence_in_other_papers_words_is_left_out(weighed: Weighed) -> None:
    assert AGAIN not in chosen(weighed, 4)


def test_one_with_another_answer_comes_before_a_likelier_one_without(weighed: Weighed) -> None:
    assert [FIRST, ANOTHER, OTHER] == chosen(weighed, 3)


def test_an_answer_that_the_first_has_already_adds_nothing(weighed: Weighed) -> None:
    def told(k: int) -> tuple[Span, ...]:
        start = weighed.pool.sentences[k].start
        return ((start, start + len("보행교")),) if k == OTHER else ()

    found = choose_others(weighed.pool, np.array([4.0, 3.9, 3.6, 2.7]), weighed.order, (FIRST,), 2, told)
    assert [FIRST, ANOTHER] == found


def test_reports_that_differ_stay_and_no_more_are_shown_than_fit(weighed: Weighed) -> None:
    assert [FIRST, OTHER] == chosen(weighed, 2, kept=(FIRST, OTHER))
    assert [FIRST] == chosen(weighed, 1, kept=(FIRST, OTHER))


def test_neither_a_by_line_nor_a_mere_label_fills_a_reply() -> None:
    article = Article(
        id="ferry",
        title="한빛강 나룻배, 요금은 이천 원으로",
        body=(
            "한빛강 나룻배 소식이다. 요금은 이천 원으로 정해졌다. 첫 배는 아침 일곱 시에 떠난다. "
            "4일 도하람 기자가 물가에서 전했다."
        ),
        publisher="한빛일보",
        published=date(2026, 2, 4),
    )
    answer = find_answer(Index([article]), "나룻배 요금은 얼마야?")
    assert answer is not None
    expected = ["요금은 이천 원으로 정해졌다.", "첫 배는 아침 일곱 시에 떠난다."]
    assert expected == [quote.text for quote in answer.quotes]


def test_a_caption_under_a_photo_adds_nothing() -> None:
    photo = replace(BRIDGE, id="photo", body="한빛시 보행교 공사장에서 사업비를 들고 작업자들이 쉬고 있다.")
    found = weigh(Index([BRIDGE, photo]), "한빛시 보행교 사업비는 얼마야?")
    assert found is not None
    caption = next(k for k, s in enumerate(found.pool.sentences) if s.article.id == "photo")
    first = next(k for k, s in enumerate(found.pool.sentences) if s.article.id == "bridge")
    assert [first] == choose_others(found.pool, found.worth, [caption], [first], 3, lambda _: ())


def test_where_the_first_gives_no_answer_one_that_does_comes_before_a_likelier_one(weighed: Weighed) -> None:
    worth = np.array([4.0, 3.9, 2.4, 3.3])

    def told(k: int) -> tuple[Span, ...]:
        start = weighed.pool.sentences[k].start
        return ((start, start + 4),) if k == ANOTHER or (k == FIRST and gives) else ()

    gives = True
    assert [FIRST, OTHER, ANOTHER] == choose_others(weighed.pool, worth, weighed.order, [FIRST], 3, told)
    gives = False
    assert [FIRST, ANOTHER, OTHER] == choose_others(weighed.pool, worth, weighed.order, [FIRST], 3, told)
