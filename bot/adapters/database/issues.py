"""Issues in the outbox: for each subscription that is due a delivery, some at a time, each chunk a transaction.

What is left when a process ends between two chunks is still due, and opened by the next look.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.chunks import CHUNK, chunks
from bot.adapters.database.engine import Database
from bot.adapters.database.mutes import awake
from bot.adapters.database.schema import arrivals, deliveries, subscriptions
from bot.adapters.database.subscriptions import days_bits
from bot.digests.subscription import Slot


async def open_slot(database: Database, slot: Slot, day: date, now: datetime) -> int:
    """Open the issue of *day* of every digest at *slot* that has none yet; how many."""
    due = select(subscriptions.c.id).where(_is_due(slot, day, now)).limit(CHUNK)
    opened = 0
    while True:
        async with database.read() as connection:  # nearly always there is none
            if (await connection.execute(due.limit(1))).first() is None:
                return opened
        async with database.write() as connection:
            # chosen once, and held: what becomes due meanwhile keeps its day for the next look
            ids = (await connection.execute(due.with_for_update())).scalars().all()
            opened += await _open(database, connection, ids, day.isoformat(), now)
            await connection.execute(
                update(subscriptions).where(subscriptions.c.id.in_(ids)).values(last_issue=day)
            )


async def open_watches(database: Database, ids: Sequence[int], upto: int, now: datetime) -> None:
    """Open what these watches tell of the arrivals up to *upto*."""
    for some in chunks(ids):
        async with database.write() as connection:
            await _open(database, connection, some, str(upto), now)


async def pass_by(database: Database, ids: Sequence[int], upto: int) -> None:
    """There was nothing up to *upto* for these."""
    for some in chunks(ids):
        behind = subscriptions.c.id.in_(some), subscriptions.c.last_seq < upto
        async with database.write() as connection:
            await connection.execute(update(subscriptions).where(*behind).values(last_seq=upto))


def _is_due(slot: Slot, day: date, now: datetime) -> ColumnElement[bool]:
    return and_(
        subscriptions.c.kind == "digest",
        subscriptions.c.at == slot.at.strftime("%H:%M"),
        subscriptions.c.zone == slot.zone,
        subscriptions.c.days == days_bits(slot.days),
        subscriptions.c.month_days == days_bits(slot.month_days),
        or_(subscriptions.c.last_issue.is_(None), subscriptions.c.last_issue < day),
        awake(now),
    )


async def _open(
    database: Database, connection: AsyncConnection, ids: Sequence[int], issue: str, now: datetime
) -> int:
    upto = select(func.coalesce(func.max(arrivals.c.seq), 0)).scalar_subquery()
    rows = select(
        subscriptions.c.id,
        literal(issue),
        literal("open"),
        subscriptions.c.last_seq,
        upto,
        literal(0),
        literal(now, deliveries.c.opened.type),
    ).where(subscriptions.c.id.in_(ids))
    statement = database.insert(deliveries).from_select(
        ["subscription", "issue", "state", "after", "upto", "tries", "opened"], rows
    )
    opened = await connection.execute(statement.on_conflict_do_nothing().returning(deliveries.c.id))
    return len(opened.all())  # PostgreSQL's driver counts no rows of an INSERT
