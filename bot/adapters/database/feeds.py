"""Feeds and what is known of their items: `bot.ingest.feed_ports.FeedRecords`, in SQL that both databases understand.

A feed belongs to whoever's name stands in `owner`, for as long as its lease: a claim is a conditional update, and who
lost the lease finds its settlement refused. Nothing is lost by that, since what was written twice is the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.clock_faults import LONGEST_LEASE
from bot.adapters.database.engine import Database
from bot.adapters.database.feed_tables import feed_items, feed_names, feed_refusals, feeds
from bot.adapters.database.schema import clean
from bot.articles.links import normal
from bot.feeds.health import Health, Mark, Notice, Outcome
from bot.feeds.timing import Hints
from bot.ingest.feed_ports import (
    EVERYTHING,
    Kind,
    KnownItem,
    Polled,
    Refused,
    Shows,
    Subscribed,
    TakenItem,
    Wish,
)

CLAIM_LOCK = 0x736F73696D  # two processes must not claim two feeds of one host
CHUNK = 500
KEPT_DAYS = 120  # items that no feed has shown for so long
MOST_REFUSED = 50  # of one feed
TITLE_CHARS = 300
LONGEST_WAIT = timedelta(days=2)  # a check put off further than that was put off by a clock that was wrong


def hashed(text: str) -> str:
    """What stands for a long text where it must be unique."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _address_hash(address: str) -> str:
    return hashed(normal(address) or address)


