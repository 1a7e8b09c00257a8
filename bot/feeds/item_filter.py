"""Which items of a feed become articles, where an editor wants some alone: said as a search is.

Of the words one is enough; a phrase, `제목:` and the other filters are demanded, and what has `-word` is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from bot.articles.article import Article
from bot.errors import QueryError
from bot.feeds.model import FeedItem
from bot.patterns import lazy_compile
from bot.search.keywords import Told
from bot.search.plain_words import read_demands
from bot.search.query_language import Asked, read_query

LONGEST = 200  # characters
_BETWEEN = lazy_compile(r"[\s,，]+")


def require_readable(query: str) -> str:
    """*query*, tidied. Raises: QueryError, which says what to mend."""
    query = " ".join(query.split())
    if len(query) > LONGEST:
        raise QueryError("query.too_long", limit=LONGEST)
    _asked(query)
    return query


def is_wanted(item: FeedItem, query: str, publisher: str = "", category: str = "") -> bool:
    """Whether *item* is as *query* demands; "" demands nothing. publisher, category: of its feed."""
    if not query:
        return True
    asked = _asked(query)
    told = Told(item.title, item.text)
    words = [word for word in _BETWEEN.split(asked.words) if word]
    if words and not any(told.has(word) for word in words):
        return False
    categories = (category,) if category else item.categories or ("",)
    return any(asked.filters.accepts(_as_article(item, publisher, one), told, None) for one in categories)


def count_wanted(items: Iterable[FeedItem], query: str, publisher: str = "", category: str = "") -> int:
    """How many of *items* are as *query* demands."""
    return sum(is_wanted(item, query, publisher, category) for item in items)


@lru_cache(maxsize=64)  # every item of a feed is held against one
def _asked(query: str) -> Asked:
    """*query*, read; what it leaves out may be said in plain words as well: `삼성 빼고 반도체`."""
    asked = read_query(query)
    filters, words = read_demands(asked.words, asked.filters)
    return replace(asked, filters=filters, words=words)


def _as_article(item: FeedItem, publisher: str, category: str) -> Article:
    return Article(
        "",
        item.title,
        item.text,
        publisher=item.source or publisher,
        authors=item.authors,
        published=item.published,
        category=category,
    )
