"""How words stand in articles: together in a sentence, and one behind the other."""

from __future__ import annotations

import numpy as np
import pytest

from bot.kernel import HAS_KERNEL
from bot.korean.texts import Texts, encoded
from bot.search.likeness import follow

WORDS = ["시장", "다리", "열었"]


@pytest.mark.parametrize(
    "native", [False, pytest.param(True, marks=pytest.mark.skipif(not HAS_KERNEL, reason=""))]
)
@pytest.mark.parametrize(
    ("body", "together", "order"),
    [
        ("시장 다리 열었다.", 1.0, 20 / 21),
        ("시장이 왔다. 다리를 열었다.", 5 / 6, None),
        ("시장이 왔다. 비가 왔다. 다리를 열었다.", 3 / 4, None),
        ("열었다 다리 시장", 1.0, 0.0),
        ("다리가 있다", 1 / 3, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_words_of_one_sentence_weigh_most_and_in_the_order_typed(
    body: str, together: float, order: float | None, native: bool
) -> None:
    found, ordered = follow(Texts.of([encoded(body)]), WORDS, np.full(3, 1 / 3), native)
    assert pytest.approx(together) == found[0]
    if order is not None:
        assert pytest.approx(order) == ordered[0]


def test_a_word_that_begins_alike_is_a_part_of_the_word() -> None:
    found, _ = follow(Texts.of([encoded("다리를 개통했다"), encoded("미개통 다리")]), ["개통식"], np.ones(1))
    assert [pytest.approx(2 / 3), 0.0] == found.tolist()
