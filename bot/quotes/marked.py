"""What of an article is read for its quotations: as much as real ones have, so that no article takes long."""

from __future__ import annotations

from bot.articles.article import Article
from bot.korean.marks import quoted
from bot.korean.sentences import Span

READ_CHARS = 30_000  # of an article, for its quotations; the longest of 12,000 real ones has 27,000
MOST = 200  # quotations of it; the most marks that they have are 88


def read_of(article: Article) -> tuple[str, tuple[Span, ...]]:
    """The text that is read, from the beginning of *article*, and where there are words between quotation marks.

    >>> from bot.articles.article import Article
    >>> read_of(Article(id="a", title="", body="그는 “좋다”고 했다."))
    ('그는 “좋다”고 했다.', ((4, 6),))
    """
    body = article.body[:READ_CHARS]
    marked = quoted(body)
    if len(marked) <= MOST:
        return body, marked
    return body[: marked[MOST][0] - 1], marked[:MOST]
