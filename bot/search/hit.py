"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.articles.article import Article
from bot.search.query_language import NO_FILTERS, Filters

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
    more: there may be further articles than were looked at, or further reports of a story than were compared.
    filters: what was demanded beside the words. unknown: what looked like a field of a query and is none.
    """

    hits: tuple[Hit, ...]
    total: int
    corrections: tuple[Correction, ...] = ()
    articles: int = 0
    more: bool = False
    filters: Filters = NO_FILTERS
    unknown: tuple[str, ...] = ()
