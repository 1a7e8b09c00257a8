"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.articles.article import Article
from bot.search.filters import NO_FILTERS, Filters
from bot.search.no_days import Unread

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim stretch of an article: `article.body[start:end]`.

    spans: half-open code-point offsets *into the body* of the words that matched, within start..end.
    """

    start: int
    end: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article, best passage included.

    others: ids of other papers' reports of the same story, best first, at most 20.
    """

    article: Article
    score: float
    passage: Passage
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What was mended in the query: *wrong* as typed, *right* as searched for."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits. *total* counts the hits behind all pages (bounded by the search's depth).

    articles: how many articles they stand for, each hit with the other reports of its story; never less than total.
    more: there may be further articles than were looked at. rough: more than were compared, so that *total* may count
        a story twice.
    filters: what was demanded beside the words. unknown: what looked like a filter of a query and is none.
    plain: some of *filters* were said in plain words; dropped: nothing was like that, so that these are words again.
    missing: names of papers, authors or sections that were demanded and that no article has.
    weak: a tail of articles was left out that have a part of the words at most. vague: the words stand nearly
        everywhere (기사, ㄴㅂ), so that only a few are told.
    loose: no hit of this page has a word of the query, but syllables of it at most.
    papers: the papers of what was found, those with most articles first.
    recent_days: where an archive did not answer, how many days back was searched; else 0.
    unread: what was said of days and is not read as it stands.
    """

    hits: tuple[Hit, ...]
    total: int
    corrections: tuple[Correction, ...] = ()
    articles: int = 0
    more: bool = False
    filters: Filters = NO_FILTERS
    unknown: tuple[str, ...] = ()
    plain: bool = False
    dropped: bool = False
    missing: tuple[str, ...] = ()
    rough: bool = False
    weak: bool = False
    vague: bool = False
    loose: bool = False
    papers: tuple[tuple[str, int], ...] = ()
    recent_days: int = 0
    unread: Unread | None = None


@dataclass(frozen=True, slots=True)
class OnTopic:
    """The articles that are about *topic*, a reader's words as they were understood; in the order asked for.

    ids, moments: beside each other; a moment is in whole seconds since the epoch, see `bot.search.filtering.day_of`.
    filters: what was demanded beside the words. since: from this moment on they are all; None: they are all.
    """

    topic: str
    ids: tuple[str, ...] = ()
    moments: tuple[int, ...] = ()
    filters: Filters = NO_FILTERS
    since: int | None = None
