"""What the archive has yet to be told: an outbox, so that a cluster that is away loses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, delete, func, select

from bot.adapters.database.archive_tables import archive_changes
from bot.adapters.database.chunks import chunks
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import clean
from bot.ingest.archiving import Change


class ArchiveChanges:
    """See `bot.ingest.archiving.Changes` for what each method promises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, wanted: Mapping[str, str]) -> None:
        rows = [{"article": clean(one), "content_hash": content} for one, content in wanted.items()]
        statement = self._database.insert(archive_changes)
        statement = statement.on_conflict_do_update(
            index_elements=[archive_changes.c.article],
            set_={"content_hash": statement.excluded["content_hash"]},
        )
        for some in chunks(rows):
            async with self._database.write() as connection:
                await connection.execute(statement, some)

    async def after(self, article: str, limit: int) -> list[Change]:
        columns = (archive_changes.c.article, archive_changes.c.content_hash)
        statement = select(*columns).where(archive_changes.c.article > article)
        async with self._database.read() as connection:
            rows = await connection.execute(statement.order_by(archive_changes.c.article).limit(limit))
            return [Change(*row) for row in rows]

    async def done(self, changes: Sequence[Change]) -> None:
        table = archive_changes.c
        async with self._database.write() as connection:
            for one in changes:  # what is wanted otherwise meanwhile stays
                is_it = and_(table.article == one.article, table.content_hash == one.content_hash)
                await connection.execute(delete(archive_changes).where(is_it))

    async def count(self) -> int:
        async with self._database.read() as connection:
            found = await connection.execute(select(func.count()).select_from(archive_changes))
            return int(found.scalar_one())
