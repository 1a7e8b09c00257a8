"""One search over two engines: the newest articles near at hand, in memory, and all of them far away, in an archive.

    engine = Tiered(index, archive, days=90)
    engine.search("노면전차")

Both score alike, to the last digit, so what they find is one list; what both have is taken from the near one. Where the
archive does not answer, what is near answers alone, and `Results.recent_days` says so.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.errors import ArchiveError, ReaderError
from bot.korean.days import Days
from bot.korean.texts import Buffer
from bot.search.bm25 import idf
from bot.search.engine import SearchEngine
from bot.search.filtering import day_keys, sorted_by_day
from bot.search.filters import Filters
from bot.search.hit import OnTopic, Results
from bot.search.keywords import Mentions, Word
from bot.search.names import Known, NameKind
from bot.search.order import Order
from bot.search.ports import About, Lexicon, Place, Snapshot, Stretch, Terms
from bot.search.query_language import Asked

log = logging.getLogger(__name__)

FAR = -2  # the first part of every place of the archive; the engine in memory has none below -1
_LISTED = 1_000  # of the newest in the archive that are as demanded

T = TypeVar("T")
Ranked = list[tuple[Place, float]]
ReadNear = Callable[[Sequence[str]], Sequence[Article | None]]


class FarSnapshot(Snapshot, Protocol):
    """That of an archive; its places begin with FAR. Every method may raise ArchiveError.

    Its `latest` leaves out all that filters refuse by names and days.
    """

    def at_address(self, wanted: str) -> Article | None:
        """The newest article whose own address is, when `normal`, *wanted*."""


class Far(Protocol):
    """An archive; `bot.adapters.opensearch.archive.Archive` is one. Every method may raise ArchiveError."""

    @property
    def is_away(self) -> bool:
        """Whether it failed a moment ago, so that nobody asks."""

    @property
    def size(self) -> int:
        """How many articles it had when it was last looked at; asks nobody."""

    @property
    def revision(self) -> object:
        """As `Searchable.revision`, of what it was when it was last written or looked at; asks nobody."""

    def snapshot(self) -> tuple[FarSnapshot, Lexicon]: ...
    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]: ...


@dataclass(frozen=True, slots=True)
class TieredSnapshot:
    """Both as one `Snapshot`. read: articles of the near engine by id. demands: whether `within` was said."""

    near: Snapshot
    far: FarSnapshot
    read: ReadNear
    demands: bool = False

    def __len__(self) -> int:
        return max(len(self.near), len(self.far))

    def within(self, filters: Filters) -> TieredSnapshot:
        """Both within *filters*."""
        far = self.far.within(filters)
        return TieredSnapshot(self.near.within(filters), far, self.read, bool(filters))  # type: ignore[arg-type]

    def document_frequencies(self, terms: Terms) -> NDArray[np.int64]:
        """In how many articles each term occurs: the archive has all, but for those of the last seconds."""
        return np.maximum(self.far.document_frequencies(terms), self.near.document_frequencies(terms))

    def idf(self, terms: Terms) -> NDArray[np.float32]:
        """Inverse document frequency of each term."""
        return idf(self.document_frequencies(terms), len(self))

    def rank(self, terms: Terms, weights: NDArray[np.float32], limit: int) -> Ranked:
        """The best of both; ties by newest, by id."""
        return self._merged(
            self.near.rank(terms, weights, limit), self.far.rank(terms, weights, limit), limit
        )

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        """Those of both: with each stretch of the archive, what is near of its days; then what else is near."""
        order: Order = "oldest" if oldest else "newest"
        near = list(self.near.dated(words, oldest=oldest))
        here = [place for some in near for place in some.places]
        keys = day_keys(self.near, here, order)
        start, there = 0, Stretch([], False)
        for there in self.far.dated(words, oldest=oldest):
            if there.places:
                end = bisect_right(keys, day_keys(self.far, there.places[-1:], order)[0])
                fresh = self._only_far(there.places)
                both = here[start:end] + [place for place in there.places if place in fresh]
                yield Stretch(sorted_by_day(self, both, order), True)
                start = end
        yield Stretch(here[start:], there.more or any(some.more for some in near[-1:]))

    def rank_titles(self, tokens: Sequence[bytes], limit: int) -> Ranked:
        """The best of both."""
        return self._merged(self.near.rank_titles(tokens, limit), self.far.rank_titles(tokens, limit), limit)

    def _merged(self, near: Ranked, far: Ranked, limit: int) -> Ranked:
        fresh = self._only_far([place for place, _ in far])
        both = near + [one for one in far if one[0] in fresh]
        places = [place for place, _ in both]
        keys = zip((-score for _, score in both), self._by_moment(places), both, strict=True)
        return [one for _, _, one in sorted(keys)[:limit]]

    def _by_moment(self, places: Sequence[Place]) -> list[tuple[int, str]]:
        return [(-at, id_) for at, id_ in zip(self.moments(places), self.ids(places), strict=True)]

    def _only_far(self, places: Sequence[Place]) -> set[Place]:
        """Those of the archive's *places* that are not near as well."""
        known = self.read(self.far.ids(places)) if places else ()
        return {place for place, article in zip(places, known, strict=True) if article is None}

    def get_many(self, places: Sequence[Place]) -> list[Article]:
        """The articles at *places*, in order."""
        return self._read(places, self.near.get_many, self.far.get_many)

    def titles(self, places: Sequence[Place]) -> list[Buffer]:
        """Their titles, `encoded`."""
        return self._read(places, self.near.titles, self.far.titles)

    def bodies(self, places: Sequence[Place]) -> list[Buffer]:
        """Their bodies, likewise."""
        return self._read(places, self.near.bodies, self.far.bodies)

    def moments(self, places: Sequence[Place]) -> list[int]:
        """When they were published, in whole seconds."""
        return self._read(places, self.near.moments, self.far.moments)

    def ids(self, places: Sequence[Place]) -> list[str]:
        """Their article ids."""
        return self._read(places, self.near.ids, self.far.ids)

    def _read(
        self,
        places: Sequence[Place],
        near: Callable[[Sequence[Place]], list[T]],
        far: Callable[[Sequence[Place]], list[T]],
    ) -> list[T]:
        there = [place for place in places if place[0] == FAR]
        if not there:
            return near(places)
        here = iter(near([place for place in places if place[0] != FAR]))
        away = iter(far(there))
        return [next(away if place[0] == FAR else here) for place in places]

    def latest(self, limit: int, offset: int = 0) -> list[Place]:
        """The newest first; the archive is asked where what is near does not suffice, or something is demanded."""
        wanted = limit + offset
        if wanted <= len(self.near) and not self.demands:
            return self.near.latest(limit, offset)
        there = self.far.latest(min(wanted, _LISTED) if self.demands else wanted)
        fresh = self._only_far(there)
        places = self.near.latest(wanted) + [place for place in there if place in fresh]
        keys = sorted(zip(self._by_moment(places), places, strict=True))
        return [place for _, place in keys[offset:wanted]]

    def about(self, words: Sequence[str]) -> About:
        """Those of both, in no order."""
        there, since = self.far.about(words)
        fresh = self._only_far(there)
        here = self.near.about(words).places
        return About(here + [place for place in there if place in fresh], since)

    def mentions(self, places: Sequence[Place], words: Sequence[Word]) -> Mentions:
        """Where the articles at *places* have *words*."""

        def near(some: Sequence[Place]) -> list[Mentions]:
            return list(self.near.mentions(some, words))

        def far(some: Sequence[Place]) -> list[Mentions]:
            return list(self.far.mentions(some, words))

        return np.array(self._read(places, near, far), np.int32).reshape(len(places), len(words), 2)

    def oldest(self, since: float) -> int | None:
        """The moment of the oldest of both that is not before *since*."""
        found = [at for at in (self.near.oldest(since), self.far.oldest(since)) if at is not None]
        return min(found, default=None)

    def names(self, kind: NameKind) -> Known:
        """Those of both."""
        return {**self.far.names(kind), **self.near.names(kind)}

    def bearers(self, kind: NameKind, names: Sequence[str]) -> set[Place]:
        """Those of both."""
        return self.near.bearers(kind, names) | self._only_far(sorted(self.far.bearers(kind, names)))


