"""The outbox of deliveries: `bot.delivery.model.Outbox`, in SQL that both databases understand.

Every method is one transaction, or several where each may stand alone. A delivery belongs to whoever's name stands
in `owner`; a claim replaces it, and every step of the one before finds its name gone. PostgreSQL lets two claimers
pass each other by SKIP LOCKED, SQLite lets them in one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database import issues, watches
from bot.adapters.database.arrivals import Arrivals
from bot.adapters.database.chats import Chats
from bot.adapters.database.chunks import chunks, delete_where
from bot.adapters.database.clock_faults import free_at, is_ahead, set_right
from bot.adapters.database.engine import Database
from bot.adapters.database.mutes import Mutes, awake, lift_for_delivery
from bot.adapters.database.parts import LEFT, left_of, part_of, row_of, settle_part
from bot.adapters.database.schema import chats, deliveries, parts, subscriptions
from bot.adapters.database.subscriptions import chosen, from_row, readable, slot_of
from bot.delivery.model import Delivery, Outcome, Part
from bot.digests.edition import Arrival
from bot.digests.subscription import Place, Slot, Subscription
from bot.errors import Refusal
from bot.observability.metrics import DELIVERIES

# Outcomes after which the subscription counts as sent, so that the next issue goes on from there. A broken one
# does too: what cannot be composed today cannot be tomorrow.
MOVES_ON: tuple[Outcome, ...] = ("sent", "nothing", "broken")

# Ended from outside, perhaps while a part was in flight.
INTERRUPTED: tuple[Outcome, ...] = ("muted", "refused")

KEPT_DAYS = 60  # deliveries, for whoever asks what was sent


class Outbox:
    """See `bot.delivery.model.Outbox` for what each method promises."""

    def __init__(self, database: Database, arrivals: Arrivals, chats: Chats, mutes: Mutes) -> None:
        self._database = database
        self._chats = chats
        self._mutes = mutes
        self._arrivals = arrivals

    async def usable(self) -> None:
        await self._database.availability.usable()

    # --- what is due ---

    async def slots(self) -> list[Slot]:
        columns = [subscriptions.c[name] for name in ("at", "days", "month_days", "zone")]
        statement = (
            select(func.min(subscriptions.c.id).label("id"), *columns)
            .join(chats, chats.c.id == subscriptions.c.chat)
            .where(subscriptions.c.kind == "digest", awake(None))
            .group_by(*columns)
            .order_by(subscriptions.c.at, subscriptions.c.zone, subscriptions.c.days)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return readable(rows, slot_of)

    async def open_issues(self, slot: Slot, day: date, now: datetime) -> int:
        return await issues.open_slot(self._database, slot, day, now)

    async def watches(self, quiet_since: datetime, now: datetime) -> list[Subscription]:
        async with self._database.read() as connection:
            return await watches.behind(connection, quiet_since, awake(now))

    async def told_by_watches(self, since: datetime) -> dict[int, list[datetime]]:
        async with self._database.read() as connection:
            return await watches.told(connection, since)

    async def beside(self, chats: Collection[int]) -> dict[Place, list[Subscription]]:
        async with self._database.read() as connection:
            return await watches.beside(connection, chats)

    async def open_watches(self, ids: Sequence[int], upto: int, now: datetime) -> None:
        await issues.open_watches(self._database, ids, upto, now)

    async def passed_by(self, ids: Sequence[int], upto: int) -> None:
        await issues.pass_by(self._database, ids, upto)

    # --- claim, compose, send, settle ---

    async def set_right(self, now: datetime) -> None:
        async with self._database.read() as connection:  # nearly always nothing is
            if not await is_ahead(connection, now):
                return
        async with self._database.write() as connection:
            await set_right(connection, now)

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int, but: Collection[int] = ()
    ) -> list[Delivery]:
        free = free_at(now, patient=self._database.availability.recovers)
        mine = _owned(owner)  # where the answer to its claim was lost
        which = select(deliveries.c.id).where(or_(free, mine), deliveries.c.id.not_in(but))
        which = which.order_by(deliveries.c.id).limit(limit).with_for_update(skip_locked=True)
        async with self._database.write() as connection:
            ids = list((await connection.execute(which)).scalars())
            if not ids:
                return []
            await connection.execute(
                update(deliveries).where(deliveries.c.id.in_(ids)).values(owner=owner, leased_until=until)
            )
            claimed = (await connection.execute(select(deliveries).where(deliveries.c.id.in_(ids)))).all()
            wishes = await connection.execute(
                chosen().where(subscriptions.c.id.in_([row.subscription for row in claimed]))
            )
            by_id = {one.id: one for one in readable(wishes, from_row)}
            if broken := [row.id for row in claimed if row.subscription not in by_id]:
                ends = {"state": "broken", "owner": None, "leased_until": None, "closed": now}
                await connection.execute(update(deliveries).where(deliveries.c.id.in_(broken)).values(ends))
                claimed = [row for row in claimed if row.id not in broken]
            kept: dict[int, list[Any]] = {}
            for row in await connection.execute(
                select(parts).where(parts.c.delivery.in_(ids)).order_by(parts.c.number)
            ):
                kept.setdefault(row.delivery, []).append(row)
        return [
            Delivery(
                id=row.id,
                owner=owner,
                subscription=by_id[row.subscription],
                issue=row.issue,
                opened=row.opened,
                upto=row.upto,
                parts=left_of(kept[row.id]) if row.id in kept else None,
                in_doubt=any(part.state == "sending" for part in kept.get(row.id, ())),
                tries=row.tries,
            )
            for row in sorted(claimed, key=lambda row: row.id)
        ]

    async def release(self, has_ended: Callable[[str], bool]) -> int:
        leased = select(deliveries.c.owner).where(
            deliveries.c.state == "open", deliveries.c.owner.is_not(None)
        )
        async with self._database.write() as connection:
            owners = (await connection.execute(leased.distinct())).scalars().all()
            freed = 0
            for gone in chunks([owner for owner in owners if has_ended(owner)]):
                theirs = deliveries.c.state == "open", deliveries.c.owner.in_(gone)
                free = update(deliveries).where(*theirs).values(owner=None, leased_until=None)
                freed += (await connection.execute(free)).rowcount
            return freed

    async def keep(self, owner: str, composed: Mapping[int, Sequence[Part]], now: datetime) -> set[int]:
        async with self._database.write() as connection:
            ours = set(
                (
                    await connection.execute(
                        select(deliveries.c.id)
                        .where(deliveries.c.id.in_(composed), _owned(owner))
                        .with_for_update()  # lest it be claimed by another before its parts are there
                    )
                ).scalars()
            )
            rows = [
                row_of(id, number, part) for id in sorted(ours) for number, part in enumerate(composed[id], 1)
            ]
            if rows:
                await connection.execute(self._database.insert(parts).on_conflict_do_nothing(), rows)
            empty = [id for id in ours if not composed[id]]
            if empty:
                await self._close(connection, owner, empty, "nothing", now)
        return ours - set(empty)

    async def start(self, delivery: int, owner: str, part: int, now: datetime, until: datetime) -> bool:
        async with self._database.write() as connection:
            leased = await connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery, _owned(owner))
                .values(leased_until=until)
            )
            if leased.rowcount == 0:
                return False
            mine = and_(parts.c.delivery == delivery, parts.c.number == part)
            settled = select(parts.c.number).where(mine, parts.c.state.not_in(LEFT))
            if (await connection.execute(settled)).first() is not None:
                return False  # whoever had it before us sent it, and said so only now
            await connection.execute(
                update(parts).where(mine).values(state="sending", attempt=parts.c.attempt + 1, at=now)
            )
            return True

    async def settle(
        self, delivery: int, owner: str, part: int, message_id: int | None, now: datetime, *, last: bool
    ) -> bool:
        async with self._database.write() as connection:
            if message_id is not None:
                await lift_for_delivery(connection, delivery)
            # each statement counts here: no other part is sent before this one is known as sent
            if not (
                await self._close(connection, owner, [delivery], "sent", now)
                if last
                else await _is_owned(connection, delivery, owner)
            ):
                await self._settle_for_another(connection, delivery, part, message_id, now)
                return False
            await settle_part(connection, delivery, part, message_id, now)
            return True

    async def _settle_for_another(
        self, connection: AsyncConnection, delivery: int, part: int, message_id: int | None, now: datetime
    ) -> None:
        """Another has it by now, or a pause or a mute ended it; what was sent is sent even so."""
        unsent = deliveries.c.state.in_(("open", *INTERRUPTED))
        held = select(deliveries.c.id).where(deliveries.c.id == delivery, unsent).with_for_update()
        if (await connection.execute(held)).first() is None:
            return
        if await settle_part(connection, delivery, part, message_id, now):
            await self._end(connection, unsent, [delivery], "sent", now)

    async def close(self, delivery: int, owner: str, outcome: Outcome, now: datetime) -> bool:
        async with self._database.write() as connection:
            return await self._close(connection, owner, [delivery], outcome, now)

    async def _close(
        self,
        connection: AsyncConnection,
        owner: str,
        ids: Sequence[int],
        outcome: Outcome,
        now: datetime,
    ) -> bool:
        """End those that are leased to *owner*; whether there was any."""
        return await self._end(connection, _owned(owner), ids, outcome, now)

    async def _end(
        self,
        connection: AsyncConnection,
        which: ColumnElement[bool],
        ids: Sequence[int],
        outcome: Outcome,
        now: datetime,
    ) -> bool:
        closed: CursorResult[Any] = await connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(ids), which)
            .values(state=outcome, owner=None, leased_until=None, closed=now)
        )
        if closed.rowcount == 0:
            return False
        mine = select(deliveries.c.subscription).where(deliveries.c.id.in_(ids))
        DELIVERIES.labels(outcome).inc(closed.rowcount)
        if outcome in ("sent", "refused"):  # a watch makes a pause after either
            spoke = update(subscriptions).where(subscriptions.c.id.in_(mine))
            await connection.execute(spoke.values(last_sent_at=now))
        if outcome not in MOVES_ON:
            return True
        upto = (
            select(func.max(deliveries.c.upto))
            .where(deliveries.c.subscription == subscriptions.c.id, deliveries.c.id.in_(ids))
            .scalar_subquery()
        )
        await connection.execute(
            update(subscriptions)
            .where(subscriptions.c.id.in_(mine))
            .values(last_seq=case((subscriptions.c.last_seq < upto, upto), else_=subscriptions.c.last_seq))
        )
        return True

    async def put_off(self, delivery: int, owner: str, until: datetime, *, counts: bool = True) -> bool:
        async with self._database.write() as connection:
            back: CursorResult[Any] = await connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery, _owned(owner))
                .values(
                    owner=None,
                    leased_until=None,
                    not_before=until,
                    tries=deliveries.c.tries + (1 if counts else 0),
                )
            )
            if back.rowcount == 0:
                return False
            await connection.execute(
                update(parts)
                .where(parts.c.delivery == delivery, parts.c.state == "sending")
                .values(state="waiting")
            )
            return True

    async def divide(
        self, delivery: int, owner: str, part: int, pieces: Sequence[Part], now: datetime
    ) -> dict[int, Part]:
        async with self._database.write() as connection:
            if not await _is_owned(connection, delivery, owner):
                return {}
            mine = and_(parts.c.delivery == delivery, parts.c.number >= part)
            rows = (await connection.execute(select(parts).where(mine).order_by(parts.c.number))).all()
            left = [*pieces, *(part_of(row) for row in rows if row.number > part)]
            await connection.execute(delete(parts).where(mine))
            await connection.execute(
                insert(parts), [row_of(delivery, at, one) for at, one in enumerate(left, part)]
            )
        return dict(enumerate(left, part))

    async def forget_old(self, now: datetime) -> int:
        """Drop deliveries that ended KEPT_DAYS ago, with their parts; returns how many."""
        is_old = deliveries.c.opened < now - timedelta(days=KEPT_DAYS)
        return await delete_where(self._database, deliveries, and_(deliveries.c.state != "open", is_old))

    async def leave_topic(self, place: Place) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(subscriptions)
                .where(subscriptions.c.chat == place.chat, subscriptions.c.topic == place.topic)
                .values(topic=0)
            )

    async def mute(self, chat: int, topic: int, why: Refusal, now: datetime) -> bool:
        return await self._mutes.mute(chat, topic, why, now)

    async def move_chat(self, old: int, new: int) -> None:
        await self._chats.move(old, new)

    # --- arrivals ---

    async def last_arrival(self) -> int:
        return await self._arrivals.last_arrival()

    async def last_arrival_before(self, when: datetime) -> int:
        return await self._arrivals.last_arrival_before(when)

    async def arrivals(self, after: int, upto: int, limit: int) -> list[Arrival]:
        return await self._arrivals.arrivals(after, upto, limit)


def _owned(owner: str) -> Any:
    return and_(deliveries.c.owner == owner, deliveries.c.state == "open")


async def _is_owned(connection: AsyncConnection, delivery: int, owner: str) -> bool:
    """Whether it is, and stays so until the transaction ends."""
    found = await connection.execute(
        select(deliveries.c.id).where(deliveries.c.id == delivery, _owned(owner)).with_for_update()
    )
    return found.first() is not None
