"""Sosik's own engine as a contender: what a reader gets, with and without folding stories, and the bare ranking."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.bootstrap.loading import SAVING, load
from bot.errors import QueryError
from bot.index.files import Shelf
from bot.index.index import Index
from bot.ingest.memory import keep_memory_together
from bot.search.query import parse_query

PAGE = 5  # hits that a chat shows at a time


class _AsTyped:
    """A `Lexicon` to which every word is known."""

    def frequencies(self, ids: NDArray[np.uint32]) -> NDArray[np.int64]:
        return np.full(len(ids), 1 << 30, np.int64)

    def knows(self, word: str) -> bool:
        return True

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        return ()


class Sosik:
    """A `StoryEngine` that is `Starting` by itself, and `Settling` (see `bench.peers`)."""

    def __init__(self) -> None:
        keep_memory_together()  # as `load` does
        self._started = False
        self._shelf: tempfile.TemporaryDirectory[str] | None = None  # removed with this

    def build(self, articles: Iterable[Article]) -> None:
        self.index = Index()
        self.index.add(articles)
        self.index.warm_up()

    def start(self, folder: Path, saved: Path) -> int:
        """As `sosik run` does; the saving that may follow goes on in the background."""
        self._started = True
        _corpus, self.index = load(folder, shelf=Shelf(saved, folder))
        return len(self.index)

    def settle(self) -> None:
        """Saved, and read from the file from then on, as `sosik run` has it a second after a start."""
        if self._started:
            for thread in threading.enumerate():
                if thread.name == SAVING:
                    thread.join()
            return
        self._shelf = tempfile.TemporaryDirectory(prefix="sosik-bench-")
        if not Shelf(Path(self._shelf.name), Path(self._shelf.name), least=0).save(self.index, ()):
            raise AssertionError("the index could not be saved")

    def add(self, article: Article) -> None:
        self.index.add([article])

    def search(self, text: str, k: int) -> list[str]:
        """The ranking alone: query repaired and best hits re-ranked, no story folded."""
        return [ids[0] for ids in self._hits(text, k, stories=False)]

    def search_stories(self, text: str, k: int) -> list[tuple[str, ...]]:
        """By story: each result the shown article and those folded under it."""
        return self._hits(text, k, stories=True)

    def search_ranked(self, text: str) -> None:
        """No more than the peers do: the words as they are typed, ranked; nothing mended, no article read."""
        view = self.index._view
        try:
            query = parse_query(text, _AsTyped())
        except QueryError:
            return
        view.rank(query.terms, query.weights * view.idf(query.terms), 10)

    def search_everything(self, text: str) -> None:
        """One page as a chat asks for it: repair, re-ranking, stories, passages."""
        self._hits(text, PAGE, stories=True)

    def _hits(self, text: str, k: int, stories: bool) -> list[tuple[str, ...]]:
        try:
            results = self.index.search(text, limit=k, stories=stories)
        except QueryError:
            return []
        return [(hit.article.id, *hit.others) for hit in results.hits]
