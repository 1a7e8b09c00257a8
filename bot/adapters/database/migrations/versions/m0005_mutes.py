"""What is muted has a place, a reason and a next try. Parts may be plain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "mutes",
        sa.Column("chat", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("topic", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("next_try", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("chat", "topic", name="pk_mutes"),
        sa.ForeignKeyConstraint(["chat"], ["chats.id"], name="fk_mutes_chat_chats", ondelete="CASCADE"),
    )
    # A person's mute was a block. A group's may have been one refusal of five kinds: it is tried once more, and what
    # Telegram then says is kept.
    op.execute(
        "INSERT INTO mutes (chat, topic, why, since, next_try) "
        "SELECT id, -1, CASE WHEN id > 0 THEN 'blocked' ELSE 'rights' END, CURRENT_TIMESTAMP, "
        "CASE WHEN id > 0 THEN NULL ELSE CURRENT_TIMESTAMP END FROM chats WHERE muted"
    )
    op.drop_column("chats", "muted")
    op.add_column("parts", sa.Column("plain", sa.Boolean, nullable=False, server_default=sa.false()))
