"""An editing desk at work in this process, beside an emulated Telegram: for tests of those who edit."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.adapters.database.store import Store
from bot.bootstrap.loading import load
from bot.bootstrap.services import Parts, Services, open_services
from bot.config import ChatSettings
from bot.delivery.timing import Timing
from bot.entrypoints.telegram.office import Fetch, Office
from bot.entrypoints.telegram.polling import run_polling
from bot.errors import ReaderError
from bot.index.index import Index
from bot.ingest.feed_ports import Server
from tests.dialog import Voice
from tests.emulator import Emulator
from tests.fakes import worker_alone


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
    services: Services

    def found(self, words: str) -> list[str]:
        """The ids of what a search finds now."""
        return [hit.article.id for hit in self.index.search(words).hits]

    def best(self, words: str) -> str:
        """The id of the best hit."""
        return self.found(words)[0]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if not path.name.startswith("."))


@contextlib.asynccontextmanager
async def open_desk(
    home: Path,
    telegram: Emulator,
    *,
    groups: Collection[int] = (),
    fetch: Fetch = no_web,
    timing: Timing | None = None,
    database_url: str = "",
    feeds_allow_private: bool = False,
    publishers: Callable[[Server], Server] = lambda real: real,
    language: str = "ko",
) -> AsyncIterator[Desk]:
    """What `sosik run` runs, as far as editing goes, without its settings; *database_url* in place of a file.

    language: of those who edit.
    """
    folder = home / "corpus"
    folder.mkdir(exist_ok=True)
    owner, editor = Voice.of(telegram, "주인", language), Voice.of(telegram, "편집자", language)
    for voice in (owner, editor):
        voice.chat.started = True  # they have talked to the bot before
    settings = ChatSettings(
        corpus_dir=folder,
        database_url=database_url or f"sqlite:///{home}/sosik.db",
        admin_ids=frozenset({owner.id}),
        admin_groups=frozenset(groups),
        feeds_allow_private=feeds_allow_private,
    )
    stop = asyncio.Event()
    async with open_services(
        settings,
        *load(folder),
        Parts(fetch=fetch, stop=stop, timing=timing or Timing(), publishers=publishers),
    ) as services:
        build = partial(services.application, telegram.token)
        running = asyncio.create_task(
            run_polling(build, telegram.url, stop, worker_alone(services.store.inbox), services.delivering)
        )
        running.add_done_callback(lambda _: telegram.look_again())
        polls = telegram.polls
        await telegram.until(lambda: telegram.polls > polls or running.done(), why="the first getUpdates")
        try:
            yield Desk(
                telegram, folder, services.store, services.index, services.office, owner, editor, services
            )
        finally:
            stop.set()
            await running
