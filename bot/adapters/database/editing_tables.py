"""The editing desk's tables; see `bot.adapters.database.schema` for the others."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.adapters.database.schema import Id, Moment, metadata

# Every article the desk had to do with, as it is to be. What has been in the bin too long is forgotten but for
# its fingerprint.
managed_articles = Table(
    "managed_articles",
    metadata,
    Column("article", String(64), primary_key=True),
    Column("path", Text, nullable=False),
    Column("state", String(12), nullable=False, index=True),  # live | binned | forgotten
    Column("fingerprint", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),  # the file's bytes
    Column("title", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

# Who did what when.
audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),  # add | edit | remove | restore | undo | appoint | dismiss
    Column("person", BigInteger, nullable=False, index=True),  # 0: the shell
    Column("name", Text, nullable=False),
    Column("subject", Text, nullable=False),  # of one article its id and title; else what it was about
    Column("articles", Integer, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# What an action did to each article; "" and NULL where there was none before, or is none after.
audit_changes = Table(
    "audit_changes",
    metadata,
    Column("action", BigInteger, ForeignKey("audit_log.id", ondelete="CASCADE"), primary_key=True),
    Column("article", String(64), primary_key=True, index=True),
    Column("path", Text, nullable=False),
    Column("before", LargeBinary, nullable=True),
    Column("fingerprint_before", String(32), nullable=False),
    Column("fingerprint_after", String(32), nullable=False),
)

# What waits for somebody's decision; the buttons under a preview hold its id.
manuscripts = Table(
    "manuscripts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),  # open | taken (being done) | done
    Column("owner", String(64), nullable=True),  # the process that is doing it
    Column("leased_until", Moment, nullable=True),
    Column("kind", String(8), nullable=False),  # article | bundle
    Column("content", LargeBinary, nullable=False),
    Column("notes", JSON, nullable=False),  # what was guessed, what was asked, what it replaces
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

editors = Table(
    "editors",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("appointed_by", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
)
