"""One consistent state of the index, and the ranking over it.

Writers make a new View and put it in place of the old one; a search holds one View from beginning to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.docstore import Records
from bot.index.memtable import Memtable
from bot.index.segment import Segment
from bot.kernel import HAS_KERNEL, kernel
from bot.korean.texts import Buffer, encoded
from bot.search.bm25 import FULL, UNIT, idf, whole
from bot.search.filtering import MOST_READ, sorted_by_day
from bot.search.filters import Filters
from bot.search.initials import InitialsBlob, Titles, best_titles
from bot.search.keywords import Mentions, Told, Word, tell_about, terms_needed, told_mentions, word_of
from bot.search.names import Known, NameKind, by_letters, letters, names_in
from bot.search.order import Order
from bot.search.ports import About, Place, Stretch

_ALL = np.zeros(0, bool)  # to the kernel: every article lives
_REMEMBERED = 1 << 16  # document frequencies, at most; eight bytes each


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The `Snapshot` of the index in memory; a place is (segment, number in it), segment -1 the memtable.

    *live* is a mask beside each segment, None where all of it lives; *gone* are dead numbers of the memtable.

    memory: document frequencies that were asked for; leads of news are made of the same words again and again.
    """

    segments: tuple[Segment, ...] = ()
    live: tuple[NDArray[np.bool_] | None, ...] = ()
    memtable: Memtable = field(default_factory=Memtable)
    length: int = 0
    gone: frozenset[int] = frozenset()
    memory: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(_REMEMBERED, np.uint64), repr=False)

    def __len__(self) -> int:
        alive = sum(
            len(s) if m is None else int(np.count_nonzero(m))
            for s, m in zip(self.segments, self.live, strict=True)
        )
        return alive + self.length - len(self.gone)

    def within(self, filters: Filters) -> View:
        """Itself: it ranks all there are."""
        return self

    def mask(self, segment: int) -> NDArray[np.bool_]:
        """Which articles of a segment live."""
        mask = self.live[segment]
        return np.ones(len(self.segments[segment]), bool) if mask is None else mask

    def article(self, place: Place) -> Article:
        """The article at *place*."""
        segment, number = place
        return (
            self.memtable.articles[number] if segment < 0 else self.segments[segment].records.article(number)
        )

    def title(self, place: Place) -> str:
        """Its title alone."""
        segment, number = place
        return (
            self.memtable.articles[number].title
            if segment < 0
            else self.segments[segment].records.title(number)
        )

    def body(self, place: Place) -> str:
        """Its body alone."""
        segment, number = place
        return (
            self.memtable.articles[number].body
            if segment < 0
            else self.segments[segment].records.body(number)
        )

    def get_many(self, places: Sequence[Place]) -> list[Article]:
        """The articles at *places*, in order."""
        return [self.article(place) for place in places]

    def titles(self, places: Sequence[Place]) -> list[Buffer]:
        """Their titles, `encoded`."""
        return [
            encoded(self.memtable.articles[number].title)
            if segment < 0
            else self.segments[segment].records.title_units(number)
            for segment, number in places
        ]

    def bodies(self, places: Sequence[Place]) -> list[Buffer]:
        """Their bodies, likewise."""
        return [
            encoded(self.memtable.articles[number].body)
            if segment < 0
            else self.segments[segment].records.body_units(number)
            for segment, number in places
        ]

    def moments(self, places: Sequence[Place]) -> list[int]:
        """When they were published, in whole seconds."""
        return [self.moment(place) for place in places]

    def ids(self, places: Sequence[Place]) -> list[str]:
        """Their article ids."""
        return [self.id(place) for place in places]

    def latest(self, limit: int, offset: int = 0) -> list[Place]:
        """The newest first by moment, then by id."""
        wanted = limit + offset
        if wanted < 1:
            return []
        owners, numbers, moments = self._columns()
        if len(moments) > wanted:  # with all that tie with the last, since ids decide among those
            kept = np.flatnonzero(moments >= np.partition(moments, -wanted)[-wanted])
            owners, numbers, moments = owners[kept], numbers[kept], moments[kept]
        order = np.argsort(-moments, kind="stable")
        if not len(order[offset:]):
            return []
        sought = moments[order[offset]], moments[order[min(wanted, len(order)) - 1]]
        first = int(np.searchsorted(-moments[order], -sought[0], "left"))
        last = int(np.searchsorted(-moments[order], -sought[1], "right"))
        rows = order[first:last]
        places = list(zip(owners[rows].tolist(), numbers[rows].tolist(), strict=True))
        keys = [
            (-moment, self.id(place)) for moment, place in zip(moments[rows].tolist(), places, strict=True)
        ]
        ranked = [place for _, place in sorted(zip(keys, places, strict=True))]
        return ranked[offset - first : wanted - first]

    def _columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Of every live article its segment, its number there and its moment."""
        numbers = [
            np.arange(len(segment)) if mask is None else np.flatnonzero(mask)
            for segment, mask in zip(self.segments, self.live, strict=True)
        ]
        moments = [segment.moments[some] for segment, some in zip(self.segments, numbers, strict=True)]
        recent = [n for n in range(self.length) if n not in self.gone]
        numbers.append(np.array(recent, np.int64))
        moments.append(np.array([int(self.memtable.articles[n].moment) for n in recent], np.int64))
        owners = np.repeat([*range(len(self.segments)), -1], [len(some) for some in numbers])
        return owners, np.concatenate(numbers), np.concatenate(moments)

    def oldest(self, since: float) -> int | None:
        """The moment of the oldest that is not before *since*."""
        moments = self._columns()[2]
        moments = moments[moments >= since]
        return int(moments.min()) if len(moments) else None

    def names(self, kind: NameKind) -> Known:
        """The papers, authors or sections of all articles by their letters, also of some that are gone."""
        known: dict[str, str] = {}
        for segment in self.segments:
            known |= segment.names(kind).known
        return known | by_letters(
            name for article in self.memtable.articles[: self.length] for name in names_in(article, kind)
        )

    def bearers(self, kind: NameKind, names: Sequence[str]) -> set[Place]:
        """The places of the articles that bear one of *names*."""
        keys = {letters(name) for name in names}
        found: set[Place] = set()
        for s, (segment, mask) in enumerate(zip(self.segments, self.live, strict=True)):
            bearers = segment.names(kind).bearers
            numbers = (number for key in keys for number in bearers.get(key, ()))
            found.update((s, number) for number in numbers if mask is None or mask[number])
        for number, article in enumerate(self.memtable.articles[: self.length]):
            if number not in self.gone and keys & {letters(name) for name in names_in(article, kind)}:
                found.add((-1, number))
        return found

    def about(self, words: Sequence[str]) -> About:
        """The articles that are about *words*, see `bot.search.keywords`; in no order."""
        spelled = [word for word in map(word_of, words) if word is not None]
        if not spelled:
            return About([])
        terms = terms_needed(spelled)
        found: list[Place] = []
        for s, segment in enumerate(self.segments):
            numbers = self._holding(s, terms)
            bounds = segment.records.bounds(numbers)
            about = tell_about(told_mentions(segment.records.texts, bounds, spelled), bounds)
            found += [(s, number) for number in numbers[about].tolist()]
        recent = enumerate(self.memtable.articles[: self.length])
        found += [
            (-1, number)
            for number, one in recent
            if number not in self.gone and Told(one.title, one.body).is_about(words)
        ]
        return About(found)

    def _holding(self, segment: int, terms: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The numbers of the live articles of *segment* that have all of *terms*, rising."""
        numbers, mask = self.segments[segment].holding(terms), self.live[segment]
        return numbers if mask is None else numbers[mask[numbers]]

    def mentions(self, places: Sequence[Place], words: Sequence[Word]) -> Mentions:
        """Where the articles at *places* have *words*."""
        found = np.full((len(places), len(words), 2), -1, np.int32)
        owners = np.array([segment for segment, _ in places], np.int64)
        numbers = np.array([number for _, number in places], np.int64)
        for s in np.unique(owners).tolist():
            rows = np.flatnonzero(owners == s)
            if s < 0:
                some = [self.memtable.articles[number] for number in numbers[rows].tolist()]
                records, bounds = (made := Records.of(some)), made.bounds(np.arange(len(some)))
            else:
                records = self.segments[s].records
                bounds = records.bounds(numbers[rows])
            found[rows] = told_mentions(records.texts, bounds, words)
        return found

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        """All in one stretch, at most MOST_READ."""
        order: Order = "oldest" if oldest else "newest"
        terms = terms_needed([word for word in map(word_of, words) if word is not None])
        places: list[Place] = [(-1, number) for number in range(self.length) if number not in self.gone]
        for s in range(len(self.segments)):
            places += [(s, number) for number in self._holding(s, terms).tolist()]
        found = sorted_by_day(self, places, order)
        yield Stretch(found[:MOST_READ], len(found) > MOST_READ)

    def rank_titles(self, tokens: Sequence[bytes], limit: int) -> list[tuple[Place, float]]:
        """The titles that hold *tokens* of initials best; see `bot.search.initials.best_titles`."""
        blobs: list[Titles] = [
            (segment.initials(), self.live[s], segment.moments) for s, segment in enumerate(self.segments)
        ]
        recent = self.memtable.articles[: self.length]
        if recent:
            alive = np.array([number not in self.gone for number in range(len(recent))], bool)
            moments = np.array([int(article.moment) for article in recent], np.int64)
            blobs.append((InitialsBlob([article.title for article in recent]), alive, moments))
        return [
            ((s if s < len(self.segments) else -1, number), share)
            for s, number, share in best_titles(blobs, tokens, limit)
        ]

    def moment(self, place: Place) -> int:
        """Its moment in whole seconds."""
        segment, number = place
        if segment < 0:
            return int(self.memtable.articles[number].moment)
        return int(self.segments[segment].moments[number])

    def id(self, place: Place) -> str:
        """Its article id."""
        segment, number = place
        return self.memtable.articles[number].id if segment < 0 else self.segments[segment].ids[number]

    def places(self) -> Iterator[Place]:
        """Every live article."""
        for s, (segment, mask) in enumerate(zip(self.segments, self.live, strict=True)):
            numbers = range(len(segment)) if mask is None else np.flatnonzero(mask).tolist()
            yield from ((s, number) for number in numbers)
        yield from ((-1, number) for number in range(self.length) if number not in self.gone)

    def document_frequencies(self, terms: NDArray[np.uint32], native: bool = HAS_KERNEL) -> NDArray[np.int64]:
        """In how many live articles each term occurs."""
        total = np.zeros(len(terms), np.int64)
        if not native:
            return self._count(terms, total, native)
        missing = np.empty(len(terms), np.int64)
        missing = missing[: kernel.recall(self.memory, terms, total, missing)]
        if len(missing):
            unknown = terms[missing]
            total[missing] = counted = self._count(unknown, np.zeros(len(unknown), np.int64), native)
            kernel.remember(self.memory, unknown, counted)
        return total

    def _count(self, terms: NDArray[np.uint32], total: NDArray[np.int64], native: bool) -> NDArray[np.int64]:
        for segment, mask in zip(self.segments, self.live, strict=True):
            if native:
                s, live = segment, _ALL if mask is None else mask
                kernel.frequencies(s.terms, s.starts, s.docs, live, s.guide, terms, total)
                continue
            at = segment.find(terms)
            known = np.flatnonzero(at >= 0)
            if mask is None:
                total[known] += segment.starts[at[known] + 1] - segment.starts[at[known]]
            else:
                for i in known.tolist():
                    total[i] += mask[segment.docs[segment.starts[at[i]] : segment.starts[at[i] + 1]]].sum()
        if self.length:
            total += self.memtable.frequencies(terms.tolist(), self.length, self.gone)
        return total

    def idf(self, terms: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Inverse document frequency of each term."""
        return idf(self.document_frequencies(terms), len(self))

    def rank(
        self,
        terms: NDArray[np.uint32],
        weights: NDArray[np.float32],
        limit: int,
        native: bool = HAS_KERNEL,
    ) -> list[tuple[Place, float]]:
        """The best *limit* places for weighted terms (weights hold the idf), ties by newest, then by id."""
        integers = whole(weights)
        chosen = np.flatnonzero(integers > 0)
        terms, integers = wanted = _Weighted(terms[chosen], integers[chosen])
        parts: list[tuple[int, NDArray[np.int64], NDArray[np.int32]]] = []
        held = np.zeros(0, np.int32)
        for s, (segment, mask) in enumerate(zip(self.segments, self.live, strict=True)):
            least = int(np.partition(held, len(held) - limit)[len(held) - limit]) if len(held) >= limit else 1
            parts.append((s, *_best(segment, mask, wanted, limit, least, native)))
            held = np.concatenate((held, parts[-1][2]))
        found: list[tuple[int, int, Place]] = []
        if parts:
            owners = np.repeat([s for s, _, _ in parts], [len(numbers) for _, numbers, _ in parts])
            numbers = np.concatenate([numbers for _, numbers, _ in parts])
            moments = np.concatenate([self.segments[s].moments[numbers] for s, numbers, _ in parts])
            kept = _highest(held, moments, limit)
            rows = (part[kept].tolist() for part in (held, moments, owners, numbers))
            found = [(score, moment, (s, n)) for score, moment, s, n in zip(*rows, strict=True)]
        if self.length:
            weight_of = dict(zip(terms.tolist(), integers.tolist(), strict=True))
            for number, score in self.memtable.scores(weight_of, self.length).items():
                if number not in self.gone:
                    found.append((score, self.moment((-1, number)), (-1, number)))
        found.sort(key=lambda entry: (-entry[0], -entry[1], self.id(entry[2])))
        return [(place, score / (FULL * UNIT)) for score, _, place in found[:limit]]


class _Weighted(NamedTuple):
    """Terms, and what each counts."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.int32]


def _best(
    segment: Segment,
    mask: NDArray[np.bool_] | None,
    wanted: _Weighted,
    limit: int,
    least: int,
    native: bool,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The best *limit* articles of one segment, of those that score *least*, and all that tie with the last of them.

    Returns: rising numbers, and scores.
    """
    terms, weights = wanted
    if native:
        numbers, scores = np.empty(len(segment), np.int64), np.empty(len(segment), np.int32)
        found = kernel.best(
            segment.terms, segment.starts, segment.docs, segment.impacts, segment.moments,
            _ALL if mask is None else mask, terms, weights, numbers, scores, limit, least,
        )  # fmt: skip
        return numbers[:found], scores[:found]
    at = segment.find(terms)
    sums = np.zeros(len(segment), np.int32)
    for place, weight in zip(at[at >= 0].tolist(), weights[at >= 0].tolist(), strict=True):
        start, end = segment.starts[place], segment.starts[place + 1]
        sums[segment.docs[start:end]] += segment.impacts[start:end] * np.int32(weight)
    if mask is not None:
        sums[~mask] = 0
    sums[sums < least] = 0
    return _top(sums, segment.moments, limit)


def _top(
    sums: NDArray[np.int32], moments: NDArray[np.int64], limit: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The best *limit* of *sums* above zero, and what ties with the last; score and moment are one key."""
    highest = int(sums.max(initial=0))
    if not highest:
        return np.zeros(0, np.int64), np.zeros(0, np.int32)
    threshold = highest * 6 // 10
    numbers = np.flatnonzero(sums > threshold)
    while len(numbers) < limit and threshold:
        threshold = threshold * 6 // 10
        numbers = np.flatnonzero(sums > threshold)
    numbers = numbers[_highest(sums[numbers], moments[numbers], limit)]
    return numbers, sums[numbers]


def _highest(scores: NDArray[np.int32], moments: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """The places of the *limit* highest by score, then moment, and of all that tie with the last; rising."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    keys = scores.astype(np.int64) << 33 | np.clip(moments + (1 << 32), 0, (1 << 33) - 1)
    return np.flatnonzero(keys >= np.partition(keys, len(keys) - limit)[len(keys) - limit])
