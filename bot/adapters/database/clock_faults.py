"""What was written by a clock that was ahead: it must not hold up the right time.

An issue opened too early was told; its day comes all the same, and tells what is new by then. A lease or a pause that
reaches further than any of ours is over.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.chunks import chunks
from bot.adapters.database.schema import arrivals, deliveries, parts, subscriptions
from bot.digests.zones import zone_called

SLACK = timedelta(minutes=5)  # by which the clocks of two hosts may differ
LONGEST_LEASE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=1)  # Telegram's longest known "retry after"
AHEAD = timedelta(hours=14)  # of UTC, the furthest zone


def free_at(now: datetime, *, patient: bool = False) -> ColumnElement[bool]:
    """Whether an open delivery may be claimed: neither leased nor put off, as far as a right clock could have.

    patient: nor leased by a lease that has run out, since whoever has it may not have been able to write.
    """
    lease, pause = deliveries.c.leased_until, deliveries.c.not_before
    ended = lease.is_(None) if patient else or_(lease.is_(None), lease <= now, lease > now + LONGEST_LEASE)
    return and_(
        deliveries.c.state == "open",
        ended,
        or_(pause.is_(None), pause <= now, pause > now + LONGEST_PAUSE),
    )


def last_issue_before(last: date | None, zone: str, now: datetime) -> date | None:
    """*last* where it can be so by now; else the day before today, so that today's issue is not held up."""
    today = now.astimezone(zone_called(zone)).date()
    return last if last is None or last <= today + timedelta(days=1) else today - timedelta(days=1)


async def is_ahead(connection: AsyncConnection, now: datetime) -> bool:
    """Whether something lies in the future of *now*."""
    newest = [
        select(deliveries.c.opened).order_by(deliveries.c.id.desc()).limit(1),
        select(arrivals.c.at).order_by(arrivals.c.seq.desc()).limit(1),
        select(func.max(subscriptions.c.last_sent_at)),
        select(func.max(subscriptions.c.made_at)),
        select(func.max(deliveries.c.closed)).where(deliveries.c.state == "given up"),
    ]
    for one in newest:
        moment = (await connection.execute(one)).scalar()
        if moment is not None and moment > now + SLACK:
            return True
    latest = (await connection.execute(select(func.max(subscriptions.c.last_issue)))).scalar()
    return latest is not None and latest > (now + AHEAD).date() + timedelta(days=1)


async def set_right(connection: AsyncConnection, now: datetime) -> int:
    """Move what lies in the future to *now*; how many subscriptions that freed."""
    early = deliveries.c.opened > now + SLACK
    begun = select(parts.c.delivery).where(parts.c.state.not_in(("waiting",)))
    affected = set((await connection.execute(select(deliveries.c.subscription).where(early))).scalars())
    await connection.execute(
        delete(deliveries).where(early, deliveries.c.state == "open", deliveries.c.id.not_in(begun))
    )
    digests = select(subscriptions.c.id).where(subscriptions.c.kind == "digest")
    await connection.execute(  # its name is given back to its day
        update(deliveries)
        .where(early, deliveries.c.state != "open", deliveries.c.subscription.in_(digests))
        .values(issue=literal("early ").concat(cast(deliveries.c.id, String)))
    )
    await connection.execute(update(deliveries).where(early).values(opened=now))
    await connection.execute(  # given up by a clock that ran away
        update(deliveries)
        .where(deliveries.c.state == "given up", deliveries.c.closed > now + SLACK)
        .values(state="open", owner=None, leased_until=None, not_before=None, closed=None)
    )
    await connection.execute(update(arrivals).where(arrivals.c.at > now + SLACK).values(at=now))
    for column in (subscriptions.c.last_sent_at, subscriptions.c.made_at):
        if column is subscriptions.c.made_at:
            made = select(subscriptions.c.id).where(column > now + SLACK)
            affected |= set((await connection.execute(made)).scalars())
        await connection.execute(update(subscriptions).where(column > now + SLACK).values({column.name: now}))
    return await _free(connection, affected, now)


async def _free(connection: AsyncConnection, affected: set[int], now: datetime) -> int:
    """Let the issues of today be opened."""
    columns = (subscriptions.c.id, subscriptions.c.zone, subscriptions.c.last_issue)
    suspect: Any = subscriptions.c.last_issue >= (now - AHEAD).date()
    freed: dict[date, list[int]] = {}
    for row in (await connection.execute(select(*columns).where(suspect))).all():
        today = now.astimezone(zone_called(row.zone)).date()
        right = last_issue_before(row.last_issue, row.zone, now)
        if row.id in affected and row.last_issue >= today:
            right = today - timedelta(days=1)
        if right is not None and right != row.last_issue:
            freed.setdefault(right, []).append(row.id)
    for day, ids in freed.items():
        for some in chunks(ids):
            mine = update(subscriptions).where(subscriptions.c.id.in_(some))
            await connection.execute(mine.values(last_issue=day))
    return sum(map(len, freed.values()))
