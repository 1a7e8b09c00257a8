"""The house put together, once: settings, corpus, index, newsroom, store, chat."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial

from bot.adapters.database.store import Store
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.watch import watch
from bot.adapters.llm.phraser import ModelPhraser, phrasing
from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.config import AnswerSettings, BotSettings, ChatSettings
from bot.entrypoints.telegram.application import build_application
from bot.entrypoints.telegram.polling import run_polling
from bot.entrypoints.terminal.session import run_terminal
from bot.index.files import Shelf
from bot.index.index import Index
from bot.loading import ShowProgress, give_back, load, shelf_of
from bot.newsdesk import open_office
from bot.newsroom import Newsroom
from bot.telling import Telling

log = logging.getLogger(__name__)

LOCAL_TOKEN = "0:in-this-process"  # python-telegram-bot wants one; no network sees it


def run(settings: BotSettings, show_progress: ShowProgress = nullcontext) -> None:
    """The bot on Telegram, until SIGINT or SIGTERM.

    Raises: SettingsError when Telegram does not know the token; CorpusError; StoreError.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # while loading; the loop has its own
    try:
        corpus, index = load(settings.corpus_dir, show_progress, shelf_of(settings))
        # what is loaded stays: looking through it for garbage would hold up everything for 0.1 s, again and again
        gc.collect()
        gc.freeze()
        asyncio.run(_run(settings, corpus, index))
    except KeyboardInterrupt:
        log.info("stopped before the start")


async def _run(settings: BotSettings, corpus: Corpus, index: Index) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with opened(settings.database_url) as store, phrasing_of(settings) as phraser:
        newsroom = Newsroom(index, phraser)
        telling = Telling(store, newsroom)
        telling.begin(corpus.articles())
        busy = asyncio.Lock()
        office = await open_office(settings, corpus, index, store, telling.arrived, busy)
        async with following(corpus, index, stop, shelf_of(settings), telling.arrived, busy):
            await run_polling(
                settings.telegram_bot_token.get_secret_value(),
                newsroom,
                store.queries,
                store.answers,
                stop=stop,
                api_url=settings.telegram_api_url,
                admin_ids=settings.admin_ids,
                memory=store,
                zone=settings.timezone.key,
                pace=telling.pace,
                beside=telling.delivering,
                office=office,
            )


def chat(settings: ChatSettings, show_progress: ShowProgress = nullcontext) -> int:
    """The same bot in this terminal, until the end of input; the exit code. Raises: CorpusError; StoreError."""
    corpus, index = load(settings.corpus_dir, show_progress, shelf_of(settings))
    return asyncio.run(_chat(settings, corpus, index))


async def _chat(settings: ChatSettings, corpus: Corpus, index: Index) -> int:
    async with opened(settings.database_url) as store, phrasing_of(settings) as phraser:
        newsroom = Newsroom(index, phraser)
        telling = Telling(store, newsroom)
        telling.begin(corpus.articles())
        busy, stop = asyncio.Lock(), asyncio.Event()
        office = await open_office(settings, corpus, index, store, telling.arrived, busy)
        async with following(corpus, index, stop, shelf_of(settings), telling.arrived, busy):
            build = partial(
                build_application,
                LOCAL_TOKEN,
                newsroom,
                store.queries,
                store.answers,
                admin_ids=settings.admin_ids,
                memory=store,
                zone=settings.timezone.key,
                office=office,
            )
            return await run_terminal(
                lambda network: build(request=network), sys.stdin, sys.stdout, beside=telling.delivering
            )


def phrasing_of(settings: AnswerSettings) -> AbstractAsyncContextManager[ModelPhraser | None]:
    """What phrases answers, where the settings name a server."""
    key = settings.llm_api_key.get_secret_value()
    return phrasing(settings.llm_url, settings.llm_model, key, settings.llm_timeout)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Store]:
    """The store, closed again at the end."""
    store = await Store.open(database_url)
    try:
        await store.queries.forget_old()
        await store.answers.forget_old()
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def following(
    corpus: Corpus,
    index: Index,
    stop: asyncio.Event,
    shelf: Shelf | None = None,
    arrived: Callable[[list[Article]], Awaitable[None]] | None = None,
    busy: asyncio.Lock | None = None,
) -> AsyncIterator[None]:
    """Keep *index* like the folder, and on *shelf*; tell *arrived* what came, once it is found.

    busy: held while they are made alike. A fault that ends this sets *stop* and is raised at the end.
    """
    changed = False

    async def apply(changes: Changes) -> None:
        nonlocal changed
        changed = True
        await asyncio.to_thread(take_in, index, changes)
        if arrived is not None and changes.upserted:
            await arrived(list(changes.upserted))
        await asyncio.to_thread(index.warm_up, stop.is_set)

    def warm_up() -> None:
        index.warm_up(stop.is_set)
        give_back()

    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    task = asyncio.create_task(watch(corpus, apply, stop, busy=busy))
    task.add_done_callback(lambda _: stop.set())
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(warming, task)
        if shelf and changed:
            await asyncio.to_thread(shelf.save, index, corpus.records())


def take_in(index: Index, changes: Changes) -> None:
    """Make *index* like the folder again, and merge segments that have become many."""
    index.remove(changes.removed)
    index.add(changes.upserted)
    while index.compact():
        pass
