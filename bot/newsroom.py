"""The newsroom: one live index, and everything that can be asked of it, off the event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answer.quotation import find_quotes

if TYPE_CHECKING:
    from bot.answer.quote import Quote
    from bot.corpus.article import Article
    from bot.search.hit import Results
    from bot.search.index import Searchable


class Newsroom:
    """Answers readers from *index*. Every method runs its CPU work in a thread."""

    def __init__(self, index: Searchable) -> None:
        self.index = index

    async def search(self, text: str, limit: int = 5, offset: int = 0) -> Results:
        """See `Searchable.search`."""
        return await asyncio.to_thread(self.index.search, text, limit, offset)

    async def quotes(self, text: str, limit: int = 10) -> list[Quote]:
        """The verbatim sentences or quotations that match best, best first; [] when nothing does."""
        return await asyncio.to_thread(find_quotes, self.index, text, limit)

    async def latest(self, limit: int = 5, offset: int = 0) -> list[Article]:
        """Newest articles first."""
        return await asyncio.to_thread(self.index.latest, limit, offset)

    async def article(self, article_id: str) -> Article | None:
        """The article itself, or None when it is gone."""
        return await asyncio.to_thread(self.index.article, article_id)
