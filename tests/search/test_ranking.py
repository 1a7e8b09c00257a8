"""The fast ranking is BM25: checked against the formula, in floats, over plain counts."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.index.index import Index
from bot.index.segment import build_segment
from bot.index.snapshot import View
from bot.korean.normalize import units
from bot.korean.tokens import term_ids, terms
from bot.search.bm25 import FULL, K1, PIVOT, UNIT, B
from tests.search.corpora import corpora, sentences


def naive_scores(articles: list[Article], query: str) -> dict[str, float]:
    """BM25 by the book, with PIVOT for the mean length and every term of the query weighing 1."""
    counts = {a.id: Counter(terms(units(f"{a.title}\0{a.body}\0")).ids.tolist()) for a in articles}
    scores: dict[str, float] = {}
    for term in term_ids(query).tolist():
        df = sum(term in count for count in counts.values())
        idf = math.log(1 + (len(articles) - df + 0.5) / (df + 0.5))
        for id_, count in counts.items():
            if tf := count[term]:
                norm = K1 * (1 - B + B * count.total() / PIVOT)
                scores[id_] = scores.get(id_, 0.0) + idf * tf / (tf + norm)
    return scores


def ranked(view: View, query: str, limit: int = 100) -> list[tuple[str, float]]:
    ids = term_ids(query)
    return [(view.id(place), score) for place, score in view.rank(ids, view.idf(ids), limit)]


def view_of(articles: list[Article], in_memtable: bool) -> View:
    if in_memtable:
        return Index(articles)._view
    return View((build_segment(articles),), (None,))


@pytest.mark.parametrize("in_memtable", [True, False], ids=["memtable", "segment"])
@given(corpora, sentences)
def test_the_fast_ranking_equals_a_naive_one(in_memtable: bool, articles: list[Article], query: str) -> None:
    expected = naive_scores(articles, query)
    actual = dict(ranked(view_of(articles, in_memtable), query))
    # a term's impact is rounded to 1/255 (but never to nothing), its weight to 1/512
    most = math.log(1 + len(articles) + 1)
    allowed = len(term_ids(query)) * (most / FULL + 1 / UNIT)
    assert expected.keys() == actual.keys()
    assert all(abs(expected[id_] - actual[id_]) <= allowed for id_ in expected)


@given(corpora, sentences, st.integers(1, 5))
def test_a_lower_limit_gives_the_beginning_of_the_ranking(
    articles: list[Article], query: str, limit: int
) -> None:
    for in_memtable in (True, False):
        view = view_of(articles, in_memtable)
        assert ranked(view, query)[:limit] == ranked(view, query, limit)


def test_of_equal_scores_the_newest_is_first_and_then_the_least_id() -> None:
    from datetime import date

    same = [
        Article(id=id_, title="네이버 실적", body="발표", published=date(2026, 3, day))
        for id_, day in (("c", 1), ("b", 2), ("a", 1), ("d", 3))
    ]
    for in_memtable in (True, False):
        view = view_of(same, in_memtable)
        assert ["d", "b", "a", "c"] == [id_ for id_, _ in ranked(view, "네이버")]
        assert ["d", "b", "a"] == [id_ for id_, _ in ranked(view, "네이버", 3)]


@settings(max_examples=30)
@given(corpora, st.lists(sentences, min_size=1, max_size=3))
def test_rarer_terms_weigh_more_and_idf_is_never_negative(
    articles: list[Article], queries: list[str]
) -> None:
    view = view_of(articles, False)
    ids = np.unique(np.concatenate([term_ids(query) for query in queries]))
    order = np.argsort(view.document_frequencies(ids), kind="stable")
    weights = view.idf(ids)[order]
    assert (np.diff(weights) <= 0).all()
    assert (weights >= 0).all()
