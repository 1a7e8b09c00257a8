"""What other copies of the bot have changed: PostgreSQL tells at once (LISTEN), and every second it is looked anyway.

    async for _ in Notices(database).occasions():
        …                       # look what is new

A session of its own: behind a pooler that gives a session for a transaction alone nothing is told, and it is looked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import psycopg

from bot.adapters.database.engine import CHANNEL, Database
from bot.adapters.database.server import open_session

log = logging.getLogger(__name__)

SWEEP_S = 1.0


class Notices:
    """Of one database, on a server."""

    def __init__(self, database: Database, sweep_s: float = SWEEP_S) -> None:
        self._database, self._sweep_s = database, sweep_s

    async def occasions(self) -> AsyncIterator[None]:
        """Once at the start, once for what is told, and every sweep; never ends by itself."""
        told = asyncio.Event()
        listening = asyncio.create_task(self._listen(told))
        try:
            while True:
                told.clear()
                yield
                try:
                    async with asyncio.timeout(self._sweep_s):
                        await told.wait()
                except TimeoutError:
                    continue
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self, told: asyncio.Event) -> None:
        while True:
            try:
                async with await open_session(self._database.conninfo) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    told.set()  # what was told before is not told again
                    async for _ in connection.notifies():
                        told.set()
            except (psycopg.Error, OSError) as fault:  # the sweep goes on; who needs the database says more
                log.debug("nobody listens to the database: %s", type(fault).__name__)
            await asyncio.sleep(self._sweep_s)
