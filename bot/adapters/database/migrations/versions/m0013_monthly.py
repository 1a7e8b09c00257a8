"""Days of the month that digests come on, and how often in an hour a chat is told by its watches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("month_days", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("chats", sa.Column("hourly", sa.SmallInteger, nullable=True))
