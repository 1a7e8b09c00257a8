"""A session of PostgreSQL's that holds an advisory lock, by which one process polls alone; see `polling_lock`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

import psycopg

from bot.adapters.database.server import Session, open_session
from bot.errors import StoreError

log = logging.getLogger(__name__)

LOOK_S = 5.0
PAUSE_S = 1.0


async def hold(conninfo: str, key: int, tries: int, ask_s: float) -> Session | None:
    """A session that holds *key*; None where another holds it. Raises: StoreError."""
    try:
        session = await open_session(conninfo)
    except psycopg.Error as fault:
        raise StoreError(f"the database cannot be asked who polls: {type(fault).__name__}") from fault
    try:
        with contextlib.suppress(psycopg.Error):  # over a socket of this machine there is no network to watch
            for name, value in (("idle", 10), ("interval", 5), ("count", 3)):
                await session.execute(f"SET tcp_keepalives_{name} = {value}")  # a dead host lets go
        for _ in range(tries):
            asked = await session.execute("SELECT pg_try_advisory_lock(%s)", [key])
            row = await asked.fetchone()
            if row is not None and row[0]:
                return session
            await asyncio.sleep(ask_s)
    except psycopg.Error as fault:
        await session.close()
        raise StoreError(f"the database cannot be asked who polls: {type(fault).__name__}") from fault
    await session.close()
    return None


async def keep(session: Session, again: Callable[[], Awaitable[Session]]) -> None:
    """Hold what *session* holds, and *again* after the database was away. Raises: what that raises, but StoreError."""
    while True:
        try:
            async with session:
                while True:
                    await asyncio.sleep(LOOK_S)
                    await session.execute("SELECT 1")
        except (psycopg.Error, OSError):
            log.debug("the session that says who polls has ended")
        while True:
            with contextlib.suppress(StoreError):
                session = await again()
                break
            await asyncio.sleep(PAUSE_S)
