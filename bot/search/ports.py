"""What a search asks of an engine, and what the rest of Sosik asks of a search.

An engine shows one consistent state of its articles as a `Snapshot`, which is a `Retriever`, `TermStatistics` and an
`ArticleReader` in one, and its words as a `Lexicon`. Query repair, the second look, stories, passages, quotes and
answers stand in front of these and use nothing else, so that the engine in memory and any other share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.korean.days import Days
from bot.korean.texts import Buffer
from bot.search.filters import Filters
from bot.search.hit import OnTopic, Results
from bot.search.keywords import Mentions, Word
from bot.search.names import Known, NameKind
from bot.search.order import Order
from bot.search.query_language import Asked

Place = tuple[int, int]  # where an article stands in one snapshot; means nothing to anybody but its engine
Terms = NDArray[np.uint32]  # ids, see `bot.korean.tokens`


class About(NamedTuple):
    """Articles on a topic. since: from this moment on they are all that there are; None: they are all."""

    places: list[Place]
    since: int | None = None


class Stretch(NamedTuple):
    """Articles that follow one another by day. more: others may follow them, or stand among them."""

    places: list[Place]
    more: bool


class TermStatistics(Protocol):
    """How common terms are. Source: tantivy's Bm25StatisticsProvider."""

    def __len__(self) -> int:
        """How many articles there are."""

    def document_frequencies(self, terms: Terms) -> NDArray[np.int64]:
        """In how many articles each of *terms* occurs."""

    def idf(self, terms: Terms) -> NDArray[np.float32]:
        """Inverse document frequency of each of *terms*, never negative."""


class Retriever(Protocol):
    """The first stage of a search."""

    def rank(self, terms: Terms, weights: NDArray[np.float32], limit: int) -> list[tuple[Place, float]]:
        """The best *limit* places by BM25 of sorted *terms*, whose *weights* hold the idf; ties by newest, by id."""

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        """By day, a stretch at a time, places among which are all that have every one of *words*; read no further than
        is needed. Where the last has `more`, they are not all: an engine goes so far, and to others by `rank` alone.
        """

    def rank_titles(self, tokens: Sequence[bytes], limit: int) -> list[tuple[Place, float]]:
        """Places whose titles hold *tokens* of initials best, with the share of a perfect match; see `initials`.

        Of more than *limit* the best, of those the newest, and what ties with the last.
        """

    def about(self, words: Sequence[str]) -> About:
        """The places of all articles that are about *words*, see `keywords`; in no order."""


class ArticleReader(Protocol):
    """Articles, many at a time: elsewhere each reading is a way there and back."""

    def get_many(self, places: Sequence[Place]) -> list[Article]:
        """The articles at *places*, in order."""

    def titles(self, places: Sequence[Place]) -> list[Buffer]:
        """Their titles, `encoded`."""

    def bodies(self, places: Sequence[Place]) -> list[Buffer]:
        """Their bodies, likewise."""

    def mentions(self, places: Sequence[Place], words: Sequence[Word]) -> Mentions:
        """Where they have *words* first and next, see `keywords.told_mentions`; in the order of *places*."""

    def moments(self, places: Sequence[Place]) -> list[int]:
        """When they were published, in whole seconds since the epoch."""

    def ids(self, places: Sequence[Place]) -> list[str]:
        """Their article ids."""

    def latest(self, limit: int, offset: int = 0) -> list[Place]:
        """The newest places first by moment, then by id."""

    def oldest(self, since: float) -> int | None:
        """The moment of the oldest article that is not before *since*; None where there is none."""

    def names(self, kind: NameKind) -> Known:
        """Every paper, author or section of the articles, by its letters; see `names`. May hold some of before."""

    def bearers(self, kind: NameKind, names: Sequence[str]) -> set[Place]:
        """The places of the articles that bear one of *names*; of very many the newest, and those given before."""


class Snapshot(TermStatistics, Retriever, ArticleReader, Protocol):
    """One consistent state of an engine; a search holds one from beginning to end."""

    def within(self, filters: Filters) -> Snapshot:
        """The same articles, of which `rank` and `latest` may leave out what *filters* refuse by names and days.

        An engine that ranks few articles at a time needs to know; one that ranks all gives itself.
        """


class Lexicon(Protocol):
    """The words of the articles, against which a query is understood."""

    def frequencies(self, ids: Terms) -> NDArray[np.int64]:
        """In how many articles each term occurs."""

    def knows(self, word: str) -> bool:
        """Whether *word* stands in an article, as a word or in one."""

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        """Words of the articles that *word* may be a slip for, likeliest first, with their likeness 0..1."""


class IndexWriter(Protocol):
    """How articles come into an engine."""

    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return."""

    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""


class Searchable(IndexWriter, Protocol):
    """What the rest of Sosik asks; `bot.search.engine.SearchEngine` answers it. Thread-safe; synchronous."""

    def __len__(self) -> int: ...

    @property
    def recent_days(self) -> int:
        """How many days back is searched while an archive does not answer; 0 where nothing is away."""

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        """The articles of those ids, in order; None in the place of one that is not there."""

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        """Newest first by Article.moment."""

    def of_days(self, days: Days, most: int) -> list[Article]:
        """Up to *most* articles of *days*, newest first."""

    def search(
        self,
        text: str,
        limit: int = 10,
        offset: int = 0,
        stories: bool = True,
        order: Order | None = None,
        today: date | None = None,
    ) -> Results:
        """Best first, ties by newest; by day, those that have all of the words. order: None as *text* says.

        today: by which `어제` in *text* is a filter. Raises: QueryError when nothing searchable is in *text*.
        """

    def read(self, text: str, today: date | None = None) -> Asked:
        """*text* as `search` reads it, not mended yet. Raises: QueryError."""

    def outlets(self, typed: str) -> tuple[str, ...]:
        """The names of outlets that *typed* means as a filter; () where none is like it."""

    @property
    def revision(self) -> object:
        """Another one once an article came, changed or went; can be hashed."""

    def about(
        self, text: str, today: date | None = None, *, ranked: bool = True, since: date | None = None
    ) -> OnTopic:
        """The articles that are about the words of *text*, see `keywords`; with *ranked*, those most on it first.

        since: nothing is asked about what is of before it.
        Filters in *text* hold as in a search; without the words that are mended nothing else is. Raises: QueryError.
        """

    def first_day(self) -> date | None:
        """The day of the oldest article that has one."""

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """The bare ranking, for those who read the articles themselves (quotes, answers)."""

    def in_meant_layout(self, text: str) -> str:
        """*text* with the words that were typed while the keyboard was in the other language as they were meant."""

    def rarity(self, words: Sequence[str]) -> list[float]:
        """How rare each of *words* is, 0..1: the idf of its rarest term, over that of a term no article has."""

    def knows(self, words: Sequence[str]) -> list[bool]:
        """Whether each of *words* stands in an article, as a word or in one."""
