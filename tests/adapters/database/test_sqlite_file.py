"""SQLite's file deleted, moved, replaced or made read-only under a running Sosik; a lock that lasts a minute."""

# ruff: noqa: ASYNC240 - what another process does to files takes no time here
from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.database import availability, engine
from bot.adapters.database.availability import Waiting
from bot.adapters.database.engine import Database
from bot.adapters.database.store import Store
from bot.adapters.database.upgrade import upgrade
from bot.adapters.folder.identity import Bound
from bot.errors import StoreError, StoreUnavailable
from tests.adapters.database.breaking import locked_file, mended, until
from tests.privileges import unprivileged

CORPUS = Bound("1" * 32, "/articles")
LONG = "가" * 9_000  # more than a page of SQLite's


class Times:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def waiting(self) -> Waiting:
        return Waiting(1, lambda: self.now, lambda: self.now.timestamp(), self.sleep)


async def opened(file: Path, times: Times | None = None) -> Store:
    database = Database(f"sqlite:///{file}", (times or Times()).waiting())
    await upgrade(database)
    store = Store(database)
    await store.corpus.bind(CORPUS)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sosik.db"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    store = await opened(file)
    yield store
    await store.close()


def saved(file: Path) -> list[str]:
    """What another process finds in the database."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as other:
        return [words for (words,) in other.execute("SELECT text FROM saved_queries ORDER BY id")]


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        one.getMessage() for one in caplog.records if one.name in (availability.__name__, engine.__name__)
    ]


async def refused(store: Store) -> str:
    with pytest.raises(StoreUnavailable) as fault:
        await store.queries.save("강물")
    with pytest.raises(StoreUnavailable):
        await store.queries.load(1)
    return fault.value.reason


async def test_a_deleted_file_is_an_outage_and_no_other_is_made(store: Store, file: Path) -> None:
    await store.queries.save("나룻배")
    for one in file.parent.iterdir():
        one.unlink()
    assert "missing" == await refused(store)
    for _ in range(20):
        await asyncio.sleep(0)  # probes go on meanwhile
    assert "missing" == await refused(store)
    assert [] == list(file.parent.iterdir())


async def test_a_file_that_comes_back_is_used_and_what_was_owed_is_written_once(
    store: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    await store.queries.save("나룻배")
    away = file.with_name("elsewhere")
    file.rename(away)

    async def owed() -> None:
        await store.queries.save("다리")

    assert "missing" == await refused(store)
    await store.database.eventually(owed)
    assert "missing" == await refused(store)
    away.rename(file)
    await mended(store.database)
    await until(lambda: saved(file) == ["나룻배", "다리"])
    begins, ends = said(caplog)
    assert "the database is missing" in begins
    assert "can be used again" in ends


async def test_a_copy_that_is_put_back_is_taken_for_the_database(
    store: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    await store.queries.save("나룻배")
    copy = file.with_name("copy")
    with closing(sqlite3.connect(file)) as other, closing(sqlite3.connect(copy)) as into:
        other.backup(into)
    await store.queries.save("after the copy was made")
    copy.replace(file)  # beside it the log of the one it replaces
    assert "replaced" == await refused(store)
    await mended(store.database)
    await store.queries.save("다리")
    assert ["나룻배", "다리"] == saved(file)
    with closing(sqlite3.connect(file)) as other:
        assert [("ok",)] == other.execute("PRAGMA integrity_check").fetchall()
    begins, taken, ends = said(caplog)
    assert "not the one it was" in begins
    assert "another one now" in taken
    assert "can be used again" in ends


@pytest.mark.parametrize("kind", ["empty", "another folder's", "no database"])
async def test_a_file_that_is_not_ours_is_not_written_into(store: Store, file: Path, kind: str) -> None:
    await store.queries.save("나룻배")
    strange = file.with_name("strange")
    if kind == "another folder's":
        other = await opened(strange)
        await other.corpus.bind(Bound("2" * 32, "/others"))
        await other.close()
    else:
        strange.write_bytes(b"" if kind == "empty" else b"no database at all" * 900)
    before, ours = strange.read_bytes(), file.with_name("ours")
    file.rename(ours)
    strange.rename(file)
    assert "replaced" == await refused(store)
    for _ in range(200):
        await asyncio.sleep(0.001)
    assert "replaced" == await refused(store)
    assert before == file.read_bytes()
    ours.replace(file)
    await mended(store.database)
    await store.queries.save("다리")
    assert ["나룻배", "다리"] == saved(file)


async def test_a_log_that_is_deleted_costs_nothing(store: Store, file: Path) -> None:
    await store.queries.save("나룻배" + LONG)
    file.with_name("sosik.db-wal").unlink()
    assert "missing" == await refused(store)
    await mended(store.database)
    await store.queries.save("다리")
    assert ["나룻배" + LONG, "다리"] == saved(file)


async def test_what_is_written_while_the_file_is_deleted_is_in_doubt_not_done(
    store: Store, file: Path
) -> None:
    with pytest.raises(StoreUnavailable) as fault:
        async with store.database.write():
            file.unlink()
    assert fault.value.in_doubt


@pytest.mark.parametrize("left", [("wal", "shm"), ("wal",), ("shm",), ()])
async def test_a_start_finds_what_a_kill_left_behind(file: Path, left: tuple[str, ...]) -> None:
    running = await opened(file.with_name("running.db"))
    await running.queries.save("나룻배" + LONG)
    for suffix in ("", "-wal", "-shm"):  # of an idle process a kill leaves these, as they are
        shutil.copy(file.with_name(f"running.db{suffix}"), file.with_name(f"sosik.db{suffix}"))
    await running.close()
    for suffix in {"wal", "shm"} - set(left):
        file.with_name(f"sosik.db-{suffix}").unlink()
    if "wal" not in left:
        with closing(sqlite3.connect(file)) as other:  # SQLite's own word for what is left
            assert [("ok",)] == other.execute("PRAGMA integrity_check").fetchall()
    store = await opened(file)
    await store.queries.save("다리")
    assert (["나룻배" + LONG] if "wal" in left else []) + ["다리"] == saved(file)
    await store.close()


async def test_a_log_that_a_kill_left_beside_no_database_does_no_harm(file: Path) -> None:
    store = await opened(file)
    await store.queries.save("나룻배")
    log = file.with_name("sosik.db-wal").read_bytes()
    await store.close()
    file.unlink()
    file.with_name("sosik.db-wal").write_bytes(log)
    store = await opened(file)
    await store.queries.save("다리")
    assert ["다리"] == saved(file)
    await store.close()


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder in which anybody may be its owner; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="sosik-"))
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize("connected", [True, False])
async def test_a_folder_that_becomes_read_only_is_no_loss(shared: Path, connected: bool) -> None:
    with unprivileged(shared):
        file = shared / "sosik.db"
        store = await opened(file)
        await store.queries.save("나룻배")
        if not connected:
            await store.database.engine.dispose()
        shared.chmod(0o500)
        try:
            with nullcontext() if connected else pytest.raises(StoreUnavailable, match="read-only"):
                await store.queries.save("다리")
        finally:
            shared.chmod(0o700)
        await mended(store.database)
        await store.queries.save("강물")
        assert ["나룻배", *(["다리"] if connected else []), "강물"] == saved(file)
        await store.close()


async def test_a_lock_that_lasts_a_minute_is_waited_out_and_all_that_was_owed_is_written_in_order(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    times = Times()
    store = await opened(file, times)
    began = times.now
    with locked_file(file):
        with pytest.raises(StoreUnavailable, match="held by another process"):
            await store.queries.save("나룻배")

        async def owed() -> None:
            await store.queries.save("다리")

        await store.database.eventually(owed)
        assert await store.queries.load(1) is None, "reading goes on"
        await until(lambda: times.now - began >= timedelta(minutes=1))
        outage = store.database.availability.outage
        assert outage is not None
        assert ("busy", began) == (outage.reason, outage.since)
    await mended(store.database)
    await until(lambda: saved(file) == ["다리"])
    begins, ends = said(caplog)
    assert "tried again until it is" in begins
    assert 60 <= int(ends.partition(" after ")[2].partition(" ")[0]) <= 70
    await store.close()


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(StoreError, match="link is no file"):
        Database(f"sqlite:///{tmp_path / 'link'}")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused_and_left_as_it_is(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(there := tmp_path / "there")
    there.chmod(0o755)
    with pytest.raises(StoreError, match="there is no file"):
        Database(f"sqlite:///{there}")
    assert 0o755 == there.stat().st_mode & 0o777
