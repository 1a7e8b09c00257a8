"""The composition root: everything that is at work in a process, built once and closed in order.

    async with open_services(settings, *load(settings.corpus_dir)) as services:
        await run_polling(partial(services.application, token), url, stop, services.delivering)

The bot on Telegram, the terminal, the shell and the tests all build their `Services` here; what a test wants
otherwise it gives in `Parts`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

from bot.adapters.database.store import Store
from bot.adapters.feeds.full_texts import FullTexts
from bot.adapters.feeds.parsing import FeedParser
from bot.adapters.feeds.poller import poller_for
from bot.adapters.feeds.robots import Robots
from bot.adapters.folder.article_files import ArticleFiles
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.watch import WatchedFolder
from bot.adapters.host import has_ended, own_name
from bot.adapters.llm.language_model import LanguageModel, language_model
from bot.adapters.ocr.tesseract import Tesseract, picture_reader
from bot.adapters.pictures.charts import open_charts
from bot.adapters.speech.transcription import Transcription, transcription
from bot.adapters.web.fetcher import Fetcher
from bot.bootstrap.archive import (
    LetGo,
    archive_of,
    archiving_of,
    keeping_archive,
    load_for,
    places_of,
    searching,
)
from bot.bootstrap.loading import ShowProgress, shelf_of
from bot.bootstrap.sharing import Adopt, bind, following_copies, paced, share_folder
from bot.config import BotSettings, ChatSettings
from bot.delivery.service import Deliveries, Owner
from bot.delivery.timing import Timing, utc_now
from bot.editing.service import EditingDesk
from bot.entrypoints.http.health import Health, Reach
from bot.entrypoints.telegram.application import App, build_application
from bot.entrypoints.telegram.channels import look_at_channels
from bot.entrypoints.telegram.feed_notices import FeedNotices
from bot.entrypoints.telegram.messenger import TelegramMessenger
from bot.entrypoints.telegram.office import Fetch, Office
from bot.entrypoints.telegram.services import ChatServices, Network
from bot.errors import StoreError, StoreUnavailable
from bot.index.index import Index
from bot.ingest.feed_finding import FeedReader
from bot.ingest.feed_items import FeedItems
from bot.ingest.feed_ports import Server
from bot.ingest.feeds import Feeds
from bot.ingest.freshness import Freshness
from bot.ingest.pipeline import Pipeline
from bot.ingest.ports import Source
from bot.ingest.presence import Presence
from bot.newsroom import Newsroom
from bot.observability.metrics import Gauges
from bot.search.ports import Searchable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What may be another than the real one.

    store: an open one, which stays open. sources: instead of the watched folder.
    fetch: gets web pages. publishers: asked for feeds, by way of the real ones. build: makes the application.
    waits: for a database that is not up yet. stop: ends what runs in the background.
    adopt: when a folder may take the place of the one that the database belongs to.
    quiet_s: before the folder is followed and the index kept up.
    """

    store: Store | None = None
    sources: Sequence[Source] | None = None
    timing: Timing = field(default_factory=Timing)
    owner: Owner = field(default_factory=lambda: Owner(own_name(), has_ended))
    fetch: Fetch | None = None
    publishers: Callable[[Server], Server] = lambda real: real
    build: Callable[[str, ChatServices, Network], App] = build_application
    waits: bool = False
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    adopt: Adopt = "never"
    quiet_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Services:
    """What is at work in this process."""

    settings: ChatSettings
    corpus: Corpus
    index: Index
    newsroom: Newsroom
    store: Store
    pipeline: Pipeline
    deliveries: Deliveries
    desk: EditingDesk
    office: Office
    feeds: Feeds
    build: Callable[[str, ChatServices, Network], App]
    pictures: Tesseract | None = None
    voices: Transcription | None = None

    def application(self, token: str, network: Network) -> App:
        """The application, that answers with these services on *network*."""
        timing = self.deliveries.timing
        chat = ChatServices(
            newsroom=self.newsroom,
            queries=self.store.queries,
            answers=self.store.answers,
            admin_ids=self.settings.admin_ids,
            memory=self.store,
            office=self.office,
            feeds=self.feeds,
            archiving=self.pipeline.archiving,
            charts=open_charts(),
            pictures=self.pictures,
            voices=self.voices,
            zone=self.settings.timezone.key,
            limiter=timing.limiter,
            budget=timing.budget,
            sleep=timing.sleep,
            clock=timing.clock,
        )
        return self.build(token, chat, network)

    def health(self, reach: Reach) -> Health:
        """Whether they can do their work."""

        def outage() -> str | None:
            found = self.store.database.availability.outage
            return None if found is None else found.reason

        return Health(lambda: len(self.newsroom.index), outage, reach)

    def gauges(self, reach: Reach) -> Gauges:
        """Their figures of the moment."""
        desk, queues = self.office, self.store.figures

        def of(name: str) -> Callable[[], float | None]:
            return lambda: None if queues.queues is None else float(getattr(queues.queues, name))

        return Gauges(
            {
                "sosik_articles": ("Articles that can be found", lambda: len(self.newsroom.index)),
                "sosik_index_bytes": ("Memory of the index", lambda: self.index.nbytes),
                "sosik_refused_files": (
                    "Files of the folder that are not read",
                    lambda: len(self.corpus.refused),
                ),
                "sosik_database_up": (
                    "1 while the database can be used",
                    lambda: float(desk.outage() is None),
                ),
                "sosik_inbox_updates": ("Updates that are not worked off yet", of("inbox")),
                "sosik_open_deliveries": ("Digests and watches that are being delivered", of("deliveries")),
                "sosik_overdue_seconds": ("Since the oldest of them was opened", of("overdue_s")),
                "sosik_muted_places": ("Places to which nothing is sent", of("mutes")),
                "sosik_feeds": ("Feeds and channels that articles come from", of("feeds")),
                "sosik_failing_feeds": ("Those of them that fail", of("failing_feeds")),
                "sosik_telegram_seconds_ago": ("Since Telegram answered", reach.seconds),
            }
        )

    @asynccontextmanager
    async def delivering(self, application: App) -> AsyncIterator[None]:
        """Digests and watches, told by *application*, which can send by now."""
        messenger = TelegramMessenger(application.bot, self.settings.admin_ids)
        notices = FeedNotices(application.bot, self.office, self.store)

        async def ready() -> None:
            await self.pipeline.begun()
            with suppress(StoreError):  # then it is seen by what comes next
                await look_at_channels(application.bot, self.feeds)

        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self.deliveries.at_work(messenger, self.pipeline.begun))
            if self.desk.writes:  # else what a feed brings has nowhere to go
                await stack.enter_async_context(self.feeds.at_work(notices.tell, ready))
            yield


