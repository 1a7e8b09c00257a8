"""What one article may cost everybody else: how much of it is looked into is bounded, and none takes for ever.

The milliseconds are `bench.resilience_articles`'; here a limit that even a busy machine keeps tells what never ends.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from bench.resilience_articles import HOSTILE, REMEMBERED, _costs, article_of
from bot.index.index import Index
from bot.korean.marks import quoted
from bot.korean.sentences import sentences
from bot.quotes.attribution import quotations
from bot.quotes.finder import find_quotes
from bot.quotes.marked import MOST, READ_CHARS

GENEROUS_MS = 1_000  # of the processor; 30 on a quiet machine


@pytest.mark.parametrize("name", HOSTILE)
def test_no_article_holds_up_an_answer(name: str) -> None:
    costs = _costs(HOSTILE[name], times=1)
    assert {} == {act: ms for act, ms in costs.items() if ms > GENEROUS_MS}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_character_is_lost_between_sentences(name: str) -> None:
    text = HOSTILE[name] * 4
    spans = sentences(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert not any(text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(left < right for left, right in spans)


def test_so_many_marks_are_paired_and_so_many_quotations_read() -> None:
    assert len(quoted(HOSTILE["3,000 quotations"])) <= 1_000
    found = quotations(article_of(HOSTILE["3,000 quotations"]))
    assert MOST == len(found)
    assert all(quote.end <= READ_CHARS for quote in found)
    assert "김수현" == found[-1].speaker


def calls_of(name: str, remembered: str) -> int:
    """Calls of functions that finding a quote in that article takes: the same on every machine."""
    article = article_of(HOSTILE[name])
    index = Index()
    index.add([article])
    for remembering in (sentences, quoted, quotations):
        remembering.cache_clear()
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find_quotes(index, remembered, 5)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("remembered", REMEMBERED)
@pytest.mark.parametrize("name", ["3,000 quotations", "English names", "apostrophes"])
def test_a_quote_is_found_in_few_steps_however_many_an_article_has(name: str, remembered: str) -> None:
    assert calls_of(name, remembered) < 120_000  # some 30 ms
