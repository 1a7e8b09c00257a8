"""`sosik backup FILE` and `sosik restore FILE`: what the database remembers and the folder of articles, in one .zip.

    manifest.json     what made it: format, version, schema, when
    database.jsonl    a line a row: {"table": …, "row": {…}}
    corpus/…          the files, hidden ones of ours among them

A copy is of one moment of the database, also while the bot is at work. It is put back on an empty database, of either
kind, and into an empty folder; then nothing is sent again, since what was sent is remembered too.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import bot
from bot.adapters.database.answer_time import unhurried
from bot.adapters.database.store import Store, open_database
from bot.adapters.database.transfer import filling, read_all
from bot.adapters.database.upgrade import upgrade
from bot.adapters.folder.identity import BY_PATH, MARK, identify
from bot.errors import SosikError, StoreError

log = logging.getLogger(__name__)

FORMAT = 1
MANIFEST, ROWS, FILES = "manifest.json", "database.jsonl", "corpus/"
FILE_MOST = 256 * 1024 * 1024  # bytes of one file; the largest that is read is below it
FILES_MOST = 5_000_000
LINE_MOST = 64 * 1024 * 1024
BATCH_ROWS, BATCH_CHARS = 500, 8_000_000  # in one statement
# What reading a damaged or foreign archive raises. RuntimeError: it wants a password, or is of an unknown method.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError)


class BackupError(SosikError):
    """A copy cannot be made or put back; says why and what to do."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How much a copy holds."""

    rows: int
    files: int
    bytes: int


def backup(database_url: str, folder: Path | None, target: Path) -> Copied:
    """Write a copy to *target*, which is there as a whole or not at all; folder: None where none is copied.

    Raises: BackupError; StoreError.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; give another name")
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            # not strict: a file of 1970 is one of 1980 in a .zip
            with zipfile.ZipFile(
                file, "w", zipfile.ZIP_DEFLATED, compresslevel=6, strict_timestamps=False
            ) as archive:
                rows, schema = asyncio.run(_write_rows(database_url, archive))
                files = 0 if folder is None else _write_files(folder, archive)
                archive.writestr(MANIFEST, _manifest(schema, rows, files))
            file.flush()
            os.fsync(file.fileno())
        size = unfinished.stat().st_size
        unfinished.rename(target)
    except OSError as fault:
        raise BackupError(f"{target} cannot be written: {fault.strerror}") from fault
    finally:
        unfinished.unlink(missing_ok=True)
    return Copied(rows, files, size)


def restore(source: Path, database_url: str, folder: Path | None) -> Copied:
    """Put a copy back; the files first, then the rows. All of it is there at the end, or nothing.

    Raises: BackupError for a copy that cannot be read, or a folder that is not empty; StoreError.
    """
    with _opened(source) as archive:
        names = [] if folder is None else _file_names(archive)
        if folder is not None:
            _check_empty(folder)
        asyncio.run(_check_database(database_url, _manifest_of(archive)))
        try:
            if folder is not None:
                for name in names:
                    _put_file(archive, name, folder)
            rows = asyncio.run(_put_rows(database_url, archive, folder))
        except BaseException:
            if folder is not None:
                _take_back(names, folder)
            raise
    return Copied(rows, len(names), source.stat().st_size)


# --- making one ---


def _manifest(schema: str, rows: int, files: int) -> str:
    made = {"format": FORMAT, "sosik": bot.__version__, "schema": schema, "at": datetime.now(UTC).isoformat()}
    return json.dumps(made | {"rows": rows, "files": files}, indent=1) + "\n"


async def _write_rows(database_url: str, archive: zipfile.ZipFile) -> tuple[int, str]:
    """How many rows, and of which schema."""
    store = await Store.open(database_url)
    count = 0
    try:
        _, schema = await upgrade(store.database)
        with unhurried(), archive.open(ROWS, "w", force_zip64=True) as file:
            async for table, row in read_all(store.database):
                file.write(
                    json.dumps({"table": table, "row": dict(row)}, ensure_ascii=False).encode() + b"\n"
                )
                count += 1
    finally:
        await store.close()
    return count, schema


def _write_files(folder: Path, archive: zipfile.ZipFile) -> int:
    """Every regular file below *folder*; of hidden ones, that by which the folder is known.

    Left out, and told in the log: what `restore` would not take, which is no article either.
    """
    count, root = 0, folder.resolve()

    def unreadable(fault: OSError) -> None:
        if (
            not isinstance(fault, FileNotFoundError) or not root.is_dir()
        ):  # else it is gone since it was listed
            raise BackupError(f"{fault.filename} cannot be read: {fault.strerror}") from fault

    for parent, below, names in os.walk(root, onerror=unreadable):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if (name.startswith(".") and name != MARK) or path.is_symlink() or not path.is_file():
                continue
            try:
                inside = (
                    (FILES + path.relative_to(root).as_posix()).encode("utf-8", "surrogateescape").decode()
                )
                if path.stat().st_size > FILE_MOST:
                    raise ValueError("too large")
                archive.write(path, inside)
            except ValueError:
                log.warning("not copied, its name or its size is none of an article: %r", str(path))
                continue
            except FileNotFoundError:
                continue
            except PermissionError as fault:
                unreadable(fault)
            count += 1
    return count


# --- putting one back ---


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            if _manifest_of(archive).get("format") != FORMAT:
                raise BackupError(f"{source} is of another form than this Sosik reads ({FORMAT})")
            yield archive
    except OSError as fault:
        raise BackupError(f"{source}: {(fault.strerror or 'cannot be read').lower()}") from fault
    except DAMAGED as fault:
        raise BackupError(f"{source} is no copy made by `sosik backup`, or it is damaged") from fault


def _manifest_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    manifest = json.loads(_read(archive, MANIFEST, 1_000_000))
    return manifest if isinstance(manifest, dict) else {}


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise BackupError(f"{name} in the copy is over {most} bytes")
    return content


def _file_names(archive: zipfile.ZipFile) -> list[str]:
    """The files' names. Raises: BackupError for one that leads out of a folder."""
    names = [name for name in archive.namelist() if name.startswith(FILES) and not name.endswith("/")]
    if len(names) > FILES_MOST:
        raise BackupError(f"the copy has over {FILES_MOST} files")
    for name in names:
        inside = name.removeprefix(FILES)
        parts = inside.split("/")
        # no part is empty: one at the beginning is a root, also where there are two
        safe = all(parts) and "\0" not in inside and ".." not in re.split(r"[/\\]", inside)
        hidden = any(part.startswith(".") for part in parts) and parts != [MARK]
        if not safe or hidden:
            raise BackupError("a file in the copy has a name that leads elsewhere; it was not made by Sosik")
    return names


