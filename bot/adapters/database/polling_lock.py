"""One process alone polls with a token: two would each get a part of what people write.

    async with polling_alone(database, token, stop): …     # raises SettingsError where another does

On PostgreSQL a session's advisory lock, on SQLite a locked file beside the database; both end with the process. Who is
just ending is waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import logging
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import psycopg

from bot.adapters.database.engine import TO_THE_SERVER, Database
from bot.concurrency.companions import beside
from bot.errors import SettingsError, StoreError

log = logging.getLogger(__name__)

WAIT_S = 6.0  # for one that is ending; it takes five at most
ASK_S = 0.25
LOOK_S = 5.0
OTHER_POLLS = (
    "TELEGRAM_BOT_TOKEN: another process polls with this token and {where} already. Stop that one, or let several "
    "share the work by webhook (WEBHOOK_URL, WEBHOOK_SECRET; see docs/operating.md)"
)
THE_DATABASE = "this database"


@asynccontextmanager
async def polling_alone(
    database: Database, token: str, stop: asyncio.Event, wait_s: float = WAIT_S
) -> AsyncIterator[None]:
    """Whoever is in here polls alone. *stop* is set when that is lost, and the fault raised at the end.

    Raises: SettingsError when another process polls; StoreError when the database cannot be asked.
    """
    mark = hashlib.sha256(b"polling:" + token.encode()).digest()
    async with AsyncExitStack() as stack:
        if database.is_sqlite:
            await _hold_file(stack, database, mark, wait_s)
            yield
            return
        key = int.from_bytes(mark[:8], "big", signed=True)
        connection = await _hold_key(database, key, wait_s)
        async with beside(_keep(database, connection, key), stop):
            yield


async def _hold_file(stack: AsyncExitStack, database: Database, mark: bytes, wait_s: float) -> None:
    if database.url.database in (None, "", ":memory:"):
        return
    path = f"{database.url.database}-polling-{mark.hex()[:8]}"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise StoreError(f"{path}: {fault.strerror}") from fault
    stack.callback(os.close, descriptor)

    def try_it() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    for _ in range(max(1, round(wait_s / ASK_S))):
        if try_it():
            return
        await asyncio.sleep(ASK_S)
    raise SettingsError([OTHER_POLLS.format(where=path)])


async def _hold_key(
    database: Database, key: int, wait_s: float
) -> psycopg.AsyncConnection[tuple[object, ...]]:
    """A session that holds *key*."""
    try:
        connection = await psycopg.AsyncConnection.connect(
            database.conninfo, autocommit=True, **TO_THE_SERVER
        )
    except psycopg.Error as fault:
        raise StoreError(f"the database cannot be asked who polls: {type(fault).__name__}") from fault
    try:
        with contextlib.suppress(psycopg.Error):  # over a socket of this machine there is no network to watch
            for name, value in (("idle", 10), ("interval", 5), ("count", 3)):
                await connection.execute(f"SET tcp_keepalives_{name} = {value}")  # a dead host lets go
        for _ in range(max(1, round(wait_s / ASK_S))):
            asked = await connection.execute("SELECT pg_try_advisory_lock(%s)", [key])
            row = await asked.fetchone()
            if row is not None and row[0]:
                return connection
            await asyncio.sleep(ASK_S)
    except psycopg.Error as fault:
        await connection.close()
        raise StoreError(f"the database cannot be asked who polls: {type(fault).__name__}") from fault
    await connection.close()
    raise SettingsError([OTHER_POLLS.format(where=THE_DATABASE)])


async def _keep(
    database: Database, connection: psycopg.AsyncConnection[tuple[object, ...]], key: int
) -> None:
    """Hold *key*, also after the database was away. Raises: SettingsError when another process was faster."""
    while True:
        try:
            async with connection:
                while True:
                    await asyncio.sleep(LOOK_S)
                    await connection.execute("SELECT 1")
        except (psycopg.Error, OSError):
            log.debug("the session that says who polls has ended")
        while True:
            with contextlib.suppress(StoreError):
                connection = await _hold_key(database, key, WAIT_S)
                break
            await asyncio.sleep(1.0)
