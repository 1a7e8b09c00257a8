"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
from datetime import date
from types import ModuleType

import pytest

from bot.answers import answer, asked_date, dates, follow_up, holder, listing, question, routes, said
from bot.articles import links
from bot.index.index import Index
from bot.korean import boilerplate, days, english, marks, sentences
from bot.quotes import english as english_quotes
from bot.quotes import finder, names, people, phrase
from tests.answers.samples import ORCHARD, TRAM


@pytest.mark.parametrize(
    "module",
    [
        answer,
        question,
        people,
        finder,
        boilerplate,
        marks,
        sentences,
        follow_up,
        asked_date,
        dates,
        days,
        holder,
        listing,
        routes,
        said,
        links,
        english,
        english_quotes,
        names,
        phrase,
    ],
)
def test_the_examples_are_true(module: ModuleType) -> None:
    done = doctest.testmod(module, extraglobs={"index": Index([TRAM, ORCHARD]), "date": date})
    assert done.attempted > 0
    assert 0 == done.failed
