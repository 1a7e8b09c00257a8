"""By what a folder of articles is known again: an id in a hidden file of it, or else where it is.

The file goes with the folder when it is moved, and is written by those alone who write to the folder anyway. A folder
that cannot be written is known by its resolved path.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from pathlib import Path
from typing import NamedTuple

from bot.patterns import lazy_compile

MARK = ".sosik-corpus"
_ID = lazy_compile(r"[0-9a-f]{32}")
BY_PATH = "path:"


class Bound(NamedTuple):
    """The corpus that a database belongs to: its id, and where its folder was when it was last used."""

    id: str
    folder: str


class Directory(NamedTuple):
    """What tells the folder of a disk from the empty one that stands at its path while it is not mounted."""

    device: int
    inode: int


def directory_of(folder: Path) -> Directory:
    """Which directory *folder* is now. Raises: OSError."""
    status = folder.stat()
    return Directory(status.st_dev, status.st_ino)


def read_id(folder: Path) -> str | None:
    """The id in *folder*, if there is one."""
    try:
        with (folder / MARK).open("rb") as file:
            content = file.read(100)
    except OSError:
        return None
    found = content.decode("ascii", "replace").strip()
    return found if _ID.fullmatch(found) else None


def leave_id(folder: Path, corpus_id: str | None = None) -> str | None:
    """Leave *corpus_id*, or a new one, in *folder*; None where that cannot be written."""
    corpus_id = corpus_id or uuid.uuid4().hex
    unfinished = folder / f"{MARK}.{os.getpid()}"
    try:
        unfinished.write_text(f"{corpus_id}\n", encoding="ascii")
        unfinished.replace(folder / MARK)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return None
    return corpus_id


def identify(folder: Path, corpus_id: str | None = None, *, writes: bool = True) -> Bound:
    """What *folder* is known by from now on: the id in it, else *corpus_id* or a new one, else where it is."""
    path = os.path.realpath(folder)
    known = read_id(folder) or (leave_id(folder, corpus_id) if writes else None)
    return Bound(known or BY_PATH + hashlib.sha256(os.fsencode(path)).hexdigest()[:40], path)


def recognise(folder: Path, bound: Bound, *, writes: bool = True) -> Bound | None:
    """*bound*, with where its folder is by now, if *folder* is it: moved, say, or made anew where it was.

    None when it is another folder; a copy beside the original is another one too.
    """
    path, here = os.path.realpath(folder), read_id(folder)
    in_place = path == bound.folder or _is_same(path, bound.folder)
    if here == bound.id:
        return Bound(here, path) if in_place or read_id(Path(bound.folder)) != here else None
    by_path = bound.id.startswith(BY_PATH)
    if not in_place or not (here is None or by_path):
        return None
    if here is None and not by_path and writes:
        leave_id(folder, bound.id)
    return identify(folder, writes=writes) if by_path else Bound(bound.id, path)


def _is_same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False
