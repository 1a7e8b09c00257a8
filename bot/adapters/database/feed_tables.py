"""The tables of feeds; see `bot.adapters.database.schema` for the others."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
)

from bot.adapters.database.schema import Id, Moment, metadata

# What is subscribed to: a feed, or a channel that the bot administers. A feed that is being polled is leased.
feeds = Table(
    "feeds",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),  # feed | channel
    Column("address", Text, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),  # of the address, normalised
    Column("host", String(255), nullable=False),
    Column("name", Text, nullable=False),  # of the paper
    Column("category", Text, nullable=False),  # "": what the items say
    Column("shows", String(10), nullable=False),  # title | sentences
    Column("query", Text, nullable=False, server_default=""),  # which items become articles; "": all
    Column("paused", Boolean, nullable=False),
    Column("begun", Boolean, nullable=False),  # its first items, which are no news, are in
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("utc_is_kst", Boolean, nullable=False),
    Column("hints", JSON, nullable=False),  # when it wants to be asked, as `Hints`
    Column("recent", JSON, nullable=False),  # when its last items came
    Column("mark", String(8), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Moment, nullable=True),
    Column("last_new", Moment, nullable=True),
    Column("told", String(8), nullable=True),
    Column("last", String(12), nullable=True),
    Column("notice", String(8), nullable=True),  # what editors are still to be told
    Column("next_at", Moment, nullable=False),
    Column("owner", String(64), nullable=True),
    Column("leased_until", Moment, nullable=True),
    Column("added_by", BigInteger, nullable=False),
    Column("added_at", Moment, nullable=False),
    Index("ix_feeds_kind_next_at", "kind", "next_at"),
    sqlite_autoincrement=True,  # a button of a feed that is gone must not reach another's
)

# The articles that came from feeds. They outlive their feed, so that one added again brings nothing twice.
feed_items = Table(
    "feed_items",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("feed", BigInteger, ForeignKey("feeds.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("article", String(64), nullable=False),
    Column("path", Text, nullable=False),
    Column("text_hash", String(32), nullable=False),
    Column("fingerprint", String(32), nullable=False),  # of the file as it was written last; "": left alone
    Column("versions", SmallInteger, nullable=False),
    Column("seen_on", Date, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# What such an article goes by: hashes of `bot.feeds.sameness.item_names`.
feed_names = Table(
    "feed_names",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("item", BigInteger, ForeignKey("feed_items.id", ondelete="CASCADE"), nullable=False, index=True),
)

# Items of the last poll that could not be read.
feed_refusals = Table(
    "feed_refusals",
    metadata,
    Column("feed", BigInteger, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
