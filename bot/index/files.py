"""The saved index: segments in files beside the database, so that the next start reads no article again.

    shelf = Shelf(Path("data/index"), corpus.folder)
    saved = shelf.load()                    # None the first time, or when anything is off
    shelf.save(index, corpus.records())     # afterwards the index reads its text from the files

A segment never changes, so that it is written once, under a name of its own; `index` names those that count, which
articles of them live, what was learnt of their words, and what the corpus remembers of its files. Every file is
written beside its name and then moved there; each carries lengths and a checksum of every part. Nothing in them is
code.

It stands outside of search, which knows no files, and of corpus, which knows no segments.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import logging
import mmap
import os
import struct
import uuid
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np

from bot.articles.changes import Record, Stamp
from bot.i18n.reasons import Reason
from bot.index.codec import Unsound, learnt_sections, read_learnt, read_segment, sections
from bot.index.codec import recipe as current_recipe
from bot.index.index import Index
from bot.index.segment import Segment

log = logging.getLogger(__name__)

LEAST = 2_000  # articles; fewer are read and indexed before anyone notices
_MAGIC = b"sosik index 2\n\0\0"
_HEAD = struct.Struct("<16sQI4x")  # magic, length and checksum of the table of parts
_PAGE = 64  # parts start at multiples of it, so that arrays are aligned
_TABLE = "index"
_BETWEEN = "\0"  # names and reasons, none of which can hold it

Parts = Mapping[str, bytes | memoryview]
_written: WeakKeyDictionary[Segment, Path] = (
    WeakKeyDictionary()
)  # in which file what is in one is, by whatever shelf


@dataclass(frozen=True, slots=True)
class SavedIndex:
    """What an earlier process left: its index, and what it knew of the files."""

    index: Index
    records: tuple[Record, ...]


class Shelf:
    """One folder of files for one corpus folder. Faults of the disk are logged: without a shelf all is read anew."""

    def __init__(self, folder: Path, corpus: Path, least: int = LEAST, recipe: str | None = None) -> None:
        place = os.fsencode(os.path.realpath(corpus))
        self.folder = folder / hashlib.blake2b(place, digest_size=8).hexdigest()
        self._least = least
        self._recipe = recipe or current_recipe()

    def load(self) -> SavedIndex | None:
        """The saved index, verified; None, with a line in the log, when there is none or it is of no use."""
        try:
            table = _read(self.folder / _TABLE)
            if bytes(table["recipe"]).decode() != self._recipe:
                log.info("saved index: made by another version; everything is read anew")
                return None
            names = json.loads(bytes(table["segments"]))
            segments = [read_segment(_read(self.folder / name)) for name in names]
            live = [
                None if not len(mask) else np.frombuffer(mask, np.bool_).copy()
                for mask in (table[f"live {i}"] for i in range(len(names)))
            ]
            index = Index.of_segments(segments, live, read_learnt(table))
            records = _records(table)
        except FileNotFoundError:
            return None
        except (OSError, KeyError, ValueError, TypeError) as fault:
            log.warning("saved index: %s; everything is read anew", fault)
            return None
        _written.update(zip(segments, map(self.folder.joinpath, names), strict=True))
        return SavedIndex(index, records)

    def save(self, index: Index, records: Sequence[Record]) -> bool:
        """Write what is not there yet; whether it was. *index* then reads from the files what it held in memory."""
        if len(index) < self._least:
            return False
        try:
            for missing in reversed([one for one in (self.folder, *self.folder.parents) if not one.exists()]):
                missing.mkdir(mode=0o700, exist_ok=True)
            with _alone(self.folder / "lock") as alone:
                if alone:
                    self._save(index, records)
                return alone
        except (OSError, Unsound) as fault:
            log.warning("the index cannot be saved: %s", fault)
            return False

    def _save(self, index: Index, records: Sequence[Record]) -> None:
        segments, live = index.segments()
        names: list[str] = []
        for segment in segments:
            file = _written.get(segment)
            if file is None or file.parent != self.folder or not file.exists():
                _written[segment] = file = self.folder / f"{uuid.uuid4().hex}.segment"
                _write(file, sections(segment))
            names.append(file.name)
        table: dict[str, bytes | memoryview] = {
            "recipe": self._recipe.encode(),
            "segments": json.dumps(names).encode(),
        }
        table |= _columns(records)
        if (learnt := index.learnt) is not None:
            table |= learnt_sections(learnt)
        for number, mask in enumerate(live):
            table[f"live {number}"] = b"" if mask is None else mask.tobytes()
        _write(self.folder / _TABLE, table)
        for file in self.folder.glob("*.segment"):
            if file.name not in names:
                file.unlink(missing_ok=True)
        for segment, name in zip(segments, names, strict=True):
            if isinstance(segment.records.texts, bytes):
                mapped = read_segment(_read(self.folder / name, verify=False))  # it was written just now
                _written[mapped] = self.folder / name
                index.exchange(segment, mapped)


def _columns(records: Sequence[Record]) -> dict[str, bytes | memoryview]:
    """*records* as parts of the table: they are read at every start, and rows take four times as long."""
    stamps = np.array([record.stamp for record in records], np.int64).reshape(-1, 3)
    return {
        "paths": _joined([record.path for record in records]),
        "stamps": stamps.tobytes(),
        "ids": _joined([record.id for record in records]),
        "contents": _joined([record.content_hash for record in records]),
        "added": np.array([record.added for record in records], np.float64).tobytes(),
        "reasons": _joined([record.reason.packed() if record.reason else "" for record in records]),
    }


def _records(table: Parts) -> tuple[Record, ...]:
    stamps = np.frombuffer(table["stamps"], np.int64).reshape(-1, 3).tolist()
    added = np.frombuffer(table["added"], np.float64).tolist()
    paths, ids, contents, reasons = (
        _split(table[name], len(added)) for name in ("paths", "ids", "contents", "reasons")
    )
    rows = zip(
        paths, map(Stamp._make, stamps), ids, contents, added, map(Reason.unpacked, reasons), strict=True
    )
    return tuple(map(Record._make, rows))


def _joined(texts: Sequence[str]) -> bytes:
    return _BETWEEN.join(texts).encode("utf-8", "surrogatepass")


def _split(joined: bytes | memoryview, count: int) -> list[str]:
    return str(joined, "utf-8", "surrogatepass").split(_BETWEEN) if count else []


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether no other process is writing to this shelf, for as long as this is held."""
    with path.open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _write(path: Path, parts: Parts) -> None:
    """All of it or nothing, also when the power fails."""
    rows: list[tuple[str, int, int, int]] = []
    size = 0
    for name, part in parts.items():
        start = -(-size // _PAGE) * _PAGE
        rows.append((name, start, len(part), zlib.crc32(part)))
        size = start + len(part)
    table = json.dumps(rows).encode()
    first = _start(len(table))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(_HEAD.pack(_MAGIC, len(table), zlib.crc32(table)) + table)
            for (_, start, _, _), part in zip(rows, parts.values(), strict=True):
                file.seek(first + start)
                file.write(part)
            file.truncate(first + size)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _start(table: int) -> int:
    return -(-(_HEAD.size + table) // _PAGE) * _PAGE


def _read(path: Path, verify: bool = True) -> dict[str, memoryview]:
    """The parts of a file, mapped. Raises: Unsound when one is not as it was written."""
    with path.open("rb") as file:
        try:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file cannot be mapped
            raise Unsound(f"{path.name} is empty") from None
    whole = memoryview(mapped)
    if len(whole) < _HEAD.size:
        raise Unsound(f"{path.name} is cut short")
    magic, length, checksum = _HEAD.unpack(whole[: _HEAD.size])
    table = whole[_HEAD.size : _HEAD.size + length]
    if magic != _MAGIC or len(table) != length or zlib.crc32(table) != checksum:
        raise Unsound(f"{path.name} is damaged or of another version")
    start = _start(length)
    parts: dict[str, memoryview] = {}
    sums: list[int] = []
    for name, at, size, expected in json.loads(bytes(table)):
        parts[name] = whole[start + at : start + at + size]
        sums.append(expected if len(parts[name]) == size else -1)
    if not verify:
        return parts
    with ThreadPoolExecutor(2) as hands:
        if list(hands.map(zlib.crc32, parts.values())) != sums:
            raise Unsound(f"{path.name} is damaged")
    if hasattr(mapped, "madvise"):
        mapped.madvise(mmap.MADV_DONTNEED)  # what the checksum read need not stay in memory
    return parts
