"""A quote: a verbatim span of one article, and who said it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.articles.article import Article


@dataclass(frozen=True, slots=True)
class Quote:
    """`article.body[start:end]`, half-open code points.

    score: 0..100, how well it matches what was asked.
    speaker: as the article names the person or body; None unless the article makes it plain.
    role: title and organisation as the article gives them, "" if none.
    relayed_by: who told what *speaker* said, where it is hearsay (`A는 B가 “…”고 말했다고 전했다`); None otherwise.
    """

    article: Article
    start: int
    end: int
    score: float = 0.0
    speaker: str | None = None
    role: str = ""
    relayed_by: str | None = None

    @property
    def text(self) -> str:
        """The words themselves, verbatim."""
        return self.article.body[self.start : self.end]
