"""One process alone polls with a token: two would each get a part of what people write.

    async with polling_alone(database, token, stop): …     # raises SettingsError where another does

On PostgreSQL a session's advisory lock, on SQLite a locked file beside the database; both end with the process. Who is
just ending is waited for.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.adapters.database.engine import Database
from bot.concurrency.companions import beside
from bot.errors import SettingsError, StoreError

WAIT_S = 6.0  # for one that is ending; it takes five at most
ASK_S = 0.25
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
        from bot.adapters.database import polling_session as sessions  # with a server's driver
        from bot.adapters.database.server import Session

        key = int.from_bytes(mark[:8], "big", signed=True)

        async def hold() -> Session:
            if (session := await sessions.hold(database.conninfo, key, _tries(wait_s), ASK_S)) is None:
                raise SettingsError([OTHER_POLLS.format(where=THE_DATABASE)])
            return session

        async with beside(sessions.keep(await hold(), hold), stop):
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

    for _ in range(_tries(wait_s)):
        if try_it():
            return
        await asyncio.sleep(ASK_S)
    raise SettingsError([OTHER_POLLS.format(where=path)])


def _tries(wait_s: float) -> int:
    return max(1, round(wait_s / ASK_S))
