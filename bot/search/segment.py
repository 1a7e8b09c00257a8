"""A segment: an immutable inverted index over at most 65,536 articles.

Postings are three bytes: the article's number in the segment (u16) and its impact (u8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article
from bot.korean.tokens import terms
from bot.search.impact import impacts
from bot.search.records import Records

Number = TypeVar("Number", np.uint32, np.uint64)

CAPACITY = 65_536  # what a u16 can number
_CHUNK = 2_000  # articles tokenised at a time: bounds the memory of a build


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

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays, without the records."""
        return sum(a.nbytes for a in (self.terms, self.starts, self.docs, self.impacts, self.moments))

    def find(self, wanted: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The place of each wanted term, -1 where there is none."""
        if not len(self.terms):
            return np.full(len(wanted), -1, np.int64)
        at = np.minimum(np.searchsorted(self.terms, wanted), len(self.terms) - 1)
        return np.where(self.terms[at] == wanted, at, -1)


def build_segment(articles: Sequence[Article]) -> Segment:
    """Index *articles*, at most CAPACITY of them."""
    if len(articles) > CAPACITY:
        raise ValueError(f"{len(articles)} articles do not fit one segment")
    keys, lengths = [], []
    for start in range(0, len(articles), _CHUNK):
        part, sizes = _count(articles[start : start + _CHUNK], start)
        keys.append(part)
        lengths.append(sizes)
    packed = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
    packed.sort()  # by term, then article, since a term and article meet once
    docs = (packed >> np.uint64(8) & np.uint64(0xFFFF)).astype(np.uint16)
    frequencies = (packed & np.uint64(0xFF)).astype(np.uint8)
    found, starts = _runs((packed >> np.uint64(24)).astype(np.uint32))
    sizes = np.concatenate(lengths) if lengths else np.zeros(0, np.int64)
    return Segment(
        terms=found,
        starts=starts,
        docs=docs,
        impacts=impacts(frequencies, sizes[docs]),
        moments=np.array([int(article.moment) for article in articles], np.int64),
        ids=tuple(article.id for article in articles),
        records=Records.of(articles),
    )


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


def article_postings(article: Article) -> Iterator[tuple[int, int]]:
    """(term, impact) of one article, as a segment would hold them."""
    packed, sizes = _count([article], 0)
    found = (packed >> np.uint64(24)).astype(np.uint32)
    tf = (packed & np.uint64(0xFF)).astype(np.uint8)
    return zip(found.tolist(), impacts(tf, np.broadcast_to(sizes, len(tf))).tolist(), strict=True)


def _count(articles: Sequence[Article], base: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Term, article and frequency (to 255) packed as 32 | 16 | 8 bits; and each article's length in terms."""
    texts = [f"{a.title}\0{a.body}\0".encode("utf-16-le", "surrogatepass") for a in articles]
    ends = np.cumsum([len(text) // 2 for text in texts])
    found = terms(np.frombuffer(b"".join(texts), np.uint16))
    numbers = np.searchsorted(ends, found.positions, side="right")
    sizes = np.bincount(numbers, minlength=len(articles)).astype(np.int64)
    keys = found.ids.astype(np.uint64) << np.uint64(16) | (numbers + base).astype(np.uint64)
    keys.sort()
    distinct, starts = _runs(keys)
    frequencies = np.minimum(np.diff(starts), 255).astype(np.uint64)
    return distinct << np.uint64(8) | frequencies, sizes


def _runs(values: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.int64]]:
    """The distinct values of a sorted array, and where each run starts, with the end behind."""
    if not len(values):
        return values, np.zeros(1, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    return values[starts], np.append(starts, len(values)).astype(np.int64)
