"""Which of the ranked articles are as a query's filters demand, read a stretch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.search.ports import Place, Snapshot
from bot.search.query_language import Filters

DEEPER = 2_000  # ranked articles that are looked at where filters drop some
MOST_READ = 50_000  # articles that are looked at where nothing ranks them
CHUNK = 200

Ranked = list[tuple[Place, float]]


def newest_day(now: Snapshot) -> date | None:
    """The day of the newest article."""
    newest = now.get_many(now.latest(1))
    return newest[0].day if newest else None


def accepted(now: Snapshot, ranked: Ranked, filters: Filters, limit: int) -> Ranked:
    """The first *limit* of *ranked* that *filters* accept."""
    if not filters:
        return ranked[:limit]
    day, kept = newest_day(now), []
    for at in range(0, len(ranked), CHUNK):
        some = ranked[at : at + CHUNK]
        articles = now.get_many([place for place, _ in some])
        kept += [one for one, article in zip(some, articles, strict=True) if filters.accepts(article, day)]
        if len(kept) >= limit:
            break
    return kept[:limit]


def newest_accepted(now: Snapshot, filters: Filters, limit: int) -> list[Place]:
    """The newest *limit* articles that *filters* accept."""
    places: Ranked = [(place, 0.0) for place in now.latest(MOST_READ)]
    return [place for place, _ in accepted(now, places, filters, limit)]


def newest_of(now: Snapshot, ranked: Ranked, words: Sequence[str], filters: Filters, limit: int) -> Ranked:
    """The newest *limit* of *ranked* that have all of *words*; where none has, of the best ranked."""
    best = ranked[:limit]
    for some, demanded in ((ranked, replace(filters, phrases=(*filters.phrases, *words))), (best, filters)):
        moments = now.moments([place for place, _ in some])
        order = sorted(range(len(some)), key=lambda number: (-moments[number], some[number][0]))
        if found := accepted(now, [some[number] for number in order], demanded, limit):
            return found
    return []
