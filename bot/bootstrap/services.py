"""The composition root: everything that is at work in a process, built once and closed in order.

    async with open_services(settings, *load(settings.corpus_dir)) as services:
        await run_polling(partial(services.application, token), url, stop, services.delivering)

The bot on Telegram, the terminal, the shell and the tests all build their `Services` here; what a test wants
otherwise it gives in `Parts`.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from bot.adapters.database.store import Store
from bot.adapters.feeds.full_texts import FullTexts
from bot.adapters.feeds.parsing import FeedParser
from bot.adapters.feeds.poller import poller_for
from bot.adapters.feeds.robots import Robots
from bot.adapters.folder.article_files import ArticleFiles
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.identity import identify, recognise
from bot.adapters.folder.watch import WatchedFolder
from bot.adapters.host import has_ended, own_name
from bot.adapters.llm.phraser import phrasing
from bot.adapters.web.fetcher import Fetcher
from bot.bootstrap.loading import ShowProgress, load, shelf_of
from bot.config import BotSettings, ChatSettings
from bot.delivery.service import Deliveries, Owner
from bot.delivery.timing import Timing, utc_now
from bot.editing.service import EditingDesk
from bot.entrypoints.http.health import Health, Reach
from bot.entrypoints.http.server import Post, Routes, serving
from bot.entrypoints.telegram.application import App, build_application
from bot.entrypoints.telegram.feed_notices import FeedNotices
from bot.entrypoints.telegram.messenger import TelegramMessenger
from bot.entrypoints.telegram.office import Fetch, Office
from bot.entrypoints.telegram.polling import run_polling
from bot.entrypoints.telegram.services import ChatServices, Network
from bot.entrypoints.telegram.webhook import Address, Webhook, run_webhook
from bot.entrypoints.terminal.screen import spoken
from bot.entrypoints.terminal.session import ME, run_terminal
from bot.errors import SettingsError
from bot.index.index import Index
from bot.ingest.feed_finding import FeedReader
from bot.ingest.feed_items import FeedItems
from bot.ingest.feeds import Feeds
from bot.ingest.freshness import Freshness
from bot.ingest.pipeline import Pipeline
from bot.ingest.ports import Source
from bot.ingest.presence import Presence
from bot.newsroom import Newsroom
from bot.observability.metrics import REGISTRY, Gauges, watching_loop

log = logging.getLogger(__name__)

Adopt = Literal["never", "while nothing is published", "always"]
OTHER_FOLDER = (
    "DATABASE_URL: this database belongs to the articles in {bound}, not to those in {given}. Give it that folder "
    "(--corpus), or another database; or say --adopt, and {given} takes its place: what is in it is no news, and "
    "what the desk published is written into it"
)
LOCAL_TOKEN = "0:in-this-process"  # python-telegram-bot wants one; no network sees it


@dataclass(frozen=True, slots=True)
class Parts:
    """What may be another than the real one.

    store: an open one, which stays open. sources: instead of the watched folder.
    fetch: gets web pages. build: makes the application.
    waits: for a database that is not up yet. stop: ends what runs in the background.
    adopt: when a folder may take the place of the one that the database belongs to.
    """

    store: Store | None = None
    sources: Sequence[Source] | None = None
    timing: Timing = field(default_factory=Timing)
    owner: Owner = field(default_factory=lambda: Owner(own_name(), has_ended))
    fetch: Fetch | None = None
    build: Callable[[str, ChatServices, Network], App] = build_application
    waits: bool = False
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    adopt: Adopt = "never"


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
            zone=self.settings.timezone.key,
            limiter=timing.limiter,
            sleep=timing.sleep,
            clock=timing.clock,
        )
        return self.build(token, chat, network)

    def health(self, reach: Reach) -> Health:
        """Whether they can do their work."""

        def outage() -> str | None:
            found = self.store.database.availability.outage
            return None if found is None else found.reason

        return Health(lambda: len(self.index), outage, reach)

    def gauges(self, reach: Reach) -> Gauges:
        """Their figures of the moment."""
        desk = self.office
        return Gauges(
            {
                "sosik_articles": ("Articles that can be found", lambda: len(self.index)),
                "sosik_index_bytes": ("Memory of the index", lambda: self.index.nbytes),
                "sosik_refused_files": (
                    "Files of the folder that are not read",
                    lambda: len(self.corpus.refused),
                ),
                "sosik_database_up": (
                    "1 while the database can be used",
                    lambda: float(desk.outage() is None),
                ),
                "sosik_telegram_seconds_ago": ("Since Telegram answered", reach.seconds),
            }
        )

    @asynccontextmanager
    async def delivering(self, application: App) -> AsyncIterator[None]:
        """Digests and watches, told by *application*, which can send by now."""
        messenger = TelegramMessenger(application.bot, self.settings.admin_ids)
        notices = FeedNotices(application.bot, self.office, self.store)
        async with (
            self.deliveries.at_work(messenger, self.pipeline.begun),
            self.feeds.at_work(notices.tell, self.pipeline.begun),
        ):
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
        await store.database.outlast(lambda: bind(store, settings, parts.adopt))
        key = settings.llm_api_key.get_secret_value()
        phraser = await stack.enter_async_context(
            phrasing(settings.llm_url, settings.llm_model, key, settings.llm_timeout)
        )
        pipeline = build_pipeline(settings, corpus, index, store)
        newsroom = Newsroom(index, phraser, Presence(index, store.arrivals, pipeline.look_again))

        async def tidy() -> None:
            await store.outbox.forget_old(parts.timing.clock())
            await store.queries.forget_old()
            await store.answers.forget_old()
            await store.inbox.forget_old()
            await store.drafts.forget_old()
            await store.feeds.forget_old()
            await desk.forget_old()

        deliveries = Deliveries(store.outbox, newsroom, tidy, parts.timing, parts.owner)
        pipeline.on_arrival = deliveries.wake
        pipeline.begin(corpus.articles())
        writes = not settings.is_bundled
        desk = EditingDesk(corpus, index, store.desk, pipeline, parts.timing.clock, writes=writes)
        feeds = build_feeds(settings, corpus, desk, pipeline, store, parts)
        office = build_office(settings, desk, index, store, parts)
        await store.database.outlast(desk.settle)
        await store.drafts.reopen()
        await store.database.outlast(office.read_editors)
        sources = [WatchedFolder(corpus)] if parts.sources is None else parts.sources
        await stack.enter_async_context(pipeline.following(sources, parts.stop))
        yield Services(
            settings, corpus, index, newsroom, store, pipeline, deliveries, desk, office, feeds, parts.build
        )


@asynccontextmanager
async def open_store(database_url: str, *, waits: bool = False) -> AsyncIterator[Store]:
    """The store, closed again at the end. waits: as `Store.open`."""
    store = await Store.open(database_url, waits=waits)
    try:
        yield store
    finally:
        await store.close()


async def bind(store: Store, settings: ChatSettings, adopt: Adopt) -> None:
    """Make sure that *store* belongs to the folder of *settings*, or make it so.

    Raises: SettingsError when it belongs to another one: what the desk published would be written into this one.
    """
    writes, bound = not settings.is_bundled, await store.corpus.bound()
    if bound is None:
        await store.corpus.bind(await asyncio.to_thread(identify, settings.corpus_dir, writes=writes))
        return
    known = await asyncio.to_thread(recognise, settings.corpus_dir, bound, writes=writes)
    if known is not None:
        if known != bound:
            await store.corpus.bind(known)
        return
    if adopt == "always" or (adopt != "never" and not await store.corpus.has_published()):
        adopted = await asyncio.to_thread(identify, settings.corpus_dir, writes=writes)
        await store.corpus.bind(adopted, first_look=True)
        log.info("database: adopted %s, in place of %s", adopted.folder, bound.folder)
        return
    raise SettingsError([OTHER_FOLDER.format(bound=bound.folder, given=settings.corpus_dir.resolve())])


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
    server = poller_for(settings.contact, allow_private=settings.feeds_allow_private)
    whole = FullTexts(server, Robots(server)).whole
    items = FeedItems(store.feeds, store.arrivals, ArticleFiles(corpus), desk, pipeline, whole)
    clock, owner, outlast = parts.timing.clock, parts.owner, store.database.outlast
    return Feeds(server, FeedReader(FeedParser()), items, clock, owner, outlast)


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
    corpus, index = await asyncio.to_thread(load, settings.corpus_dir, show_progress, shelf_of(settings))
    async with open_store(settings.database_url) as store:
        await bind(store, settings, adopt)
        pipeline = build_pipeline(settings, corpus, index, store)
        desk = EditingDesk(corpus, index, store.desk, pipeline, utc_now)
        await desk.settle()
        yield desk
        await pipeline.finish()


def run(settings: BotSettings, show_progress: ShowProgress = nullcontext, adopt: Adopt = "never") -> None:
    """The bot on Telegram, until SIGINT or SIGTERM.

    Raises: SettingsError when Telegram does not know the token; CorpusError; StoreError.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # while loading; the loop has its own
    try:
        corpus, index = load(settings.corpus_dir, show_progress, shelf_of(settings))
        # what is loaded stays: looking through it for garbage would hold up everything for 0.1 s, again and again
        gc.collect()
        gc.freeze()
        asyncio.run(_run(settings, corpus, index, adopt))
    except (KeyboardInterrupt, asyncio.CancelledError):
        log.info("stopped before the start")


