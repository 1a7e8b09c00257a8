"""What is asked for by day, of an engine that tells articles by day a few at a time, and ranks but a few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.index import Index
from bot.search.order import Order
from bot.search.ports import Place, Stretch, Terms
from tests.search.naive import NaiveEngine, NaiveLexicon, NaiveSnapshot

STRETCH, READ, RANKED = 5, 40, 6


class ShortSnapshot(NaiveSnapshot):
    """That ranks RANKED, and tells READ by day, STRETCH at a time."""

    def rank(self, terms: Terms, weights: NDArray[np.float32], limit: int) -> list[tuple[Place, float]]:
        return super().rank(terms, weights, min(limit, RANKED))

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        [(places, _)] = super().dated(words, oldest=oldest)
        for at in range(0, min(len(places), READ), STRETCH):
            yield Stretch(places[at : at + STRETCH], at + STRETCH < len(places))


class ShortEngine(NaiveEngine):
    def snapshot(self) -> tuple[ShortSnapshot, NaiveLexicon]:
        now = ShortSnapshot(super().snapshot()[0].articles)
        return now, NaiveLexicon(now)


def _told(name: str, day: int, title: str, body: str) -> Article:
    return Article(f"{name}{day:03}", title, body, published=date(2020, 1, 1) + timedelta(days=day))


LONG = "농가는 바쁘다. " * 30
NEWER = [_told("n", 100 + n, f"요금 {n}", "버스 요금 시장") for n in range(20)]
OLDER = [
    _told("o", n, f"농가 이야기 {n}", f"오늘은 쌀 시장을 두루 보고 요금 이야기를 한다. {LONG}")
    for n in range(8)
]


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize(
    "text", ["쌀 요금", "요금 -버스", "요금 -제목:요금", '"요금 이야기"', "쌀 요금 이야기"]
)
def test_all_that_are_wanted_are_found_behind_many_that_are_not(text: str, order: Order) -> None:
    undated = replace(OLDER[3], published=None)
    articles = [*NEWER, *OLDER[:3], undated, *OLDER[4:]]
    expected = Index(articles).search(text, 10, 0, False, order)
    assert {one.id for one in OLDER} == {hit.article.id for hit in expected.hits}
    assert undated.id == expected.hits[-1].article.id
    assert expected == ShortEngine(articles).search(text, 10, 0, False, order)
    assert (False, False) == (expected.loose, expected.more)


def test_a_few_of_the_newest_hide_no_older_ones() -> None:
    fresh = [_told("f", 200 + n, f"쌀 요금 {n}", "쌀 요금") for n in range(2)]
    found = ShortEngine([*fresh, *NEWER, *OLDER]).search("쌀 요금", 20, 0, False, "newest")
    assert ["f201", "f200", *(one.id for one in OLDER[::-1])] == [hit.article.id for hit in found.hits]


def test_where_not_all_were_looked_at_the_best_are_and_it_is_said() -> None:
    many = [_told("m", 100 + n, f"요금 {n}", f"버스 요금 시장 {LONG}") for n in range(READ + 10)]
    fresh = _told("f", 300, "쌀 요금", f"요금 시장 쌀 {LONG}")
    best = [_told("b", n, "쌀 요금", "쌀 요금") for n in range(3)]
    found = ShortEngine([fresh, *many, *best]).search("쌀 요금", 20, 0, False, "newest")
    assert ["f300", "b002", "b001", "b000"] == [hit.article.id for hit in found.hits]
    assert (True, False) == (found.more, found.loose)
