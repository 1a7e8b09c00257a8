"""A connection to a server that may fall silent: nobody waits for an answer for ever.

The limits that a server keeps (`statement_timeout`) are of no use where it is frozen, nor are those of TCP, whose
packets its machine still acknowledges. So each answer is waited for here, for a time of our own; then the connection is
closed, which the pool takes for what it is. The server rolls back what was not committed as soon as it notices.

    with unhurried():  # a migration may take minutes
        await connection.run_sync(migrate)
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from psycopg import AsyncConnection, waiting
from psycopg.abc import PQGen
from psycopg.errors import ConnectionTimeout

T = TypeVar("T")

ANSWER_S = 3.0  # a reader waits for it; more than the two that a lock may take
_limit_s: ContextVar[float | None] = ContextVar("limit_s", default=ANSWER_S)


@contextmanager
def unhurried() -> Iterator[None]:
    """Within, an answer may take as long as it does."""
    before = _limit_s.set(None)
    try:
        yield
    finally:
        _limit_s.reset(before)


class ServerConnection(AsyncConnection[Any]):
    """psycopg's, that waits for an answer no longer than ANSWER_S, and not at all for one that nobody wants."""

    async def wait(self, gen: PQGen[T], *args: Any, **named: Any) -> T:
        """See psycopg; all that is waited for, once connected, is waited for here.

        Raises: ConnectionTimeout, an OperationalError, when there is no answer; the connection is closed then.
        """
        limit_s = _limit_s.get()
        try:
            async with asyncio.timeout(limit_s):
                return await waiting.wait_async(gen, self.pgconn.socket, 0.1)
        except TimeoutError:
            self.pgconn.finish()
            raise ConnectionTimeout(f"no answer for {limit_s:g} s") from None
        except asyncio.CancelledError:
            self.pgconn.finish()
            raise
