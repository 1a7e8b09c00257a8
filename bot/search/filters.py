"""What a query demands of an article beside its words."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from itertools import chain

from bot.articles.article import Article
from bot.search.keywords import Told, folded, has
from bot.search.names import letters


@dataclass(frozen=True, slots=True)
class Filters:
    """What an article must have, and in *without* and the *not_…* must not have.

    Of several papers, authors or sections one is enough; of several phrases and title words all are demanded.
    since, until: days in Korea, both included. last_days: counted back from the day of the newest article.
    whole: papers, authors and sections are whole names; else parts of them.
    """

    without: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    last_days: int | None = None
    not_title: tuple[str, ...] = ()
    not_publisher: tuple[str, ...] = ()
    not_author: tuple[str, ...] = ()
    not_category: tuple[str, ...] = ()
    whole: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self) if one.compare)

    @property
    def only_leave_out(self) -> bool:
        """Whether nothing is said but what to leave out."""
        kept = [name for name in _DEMANDS if not name.startswith(("without", "not_"))]
        return bool(self) and not any(getattr(self, name) for name in kept)

    @property
    def left_out(self) -> tuple[str, ...]:
        """All that is to be left out."""
        out = (getattr(self, name) for name in _DEMANDS if name.startswith(("without", "not_")))
        return tuple(word for words in out for word in words)

    @property
    def names(self) -> tuple[str, ...]:
        """All papers, authors and sections, be they demanded or left out."""
        named = (self.publisher, self.author, self.category)
        return tuple(chain(*named, self.not_publisher, self.not_author, self.not_category))

    @property
    def in_time(self) -> bool:
        """Whether days are demanded."""
        return bool(self.since or self.until or self.last_days)

    @property
    def reads(self) -> bool:
        """Whether anything is demanded of the words of an article."""
        return bool(self.title or self.not_title or self.phrases or self.without)

    def accepts(self, article: Article, told: Told, newest: date | None) -> bool:
        """Whether *article*, whose words are *told*, is as demanded; `bot.search.filtering.accepted` says it of many.

        newest: the day from which *last_days* are counted back; None where there is none.
        """
        return (
            self._is_in_time(article.day, newest)
            and self._named(article)
            and self._accepts_words(article, told)
        )

    def _is_in_time(self, day: date | None, newest: date | None) -> bool:
        first, last = self.days(newest)
        if first is None and last is None:
            return True
        return day is not None and (first or date.min) <= day <= (last or date.max)

    def days(self, newest: date | None) -> tuple[date | None, date | None]:
        """The first and the last day demanded; None where any will do."""
        since = self.since
        if self.last_days is not None and newest is not None:
            since = max(since or date.min, newest - timedelta(days=self.last_days - 1))
        return since, self.until

    def _named(self, article: Article) -> bool:
        named = (
            (self.publisher, self.not_publisher, (article.publisher,)),
            (self.author, self.not_author, article.authors),
            (self.category, self.not_category, (article.category,)),
        )
        for wanted, unwanted, names in named:
            if wanted and not self._any(wanted, names):
                return False
            if unwanted and self._any(unwanted, names):
                return False
        return True

    def _any(self, words: tuple[str, ...], names: tuple[str, ...]) -> bool:
        keys = [letters(name) for name in names]
        wanted = [letters(word) for word in words]
        return any(word == key or (not self.whole and word in key) for word in wanted for key in keys if word)

    def _accepts_words(self, article: Article, told: Told) -> bool:
        return self.accepts_title(article.title) and (
            all(told.has(phrase, exact=True) for phrase in self.phrases)
            and not any(told.has(word) for word in self.without)
        )

    def accepts_title(self, title: str) -> bool:
        """Whether a title is as demanded."""
        if not (self.title or self.not_title):
            return True
        text = folded(title)
        return all(has(word, text) for word in self.title) and not any(
            has(word, text) for word in self.not_title
        )


_DEMANDS = tuple(one.name for one in fields(Filters) if one.compare)
NO_FILTERS = Filters()