@asynccontextmanager
async def open_services(
    settings: ChatSettings, corpus: Corpus, index: Index, parts: Parts | None = None
) -> AsyncIterator[Services]:
    """Everything at work, on the loaded *corpus* and *index*; closed in order at the end.

    Raises: StoreError, CorpusError. A fault in the background sets `stop` and is raised at the end.
    """
    parts = parts or Parts()
    async with AsyncExitStack() as stack:
        store = parts.store
        if store is None:
            store = await stack.enter_async_context(open_store(settings.database_url, waits=parts.waits))
        follows = parts.sources is None
        await store.database.outlast(lambda: bind(store, settings, parts.adopt, is_followed=follows))
        key = settings.llm_api_key.get_secret_value()
        model = await stack.enter_async_context(
            language_model(settings.llm_url, settings.llm_model, key, settings.llm_timeout)
        )
        speech_key = settings.stt_api_key.get_secret_value()
        voices = await stack.enter_async_context(
            transcription(settings.stt_url, settings.stt_model, speech_key, settings.stt_timeout)
        )
        pictures = await asyncio.to_thread(picture_reader, settings.ocr)
        pipeline = build_pipeline(settings, corpus, index, store)
        exchange = pipeline.exchange = await share_folder(settings, corpus, pipeline, store)
        searched = searching(settings, index, archive := archive_of(settings))
        elsewhere = None if archive is None else LetGo(corpus, searched)
        presence = Presence(index, store.arrivals, pipeline.look_again, elsewhere)
        newsroom = await build_newsroom(settings, searched, presence, model)

        async def tidy() -> None:
            await forget_each(
                lambda: store.outbox.forget_old(parts.timing.clock()),
                *(one.forget_old for one in (store.queries, store.answers, store.inbox, store.drafts)),
                *(one.forget_old for one in (store.feeds, desk, timing.budget)),
            )

        timing = paced(settings, store, parts.timing)
        deliveries = Deliveries(store.outbox, newsroom, tidy, timing, parts.owner)
        pipeline.on_arrival = deliveries.wake
        clock = parts.timing.clock
        places = places_of(corpus, index, archive)
        pipeline.archiving = archiving_of(settings, places, store.archive, clock, pipeline.busy)
        pipeline.begin(corpus.articles())
        writes = not settings.is_bundled
        desk = EditingDesk(corpus, searched, store.desk, pipeline, parts.timing.clock, writes=writes)
        feeds = build_feeds(settings, corpus, desk, pipeline, store, parts)
        office = build_office(settings, desk, index, store, parts)
        await store.database.outlast(desk.settle)
        await store.drafts.reopen()
        await store.database.outlast(office.read_editors)
        sources = [WatchedFolder(corpus)] if parts.sources is None else parts.sources
        await stack.enter_async_context(pipeline.following(sources, parts.stop, parts.quiet_s))
        await stack.enter_async_context(keeping_archive(pipeline.archiving, parts.stop))
        await stack.enter_async_context(following_copies(store, exchange, office.read_editors, parts.stop))
        yield Services(
            settings, corpus, index, newsroom, store, pipeline, deliveries, desk, office, feeds, parts.build,
            pictures, voices,
        )  # fmt: skip


