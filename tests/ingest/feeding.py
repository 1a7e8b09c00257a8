"""The service of feeds with a real folder, index and database, beside a publisher's server on this machine."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.adapters.database.store import Store
from bot.adapters.feeds.full_texts import FullTexts
from bot.adapters.feeds.parsing import FeedParser
from bot.adapters.feeds.poller import Hosts, Poller
from bot.adapters.feeds.robots import Robots
from bot.adapters.folder.article_files import ArticleFiles
from bot.adapters.folder.corpus import Corpus
from bot.adapters.web.hops import Hops
from bot.delivery.service import Owner
from bot.editing.service import EditingDesk
from bot.feeds.health import Notice
from bot.index.index import Index
from bot.ingest.feed_finding import FeedReader
from bot.ingest.feed_items import FeedItems, as_it_is
from bot.ingest.feed_ports import Subscribed
from bot.ingest.feeds import LEASE, Feeds
from bot.ingest.freshness import Freshness
from bot.ingest.pipeline import Pipeline
from tests.feeds_server import FeedsServer, fill

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
NEVER = 10**9


@dataclass
class Newsroom:
    """now: what its clock says. told: what editors were."""

    paper: FeedsServer
    store: Store
    corpus: Corpus
    index: Index
    desk: EditingDesk
    feeds: Feeds
    now: datetime = NOW
    told: list[tuple[str, Notice]] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    async def add(self, path: str = "/rss.xml") -> Subscribed:
        id, _ = await self.store.feeds.add(
            self.paper.url(path), self.paper.title, kind="feed", by=1, now=self.now
        )
        return await self.feed(id)

    async def feed(self, id: int) -> Subscribed:
        feed = await self.store.feeds.one(id)
        assert feed is not None
        return feed

    async def poll(self, id: int, after: timedelta = timedelta(0)) -> Subscribed:
        """Poll it, whenever it is due; *after* that much time."""
        self.now += after
        self.paper.now = self.now
        await self.store.feeds.change(id, next_at=self.now)
        await self.feeds.poll_due()
        await self.feeds.finished()
        self.told += [(feed.name, notice) for feed, notice in await self.store.feeds.take_notices()]
        return await self.feed(id)

    async def news(self) -> list[str]:
        """The titles of what is told to subscribers, in order."""
        arrived = await self.store.arrivals.arrivals(0, NEVER, 1000)
        articles = [self.index.article(one.article) for one in arrived]
        return [article.title for article in articles if article is not None]

    def titles(self) -> set[str]:
        """What is in the index."""
        found = (self.index.article(one) for one in self.index.ids())
        return {article.title for article in found if article is not None}

    def files(self) -> list[str]:
        folder = self.corpus.folder
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.md"))


@contextlib.asynccontextmanager
async def open_newsroom(
    home: Path,
    database_url: str,
    paper: FeedsServer,
    owner: str = "here:1:1",
    *,
    reads_pages: bool = False,
    parser: FeedParser | None = None,
) -> AsyncIterator[Newsroom]:
    """On the folder *home*/corpus, which may be there already. parser: one that stays open."""
    rooms: list[Newsroom] = []
    (home / "corpus").mkdir(exist_ok=True)

    def clock() -> datetime:
        return rooms[0].now if rooms else NOW

    store = await Store.open(database_url, clock)
    corpus, index = Corpus(home / "corpus"), Index()
    index.add(corpus.scan().upserted)
    rule = Freshness(30)
    pipeline = Pipeline(index, store.arrivals, is_old=lambda day: rule.is_old(day, clock()))
    desk = EditingDesk(corpus, index, store.desk, pipeline, clock)
    await store.arrivals.record(corpus.articles())
    reading = parser or FeedParser()
    server = Poller("Sosik", Hops.anywhere(), Hosts(0.0), limit_s=10.0)
    whole = FullTexts(server, Robots(server)).whole if reads_pages else as_it_is
    items = FeedItems(store.feeds, store.arrivals, ArticleFiles(corpus), desk, pipeline, whole)
    feeds = Feeds(server, FeedReader(reading), items, clock, Owner(owner), store.database.outlast)
    rooms.append(Newsroom(paper, store, corpus, index, desk, feeds))
    try:
        yield rooms[0]
    finally:
        if parser is None:
            reading.close()
        await store.close()


@contextlib.asynccontextmanager
async def open_paper() -> AsyncIterator[FeedsServer]:
    """A server with four stories."""
    async with FeedsServer(NOW) as paper:
        fill(paper)
        yield paper


__all__ = ["LEASE", "NOW", "Newsroom", "open_newsroom", "open_paper"]
