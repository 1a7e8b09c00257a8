"""How often a posted update was begun: one that ends its process each time is set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("tries", sa.SmallInteger, nullable=False, server_default="0"))
