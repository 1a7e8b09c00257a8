"""A story day by day, and a person by what is newest of them: what /story and /person show.

>>> [(day.day.isoformat(), day.article.title) for day in timeline(index, "버스 파업").days]
[('2026-01-06', '버스 노조, 파업 예고'), ('2026-01-07', '첫차부터 버스 멈췄다')]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.articles.article import Article
from bot.digests.lead import is_routine
from bot.quotes.finder import said_in
from bot.quotes.quote import Quote
from bot.search.filtering import day_of
from bot.search.filters import NO_FILTERS, Filters
from bot.search.ports import Searchable
from bot.stories.story import group

DAYS = 10  # on a page
_GROUPED = 12  # of a day: those that are most on the topic, which tell its stories in a millisecond
_ARTICLES, _QUOTES = 5, 3  # of a person
_TITLES = 100  # of the newest articles, looked through for the name
_READ = 12  # articles that are read for who says what, at 2 ms each; see docs/experiments.md
_ROLES = 10  # quotations that are looked through for a title


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a story. article: the report to read first of what most papers carried. reports: all of that day.

    A photo's caption or a notice tells a day only where it has nothing else.
    """

    day: date
    article: Article
    papers: int
    reports: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some days of a story, the oldest first; those without an article are not among them.

    topic: as it was understood; filters: what was demanded beside it. first, last: the days of the whole story, which
    has so many *reports*. before, after: how many days there are beside *days*.
    """

    topic: str
    days: tuple[Day, ...] = ()
    first: date | None = None
    last: date | None = None
    reports: int = 0
    before: int = 0
    after: int = 0
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class Profile:
    """role: the title that the newest quotation gives, "" where none does; its day. articles, quotes: newest first."""

    name: str
    role: str = ""
    role_day: date | None = None
    articles: tuple[Article, ...] = ()
    quotes: tuple[Quote, ...] = ()


def timeline(
    index: Searchable, topic: str, today: date | None = None, *, newer: int = 0, most: int = DAYS
) -> Timeline:
    """Up to *most* days of *topic* but for the *newer* newest, each with what most papers carried on it.

    Where there are not so many days, the first ones. today: see `Searchable.about`. Raises: QueryError.
    """
    found = index.about(topic, today)
    by_day: dict[date, list[str]] = {}
    for id, moment in zip(found.ids, found.moments, strict=True):
        if (day := day_of(moment)) is not None:
            by_day.setdefault(day, []).append(id)
    if not by_day:
        return Timeline(found.topic, filters=found.filters)
    days = sorted(by_day)
    end = len(days) - min(newer, (len(days) - 1) // most * most)
    start = max(0, end - most)
    return Timeline(
        found.topic,
        tuple(filter(None, (_day(index, day, by_day[day]) for day in days[start:end]))),
        days[0],
        days[-1],
        sum(map(len, by_day.values())),
        start,
        len(days) - end,
        found.filters,
    )


def _day(index: Searchable, day: date, ids: Sequence[str]) -> Day | None:
    """None where all its articles went since they were found."""
    articles = [one for one in index.get_many(ids[:_GROUPED]) if one is not None]
    if not articles:
        return None
    # in the order of who is most on the topic, which decides between equals
    stories = sorted(group(articles), key=lambda story: (story.papers, len(story.articles)), reverse=True)
    told = next((story for story in stories if not is_routine(story.best)), stories[0])
    return Day(day, told.best, told.papers, len(ids))


def profile(index: Searchable, name: str) -> Profile | None:
    """Who *name* is and what is newest of them; None where no article is about them. Raises: QueryError."""
    found = index.about(name, ranked=False)
    name = found.topic
    newest = sorted(zip(found.moments, found.ids, strict=True), key=lambda one: (-one[0], one[1]))[:_TITLES]
    articles = [one for one in index.get_many([id for _, id in newest]) if one is not None]
    quotes = said_in(articles, name, _QUOTES, _READ)
    if quotes and not any(one.role for one in quotes):
        quotes = said_in(articles, name, _ROLES, _READ)
    if not articles and not quotes:
        return None
    titled = next((one for one in quotes if one.role), None)
    articles.sort(key=lambda one: name not in one.title)  # else as they are, the newest first
    read_first = list(islice((one for one in articles if not is_routine(one)), _ARTICLES))
    return Profile(
        name,
        titled.role if titled else "",
        titled.article.day if titled else None,
        tuple([*read_first, *(one for one in articles if one not in read_first)][:_ARTICLES]),
        tuple(quotes[:_QUOTES]),
    )
