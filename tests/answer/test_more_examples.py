"""The examples in the docstrings of what is made of a quote are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from bot.answer import context, figures, intent, misquote, statement
from bot.answer.quote import Quote
from bot.chat import answers, markup, render
from bot.corpus.article import Article

RIVER = "시장은 기자들을 만났다. 그는 “강을 시민에게 돌려드린다”고 말했다."
STRIKE = "시내버스 노동조합이 10일 파업을 시작했다."


def quote(body: str, words: str) -> Quote:
    start = body.index(words)
    return Quote(Article(id="1", title="", body=body), start, start + len(words))


@pytest.mark.parametrize("module", [context, figures, intent, misquote, statement, answers, markup, render])
def test_the_examples_are_true(module: ModuleType) -> None:
    known = {"quote": quote(RIVER, "강을 시민에게 돌려드린다"), "quotes": [quote(STRIKE, STRIKE)]}
    if module is render:  # which has a quote of its own
        known = {"Article": Article, "date": module.date}
    done = doctest.testmod(module, extraglobs=known)
    assert done.attempted > 0
    assert 0 == done.failed
