"""Bringing a database to today's schema, by itself at every start and by `sosik db upgrade`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.adapters.database.answer_time import unhurried
from bot.adapters.database.engine import Database
from bot.errors import StoreError
from bot.patterns import lazy_compile

LOCK_MS = 60_000  # for the replica that is at it
MIGRATIONS = Path(__file__).with_name("migrations") / "versions"
OLDEST = "saved_queries"  # of the first revision
UPGRADE_LOCK = 0x736F73696B  # "sosik": replicas that start together upgrade one after the other
_REVISION = lazy_compile(r"\d{4}")


async def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring *database* to the newest revision, in one transaction; where it is there already, nothing is written.

    Returns: the revision before (None for a new database) and after.
    Raises: StoreError when it is unreachable or was written by a newer Sosik; then nothing was changed.
    """
    async with database.read() as connection:
        before, newest = await connection.run_sync(revisions)
    if before != newest:
        with unhurried():
            before, newest = await _brought_up(database)
    database.revision = newest
    return before, newest


async def _brought_up(database: Database) -> tuple[str | None, str]:
    async with database.write() as connection:
        if not database.is_sqlite:
            await connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_MS}"))
            await connection.execute(text("SET LOCAL statement_timeout = 0"))
        await database.lock(connection, UPGRADE_LOCK)
        from bot.adapters.database.migrating import migrate  # half a second, which no other start needs

        return await connection.run_sync(migrate)


def revisions(connection: Connection) -> tuple[str | None, str]:
    """Where the database is, and where it should be.

    Raises: StoreError for one of a newer Sosik, or of another application.
    """
    known = sorted(path.name[1:5] for path in MIGRATIONS.glob("m[0-9][0-9][0-9][0-9]_*.py"))
    newest, before = known[-1], None
    if inspect(connection).has_table("alembic_version"):
        before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if before is not None and not (_REVISION.fullmatch(before) and inspect(connection).has_table(OLDEST)):
        raise StoreError(
            f"the database is another application's: Alembic has it at revision {before}, which is none of "
            "Sosik's. Nothing was changed. Set DATABASE_URL to a database of Sosik's own."
        )
    if before is not None and before not in known:
        raise StoreError(
            f"the database was written by a newer Sosik: it is at revision {before}, this one knows up to "
            f"{newest}. Install the newer Sosik; or restore the copy that was made before the upgrade, by "
            "`sosik restore`, into another database (DATABASE_URL) and an empty folder."
        )
    return before, newest
