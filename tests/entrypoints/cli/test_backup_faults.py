"""`sosik backup` and `sosik restore` at odds with their surroundings: odd files, damaged and foreign copies."""

from __future__ import annotations

import asyncio
import json
import os
import zipfile
from pathlib import Path

import pytest

from bot.adapters.database.store import Store
from bot.entrypoints.cli.backup import FILE_MOST, MANIFEST, ROWS, BackupError, backup, restore
from tests.entrypoints.cli.test_commands import Sosik, sosik

__all__ = ["sosik"]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Of a database with a row in it."""
    url = f"sqlite:///{tmp_path / 'db' / 'sosik.db'}"

    async def remember() -> None:
        store = await Store.open(url)
        await store.queries.save("버스 파업")
        await store.close()

    asyncio.run(remember())
    return url


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    """Of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'elsewhere' / 'sosik.db'}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "사회").mkdir(parents=True)
    (folder / "사회" / "버스.md").write_text(
        "# 버스 파업 끝났다\n\n한빛시 버스가 달린다.\n", encoding="utf-8"
    )
    return folder


def copy_with(target: Path, name: str, content: bytes = b"x", **manifest: object) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"format": 1} | manifest))
        archive.writestr(ROWS, b"")
        archive.writestr(name, content)
    return target


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_no_name_in_a_copy_leads_to_the_root(tmp_path: Path, elsewhere: str) -> None:
    outside = tmp_path / "outside.md"  # two slashes at the beginning are a root of their own for POSIX
    copy = copy_with(tmp_path / "copy.zip", f"corpus//{outside}")
    with pytest.raises(BackupError, match="leads elsewhere"):
        restore(copy, elsewhere, tmp_path / "new")
    assert not outside.exists()


@pytest.mark.parametrize("moment", [0, 86_400, 5_000_000_000])
def test_files_of_any_time_are_copied(
    moment: int, url: str, elsewhere: str, folder: Path, tmp_path: Path
) -> None:
    os.utime(folder / "사회" / "버스.md", (moment, moment))  # 0: made by who wants the same bytes each time
    backup(url, folder, tmp_path / "copy.zip")
    restore(tmp_path / "copy.zip", elsewhere, tmp_path / "new")
    assert ["사회/버스.md"] == files(tmp_path / "new")


def test_whatever_is_copied_can_be_put_back(url: str, elsewhere: str, folder: Path, tmp_path: Path) -> None:
    (folder / "한빛\\소식.md").write_text("# 소식\n\n역슬래시가 있는 이름이다.\n", encoding="utf-8")
    with (folder / "dump.bin").open("wb") as file:
        file.truncate(FILE_MOST + 1)  # no article is as large
    backup(url, folder, tmp_path / "copy.zip")
    restore(tmp_path / "copy.zip", elsewhere, tmp_path / "new")
    assert ["사회/버스.md", "한빛\\소식.md"] == files(tmp_path / "new")


def test_a_folder_that_is_not_there_is_no_empty_one(url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"articles.*cannot be read"):
        backup(url, tmp_path / "articles", tmp_path / "copy.zip")
    assert not (tmp_path / "copy.zip").exists()


def test_a_damaged_copy_says_so_and_leaves_nothing(
    url: str, elsewhere: str, folder: Path, tmp_path: Path
) -> None:
    for n in range(30):
        (folder / f"{n}.md").write_bytes(os.urandom(300).hex().encode())
    backup(url, folder, tmp_path / "copy.zip")
    whole = (tmp_path / "copy.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        places = [archive.getinfo(name).header_offset + 60 for name in (f"corpus/{n}.md" for n in range(30))]
    for n, place in enumerate(places):
        damaged = bytearray(whole)
        damaged[place : place + 40] = bytes(b ^ 0xFF for b in damaged[place : place + 40])
        (tmp_path / "damaged.zip").write_bytes(damaged)
        new = tmp_path / f"new{n}"
        with pytest.raises(BackupError, match="damaged"):
            restore(tmp_path / "damaged.zip", elsewhere, new)
        assert [] == files(new)
    assert len(places) + 1 == restore(tmp_path / "copy.zip", elsewhere, tmp_path / "new").files


def test_a_copy_that_wants_a_password_is_refused(
    url: str, elsewhere: str, folder: Path, tmp_path: Path
) -> None:
    backup(url, folder, tmp_path / "copy.zip")
    locked = bytearray((tmp_path / "copy.zip").read_bytes())
    for mark, place in (
        (b"PK\x03\x04", 6),
        (b"PK\x01\x02", 8),
    ):  # the flag of encryption, in both directories
        at = -1
        while (at := locked.find(mark, at + 1)) >= 0:
            locked[at + place] |= 1
    (tmp_path / "copy.zip").write_bytes(locked)
    with pytest.raises(BackupError, match="no copy made by"):
        restore(tmp_path / "copy.zip", elsewhere, tmp_path / "new")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, elsewhere: str) -> None:
    copy = copy_with(tmp_path / "copy.zip", "corpus/" + "가" * 200 + ".md")  # 600 bytes; a name may have 255
    with pytest.raises(BackupError, match=r"new/.*cannot be written"):
        restore(copy, elsewhere, tmp_path / "new")


def test_a_copy_of_a_newer_sosik_is_refused_before_anything_is_written(
    tmp_path: Path, elsewhere: str
) -> None:
    copy = copy_with(tmp_path / "copy.zip", "corpus/a.md", schema="9999", sosik="9.1.0")
    with pytest.raises(BackupError, match=r"newer Sosik.*9\.1\.0"):
        restore(copy, elsewhere, tmp_path / "new")
    assert [] == files(tmp_path / "new")


def test_a_database_is_brought_up_and_a_copy_put_back_where_the_folder_is_not_there_yet(
    sosik: Sosik, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copy = tmp_path / "new" / "articles", tmp_path / "copy.zip"
    monkeypatch.setenv("CORPUS_DIR", str(folder))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'one.db'}")
    assert 0 == sosik("db", "upgrade").code
    assert not folder.exists()
    folder.mkdir(parents=True)
    (folder / "다리.md").write_text("# 다리 열렸다\n\n한빛시가 다리를 열었다.\n", encoding="utf-8")
    assert 0 == sosik("backup", str(copy)).code
    monkeypatch.setenv("CORPUS_DIR", str(tmp_path / "empty" / "articles"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'two.db'}")
    assert 0 == sosik("restore", str(copy)).code
    assert ["다리.md"] == [path.name for path in (tmp_path / "empty" / "articles").iterdir()]
