"""The tables by which copies of the bot share folder and pace; see `bot.adapters.database.schema` for the others.

Neither is remembered: they say how things are among the copies that are at work, and no backup has them.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Float, Integer, LargeBinary, String, Table, Text

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

# When the last messages went to each chat that has a pace of its own, in seconds since the epoch.
pace = Table(
    "pace",
    metadata,
    Column("name", String(96), primary_key=True),
    Column("places", JSON, nullable=False),  # the last ones
    Column("held_until", Float, nullable=False),  # Telegram wants it left alone
    Column("held_since", Float, nullable=False, server_default="0"),
    info=UNREMEMBERED,
)

# The messages that a bot may send in a second, each a seat.
pace_seats = Table(
    "pace_seats",
    metadata,
    Column("name", String(96), primary_key=True),  # of the bot
    Column("seat", Integer, primary_key=True),
    Column("free_at", Float, nullable=False),  # seconds since the epoch
    info=UNREMEMBERED,
)
