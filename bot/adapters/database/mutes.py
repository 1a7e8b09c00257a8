"""Places that take no messages: which, since when, why, and when each is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, exists, insert, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import chats, deliveries, mutes, subscriptions
from bot.delivery.model import GONE, TRY_EVERY, WHOLE_CHAT, Mute, next_try
from bot.digests.subscription import Place
from bot.errors import Refusal
from bot.observability.metrics import MUTED


class Mutes:
    """What is muted, by chat and topic; see `bot.delivery.model.Mute`."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def mute(self, chat: int, topic: int, why: Refusal, now: datetime | None = None) -> bool:
        """Nothing is sent there until the next try; what is open for it ends. Returns whether this is new.

        The subscriptions stay. A chat that nothing is kept of cannot be muted.
        """
        now = now or self._clock()
        here = _exactly(chat, topic)
        async with self._database.write() as connection:
            # held, since another copy may be refused there at the same moment
            known = select(chats.c.id).where(chats.c.id == chat).with_for_update()
            if (await connection.execute(known)).first() is None:
                return False
            there = (await connection.execute(select(mutes).where(here))).one_or_none()
            is_new = there is None or there.why != why
            since = now if there is None or is_new else there.since
            row = {"why": why.value, "since": since, "next_try": next_try(why, since, now)}
            if there is None:
                await connection.execute(insert(mutes).values(chat=chat, topic=topic, **row))
            else:
                await connection.execute(update(mutes).where(here).values(**row))
            mine = select(subscriptions.c.id).where(subscriptions.c.chat == chat)
            if topic != WHOLE_CHAT:
                mine = mine.where(subscriptions.c.topic == topic)
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.state == "open", deliveries.c.subscription.in_(mine))
                .values(
                    state="muted" if why in GONE else "refused", owner=None, leased_until=None, closed=now
                )
            )
        if is_new:
            MUTED.labels(why.value).inc()
        return is_new

    async def lift(self, chat: int) -> bool:
        """The chat takes messages again, in every topic; returns whether anything there was muted.

        What came meanwhile is told at the next time of each subscription, by the rule for what was missed.
        """
        async with self._database.write() as connection:
            return (await connection.execute(delete(mutes).where(mutes.c.chat == chat))).rowcount > 0

    async def alive(self, place: Place) -> bool:
        """A sign of life from *place*: what was thought gone is there, and what was refused is tried again.

        A lack of rights is not over by it, nor is a chat found again: those are lifted when a message arrives.
        """
        if not await self.of(place.chat):  # nearly always
            return False
        now = self._clock()
        gone = mutes.c.why.in_([one.value for one in GONE])
        given_up = mutes.c.next_try.is_(None)
        async with self._database.write() as connection:
            back = await connection.execute(
                delete(mutes).where(mutes.c.chat == place.chat, or_(gone, mutes.c.topic == place.topic))
            )
            await connection.execute(
                update(mutes)
                .where(_exactly(place.chat, WHOLE_CHAT))
                .values(next_try=now, since=case((given_up, now), else_=mutes.c.since))
            )
            return back.rowcount > 0

    async def of(self, chat: int) -> list[Mute]:
        """Those of one chat, the whole chat's first."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(mutes).where(mutes.c.chat == chat).order_by(mutes.c.topic)
            )
            return [_mute(row) for row in found]

    async def every(self, limit: int) -> list[tuple[Mute, str]]:
        """The latest *limit* of all that somebody subscribed, with the chats' titles."""
        wanted = exists().where(
            subscriptions.c.chat == mutes.c.chat, mutes.c.topic.in_((WHOLE_CHAT, subscriptions.c.topic))
        )
        statement = select(mutes, chats.c.title).join(chats, chats.c.id == mutes.c.chat).where(wanted)
        async with self._database.read() as connection:
            found = await connection.execute(
                statement.order_by(mutes.c.since.desc(), mutes.c.chat).limit(limit)
            )
            return [(_mute(row), row.title) for row in found]


def silenced(now: datetime | None) -> ColumnElement[bool]:
    """Whether a subscription's place is muted at *now*; None: without another try.

    A try that lies further ahead than one is ever put off is due: the clock was set back since.
    """
    waiting: ColumnElement[bool] = mutes.c.next_try.is_(None)
    if now is not None:
        waiting = or_(waiting, and_(mutes.c.next_try > now, mutes.c.next_try <= now + TRY_EVERY))
    return exists().where(
        mutes.c.chat == subscriptions.c.chat, mutes.c.topic.in_((WHOLE_CHAT, subscriptions.c.topic)), waiting
    )


def awake(now: datetime | None) -> ColumnElement[bool]:
    """Subscriptions that are neither paused nor muted at *now*; None: nor for good."""
    return and_(subscriptions.c.paused.is_(False), not_(silenced(now)))


async def lift_for_delivery(connection: AsyncConnection, delivery: int) -> None:
    """A message of *delivery* arrived: its place is not muted (any more)."""
    place = select(subscriptions.c.chat, subscriptions.c.topic).join(
        deliveries, deliveries.c.subscription == subscriptions.c.id
    )
    row = (await connection.execute(place.where(deliveries.c.id == delivery))).one_or_none()
    if row is not None:
        await connection.execute(
            delete(mutes).where(mutes.c.chat == row.chat, mutes.c.topic.in_((WHOLE_CHAT, row.topic)))
        )


def _exactly(chat: int, topic: int) -> ColumnElement[bool]:
    return and_(mutes.c.chat == chat, mutes.c.topic == topic)


def _mute(row: Row[Any]) -> Mute:
    return Mute(row.chat, row.topic, Refusal(row.why), row.since, row.next_try)
