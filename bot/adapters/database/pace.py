"""One flood budget for all copies of the bot: whoever sends takes a place in the second, and in a group's minute.

    async with Pace(database, "token:ab12").place(-100, patience_s=5, gap_s=1) as seat:
        if not seat.pause_s: …  # the message goes, and Telegram answers

The bot has as many seats as messages may go in a second. One is taken before a message goes and is free a second after
Telegram has answered: however late a busy copy, the network or Telegram is, no second can have more of them. A seat is
leased, and kept for as long as its message is on its way; one that did not go gives it back at once. The database's
clock counts. While it is away each copy keeps the limit for itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.engine import Database
from bot.adapters.database.sharing_tables import pace, pace_seats
from bot.delivery.budget import Seat
from bot.delivery.rate_limit import GROUP_PER_MINUTE, PER_SECOND
from bot.errors import StoreError

SECOND_S, MINUTE_S = 1.01, 61.0  # and what clocks and rounding may take
OF_DIGESTS = PER_SECOND - 3  # the others are for replies, which need not wait for digests then
LEASE_S = 30.0  # then a seat of a process that was killed is free
RENEW_S = LEASE_S / 3  # a file may take minutes to reach Telegram
LOOK_S = 0.05  # between looks for a seat, where all of them are with messages that Telegram has not answered
SLACK_S = 1.0  # by which a server's clock may be set back without notice
ROW = {"places": [], "held_until": 0.0, "held_since": 0.0}
NOW = "extract(epoch FROM clock_timestamp())::float"
# A seat that is free, where the chat is not held; replies begin with those that digests do not take.
TAKE = text(
    "WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)), "  # of a crash a second's places
    f"clock AS (SELECT {NOW} AS t FROM quick), "
    "free AS (SELECT seat, t FROM pace_seats, clock WHERE name = :name AND seat < :most "
    f"AND (free_at <= t OR free_at > t + {LEASE_S + SLACK_S}) "
    "AND NOT EXISTS (SELECT FROM pace WHERE pace.name = :one "
    f"AND held_until > t AND held_since <= t + {SLACK_S}) "
    "ORDER BY seat DESC LIMIT 1 FOR UPDATE OF pace_seats SKIP LOCKED) "
    f"UPDATE pace_seats SET free_at = t + {LEASE_S} FROM free "
    "WHERE pace_seats.name = :name AND pace_seats.seat = free.seat RETURNING pace_seats.seat, pace_seats.free_at"
)
# Of the chat how long it is held; of all whether there are seats, and when the next is free.
WAIT = text(
    f"SELECT {NOW}, count(*), coalesce(min(free_at), 0), coalesce((SELECT held_until FROM pace "
    f"WHERE pace.name = :one AND held_since <= {NOW} + {SLACK_S}), 0) "
    "FROM pace_seats WHERE name = :name AND seat < :most"
)
# One that lapsed is another's by now, or anybody's.
KEEP = text(
    "WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)) "
    f"UPDATE pace_seats SET free_at = {NOW} + :seconds FROM quick "
    "WHERE name = :name AND seat = :seat AND free_at = :taken RETURNING free_at"
)


@dataclass(slots=True)
class _Place:
    """A seat, and until when it is leased; of a group since when.

    seat: None where there is none; pause_s: until one may be had. is_chats: it is for the chat's own sake.
    """

    seat: int | None
    free_at: float = 0.0
    since: float = 0.0
    pause_s: float = 0.0
    is_chats: bool = False


class Pace:
    """See `bot.delivery.budget.Budget`. name: of the bot; copies of one have the same. renew_s: between renewals."""

    def __init__(
        self,
        database: Database,
        name: str,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        renew_s: float = RENEW_S,
    ) -> None:
        self._database, self._name, self._sleep, self._renew_s = database, name, sleep, renew_s
        # who asked first goes first: replies, and digests
        self._lines = {PER_SECOND: asyncio.Lock(), OF_DIGESTS: asyncio.Lock()}

    @asynccontextmanager
    async def place(self, chat: int, patience_s: float, gap_s: float = 0.0) -> AsyncIterator[Seat]:
        place = _Place(None)
        with suppress(StoreError):  # said already; see above
            place = await self._wait(chat, monotonic() + patience_s, gap_s)
        seat = Seat(place.pause_s)
        if place.seat is None:
            yield seat
            return
        answered = asyncio.Event()
        renewing = asyncio.create_task(self._renew(place, answered))
        try:
            yield seat
        finally:
            answered.set()
            await renewing  # which is not cut short, lest nobody know until when the seat is leased
            with suppress(StoreError):  # it is free by itself in a while
                await self._leave(chat, place, is_used=seat.is_used)

    async def _renew(self, place: _Place, answered: asyncio.Event) -> None:
        """Keep the seat until *answered*."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._renew_s):
                    await answered.wait()
                return
            with suppress(StoreError):  # the next time is in time
                async with self._database.write() as connection:
                    await self._keep(connection, place, LEASE_S)

    async def _keep(self, connection: AsyncConnection, place: _Place, seconds: float) -> None:
        """The seat is free in so many *seconds*, where it is ours still."""
        ours = {"name": self._name, "seat": place.seat, "taken": place.free_at, "seconds": seconds}
        place.free_at = (await connection.execute(KEEP, ours)).scalar() or place.free_at

    async def _wait(self, chat: int, until: float, gap_s: float) -> _Place:
        while True:
            async with self._lines[OF_DIGESTS if gap_s else PER_SECOND]:
                while True:
                    place = await self._take(chat, gap_s)
                    if place.seat is not None or monotonic() + place.pause_s > until:
                        return place
                    if place.is_chats:
                        break
                    await self._sleep(place.pause_s)
            await self._sleep(place.pause_s)  # the chat's own matter: meanwhile others go

    async def _take(self, chat: int, gap_s: float) -> _Place:
        async with self._database.write() as connection:
            if chat > 0:
                return await self._seat(connection, chat, gap_s)
            await self._put(connection, {"name": self._of(chat), **ROW}, new=True)
            now, mine = await self._row(connection, chat)
            last, minutes = mine["places"][-1:], mine["places"][-GROUP_PER_MINUTE : -GROUP_PER_MINUTE + 1]
            ready = max([now, *(at + gap_s for at in last), *(at + MINUTE_S for at in minutes)])
            if ready > now:
                return _Place(None, pause_s=ready - now, is_chats=True)
            place = await self._seat(connection, chat, gap_s)
            if place.seat is None:
                return place
            places = [*mine["places"], now][-GROUP_PER_MINUTE:]
            await self._put(connection, {**mine, "name": self._of(chat), "places": places})
            place.since = now
            return place

    async def _seat(self, connection: AsyncConnection, chat: int, gap_s: float) -> _Place:
        names = {"name": self._name, "one": self._of(chat), "most": OF_DIGESTS if gap_s else PER_SECOND}
        if (taken := (await connection.execute(TAKE, names)).one_or_none()) is not None:
            return _Place(taken.seat, taken.free_at)
        now, seats, free_at, held_until = (await connection.execute(WAIT, names)).one()
        if held_until > now:
            return _Place(None, pause_s=held_until - now, is_chats=True)
        if not seats:  # the bot's first message
            rows = [{"name": self._name, "seat": seat, "free_at": 0.0} for seat in range(PER_SECOND)]
            await connection.execute(self._database.insert(pace_seats).on_conflict_do_nothing(), rows)
            return _Place(None)
        return _Place(None, pause_s=min(max(free_at - now, 0.001), LOOK_S))

    async def _leave(self, chat: int, place: _Place, *, is_used: bool) -> None:
        """Telegram has answered; when it counted the message, nobody knows, so it counts from now."""
        async with self._database.write() as connection:
            await self._keep(connection, place, SECOND_S if is_used else 0.0)
            if chat < 0:
                now, mine = await self._row(connection, chat)
                places = [at for at in mine["places"] if at != place.since]
                places = [*places, now][-GROUP_PER_MINUTE:] if is_used else places
                await self._put(connection, {**mine, "name": self._of(chat), "places": places})

    async def hold(self, chat: int, seconds: float) -> None:
        try:
            async with self._database.write() as connection:
                await self._put(connection, {"name": self._of(chat), **ROW}, new=True)
                now, mine = await self._row(connection, chat)
                held = {"held_until": max(mine["held_until"], now + seconds), "held_since": now}
                await self._put(connection, {**mine, "name": self._of(chat), **held})
        except StoreError:  # the next who is refused finds out
            return

    def _of(self, chat: int) -> str:
        return f"{self._name}:{chat}"

    async def _row(self, connection: AsyncConnection, chat: int) -> tuple[float, dict[str, Any]]:
        """The database's clock, and what is known of the chat; nobody else changes it meanwhile."""
        await connection.execute(text("SET LOCAL synchronous_commit = off"))  # of a crash a second's places
        mine = select(pace).where(pace.c.name == self._of(chat)).with_for_update()
        found = (await connection.execute(mine)).one_or_none()
        now = float((await connection.execute(text(f"SELECT {NOW}"))).scalar_one())
        return now, _believed({key: getattr(found, key) for key in ROW} if found else dict(ROW), now)

    async def _put(self, connection: AsyncConnection, row: dict[str, Any], *, new: bool = False) -> None:
        statement = self._database.insert(pace)
        if new:
            await connection.execute(statement.on_conflict_do_nothing(), row)
            return
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=[pace.c.name],
                set_={name: statement.excluded[name] for name in ROW},
            ),
            row,
        )

    async def forget_old(self) -> None:
        day_ago = text("extract(epoch FROM clock_timestamp()) - 86400")
        last = func.coalesce(pace.c.places[-1].as_float(), 0.0)
        await delete_where(self._database, pace, func.greatest(last, pace.c.held_until) < day_ago)


def _believed(row: dict[str, Any], now: float) -> dict[str, Any]:
    """What is known of a chat, without what a clock wrote that was ahead."""
    is_ahead = row["held_since"] > now + SLACK_S
    places = [place for place in row["places"] if place <= now + SLACK_S]
    return {"places": places, "held_until": 0.0, "held_since": 0.0} if is_ahead else {**row, "places": places}
