"""The words of the index: which of them there are, and which one a slip of the finger was meant to be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.snapshot import View
from bot.korean.normalize import fold
from bot.korean.tokens import term_ids
from bot.search.spelling import Vocabulary

_LEAD = 200  # characters of a body whose words can be suggested
_STALE = 1.1  # growth of the index after which its vocabulary is made anew
_WITNESSES = 5  # articles that are looked at for a word that no title or lead has twice
_NEIGHBOURS = 3  # of a word that are looked at
_NO_WORDS = Vocabulary.of_counts({})

Read = Callable[[Sequence[str]], Iterable[Article | None]]  # articles by their ids


@dataclass(frozen=True, slots=True)
class Learnt:
    """A vocabulary, made of so many articles, and the ids of what came since then."""

    of: int
    words: Vocabulary
    came: frozenset[str]


class Words:
    """The vocabulary of one index, kept from view to view: it takes seconds to make."""

    def __init__(self, learnt: Learnt | None = None) -> None:
        self._made = (learnt.of, learnt.words) if learnt else None
        self._latest = _NO_WORDS  # of what came since that one was made
        self._came = set(learnt.came) if learnt else set[str]()  # the ids of what came since
        self._coming = threading.Lock()
        self._making = threading.Lock()

    @property
    def learnt(self) -> Learnt | None:
        """The vocabulary for a later process, if there is one by now."""
        with self._coming:
            return Learnt(*self._made, frozenset(self._came)) if self._made else None

    @property
    def made(self) -> tuple[Vocabulary, ...]:
        """The vocabulary, if there is one by now, and the words of what came since."""
        made = (self._made[1], self._latest) if self._made else ()
        return tuple(words for words in made if len(words))

    def came(self, ids: Iterable[str]) -> None:
        """Articles of these ids are new or other than they were; `warm_up` learns their words."""
        with self._coming:
            self._came.update(ids)

    def vocabularies(self, view: View) -> tuple[Vocabulary, ...]:
        """The words that a slip of the finger is mended to: made on first use, then as `warm_up` left them.

        While another thread makes the first, there are none: a reader does not wait for seconds.
        """
        if self._made is None and self._making.acquire(blocking=False):
            try:
                self._make(view, lambda: False)
            finally:
                self._making.release()
        return self.made

    def warm_up(self, view: View, read: Read, stopped: Callable[[], bool]) -> bool:
        """Make now a vocabulary that fits *view*, or learn the words of what came since one was made.

        Once *stopped*, what is not made yet stays unmade. Returns: whether a vocabulary was made.
        """
        with self._making:
            with self._coming:
                came = list(self._came)
            size, of = len(view), self._made[0] if self._made else 0
            if not of or not size / _STALE <= of <= size * _STALE or of + len(came) > of * _STALE:
                return self._make(view, stopped, came)
            if came:
                articles = takewhile(lambda _: not stopped(), read(came))
                self._latest = _words((one.title, one.body) for one in articles if one is not None)
            return False

    def _make(self, view: View, stopped: Callable[[], bool], came: Iterable[str] = ()) -> bool:
        places = takewhile(lambda _: not stopped(), view.places())
        words = _words((view.title(place), view.body(place)) for place in places)
        if stopped():
            return False
        with self._coming:
            self._made, self._latest = (len(view), words), _NO_WORDS
            self._came.difference_update(came)
        return True


def _words(texts: Iterable[tuple[str, str]]) -> Vocabulary:
    """Those of titles and of the leads of bodies."""
    return Vocabulary.of(fold(f"{title} {body[:_LEAD]}") for title, body in texts)


@dataclass(frozen=True, slots=True)
class ViewLexicon:
    """The `Lexicon` of one view."""

    view: View
    words: Words

    def frequencies(self, ids: NDArray[np.uint32]) -> NDArray[np.int64]:
        return self.view.document_frequencies(ids)

    def knows(self, word: str) -> bool:
        """A known word begins a word of the vocabulary, or stands in one of the articles that hold all its terms."""
        ids = term_ids(word)
        if not len(ids) or not (self.view.document_frequencies(ids) > 0).all():
            return False
        made = self.words.made
        if len(ids) == 1 or any(words.begins(word) for words in made):
            return True
        likeliest = self.view.rank(ids, self.view.idf(ids), _WITNESSES)
        if any(word in fold(f"{self.view.title(p)} {self.view.body(p)}") for p, _ in likeliest):
            return True
        return not made and any(words.begins(word) for words in self.words.vocabularies(self.view))

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        found: dict[str, float] = {}
        for words in self.words.vocabularies(self.view):
            found |= words.neighbours(word)
        return sorted(found.items(), key=lambda one: -one[1])[:_NEIGHBOURS]
