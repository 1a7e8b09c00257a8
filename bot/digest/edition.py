"""An edition: what arrived lately, grouped into stories once, for all the digests that are composed from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corpus.article import Article
from bot.digest.keywords import has, squeeze
from bot.digest.subscription import Filter
from bot.korean.normalize import fold
from bot.search.story import Trace, cluster, trace, worth


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
    """

    __slots__ = ("article", "at", "first", "folded", "last", "squeezed", "squeezed_title")

    def __init__(self, article: Article, first: int, last: int, at: datetime) -> None:
        self.article = article
        self.first = first
        self.last = last
        self.at = at
        self.folded = fold(f"{article.title}\n{article.body}")
        self.squeezed_title = squeeze(article.title)
        self.squeezed = squeeze(self.folded)

    def has(self, word: str) -> bool:
        return has(word, self.squeezed, self.folded)


Reports = tuple[Entry, ...]  # of one story, the best first


class Edition:
    """Stories among *entries*; immutable but for what it remembers of the filters it was asked for."""

    def __init__(self, entries: Sequence[Entry], traces: Sequence[Trace]) -> None:
        self.stories: tuple[Reports, ...] = tuple(
            tuple(sorted((entries[i] for i in one), key=lambda entry: worth(entry.article), reverse=True))
            for one in cluster(traces)
        )
        self._wanted: dict[Filter, tuple[Reports, ...]] = {}

    def wanted(self, filter: Filter) -> tuple[Reports, ...]:
        """The stories that *filter* lets through, each with the reports of it that it lets through."""
        found = self._wanted.get(filter)
        if found is None:
            found = self._wanted[filter] = tuple(_let_through(self.stories, filter))
        return found


def make_edition(
    arrivals: Iterable[Arrival],
    read: Callable[[str], Article | None],
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
    for first, arrival in seen.values():
        article = read(arrival.article)
        if article is None:
            continue
        key = article.content_hash or article.id
        if key not in known:
            known[key] = trace(article)
        entries.append(Entry(article, first, arrival.seq, arrival.at))
        kept.append(known[key])
    return Edition(entries, kept)


def _let_through(stories: Iterable[Reports], filter: Filter) -> Iterable[Reports]:
    if filter == Filter():
        yield from stories
        return
    papers = {squeeze(paper) for paper in filter.papers}
    for story in stories:
        reports = tuple(entry for entry in story if _lets_through(entry, filter, papers))
        if reports:
            yield reports


def _lets_through(entry: Entry, filter: Filter, papers: set[str]) -> bool:
    if papers and squeeze(entry.article.publisher) not in papers:
        return False
    if any(entry.has(word) for word in filter.exclude):
        return False
    has_words = [entry.has(word) for word in filter.include]
    return all(has_words) if filter.every or not has_words else any(has_words)
