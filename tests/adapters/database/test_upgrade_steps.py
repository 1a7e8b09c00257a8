"""A database that lived through every version: at each revision there are rows in every table, and none gets lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Time,
    func,
    insert,
    select,
    text,
)

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import metadata
from bot.adapters.database.store import Store
from bot.adapters.database.upgrade import MIGRATIONS

REVISIONS = sorted(path.name[1:5] for path in MIGRATIONS.glob("m[0-9][0-9][0-9][0-9]_*.py"))
VALUES: tuple[tuple[type[Any], object], ...] = (
    (Boolean, False), (DateTime, datetime(2026, 3, 1, 8, tzinfo=UTC)), (Date, date(2026, 3, 1)), (Time, time(8)),
    (JSON, []), (LargeBinary, b"x"),
)  # fmt: skip
SPECIAL: dict[str, object] = {"zone": "Asia/Seoul", "at_time": "08:00", "kind": "digest"}


def bring(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.adapters.database:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def tables(connection: Connection) -> list[Table]:
    """What is there, who is referred to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def value(column: Column[Any], number: int) -> object:
    """Something that fits *column*: the same number in whatever refers to a row, so that it is there."""
    if column.name in SPECIAL:
        return SPECIAL[column.name]
    for kind, fits in VALUES:
        if isinstance(column.type, kind):
            return fits
    if isinstance(column.type, Integer | Float):
        return number
    return f"{number}"  # of two digits: the shortest column has two letters


def fill(connection: Connection, number: int) -> None:
    """A row in every table, in every column."""
    for table in tables(connection):
        connection.execute(insert(table).values({c.name: value(c, number) for c in table.columns}))


def rows(connection: Connection) -> int:
    counts = (connection.execute(select(func.count()).select_from(table)) for table in tables(connection))
    return sum(count.scalar_one() for count in counts)


def live_through_every_version(connection: Connection) -> None:
    before = 0
    for number, revision in enumerate(REVISIONS, 11):
        bring(connection, revision)
        assert before <= rows(connection), f"rows were lost on the way to {revision}"
        fill(connection, number)
        before = rows(connection)
    assert [] == list(compare_metadata(MigrationContext.configure(connection), metadata))
    for table in metadata.sorted_tables:  # and all of it can be read as what it is today
        assert connection.execute(select(table)).all(), table.name


async def test_rows_of_every_version_are_kept_up_to_this_one(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(live_through_every_version)
    await database.close()
    store = await Store.open(database_url)  # which finds nothing to do
    async with store.database.read() as connection:
        found = await connection.execute(text("SELECT version_num FROM alembic_version"))
        assert [REVISIONS[-1]] == list(found.scalars())
    await store.close()
