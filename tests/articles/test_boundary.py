"""Whatever bytes a stranger wrote, they are an article or a refusal: nothing else comes out of the reader."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.mutated_files import DATES, mutated
from bot.articles.boundary import refusing_faults
from bot.articles.reader import read_article
from bot.editing.manuscript import read_manuscript
from bot.errors import ReaderError, UnreadableArticle
from bot.index.packing import pack

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
FRONT = "---\ntitle: 다리\npublished_at: {date}\ncrawled_at: {date}\n---\n한빛시가 다리를 열었다.\n"


@given(st.randoms(use_true_random=False), st.sampled_from(("a.md", "a.txt", "2026/99/99/a.markdown")))
def test_a_broken_file_is_an_article_or_a_refusal(chance: Random, path: str) -> None:
    try:
        article = read_article(mutated(chance), path, NOW)
    except UnreadableArticle as refusal:
        if refusal.__cause__ is not None:  # a fault that nobody foresaw
            raise
        return
    assert article.id
    assert isinstance(article.moment, float)
    pack([article])


@given(st.randoms(use_true_random=False), st.sampled_from(("", "a.md", "제보.txt")))
def test_what_is_handed_in_broken_is_a_manuscript_or_a_refusal(chance: Random, name: str) -> None:
    try:
        article = read_manuscript(mutated(chance), name, NOW).article
    except (UnreadableArticle, ReaderError) as refusal:
        if refusal.__cause__ is not None:
            raise
        return
    assert article.id


@pytest.mark.parametrize("date", DATES)
def test_a_date_of_no_calendar_costs_the_date_or_the_file(date: str) -> None:
    try:
        article = read_article(FRONT.format(date=date).encode(), "a.md", NOW)
    except UnreadableArticle:
        return
    assert isinstance(article.moment, float)
    assert article.day is None or 1900 <= article.day.year <= 2100


@pytest.mark.parametrize("text", ["---\n---x", "---\n---x\n---y\ntitle: a", "---\n---", "---\n--- \n"])
def test_a_front_matter_that_never_closes_is_read_to_its_end(text: str) -> None:
    with suppress(UnreadableArticle):
        assert read_article(f"{text}\n".encode(), "a.txt", NOW).title


@pytest.mark.parametrize(
    "fault", [MemoryError(), RecursionError(), OverflowError(), KeyError("x"), OSError(5)]
)
def test_any_fault_becomes_a_refusal_that_names_it(fault: Exception) -> None:
    @refusing_faults
    def read() -> None:
        raise fault

    with pytest.raises(UnreadableArticle, match=rf"cannot be read \({type(fault).__name__}\)"):
        read()


def test_what_is_raised_on_purpose_stays_as_it_is() -> None:
    @refusing_faults
    def read() -> None:
        raise ReaderError("editing.no_date", value="x")

    with pytest.raises(ReaderError, match=r"editing\.no_date"):
        read()
