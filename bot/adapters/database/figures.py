"""How much there is to do, counted when it is asked for; of all copies of the bot together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from bot.adapters.database.engine import Database
from bot.adapters.database.feed_tables import feeds
from bot.adapters.database.schema import deliveries, inbox, mutes
from bot.errors import StoreError


class Queues(NamedTuple):
    """inbox: updates that are not worked off. overdue_s: since the oldest open delivery was opened."""

    inbox: int
    deliveries: int
    overdue_s: float
    mutes: int
    feeds: int
    failing_feeds: int


class Figures:
    """Of one database. queues: the last that were counted; None before, and while the database is away."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self.queues: Queues | None = None

    async def count(self) -> None:
        """Count anew."""
        is_open = deliveries.c.state == "open"
        counted = [
            select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None)),
            select(func.count()).select_from(deliveries).where(is_open),
            select(func.count()).select_from(mutes),
            select(func.count()).select_from(feeds),
            select(func.count()).select_from(feeds).where(feeds.c.failing_since.is_not(None)),
        ]
        try:
            async with self._database.read() as connection:
                posted, to_send, muted, all_feeds, failing = [
                    int((await connection.execute(one)).scalar_one()) for one in counted
                ]
                oldest = (
                    await connection.execute(select(func.min(deliveries.c.opened)).where(is_open))
                ).scalar()
        except StoreError:  # said already; `sosik_database_up` tells it
            self.queues = None
            return
        overdue_s = 0.0 if oldest is None else max(0.0, (self._clock() - oldest).total_seconds())
        self.queues = Queues(posted, to_send, overdue_s, muted, all_feeds, failing)
