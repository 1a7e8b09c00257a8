"""Arrivals: which articles came, in what order. What a digest tells is what arrived since the last one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Column, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.editing_tables import managed_articles
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import arrivals, clean, marks
from bot.digests.edition import Arrival
from bot.observability.metrics import ARRIVALS

CHUNK = 500  # rows a statement; keeps each turn on the event loop under a few milliseconds
ALL_AT_ONCE = 20_000  # articles beyond which reading every known hash is faster than asking for these
SERIAL_LOCK = 0x736F73696C  # sequence numbers become visible in their order, whoever records
UNDERWAY = timedelta(
    minutes=2
)  # from the record of an editor's deed to its file in the folder; it takes a moment
NEWS = ("new", "update")  # the kinds that are told


class Known(Protocol):
    """What is recorded of an article; the article itself will do."""

    @property
    def id(self) -> str: ...

    @property
    def content_hash(self) -> str: ...


class Arrivals:
    """The record of arrivals. An article is known by its content hash, so renames and touches are none."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self.clock = clock

    async def record(
        self,
        articles: Iterable[Known],
        *,
        by_desk: bool = False,
        is_old: Callable[[str], bool] = lambda _: False,
    ) -> int:
        """Record those of *articles* that are not known yet; returns how many of them are news.

        The first call for the folder, be it with no article, records the baseline: what is there already is no news.
        by_desk: an editor put them in, so they are news, also before that.
        is_old: whether the article of an id was published too long ago to be news; then it is archive, unless an
        editor put it in. A new text under a known id is an update.
        """
        by_hash = await asyncio.to_thread(_ids_by_hash, articles)
        async with self._database.write() as connection:
            await self._database.lock(connection, SERIAL_LOCK)
            now = self.clock()
            is_first = not by_desk and await self._is_first(connection, now)
            known = await self._known(connection, arrivals.c.content_hash, list(by_hash))
            fresh = [one for one in by_hash if one not in known]
            ids = await self._known(connection, arrivals.c.article, [by_hash[one] for one in fresh])
            old: set[str] = set()
            if not is_first and not by_desk:
                old = await asyncio.to_thread(
                    lambda: {id for id in map(by_hash.__getitem__, fresh) if is_old(id)}
                )
                old -= await self._published(connection, sorted(old))
            rows = [
                {
                    "article": by_hash[one],
                    "content_hash": one,
                    "kind": _kind(by_hash[one], is_first, old, ids),
                    "at": now,
                }
                for one in fresh
            ]
            for start in range(0, len(rows), CHUNK):
                await connection.execute(arrivals.insert(), rows[start : start + CHUNK])
        for kind, count in Counter(row["kind"] for row in rows).items():
            ARRIVALS.labels(kind).inc(count)
        return sum(row["kind"] in NEWS for row in rows)

    async def _is_first(self, connection: AsyncConnection, now: datetime) -> bool:
        """Whether the folder was never looked at; it is now."""
        if (await connection.execute(select(marks).where(marks.c.name == "baseline"))).first() is not None:
            return False
        await connection.execute(marks.insert().values(name="baseline", at=now))
        return True

    async def underway(self, ids: Collection[str]) -> set[str]:
        """Those of *ids* that an editor published so lately that their files may not be in the folder yet."""
        lately = self.clock() - UNDERWAY
        async with self._database.read() as connection:
            return await self._published(connection, sorted(ids), lately)

    async def _published(
        self, connection: AsyncConnection, ids: Sequence[str], since: datetime | None = None
    ) -> set[str]:
        """Those of *ids* that an editor put in, *since* then."""
        found: set[str] = set()
        live = select(managed_articles.c.article).where(managed_articles.c.state == "live")
        if since is not None:
            live = live.where(managed_articles.c.at >= since)
        for start in range(0, len(ids), CHUNK):
            some = live.where(managed_articles.c.article.in_(ids[start : start + CHUNK]))
            found |= set((await connection.execute(some)).scalars())
        return found

    async def _known(
        self, connection: AsyncConnection, column: Column[str], values: Sequence[str]
    ) -> set[str]:
        """Those of *values* (or more) that *column* has."""
        if len(values) > ALL_AT_ONCE:
            return set((await connection.execute(select(column))).scalars())
        known: set[str] = set()
        for start in range(0, len(values), CHUNK):
            some = values[start : start + CHUNK]
            known |= set((await connection.execute(select(column).where(column.in_(some)))).scalars())
        return known

    async def last_arrival(self) -> int:
        """The latest sequence number; 0 when nothing ever came."""
        async with self._database.read() as connection:
            return int((await connection.execute(select(func.max(arrivals.c.seq)))).scalar() or 0)

    async def last_arrival_before(self, when: datetime) -> int:
        """The latest sequence number of what came before *when*; 0 when nothing did."""
        statement = select(arrivals.c.seq).where(arrivals.c.at < when)
        async with self._database.read() as connection:
            found = await connection.execute(
                statement.order_by(arrivals.c.at.desc(), arrivals.c.seq.desc()).limit(1)
            )
            return int(found.scalar() or 0)

    async def arrivals(self, after: int, upto: int, limit: int) -> list[Arrival]:
        """The newest *limit* arrivals in (after, upto] that are news, in order."""
        statement = select(arrivals.c.seq, arrivals.c.article, arrivals.c.at, arrivals.c.kind).where(
            arrivals.c.seq > after, arrivals.c.seq <= upto, arrivals.c.kind.in_(NEWS)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement.order_by(arrivals.c.seq.desc()).limit(limit))).all()
        return [Arrival(row.seq, row.article, row.at, row.kind == "update") for row in reversed(rows)]


def _ids_by_hash(articles: Iterable[Known]) -> dict[str, str]:
    """In a thread, since there may be tens of thousands."""
    return {clean(one.content_hash or one.id): clean(one.id) for one in articles}


def _kind(article: str, is_first: bool, old: set[str], known: set[str]) -> str:
    if is_first:
        return "baseline"
    if article in old:
        return "archive"
    return "update" if article in known else "new"
