"""A search, from a reader's words to hits, over whatever engine shows its articles as a `Snapshot`.

Words -> `parse_query` -> `Retriever` (terms, and initials of titles) -> `rerank` -> one hit a story -> passages.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from bot.articles.article import Article
from bot.articles.links import addresses, article_ids, normal, without_addresses
from bot.korean.days import Days
from bot.korean.texts import Texts, decoded
from bot.korean.tokens import term_ids
from bot.search.filtering import (
    CHUNK,
    DEEPER,
    MOST_READ,
    UNDATED,
    accepted,
    accepted_by_day,
    by_day,
    day_of,
    in_meant_layouts,
    papers_of,
    says_little,
    unscored,
    with_meant_titles,
    with_whole_names,
)
from bot.search.filters import NO_FILTERS, Filters
from bot.search.hit import Correction, Hit, OnTopic, Passage, Results
from bot.search.initials import share_in_body, token
from bot.search.names import find_names
from bot.search.order import Order
from bot.search.passage import find_passage, lead_of, matches
from bot.search.ports import Lexicon, Place, Snapshot
from bot.search.query import NO_QUERY, Query, in_meant_layout, parse_query
from bot.search.query_language import Asked, read_query
from bot.search.rerank import rerank
from bot.search.topics import find_about
from bot.stories.reports import COMPARED, MOST_OTHERS, fold, lead, tell_alike

DEPTH = 100  # how deep a search looks before it folds reports of one story
_INITIALS = 1.8  # of a title that holds all initials, when nothing else was typed; words match at about 1
_IN_BODY = 0.7  # of a body that holds them, among the first _READ that the words found
_READ = 30
_TITLES = 100  # that hold the initials best
FEW = 10  # of which no tail is cut: what is weak may still be all there is
STRONG = (
    0.65  # of the best score: what is further behind has a part of the words, and is the tail; see bench.tail
)
LOOSE = 5  # hits where none has a word of the query: nobody who sees these wants to see more of the kind
_FLOOR = 0.25  # of the best score: what is further behind shares a syllable or two with the query by chance

Ranked = list[tuple[Place, float]]


class Page(NamedTuple):
    """See `Searchable.search`."""

    limit: int
    offset: int
    stories: bool
    order: Order


Told = list[tuple[Place, float, tuple[str, ...]]]


class SearchEngine(ABC):
    """A `Searchable` for an engine that shows its articles and words, and can be written to."""

    @abstractmethod
    def snapshot(self) -> tuple[Snapshot, Lexicon]:
        """The articles as they are now, and their words."""

    @abstractmethod
    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return."""

    @abstractmethod
    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""

    @abstractmethod
    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        """The articles of those ids, in order; None in the place of one that is not there."""

    def __len__(self) -> int:
        return len(self.snapshot()[0])

    @property
    def recent_days(self) -> int:
        """0: nothing is away."""
        return 0

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return self.get_many([article_id])[0]

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        """Newest first by Article.moment, then by id."""
        now, _ = self.snapshot()
        return now.get_many(now.latest(limit, offset))

    def of_days(self, days: Days, most: int) -> list[Article]:
        """See `Searchable`; found by halving, since articles stand by day."""
        now, _ = self.snapshot()
        first = self._halved(now, lambda day: day is not None and day > days.last)
        found = now.get_many(now.latest(most, first))
        return [article for article in found if article.day is not None and article.day in days]

    def _halved(self, now: Snapshot, comes_before: Callable[[date | None], bool]) -> int:
        """How many of the newest articles have days that come before."""
        low, high = 0, len(now)
        while low < high:
            middle = (low + high) // 2
            [probe] = now.get_many(now.latest(1, middle))
            if comes_before(probe.day):
                low = middle + 1
            else:
                high = middle
        return low

    def search(
        self,
        text: str,
        limit: int = 10,
        offset: int = 0,
        stories: bool = True,
        order: Order | None = None,
        today: date | None = None,
    ) -> Results:
        """Best first, ties by newest; with *stories*, reports of one story come as one hit with `others`.

        *text* is of `query_language`, or has the address of an article. order: None as *text* says, else the nearest
        first; by day, those that have all of the words. today: the day by which plain words are days.
        Raises: QueryError when nothing searchable is in *text*, there is too much of it, or a filter cannot be read.
        """
        now, words = self.snapshot()
        if given := addresses(text):
            if (article := self._linked(now, given)) is not None:
                start, end = lead_of(article.body)
                return Results((Hit(article, 1.0, Passage(start, end)),), 1, articles=1)
            if not (text := without_addresses(text)):
                return Results((), 0)
        asked = read_query(text, today, now.names)
        page = Page(limit, offset, stories, order or asked.order or "nearest")
        found = _find(now, words, asked, page)
        if asked.typed is None or found.total:
            return found
        again = _find(now, words, asked.typed, page)
        if asked.filters == asked.typed.filters:  # of an order alone
            return found if again.loose or not again.total else again
        return replace(again, filters=asked.filters, plain=True, dropped=True) if again.total else found

    def read(self, text: str, today: date | None = None) -> Asked:
        """*text* as `search` reads it. Raises: QueryError."""
        return read_query(text, today, self.snapshot()[0].names)

    def outlets(self, typed: str) -> tuple[str, ...]:
        """See `Searchable`."""
        return find_names(typed, self.snapshot()[0].names("publisher"))

    def _linked(self, now: Snapshot, given: Sequence[str]) -> Article | None:
        """The article at the one address that is given: by its number where it has one, else by its own address."""
        if len(given) > 1:
            return None
        for known in self.get_many(article_ids(given[0])):
            if known is not None:
                return known
        return self._at(now, normal(given[0]))

    def _at(self, now: Snapshot, wanted: str) -> Article | None:
        """The article whose own address is, when `normal`, *wanted*."""
        places = now.latest(MOST_READ)
        for at in range(0, len(places), CHUNK):
            for article in now.get_many(places[at : at + CHUNK]):
                if article.url and normal(article.url) == wanted:
                    return article
        return None

    @property
    def revision(self) -> object:
        """Always another: an engine that counts no changes gives nobody anything to remember by."""
        return object()

    def about(
        self, text: str, today: date | None = None, *, ranked: bool = True, since: date | None = None
    ) -> OnTopic:
        """The articles about the words of *text*, see `Searchable.about`."""
        now, words = self.snapshot()
        asked = read_query(text, today, now.names)
        if asked.typed is not None and not asked.ranked_by:  # of `어제` alone the word is the topic
            asked = asked.typed
        found = find_about(now, words, asked, ranked, since)
        if found.ids or asked.typed is None:
            return found
        return find_about(now, words, asked.typed, ranked, since)

    def first_day(self) -> date | None:
        """The day of the oldest article that has one."""
        oldest = self.snapshot()[0].oldest(UNDATED)
        return None if oldest is None else day_of(oldest)

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """The bare ranking: best first, ties by newest."""
        now, words = self.snapshot()
        ranked, _ = _rank(now, parse_query(text, words), limit, look=False)
        articles = now.get_many([place for place, _ in ranked])
        return [(article, score) for article, (_, score) in zip(articles, ranked, strict=True)]

    def in_meant_layout(self, text: str) -> str:
        """See `Searchable`."""
        return in_meant_layout(text, self.snapshot()[1])

    def knows(self, words: Sequence[str]) -> list[bool]:
        """See `Searchable`."""
        return [*map(self.snapshot()[1].knows, words)]

    def rarity(self, words: Sequence[str]) -> list[float]:
        """See `Searchable.rarity`; a word without a term, such as a lone mark, is not rare at all."""
        now, _ = self.snapshot()
        most = max(np.log(1.0 + (len(now) + 0.5) / 0.5), 1e-9)
        found = (now.idf(term_ids(word)) for word in words)
        return [min(1.0, float(terms.max()) / most) if len(terms) else 0.0 for terms in found]


