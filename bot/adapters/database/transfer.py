"""All that a database remembers, as plain rows: read in one moment of it, and put into an empty one of either kind.

    async for table, row in read_all(database): …
    async with filling(database) as put:
        await put("chats", [{"id": 7, …}])

What was claimed by a process there is claimed by nobody here; numbers go on after the highest that was ever given.
"""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Integer, Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import BigInteger, LargeBinary

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import Moment, metadata
from bot.errors import StoreError

Row = Mapping[str, Any]
Put = Callable[[str, Sequence[Row]], Awaitable[None]]

SERIES = "numbers"  # beside the tables: the highest number that each ever gave
_OF_A_PROCESS = ("owner", "leased_until")  # together in one table: a claim


def tables() -> dict[str, Table]:
    """Every table that is remembered, by its name, those first on which others depend."""
    importlib.import_module("bot.adapters.database.store")  # whatever has tables
    remembered = (table for table in metadata.sorted_tables if not table.info.get("unremembered"))
    return {table.name: table for table in remembered}


async def read_all(database: Database) -> AsyncIterator[tuple[str, Row]]:
    """Every row, table by table, as JSON can hold it; all of one moment. Raises: StoreError."""
    async with database.read() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            await connection.execute(text("SET LOCAL statement_timeout = 0"))
        for name, table in tables().items():
            if number := await _highest(database, connection, table):
                yield SERIES, {"table": name, "number": number}
            order = list(table.primary_key.columns)
            async for row in await connection.stream(select(table).order_by(*order)):
                yield name, {column.name: _plain(row[n]) for n, column in enumerate(table.columns)}


@asynccontextmanager
async def filling(database: Database) -> AsyncIterator[Put]:
    """What is put is there as a whole at the end, or not at all. Raises: StoreError when it is not empty."""
    async with database.write() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SET LOCAL statement_timeout = 0"))
        for table in tables().values():
            if (await connection.execute(select(table).limit(1))).first() is not None:
                raise StoreError("the database is not empty; let DATABASE_URL name a new one")
        given: dict[str, int] = {}

        async def put(name: str, rows: Sequence[Row]) -> None:
            if name == SERIES:
                given.update((row["table"], row["number"]) for row in rows)
                return
            table = tables().get(name)
            if table is None:
                raise StoreError(f"no table is called {name}: the copy was made by a newer Sosik")
            if rows:
                await connection.execute(insert(table), [_stored(table, row) for row in rows])

        yield put
        for name, number in given.items():
            await _go_on_after(database, connection, tables()[name], number)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def _stored(table: Table, row: Row) -> dict[str, Any]:
    """A row as *table* takes it. Raises: StoreError for one that it does not know."""
    unknown = row.keys() - table.columns.keys()
    if unknown:
        raise StoreError(
            f"table {table.name} has no {', '.join(sorted(unknown))}: the copy is of another version"
        )
    claimed = all(name in table.columns for name in _OF_A_PROCESS)
    try:
        return {
            name: None if claimed and name in _OF_A_PROCESS else _typed(table.columns[name], value)
            for name, value in row.items()
        }
    except (ValueError, TypeError) as fault:
        raise StoreError(f"table {table.name}: a row cannot be read ({type(fault).__name__})") from fault


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return bytes.fromhex(value) if isinstance(column.type, LargeBinary) else value


def _counted(table: Table) -> Column[Any] | None:
    """The column that the database numbers by itself."""
    column = next(iter(table.primary_key.columns))
    counts = len(table.primary_key.columns) == 1 and column.autoincrement is True
    return column if counts and isinstance(column.type, Integer | BigInteger) else None


async def _highest(database: Database, connection: AsyncConnection, table: Table) -> int | None:
    """The highest number that *table* ever gave."""
    column = _counted(table)
    if column is None:
        return None
    if database.is_sqlite:
        found = await connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
        )
    else:
        series = text("SELECT pg_sequence_last_value(pg_get_serial_sequence(:name, :column)::regclass)")
        found = await connection.execute(series, {"name": table.name, "column": column.name})
    return (
        max(found.scalar() or 0, (await connection.execute(select(func.max(column)))).scalar() or 0) or None
    )


async def _go_on_after(database: Database, connection: AsyncConnection, table: Table, number: int) -> None:
    column = _counted(table)
    if column is None:
        return
    if database.is_sqlite:
        await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        statement = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)")
        await connection.execute(statement, {"name": table.name, "number": number})
    else:
        series = text("SELECT setval(pg_get_serial_sequence(:name, :column)::regclass, :number)")
        values = {"name": table.name, "column": column.name, "number": number}
        await connection.execute(series, values)
