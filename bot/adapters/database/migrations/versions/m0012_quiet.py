"""The quiet hours of chats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("chats", sa.Column("quiet", sa.String(11), nullable=True))
