"""A search over one view of the index, from a reader's words to hits.

Words -> `parse_query` -> `View.rank` (terms) and initials (titles) -> `rerank` -> one hit a story -> passages.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.initials import InitialsBlob, Titles, best_titles, share_in_body, token
from bot.index.segment import Segment
from bot.index.snapshot import Place, View
from bot.korean.normalize import fold
from bot.korean.tokens import term_ids
from bot.search.hit import Hit, Results
from bot.search.passage import find_passage
from bot.search.query import Query, parse_query
from bot.search.rerank import rerank
from bot.search.spelling import Vocabulary
from bot.stories.reports import COMPARED, fold_stories

DEPTH = 100  # how deep a search looks before it folds reports of one story
_INITIALS = 1.8  # of a title that holds all initials, when nothing else was typed; words match at about 1
_IN_BODY = 0.7  # of a body that holds them, among the first _READ that the words found
_READ = 30
_TITLES = 100  # that hold the initials best
_FLOOR = 0.25  # of the best score: what is further behind shares a syllable or two with the query by chance
_LEAD = 200  # characters of a body whose words can be suggested
_STALE = 1.1  # growth of the index after which its vocabulary is made anew
_WITNESSES = 5  # articles that are looked at for a word that no title or lead has twice
_NO_WORDS = Vocabulary({})


class Searcher:
    """Searches any view of one index; keeps what is derived from articles and dear to make."""

    def __init__(self) -> None:
        self._vocabulary: tuple[int, Vocabulary] | None = None
        self._making = threading.Lock()
        self._initials: WeakKeyDictionary[Segment, InitialsBlob] = WeakKeyDictionary()

    def search(
        self, view: View, text: str, limit: int = 10, offset: int = 0, stories: bool = True
    ) -> Results:
        """Best first, ties by newest; with *stories*, reports of one story come as one hit with `others`.

        Raises: QueryError when nothing searchable is in *text*, or there is too much of it.
        """
        query = self._parse(text, view)
        ranked = self._rank(view, query, DEPTH)
        told = fold_stories(view, ranked) if stories else [(place, score, ()) for place, score in ranked]
        rarity = view.idf(query.terms)
        hits = tuple(
            Hit(article, score, find_passage(article.body, query, rarity), others)
            for place, score, others in told[offset : offset + limit]
            for article in (view.article(place),)
        )
        more = len(ranked) >= (COMPARED if stories else DEPTH)
        return Results(hits, len(told), query.corrections, min(len(ranked), DEPTH), more)

    def candidates(self, view: View, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """The bare ranking: best first, ties by newest."""
        query = self._parse(text, view)
        return [(view.article(place), score) for place, score in self._rank(view, query, limit, look=False)]

    def _parse(self, text: str, view: View) -> Query:
        return parse_query(text, _Words(view, self))

    @property
    def made(self) -> Vocabulary | None:
        """The vocabulary, if there is one by now."""
        return self._vocabulary[1] if self._vocabulary else None

    def vocabulary(self, view: View) -> Vocabulary:
        """The words that a slip of the finger is mended to: made on first use, then as `warm_up` left them.

        While another thread makes the first, there are none: a reader does not wait for seconds.
        """
        if self._vocabulary is None:
            if not self._making.acquire(blocking=False):
                return _NO_WORDS
            try:
                self._make_vocabulary(view)
            finally:
                self._making.release()
        return self._vocabulary[1] if self._vocabulary else _NO_WORDS

    def warm_up(self, view: View, stopped: Callable[[], bool]) -> None:
        """Make now what searches need and is dear to make: a vocabulary that fits the size of the index, initials.

        A process that ends does not wait: once *stopped*, what is not made yet stays unmade.
        """
        with self._making:
            size = len(view)
            if self._vocabulary is None or not size / _STALE <= self._vocabulary[0] <= size * _STALE:
                self._make_vocabulary(view, stopped)
        for segment in view.segments:
            if not stopped():
                self._blob(segment)

    def _make_vocabulary(self, view: View, stopped: Callable[[], bool] = lambda: False) -> None:
        places = takewhile(lambda _: not stopped(), view.places())
        words = Vocabulary.of(fold(f"{view.title(place)} {view.body(place)[:_LEAD]}") for place in places)
        if not stopped():
            self._vocabulary = (len(view), words)

    def _rank(self, view: View, query: Query, limit: int, look: bool = True) -> list[tuple[Place, float]]:
        """Places by score: by terms, by initials, or by both; *look* reads the best ones again."""
        ranked: list[tuple[Place, float]] = []
        if len(query.terms):
            rarity = view.idf(query.terms)
            ranked = view.rank(query.terms, query.weights * rarity, max(limit, DEPTH))
            ranked = [entry for entry in ranked if entry[1] >= _FLOOR * ranked[0][1]]
            if look:
                ranked = rerank(view, query, rarity, ranked)
        if query.initials:
            ranked = self._by_initials(view, query, ranked)
        return ranked[:limit]

    def _by_initials(
        self, view: View, query: Query, ranked: list[tuple[Place, float]]
    ) -> list[tuple[Place, float]]:
        """Titles that hold the query's initials; beside words, also the bodies of what the words found."""
        tokens = list(dict.fromkeys(filter(None, map(token, query.initials))))
        if not tokens:
            return ranked
        blobs: list[Titles] = [
            (self._blob(segment), view.live[s], segment.moments) for s, segment in enumerate(view.segments)
        ]
        recent = view.memtable.articles[: view.length]
        if recent:
            alive = np.array([number not in view.gone for number in range(len(recent))], bool)
            moments = np.array([int(article.moment) for article in recent], np.int64)
            blobs.append((InitialsBlob([article.title for article in recent]), alive, moments))
        shares: dict[Place, float] = {
            (s if s < len(view.segments) else -1, number): share
            for s, number, share in best_titles(blobs, tokens, _TITLES)
        }
        for place, _ in ranked[:_READ]:
            in_body = _IN_BODY * share_in_body(view.body(place), tokens)
            shares[place] = max(shares.get(place, 0.0), in_body)
        letters = sum(map(len, tokens))
        weight = _INITIALS * letters / (letters + sum(map(len, query.stems)))
        merged = dict(ranked)
        for place, value in shares.items():
            merged[place] = merged.get(place, 0.0) + weight * value
        ordered = sorted(merged, key=lambda p: (-merged[p], -view.moment(p), view.id(p)))
        return [(place, merged[place]) for place in ordered]

    def _blob(self, segment: Segment) -> InitialsBlob:
        blob = self._initials.get(segment)
        if blob is None:
            blob = InitialsBlob([segment.records.title(i) for i in range(len(segment))])
            self._initials[segment] = blob
        return blob


@dataclass(frozen=True, slots=True)
class _Words:
    """The `Lexicon` of one view."""

    view: View
    searcher: Searcher

    def frequencies(self, ids: NDArray[np.uint32]) -> NDArray[np.int64]:
        return self.view.document_frequencies(ids)

    def knows(self, word: str) -> bool:
        """A known word begins a word of the vocabulary, or stands in one of the articles that hold all its terms."""
        ids = term_ids(word)
        if not len(ids) or not (self.view.document_frequencies(ids) > 0).all():
            return False
        made = self.searcher.made
        if len(ids) == 1 or (made and made.begins(word)):
            return True
        likeliest = self.view.rank(ids, self.view.idf(ids), _WITNESSES)
        if any(word in fold(f"{self.view.title(p)} {self.view.body(p)}") for p, _ in likeliest):
            return True
        return made is None and self.searcher.vocabulary(self.view).begins(word)

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        return self.searcher.vocabulary(self.view).neighbours(word)
