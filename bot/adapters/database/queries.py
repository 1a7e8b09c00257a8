"""Saved queries: what the paging buttons under a search remember, since 64 bytes hold no Korean sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import clean, saved_queries

KEPT_DAYS = 400  # buttons older than that are pressed by nobody; the table stays bounded


class SavedQueries:
    """Texts by short ids. Ids are stable over restarts and shared by all replicas."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def save(self, text: str) -> int:
        """The id of *text*; the same text always has the same id."""
        text = clean(text)
        statement = self._database.insert(saved_queries).values(
            sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, used_on=self._clock().date()
        )
        statement = statement.on_conflict_do_update(
            index_elements=[saved_queries.c.sha256], set_={"used_on": statement.excluded.used_on}
        )
        async with self._database.write() as connection:
            return int((await connection.execute(statement.returning(saved_queries.c.id))).scalar_one())

    async def load(self, id: int) -> str | None:
        """The text saved under *id*, or None when there is none (any more)."""
        if not 0 < id < 2**63:  # callback data is what a client sends: any number may come
            return None
        async with self._database.read() as connection:
            found = await connection.execute(select(saved_queries.c.text).where(saved_queries.c.id == id))
            return found.scalar_one_or_none()

    async def forget_old(self) -> int:
        """Drop what nobody has used for KEPT_DAYS; returns how many."""
        oldest = self._clock().date() - timedelta(days=KEPT_DAYS)
        return await delete_where(self._database, saved_queries, saved_queries.c.used_on < oldest)
