"""How a chat wants to be spoken to: in which language, and whether it is to hear it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "manners",
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(2), nullable=True),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_manners"),
    )
