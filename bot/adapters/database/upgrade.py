"""Bringing a database to today's schema, by itself at every start and by `sosik db upgrade`."""

from __future__ import annotations

import logging

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.adapters.database.engine import Database
from bot.adapters.database.server_connection import unhurried
from bot.errors import StoreError

log = logging.getLogger(__name__)

LOCK_MS = 60_000  # for the replica that is at it
UPGRADE_LOCK = 0x736F73696B  # "sosik": replicas that start together upgrade one after the other


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
        return await connection.run_sync(_upgrade)


def revisions(connection: Connection) -> tuple[str | None, str]:
    """Where the database is, and where it should be."""
    return _compare(connection, Config())


def _upgrade(connection: Connection) -> tuple[str | None, str]:
    config = Config()
    before, newest = _compare(connection, config)
    if before != newest:
        command.upgrade(config, "head")
        log.info("database upgraded from=%s to=%s", before, newest)
    return before, newest


def _compare(connection: Connection, config: Config) -> tuple[str | None, str]:
    config.set_main_option("script_location", "bot.adapters.database:migrations")
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    assert newest is not None, "there are no migrations"
    known = {script.revision for script in scripts.walk_revisions()}
    before = MigrationContext.configure(connection).get_current_revision()
    if before is not None and before not in known:
        raise StoreError(
            f"the database was written by a newer Sosik: it is at revision {before}, this one knows up to "
            f"{newest}. Install the newer Sosik, or let DATABASE_URL name another database."
        )
    return before, newest
