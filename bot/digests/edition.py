"""An edition: what arrived lately, grouped into stories once, for all the digests that are composed from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import KST, Article
from bot.digests.lead import is_routine, lead
from bot.digests.subscription import Filter, is_filter
from bot.korean.normalize import units
from bot.patterns import lazy_compile
from bot.search.keywords import Told, squeeze
from bot.search.query_language import read_query
from bot.stories.definition import BRIEF_SYLLABLES
from bot.stories.similarity import find_kin
from bot.stories.story import Trace, cluster, trace, worth

LEAD_CHARS = 150  # without spaces: what most leads have
SHORT_LEADS = 2  # as many leads long is a short article
LONG_CHARS = 1200  # of a body; more is no better
ROUTINE = 4.0  # what speaks against a routine notice; a body of full length is worth 1


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article came: *seq* counts up in the order of coming. is_update: its id was known, its text is new."""

    seq: int
    article: str
    at: datetime
    is_update: bool = False


class Entry:
    """An article of an edition.

    first, last: the arrivals at which it came and was last changed, equal for most; *first* is 0 when it came
        before the edition begins.
    at: when it arrived, in seconds since the epoch.
    substance: what it weighs by itself, whatever is asked for: its length, and less where it is routine or brief.
    """

    __slots__ = ("_lead", "article", "at", "first", "is_routine", "last", "story", "substance", "told")

    def __init__(self, article: Article, first: int, last: int, at: datetime) -> None:
        self.article = article
        self.first = first
        self.last = last
        self.at = at.timestamp()
        self.told = Told(article.title, article.body)
        self.is_routine = is_routine(article)
        self.substance = min(len(article.body), LONG_CHARS) / LONG_CHARS
        self.substance -= ROUTINE * self.is_routine + (len(article.body) < BRIEF_SYLLABLES)
        self.story = -1  # its place in the edition's stories
        self._lead: tuple[int, int] | Literal["unread"] | None = "unread"

    @property
    def lead(self) -> tuple[int, int] | None:
        """See `bot.digests.lead`; read when first asked for."""
        if self._lead == "unread":
            self._lead = lead(self.article)
        return self._lead


Reports = tuple[Entry, ...]  # of one story, the best first
_FLASH = lazy_compile(r"^\s*[\[<(【](?:속보|긴급|[1-9]보)")


def readable(article: Article) -> tuple[bool, bool, tuple[object, ...]]:
    """For sorting reports of one story: as `worth`, but what was 속보 when it came is none in the morning."""
    is_full, *rest = worth(article)
    return is_full, _FLASH.match(article.title) is None, tuple(rest)