def _check_empty(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BackupError(f"{folder} is not empty; let CORPUS_DIR (or --corpus) name a new folder")
    except OSError as fault:
        raise BackupError(f"{folder} cannot be made: {fault.strerror}") from fault


def _put_file(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    target = folder / name.removeprefix(FILES)
    content = _read(archive, name, FILE_MOST)
    moment = datetime(*archive.getinfo(name).date_time).timestamp()  # noqa: DTZ001 # a zip has local times
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (moment, moment))
    except OSError as fault:
        raise BackupError(f"{target} cannot be written: {fault.strerror}") from fault


def _take_back(names: Sequence[str], folder: Path) -> None:
    """What has been put into *folder*, which was empty, so that it can be tried again."""
    with suppress(OSError):
        for inside in {name.removeprefix(FILES).partition("/")[0] for name in names}:
            path = folder / inside
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


async def _check_database(database_url: str, manifest: dict[str, Any]) -> None:
    """Raises: StoreError where it is not empty, BackupError where a newer one was copied: before a file is written."""
    store = await Store.open(database_url)
    try:
        ours, theirs = store.database.revision or "", str(manifest.get("schema", ""))
        if theirs > ours:
            raise BackupError(
                f"the copy was made by a newer Sosik ({str(manifest.get('sosik'))[:20]}), of schema {theirs[:20]}; "
                f"this one knows up to {ours}. Install the newer Sosik and restore it there"
            )
        async with filling(store.database):
            pass
    finally:
        await store.close()


async def _put_rows(database_url: str, archive: zipfile.ZipFile, folder: Path | None) -> int:
    """How many. The database belongs to *folder* from now on, also where the one that was copied is still there."""
    database, count = open_database(database_url), 0
    try:
        with unhurried(), archive.open(ROWS) as file:
            async with filling(database) as put:
                for table, rows in _batches(file):
                    if table == "corpus" and folder is not None:
                        rows = [row | _bound(folder, str(row["id"])) for row in rows]
                    await put(table, rows)
                    count += len(rows)
    finally:
        await database.close()
    return count


def _bound(folder: Path, corpus_id: str) -> dict[str, str]:
    """By what *folder* is known, as the row of the table `corpus` has it."""
    by_path = corpus_id.startswith(BY_PATH)  # of one that could not be written to, and had no mark
    return identify(folder, None if by_path else corpus_id)._asdict()


def _batches(file: IO[bytes]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of one table each, not more than a statement takes."""
    batch: list[dict[str, Any]] = []
    last, chars = "", 0
    for table, row, more in _rows(file):
        if batch and (table != last or len(batch) >= BATCH_ROWS or chars + more > BATCH_CHARS):
            yield last, batch
            batch, chars = [], 0
        last, chars = table, chars + more
        batch.append(row)
    if batch:
        yield last, batch


def _rows(file: IO[bytes]) -> Iterable[tuple[str, dict[str, Any], int]]:
    """Each with its table and its size."""
    while line := file.readline(LINE_MOST):
        try:
            one = json.loads(line)
            table, row = one["table"], one["row"]
        except (ValueError, KeyError, TypeError, RecursionError) as fault:
            raise StoreError("a row of the copy cannot be read; it is damaged") from fault
        if not isinstance(table, str) or not isinstance(row, dict):
            raise StoreError("a row of the copy cannot be read; it is damaged")
        yield table, row, len(line)
