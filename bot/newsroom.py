"""The newsroom: one live index, and everything that can be asked of it, off the event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answer.context import Context, around
from bot.answer.misquote import Comparison, compare
from bot.answer.quotation import find_quotes
from bot.digest.digest import Digest, compose, has_news
from bot.digest.edition import Arrival, Edition, make_edition

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.answer.quote import Quote
    from bot.corpus.article import Article
    from bot.digest.subscription import Subscription
    from bot.search.hit import Results
    from bot.search.index import Searchable
    from bot.search.story import Trace

MOST_TRACES = 60_000  # about 30 MB; then they are made again


class Newsroom:
    """Answers readers from *index*. Every method runs its CPU work in a thread."""

    def __init__(self, index: Searchable) -> None:
        self.index = index
        self._traces: dict[str, Trace] = {}  # of the articles of the last editions, by content hash

    async def search(self, text: str, limit: int = 5, offset: int = 0) -> Results:
        """See `Searchable.search`."""
        return await asyncio.to_thread(self.index.search, text, limit, offset)

    async def quotes(self, text: str, limit: int = 10) -> list[Quote]:
        """The verbatim sentences or quotations that match best, best first; [] when nothing does."""
        return await asyncio.to_thread(find_quotes, self.index, text, limit)

    async def around(self, quote: Quote, before: int, after: int) -> Context:
        """*quote* with so many sentences of its article before and after it."""
        return await asyncio.to_thread(around, quote, before, after)

    async def compare(self, said: str, quote: Quote) -> Comparison:
        """Somebody's words beside *quote*."""
        return await asyncio.to_thread(compare, said, quote)

    async def latest(self, limit: int = 5, offset: int = 0) -> list[Article]:
        """Newest articles first."""
        return await asyncio.to_thread(self.index.latest, limit, offset)

    async def article(self, article_id: str) -> Article | None:
        """The article itself, or None when it is gone."""
        return await asyncio.to_thread(self.index.article, article_id)

    async def edition(self, arrivals: Sequence[Arrival]) -> Edition:
        """The stories among *arrivals*; articles that are gone meanwhile are left out."""
        if len(self._traces) > MOST_TRACES:
            self._traces = {}
        return await asyncio.to_thread(make_edition, arrivals, self.index.article, self._traces)

    async def digests(self, edition: Edition, wishes: Sequence[tuple[Subscription, date]]) -> list[Digest]:
        """A digest for each of *wishes*, in their order."""
        return await asyncio.to_thread(lambda: [compose(edition, one, day) for one, day in wishes])

    async def matching(self, edition: Edition, watches: Sequence[Subscription]) -> set[int]:
        """The ids of the *watches* that have something new in *edition*."""
        return await asyncio.to_thread(lambda: {one.id for one in watches if has_news(edition, one)})
