"""Work on many rows, some at a time: no statement has more parameters than a database takes, or lasts too long.

SQLite takes 32,766 parameters, PostgreSQL 65,535; a server's answer is waited for a few seconds. Between two
chunks others write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, delete, select, tuple_, update

from bot.adapters.database.engine import Database

T = TypeVar("T")

CHUNK = 1_000  # rows a statement


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """*items*, at most *size* at a time.

    >>> list(chunks("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (items[start : start + size] for start in range(0, len(items), size))


async def delete_where(database: Database, table: Table, which: ColumnElement[bool]) -> int:
    """Delete the rows of *table* of which *which* is so, each chunk a transaction; how many. Raises: StoreError."""
    return await _in_chunks(database, table, which, delete(table))


async def update_where(
    database: Database, table: Table, which: ColumnElement[bool], values: Mapping[str, Any]
) -> int:
    """Set *values*, by which *which* is so no more, as `delete_where` deletes."""
    return await _in_chunks(database, table, which, update(table).values(**values))


async def _in_chunks(database: Database, table: Table, which: ColumnElement[bool], change: Any) -> int:
    key = tuple_(*table.primary_key.columns)
    some = select(*table.primary_key.columns).where(which).limit(CHUNK)
    changed = 0
    while True:
        async with database.write() as connection:
            count = (await connection.execute(change.where(key.in_(some), which))).rowcount
        changed += count
        if count < CHUNK:
            return changed