async def _run(settings: BotSettings, corpus: Corpus, index: Index, adopt: Adopt) -> None:
    stop, started = asyncio.Event(), asyncio.Event()
    starting = asyncio.current_task()
    assert starting is not None

    def end() -> None:
        stop.set()
        if not started.is_set():  # it may wait for a database
            starting.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    parts = Parts(stop=stop, waits=True, adopt=adopt)
    async with open_services(settings, corpus, index, parts) as services:
        started.set()
        await listen(settings, services, parts)


async def listen(settings: BotSettings, services: Services, parts: Parts) -> None:
    """Answer on Telegram, by webhook or polling, and over HTTP where that is wanted, until *parts*' stop is set."""
    build = partial(services.application, settings.telegram_bot_token.get_secret_value())
    api_url, beside, reach = settings.telegram_api_url, services.delivering, Reach()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(watching_loop())
        REGISTRY.register(gauges := services.gauges(reach))
        stack.callback(REGISTRY.unregister, gauges)
        if not settings.webhook_url:
            if settings.metrics_port:
                routes = Routes(services.health(reach), REGISTRY)
                await stack.enter_async_context(serving(settings.bind_address, settings.metrics_port, routes))
            await run_polling(build, api_url, parts.stop, beside, reach.note)
            return
        address = Address(settings.webhook_url, settings.webhook_secret.get_secret_value())
        name = f"{parts.owner.name}:{secrets.token_hex(3)}"
        webhook = Webhook(address, services.store.inbox, name, parts.owner.has_ended)
        post = Post(settings.webhook_path, address.secret, webhook.receive)
        routes = Routes(services.health(reach), REGISTRY, post)
        await stack.enter_async_context(serving(settings.bind_address, settings.port, routes))
        await run_webhook(build, api_url, parts.stop, webhook, beside, reach.note)


def chat(
    settings: ChatSettings,
    show_progress: ShowProgress = nullcontext,
    adopt: Adopt = "while nothing is published",
) -> int:
    """The same bot in this terminal, until the end of input; the exit code.

    Raises: CorpusError; StoreError; SettingsError when the database belongs to another folder.
    """
    if not settings.is_bundled:  # who sits here owns the folder
        settings = settings.model_copy(update={"admin_ids": settings.admin_ids | {ME.id}})
    corpus, index = load(settings.corpus_dir, show_progress, shelf_of(settings))
    return asyncio.run(_chat(settings, corpus, index, adopt))


async def _chat(settings: ChatSettings, corpus: Corpus, index: Index, adopt: Adopt) -> int:
    async with open_services(settings, corpus, index, Parts(adopt=adopt)) as services:
        return await run_terminal(
            partial(services.application, LOCAL_TOKEN),
            sys.stdin,
            sys.stdout,
            spoken(),
            beside=services.delivering,
        )
