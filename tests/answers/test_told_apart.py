"""Two things that are compared, each told of in a sentence of its own."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.answer import find_answer
from bot.articles.article import Article
from bot.index.index import Index

BODY = (
    "여울강 지역의 두 축제가 막을 내렸다. 등불축제에는 관람객 12만3천 명이 찾아왔다. "
    "주최 측은 내년에도 축제를 연다. 매화축제에는 관람객 9만 명이 찾아왔다. "
    "등불축제는 10월 3일에 시작했다. 매화축제는 3월 20일에 시작했다. 입장료는 등불축제가 5천 원이다. 매화축제는 무료다."
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index([Article(id="901_7", title="두 축제 막 내려", body=BODY, published=date(2026, 11, 2))])


@pytest.mark.parametrize(
    ("question", "short", "told"),
    [
        ("등불축제랑 매화축제 중에 어디가 관람객이 더 많아?", "등불축제", "12만3천 명"),
        ("매화축제랑 등불축제 중 어디가 관람객이 더 많이 왔어?", "등불축제", "12만3천 명"),
        ("등불축제랑 매화축제 중에 어디가 관람객이 더 적어?", "매화축제", "9만 명"),
    ],
)
def test_of_two_that_are_told_of_apart_the_one_with_more_is_named(
    index: Index, question: str, short: str, told: str
) -> None:
    answer = find_answer(index, question)
    assert answer is not None
    assert short == answer.short
    assert told in answer.quotes[0].text
    assert {"12만3천 명", "9만 명"} == {
        said for said in ("12만3천 명", "9만 명") for quote in answer.quotes if said in quote.text
    }


@pytest.mark.parametrize(
    "question",
    ["등불축제랑 매화축제 중에 뭐가 먼저 시작했어?", "등불축제랑 매화축제 중에 입장료 어디가 더 비싸?"],
)
def test_days_and_figures_that_are_not_both_told_say_nothing_of_more(index: Index, question: str) -> None:
    answer = find_answer(index, question)
    assert answer is None or answer.short not in ("등불축제", "매화축제")
