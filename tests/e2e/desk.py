"""An editing desk at work in this process, beside an emulated Telegram: for tests of those who edit."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.database.store import Store
from bot.adapters.folder.corpus import Corpus
from bot.entrypoints.telegram.office import Fetch, Office
from bot.entrypoints.telegram.polling import run_polling
from bot.errors import ReaderError
from bot.index.index import Index
from bot.newsdesk import make_desk
from bot.newsroom import Newsroom
from tests.dialog import Voice
from tests.emulator import Emulator


async def no_web(url: str) -> tuple[bytes, str]:
    """There is no network in tests."""
    raise ReaderError("fetch.unreachable")


@dataclass
class Desk:
    """The bot with its folder, index and store."""

    telegram: Emulator
    folder: Path
    store: Store
    index: Index
    office: Office
    owner: Voice
    editor: Voice

    def found(self, words: str) -> list[str]:
        """The ids of what a search finds now."""
        return [hit.article.id for hit in self.index.search(words).hits]

    def best(self, words: str) -> str:
        """The id of the best hit."""
        return self.found(words)[0]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@contextlib.asynccontextmanager
async def open_desk(
    home: Path, telegram: Emulator, *, groups: Collection[int] = (), fetch: Fetch = no_web
) -> AsyncIterator[Desk]:
    """What `sosik run` runs, as far as editing goes, without its settings."""
    folder = home / "corpus"
    folder.mkdir(exist_ok=True)
    owner, editor = Voice.of(telegram, "주인"), Voice.of(telegram, "편집자")
    for voice in (owner, editor):
        voice.chat.started = True  # they have talked to the bot before
    store = await Store.open(f"sqlite:///{home}/sosik.db")
    corpus, index = Corpus(folder), Index()
    index.add(corpus.scan().upserted)
    await store.arrivals.record(index.latest(100_000))
    desk = make_desk(corpus, index, store, store.arrivals.record, asyncio.Lock())
    office = Office(
        desk,
        store.drafts,
        fetch,
        frozenset({owner.id}),
        frozenset(groups),
        opened=datetime.now(UTC),
        index_bytes=lambda: index.nbytes,
    )
    await desk.settle()
    await office.read_editors()
    stop = asyncio.Event()
    running = asyncio.create_task(
        run_polling(
            telegram.token, Newsroom(index), store.queries, store.answers,
            stop=stop, api_url=telegram.url, admin_ids={owner.id}, memory=store, office=office,
        )
    )  # fmt: skip
    running.add_done_callback(lambda _: telegram.look_again())
    polls = telegram.polls
    await telegram.until(lambda: telegram.polls > polls or running.done(), why="the first getUpdates")
    try:
        yield Desk(telegram, folder, store, index, office, owner, editor)
    finally:
        stop.set()
        await running
        await store.close()
