"""Since when a chat is left alone: what was written by a clock that was ahead is not believed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("pace", sa.Column("held_since", sa.Float, nullable=False, server_default="0"))
