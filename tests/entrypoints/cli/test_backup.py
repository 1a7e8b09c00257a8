"""`sosik backup` and `sosik restore`: the same rows and files, on either kind of database; hostile copies refused."""

from __future__ import annotations

import asyncio
import io
import json
import stat
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.database.store import Store
from bot.adapters.database.transfer import read_all
from bot.adapters.folder.identity import Bound, recognise
from bot.digests.subscription import EVERY_DAY, Place, Slot, Subscription
from bot.entrypoints.cli.backup import FILE_MOST, BackupError, Copied, backup, restore
from bot.errors import StoreError
from tests.databases import database_url, postgres_server, postgres_url

__all__ = ["database_url", "postgres_server", "postgres_url"]

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def _remember(url: str) -> None:
    """Something in every corner."""
    store = await Store.open(url, lambda: NOW)
    await store.queries.save("버스 파업")
    await store.queries.save("여울강")
    await store.chats.meet(-7, "supergroup", '한빛 "동네" 방\n둘째 줄', "ko")
    wanted = Subscription(0, Place(-7, 3), Slot(time(18), EVERY_DAY, "Asia/Seoul"), owner=11)
    await store.subscriptions.add(wanted)
    gone = await store.subscriptions.add(wanted)
    await store.subscriptions.remove(gone.id)  # its number is never given again
    await store.drafts.reopen()
    await store.feeds.add("https://hanbit.example/rss", "한빛일보", kind="feed", by=11, now=NOW)
    await store.inbox.put([(5, -7, '{"update_id": 5}')])
    await store.inbox.claim("one that lived here", 1)
    await store.close()


