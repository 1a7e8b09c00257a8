"""The searchable whole: articles in memory, searched by forgiving BM25."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.corpus.article import Article
from bot.search.hit import Results


class Searchable(Protocol):
    """What the rest of Sosik asks of an index; `Index` is the implementation. Thread-safe; synchronous."""

    def __len__(self) -> int: ...

    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return."""

    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""

    def article(self, article_id: str) -> Article | None: ...

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        """Newest first by Article.moment."""

    def search(self, text: str, limit: int = 10, offset: int = 0, stories: bool = True) -> Results:
        """Best first, ties by newest. Raises QueryError when nothing searchable is in *text*."""

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        """The bare ranking, for those who read the articles themselves (quotes, answers)."""