async def forget_each(*forgetting: Callable[[], Awaitable[object]]) -> None:
    """Each of them, also where another fails. Raises: StoreUnavailable."""
    for forget in forgetting:
        try:
            await forget()
        except StoreUnavailable:
            raise
        except StoreError:  # the others' old rows are in nobody's way
            log.exception("old rows are left")


@asynccontextmanager
async def open_store(database_url: str, *, waits: bool = False) -> AsyncIterator[Store]:
    """The store, closed again at the end. waits: as `Store.open`."""
    store = await Store.open(database_url, waits=waits)
    try:
        yield store
    finally:
        await store.close()


async def build_newsroom(
    settings: ChatSettings, index: Searchable, presence: Presence, model: LanguageModel | None
) -> Newsroom:
    """What answers readers from *index*, with the models that *settings* name."""
    return Newsroom(index, model if settings.llm_phrases else None, presence, reader=model)


def build_pipeline(settings: ChatSettings, corpus: Corpus, index: Index, store: Store) -> Pipeline:
    """What arrives is searchable, recorded in *store*, and saved where *settings* say."""
    shelf, rule, clock = shelf_of(settings), Freshness(settings.news_max_age_days), store.arrivals.clock
    return Pipeline(
        index,
        store.arrivals,
        lambda: shelf.save(index, corpus.records()),
        lambda day: rule.is_old(day, clock()),
        refuse=corpus.refuse,
    )


def build_feeds(
    settings: ChatSettings,
    corpus: Corpus,
    desk: EditingDesk,
    pipeline: Pipeline,
    store: Store,
    parts: Parts,
) -> Feeds:
    """What is polled, and goes through *pipeline* into the folder of *corpus*."""
    if settings.feeds_allow_private:
        log.warning("FEEDS_ALLOW_PRIVATE is for tests alone: feeds may lead into this machine's own networks")
    if not settings.contact and isinstance(settings, BotSettings):  # a trial in a terminal is spared it
        log.warning("CONTACT is not set: papers whose feeds are read cannot write before they shut us out")
    server = poller_for(settings.contact, allow_private=settings.feeds_allow_private)
    whole = FullTexts(server, Robots(server)).whole
    items = FeedItems(store.feeds, store.arrivals, ArticleFiles(corpus), desk, pipeline, whole)
    clock, owner, outlast = parts.timing.clock, parts.owner, store.database.outlast
    return Feeds(parts.publishers(server), FeedReader(FeedParser()), items, clock, owner, outlast)


def build_office(
    settings: ChatSettings, desk: EditingDesk, index: Index, store: Store, parts: Parts
) -> Office:
    """The editing desk, and who may use it."""
    return Office(
        desk,
        store.drafts,
        parts.fetch or Fetcher().fetch,
        settings.admin_ids,
        settings.admin_groups,
        opened=parts.timing.clock(),
        index_bytes=lambda: index.nbytes,
        outage=lambda: store.database.availability.outage,
    )


@asynccontextmanager
async def open_desk(
    settings: ChatSettings, show_progress: ShowProgress, adopt: Adopt = "never"
) -> AsyncIterator[EditingDesk]:
    """The desk alone, as the shell needs it: on the folder and the database of the running bot, settled."""
    corpus, index = await asyncio.to_thread(load_for, settings, show_progress)
    archive = archive_of(settings)
    async with open_store(settings.database_url) as store:
        await bind(store, settings, adopt)
        pipeline = build_pipeline(settings, corpus, index, store)
        places = places_of(corpus, index, archive)
        pipeline.archiving = archiving_of(settings, places, store.archive, utc_now, pipeline.busy)
        desk = EditingDesk(corpus, searching(settings, index, archive), store.desk, pipeline, utc_now)
        await desk.settle()
        yield desk
        await pipeline.finish()