def _find(now: Snapshot, words: Lexicon, asked: Asked, page: Page) -> Results:
    """One page of what is found."""
    meant, turned = in_meant_layouts(asked.filters, words)
    asked = replace(asked, filters=meant)
    filters, mended, missing = with_whole_names(meant, now.names)
    is_listed = bool(filters or asked.order) and not asked.ranked_by
    query = NO_QUERY if is_listed else parse_query(asked.ranked_by, words)
    weak = more = False
    now = now.within(filters)
    if is_listed or (filters and not query.stems and not query.initials):
        ranked = unscored(accepted_by_day(now, filters, DEPTH, page.order))
    else:
        filters = with_meant_titles(filters, query)
        if page.order == "nearest":
            ranked, weak = _rank(now, query, DEPTH, filters=filters)
        else:
            listed, more = by_day(now, query, filters, DEPTH, page.order)
            ranked = unscored(listed)
    is_vague = not (filters or is_listed) and len(ranked) > FEW and says_little(now, query)
    ranked = ranked[:FEW] if is_vague else ranked
    told = _fold_stories(now, ranked) if page.stories else [(place, score, ()) for place, score in ranked]
    is_loose = bool(told and query.stems) and not _has_words(
        now, [place for place, *_ in told[:LOOSE]], query
    )
    if is_loose and not filters:
        weak, told = weak or len(told) > LOOSE, told[:LOOSE]
        ranked = ranked[:LOOSE]
    shown = told[page.offset : page.offset + page.limit]
    rarity = now.idf(query.terms)
    articles = now.get_many([place for place, _, _ in shown])
    hits = tuple(
        Hit(article, score, find_passage(article.body, query, rarity), others)
        for article, (_, score, others) in zip(articles, shown, strict=True)
    )
    named = tuple(Correction(f"{typed}:", f"{meant}:") for typed, meant in asked.mended)
    return Results(
        hits,
        len(told),
        (*named, *mended, *turned, *query.corrections),
        min(len(ranked), DEPTH),
        more or len(ranked) >= DEPTH,
        asked.filters,
        asked.unknown,
        asked.typed is not None and asked.filters != asked.typed.filters,
        missing=missing,
        rough=page.stories and len(ranked) > COMPARED,
        weak=weak,
        vague=is_vague,
        loose=is_loose and bool(hits),
        papers=papers_of(now, [place for place, _ in ranked]),
        unread=asked.unread,
    )


