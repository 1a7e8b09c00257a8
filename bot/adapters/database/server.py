"""PostgreSQL: its engine, and a session of one's own beside it. Imported only where the database is one.

A server may fall silent: nobody waits for an answer for ever. The limits that it keeps itself (`statement_timeout`) are
of no use where it is frozen, nor are those of TCP, whose packets its machine still acknowledges. So each answer is
waited for here, for a time of our own (`answer_time`); then the connection is closed, which the pool takes for what it
is. The server rolls back what was not committed as soon as it notices.
"""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from psycopg import AsyncConnection, waiting
from psycopg.abc import PQGen
from psycopg.errors import ConnectionTimeout
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.adapters.database.answer_time import limit_s

T = TypeVar("T")

LONGEST_STATEMENT_MS = 15_000  # the slowest of ours takes under a second
# libpq's: a server that is gone without a word is noticed within seconds
TO_THE_SERVER: dict[str, Any] = {
    "connect_timeout": 2,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 10,
    "keepalives_interval": 2,
}
# What a server, database or role may have otherwise for others: how values are written, and what a transaction sees.
OURS = {
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "bytea_output": "hex",
    "standard_conforming_strings": "on",
    "default_transaction_isolation": "read committed",
}
Session = AsyncConnection[tuple[object, ...]]
__all__ = ["ServerConnection", "Session", "insert", "make_engine", "open_session"]


class ServerConnection(AsyncConnection[Any]):
    """psycopg's, that waits for an answer no longer than ANSWER_S, and not at all for one that nobody wants."""

    async def wait(self, gen: PQGen[T], *args: Any, **named: Any) -> T:
        """See psycopg; all that is waited for, once connected, is waited for here.

        Raises: ConnectionTimeout, an OperationalError, when there is no answer; the connection is closed then.
        """
        most_s = limit_s.get()
        try:
            async with asyncio.timeout(most_s):
                return await waiting.wait_async(gen, self.pgconn.socket, 0.1)
        except TimeoutError:
            self.pgconn.finish()
            raise ConnectionTimeout(f"no answer for {most_s:g} s") from None
        except asyncio.CancelledError:
            self.pgconn.finish()
            raise


async def open_session(conninfo: str) -> Session:
    """One that is nobody else's, and commits each statement. Raises: psycopg.Error."""
    return await AsyncConnection.connect(conninfo, autocommit=True, **TO_THE_SERVER)


def make_engine(url: URL, lock_ms: int, connections: int) -> AsyncEngine:
    """Of so many *connections* at most, on which nobody waits for another's lock longer than *lock_ms*."""
    # pre_ping: hosts close idle connections; a replica must not meet the corpse
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,  # what is closed after each use is opened again when there is most to do
        pool_pre_ping=True,
        connect_args=TO_THE_SERVER | {"async_creator_fn": ServerConnection.connect},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {lock_ms}")
        cursor.execute(f"SET statement_timeout = {LONGEST_STATEMENT_MS}")
        for setting, value in OURS.items():
            cursor.execute(f"SET {setting} = '{value}'")
        cursor.close()
        connection.commit()

    return engine
