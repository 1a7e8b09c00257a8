"""One database, SQLite or PostgreSQL, with the differences between the two kept in here.

SQLite runs in WAL mode: readers never wait for the writer. A writing transaction takes the write lock at its
beginning (BEGIN IMMEDIATE), since one that reads first and writes later is refused, not queued, when another
has written meanwhile.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import StoreError

BUSY_TIMEOUT_MS = 15_000
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",  # the form that hosts hand out
    "postgresql": "postgresql+psycopg",
}


def database_url(address: str) -> URL:
    """*address* with the driver we use. Raises StoreError for a database we do not know.

    >>> database_url("postgres://sosik@db/news").drivername
    'postgresql+psycopg'
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as fault:
        # never with the text itself: it may hold a password
        raise StoreError("DATABASE_URL is not a database address, such as sqlite:///data/sosik.db") from fault
    driver = DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise StoreError(f"DATABASE_URL: {url.drivername} is not known; use sqlite or postgresql")
    return url.set(drivername=driver)


class Database:
    """An engine and the two ways to use it: `read()` and `write()`, each one transaction."""

    def __init__(self, url: str) -> None:
        self.url = database_url(url)
        self.is_sqlite = self.url.drivername.startswith("sqlite")
        try:
            self.engine: AsyncEngine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        except (ArgumentError, NoSuchModuleError, TypeError) as fault:
            raise StoreError(f"DATABASE_URL is not usable: {type(fault).__name__}") from fault

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads. Raises StoreError when the database is not reachable."""
        async with self._transaction(writes=False) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: committed at the end, rolled back when an exception leaves it."""
        async with self._transaction(writes=True) as connection:
            yield connection

    @asynccontextmanager
    async def _transaction(self, *, writes: bool) -> AsyncIterator[AsyncConnection]:
        try:
            async with self.engine.connect() as connection:
                await connection.execution_options(writes=writes)
                async with connection.begin():
                    yield connection
        except DBAPIError as fault:
            # the driver's own words carry no password, unlike the statement's parameters
            raise StoreError(f"the database failed: {fault.orig}") from fault

    async def lock(self, connection: AsyncConnection, key: int) -> None:
        """Until its transaction ends, no other that asks for *key* goes on; SQLite's writers are alone anyway."""
        if not self.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def insert(self, table: Table) -> Any:
        """An INSERT that knows ON CONFLICT, which both databases spell alike."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    async def close(self) -> None:
        await self.engine.dispose()


def _sqlite(url: URL) -> AsyncEngine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    # a database in memory lives in its one connection
    sizes = {"pool_size": 1, "max_overflow": 0} if in_memory else {"pool_size": 4, "max_overflow": 4}
    engine = create_async_engine(
        url, poolclass=AsyncAdaptedQueuePool, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, **sizes
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, below; the driver's would leave DDL outside
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # what was sent must be known after a power cut too
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> AsyncEngine:
    # pre_ping: hosts close idle connections; a replica must not meet the corpse
    return create_async_engine(url, pool_size=5, max_overflow=5, pool_pre_ping=True)
