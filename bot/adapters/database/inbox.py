"""The inbox: updates that Telegram posted, each a row before Telegram is told that it came.

    await inbox.put(update_id, chat, body, name)      # claimed: leased to *name* at once
    for entry in await inbox.claim(name, most=20): …  # what waits, in the order of the chats, leased to *name*
    await inbox.done(entry.update_id, name)           # whether another of its chat waits

Copies of the bot share it: an update is claimed by one of them, nearly always by the one it is posted to, and while a
copy works on an update of a chat, the later ones of that chat wait for it or are its own. What a copy that died had
claimed is claimed by another; an update with which one after the other dies is tried beside no other such one, and
then no more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    String,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.clock_faults import LONGEST_LEASE
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import clean, inbox

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
REMEMBERED = timedelta(days=2)  # Telegram posts an update again for a day at most
SUSPECT_TRIES = 2  # then it may be what ends its process, and is tried alone among such ones
MOST_TRIES = 4
CLAIM_LOCK = 0x50516B01  # two copies that choose at once would both take a chat
CHAT_LOCKS = 0x50516B02  # and two that are posted updates of one chat at once

# Made once, since each update goes through them. First: another of the chat that is not *mine* and not worked off.
_this, _chat, _mine = (
    bindparam("this", type_=BigInteger),
    bindparam("of_chat", type_=BigInteger),
    bindparam("mine", type_=String),
)
_before, _done, _later = inbox.alias(), inbox.alias(), inbox.alias()
_others = exists().where(
    _chat != 0,
    _before.c.chat == _chat,
    _before.c.done_at.is_(None),
    func.coalesce(_before.c.owner, "") != _mine,
)
_PUT = {
    "update_id": _this,
    "chat": _chat,
    "body": bindparam("words"),
    "received_at": bindparam("now"),
    "owner": case((or_(_mine == "", _others), None), else_=_mine),
    "leased_until": case((or_(_mine == "", _others), None), else_=bindparam("until")),
    "tries": case((or_(_mine == "", _others), 0), else_=1),
}
_its_chat = select(_done.c.chat).where(_done.c.update_id == _this).scalar_subquery()
_waits = exists().where(_later.c.chat == _its_chat, _later.c.done_at.is_(None), _later.c.owner.is_(None))
_DONE = (
    update(inbox)
    .where(inbox.c.update_id == _this, inbox.c.owner == _mine)
    .values(done_at=bindparam("now"), body="", leased_until=None)
    .returning(_waits)
)


Put = Literal[
    "claimed", "waits", "known"
]  # what became of an update: waits to be claimed, or was recorded before


@dataclass(frozen=True, slots=True)
class Entry:
    """A posted update: its id, its chat (0: none), its JSON as it came."""

    update_id: int
    chat: int
    body: str


class Inbox:
    """See the module. clock: aware moments."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        put = database.insert(inbox).values(_PUT).on_conflict_do_nothing()
        self._put = put.returning(inbox.c.owner)

    async def put(self, update_id: int, chat: int, body: str, owner: str = "") -> Put:
        """Record an update; leased to *owner*, where one is named and no other has one of its chat to do.

        Raises: StoreError, and then it is not recorded; where the commit was in doubt it may be, and leased.
        """
        now = self._clock()
        given = {"this": update_id, "of_chat": chat, "words": clean(body), "now": now}
        async with self._database.write() as connection:
            if chat and owner:
                await self._database.lock(connection, CHAT_LOCKS, chat)
            made = await connection.execute(self._put, given | {"mine": owner, "until": now + LEASE})
            row = made.first()
        if row is None:
            return "known"
        return "claimed" if row.owner else "waits"

    async def claim(self, owner: str, most: int) -> list[Entry]:
        """At most *most* updates that nobody works on, oldest first, leased to *owner* until `renew` or `done`.

        Of those whose processes ended again and again one at a time, until one has been tried MOST_TRIES times.
        """
        now = self._clock()
        free = or_(inbox.c.owner.is_(None), self._lapsed(now))
        others = select(inbox.c.chat).where(inbox.c.done_at.is_(None), ~free, inbox.c.owner != owner)
        mine_to_take = and_(
            inbox.c.done_at.is_(None),
            inbox.c.received_at > now - REMEMBERED,
            free,
            or_(inbox.c.chat == 0, inbox.c.chat.not_in(others)),
        )
        wanted = select(inbox.c.update_id, inbox.c.chat, inbox.c.body).where(mine_to_take)
        wanted = wanted.order_by(inbox.c.update_id)
        async with self._database.read() as connection:  # nearly always there is none
            if (await connection.execute(wanted.limit(1))).first() is None:
                return []
        anew = (
            func.coalesce(inbox.c.owner, "") != owner
        )  # else its lease only ran out, as while the machine slept
        suspect = and_(inbox.c.tries >= SUSPECT_TRIES, anew)
        async with self._database.write() as connection:
            await self._database.lock(connection, CLAIM_LOCK)
            await self._set_aside(connection, and_(mine_to_take, anew, inbox.c.tries >= MOST_TRIES), now)
            waiting = select(inbox.c.chat).where(mine_to_take, suspect, inbox.c.chat != 0)
            fresh = wanted.where(~suspect, inbox.c.chat.not_in(waiting)).limit(most)
            alone = wanted.where(suspect).limit(1)
            rows = [*(await connection.execute(fresh)).all()]
            if not await self._is_tried(connection, owner):
                rows += (await connection.execute(alone)).all()
            await connection.execute(
                update(inbox)
                .where(inbox.c.update_id.in_([row.update_id for row in rows]))
                .values(tries=inbox.c.tries + case((anew, 1), else_=0), owner=owner, leased_until=now + LEASE)
            )
        return [Entry(row.update_id, row.chat, row.body) for row in rows]

    async def _set_aside(
        self, connection: AsyncConnection, which: ColumnElement[bool], now: datetime
    ) -> None:
        aside = update(inbox).where(which).values(done_at=now, body="", owner=None, leased_until=None)
        for id in (await connection.execute(aside.returning(inbox.c.update_id))).scalars():
            log.error(
                "update set aside: id=%d, its process ended %d times while at work on it", id, MOST_TRIES
            )

    async def _is_tried(self, connection: AsyncConnection, owner: str) -> bool:
        """Whether *owner* works on one already that others ended with."""
        mine = inbox.c.owner == owner, inbox.c.done_at.is_(None), inbox.c.tries > SUSPECT_TRIES
        return (await connection.execute(select(inbox.c.update_id).where(*mine).limit(1))).first() is not None

    def _lapsed(self, now: datetime) -> ColumnElement[bool]:
        """Leases that have run out, or were given by a clock that was ahead.

        None where the database was away just now: whoever has one was not able to renew it.
        """
        if self._database.availability.recovers:
            return false()
        return or_(inbox.c.leased_until <= now, inbox.c.leased_until > now + LONGEST_LEASE)

    async def renew(self, owner: str, ids: Collection[int]) -> None:
        """Lease what *owner* works on for another while: *ids* alone, so that what it does not know of lapses."""
        async with self._database.write() as connection:
            await connection.execute(
                update(inbox)
                .where(inbox.c.owner == owner, inbox.c.done_at.is_(None), inbox.c.update_id.in_(ids))
                .values(leased_until=self._clock() + LEASE)
            )

    async def done(self, update_id: int, owner: str) -> bool:
        """It is worked off: its words are forgotten, its id is not. Whether another of its chat waits to be claimed.

        Waits for a database that is away.
        """

        async def record() -> bool:
            given = {"this": update_id, "mine": owner, "now": self._clock()}
            async with self._database.write() as connection:
                return bool((await connection.execute(_DONE, given)).scalar())

        return await self._database.outlast(record)

    async def release(self, owner: str, ids: Collection[int] | None = None) -> None:
        """What *owner* has claimed and not done, of *ids* where given, is anybody's again, as if never claimed."""
        await self._free([owner], ids, tries=inbox.c.tries - 1)

    async def release_ended(self, has_ended: Callable[[str], bool]) -> None:
        """What processes have claimed that surely live no more is anybody's again."""
        statement = (
            select(inbox.c.owner).where(inbox.c.done_at.is_(None), inbox.c.owner.is_not(None)).distinct()
        )
        async with self._database.read() as connection:
            owners = (await connection.execute(statement)).scalars().all()
        await self._free([owner for owner in owners if has_ended(owner)])

    async def _free(self, owners: list[str], ids: Collection[int] | None = None, **changes: Any) -> None:
        if not owners:
            return
        which = true() if ids is None else inbox.c.update_id.in_(ids)
        async with self._database.write() as connection:
            await connection.execute(
                update(inbox)
                .where(inbox.c.owner.in_(owners), inbox.c.done_at.is_(None), which)
                .values(owner=None, leased_until=None, **changes)
            )

    async def waiting(self) -> int:
        """How many updates are not worked off."""
        statement = select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None))
        async with self._database.read() as connection:
            return int((await connection.execute(statement)).scalar_one())

    async def forget_old(self) -> int:
        """Drop what was worked off, or received and not claimed since, REMEMBERED ago; how many."""
        old = self._clock() - REMEMBERED
        gone = or_(inbox.c.done_at < old, and_(inbox.c.done_at.is_(None), inbox.c.received_at < old))
        return await delete_where(self._database, inbox, gone)
