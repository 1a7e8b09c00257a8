"""The searchable whole: immutable segments and a small memtable, searched by forgiving BM25.

A search holds one `View`; a writer makes a new one and puts it in place, so readers never wait and never see half a
change. `compact` merges small segments and may run in any thread while searches and writes go on.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

import numpy as np

from bot.corpus.article import Article
from bot.korean.normalize import fold
from bot.search.hit import Hit, Results
from bot.search.initials import InitialsBlob, initials_line, likeness
from bot.search.memtable import CAPACITY as MEMTABLE_CAPACITY
from bot.search.memtable import Memtable
from bot.search.passage import find_passage
from bot.search.query import Query, parse_query
from bot.search.rerank import rerank
from bot.search.segment import CAPACITY, Segment, build_segment, merge_segments
from bot.search.spelling import Vocabulary
from bot.search.story import Trace, same_story, trace
from bot.search.view import Place, View

DEPTH = 100  # how deep a search looks before it folds reports of one story
MOST_OTHERS = 20
_FAN_IN = 8  # segments of one size that become one of the next
_LEAD = 200  # characters of a body whose words can be suggested
_STALE = 1.1  # growth of the index after which its vocabulary is made anew


class Searchable(Protocol):
    """What the rest of Sosik asks of an index; `Index` is the implementation. Thread-safe; synchronous."""

    def __len__(self) -> int: ...

    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return."""

    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""

    def article(self, article_id: str) -> Article | None: ...

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        """Newest first by Article.moment."""

    def search(self, text: str, limit: int = 10, offset: int = 0, stories: bool = True) -> Results:
        """Best first, ties by newest. Raises QueryError when nothing searchable is in *text*."""

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """The bare ranking, for those who read the articles themselves (quotes, answers)."""


