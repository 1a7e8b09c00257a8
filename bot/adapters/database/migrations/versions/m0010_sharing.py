"""What copies of the bot share: files, pace, and who is deciding upon a manuscript."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "shared_files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_shared_files"),
        sa.UniqueConstraint("seq", name="uq_shared_files_seq"),
    )
    op.create_table(
        "pace",
        sa.Column("name", sa.String(96), nullable=False),
        sa.Column("places", sa.JSON, nullable=False),
        sa.Column("held_until", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_pace"),
    )
    op.add_column("manuscripts", sa.Column("owner", sa.String(64), nullable=True))
    op.add_column("manuscripts", sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True))