async def _rows(url: str) -> list[tuple[str, dict[str, Any]]]:
    store = await Store.open(url)
    found = [(table, dict(row)) async for table, row in read_all(store.database)]
    await store.close()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "사회").mkdir(parents=True)
    (folder / "사회" / "버스.md").write_text(
        "# 버스 파업 끝났다\n\n한빛시 버스가 다시 달린다.\n", encoding="utf-8"
    )
    (folder / ".sosik-corpus").write_text("a" * 32 + "\n", encoding="ascii")
    (folder / ".hidden").write_text("not ours", encoding="utf-8")
    return folder


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_what_is_put_back_is_what_was_there(
    database_url: str, to: str, request: Any, folder: Path, tmp_path: Path
) -> None:
    if to == "postgresql" and database_url.startswith("postgresql"):
        pytest.skip("one server has one database here")
    other = (
        f"sqlite:///{tmp_path / 'other.db'}" if to == "sqlite" else request.getfixturevalue("postgres_url")
    )
    asyncio.run(_remember(database_url))
    copy = tmp_path / "copy.zip"
    made = backup(database_url, folder, copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert Copied(made.rows, 2, made.bytes) == restore(copy, other, tmp_path / "new")
    before, after = asyncio.run(_rows(database_url)), asyncio.run(_rows(other))
    claims = {"owner": None, "leased_until": None}
    assert [(t, row | claims) if t == "inbox" else (t, row) for t, row in before] == after
    assert sorted(p.relative_to(tmp_path / "new").as_posix() for p in (tmp_path / "new").rglob("*") if p.is_file()) == [
        ".sosik-corpus", "사회/버스.md",
    ]  # fmt: skip
    again = tmp_path / "new" / "사회" / "버스.md"
    assert (folder / "사회" / "버스.md").read_bytes() == again.read_bytes()
    assert abs((folder / "사회" / "버스.md").stat().st_mtime - again.stat().st_mtime) <= 2


@pytest.mark.parametrize("corpus_id", ["a" * 32, "path:" + "b" * 40])
def test_what_is_put_back_belongs_to_its_new_folder_though_the_old_one_is_still_there(
    database_url: str, tmp_path: Path, folder: Path, corpus_id: str
) -> None:
    async def bound_to(url: str, bound: Bound | None = None) -> Bound | None:
        store = await Store.open(url)
        if bound is not None:
            await store.corpus.bind(bound)
        found = await store.corpus.bound()
        await store.close()
        return found

    if corpus_id.startswith("path:"):
        (folder / ".sosik-corpus").unlink()
    asyncio.run(bound_to(database_url, Bound(corpus_id, str(folder))))
    backup(database_url, folder, tmp_path / "copy.zip")
    other, new = f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "new"
    restore(tmp_path / "copy.zip", other, new)
    bound = asyncio.run(bound_to(other))
    assert bound is not None
    assert str(new) == bound.folder
    assert bound == recognise(new, bound)


def test_numbers_go_on_after_the_highest_ever_given(database_url: str, tmp_path: Path) -> None:
    asyncio.run(_remember(database_url))
    backup(database_url, None, tmp_path / "copy.zip")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    restore(tmp_path / "copy.zip", other, None)

    async def next_id() -> int:
        store = await Store.open(other)
        wanted = Subscription(0, Place(-7, 0), Slot(time(18), EVERY_DAY, "Asia/Seoul"), owner=11)
        found = (await store.subscriptions.add(wanted)).id
        await store.close()
        return found

    assert 3 == asyncio.run(next_id())


def test_nothing_is_put_over_what_is_there(database_url: str, folder: Path, tmp_path: Path) -> None:
    asyncio.run(_remember(database_url))
    copy = tmp_path / "copy.zip"
    backup(database_url, folder, copy)
    with pytest.raises(BackupError, match="there already"):
        backup(database_url, folder, copy)
    with pytest.raises(StoreError, match="not empty"):
        restore(copy, database_url, tmp_path / "new")
    assert [] == list((tmp_path / "new").iterdir())
    with pytest.raises(BackupError, match="not empty"):
        restore(copy, f"sqlite:///{tmp_path / 'other.db'}", folder)


def _copy(*files: tuple[str, bytes], manifest: object = None, rows: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 1} if manifest is None else manifest))
        archive.writestr("database.jsonl", rows)
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not a zip", _copy()[:-30], _copy(manifest=[]), _copy(manifest={"format": 99}),
        _copy(("corpus/../../evil.md", b"x")), _copy(("corpus//etc/evil.md", b"x")), _copy(("corpus/.ssh/id", b"x")),
        _copy(("corpus/a\\..\\b.md", b"x")),
        _copy(rows=b"{"), _copy(rows=b'{"table": "chats"}\n'), _copy(rows=b'{"table": "nothing", "row": {}}\n'),
        _copy(rows=b'{"table": "chats", "row": {"id": 1, "evil": 2}}\n'),
        _copy(rows=b'{"table": "marks", "row": {"name": "baseline", "at": "yesterday"}}\n'),
        _copy(rows=b"[" * 200_000),
    ],
)  # fmt: skip
def test_what_is_no_copy_is_refused_and_leaves_nothing(content: bytes, tmp_path: Path) -> None:
    copy, url = tmp_path / "copy.zip", f"sqlite:///{tmp_path / 'db' / 'sosik.db'}"
    copy.write_bytes(content)
    with pytest.raises((BackupError, StoreError)):
        restore(copy, url, tmp_path / "new")
    assert not list(tmp_path.rglob("evil.md"))
    assert not list(tmp_path.rglob("id"))
    assert [] == asyncio.run(_rows(url))


def test_a_file_that_unpacks_without_end_is_given_up(tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", '{"format": 1}')
        archive.writestr("database.jsonl", "")
        with archive.open("corpus/a.md", "w", force_zip64=True) as file:
            for _ in range(FILE_MOST // (1 << 20) + 1):
                file.write(bytes(1 << 20))
    with pytest.raises(BackupError, match="over"):
        restore(copy, f"sqlite:///{tmp_path / 'sosik.db'}", tmp_path / "new")
