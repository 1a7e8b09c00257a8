"""A segment: an immutable inverted index over at most 65,536 articles.

Postings are three bytes: the article's number in the segment (u16) and its impact (u8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.docstore import Records
from bot.index.packing import Packed, pack
from bot.kernel import HAS_KERNEL, kernel
from bot.korean.normalize import fold_units
from bot.korean.tokens import Counts, by_term, count_terms
from bot.search.bm25 import impacts, norms
from bot.search.initials import InitialsBlob
from bot.search.names import NameKind, Registry

Number = TypeVar("Number", np.uint32, np.uint64)

CAPACITY = 65_536  # what a u16 can number
_STRIDE = 32  # terms: two lines of memory; as the kernel has it
_CHUNK = 2_000  # articles tokenised at a time: bounds the memory of a build
_HANDS = 2  # threads of a build; what is not in C holds the interpreter's lock, so that more would wait


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Segment:
    """*terms* sorted; the postings of `terms[i]` are `starts[i]:starts[i + 1]`, by rising article number.

    moments: seconds since the epoch of each article, for ties.
    """

    terms: NDArray[np.uint32]
    starts: NDArray[np.int64]
    docs: NDArray[np.uint16]
    impacts: NDArray[np.uint8]
    moments: NDArray[np.int64]
    ids: tuple[str, ...]
    records: Records
    guide: NDArray[np.uint32] = field(init=False, repr=False)  # the first of every _STRIDE terms
    _initials: list[InitialsBlob] = field(
        init=False, repr=False, default_factory=list
    )  # one, once it is made
    _names: dict[NameKind, Registry] = field(init=False, repr=False, default_factory=dict)  # likewise

    def __post_init__(self) -> None:
        object.__setattr__(self, "guide", self.terms[::_STRIDE].copy())

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays, without the records."""
        return sum(
            a.nbytes for a in (self.terms, self.starts, self.docs, self.impacts, self.moments, self.guide)
        )

    def initials(self) -> InitialsBlob:
        """The initials of its titles, made on first use and kept."""
        if not self._initials:
            self._initials.append(InitialsBlob([self.records.title(i) for i in range(len(self))]))
        return self._initials[0]

    def names(self, kind: NameKind) -> Registry:
        """The papers, authors or sections of its articles, made on first use and kept."""
        if kind not in self._names:
            self._names[kind] = self.records.names(kind)
        return self._names[kind]

    def find(self, wanted: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The place of each wanted term, -1 where there is none."""
        if not len(self.terms):
            return np.full(len(wanted), -1, np.int64)
        at = np.minimum(np.searchsorted(self.terms, wanted), len(self.terms) - 1)
        return np.where(self.terms[at] == wanted, at, -1)

    def holding(self, terms: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The numbers of the articles that have all of *terms*, rising; of no terms, all."""
        at = self.find(terms)
        if (at < 0).any():
            return np.zeros(0, np.int64)
        held = np.zeros(len(self), np.int32)
        for place in at.tolist():
            held[self.docs[self.starts[place] : self.starts[place + 1]]] += 1
        return np.flatnonzero(held == len(terms))


def build_segment(articles: Iterable[Article], native: bool = HAS_KERNEL) -> Segment:
    """Index *articles*, at most CAPACITY of them; while one stretch is counted the next can be read or parsed."""
    waiting = iter(articles)
    return build_packed(iter(lambda: list(islice(waiting, _CHUNK)), []), native)


def build_packed(stretches: Iterable[Packed | Sequence[Article]], native: bool = HAS_KERNEL) -> Segment:
    """As `build_segment`, of articles that come some at a time, packed already or not."""
    with ThreadPoolExecutor(_HANDS) as hands:
        work: list[Future[_Part]] = []
        start = 0
        for stretch in stretches:
            count = len(stretch.ids) if isinstance(stretch, Packed) else len(stretch)
            if start + count > CAPACITY:
                raise ValueError(f"more than {CAPACITY} articles do not fit one segment")
            work.append(hands.submit(_count, stretch, start, native))
            start += count
            del stretch  # an article is needed no longer than until it is packed
        parts = [one.result() for one in work] or [_count([], 0, native)]
        del work
    packed = np.concatenate([part.keys for part in parts])
    lengths = np.concatenate([part.lengths for part in parts])
    moments = np.concatenate([part.moments for part in parts])
    ids = tuple(article_id for part in parts for article_id in part.ids)
    records = Records.joined([(part.records, np.arange(len(part.ids))) for part in parts])
    del parts
    return Segment(*_postings(by_term(packed, native), lengths, native), moments, ids, records)


def merge_segments(parts: Sequence[tuple[Segment, NDArray[np.bool_]]]) -> Segment:
    """One segment of the live articles (mask beside each) of several, in their order."""
    kept = [np.flatnonzero(live) for _, live in parts]
    docs, found, weights, base = [], [], [], 0
    for (segment, live), numbers in zip(parts, kept, strict=True):
        renumbered = (np.cumsum(live) - 1 + base).astype(np.uint16)
        survives = live[segment.docs]
        docs.append(renumbered[segment.docs[survives]])
        found.append(np.repeat(segment.terms, np.diff(segment.starts))[survives])
        weights.append(segment.impacts[survives])
        base += len(numbers)
    flat_terms = np.concatenate(found)
    order = np.argsort(flat_terms, kind="stable")
    merged, starts = _runs(flat_terms[order])
    return Segment(
        terms=merged,
        starts=starts,
        docs=np.concatenate(docs)[order],
        impacts=np.concatenate(weights)[order],
        moments=np.concatenate([s.moments[n] for (s, _), n in zip(parts, kept, strict=True)]),
        ids=tuple(s.ids[i] for (s, _), n in zip(parts, kept, strict=True) for i in n.tolist()),
        records=Records.joined([(s.records, n) for (s, _), n in zip(parts, kept, strict=True)]),
    )


def index_one(article: Article, native: bool = HAS_KERNEL) -> Iterator[tuple[int, int]]:
    """(term, impact) of the postings of *article* alone, as a segment would hold them."""
    counts = _count_texts(pack([article]).records, 0, native)
    found = (counts.keys >> np.uint64(24)).astype(np.uint32)
    frequencies = counts.keys.astype(np.uint8)
    weights = impacts(frequencies, np.broadcast_to(counts.lengths, len(found)))
    return zip(found.tolist(), weights.tolist(), strict=True)


class _Part(NamedTuple):
    """All that a segment needs to know of some of its articles."""

    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    moments: NDArray[np.int64]
    ids: list[str]
    records: Records


def _count(stretch: Packed | Sequence[Article], base: int, native: bool) -> _Part:
    """Articles, the first of which is number *base*."""
    packed = stretch if isinstance(stretch, Packed) else pack(stretch)
    return _Part(*_count_texts(packed.records, base, native), packed.moments, packed.ids, packed.records)


def _count_texts(records: Records, base: int, native: bool) -> Counts:
    raw, ends = np.frombuffer(records.texts, np.uint16), records.places[2::2].copy()
    return count_terms(raw, fold_units(raw, native), ends, base, native)


def _postings(
    keys: NDArray[np.uint64], lengths: NDArray[np.int64], native: bool
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint16], NDArray[np.uint8]]:
    """Terms, starts, docs and impacts of a `Segment`, of keys of `Counts` by term; *keys* is used up."""
    if native:
        docs, weights = np.empty(len(keys), np.uint16), np.empty(len(keys), np.uint8)
        terms, starts = np.empty(len(keys), np.uint32), np.empty(len(keys) + 1, np.int64)  # at most
        count = kernel.postings(keys, norms(lengths), terms, starts, docs, weights)
        return terms[:count].copy(), starts[: count + 1].copy(), docs, weights
    docs = (keys >> np.uint64(8)).astype(np.uint16)
    frequencies = keys.astype(np.uint8)
    keys >>= np.uint64(24)
    return *_runs(keys.astype(np.uint32)), docs, impacts(frequencies, lengths[docs])


def _runs(values: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.int64]]:
    """The distinct values of a sorted array, and where each run starts, with the end behind."""
    if not len(values):
        return values, np.zeros(1, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    return values[starts], np.append(starts, len(values)).astype(np.int64)
