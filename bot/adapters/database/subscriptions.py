"""Subscriptions and watches, as rows."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Row, Select, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.clock_faults import last_issue_before
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import arrivals, chats, clean, deliveries, subscriptions
from bot.digests.quiet import stored_quiet
from bot.digests.subscription import HOURLY, Days, Filter, Place, Slot, Subscription, last_due
from bot.errors import ReaderError

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_DIGESTS, MOST_WATCHES = 10, 20  # of one place; a chat that wants more wants another bot
SAME = (
    "at",
    "days",
    "month_days",
    "zone",
    "include",
    "exclude",
    "papers",
)  # what makes one of a kind the same
MOMENTS = ("last_sent_at", "last_issue", "made_at")
FIRST_NEWS = timedelta(days=1)  # a new subscription is sent what came in the day before it


def to_row(subscription: Subscription) -> dict[str, Any]:
    """All columns of a new one that people decide on."""
    return {
        "kind": subscription.kind,
        "chat": subscription.place.chat,
        "topic": subscription.place.topic,
        "owner": subscription.owner,
    } | wish_of(subscription)


def wish_of(subscription: Subscription) -> dict[str, Any]:
    """Those that are decided anew. Its place is not: it moves with its group, and out of a topic that is gone."""
    return {
        "at": subscription.slot.at.strftime("%H:%M"),
        "days": days_bits(subscription.slot.days),
        "month_days": days_bits(subscription.slot.month_days),
        "zone": subscription.slot.zone,
        "include": [clean(word) for word in subscription.wanted.include],
        "exclude": [clean(word) for word in subscription.wanted.exclude],
        "papers": [clean(word) for word in subscription.wanted.papers],
        "stories": subscription.count,
        "silent": subscription.silent,
        "when_empty": subscription.when_empty,
        "paused": subscription.paused,
    }


def from_row(row: Row[Any]) -> Subscription:
    """*row* of `subscriptions` with `language` and `chat_kind`, the chat's."""
    return Subscription(
        id=row.id,
        place=Place(row.chat, row.topic),
        slot=slot_of(row),
        kind=row.kind,
        wanted=Filter(tuple(row.include), tuple(row.exclude), tuple(row.papers), every=row.kind == "watch"),
        owner=row.owner,
        language=row.language,
        count=row.stories,
        silent=row.silent,
        when_empty=row.when_empty,
        paused=row.paused,
        since=row.since,
        last_seq=row.last_seq,
        in_channel=row.chat_kind == "channel",
        quiet=stored_quiet(row.quiet),
        hourly=row.hourly or HOURLY,
    )


def readable(rows: Iterable[Row[Any]], read: Callable[[Row[Any]], T]) -> list[T]:
    """What *read* makes of *rows*; one that we cannot have written is left out, logged once: it holds nobody up."""
    found: list[T] = []
    for row in rows:
        try:
            found.append(read(row))
        except (TypeError, ValueError) as fault:
            _tell_of(row.id, str(fault))
    return found


@lru_cache(maxsize=1_000)  # rows are read several times a minute, and each line is an alarm
def _tell_of(id: int, because: str) -> None:
    log.error("a row of subscriptions cannot be read: %s because %s", id, because)


def days_bits(days: Days) -> int:
    return sum(1 << day for day in days)


def slot_of(row: Row[Any]) -> Slot:
    return Slot(read_at(row.at), bits_days(row.days), row.zone, bits_days(row.month_days))


def bits_days(bits: int) -> Days:
    return frozenset(day for day in range(bits.bit_length()) if bits >> day & 1)


def read_at(text: str) -> time:
    return time(int(text[:2]), int(text[3:]))


def chosen() -> Select[Any]:
    """Subscriptions with what `from_row` needs."""
    columns = (
        subscriptions,
        chats.c.language,
        chats.c.kind.label("chat_kind"),
        chats.c.quiet,
        chats.c.hourly,
    )
    return select(*columns).join(chats, chats.c.id == subscriptions.c.chat)


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no value of a subscription: {type(value).__name__}")


def _rows_of(removed: str, place: Place) -> list[dict[str, Any]]:
    """The rows of which `Subscriptions.remove_all` made *removed*. Raises: ReaderError where they are not *place*'s."""
    try:
        rows = json.loads(removed)
        if not rows or any((row["chat"], row["topic"]) != place for row in rows):
            raise ReaderError("button.unknown")
        return [{**row, **{name: _moment(name, row[name]) for name in MOMENTS if row[name]}} for row in rows]
    except (ValueError, TypeError, KeyError):  # another button's words
        raise ReaderError("button.unknown") from None


def _moment(name: str, text: str) -> date:
    return date.fromisoformat(text) if name == "last_issue" else datetime.fromisoformat(text)


