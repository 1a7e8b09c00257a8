"""Watches in the outbox: which have something to look at, and what their chats heard of them lately."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.schema import arrivals, deliveries, subscriptions
from bot.adapters.database.subscriptions import chosen, from_row, readable
from bot.digests.subscription import Place, Subscription


async def behind(
    connection: AsyncConnection, quiet_since: datetime, awake: ColumnElement[bool]
) -> list[Subscription]:
    """Those behind the last arrival that did not speak after *quiet_since*, the longest silent first."""
    last = select(func.coalesce(func.max(arrivals.c.seq), 0)).scalar_subquery()
    open_ones = select(deliveries.c.subscription).where(deliveries.c.state == "open")
    statement = chosen().where(
        subscriptions.c.kind == "watch",
        subscriptions.c.last_seq < last,
        or_(subscriptions.c.last_sent_at.is_(None), subscriptions.c.last_sent_at <= quiet_since),
        subscriptions.c.id.not_in(open_ones),
        awake,
    )
    silent_first = (
        subscriptions.c.last_sent_at.is_not(None),
        subscriptions.c.last_sent_at,
        subscriptions.c.id,
    )
    return readable(await connection.execute(statement.order_by(*silent_first)), from_row)


async def told(connection: AsyncConnection, since: datetime) -> dict[int, list[datetime]]:
    """When messages of watches, sent or on their way, were opened after *since*, by chat, the oldest first."""
    statement: Any = (
        select(subscriptions.c.chat, deliveries.c.opened)
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription)
        .where(
            subscriptions.c.kind == "watch",
            deliveries.c.state.in_(("open", "sent")),
            deliveries.c.opened > since,
        )
        .order_by(deliveries.c.opened)
    )
    found: dict[int, list[datetime]] = {}
    for row in await connection.execute(statement):
        found.setdefault(row.chat, []).append(row.opened)
    return found


async def beside(connection: AsyncConnection, chats: Collection[int]) -> dict[Place, list[Subscription]]:
    """Those of *chats* by their places, but those that pause, the oldest first."""
    statement = chosen().where(
        subscriptions.c.kind == "watch", subscriptions.c.chat.in_(chats), subscriptions.c.paused.is_(False)
    )
    found: dict[Place, list[Subscription]] = {}
    for one in readable(await connection.execute(statement.order_by(subscriptions.c.id)), from_row):
        found.setdefault(one.place, []).append(one)
    return found
