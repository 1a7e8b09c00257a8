"""Feeds: what is subscribed to, which of their items are known and by what names, what could not be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_feeds()
    _create_feed_items()
    _create_feed_names()
    _create_feed_refusals()


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("shows", sa.String(10), nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("begun", sa.Boolean, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("utc_is_kst", sa.Boolean, nullable=False),
        sa.Column("hints", sa.JSON, nullable=False),
        sa.Column("recent", sa.JSON, nullable=False),
        sa.Column("mark", sa.String(8), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("last_new", MOMENT, nullable=True),
        sa.Column("told", sa.String(8), nullable=True),
        sa.Column("last", sa.String(12), nullable=True),
        sa.Column("notice", sa.String(8), nullable=True),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("owner", sa.String(64), nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("added_by", sa.BigInteger, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("sha256", name="uq_feeds_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_kind_next_at", "feeds", ["kind", "next_at"])


def _create_feed_items() -> None:
    op.create_table(
        "feed_items",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("feed", sa.BigInteger, nullable=True),
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("text_hash", sa.String(32), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("versions", sa.SmallInteger, nullable=False),
        sa.Column("seen_on", sa.Date, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_items"),
        sa.ForeignKeyConstraint(["feed"], ["feeds.id"], name="fk_feed_items_feed_feeds", ondelete="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_items_feed", "feed_items", ["feed"])
    op.create_index("ix_feed_items_seen_on", "feed_items", ["seen_on"])


def _create_feed_names() -> None:
    op.create_table(
        "feed_names",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("item", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_feed_names"),
        sa.ForeignKeyConstraint(
            ["item"], ["feed_items.id"], name="fk_feed_names_item_feed_items", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_feed_names_item", "feed_names", ["item"])


def _create_feed_refusals() -> None:
    op.create_table(
        "feed_refusals",
        sa.Column("feed", sa.BigInteger, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("feed", "position", name="pk_feed_refusals"),
        sa.ForeignKeyConstraint(
            ["feed"], ["feeds.id"], name="fk_feed_refusals_feed_feeds", ondelete="CASCADE"
        ),
    )
