"""Opening a database: new, known, newer than we are, unreachable."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.adapters.database.availability import PATIENCE_MS
from bot.adapters.database.engine import Database, database_url
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
    with pytest.raises(StoreError, match=r"newer Sosik.*9999.*Install the newer.*sosik restore"):
        await Store.open(database_url)
    database = Database(database_url)
    async with database.read() as connection:
        found = await connection.execute(text("SELECT version_num FROM alembic_version"))
        assert ["9999"] == list(found.scalars())
    await database.close()


@pytest.mark.parametrize("revision", ["1975ea83b712", "0001"])
async def test_the_database_of_another_application_is_called_so_and_left_alone(
    database_url: str, revision: str
) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await connection.execute(text(f"INSERT INTO alembic_version VALUES ('{revision}')"))
    with pytest.raises(StoreError, match=rf"another application.*{revision}.*DATABASE_URL"):
        await Store.open(database_url)
    async with database.read() as connection:
        assert ["alembic_version"] == await connection.run_sync(lambda c: inspect(c).get_table_names())
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


async def test_an_older_database_keeps_its_data_under_the_new_names(database_url: str) -> None:
    def at(revision: str) -> Callable[[Connection], None]:
        def bring(connection: Connection) -> None:
            config = Config()
            config.set_main_option("script_location", "bot.adapters.database:migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, revision)

        return bring

    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(at("0007"))
        for statement in OLDER.strip().split(";"):
            await connection.execute(text(statement))
        await connection.run_sync(at("0018"))
        await connection.execute(text("UPDATE chats SET quiet = '23:00-07:00'"))
    await upgrade(database)
    async with database.read() as connection:
        cursor = await connection.execute(text("SELECT last_seq, last_sent_at IS NULL FROM subscriptions"))
        assert [(42, True)] == [tuple(row) for row in cursor]
        quiet = await connection.execute(text("SELECT quiet FROM chats"))  # by its name in older copies, too
        assert {"23:00-07:00"} == set(quiet.scalars())
        states = await connection.execute(text("SELECT state FROM deliveries ORDER BY id"))
        assert ["sent", "open"] == list(states.scalars())
        changes = await connection.execute(
            text(
                "SELECT audit_log.name, audit_changes.article FROM audit_changes JOIN audit_log ON id = action"
            )
        )
        assert [("Kim", "a1")] == [tuple(row) for row in changes]
        articles = await connection.execute(text("SELECT title FROM managed_articles"))
        assert ["Harbour"] == list(articles.scalars())
    async with database.write() as connection:  # what went with an action still does, and the ids go on
        await connection.execute(text("DELETE FROM audit_log"))
        left = await connection.execute(text("SELECT count(*) FROM audit_changes"))
        assert 0 == left.scalar_one()
        await connection.execute(
            text(
                "INSERT INTO audit_log (kind, person, name, subject, articles, undone, at)"
                " VALUES ('add', 1, 'Lee', '', 1, FALSE, '2026-03-02 00:00:00')"
            )
        )
        ids = await connection.execute(text("SELECT id FROM audit_log"))
        assert ids.scalar_one() > 1
    await database.close()


OLDER = """
INSERT INTO chats (id, kind, title, language, greeted) VALUES (7, 'private', '', 'ko', TRUE);
INSERT INTO subscriptions (id, kind, chat, topic, at, days, zone, include, exclude, papers, stories, silent, when_empty,
    paused, since, told, made_at)
    VALUES (1, 'digest', 7, 0, '08:00', 127, 'Asia/Seoul', '[]', '[]', '[]', 5, FALSE, FALSE, FALSE, 3, 42,
    '2026-03-01 00:00:00');
INSERT INTO deliveries (subscription, issue, state, after, upto, tries, opened)
    VALUES (1, '2026-03-01', 'told', 3, 42, 0, '2026-03-01 00:00:00');
INSERT INTO deliveries (subscription, issue, state, after, upto, tries, opened)
    VALUES (1, '2026-03-02', 'open', 42, 50, 0, '2026-03-02 00:00:00');
INSERT INTO desk_articles (article, path, state, fingerprint, content, title, at)
    VALUES ('a1', 'a1.md', 'live', 'f', 'x', 'Harbour', '2026-03-01 00:00:00');
INSERT INTO desk_actions (kind, person, name, subject, articles, undone, at)
    VALUES ('add', 1, 'Kim', 'a1', 1, FALSE, '2026-03-01 00:00:00');
INSERT INTO desk_changes (action, article, path, fingerprint_before, fingerprint_after)
    VALUES (1, 'a1', 'a1.md', '', 'f')
"""
