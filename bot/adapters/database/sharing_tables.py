"""The tables by which copies of the bot share folder and pace; see `bot.adapters.database.schema` for the others.

Neither is remembered: they say how things are among the copies that are at work, and no backup has them.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Float, LargeBinary, String, Table, Text

from bot.adapters.database.schema import metadata

UNREMEMBERED = {"unremembered": True}

# Every file that makes articles, as it is in the folders of all copies, or that it is gone from them.
shared_files = Table(
    "shared_files",
    metadata,
    Column(
        "sha256", String(64), primary_key=True
    ),  # of the path: PostgreSQL indexes no value over 2,700 bytes
    Column("path", Text, nullable=False),
    Column("fingerprint", String(32), nullable=False),  # "": gone
    Column("content", LargeBinary, nullable=True),  # NULL: gone
    Column("seq", BigInteger, nullable=False, unique=True),  # rises with every change
    info=UNREMEMBERED,
)

# When messages go, in seconds since the epoch: of a bot over all, and of each chat that has a pace of its own.
pace = Table(
    "pace",
    metadata,
    Column("name", String(96), primary_key=True),
    Column("places", JSON, nullable=False),  # the last ones taken, also ahead
    Column("held_until", Float, nullable=False),  # Telegram wants it left alone
    Column("held_since", Float, nullable=False, server_default="0"),
    info=UNREMEMBERED,
)
