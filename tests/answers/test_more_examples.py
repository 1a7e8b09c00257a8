"""The examples in the docstrings of what is made of a quote are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from bot.answers import figures, grounding, intent
from bot.articles.article import Article
from bot.entrypoints.telegram import markup
from bot.entrypoints.telegram.views import answers, pages
from bot.quotes import comparison, context
from bot.quotes.quote import Quote

RIVER = "시장은 기자들을 만났다. 그는 “강을 시민에게 돌려드린다”고 말했다."
STRIKE = "시내버스 노동조합이 10일 파업을 시작했다."


def quote(body: str, words: str) -> Quote:
    start = body.index(words)
    return Quote(Article(id="1", title="", body=body), start, start + len(words))


@pytest.mark.parametrize("module", [context, figures, intent, comparison, grounding, answers, markup, pages])
def test_the_examples_are_true(module: ModuleType) -> None:
    known = {"quote": quote(RIVER, "강을 시민에게 돌려드린다"), "quotes": [quote(STRIKE, STRIKE)]}
    if module is pages:  # which has a quote of its own
        known = {"Article": Article, "date": module.date}
    done = doctest.testmod(module, extraglobs=known)
    assert done.attempted > 0
    assert 0 == done.failed
