"""Alembic's entry: runs the migrations on the connection that `bot.adapters.database.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from bot.adapters.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
