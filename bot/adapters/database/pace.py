"""One flood budget for all copies of the bot: whoever sends takes a place in the second, and in a group's minute.

    pause = await Pace(database, "token:ab12").take(-100, patience_s=5, gap_s=1)   # seconds until its place

Places are some milliseconds further apart than Telegram asks for, since copies read their clocks, and reach Telegram,
at their own pace. The database's clock counts. While it is away each copy keeps the limit for itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import select, text

from bot.adapters.database.engine import Database
from bot.adapters.database.sharing_tables import pace
from bot.delivery.rate_limit import GROUP_PER_MINUTE
from bot.errors import StoreError

PER_SECOND = 27  # of Telegram's 30
MINUTE_S = 61.0
NOW = "extract(epoch FROM clock_timestamp())::float"
TAKE = text(
    "WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)) "  # a crash costs a second's places
    f"INSERT INTO pace AS pace (name, places, held_until) SELECT :name, json_build_array({NOW}), 0 FROM quick "
    "ON CONFLICT (name) DO UPDATE SET places = json_build_array("
    f"greatest({NOW}, pace.held_until, (pace.places->>0)::float + :apart)) "
    f"RETURNING (places->>0)::float, {NOW}, (SELECT held_until FROM pace WHERE name = :one)"
)
ROW = {"places": [], "held_until": 0.0}


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
            return await self._take_private(chat)
        one = self._of(chat)
        async with self._database.write() as connection:
            now, rows = await self._rows(connection, one)
            over_all, mine = rows[self._name], rows[one]
            place = max(now, over_all["held_until"], *(last + 1 / PER_SECOND for last in over_all["places"]))
            ready = max(mine["held_until"], *(last + gap_s for last in mine["places"][-1:] if gap_s), 0.0)
            if len(mine["places"]) >= GROUP_PER_MINUTE:
                ready = max(ready, mine["places"][-GROUP_PER_MINUTE] + MINUTE_S)
            if ready > place or place - now > patience_s:
                return max(ready, place) - now, False
            values = [{"name": self._name, "places": [place], "held_until": over_all["held_until"]}]
            places = [*mine["places"], place][-GROUP_PER_MINUTE:]
            values.append({"name": one, "places": places, "held_until": mine["held_until"]})
            await self._put(connection, values)
        return place - now, True

    async def _take_private(self, chat: int) -> tuple[float, bool]:
        """The same where nothing is counted for the chat: nearly every reply, so in one statement."""
        names = {"name": self._name, "one": self._of(chat), "apart": 1 / PER_SECOND}
        async with self._database.write() as connection:
            place, now, held = (await connection.execute(TAKE, names)).one()
        return max(float(place), float(held or 0.0)) - float(now), held is None or held <= place

    async def hold(self, chat: int, seconds: float) -> None:
        one = self._of(chat)
        try:
            async with self._database.write() as connection:
                now, rows = await self._rows(connection, one)
                held = max(rows[one]["held_until"], now + seconds)
                await self._put(connection, [{"name": one, **rows[one], "held_until": held}])
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
        rows |= {row.name: {"places": list(row.places), "held_until": row.held_until} for row in found}
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
                set_={name: statement.excluded[name] for name in ("places", "held_until")},
            ),
            values,
        )

    async def forget_old(self) -> None:
        now = text("SELECT extract(epoch FROM clock_timestamp())")
        async with self._database.write() as connection:
            day_ago = float((await connection.execute(now)).scalar_one()) - 86_400
            rows = (await connection.execute(select(pace).where(pace.c.name != self._name))).all()
            old = [row.name for row in rows if max([*row.places, row.held_until]) < day_ago]
            await connection.execute(pace.delete().where(pace.c.name.in_(old)))
