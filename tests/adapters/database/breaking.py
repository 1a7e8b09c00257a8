"""Ways to break a database for a while, really: whoever is locked out, refused or full is so by the database itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import event

from bot.adapters.database.engine import Database

FAULTS = ("busy", "read-only", "full")


def path_of(database: Database) -> Path:
    return Path(str(database.url.database))


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Another process's backup holds the write lock."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def locked_tables(url: str) -> Iterator[None]:
    """Another session holds every table."""
    with psycopg.connect(url) as other:
        names = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = sql.SQL(", ").join(sql.Identifier(name) for (name,) in names)
        while True:
            try:
                other.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(tables))
                break
            except psycopg.errors.DeadlockDetected:  # with one who holds some and wants others
                other.rollback()
        yield
        other.rollback()


@asynccontextmanager
async def held(lock: AbstractContextManager[None]) -> AsyncIterator[None]:
    """*lock*, waited for in a thread: who has to let go first may be in this event loop."""
    await asyncio.to_thread(lock.__enter__)
    try:
        yield
    finally:
        await asyncio.to_thread(lock.__exit__, None, None, None)


@asynccontextmanager
async def pragma(database: Database, broken: str, mended: str) -> AsyncIterator[None]:
    """Every connection with the pragma *broken*; afterwards with *mended*."""
    engine = database.engine
    await engine.dispose()

    def breaking(connection: object, record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(f"PRAGMA {broken}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", breaking)
    yield
    event.remove(engine.sync_engine, "connect", breaking)
    await engine.dispose()


@asynccontextmanager
async def broken(database: Database, url: str, fault: str) -> AsyncIterator[None]:
    """*database*, at *url* as libpq or SQLAlchemy writes it, with one of FAULTS."""
    if database.is_sqlite:
        if fault == "busy":
            async with held(locked_file(path_of(database))):
                yield
        elif fault == "read-only":
            async with pragma(database, "query_only = ON", "query_only = OFF"):
                yield
        else:
            async with pragma(database, "max_page_count = 1", "max_page_count = 1073741823"):
                yield
        return
    if fault == "busy":
        async with held(locked_tables(url)):
            yield
        return
    name = sql.Identifier(url.partition("?")[0].rpartition("/")[2])
    assert fault == "read-only", "a server's full disk is not tried"
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
        await database.engine.dispose()
        yield
        other.execute("SET default_transaction_read_only = off")
        other.execute(sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name))
    await database.engine.dispose()


async def mended(database: Database) -> None:
    """Wait until the end of the outage has been said."""
    async with asyncio.timeout(30):
        await database.availability.over()


async def until(looks: Callable[[], object]) -> None:
    """Wait until *looks* says so, which something in this event loop will have it say."""
    async with asyncio.timeout(30):
        while not looks():  # noqa: ASYNC110 - no one event stands for it
            await asyncio.sleep(0)
