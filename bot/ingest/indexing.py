"""Articles into the index, each on its own: one that cannot be indexed is refused and keeps no other out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from bot.articles.article import Article
from bot.articles.boundary import refusal_of
from bot.i18n.reasons import Reason

Refuse = Callable[[str, Reason], None]


class Taking(Protocol):
    """An index, as far as it takes articles in."""

    def add(self, articles: Iterable[Article]) -> None: ...
    def remove(self, ids: Iterable[str]) -> None: ...


def add_each(index: Taking, articles: Sequence[Article], refuse: Refuse) -> list[Article]:
    """Add *articles*, together where that goes well; those that are in the index now.

    refuse: told the id of each that cannot be indexed, and why. Nothing of it is in the index then, nor what it was.
    Raises: MemoryError, which is no article's fault where it comes again with each alone.
    """
    try:
        index.add(articles)
    except Exception:
        return [article for article in articles if _added(index, article, refuse)]
    return list(articles)


def _added(index: Taking, article: Article, refuse: Refuse) -> bool:
    try:
        index.add([article])
    except MemoryError:
        raise
    except Exception as fault:
        index.remove([article.id])
        refuse(article.id, refusal_of(fault).reason)
        return False
    return True
