"""The memtable: the newest few articles, in dictionaries, so that adding one costs only that one.

It only grows. A reader remembers how long it was when its search began and looks no further.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from bot.corpus.article import Article
from bot.search.segment import index_one
from bot.search.story import Traces

CAPACITY = 128  # articles; then they become a segment, which takes some 30 ms


class Memtable:
    """Append-only postings: term -> [(number, impact), …] by rising number."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.traces: list[Traces] = []
        self._postings: dict[int, list[tuple[int, int]]] = {}

    def add(self, article: Article) -> int:
        """Append *article*; returns its number. The caller publishes the new length when it is done."""
        number = len(self.articles)
        found = index_one(article)
        for term, impact in found.postings:
            self._postings.setdefault(term, []).append((number, impact))
        self.traces.append(found.traces)
        self.articles.append(article)
        return number

    def postings(self, term: int, length: int) -> list[tuple[int, int]]:
        """(number, impact) of *term* among the first *length* articles."""
        found = self._postings.get(term)
        return list(takewhile(lambda entry: entry[0] < length, found)) if found else []

    def scores(self, weights: Mapping[int, int], length: int) -> dict[int, int]:
        """Number -> sum of weight x impact."""
        scores: dict[int, int] = {}
        for term, weight in weights.items():
            for number, impact in self.postings(term, length):
                scores[number] = scores.get(number, 0) + weight * impact
        return scores
