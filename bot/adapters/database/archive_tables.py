"""The table of what the archive has yet to be told; see `bot.adapters.database.schema` for the others."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from bot.adapters.database.schema import metadata
from bot.adapters.database.sharing_tables import UNREMEMBERED

# An article that the archive is to have as it is now, or to forget.
archive_changes = Table(
    "archive_changes",
    metadata,
    Column("article", Text, primary_key=True),
    Column("content_hash", String(32), nullable=False),  # "": gone
    info=UNREMEMBERED,  # what is missing is found again by comparing
)