class Index:
    """A `Searchable` in memory."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._view = View()
        self._owners: dict[str, tuple[Segment | Memtable, int]] = {}
        self._adding = threading.Lock()  # one writer at a time, which may take as long as it takes
        self._publishing = threading.Lock()  # held only while one view takes the place of another
        self._merging = threading.Lock()
        self._vocabulary: tuple[int, Vocabulary] | None = None
        self._initials: dict[int, tuple[Segment, InitialsBlob]] = {}
        self._traces: dict[str, Trace] = {}
        self.add(articles)

    def __len__(self) -> int:
        return len(self._view)

    # Writing

    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return."""
        waiting = iter(articles)
        with self._adding:
            while batch := list(islice(waiting, CAPACITY)):
                newest = list({article.id: article for article in batch}.values())
                if len(newest) > MEMTABLE_CAPACITY:
                    self._add_segment(build_segment(newest))
                else:
                    self._add_few(newest)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""
        with self._adding, self._publishing:
            self._view = self._without(ids)

    def _add_segment(self, segment: Segment) -> None:
        with self._publishing:
            view = self._without(segment.ids)
            self._view = View(
                (*view.segments, segment), (*view.live, None), view.memtable, view.length, view.gone
            )
            self._owners |= {article_id: (segment, i) for i, article_id in enumerate(segment.ids)}

    def _add_few(self, articles: Sequence[Article]) -> None:
        for article in articles:
            if self._view.length >= MEMTABLE_CAPACITY:
                self._flush()
            memtable = self._view.memtable
            number = memtable.add(article)  # not seen by anyone before the view's length grows
            with self._publishing:
                view = self._without([article.id])
                self._view = View(view.segments, view.live, memtable, number + 1, view.gone)
                self._owners[article.id] = (memtable, number)

    def _flush(self) -> None:
        """Turn the memtable into a segment."""
        view = self._view
        kept = [a for i, a in enumerate(view.memtable.articles[: view.length]) if i not in view.gone]
        segment = build_segment(kept) if kept else None
        with self._publishing:
            view = self._view
            self._view = View(view.segments, view.live)
            if segment is not None:
                self._view = View((*view.segments, segment), (*view.live, None))
                self._owners |= {article_id: (segment, i) for i, article_id in enumerate(segment.ids)}

    def _without(self, ids: Iterable[str]) -> View:
        """The view with *ids* forgotten; the caller holds `_publishing` and puts it in place."""
        view = self._view
        live = list(view.live)
        gone = set(view.gone)
        number_of = {id(segment): i for i, segment in enumerate(view.segments)}
        for article_id in ids:
            self._traces.pop(article_id, None)
            owner, number = self._owners.pop(article_id, (None, 0))
            if isinstance(owner, Memtable):
                gone.add(number)
            elif owner is not None:
                place = number_of[id(owner)]
                mask = live[place]
                if mask is None:
                    mask = live[place] = np.ones(len(owner), bool)
                elif mask is view.live[place]:
                    mask = live[place] = mask.copy()
                mask[number] = False
        return View(view.segments, tuple(live), view.memtable, view.length, frozenset(gone))

    def compact(self) -> bool:
        """Merge one group of segments if that is due; whether it was. Searches and writes go on meanwhile."""
        with self._merging:
            before = self._view
            chosen = _to_merge(before)
            if not chosen:
                return False
            merged = merge_segments([(before.segments[i], before.mask(i)) for i in chosen])
            old = [before.segments[i] for i in chosen]
            with self._publishing:
                self._replace(old, merged)
            return True

    def _replace(self, old: Sequence[Segment], merged: Segment) -> None:
        """Put *merged* in place of *old*; what was forgotten while it was made stays forgotten."""
        view = self._view
        kept = [i for i, segment in enumerate(view.segments) if not any(segment is o for o in old)]
        living = np.zeros(len(merged), bool)
        for number, article_id in enumerate(merged.ids):
            owner, _ = self._owners.get(article_id, (None, 0))
            if any(owner is o for o in old):
                living[number] = True
                self._owners[article_id] = (merged, number)
        self._view = View(
            (*(view.segments[i] for i in kept), merged),
            (*(view.live[i] for i in kept), None if living.all() else living),
            view.memtable,
            view.length,
            view.gone,
        )

    # Reading

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        owner, number = self._owners.get(article_id, (None, 0))
        if owner is None:
            return None
        return owner.articles[number] if isinstance(owner, Memtable) else owner.records.article(number)

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        """Newest first by Article.moment, then by id."""
        view = self._view
        best: list[tuple[int, str, Place]] = []
        for s, (segment, mask) in enumerate(zip(view.segments, view.live, strict=True)):
            numbers = np.arange(len(segment)) if mask is None else np.flatnonzero(mask)
            newest = numbers[np.argsort(-segment.moments[numbers], kind="stable")[: limit + offset]]
            best += [(-int(segment.moments[n]), segment.ids[n], (s, n)) for n in newest.tolist()]
        best += [
            (-int(article.moment), article.id, (-1, n))
            for n, article in enumerate(view.memtable.articles[: view.length])
            if n not in view.gone
        ]
        return [view.article(place) for _, _, place in sorted(best)[offset : offset + limit]]

    def search(self, text: str, limit: int = 10, offset: int = 0, stories: bool = True) -> Results:
        """Best first, ties by newest; with *stories*, reports of one story come as one hit with `others`.

        Raises: QueryError when nothing searchable is in *text*, or there is too much of it.
        """
        view = self._view
        query = self._parse(text, view)
        ranked = self._rank(view, query, DEPTH)
        told = self._fold(view, ranked) if stories else [(place, score, ()) for place, score in ranked]
        rarity = view.idf(query.terms)
        hits = tuple(
            Hit(article, score, find_passage(article.body, query, rarity), others)
            for place, score, others in told[offset : offset + limit]
            for article in (view.article(place),)
        )
        return Results(hits, len(told), query.corrections)

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """The bare ranking: best first, ties by newest."""
        view = self._view
        query = self._parse(text, view)
        return [(view.article(place), score) for place, score in self._rank(view, query, limit, look=False)]

    def _parse(self, text: str, view: View) -> Query:
        return parse_query(text, view.document_frequencies, lambda word: self.vocabulary().neighbours(word))

    def vocabulary(self) -> Vocabulary:
        """The words that a slip of the finger is mended to, made on first use and when the index has grown."""
        view = self._view
        size = len(view)
        if self._vocabulary is None or not size / _STALE <= self._vocabulary[0] <= size * _STALE:
            texts = (fold(f"{view.title(place)} {view.body(place)[:_LEAD]}") for place in view.places())
            self._vocabulary = (size, Vocabulary.of(texts))
        return self._vocabulary[1]

    def _rank(self, view: View, query: Query, limit: int, look: bool = True) -> list[tuple[Place, float]]:
        """Places by score: by terms, by initials, or by both; *look* reads the best ones again."""
        ranked: list[tuple[Place, float]] = []
        if len(query.terms):
            ranked = view.rank(query.terms, query.weights * view.idf(query.terms), max(limit, DEPTH))
            if look and not query.has_filler:
                ranked = rerank(view, query, ranked)
        if query.initials:
            ranked = self._by_initials(view, query, dict(ranked))
        return ranked[:limit]

    def _by_initials(self, view: View, query: Query, scores: dict[Place, float]) -> list[tuple[Place, float]]:
        """Titles that hold the query's initials; words of the query, if there are any, decide among them."""
        tokens = [token for token in (initials_line(run) for run in query.initials) if token]
        found: dict[Place, float] = {}
        for s, segment in enumerate(view.segments):
            blob = self._blob(segment)
            mask = view.live[s]
            for token in tokens:
                for number in blob.containing(token).tolist():
                    if (s, number) not in found and (mask is None or mask[number]):
                        found[s, number] = likeness(blob.line(number), tokens)
        for number in range(view.length):
            if number not in view.gone:
                line = b" " + initials_line(view.memtable.articles[number].title) + b" "
                if value := likeness(line, tokens):
                    found[-1, number] = value
        full = sum(len(token) for token in tokens) * 1.3
        merged = {place: value + scores.get(place, 0.0) for place, value in found.items()}
        if scores:
            merged |= {place: score for place, score in scores.items() if place not in found}
        ordered = sorted(merged, key=lambda p: (-merged[p], -view.moment(p), view.id(p)))
        return [(place, merged[place] / full) for place in ordered]

    def _blob(self, segment: Segment) -> InitialsBlob:
        kept = self._initials.get(id(segment))
        if kept is None or kept[0] is not segment:
            alive = {id(s) for s in self._view.segments}
            for old in [key for key in self._initials if key not in alive]:
                self._initials.pop(old, None)
            kept = (segment, InitialsBlob.of([segment.records.title(i) for i in range(len(segment))]))
            self._initials[id(segment)] = kept
        return kept[1]

    def _fold(
        self, view: View, ranked: Sequence[tuple[Place, float]]
    ) -> list[tuple[Place, float, tuple[str, ...]]]:
        """One entry a story: the best report, and under it the ids of those that tell the same."""
        leaders: list[tuple[Place, float, Trace, list[str]]] = []
        for place, score in ranked:
            mine = self._trace(view, place)
            for _, _, theirs, others in leaders:
                if same_story(theirs, mine):
                    if len(others) < MOST_OTHERS:
                        others.append(view.id(place))
                    break
            else:
                leaders.append((place, score, mine, []))
        return [(place, score, tuple(others)) for place, score, _, others in leaders]

    def _trace(self, view: View, place: Place) -> Trace:
        article_id = view.id(place)
        kept = self._traces.get(article_id)
        if kept is None:
            kept = trace(view.article(place))
            self._traces[article_id] = kept
        return kept


def _to_merge(view: View) -> list[int]:
    """Segments that should become one: _FAN_IN of a like size, or one that is mostly dead; [] when none."""
    tiers: dict[int, list[int]] = {}
    for i, segment in enumerate(view.segments):
        mask = view.live[i]
        if mask is not None and int(mask.sum()) < len(segment) * 3 // 4:
            return [i]
        tiers.setdefault(len(segment).bit_length() // 3, []).append(i)
    for tier in sorted(tiers):
        chosen = tiers[tier][:_FAN_IN]
        if len(chosen) == _FAN_IN and sum(len(view.segments[i]) for i in chosen) <= CAPACITY:
            return chosen
    return []
