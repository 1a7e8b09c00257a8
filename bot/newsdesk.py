"""The editing desk set up: folder, index, store and the way out into the web, put together for those who edit."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.adapters.database.store import Store
from bot.adapters.folder.corpus import Corpus
from bot.adapters.web.fetcher import Fetcher
from bot.articles.changes import Changes
from bot.config import ChatSettings
from bot.editing.service import Arrived, EditingDesk
from bot.entrypoints.telegram.office import Office
from bot.index.index import Index
from bot.search.ports import Searchable


def utc_now() -> datetime:
    return datetime.now(UTC)


def make_desk(
    corpus: Corpus, index: Searchable, store: Store, arrived: Arrived, busy: asyncio.Lock
) -> EditingDesk:
    """The desk alone, as the shell needs it."""

    def apply(changes: Changes) -> None:
        index.remove(changes.removed)
        index.add(changes.upserted)

    async def searchable(changes: Changes) -> None:
        await asyncio.to_thread(apply, changes)

    return EditingDesk(corpus, index, store.desk, searchable, arrived, busy, utc_now)


async def open_office(
    settings: ChatSettings,
    corpus: Corpus,
    index: Index,
    store: Store,
    arrived: Arrived,
    busy: asyncio.Lock,
) -> Office:
    """The office, with the folder settled: what the database says is so.

    busy: held as well by whoever else makes the index follow the folder.
    """
    desk = make_desk(corpus, index, store, arrived, busy)
    office = Office(
        desk,
        store.drafts,
        Fetcher().fetch,
        settings.admin_ids,
        settings.admin_groups,
        opened=utc_now(),
        index_bytes=lambda: index.nbytes,
    )
    await desk.settle()
    await store.drafts.reopen()
    await office.read_editors()
    return office
