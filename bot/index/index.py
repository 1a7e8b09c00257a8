"""The searchable whole: immutable segments and a small memtable, searched by forgiving BM25.

A search holds one `View`; a writer makes a new one and puts it in place, so readers never wait and never see half a
change. `compact` merges small segments and may run in any thread while searches and writes go on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.lexicon import Learnt, ViewLexicon, Words
from bot.index.memtable import CAPACITY as MEMTABLE_CAPACITY
from bot.index.memtable import Memtable
from bot.index.packing import Packed
from bot.index.segment import CAPACITY, Segment, build_packed, build_segment, merge_segments
from bot.index.snapshot import View
from bot.search.engine import SearchEngine

_FAN_IN = 8  # segments of one size that become one of the next
_WORTH = (
    64  # times as large may a segment be that small ones are gathered into: 0.6 s for 190 of 12,000 articles
)


class Index(SearchEngine):
    """The engine in memory."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._view = View()
        self._owners: dict[str, tuple[Segment | Memtable, int]] = {}
        self._adding = threading.Lock()  # one writer at a time, which may take as long as it takes
        self._publishing = threading.Lock()  # held only while one view takes the place of another
        self._merging = threading.Lock()
        self._words = Words()
        self._revision = 0
        self.add(articles)

    @classmethod
    def of_segments(
        cls,
        segments: Sequence[Segment],
        live: Sequence[NDArray[np.bool_] | None],
        learnt: Learnt | None = None,
    ) -> Index:
        """The index of an earlier process, from its `segments` and what it had `learnt` of their words.

        Raises: ValueError when *live* does not fit, or an article would stand in it twice.
        """
        index = cls()
        alive = 0
        for segment, mask in zip(segments, live, strict=True):
            if mask is not None and len(mask) != len(segment):
                raise ValueError("a mask does not fit its segment")
            for number, article_id in enumerate(segment.ids):
                if mask is None or mask[number]:
                    index._owners[article_id] = (segment, number)
                    alive += 1
        if alive != len(index._owners):
            raise ValueError("an article is in it twice")
        index._view = View(tuple(segments), tuple(live))
        index._words = Words(learnt)
        return index

    def __len__(self) -> int:
        return len(self._view)

    @property
    def nbytes(self) -> int:
        """Bytes of what is searched; the articles' texts come on top."""
        return sum(segment.nbytes for segment in self._view.segments)

    @property
    def revision(self) -> object:
        """See `bot.search.ports.Searchable`."""
        return self._revision

    def ids(self) -> frozenset[str]:
        """Of every article."""
        return frozenset(self._owners)

    # Writing

    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return."""
        waiting = iter(articles)
        with self._adding:
            while few := list(islice(waiting, MEMTABLE_CAPACITY)):
                more = list(islice(waiting, 1))
                if more:
                    rest = islice(waiting, CAPACITY - len(few) - 1)
                    self._add_segment(build_segment(chain(few, more, rest)))
                else:
                    self._add_few(list({article.id: article for article in few}.values()))

    def add_packed(self, stretches: Iterable[Packed]) -> None:
        """As `add`, of very many that were packed elsewhere; each stretch at most CAPACITY."""
        waiting = (packed for packed in stretches if packed.ids)
        with self._adding:
            held = next(waiting, None)

            def fitting() -> Iterator[Packed]:
                nonlocal held
                room = CAPACITY
                while held is not None and (room == CAPACITY or len(held.ids) <= room):
                    room -= len(held.ids)
                    yield held
                    held = next(waiting, None)

            while held is not None:
                self._add_segment(build_packed(fitting()))

    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""
        with self._adding, self._publishing:
            self._view = self._without(ids)

    def _add_segment(self, segment: Segment) -> None:
        newest = {article_id: number for number, article_id in enumerate(segment.ids)}
        live: NDArray[np.bool_] | None = None
        if len(newest) < len(segment):  # of two with one id the later counts
            live = np.zeros(len(segment), bool)
            live[list(newest.values())] = True
        with self._publishing:
            view = self._without(newest)
            self._view = View(
                (*view.segments, segment), (*view.live, live), view.memtable, view.length, view.gone
            )
            self._owners |= {article_id: (segment, number) for article_id, number in newest.items()}
            self._words.came(newest)

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
                self._words.came([article.id])

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

    def segments(self) -> tuple[tuple[Segment, ...], tuple[NDArray[np.bool_] | None, ...]]:
        """All of it as segments, to be saved; and which articles of each live, None where all do."""
        with self._adding:
            if self._view.length:
                self._flush()
            return self._view.segments, self._view.live

    @property
    def learnt(self) -> Learnt | None:
        """The words that a slip of the finger is mended to, if they are known by now; to be saved too."""
        return self._words.learnt

    def exchange(self, old: Segment, same: Segment) -> None:
        """Read from *same* what is in *old*, which holds the same articles elsewhere (in a file, say)."""
        with self._merging, self._publishing:
            if any(segment is old for segment in self._view.segments):
                self._replace([old], same)

    def _without(self, ids: Iterable[str]) -> View:
        """The view with *ids* forgotten; the caller holds `_publishing` and puts it in place."""
        self._revision += 1
        view = self._view
        live = list(view.live)
        gone = set(view.gone)
        number_of = {id(segment): i for i, segment in enumerate(view.segments)}
        for article_id in ids:
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

    def warm_up(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Make now what the next search would make, so that no reader waits for it; give up once *stopped*.

        Returns: whether what is `learnt` is another than before.
        """
        view = self._view
        has_learnt = self._words.warm_up(view, self.get_many, stopped)
        for segment in view.segments:
            if not stopped():
                segment.initials()
                segment.names("publisher")
        return has_learnt

    def compact(self, *, at_rest: bool = False) -> bool:
        """Merge one group of segments if that is due; whether it was. Searches and writes go on meanwhile.

        at_rest: also what is only worth while when nothing more comes, so that an index that grew is like a fresh one.
        """
        with self._merging:
            before = self._view
            chosen = _to_merge(before) or (_to_gather(before) if at_rest else [])
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
        new = [(merged, None if living.all() else living)] if living.any() else []
        self._view = View(
            (*(view.segments[i] for i in kept), *(segment for segment, _ in new)),
            (*(view.live[i] for i in kept), *(mask for _, mask in new)),
            view.memtable,
            view.length,
            view.gone,
        )

    # Reading

    def snapshot(self) -> tuple[View, ViewLexicon]:
        """The articles as they are now, and their words."""
        view = self._view
        return view, ViewLexicon(view, self._words)

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        """The articles of those ids, in order; None in the place of one that is not there."""
        return [self._get(article_id) for article_id in article_ids]

    def older_than(self, moment: float) -> list[str]:
        """The ids of the articles of before *moment*, see `Article.moment`."""
        view = self._view
        places = list(view.places())
        return [view.id(one) for one, at in zip(places, view.moments(places), strict=True) if at < moment]

    def _get(self, article_id: str) -> Article | None:
        owner, number = self._owners.get(article_id, (None, 0))
        if owner is None:
            return None
        return owner.articles[number] if isinstance(owner, Memtable) else owner.records.article(number)


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


def _to_gather(view: View) -> list[int]:
    """All but the largest segment, with it, once they hold a part of its size that is worth writing it anew."""
    by_size = sorted(range(len(view.segments)), key=lambda i: -len(view.segments[i]))
    for first, largest in enumerate(by_size):
        room = CAPACITY - len(view.segments[largest])
        small = []
        for i in reversed(by_size[first + 1 :]):
            if (size := len(view.segments[i])) <= room:
                small.append(i)
                room -= size
        if sum(len(view.segments[i]) for i in small) * _WORTH >= len(view.segments[largest]):
            return sorted([largest, *small]) if small else []
    return []
