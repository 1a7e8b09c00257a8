"""The words of the index: which of them there are, and which one a slip of the finger was meant to be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from bot.index.snapshot import View
from bot.korean.normalize import fold
from bot.korean.tokens import term_ids
from bot.search.spelling import Vocabulary

_LEAD = 200  # characters of a body whose words can be suggested
_STALE = 1.1  # growth of the index after which its vocabulary is made anew
_WITNESSES = 5  # articles that are looked at for a word that no title or lead has twice
_NO_WORDS = Vocabulary({})


class Words:
    """The vocabulary of one index, kept from view to view: it takes seconds to make."""

    def __init__(self) -> None:
        self._made: tuple[int, Vocabulary] | None = None
        self._making = threading.Lock()

    @property
    def made(self) -> Vocabulary | None:
        """The vocabulary, if there is one by now."""
        return self._made[1] if self._made else None

    def vocabulary(self, view: View) -> Vocabulary:
        """The words that a slip of the finger is mended to: made on first use, then as `warm_up` left them.

        While another thread makes the first, there are none: a reader does not wait for seconds.
        """
        if self._made is None:
            if not self._making.acquire(blocking=False):
                return _NO_WORDS
            try:
                self._make(view)
            finally:
                self._making.release()
        return self.made or _NO_WORDS

    def warm_up(self, view: View, stopped: Callable[[], bool]) -> None:
        """Make now a vocabulary that fits the size of *view*; once *stopped*, what is not made yet stays unmade."""
        with self._making:
            size = len(view)
            if self._made is None or not size / _STALE <= self._made[0] <= size * _STALE:
                self._make(view, stopped)

    def _make(self, view: View, stopped: Callable[[], bool] = lambda: False) -> None:
        places = takewhile(lambda _: not stopped(), view.places())
        words = Vocabulary.of(fold(f"{view.title(place)} {view.body(place)[:_LEAD]}") for place in places)
        if not stopped():
            self._made = (len(view), words)


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
        if len(ids) == 1 or (made and made.begins(word)):
            return True
        likeliest = self.view.rank(ids, self.view.idf(ids), _WITNESSES)
        if any(word in fold(f"{self.view.title(p)} {self.view.body(p)}") for p, _ in likeliest):
            return True
        return made is None and self.words.vocabulary(self.view).begins(word)

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        return self.words.vocabulary(self.view).neighbours(word)
