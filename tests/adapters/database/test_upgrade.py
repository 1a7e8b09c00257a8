"""Opening a database: new, known, newer than we are, unreachable."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.adapters.database.engine import PATIENCE_MS, Database, database_url
from bot.adapters.database.schema import metadata
from bot.adapters.database.store import Store, upgrade_now
from bot.adapters.database.upgrade import upgrade
from bot.entrypoints.cli import commands
from bot.errors import StoreError


async def test_the_migrations_make_exactly_the_schema(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store.database.read() as connection:
        assert [] == await connection.run_sync(differences)


async def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    before, after = await upgrade(database)
    assert before is None
    assert (after, after) == await upgrade(database)
    await database.close()


async def test_replicas_that_start_together_upgrade_once(database_url: str) -> None:
    stores = await asyncio.gather(*(Store.open(database_url) for _ in range(4)))
    assert 1 == len({await store.queries.save("네이버") for store in stores})
    for store in stores:
        await store.close()


async def test_a_database_from_a_newer_sosik_is_refused_and_left_alone(database_url: str) -> None:
    store = await Store.open(database_url)
    async with store.database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    with pytest.raises(StoreError, match=r"newer Sosik.*9999.*Install the newer Sosik"):
        await Store.open(database_url)
    database = Database(database_url)
    async with database.read() as connection:
        found = await connection.execute(text("SELECT version_num FROM alembic_version"))
        assert ["9999"] == list(found.scalars())
    await database.close()


async def test_a_failing_upgrade_leaves_nothing_half_done(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:  # in the way of the first migration's index
        await connection.execute(text("CREATE TABLE saved_queries (id INTEGER)"))
    with pytest.raises(StoreError, match="saved_queries"):
        await upgrade(database)
    async with database.read() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())
    assert ["saved_queries"] == names
    await database.close()


async def test_sqlite_makes_its_folder_and_keeps_readers_out_of_the_writers_way(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/deep/er/sosik.db")
    async with store.database.read() as connection:
        pragmas = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert ["wal", 1, PATIENCE_MS] == pragmas
    await store.close()


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///data/sosik.db", "sqlite+aiosqlite"),
        ("postgres://sosik:pw@db:5432/news", "postgresql+psycopg"),
        ("postgresql://sosik@db/news", "postgresql+psycopg"),
        ("postgresql+psycopg2://sosik@db/news", "postgresql+psycopg"),
    ],
)
def test_every_form_of_address_gets_our_driver(given: str, driver: str) -> None:
    assert driver == database_url(given).drivername


@pytest.mark.parametrize(
    "given", ["", "nonsense", "mysql://root:secret@db/news", "postgres://x:secret@h:port/d"]
)
def test_an_address_we_cannot_use_is_refused_without_its_password(given: str) -> None:
    with pytest.raises(StoreError, match="DATABASE_URL") as refused:
        database_url(given)
    assert "secret" not in str(refused.value)


async def test_an_unreachable_server_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="not reachable"):
        await Store.open("postgres://nobody:secret@127.0.0.1:1/none")


def test_sosik_db_upgrade_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/sosik.db")
    monkeypatch.setattr(sys, "argv", ["sosik", "db", "upgrade"])
    for said in ("was new and is at", "already"):
        with contextlib.suppress(SystemExit):
            commands.main()
        assert said in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="folder"):
        upgrade_now(f"sqlite:///{tmp_path}/file/sosik.db")
