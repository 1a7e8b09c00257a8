"""An outbox that outlasts the database's absence: what a delivery records is tried again until it is recorded.

While the database is away nothing is sent, since `start` cannot be written; what was sent just before waits here to
be settled, so that it is not sent again. Calls go on in the order in which they failed: what was sent is known before
anything is claimed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

from bot.delivery.model import Outbox
from bot.errors import StoreUnavailable

LOOK_S = 1.0  # whether we are to stop, while the database is waited for


def outlasting(outbox: Outbox, stopping: Callable[[], bool]) -> Outbox:
    """*outbox*, each of whose calls returns when it is done; once *stopping*, StoreUnavailable is raised on."""
    return cast(Outbox, _Outlasting(outbox, stopping))


class _Outlasting:
    def __init__(self, outbox: Outbox, stopping: Callable[[], bool]) -> None:
        self._outbox, self._stopping = outbox, stopping
        self._line = asyncio.Lock()

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        method = getattr(self._outbox, name)

        async def until_done(*args: Any, **named: Any) -> Any:
            if not self._line.locked():
                try:
                    return await method(*args, **named)
                except StoreUnavailable:
                    if self._stopping():
                        raise
            async with self._line:
                while True:
                    try:
                        return await method(*args, **named)
                    except StoreUnavailable:
                        if self._stopping():
                            raise
                    with suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_S):
                            await self._outbox.usable()

        return until_done
