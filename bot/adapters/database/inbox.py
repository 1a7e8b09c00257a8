"""The inbox: updates of Telegram's, posted or polled, each a row before Telegram is told that it came.

    await inbox.put([(update_id, chat, body)], name)  # claimed: leased to *name* at once
    for entry in await inbox.claim(name, most=20): …  # what waits, a chat after the other, leased to *name*
    await inbox.done([entry.update_id], name)         # whether others of its chat wait

Copies of the bot share it: an update is claimed by one of them, nearly always by the one it came to, and while a
copy works on an update of a chat, the later ones of that chat wait for it or are its own. What a copy that died had
claimed is claimed by another; an update with which one after the other dies is tried beside no other such one, and
then no more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    String,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    null,
    or_,
    select,
    true,
    union_all,
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
FREE: dict[str, Any] = {"owner": None, "leased_until": None, "tries": 0}
NOBODY = "-"
CLAIM_LOCK = 0x50516B01  # two copies that choose at once would both take a chat
CHAT_LOCKS = 0x50516B02  # and two that are posted updates of one chat at once

# Made once, since each update goes through them.
_mine = bindparam("mine", type_=String)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_chats: BindParameter[Any] = bindparam("chats", expanding=True)
_none = cast(null(), BigInteger)
# The ids of those that are recorded already, and the chats of which another than *mine* has something to do.
_BEFORE = union_all(
    select(inbox.c.update_id, _none.label("chat")).where(inbox.c.update_id.in_(_ids)),
    select(_none, inbox.c.chat)
    .distinct()
    .where(inbox.c.chat.in_(_chats), inbox.c.done_at.is_(None), func.coalesce(inbox.c.owner, "") != _mine),
)
_DONE = (
    update(inbox)
    .where(inbox.c.update_id.in_(_ids), inbox.c.owner == _mine)
    .values(done_at=bindparam("now"), body="", leased_until=None)
    .returning(inbox.c.chat)
)
_WAITS = (
    select(inbox.c.update_id)
    .where(
        inbox.c.chat.in_(_chats),
        inbox.c.done_at.is_(None),
        inbox.c.owner.is_(None),
    )
    .limit(1)
)

Put = Literal[
    "claimed", "waits", "known"
]  # what became of an update: waits to be claimed, or was recorded before


@dataclass(frozen=True, slots=True)
class Entry:
    """An update: its id, its chat (0: none), its JSON as it came."""

    update_id: int
    chat: int
    body: str


class Inbox:
    """See the module. clock: aware moments."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._put = database.insert(inbox).on_conflict_do_nothing()

    async def put(
        self, came: Sequence[tuple[int, int, str]], owner: str = "", most: int = 1_000
    ) -> list[Put]:
        """Record updates, all or none; what became of each.

        came: id, chat (0: none) and JSON of each. owner: to whom *most* of them are leased at once, where one is
        named, except those of whose chat another has something to do.
        Raises: StoreError, and then they are not recorded; where the commit was in doubt they may be, and leased.
        """
        ids, chats = [id for id, _, _ in came], sorted({chat for _, chat, _ in came if chat})
        async with self._database.write() as connection:
            now = self._clock()  # not before, since it may have been waited for
            for key in sorted({chat or id for id, chat, _ in came}):
                await self._database.lock(connection, CHAT_LOCKS, key)
            before = (
                await connection.execute(_BEFORE, {"ids": ids, "chats": chats, "mine": owner or NOBODY})
            ).all()
            known = {row.update_id for row in before if row.update_id is not None}
            busy = {row.chat for row in before if row.update_id is None}
            made, room = list[Put](), most if owner else 0
            for id, chat, _ in came:
                made.append("known" if id in known else "waits" if chat in busy or room <= 0 else "claimed")
                known.add(id)
                room -= made[-1] == "claimed"
                if chat and made[-1] == "waits":
                    busy.add(chat)
            given = {"owner": owner, "leased_until": now + LEASE, "tries": 1}
            rows = [
                {"update_id": id, "chat": chat, "body": clean(body), "received_at": now}
                | (given if put == "claimed" else FREE)
                for (id, chat, body), put in zip(came, made, strict=True)
                if put != "known"
            ]
            if rows:
                await connection.execute(self._put, rows)
        return made

    async def claim(self, owner: str, most: int) -> list[Entry]:
        """At most *most* updates that nobody works on, leased to *owner* until `renew` or `done`.

        The oldest of each chat, then the second of each, and so on; of those whose processes ended again and again
        one at a time, until one has been tried MOST_TRIES times.
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
            nth = func.row_number().over(partition_by=inbox.c.chat, order_by=inbox.c.update_id)
            fresh = wanted.where(~suspect, inbox.c.chat.not_in(waiting)).order_by(nth, inbox.c.update_id)
            alone = wanted.where(suspect).order_by(inbox.c.update_id).limit(1)
            rows = [*(await connection.execute(fresh.limit(most))).all()]
            if not await self._is_tried(connection, owner):
                rows += (await connection.execute(alone)).all()
            await connection.execute(
                update(inbox)
                .where(inbox.c.update_id.in_([row.update_id for row in rows]))
                .values(
                    tries=inbox.c.tries + case((anew, 1), else_=0),
                    owner=owner,
                    leased_until=self._clock() + LEASE,  # the line may have been waited for
                )
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

    async def renew(self, owner: str, ids: Collection[int]) -> set[int]:
        """Lease what *owner* works on for another while: *ids* alone, so that what it does not know of lapses.

        Returns: those that are its own still.
        """
        async with self._database.write() as connection:
            renewed = await connection.execute(
                update(inbox)
                .where(inbox.c.owner == owner, inbox.c.done_at.is_(None), inbox.c.update_id.in_(ids))
                .values(leased_until=self._clock() + LEASE)
                .returning(inbox.c.update_id)
            )
            return set(renewed.scalars())

    async def done(self, ids: Collection[int], owner: str) -> bool:
        """They are worked off: their words are forgotten, their ids are not. Whether others of their chats wait.

        Waits for a database that is away.
        """

        async def record() -> bool:
            given = {"ids": list(ids), "mine": owner, "now": self._clock()}
            async with self._database.write() as connection:
                chats = list((await connection.execute(_DONE, given)).scalars())
                return (await connection.execute(_WAITS, {"chats": chats})).first() is not None

        return await self._database.outlast(record)

    async def put_done(self, ids: Collection[int]) -> None:
        """Record the ids of updates that were worked off without having been recorded."""
        now = self._clock()
        rows = [{"update_id": id, "chat": 0, "body": "", "received_at": now, "done_at": now} for id in ids]
        async with self._database.write() as connection:
            await connection.execute(self._put, rows)

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