@dataclass(frozen=True, slots=True)
class TieredLexicon:
    """The words of both; the archive is asked for what is not near."""

    both: TieredSnapshot
    near: Lexicon
    far: Lexicon

    def frequencies(self, ids: Terms) -> NDArray[np.int64]:
        return self.both.document_frequencies(ids)

    def knows(self, word: str) -> bool:
        return self.near.knows(word) or self.far.knows(word)

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        return self.near.neighbours(word) or self.far.neighbours(word)


class _Both(SearchEngine):
    """A search over both, that fails where the archive does."""

    def __init__(self, near: SearchEngine, far: Far) -> None:
        self._near, self._far = near, far

    def snapshot(self) -> tuple[TieredSnapshot, TieredLexicon]:
        here, words = self._near.snapshot()
        there, other_words = self._far.snapshot()
        now = TieredSnapshot(here, there, self._near.get_many)
        return now, TieredLexicon(now, words, other_words)

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        found = list(self._near.get_many(article_ids))
        missing = [number for number, article in enumerate(found) if article is None]
        there = self._far.get_many([article_ids[number] for number in missing]) if missing else []
        for number, article in zip(missing, there, strict=True):
            found[number] = article
        return found

    def of_days(self, days: Days, most: int) -> list[Article]:
        now, _ = self.snapshot()
        narrowed = now.within(Filters(since=days.first, until=days.last))
        here, there = self._near.of_days(days, most), narrowed.far.get_many(narrowed.far.latest(most))
        known = {article.id for article in here}
        both = here + [
            one for one in there if one.id not in known and one.day is not None and one.day in days
        ]
        return sorted(both, key=lambda one: (-one.moment, one.id))[:most]

    def _at(self, now: Snapshot, wanted: str) -> Article | None:
        here, _ = self._near.snapshot()
        if (article := super()._at(here, wanted)) is not None or not isinstance(now, TieredSnapshot):
            return article
        return now.far.at_address(wanted)

    def add(self, articles: Iterable[Article]) -> None:
        self._near.add(articles)

    def remove(self, ids: Iterable[str]) -> None:
        self._near.remove(ids)


