"""The memtable: the newest few articles, in dictionaries, so that adding one costs only that one.

It only grows. A reader remembers how long it was when its search began and looks no further.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.segment import index_one

CAPACITY = (
    32  # articles; then they become a segment, in some 4 ms; searching them costs Python a loop a posting
)


class Memtable:
    """Append-only postings: term -> [(number, impact), …] by rising number."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self._postings: dict[int, list[tuple[int, int]]] = {}

    def add(self, article: Article) -> int:
        """Append *article*; returns its number. The caller publishes the new length when it is done."""
        number = len(self.articles)
        for term, impact in index_one(article):
            self._postings.setdefault(term, []).append((number, impact))
        self.articles.append(article)
        return number

    def postings(self, term: int, length: int) -> list[tuple[int, int]]:
        """(number, impact) of *term* among the first *length* articles."""
        found = self._postings.get(term)
        return list(takewhile(lambda entry: entry[0] < length, found)) if found else []

    def frequencies(self, terms: Sequence[int], length: int, gone: frozenset[int]) -> NDArray[np.int64]:
        """In how many of the first *length* articles, but for those *gone*, each term occurs."""
        found = [self._postings.get(term, ()) for term in terms]
        if not gone and length == len(self.articles):
            return np.array([len(entries) for entries in found], np.int64)
        living = frozenset(range(length)) - gone
        return np.array([sum(number in living for number, _ in entries) for entries in found], np.int64)

    def scores(self, weights: Mapping[int, int], length: int) -> dict[int, int]:
        """Number -> sum of weight x impact."""
        scores: dict[int, int] = {}
        for term, weight in weights.items():
            for number, impact in self.postings(term, length):
                scores[number] = scores.get(number, 0) + weight * impact
        return scores
