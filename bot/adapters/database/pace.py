"""One flood budget for all copies of the bot: whoever sends takes a place in the second, and in a group's minute.

    pause = await Pace(database, "token:ab12").take(-100, patience_s=5, gap_s=1)   # seconds until its place

Places are some milliseconds further apart than Telegram asks for, since copies read their clocks, and reach Telegram,
at their own pace. The database's clock counts. While it is away each copy keeps the limit for itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import and_, func, select, text

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.engine import Database
from bot.adapters.database.sharing_tables import pace
from bot.delivery.rate_limit import GROUP_PER_MINUTE
from bot.errors import StoreError

PER_SECOND = 27  # of Telegram's 30
MINUTE_S = 61.0
NOW = "extract(epoch FROM clock_timestamp())::float"
MOST_AHEAD_S = 65.0  # of a place, more than anybody waits for one: further ones are by a clock that was ahead
SLACK_S = 1.0  # by which a server's clock may be set back without notice
# The place after the last one, where it is near enough and its chat is not held; else the last one stays.
NEXT = f"""
SELECT json_build_array(CASE WHEN is_taken THEN next ELSE last END, t, is_taken::int) FROM (
  SELECT t, last, next, next - t <= :patience AND next >= coalesce((
    SELECT held_until FROM pace WHERE name = :one AND held_since <= t + {SLACK_S}), 0) AS is_taken FROM (
      SELECT t, last, greatest(t, last + :apart) AS next FROM (
        SELECT t, CASE WHEN place <= t + {MOST_AHEAD_S} THEN place ELSE 0 END AS last FROM (
          SELECT {NOW} AS t, (pace.places->>0)::float AS place) AS a) AS b) AS c) AS d"""
TAKE = text(
    "WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)) "  # a crash costs a second's places
    "INSERT INTO pace AS pace (name, places, held_until) "
    f"SELECT :name, json_build_array({NOW} - 1, {NOW}, 0), 0 FROM quick "
    f"ON CONFLICT (name) DO UPDATE SET places = ({NEXT}) "
    "RETURNING (places->>0)::float, (places->>1)::float, (places->>2)::int, coalesce(("
    f"SELECT held_until FROM pace AS h WHERE name = :one AND held_since <= (pace.places->>1)::float + {SLACK_S}), 0)"
)
ROW = {"places": [], "held_until": 0.0, "held_since": 0.0}


class Pace:
    """See `bot.delivery.budget.Budget`. name: of the bot; copies of one have the same."""

    def __init__(
        self, database: Database, name: str, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._database, self._name, self._sleep = database, name, sleep

    async def take(self, chat: int, patience_s: float, gap_s: float = 0.0) -> float:
        waited = 0.0
        try:
            while True:
                pause, is_taken = await self._take(chat, patience_s - waited, gap_s)
                if is_taken or waited + pause > patience_s:
                    return pause
                await self._sleep(pause)  # the chat's own matter: meanwhile others go
                waited += pause
        except StoreError:  # said already; see above
            return 0.0

    async def _take(self, chat: int, patience_s: float, gap_s: float) -> tuple[float, bool]:
        """Seconds until a place that is taken now; or, where the chat has to be waited for, how long."""
        if chat > 0:
            return await self._take_private(chat, patience_s)
        one = self._of(chat)
        async with self._database.write() as connection:
            now, rows = await self._rows(connection, one)
            over_all, mine = (_believed(rows[name], now) for name in (self._name, one))
            place = max([now, *(last + 1 / PER_SECOND for last in over_all["places"][:1])])
            ready = max(mine["held_until"], *(last + gap_s for last in mine["places"][-1:] if gap_s), 0.0)
            if len(mine["places"]) >= GROUP_PER_MINUTE:
                ready = max(ready, mine["places"][-GROUP_PER_MINUTE] + MINUTE_S)
            if ready > place or place - now > patience_s:
                return max(ready, place) - now, False
            values = [{**over_all, "name": self._name, "places": [place]}]
            places = [*mine["places"], place][-GROUP_PER_MINUTE:]
            values.append({**mine, "name": one, "places": places})
            await self._put(connection, values)
        return place - now, True

    async def _take_private(self, chat: int, patience_s: float) -> tuple[float, bool]:
        """The same where nothing is counted for the chat: nearly every reply, so in one statement."""
        names = {"name": self._name, "one": self._of(chat), "apart": 1 / PER_SECOND, "patience": patience_s}
        async with self._database.write() as connection:
            last, now, is_taken, held = (await connection.execute(TAKE, names)).one()
        if is_taken:
            return float(last - now), True
        # 0.0 of the bot's first message: it asks again
        return max(0.0, float(held) - now, float(last) + 1 / PER_SECOND - now), False

    async def hold(self, chat: int, seconds: float) -> None:
        one = self._of(chat)
        try:
            async with self._database.write() as connection:
                now, rows = await self._rows(connection, one)
                mine = _believed(rows[one], now)
                held = {"held_until": max(mine["held_until"], now + seconds), "held_since": now}
                await self._put(connection, [{**mine, "name": one, **held}])
        except StoreError:  # the next who is refused finds out
            return

    def _of(self, chat: int) -> str:
        return f"{self._name}:{chat}"

    async def _rows(self, connection: Any, one: str) -> tuple[float, dict[str, dict[str, Any]]]:
        """The database's clock, and what is known of the bot and the chat; nobody else goes on meanwhile."""
        await connection.execute(text("SET LOCAL synchronous_commit = off"))  # of a crash a second's places
        await self._put(connection, [{"name": self._name, **ROW}], new=True)
        names = (self._name, one)
        held = await connection.execute(
            select(pace.c.name).where(pace.c.name == self._name).with_for_update()
        )
        held.all()
        found = await connection.execute(select(pace).where(pace.c.name.in_(names)))
        rows = {name: dict(ROW) for name in names}
        rows |= {row.name: {key: getattr(row, key) for key in ROW} for row in found}
        now = (await connection.execute(text("SELECT extract(epoch FROM clock_timestamp())"))).scalar_one()
        return float(now), rows

    async def _put(self, connection: Any, values: list[dict[str, Any]], *, new: bool = False) -> None:
        statement = self._database.insert(pace)
        if new:
            await connection.execute(statement.on_conflict_do_nothing(), values)
            return
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=[pace.c.name],
                set_={name: statement.excluded[name] for name in ROW},
            ),
            values,
        )

    async def forget_old(self) -> None:
        day_ago = text("extract(epoch FROM clock_timestamp()) - 86400")
        last = func.coalesce(pace.c.places[-1].as_float(), 0.0)
        old = and_(pace.c.name != self._name, func.greatest(last, pace.c.held_until) < day_ago)
        await delete_where(self._database, pace, old)


def _believed(row: dict[str, Any], now: float) -> dict[str, Any]:
    """What is known of a bot or a chat, without what a clock wrote that was ahead."""
    is_ahead = row["held_since"] > now + SLACK_S
    places = [place for place in row["places"] if place <= now + MOST_AHEAD_S]
    return {"places": places, "held_until": 0.0, "held_since": 0.0} if is_ahead else {**row, "places": places}