class Feeds:
    """See `bot.ingest.feed_ports.FeedRecords` for what each method promises."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    # -- what is subscribed to

    async def add(
        self,
        address: str,
        name: str,
        *,
        kind: Kind,
        by: int,
        now: datetime,
        wish: Wish = EVERYTHING,
    ) -> tuple[int, bool]:
        values = {
            "kind": kind, "address": clean(address), "sha256": _address_hash(address), "name": clean(name),
            "host": (urlsplit(address).hostname or "")[:255], "category": clean(wish.category), "shows": "sentences",
            "query": clean(wish.query),
            "paused": False, "begun": False, "etag": "", "last_modified": "", "utc_is_kst": False, "hints": {},
            "recent": [], "mark": Mark.WELL.value, "failures": 0, "last_new": now, "next_at": now, "added_by": by,
            "added_at": now,
        }  # fmt: skip
        statement = (
            self._database.insert(feeds).values(**values).on_conflict_do_nothing().returning(feeds.c.id)
        )
        found = select(feeds.c.id).where(feeds.c.sha256 == values["sha256"])
        async with self._database.write() as connection:
            made = (await connection.execute(statement)).first() is not None
            return int((await connection.execute(found)).scalar_one()), made

    async def all(self) -> list[Subscribed]:
        counted = (
            select(feed_items.c.feed, func.count().label("articles")).group_by(feed_items.c.feed).subquery()
        )
        statement = (
            select(feeds, func.coalesce(counted.c.articles, 0).label("articles"))
            .outerjoin(counted, counted.c.feed == feeds.c.id)
            .order_by(feeds.c.name, feeds.c.id)
        )
        async with self._database.read() as connection:
            return [_subscribed(row) for row in (await connection.execute(statement)).all()]

    async def one(self, id: int) -> Subscribed | None:
        return await self._one(feeds.c.id == id)

    async def at(self, address: str) -> Subscribed | None:
        return await self._one(feeds.c.sha256 == _address_hash(address))

    async def _one(self, which: ColumnElement[bool]) -> Subscribed | None:
        articles = select(func.count()).where(feed_items.c.feed == feeds.c.id).scalar_subquery()
        async with self._database.read() as connection:
            row = (await connection.execute(select(feeds, articles.label("articles")).where(which))).first()
        return None if row is None else _subscribed(row)

    async def remove(self, id: int) -> bool:
        async with self._database.write() as connection:
            return (await connection.execute(delete(feeds).where(feeds.c.id == id))).rowcount > 0

    async def change(
        self,
        id: int,
        *,
        paused: bool | None = None,
        shows: Shows | None = None,
        category: str | None = None,
        query: str | None = None,
        next_at: datetime | None = None,
    ) -> bool:
        given = {"paused": paused, "shows": shows, "category": category, "query": query, "next_at": next_at}
        values = {name: value for name, value in given.items() if value is not None}
        async with self._database.write() as connection:
            changed = await connection.execute(update(feeds).where(feeds.c.id == id).values(**values))
            return changed.rowcount > 0

    # -- polling

    async def claim(self, owner: str, now: datetime, lease: timedelta, limit: int) -> list[Subscribed]:
        free = or_(
            feeds.c.leased_until.is_(None),
            feeds.c.leased_until <= now,
            feeds.c.leased_until > now + LONGEST_LEASE,  # by a clock that was ahead
        )
        due = or_(feeds.c.next_at <= now, feeds.c.next_at > now + LONGEST_WAIT)
        wanted = (
            select(feeds)
            .where(feeds.c.paused.is_(False), due, free)
            .order_by(feeds.c.next_at, feeds.c.id)
            .limit(limit * 10)
        )
        claimed: list[Subscribed] = []
        async with self._database.write() as connection:
            await self._database.lock(connection, CLAIM_LOCK)
            busy = set((await connection.execute(select(feeds.c.host).where(~free))).scalars())
            for row in (await connection.execute(wanted)).all():
                if row.host in busy:
                    continue
                taken = await connection.execute(
                    update(feeds)
                    .where(feeds.c.id == row.id, free)
                    .values(owner=owner, leased_until=now + lease)
                )
                if taken.rowcount:
                    busy.add(row.host)
                    claimed.append(_subscribed(row))
                if len(claimed) == limit:
                    break
        return claimed

    async def release(self, has_ended: Callable[[str], bool]) -> int:
        async with self._database.write() as connection:
            owners = select(feeds.c.owner).where(feeds.c.owner.is_not(None)).distinct()
            ended = [one for one in (await connection.execute(owners)).scalars() if has_ended(str(one))]
            freed = update(feeds).where(feeds.c.owner.in_(ended)).values(owner=None, leased_until=None)
            return (await connection.execute(freed)).rowcount

    async def give_back(self, owner: str, id: int) -> None:
        mine = update(feeds).where(feeds.c.id == id, feeds.c.owner == owner)
        async with self._database.write() as connection:
            await connection.execute(mine.values(owner=None, leased_until=None))

    async def known(self, names: Collection[str]) -> dict[str, KnownItem]:
        hashes = {hashed(name): name for name in names}
        statement = select(feed_names.c.name.label("given"), feed_items).join(
            feed_items, feed_items.c.id == feed_names.c.item
        )
        found: dict[str, KnownItem] = {}
        asked = sorted(hashes)
        async with self._database.read() as connection:
            for start in range(0, len(asked), CHUNK):
                some = statement.where(feed_names.c.name.in_(asked[start : start + CHUNK]))
                for row in (await connection.execute(some)).all():
                    found[hashes[row.given]] = _known(row)
        return found

    async def settle(self, owner: str | None, polled: Polled, today: date, now: datetime) -> bool:
        feed = polled.feed
        mine = feeds.c.id == feed.id if owner is None else (feeds.c.id == feed.id) & (feeds.c.owner == owner)
        values = _row(feed) | {"owner": None, "leased_until": None}
        if polled.notice is not None:
            values["notice"] = polled.notice.value
        async with self._database.write() as connection:
            await self._database.lock(connection, CLAIM_LOCK)  # two feeds may bring one item
            taken = feeds.c.sha256 == values["sha256"], feeds.c.id != feed.id
            other = (await connection.execute(select(feeds.c.id).where(*taken))).scalar()
            if other is not None:  # it has moved to where another one is: they are one from now on
                if not (await connection.execute(delete(feeds).where(mine))).rowcount:
                    return False
                await self._take(connection, int(other), polled.items, today, now)
                return True
            if not (await connection.execute(update(feeds).where(mine).values(**values))).rowcount:
                return False
            await self._take(connection, feed.id, polled.items, today, now)
            if polled.refused is not None:
                await connection.execute(delete(feed_refusals).where(feed_refusals.c.feed == feed.id))
                rows = [
                    {
                        "feed": feed.id,
                        "position": position,
                        "title": clean(one.title)[:TITLE_CHARS],
                        "reason": one.reason,
                    }
                    for position, one in enumerate(polled.refused[:MOST_REFUSED])
                ]
                if rows:
                    await connection.execute(feed_refusals.insert(), rows)
        return True

    async def _take(
        self, connection: AsyncConnection, feed: int, items: Sequence[TakenItem], today: date, now: datetime
    ) -> None:
        for item in items:
            number = None if item.known is None else item.known.id
            if number is None:
                made = await connection.execute(
                    feed_items.insert()
                    .values(
                        feed=feed,
                        article=item.article,
                        path=item.path,
                        text_hash=item.text_hash,
                        fingerprint=item.fingerprint,
                        versions=1,
                        seen_on=today,
                        at=now,
                    )
                    .returning(feed_items.c.id)
                )
                number = int(made.scalar_one())
            elif item.known is not None:
                version = item.text_hash != item.known.text_hash
                await connection.execute(
                    update(feed_items)
                    .where(feed_items.c.id == number)
                    .values(
                        feed=item.known.feed if item.known.feed is not None else feed,
                        text_hash=item.text_hash,
                        fingerprint=item.fingerprint,
                        versions=feed_items.c.versions + int(version),
                        seen_on=today,
                    )
                )
            names = [{"name": hashed(name), "item": number} for name in dict.fromkeys(item.names)]
            await connection.execute(self._database.insert(feed_names).values(names).on_conflict_do_nothing())

    # -- what editors are told

    async def refused(self, limit: int) -> list[Refused]:
        statement = (
            select(feeds.c.name, feed_refusals.c.title, feed_refusals.c.reason)
            .join(feeds, feeds.c.id == feed_refusals.c.feed)
            .order_by(feeds.c.name, feed_refusals.c.feed, feed_refusals.c.position)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [Refused(*row) for row in (await connection.execute(statement)).all()]

    async def take_notices(self) -> list[tuple[Subscribed, Notice]]:
        told: list[tuple[Subscribed, Notice]] = []
        waiting = select(feeds).where(feeds.c.notice.is_not(None)).order_by(feeds.c.id).limit(20)
        async with self._database.read() as connection:
            if (await connection.execute(waiting)).first() is None:
                return []
        async with self._database.write() as connection:
            for row in (await connection.execute(waiting)).all():
                taken = update(feeds).where(feeds.c.id == row.id, feeds.c.notice == row.notice)
                if (await connection.execute(taken.values(notice=None))).rowcount:
                    told.append((_subscribed(row), Notice(row.notice)))
        return told

    async def return_notice(self, id: int, notice: Notice) -> None:
        waiting = update(feeds).where(feeds.c.id == id, feeds.c.notice.is_(None))
        async with self._database.write() as connection:
            await connection.execute(waiting.values(notice=notice.value))

    async def forget_old(self) -> None:
        """Drop what no feed has shown for KEPT_DAYS."""
        oldest = (self._clock() - timedelta(days=KEPT_DAYS)).date()
        await delete_where(self._database, feed_items, feed_items.c.seen_on < oldest)


def _subscribed(row: Row[Any]) -> Subscribed:
    return Subscribed(
        id=row.id,
        kind=row.kind,
        address=row.address,
        name=row.name,
        category=row.category,
        shows=row.shows,
        query=row.query,
        paused=row.paused,
        begun=row.begun,
        etag=row.etag,
        last_modified=row.last_modified,
        utc_is_kst=row.utc_is_kst,
        hints=_hints(row.hints),
        recent=tuple(datetime.fromisoformat(one) for one in row.recent),
        health=Health(
            Mark(row.mark),
            row.failures,
            row.failing_since,
            row.last_new,
            Notice(row.told) if row.told else None,
            Outcome(row.last) if row.last else None,
        ),
        next_at=row.next_at,
        articles=row._mapping.get("articles", 0),
    )


def _row(feed: Subscribed) -> dict[str, Any]:
    """What a poll changes; what an editor decides meanwhile is left as it is."""
    health = feed.health
    named = {"name": clean(feed.name)} if feed.kind == "channel" else {}  # as its posts say it
    return named | {
        "address": clean(feed.address),
        "sha256": _address_hash(feed.address),
        "host": (urlsplit(feed.address).hostname or "")[:255],
        "begun": feed.begun,
        "etag": clean(feed.etag),
        "last_modified": clean(feed.last_modified),
        "utc_is_kst": feed.utc_is_kst,
        "hints": _hints_row(feed.hints),
        "recent": [moment.isoformat() for moment in feed.recent],
        "mark": health.mark.value,
        "failures": health.failures,
        "failing_since": health.since,
        "last_new": health.last_new,
        "told": health.told.value if health.told else None,
        "last": health.last.value if health.last else None,
        "next_at": feed.next_at,
    }


def _hints(row: dict[str, Any]) -> Hints:
    ttl = row.get("ttl_s")
    return Hints(
        ttl=None if ttl is None else timedelta(seconds=ttl),
        skip_hours=frozenset(row.get("skip_hours", ())),
        skip_days=frozenset(row.get("skip_days", ())),
    )


def _hints_row(hints: Hints) -> dict[str, Any]:
    """What lasts of the hints; `max_age` and `retry_after` hold for one poll."""
    row: dict[str, Any] = {} if hints.ttl is None else {"ttl_s": int(hints.ttl.total_seconds())}
    for name, numbers in (("skip_hours", hints.skip_hours), ("skip_days", hints.skip_days)):
        if numbers:
            row[name] = sorted(numbers)
    return row


def _known(row: Row[Any]) -> KnownItem:
    return KnownItem(
        row.id, row.feed, row.article, row.path, row.text_hash, row.fingerprint, row.versions, row.seen_on
    )
