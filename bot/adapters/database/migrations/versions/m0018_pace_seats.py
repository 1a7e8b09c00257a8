"""The messages that a bot may send in a second, each a seat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "pace_seats",
        sa.Column("name", sa.String(96), primary_key=True),
        sa.Column("seat", sa.Integer, primary_key=True),
        sa.Column("free_at", sa.Float, nullable=False),
    )
