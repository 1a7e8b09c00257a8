"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
from datetime import date
from types import ModuleType

import pytest

from bot.answer import answer, asking, people, quotation, topic, when
from bot.korean import boilerplate, marks, sentences
from bot.search.index import Index
from tests.answer.articles import ORCHARD, TRAM


@pytest.mark.parametrize(
    "module", [answer, asking, people, quotation, boilerplate, marks, sentences, topic, when]
)
def test_the_examples_are_true(module: ModuleType) -> None:
    done = doctest.testmod(module, extraglobs={"index": Index([TRAM, ORCHARD]), "date": date})
    assert done.attempted > 0
    assert 0 == done.failed
