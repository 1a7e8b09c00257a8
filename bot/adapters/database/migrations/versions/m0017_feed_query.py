"""Which items of a feed become articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("query", sa.Text, nullable=False, server_default=""))
