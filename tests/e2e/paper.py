"""A newspaper's day in this process: the real bot polling the emulator, the real store, a clock of its own.

await alice.says("/subscribe 08:00")
await paper.publish("해온 노면전차 28일 개통", …)
await paper.at(8)                       # eight o'clock of the present day, and what is due is delivered
digest = await alice.hears("소식")
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.adapters.database.store import Store
from bot.adapters.folder.corpus import Corpus
from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.bootstrap.services import Parts, Services, open_services
from bot.config import ChatSettings
from bot.delivery.rate_limit import RateLimiter
from bot.delivery.timing import Timing
from bot.entrypoints.telegram.polling import run_polling
from bot.index.index import Index
from bot.ingest.ports import Source
from tests.dialog import Voice
from tests.digests.test_digest import story
from tests.emulator import Emulator
from tests.fakes import worker_alone

SEOUL = ZoneInfo("Asia/Seoul")


class Clock:
    """Stands until it is moved; what the bot, the store and Telegram go by."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Paper:
    """Everything together. `at_work` runs the bot; a second time is a restart."""

    def __init__(self, telegram: Emulator, store: Store, clock: Clock, folder: Path) -> None:
        self.telegram, self.store, self.clock, self.folder = telegram, store, clock, folder
        self.index, self.corpus = Index(), Corpus(folder)
        self.sources: Sequence[Source] = ()  # what is published here comes from nowhere
        self.owner = Voice.of(telegram, "주인")
        self.owner.chat.started = True  # who has talked to the bot before
        self.services: Services | None = None  # while the bot is at work
        self.published = 0

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """The bot at work."""
        stop = asyncio.Event()
        # its own waits between messages are not what is tested here: virtual seconds, gone at once
        timing = Timing(self.clock, RateLimiter(lambda: self.ticks()), self.pass_time)
        parts = Parts(store=self.store, sources=self.sources, timing=timing, stop=stop)
        await self.store.arrivals.record(self.index.latest(len(self.index)))
        settings = ChatSettings(corpus_dir=self.folder, admin_ids=frozenset({self.owner.id}))
        async with open_services(settings, self.corpus, self.index, parts) as services:
            self.services = services
            build = partial(services.application, self.telegram.token)
            polls = self.telegram.polls
            running = asyncio.create_task(
                run_polling(
                    build, self.telegram.url, stop, worker_alone(services.store.inbox), services.delivering
                )
            )
            running.add_done_callback(lambda _: self.telegram.look_again())
            await self.telegram.until(lambda: self.telegram.polls > polls or running.done(), why="getUpdates")
            try:
                yield
            finally:
                self.services = None
                stop.set()
                await running

    def ticks(self) -> float:
        return self.clock.now.timestamp()

    async def pass_time(self, seconds: float) -> None:
        """Sleep, in the clock's time."""
        self.clock.now += timedelta(seconds=seconds + 1e-5)
        await asyncio.sleep(0)

    async def publish(self, *titles: str, publisher: str = "", path: str = "") -> list[Article]:
        """New articles, that everybody has seen arrive who watches for them. path: behind their addresses."""
        made = []
        for title in titles:
            self.published += 1
            paper = publisher or f"{self.published}일보"
            one = story(self.published, paper, title)
            made.append(
                Article(
                    id=one.id,
                    title=title,
                    body=f"{title}고 {paper}가 전했다. {one.body}",
                    publisher=paper,
                    published=self.clock.now.astimezone(SEOUL).date(),
                    url=f"https://news.example/{one.id}{path}",
                    content_hash=f"{self.published:032x}",
                )
            )
        if self.services is None:
            self.index.add(made)
        else:
            async with self.services.pipeline.busy:
                await self.services.pipeline.take_in("folder", Changes(tuple(made)))
        return made

    async def at(self, hour: int, minute: int = 0, days: int = 0, zone: ZoneInfo = SEOUL) -> None:
        """The clock goes on to that time of the present or a later day; what is due is delivered."""
        local = self.clock.now.astimezone(zone) + timedelta(days=days)
        self.clock.now = local.replace(hour=hour, minute=minute, second=0, microsecond=0).astimezone(UTC)
        await self.deliver()

    async def deliver(self) -> None:
        """Deliver what is due, to the end."""
        assert self.services is not None
        await self.services.deliveries.finished()
        await self.services.deliveries.deliver_due()
        await self.services.deliveries.finished()


@contextlib.asynccontextmanager
async def open_paper(database_url: str, *, forgiving: bool = False) -> AsyncIterator[Paper]:
    """A paper whose bot is not at work yet, at half past seven in the morning of Monday, 2 March 2026."""
    clock = Clock(datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    store = await Store.open(database_url, clock)
    try:
        with tempfile.TemporaryDirectory(prefix="sosik-paper-") as folder:
            async with Emulator(clock=lambda: clock.now.timestamp()) as telegram:
                yield Paper(telegram, store, clock, Path(folder))
                assert forgiving or telegram.violations == [], telegram.violations
    finally:
        await store.close()
