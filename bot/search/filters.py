"""What a query demands of an article beside its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import lru_cache

from bot.articles.article import Article
from bot.korean.normalize import fold
from bot.search.names import letters

_LATIN = re.compile(r"[a-z0-9]")
_SPACED = 3  # letters from which a word may be spaced otherwise: 소버린AI, 소버린 AI


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
    def in_time(self) -> bool:
        """Whether days are demanded."""
        return bool(self.since or self.until or self.last_days)

    @property
    def reads(self) -> bool:
        """Whether anything is demanded of the words of an article."""
        return bool(self.title or self.not_title or self.phrases or self.without)

    def accepts(self, article: Article, newest: date | None = None) -> bool:
        """Whether *article* is as demanded. newest: the day of the newest article there is."""
        return self._is_in_time(article.day, newest) and self._named(article) and self.accepts_words(article)

    def _is_in_time(self, day: date | None, newest: date | None) -> bool:
        since = self.since
        if self.last_days is not None and newest is not None:
            since = max(since or date.min, newest - timedelta(days=self.last_days - 1))
        if not (since or self.until):
            return True
        return day is not None and (since or date.min) <= day <= (self.until or date.max)

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

    def accepts_words(self, article: Article) -> bool:
        """Whether its words are as demanded."""
        if self.title or self.not_title:
            title = fold(article.title)
            if not all(has(word, title) for word in self.title):
                return False
            if any(has(word, title) for word in self.not_title):
                return False
        if not (self.phrases or self.without):
            return True
        text = " ".join(fold(f"{article.title}\n{article.body}").split())
        return all(has(phrase, text, spaced=False) for phrase in self.phrases) and not any(
            has(word, text) for word in self.without
        )


_DEMANDS = tuple(one.name for one in fields(Filters) if one.compare)
NO_FILTERS = Filters()


def has(word: str, folded: str, *, spaced: bool = True) -> bool:
    """Whether *folded* text has *word*; a Latin one whole: AI is not in `said`. spaced: or with other spaces."""
    pattern = _pattern(word, spaced)
    return pattern is not None and pattern.search(folded) is not None


@lru_cache(maxsize=2_000)
def _pattern(word: str, spaced: bool) -> re.Pattern[str] | None:
    wanted = " ".join(fold(word).split())
    squeezed = wanted.replace(" ", "")
    if not wanted:
        return None
    before = "(?<![a-z0-9])" if _LATIN.match(wanted[0]) else ""
    after = "(?![a-z0-9])" if _LATIN.match(wanted[-1]) else ""
    loosely = spaced and len(squeezed) >= _SPACED and not squeezed.isascii()
    pattern = " ?".join(map(re.escape, squeezed)) if loosely else re.escape(wanted)
    return re.compile(before + pattern + after)
