"""Arrivals, chats, subscriptions and the ledger of deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_marks()
    _create_arrivals()
    _create_chats()
    _create_subscriptions()
    _create_deliveries()
    _create_parts()


def _create_marks() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )


def _create_arrivals() -> None:
    op.create_table(
        "arrivals",
        sa.Column("seq", ID, autoincrement=True, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_arrivals"),
        sa.UniqueConstraint("content_hash", name="uq_arrivals_content_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_arrivals_article", "arrivals", ["article"])
    op.create_index("ix_arrivals_at", "arrivals", ["at"])


def _create_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("zone", sa.String(64), nullable=True),
        sa.Column("greeted", sa.Boolean, nullable=False),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
    )


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.BigInteger, nullable=False),
        sa.Column("owner", sa.BigInteger, nullable=True),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("days", sa.SmallInteger, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("include", sa.JSON, nullable=False),
        sa.Column("exclude", sa.JSON, nullable=False),
        sa.Column("papers", sa.JSON, nullable=False),
        sa.Column("stories", sa.SmallInteger, nullable=False),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.Column("when_empty", sa.Boolean, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("told", sa.BigInteger, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("last_issue", sa.Date, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.ForeignKeyConstraint(["chat"], ["chats.id"], name="fk_subscriptions_chat", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_chat", "subscriptions", ["chat"])
    op.create_index("ix_subscriptions_slot", "subscriptions", ["kind", "at", "zone", "days", "last_issue"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("subscription", sa.BigInteger, nullable=False),
        sa.Column("issue", sa.String(24), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("after", sa.BigInteger, nullable=False),
        sa.Column("upto", sa.BigInteger, nullable=False),
        sa.Column("owner", sa.String(64), nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("not_before", MOMENT, nullable=True),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("opened", MOMENT, nullable=False),
        sa.Column("closed", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["subscription"], ["subscriptions.id"], name="fk_deliveries_subscription", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("subscription", "issue", name="uq_deliveries_subscription_issue"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_state_id", "deliveries", ["state", "id"])


def _create_parts() -> None:
    op.create_table(
        "parts",
        sa.Column("delivery", sa.BigInteger, nullable=False),
        sa.Column("number", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("buttons", sa.JSON, nullable=False),
        sa.Column("attempt", sa.SmallInteger, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=True),
        sa.Column("at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("delivery", "number", name="pk_parts"),
        sa.ForeignKeyConstraint(
            ["delivery"], ["deliveries.id"], name="fk_parts_delivery", ondelete="CASCADE"
        ),
    )