def _has_words(now: Snapshot, places: Sequence[Place], query: Query) -> bool:
    """Whether any of the articles at *places* has a word of *query*, and not syllables of it alone."""
    rarity = now.idf(query.terms)
    texts = (decoded(text) for texts in (now.titles(places), now.bodies(places)) for text in texts)
    return any(matches(text, query, rarity)[0] for text in texts)


def cut_tail(ranked: Ranked, strong: float = STRONG, few: int = FEW) -> Ranked:
    """*ranked*, the best first, without those that are so far behind the best that they have a part of the words."""
    kept = sum(score >= strong * ranked[0][1] for _, score in ranked) if ranked else 0
    return ranked[: max(kept, few)]


def _rank(
    now: Snapshot,
    query: Query,
    limit: int,
    look: bool = True,
    filters: Filters = NO_FILTERS,
) -> tuple[Ranked, bool]:
    """Places by score: by terms, by initials, or by both; and whether a tail of weak ones was cut.

    look: the best ones are read again, and the tail is cut. Of those that *filters* accept.
    """
    ranked: Ranked = []
    weak = False
    if len(query.terms):
        rarity = now.idf(query.terms)
        ranked = now.rank(query.terms, query.weights * rarity, max(limit, _depth(filters)))
        if filters:
            ranked = accepted(now, ranked, filters, max(limit, DEPTH))
        ranked = [entry for entry in ranked if entry[1] >= _FLOOR * ranked[0][1]]
        if look:
            strong = cut_tail(ranked)
            weak = len(ranked) > len(strong)
            ranked = rerank(now, query, rarity, strong)
    if query.initials:
        ranked = _by_initials(now, query, ranked, MOST_READ if filters else _TITLES)
        if filters:
            ranked = accepted(now, ranked, filters, limit)
    return ranked[:limit], weak


def _depth(filters: Filters) -> int:
    """How many are ranked, so that some are left where filters drop many."""
    if filters and not filters.reads:
        return MOST_READ
    return DEEPER if filters else DEPTH


def _by_initials(now: Snapshot, query: Query, ranked: Ranked, most: int) -> Ranked:
    """The *most* titles that hold the query's initials best; beside words, also the bodies of what the words found."""
    tokens = list(dict.fromkeys(filter(None, map(token, query.initials))))
    if not tokens:
        return ranked
    shares = dict(now.rank_titles(tokens, most))
    read = [place for place, _ in ranked[:_READ]]
    for place, body in zip(read, now.bodies(read), strict=True):
        shares[place] = max(shares.get(place, 0.0), _IN_BODY * share_in_body(decoded(body), tokens))
    letters = sum(map(len, tokens))
    weight = _INITIALS * letters / (letters + sum(map(len, query.stems)))
    merged = dict(ranked)
    for place, value in shares.items():
        merged[place] = merged.get(place, 0.0) + weight * value
    places = list(merged)
    keys = {
        place: (-merged[place], -moment, article_id)
        for place, moment, article_id in zip(places, now.moments(places), now.ids(places), strict=True)
    }
    return [(place, merged[place]) for place in sorted(places, key=keys.__getitem__)]


def _fold_stories(now: Snapshot, ranked: Ranked) -> Told:
    """*ranked* with every report of a story that is already there put under it, by id, at most MOST_OTHERS."""
    head = [place for place, _ in ranked[:COMPARED]]
    if not head:
        return []
    titles, bodies = now.titles(head), now.bodies(head)
    leads = Texts.of([lead(title, body) for title, body in zip(titles, bodies, strict=True)])
    lengths = np.array([len(body) // 2 for body in bodies])
    alike = tell_alike(leads, lengths, np.array(now.moments(head)), now.document_frequencies, len(now))
    ids = now.ids(head)
    told: Told = [
        (*ranked[first], tuple(ids[i] for i in others[:MOST_OTHERS])) for first, others in fold(alike).items()
    ]
    return told + [(place, score, ()) for place, score in ranked[COMPARED:]]
