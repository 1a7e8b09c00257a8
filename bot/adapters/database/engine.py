"""One database, SQLite or PostgreSQL, with the differences between the two kept in here.

SQLite runs in WAL mode: readers never wait for the writer. A writing transaction takes the write lock at its
beginning (BEGIN IMMEDIATE), since one that reads first and writes later is refused, not queued, when another
has written meanwhile. Within a process writers stand in a line, since SQLite's own waiting is no line.

Nobody waits for a lock of another process for longer than two seconds, nor for a server for longer than a few seconds;
see `availability` for what comes then. Whoever asks a server waits for one of ten connections, in the order of asking.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    closing,
    nullcontext,
    suppress,
)
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.adapters.database.answer_time import ANSWER_S
from bot.adapters.database.availability import FAULTS, PATIENT, Availability, Displaced, Silence, Waiting
from bot.adapters.database.schema import marks
from bot.adapters.database.sqlite_file import SqliteFile
from bot.errors import StoreError, StoreUnavailable

T = TypeVar("T")
log = logging.getLogger(__name__)

CHANNEL = "sosik"  # of PostgreSQL's LISTEN: something that copies of the bot share has changed
RETURN_S, RETURNS = 0.01, 100  # looks at the end for connections whose work was given up
LOCK = text("SELECT pg_advisory_xact_lock(:key)")
LOCK_AMONG = text("SELECT pg_advisory_xact_lock(CAST(:key AS int), CAST(:one AS int))")
POOL_S = 10.0  # for one of our own connections to a file; a busy machine is no outage
CONNECTIONS = 10  # to a server
CROWD_S = (
    30.0  # for one of them, after those who asked before; each of whom an answer of the server ends before
)
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
    """An engine and the two ways to use it: `read()` and `write()`, each one transaction.

    revision, corpus_id: what is known to be in it, by which it is recognised; None until it is known.
    """

    def __init__(self, url: str, waiting: Waiting = PATIENT) -> None:
        self.url = database_url(url)
        self.is_sqlite = self.url.drivername.startswith("sqlite")
        self.revision: str | None = None
        self.corpus_id: str | None = None
        self._file = _file_of(self.url) if self.is_sqlite else None
        try:
            self.engine, self._insert = self._made(waiting.lock_ms)
        except (ArgumentError, NoSuchModuleError, TypeError) as fault:
            raise StoreError(f"DATABASE_URL is not usable: {type(fault).__name__}") from fault
        self.availability = Availability(self._probe, waiting)
        self._line = asyncio.Lock() if self.is_sqlite else asyncio.Semaphore(CONNECTIONS)
        self._owed: set[asyncio.Task[None]] = set()

    def _made(self, lock_ms: int) -> tuple[AsyncEngine, Callable[[Table], Any]]:
        """The engine, and what begins an INSERT for it."""
        if self.is_sqlite:
            return _sqlite(self.url, self._file, lock_ms), sqlite.insert
        from bot.adapters.database import server  # with its driver: who has a file does not wait for it

        return server.make_engine(self.url, lock_ms, CONNECTIONS), server.insert

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
        self.availability.check(writes=writes)
        committing = False
        try:
            if self._file is not None:
                self._file.check()
            async with self._in_line(writes):
                self.availability.check(writes=writes)  # who was before us in the line may have found out
                async with self._connected() as connection:
                    await connection.execution_options(writes=writes)
                    async with connection.begin():
                        yield connection
                        committing = writes and not self.is_sqlite
                if self._file is not None and writes:
                    committing = True
                    self._file.written()
        except FAULTS as fault:
            raise self.availability.failed(fault, writes=writes, committing=committing) from fault

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        """A connection; of a server for no longer than an answer may take, with all that it takes to get one."""
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(None if self.is_sqlite else ANSWER_S):
                    connection = await stack.enter_async_context(self.engine.connect())
            except TimeoutError:
                raise Silence(f"no connection within {ANSWER_S:g} s") from None
            yield connection

    def _in_line(self, writes: bool) -> AbstractAsyncContextManager[object]:
        if self.is_sqlite:
            return self._line if writes else nullcontext()
        return self._in_crowd()

    @asynccontextmanager
    async def _in_crowd(self) -> AsyncIterator[None]:
        """Until one of our connections to the server is free: that many of us ask at once is no outage."""
        try:
            async with asyncio.timeout(CROWD_S):
                await self._line.acquire()
        except TimeoutError:
            raise PoolTimeout(f"none of {CONNECTIONS} connections was free for {CROWD_S:g} s") from None
        try:
            yield
        finally:
            self._line.release()

    async def _probe(self) -> None:
        """Write something, past the circuit. Raises: what is the matter."""
        if self._file is not None:
            await self._look_at(self._file)
        statement = self.insert(marks).values(name="probe", at=datetime.now(UTC))
        statement = statement.on_conflict_do_update(
            index_elements=[marks.c.name], set_={"at": statement.excluded.at}
        )
        async with self._in_line(True), self._connected() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                await connection.execute(statement)

    async def _look_at(self, file: SqliteFile) -> None:
        """Take the file that is there by now, if it is ours. Raises: Displaced."""
        file.put_log_back()
        try:
            file.check()
            return
        except Displaced:
            if not file.is_there or self.engine.pool.checkedout():  # type: ignore[attr-defined]
                raise
        file.put_log_aside()
        await (
            self.engine.dispose()
        )  # of the same file what is in a log that was deleted is brought into it by this
        await asyncio.to_thread(self._recognise, file)
        if file.take():
            log.warning("the database's file is another one now, with the same folder's data: it is used")

    def _recognise(self, file: SqliteFile) -> None:
        """Raises: Displaced where *file* is not the one that we know, of which nothing is changed."""
        try:
            with closing(sqlite3.connect(f"{file.uri}?mode=ro", uri=True)) as connection:
                ((revision,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
                ((corpus_id,),) = connection.execute("SELECT id FROM corpus").fetchall() or [(None,)]
        except (sqlite3.Error, ValueError) as fault:
            raise Displaced("replaced", "what is in the file is not ours") from fault
        if self.revision not in (None, revision) or self.corpus_id not in (None, corpus_id):
            raise Displaced("replaced", "what is in the file is of another version, or another folder's")

    async def eventually(self, record: Callable[[], Awaitable[None]]) -> None:
        """Do *record*: now, or in the background as soon as the database can be used again."""
        try:
            await record()
        except StoreUnavailable:
            self.afterwards(record)

    def afterwards(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do *work* in the background, as soon as the database can be used, and again until it goes through."""
        task = asyncio.create_task(self._later(work))
        self._owed.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._owed.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("not done after an outage", exc_info=fault)

    async def _later(self, record: Callable[[], Awaitable[None]]) -> None:
        while True:
            await self.availability.usable()
            with suppress(StoreUnavailable):
                await record()
                return

    async def outlast(self, work: Callable[[], Awaitable[T]]) -> T:
        """What *work* returns, as soon as the database can be used; for a start that cannot go on without it.

        Raises: StoreUnavailable for what does not pass by itself.
        """
        while True:
            try:
                return await work()
            except StoreUnavailable as fault:
                if not fault.passes:
                    raise
            await self.availability.usable()

    async def lock(self, connection: AsyncConnection, key: int, among: int | None = None) -> None:
        """Until its transaction ends, no other that asks for *key* goes on; SQLite's writers are alone anyway.

        among: a number of which each has a lock of its own; few share one.
        """
        if self.is_sqlite:
            return
        if among is None:
            await connection.execute(LOCK, {"key": key})
        else:
            await connection.execute(LOCK_AMONG, {"key": key, "one": among % 0x7FFFFFFF})

    async def notify(self, connection: AsyncConnection) -> None:
        """Tell other copies, once this is committed, that something has changed; see `notices`."""
        if not self.is_sqlite:
            await connection.execute(text(f"NOTIFY {CHANNEL}"))

    @property
    def conninfo(self) -> str:
        """The address as libpq reads it, password and all."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def insert(self, table: Table) -> Any:
        """An INSERT that knows ON CONFLICT, which both databases spell alike."""
        return self._insert(table)

    async def close(self) -> None:
        for task in self._owed:
            task.cancel()
        await asyncio.gather(*self._owed, return_exceptions=True)
        await self.availability.close()
        await self._all_returned()
        if self._file is not None:
            self._file.put_log_aside()
        await self.engine.dispose()

    async def _all_returned(self) -> None:
        """Wait a moment for transactions that are being rolled back: cut short, each would be told as a fault."""
        for _ in range(RETURNS):
            if not self.engine.pool.checkedout():  # type: ignore[attr-defined]
                return
            await asyncio.sleep(RETURN_S)


def _file_of(url: URL) -> SqliteFile | None:
    """The file; None for a database in memory."""
    return None if url.database in (None, "", ":memory:") else SqliteFile(Path(str(url.database)))


def _sqlite(url: URL, file: SqliteFile | None, lock_ms: int) -> AsyncEngine:
    # a database in memory lives in its one connection
    sizes = {"pool_size": 4, "max_overflow": 4} if file else {"pool_size": 1, "max_overflow": 0}
    engine = create_async_engine(
        url.set(database=file.uri).update_query_dict({"uri": "true", "mode": "rw"}) if file else url,
        poolclass=AsyncAdaptedQueuePool,
        pool_timeout=POOL_S,
        connect_args={"timeout": lock_ms / 1000},
        **sizes,
    )
    if file is not None:
        event.listen(engine.sync_engine, "connect", file.connected)
        event.listen(engine.sync_engine, "close", file.disconnected)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, below; the driver's would leave DDL outside
        cursor = connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {lock_ms}")
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")  # what was sent must be known after a power cut too
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()
        except BaseException:
            connection.close()  # nobody else will: it is not the pool's yet
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