class Tiered:
    """The `Searchable` of both. days: how old what is near may be, which is told where the archive is away."""

    def __init__(self, near: SearchEngine, far: Far, days: int) -> None:
        self._near, self._far, self._both, self._days = near, far, _Both(near, far), days

    def __len__(self) -> int:
        return max(len(self._near), self._far.size)

    @property
    def recent_days(self) -> int:
        """How many days back is searched while the archive does not answer; 0 while it does."""
        return self._days if self._far.is_away else 0

    def _ask(self, ask: Callable[[SearchEngine], T]) -> tuple[T, bool]:
        """What both say, or what is near says alone; and whether both did."""
        if not self._far.is_away:
            try:
                return ask(self._both), True
            except ArchiveError as fault:
                log.warning("searched without the archive: %s", fault)
        return ask(self._near), False

    def add(self, articles: Iterable[Article]) -> None:
        """See `IndexWriter`; of what is near."""
        self._near.add(articles)

    def remove(self, ids: Iterable[str]) -> None:
        """See `IndexWriter`; of what is near."""
        self._near.remove(ids)

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None. Raises: as `get_many`."""
        return self.get_many([article_id])[0]

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        """See `Searchable`. Raises: ReaderError where one may be in the archive, which is away."""
        found, whole = self._ask(lambda engine: engine.get_many(article_ids))
        if None in found and not whole:
            raise ReaderError("archive.away")
        return found

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.latest(limit, offset))[0]

    def of_days(self, days: Days, most: int) -> list[Article]:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.of_days(days, most))[0]

    def first_day(self) -> date | None:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.first_day())[0]

    @property
    def revision(self) -> object:
        """See `Searchable`."""
        return self._near.revision, self._far.revision

    def about(
        self, text: str, today: date | None = None, *, ranked: bool = True, since: date | None = None
    ) -> OnTopic:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.about(text, today, ranked=ranked, since=since))[0]

    def search(
        self,
        text: str,
        limit: int = 10,
        offset: int = 0,
        stories: bool = True,
        order: Order | None = None,
        today: date | None = None,
    ) -> Results:
        """See `Searchable`."""
        found, whole = self._ask(lambda engine: engine.search(text, limit, offset, stories, order, today))
        return found if whole else replace(found, recent_days=self._days)

    def read(self, text: str, today: date | None = None) -> Asked:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.read(text, today))[0]

    def outlets(self, typed: str) -> tuple[str, ...]:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.outlets(typed))[0]

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.candidates(text, limit))[0]

    def rarity(self, words: Sequence[str]) -> list[float]:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.rarity(words))[0]

    def in_meant_layout(self, text: str) -> str:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.in_meant_layout(text))[0]

    def knows(self, words: Sequence[str]) -> list[bool]:
        """See `Searchable`."""
        return self._ask(lambda engine: engine.knows(words))[0]