class Subscriptions:
    """What places have asked for."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def add(self, wanted: Subscription) -> Subscription:
        """Keep a new one; its id, since and last_seq are given here. The chat must be known (`Chats.meet`).

        A digest is first due at the next of its times, and tells what came since the day before now.
        Raises: ReaderError when the place has too many.
        """
        now = self._clock()
        most = MOST_DIGESTS if wanted.kind == "digest" else MOST_WATCHES
        async with self._database.write() as connection:
            mine = select(func.count()).where(
                subscriptions.c.chat == wanted.place.chat,
                subscriptions.c.topic == wanted.place.topic,
                subscriptions.c.kind == wanted.kind,
            )
            if (await connection.execute(mine)).scalar_one() >= most:
                raise ReaderError("subscribe.too_many", limit=most)
            since = await self._arrived(connection, now - FIRST_NEWS if wanted.kind == "digest" else None)
            values = {**to_row(wanted), "since": since, "last_seq": since, "made_at": now}
            values["last_issue"] = last_due(wanted.slot, now)
            id = (await connection.execute(subscriptions.insert().values(**values))).inserted_primary_key
            assert id is not None
            return from_row((await connection.execute(chosen().where(subscriptions.c.id == id[0]))).one())

    async def get(self, id: int) -> Subscription | None:
        if not 0 < id < 2**63:
            return None
        async with self._database.read() as connection:
            row = (await connection.execute(chosen().where(subscriptions.c.id == id))).one_or_none()
        return None if row is None else from_row(row)

    async def of(self, place: Place, kind: str = "digest") -> list[Subscription]:
        """Those of one place, the oldest first."""
        return await self._list(
            and_(subscriptions.c.chat == place.chat, subscriptions.c.topic == place.topic), kind
        )

    async def of_chat(self, chat: int, kind: str = "digest") -> list[Subscription]:
        """Those of a chat, whatever the topic."""
        return await self._list(subscriptions.c.chat == chat, kind)

    async def of_channels(self, owner: int) -> list[Subscription]:
        """Those that *owner* made for channels."""
        return await self._list(and_(subscriptions.c.owner == owner, chats.c.kind == "channel"), "digest")

    async def told_chats(self, limit: int) -> list[int]:
        """Chats in which somebody subscribed, at most *limit*."""
        statement = select(subscriptions.c.chat).distinct().order_by(subscriptions.c.chat).limit(limit)
        async with self._database.read() as connection:
            return list((await connection.execute(statement)).scalars())

    async def _list(self, where: Any, kind: str) -> list[Subscription]:
        statement = chosen().where(where, subscriptions.c.kind == kind).order_by(subscriptions.c.id)
        async with self._database.read() as connection:
            return readable(await connection.execute(statement), from_row)

    async def change(self, wanted: Subscription) -> bool:
        """Keep what people decided anew about one; returns whether it is still there.

        The next digest is due at the next of its times: neither a new time that has passed today nor the end of
        a pause brings one at once. What came during a pause is sent with it, as after any other silence.
        """
        now = self._clock()
        async with self._database.write() as connection:
            mine = subscriptions.c.id == wanted.id
            row = (await connection.execute(select(subscriptions).where(mine))).one_or_none()
            if row is None:
                return False
            values = wish_of(wanted)
            moved = any(
                values[name] != getattr(row, name) for name in ("at", "days", "month_days", "zone", "paused")
            )
            if moved and (day := last_due(wanted.slot, now)) is not None:
                values["last_issue"] = max(
                    day, last_issue_before(row.last_issue, wanted.slot.zone, now) or date.min
                )
            await connection.execute(update(subscriptions).where(mine).values(**values))
            if wanted.paused:
                await connection.execute(
                    update(deliveries)
                    .where(deliveries.c.subscription == wanted.id, deliveries.c.state == "open")
                    .values(state="muted", owner=None, leased_until=None, closed=now)
                )
            return True

    async def remove(self, id: int) -> bool:
        """Forget one, and what is open for it; returns whether it was there."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(subscriptions).where(subscriptions.c.id == id))
            return gone.rowcount > 0

    async def remove_all(self, place: Place, kind: str = "digest") -> str:
        """Forget all of *place*, and what is open for them; what `bring_back` makes them of again, "" for none."""
        mine = and_(
            subscriptions.c.chat == place.chat,
            subscriptions.c.topic == place.topic,
            subscriptions.c.kind == kind,
        )
        async with self._database.write() as connection:
            rows = (
                await connection.execute(select(subscriptions).where(mine).order_by(subscriptions.c.id))
            ).all()
            await connection.execute(
                delete(subscriptions).where(subscriptions.c.id.in_([row.id for row in rows]))
            )
        return (
            json.dumps([row._asdict() for row in rows], default=_written, ensure_ascii=False) if rows else ""
        )

    async def bring_back(self, removed: str, place: Place) -> int:
        """Make those again that `remove_all` forgot at *place*, as they were; how many.

        What is there by now, itself or one of the same time and words, is not made twice; a watch looks ahead only.
        Raises: ReaderError when the place has too many by now, or when *removed* is none of its own.
        """
        rows = _rows_of(removed, place)
        kind = rows[0]["kind"]
        most = MOST_DIGESTS if kind == "digest" else MOST_WATCHES
        mine = select(subscriptions).where(
            subscriptions.c.chat == place.chat,
            subscriptions.c.topic == place.topic,
            subscriptions.c.kind == kind,
        )
        statement = (
            self._database.insert(subscriptions).on_conflict_do_nothing().returning(subscriptions.c.id)
        )
        async with self._database.write() as connection:
            there = [row._asdict() for row in await connection.execute(mine)]
            same = [[row[name] for name in SAME] for row in there]
            ids = {row["id"] for row in there}
            gone = [row for row in rows if row["id"] not in ids and [row[name] for name in SAME] not in same]
            if len(there) + len(gone) > most:
                raise ReaderError("subscribe.too_many", limit=most)
            ahead = {"last_seq": await self._arrived(connection, None)} if kind == "watch" else {}
            made = [(await connection.execute(statement.values({**row, **ahead}))).all() for row in gone]
            return sum(map(len, made))

    async def _arrived(self, connection: AsyncConnection, before: datetime | None) -> int:
        statement = select(func.max(arrivals.c.seq))
        if before is not None:
            statement = statement.where((arrivals.c.at < before) | (arrivals.c.kind == "baseline"))
        return (await connection.execute(statement)).scalar() or 0
