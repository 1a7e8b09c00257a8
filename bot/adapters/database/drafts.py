"""Manuscripts that wait for a decision, and who are editors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.editing_tables import editors, manuscripts
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import arrivals, clean, deliveries, subscriptions
from bot.delivery.model import FAILURES
from bot.editing.history import Draft, Figures, Person

KEPT_DAYS = 7  # a preview nobody decided upon
LEASE = timedelta(minutes=30)  # a bundle of thousands takes a few


class Drafts:
    """See `bot.entrypoints.telegram.office.Drafts` for what each method promises.

    name, has_ended: of this process, and whether another one, by its name, surely lives no more.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        name: str = "",
        has_ended: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._database = database
        self._clock = clock
        self._name, self._has_ended = name, has_ended

    async def save(self, person: int, kind: str, content: bytes, notes: dict[str, Any]) -> int:
        values = {"person": person, "state": "open", "kind": kind, "content": content, "notes": notes}
        async with self._database.write() as connection:
            made = await connection.execute(
                manuscripts.insert().values(**values, at=self._clock()).returning(manuscripts.c.id)
            )
            return int(made.scalar_one())

    async def load(self, id: int) -> Draft | None:
        if not 0 < id < 2**63:  # callback data is what a client sends: any number may come
            return None
        statement = select(manuscripts).where(manuscripts.c.id == id)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).one_or_none()
        if row is None or not (row.state == "open" or await self._was_left(row)):
            return None
        return Draft(row.person, row.kind, row.content, row.notes)

    async def _was_left(self, row: Row[Any]) -> bool:
        """Whether it was being done by a process that ended meanwhile; then it is open again."""
        if row.state != "taken":
            return False
        is_late = row.leased_until is None or row.leased_until <= self._clock()
        if not is_late and not self._has_ended(row.owner):
            return False
        await self._free([row.owner])
        return True

    async def change(self, id: int, content: bytes, notes: dict[str, Any]) -> bool:
        statement = update(manuscripts).where(manuscripts.c.id == id, manuscripts.c.state == "open")
        async with self._database.write() as connection:
            return (await connection.execute(statement.values(content=content, notes=notes))).rowcount > 0

    async def take(self, id: int) -> bool:
        statement = update(manuscripts).where(manuscripts.c.id == id, manuscripts.c.state == "open")
        async with self._database.write() as connection:
            taken = statement.values(state="taken", owner=self._name, leased_until=self._clock() + LEASE)
            return (await connection.execute(taken)).rowcount > 0

    async def close(self, id: int) -> None:
        await self._database.eventually(lambda: self._set(id, "done"))

    async def give_back(self, id: int) -> None:
        await self._database.eventually(lambda: self._set(id, "open"))

    async def reopen(self) -> None:
        await self._database.eventually(self._reopen)

    async def forget_old(self) -> None:
        """Drop what nobody has decided upon for KEPT_DAYS."""
        oldest = self._clock() - timedelta(days=KEPT_DAYS)
        await delete_where(self._database, manuscripts, manuscripts.c.at < oldest)

    async def _reopen(self) -> None:
        statement = select(manuscripts.c.owner).where(manuscripts.c.state == "taken").distinct()
        async with self._database.read() as connection:
            owners = (await connection.execute(statement)).scalars().all()
        await self._free([one for one in owners if one is None or self._has_ended(one)])

    async def _free(self, owners: Sequence[str | None]) -> None:
        """What these were doing, and what nobody has been doing for long, may be decided upon again."""
        late = or_(manuscripts.c.leased_until.is_(None), manuscripts.c.leased_until <= self._clock())
        theirs = manuscripts.c.owner.in_([one for one in owners if one is not None])
        async with self._database.write() as connection:
            await connection.execute(
                update(manuscripts)
                .where(manuscripts.c.state == "taken", or_(late, theirs))
                .values(state="open", owner=None, leased_until=None)
            )

    async def _set(self, id: int, state: str) -> None:
        async with self._database.write() as connection:
            done = update(manuscripts).where(manuscripts.c.id == id)
            await connection.execute(done.values(state=state, owner=None, leased_until=None))

    async def editors(self) -> list[Person]:
        async with self._database.read() as connection:
            found = await connection.execute(select(editors).order_by(editors.c.at, editors.c.person))
            return [Person(row.person, row.name) for row in found]

    async def appoint(self, person: Person, by: int) -> bool:
        statement = self._database.insert(editors).values(
            person=person.id, name=clean(person.name)[:100], appointed_by=by, at=self._clock()
        )
        # what is returned tells; PostgreSQL's driver counts no rows of an INSERT
        statement = statement.on_conflict_do_nothing().returning(editors.c.person)
        async with self._database.write() as connection:
            await self._database.notify(connection)
            return (await connection.execute(statement)).first() is not None

    async def dismiss(self, person: int) -> bool:
        async with self._database.write() as connection:
            gone = await connection.execute(delete(editors).where(editors.c.person == person))
            await self._database.notify(connection)
            return gone.rowcount > 0

    async def figures(self) -> Figures:
        counted = [
            select(func.count()).select_from(subscriptions),
            select(func.count(func.distinct(subscriptions.c.chat))),
            select(func.count()).where(deliveries.c.state == "sent"),
            select(func.count()).where(deliveries.c.state.in_(FAILURES)),
            select(func.count()).where(arrivals.c.kind == "archive"),
        ]
        async with self._database.read() as connection:
            found = [int((await connection.execute(one)).scalar_one()) for one in counted]
        return Figures(*found)

    async def subscriptions(self) -> list[dict[str, Any]]:
        async with self._database.read() as connection:
            found = await connection.execute(select(subscriptions).order_by(subscriptions.c.id))
            return [dict(row._mapping) for row in found]
