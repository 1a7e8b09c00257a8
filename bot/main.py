"""The house put together, once: settings, corpus, index, newsroom, store, chat."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path

from bot.chat.application import build_application
from bot.chat.polling import run_polling
from bot.chat.terminal import run_terminal
from bot.corpus.corpus import Changes, Corpus, Progress
from bot.corpus.watch import watch
from bot.newsroom import Newsroom
from bot.search.index import Index
from bot.settings import BotSettings, ChatSettings
from bot.store.store import Store

log = logging.getLogger(__name__)

LOCAL_TOKEN = "0:in-this-process"  # python-telegram-bot wants one; no network sees it


ShowProgress = Callable[[], AbstractContextManager[Progress | None]]


def load(folder: Path, show_progress: ShowProgress = nullcontext) -> tuple[Corpus, Index]:
    """Read every article of *folder* and index it. Raises: CorpusError when the folder cannot be listed."""
    corpus = Corpus(folder)
    with show_progress() as progress:
        index = Index(corpus.scan(progress).upserted)
        index.warm_up()
    log.info(
        "corpus files=%d articles=%d refused=%d duplicates=%d seconds=%.2f",
        corpus.files,
        len(corpus),
        len(corpus.refused),
        len(corpus.duplicates),
        corpus.seconds,
    )
    return corpus, index


def run(settings: BotSettings, show_progress: ShowProgress = nullcontext) -> None:
    """The bot on Telegram, until SIGINT or SIGTERM.

    Raises: SettingsError when Telegram does not know the token; CorpusError; StoreError.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # while loading; the loop has its own
    try:
        corpus, index = load(settings.corpus_dir, show_progress)
        asyncio.run(_run(settings, corpus, index))
    except KeyboardInterrupt:
        log.info("stopped before the start")


async def _run(settings: BotSettings, corpus: Corpus, index: Index) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with opened(settings.database_url) as store, following(corpus, index, stop):
        await run_polling(
            settings.telegram_bot_token.get_secret_value(),
            Newsroom(index),
            store.queries,
            stop=stop,
            api_url=settings.telegram_api_url,
            admin_ids=settings.admin_ids,
        )


def chat(settings: ChatSettings, show_progress: ShowProgress = nullcontext) -> int:
    """The same bot in this terminal, until the end of input; the exit code. Raises: CorpusError; StoreError."""
    corpus, index = load(settings.corpus_dir, show_progress)
    return asyncio.run(_chat(settings, corpus, index))


async def _chat(settings: ChatSettings, corpus: Corpus, index: Index) -> int:
    newsroom = Newsroom(index)
    async with opened(settings.database_url) as store, following(corpus, index, asyncio.Event()):
        build = partial(build_application, LOCAL_TOKEN, newsroom, store.queries, admin_ids=settings.admin_ids)
        return await run_terminal(lambda network: build(request=network), sys.stdin, sys.stdout)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Store]:
    """The store, closed again at the end."""
    store = await Store.open(database_url)
    try:
        await store.queries.forget_old()
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def following(corpus: Corpus, index: Index, stop: asyncio.Event) -> AsyncIterator[None]:
    """Keep *index* like the folder; a fault that ends this sets *stop* and is raised at the end."""

    async def apply(changes: Changes) -> None:
        await asyncio.to_thread(take_in, index, changes)

    task = asyncio.create_task(watch(corpus, apply, stop))
    task.add_done_callback(lambda _: stop.set())
    try:
        yield
    finally:
        stop.set()
        await task


def take_in(index: Index, changes: Changes) -> None:
    """Make *index* like the folder again, and merge segments that have become many."""
    index.remove(changes.removed)
    index.add(changes.upserted)
    index.warm_up()
    index.compact()
