"""To which corpus a database belongs, so that its articles are written into no other folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, exists, func, select

from bot.adapters.database.editing_tables import managed_articles
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import arrivals, corpus, marks
from bot.adapters.database.sharing_tables import shared_files
from bot.adapters.folder.identity import Bound


class CorpusBinding:
    """The one row of the table `corpus`."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def bound(self) -> Bound | None:
        """The corpus that this database belongs to; None until it is used with one."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(corpus.c.id, corpus.c.folder))).first()
        if row is None:
            return None
        self._database.corpus_id = row.id
        return Bound(row.id, row.folder)

    async def bind(self, to: Bound, *, first_look: bool = False) -> None:
        """Belong to that corpus from now on. first_look: what is in its folder is no news, see `Arrivals.record`."""
        async with self._database.write() as connection:
            taken = None if first_look else (await connection.execute(select(corpus.c.at))).scalar()
            await connection.execute(delete(corpus))
            await connection.execute(
                corpus.insert().values(id=to.id, folder=to.folder, at=taken or self._clock())
            )
            if first_look:
                await connection.execute(delete(marks).where(marks.c.name == "baseline"))
                await connection.execute(delete(shared_files))  # of the other folder
        self._database.corpus_id = to.id

    async def has_articles(self) -> bool:
        """Whether an article came since its folder was taken, of which the desk has no text to put it back."""
        since, of_desk = select(corpus.c.at).scalar_subquery(), select(managed_articles.c.article)
        came = exists().where(arrivals.c.at >= since, arrivals.c.article.not_in(of_desk))
        async with self._database.read() as connection:
            return bool((await connection.execute(select(came))).scalar_one())

    async def has_published(self) -> bool:
        """Whether an editor ever put an article in, which would be written into the folder."""
        statement = select(func.count()).where(managed_articles.c.state == "live")
        async with self._database.read() as connection:
            return bool((await connection.execute(statement)).scalar_one())
