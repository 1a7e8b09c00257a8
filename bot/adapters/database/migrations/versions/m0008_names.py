"""The field's words: a cursor is a last_seq, an issue that went out is sent, who did what is an audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TABLES = {"desk_articles": "managed_articles", "desk_actions": "audit_log", "desk_changes": "audit_changes"}
INDEXES = {"desk_articles": "state", "desk_actions": "person", "desk_changes": "article"}


def upgrade() -> None:
    op.alter_column("subscriptions", "told", new_column_name="last_seq")
    op.alter_column("subscriptions", "told_at", new_column_name="last_sent_at")
    deliveries = sa.table("deliveries", sa.column("state", sa.String))
    op.execute(sa.update(deliveries).where(deliveries.c.state == "told").values(state="sent"))
    for before, after in TABLES.items():
        op.drop_index(f"ix_{before}_{INDEXES[before]}", table_name=before)
        op.rename_table(before, after)
        op.create_index(f"ix_{after}_{INDEXES[before]}", after, [INDEXES[before]])
    if op.get_bind().dialect.name == "postgresql":
        for before, after in TABLES.items():
            op.execute(f"ALTER TABLE {after} RENAME CONSTRAINT pk_{before} TO pk_{after}")
        op.execute(
            "ALTER TABLE audit_changes RENAME CONSTRAINT fk_desk_changes_action_desk_actions"
            " TO fk_audit_changes_action_audit_log"
        )
