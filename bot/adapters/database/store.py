"""The store: everything Sosik remembers, in one database.

store = await Store.open("sqlite:///data/sosik.db")
id = await store.queries.save("네이버 클라우드")
await store.close()
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime

from bot.adapters.database.answers import Answers
from bot.adapters.database.archive_changes import ArchiveChanges
from bot.adapters.database.arrivals import Arrivals
from bot.adapters.database.binding import CorpusBinding
from bot.adapters.database.chats import Chats
from bot.adapters.database.drafts import Drafts
from bot.adapters.database.editing import DeskRecords
from bot.adapters.database.engine import Database
from bot.adapters.database.feeds import Feeds
from bot.adapters.database.figures import Figures
from bot.adapters.database.inbox import Inbox
from bot.adapters.database.manners import ChatManners
from bot.adapters.database.mutes import Mutes
from bot.adapters.database.outbox import Outbox
from bot.adapters.database.pace import Pace
from bot.adapters.database.queries import SavedQueries
from bot.adapters.database.shared_files import SharedFiles
from bot.adapters.database.subscriptions import Subscriptions
from bot.adapters.database.upgrade import upgrade
from bot.adapters.host import has_ended, own_name
from bot.delivery.timing import utc_now
from bot.errors import StoreError, StoreUnavailable

RETRY_S = 1.0


class Store:
    """The open database, one attribute a purpose."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.queries = SavedQueries(database, clock)
        self.arrivals = Arrivals(database, clock)
        self.corpus = CorpusBinding(database, clock)
        self.chats = Chats(database)
        self.subscriptions = Subscriptions(database, clock)
        self.answers = Answers(database, clock)
        self.desk = DeskRecords(database, clock)
        self.drafts = Drafts(database, clock, own_name(), has_ended)
        self.manners = ChatManners(database)
        self.mutes = Mutes(database, clock)
        self.inbox = Inbox(database, clock)
        self.outbox = Outbox(database, self.arrivals, self.chats, self.mutes)
        self.feeds = Feeds(database, clock)
        self.files = SharedFiles(database, clock)
        self.figures = Figures(database, clock)
        self.archive = ArchiveChanges(database)

    @classmethod
    async def open(cls, url: str, clock: Callable[[], datetime] = utc_now, *, waits: bool = False) -> Store:
        """Open the database at *url*, brought to today's schema; SQLite's folder and file are made.

        waits: for a server that is not up yet, or a file that another process holds.
        Raises: StoreError when it cannot be used, lets us not in or was written by a newer Sosik.
        """
        database = open_database(url)
        try:
            while True:
                try:
                    await upgrade(database)
                    break
                except StoreUnavailable as fault:
                    missing = database.is_sqlite and fault.reason == "away"  # a file is not started later
                    if missing or not waits or not fault.passes:
                        raise
                await asyncio.sleep(RETRY_S)
        except BaseException:
            await database.close()
            raise
        return cls(database, clock)

    @property
    def has_copies(self) -> bool:
        """Whether several copies of the bot may share it, on hosts of their own."""
        return not self.database.is_sqlite

    def pace(self, token: str) -> Pace:
        """The flood budget of the bot with that token."""
        return Pace(self.database, "bot:" + hashlib.sha256(token.encode()).hexdigest()[:32])

    async def close(self) -> None:
        """Close every connection; the store is not usable afterwards."""
        await self.database.close()


def upgrade_now(url: str) -> tuple[str | None, str]:
    """Bring the database at *url* to today's schema, without an event loop around.

    Returns: the revision before (None for a new database) and after. Raises: as `Store.open`.
    """

    async def run() -> tuple[str | None, str]:
        database = open_database(url)
        try:
            return await upgrade(database)
        finally:
            await database.close()

    return asyncio.run(run())


def open_database(url: str) -> Database:
    """Raises: StoreError for an address we cannot use, or a folder that cannot be made."""
    try:
        return Database(url)
    except OSError as fault:
        raise StoreError(f"the database's folder cannot be made: {fault}") from fault
