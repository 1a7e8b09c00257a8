"""Quiet hours of some days of the week, which have no room in eleven characters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("chats", sa.Column("wider", sa.Text, nullable=True))
    op.execute("UPDATE chats SET wider = quiet")
    op.drop_column("chats", "quiet")
    op.execute("ALTER TABLE chats RENAME COLUMN wider TO quiet")  # the name that older copies know
