"""Migrations carried out, by Alembic; imported by `upgrade` where there are any to do."""

from __future__ import annotations

import logging

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from bot.adapters.database.upgrade import revisions

log = logging.getLogger(__name__)


def migrate(connection: Connection) -> tuple[str | None, str]:
    """Bring the database to the newest revision; the one before (None for a new database) and that one."""
    before, newest = revisions(connection)  # another may have done it meanwhile
    if before != newest:
        config = Config()
        config.set_main_option("script_location", "bot.adapters.database:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        log.info("database upgraded from=%s to=%s", before, newest)
    return before, newest
