"""A .zip of articles, read without trusting a byte of it.

What tries to leave its place (`../`, links) or to be more than it is (bombs) condemns the whole archive; what merely
is no article is left out and told. No name in it becomes the name of a file.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.articles.encoding import MAX_BYTES
from bot.editing.manuscript import Manuscript, read_manuscript
from bot.errors import ReaderError, UnreadableArticle
from bot.i18n.reasons import NONE, Reason

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)  # LZMA may ask for 4 GB of memory
MOST_FILES = 50_000
MOST_BYTES = 256 * 1024 * 1024  # unpacked; 12,000 real articles have 48 MB
MOST_RATIO = 200  # deflated text shrinks to a third; 1 to 1,000 is a bomb
RATIO_FROM = 1024 * 1024  # a small file of blanks is no bomb
SUFFIXES = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a bundle: its manuscript, or why it is none. *name* is only for showing."""

    name: str
    manuscript: Manuscript | None = None
    reason: Reason = NONE


class Bundle:
    """An archive that has been looked through, and can be read.

    Raises: ReaderError when it is no archive, encrypted, too large, or made to do harm.
    """

    def __init__(self, raw: bytes, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
            self._entries = [one for one in self._archive.infolist() if not one.is_dir()]
        except Exception as fault:  # zipfile raises what its bytes lead it to
            raise ReaderError("editing.zip_broken") from fault
        if len(self._entries) > MOST_FILES:
            raise ReaderError("editing.zip_large", files=MOST_FILES, mebibytes=MOST_BYTES >> 20)
        total = 0
        for entry in self._entries:
            _check(entry)
            total += entry.file_size
        if total > most_bytes:
            raise ReaderError("editing.zip_bomb")
        self._entries = [entry for entry in self._entries if not _is_litter(entry.filename)]

    def __len__(self) -> int:
        return len(self._entries)

    def members(self, now: datetime) -> Iterator[Member]:
        """Each file, in the archive's order. Raises: ReaderError when it turns out to unpack to far too much."""
        unpacked = 0
        for entry in self._entries:
            try:
                raw = self._read(entry)
                unpacked += len(raw)
                yield Member(entry.filename, read_manuscript(raw, entry.filename, now))
            except UnreadableArticle as refusal:
                yield Member(entry.filename, reason=refusal.reason)
            if unpacked > self._most_bytes:  # the sizes in the table were lies
                raise ReaderError("editing.zip_bomb")

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        if not entry.filename.lower().endswith(SUFFIXES):
            raise UnreadableArticle("reason.not_article_file")
        if entry.file_size > MAX_BYTES:
            raise UnreadableArticle("reason.large", mebibytes=MAX_BYTES >> 20)
        if entry.compress_type not in METHODS:
            raise UnreadableArticle("reason.packed")
        try:
            with self._archive.open(entry) as file:
                return file.read(MAX_BYTES + 1)
        except (NotImplementedError, RuntimeError) as fault:  # a password that nobody has here
            raise UnreadableArticle("reason.packed") from fault
        except Exception as fault:  # zipfile raises what its bytes lead it to
            raise UnreadableArticle("reason.damaged") from fault


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    mode = entry.external_attr >> 16
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\0" in entry.orig_filename:
        raise ReaderError("editing.zip_unsafe")
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise ReaderError("editing.zip_unsafe")
    if entry.flag_bits & 0x1:
        raise ReaderError("editing.zip_locked")
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise ReaderError("editing.zip_bomb")


def _is_litter(name: str) -> bool:
    """What a Mac packs beside every file."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")


class Packer:
    """A .zip in the making; *size* is what it has up to now."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._archive = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)

    @property
    def size(self) -> int:
        return self._file.tell()

    def add(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Files by their paths."""
        for path, content in files:
            self._archive.writestr(path, content)

    def close(self) -> bytes:
        """The whole archive."""
        self._archive.close()
        return self._file.getvalue()
