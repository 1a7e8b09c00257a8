"""The editing desk: its articles, what was done to them, manuscripts and editors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_desk_articles()
    _create_desk_actions()
    _create_desk_changes()
    _create_manuscripts()
    _create_editors()


def _create_desk_articles() -> None:
    op.create_table(
        "desk_articles",
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_desk_articles"),
    )
    op.create_index("ix_desk_articles_state", "desk_articles", ["state"])


def _create_desk_actions() -> None:
    op.create_table(
        "desk_actions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_actions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_actions_person", "desk_actions", ["person"])


def _create_desk_changes() -> None:
    op.create_table(
        "desk_changes",
        sa.Column("action", sa.BigInteger, nullable=False),
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("before", sa.LargeBinary, nullable=True),
        sa.Column("fingerprint_before", sa.String(32), nullable=False),
        sa.Column("fingerprint_after", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("action", "article", name="pk_desk_changes"),
        sa.ForeignKeyConstraint(
            ["action"], ["desk_actions.id"], name="fk_desk_changes_action_desk_actions", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_desk_changes_article", "desk_changes", ["article"])


def _create_manuscripts() -> None:
    op.create_table(
        "manuscripts",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_manuscripts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_manuscripts_at", "manuscripts", ["at"])


def _create_editors() -> None:
    op.create_table(
        "editors",
        sa.Column("person", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("appointed_by", sa.BigInteger, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_editors"),
    )
