"""What one article may cost everybody else: how much of it is looked into is bounded, and none takes for ever.

The milliseconds are `bench.resilience_articles`'; here a limit that even a busy machine keeps tells what never ends.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bench.resilience_articles import HOSTILE, REMEMBERED, _costs, article_of
from bot.entrypoints.presentation.tree import text_of
from bot.entrypoints.telegram.views import citations
from bot.index.index import Index
from bot.korean.marks import quoted
from bot.korean.sentences import sentences
from bot.quotes.attribution import quotations
from bot.quotes.finder import find_quotes
from bot.quotes.marked import MOST, READ_CHARS

MOST_HELD_MS = 50  # the loop answers nobody meanwhile
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


def longest_hold_ms(act: Callable[[], object]) -> float:
    """Of the processor, between two moments of *act* at which the interpreter lets in whoever waits, as the bot's loop.

    It does so from line to line, and as a function is called or returns; within one call of C it does not.
    """
    longest = began = 0.0

    def moment(frame: Any, event: str, argument: Any) -> Any:
        nonlocal longest, began
        longest = max(longest, time.thread_time() - began)
        began = time.thread_time()  # without what we take ourselves
        return moment

    gc.collect()
    gc.disable()  # what else is in memory, such as that of a test run, is no cost of the article's
    before = sys.gettrace()
    began = time.thread_time()
    sys.settrace(moment)
    try:
        act()
    finally:
        sys.settrace(before)
        gc.enable()
    return longest * 1000


def test_what_does_not_let_in_others_is_seen() -> None:
    assert longest_hold_ms(lambda: sum(range(20_000_000))) > MOST_HELD_MS


@pytest.mark.parametrize("name", ["10,000 sentences", "3,000 quotations", "brackets", "lines"])
def test_what_is_offered_in_another_chat_lets_in_others_meanwhile(name: str) -> None:
    index = Index()
    index.add([replace(article_of(HOSTILE[name]), id=f"{number}") for number in range(3)])
    for remembering in (sentences, quoted, quotations):
        remembering.cache_clear()

    def offer() -> None:  # what `Inline` does for one query
        found = index.search(words := "요금은 얼마라고 생각한다", 10)
        for hit in found.hits:
            text_of(citations.article("ko", hit.article, hit.passage))
        for quote in find_quotes(index, words, 3):
            text_of(citations.quotation("ko", quote))
            citations.offered(quote.text)

    assert longest_hold_ms(offer) < MOST_HELD_MS
