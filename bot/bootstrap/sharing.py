"""What ties this process to its database: the folder that belongs to it, and the copies of the bot that share it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from bot.adapters.database.store import Store
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.cursor import Cursor
from bot.adapters.folder.files import list_files
from bot.adapters.folder.identity import Bound, identify, leave_id, read_id, recognise
from bot.concurrency.companions import beside
from bot.config import BotSettings, ChatSettings
from bot.delivery.timing import Timing
from bot.errors import ReaderError, SettingsError
from bot.ingest.exchange import Exchange
from bot.ingest.pipeline import Pipeline

log = logging.getLogger(__name__)

Adopt = Literal["never", "while nothing is published", "always"]
OTHER_FOLDER = (
    "DATABASE_URL: this database belongs to the articles in {bound}, not to those in {given}. Give it that folder "
    "(--corpus), or another database; or say --adopt, and {given} takes its place: what is in it is no news, and "
    "what the desk published is written into it"
)


async def bind(store: Store, settings: ChatSettings, adopt: Adopt, *, is_followed: bool = True) -> None:
    """Make sure that *store* belongs to the folder of *settings*, or make it so.

    is_followed: articles are what that folder has.
    Raises: SettingsError when it belongs to another one: what the desk published would be written into this one;
    ReaderError when it is this one, and empty: a disk that is not mounted, or emptied while nobody looked.
    """
    writes, bound = not settings.is_bundled, await store.corpus.bound()
    if bound is None:
        await store.corpus.bind(await asyncio.to_thread(identify, settings.corpus_dir, writes=writes))
        return
    is_emptied = (  # which copies would fill again
        is_followed
        and not store.has_copies
        and await store.corpus.has_articles()
        and await asyncio.to_thread(_is_empty, settings.corpus_dir, bound)
    )
    if is_emptied and adopt != "always":
        raise ReaderError("corpus.emptied", folder=str(settings.corpus_dir))
    known = await asyncio.to_thread(recognise, settings.corpus_dir, bound, writes=writes)
    if known is not None:
        if known != bound or is_emptied:
            await store.corpus.bind(known, first_look=is_emptied)
        return
    if store.has_copies and writes and await asyncio.to_thread(_joins, settings.corpus_dir, bound):
        return
    if adopt == "always" or (adopt != "never" and not await store.corpus.has_published()):
        adopted = await asyncio.to_thread(identify, settings.corpus_dir, writes=writes)
        await store.corpus.bind(adopted, first_look=True)
        log.info("database: adopted %s, in place of %s", adopted.folder, bound.folder)
        return
    raise SettingsError([OTHER_FOLDER.format(bound=bound.folder, given=settings.corpus_dir.resolve())])


def _is_empty(folder: Path, bound: Bound) -> bool:
    """Whether *folder* is the one of *bound*, or the place of its disk, without any file."""
    return list_files(folder).is_empty and recognise(folder, bound, writes=False) is not None


def _joins(folder: Path, bound: Bound) -> bool:
    """Whether *folder* is of a copy of the bot: it was before, or there is nothing in it that could be another's."""
    here = read_id(folder)
    if here is not None:
        return here == bound.id
    return list_files(folder).is_empty and leave_id(folder, bound.id) is not None


async def share_folder(
    settings: ChatSettings, corpus: Corpus, pipeline: Pipeline, store: Store
) -> Exchange | None:
    """The folder, made one with those of other copies of the bot; None where there can be none.

    Raises: StoreError, CorpusError.
    """
    if not store.has_copies or settings.is_bundled:
        return None
    folder = settings.corpus_dir
    exchange = Exchange(store.files, corpus, pipeline, Cursor(folder), lambda: read_id(folder) is not None)
    await store.database.outlast(exchange.begin)
    return exchange


@asynccontextmanager
async def following_copies(
    store: Store,
    exchange: Exchange | None,
    read_editors: Callable[[], Awaitable[object]],
    stop: asyncio.Event,
) -> AsyncIterator[None]:
    """Meanwhile what other copies change is so here within a second. A fault of ours sets *stop*, and is raised."""
    if exchange is None:
        yield
        return
    from bot.adapters.database.notices import Notices  # with a server's driver, which alone has copies

    async with beside(exchange.keep_up(Notices(store.database).occasions(), read_editors), stop):
        yield


def paced(settings: ChatSettings, store: Store, timing: Timing) -> Timing:
    """*timing*, with a flood budget that all copies of this bot share."""
    if not store.has_copies or not isinstance(settings, BotSettings):
        return timing
    return replace(timing, budget=store.pace(settings.telegram_bot_token.get_secret_value()))