class Edition:
    """Stories among *entries*; immutable but for what it remembers of the words it was asked for."""

    def __init__(self, entries: Sequence[Entry], traces: Sequence[Trace]) -> None:
        stories = [
            sorted(one, key=lambda i: readable(entries[i].article), reverse=True) for one in cluster(traces)
        ]
        self.stories: tuple[Reports, ...] = tuple(tuple(entries[i] for i in one) for one in stories)
        for number, reports in enumerate(self.stories):
            for entry in reports:
                entry.story = number
        self._kin: dict[int, int] | None = None
        self._entries = entries
        self._rank = {i: rank for rank, i in enumerate(chain(*stories))}  # story by story, the best first
        self._bigrams: Bigrams | None = None
        self._having: dict[str, frozenset[int]] = {}
        self._met: dict[str, frozenset[int]] = {}
        self._about: dict[str, frozenset[int]] = {}
        self.remembered: dict[object, Any] = {}  # what `compose` made of it, by what was asked for

    def wanted(self, filter: Filter) -> tuple[Reports, ...]:
        """The stories that *filter* lets through, each with the reports of it that it lets through."""
        if filter == Filter():
            return self.stories
        chosen: set[int] | frozenset[int] = set(range(len(self._entries)))
        if words := filter.words:
            having = [self.about(word) for word in words]
            chosen = frozenset.intersection(*having) if filter.every else frozenset.union(*having)
        if filter.demands:
            chosen = chosen & self._meeting(" ".join(filter.demands))
        if filter.papers:
            papers = {squeeze(paper) for paper in filter.papers}
            chosen = {i for i in chosen if squeeze(self._entries[i].article.publisher) in papers}
        for word in filter.exclude:
            chosen = chosen - (self._meeting(word) if is_filter(word) else self.having(word))
        stories: dict[int, list[Entry]] = {}
        for i in sorted(chosen, key=self._rank.__getitem__):
            entry = self._entries[i]
            stories.setdefault(entry.story, []).append(entry)
        return tuple(map(tuple, stories.values()))

    def folded(self, stories: Sequence[Reports]) -> list[Reports]:
        """*stories* with those that tell one event made one, where the first of them stood."""
        if self._kin is None:
            self._kin = self._find_kin()
        together: dict[int, list[Reports]] = {}
        for reports in stories:
            story = reports[0].story
            together.setdefault(self._kin.get(story, story), []).append(reports)
        return [
            some[0]
            if len(some) == 1
            else tuple(sorted(chain(*some), key=lambda entry: readable(entry.article), reverse=True))
            for some in together.values()
        ]

    def _find_kin(self) -> dict[int, int]:
        """By number of the story, that of the one which tells the same event. What one report tells is sent once."""
        told = [
            reports
            for reports in self.stories
            if len(reports) > 1
            and len(reports[0].article.body) >= BRIEF_SYLLABLES
            and not reports[0].is_routine
        ]
        told.sort(key=len, reverse=True)
        everything = [entry.article for entry in self._entries]
        kin = find_kin([reports[0].article for reports in told], everything)
        return {told[one][0].story: told[other][0].story for one, other in kin.items()}

    def about(self, word: str) -> frozenset[int]:
        """The positions of the entries that are about *word*."""
        if word not in self._about:
            told = (i for i in self.having(word) if self._entries[i].told.is_about((word,)))
            self._about[word] = frozenset(told)
        return self._about[word]

    def having(self, word: str) -> frozenset[int]:
        """The positions of the entries that have *word*."""
        if word not in self._having:
            if self._bigrams is None:
                self._bigrams = Bigrams([entry.told.squeezed for entry in self._entries])
            likely = self._bigrams.candidates(squeeze(word))
            self._having[word] = frozenset(i for i in likely if self._entries[i].told.has(word))
        return self._having[word]

    def _meeting(self, demands: str) -> frozenset[int]:
        """The positions of the entries that meet the filters of the query *demands*; days are told as of `day`."""
        if demands not in self._met:
            filters = read_query(demands, self.day).filters
            met = (
                i for i, one in enumerate(self._entries) if filters.accepts(one.article, one.told, self.day)
            )
            self._met[demands] = frozenset(met)
        return self._met[demands]

    @property
    def day(self) -> date | None:
        """The day in Korea of the last arrival: the edition's today."""
        latest = max((entry.at for entry in self._entries), default=None)
        return None if latest is None else datetime.fromtimestamp(latest, KST).date()


class Bigrams:
    """Which of some texts have all pairs of neighbouring characters of a word: few texts left to read."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        found = [np.unique(_pairs(text)) for text in texts]
        owners = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(one) for one in found])
        pairs = np.concatenate([np.empty(0, np.uint32), *found])
        order = np.argsort(pairs, kind="stable")
        self._pairs, self._owners = pairs[order], owners[order]

    def candidates(self, word: str) -> Sequence[int]:
        """The positions of the texts that may have *word*, in order; all of them for a single character."""
        pairs = _pairs(word)
        if not len(pairs):
            return range(self._count)
        starts = np.searchsorted(self._pairs, pairs, "left").tolist()
        ends = np.searchsorted(self._pairs, pairs, "right").tolist()
        lists = sorted((self._owners[start:end] for start, end in zip(starts, ends, strict=True)), key=len)
        left = lists[0]
        for one in lists[1:]:
            left = left[np.isin(left, one, assume_unique=True)]
        return [int(i) for i in left]


def _pairs(text: str) -> NDArray[np.uint32]:
    codes = units(text).astype(np.uint32)
    pairs: NDArray[np.uint32] = (codes[:-1] << np.uint32(16)) | codes[1:]
    return pairs


def make_edition(
    arrivals: Iterable[Arrival],
    get_many: Callable[[Sequence[str]], Sequence[Article | None]],
    traces: MutableMapping[str, Trace] | None = None,
) -> Edition:
    """The edition of *arrivals*; those whose article is gone meanwhile are left out.

    traces: of articles by content hash; kept up, so that the next edition need not make them again.
    """
    seen: dict[str, tuple[int, Arrival]] = {}
    for arrival in arrivals:
        first = 0 if arrival.is_update else arrival.seq
        seen[arrival.article] = (seen.get(arrival.article, (first,))[0], arrival)
    entries: list[Entry] = []
    kept: list[Trace] = []
    known: MutableMapping[str, Trace] = {} if traces is None else traces
    for (first, arrival), article in zip(seen.values(), get_many(list(seen)), strict=True):
        if article is None:
            continue
        key = article.content_hash or article.id
        if key not in known:
            known[key] = trace(article)
        entries.append(Entry(article, first, arrival.seq, arrival.at))
        kept.append(known[key])
    return Edition(entries, kept)
