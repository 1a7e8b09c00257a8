"""Writing into the corpus: a file is wholly there or wholly not, whenever the power fails.

    with prepared(folder, path, content) as place:     # on the disk, under a hidden name: what may fail has not failed
        …                                              # decide
        place()                                        # from now on under its name

Who leaves without placing it leaves nothing behind but what `sweep` takes away at the next start.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath

from bot.adapters.folder.files import is_article_name
from bot.articles.encoding import MAX_BYTES
from bot.errors import CorpusError

UNFINISHED = ".sosik-unfinished-"


@contextlib.contextmanager
def prepared(folder: Path, path: str, content: bytes) -> Iterator[Callable[[], None]]:
    """Write *content* beside *path*, durably; the function given puts it there, in place of what was.

    Raises: CorpusError when *path* is no place for an article in *folder*, or when the disk refuses.
    """
    target = _place(folder, path)
    unfinished = target.with_name(f"{UNFINISHED}{secrets.token_hex(8)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        _forget(unfinished)
        raise _trouble(path, fault) from fault

    def place() -> None:
        try:
            unfinished.replace(target)
            _sync(target.parent)
        except OSError as fault:
            raise _trouble(path, fault) from fault

    try:
        yield place
    finally:
        _forget(unfinished)


def discard(folder: Path, path: str) -> None:
    """Take a file away; one that is gone already is no fault. Raises: CorpusError."""
    target = _place(folder, path)
    try:
        target.unlink(missing_ok=True)
        _sync(target.parent)
    except FileNotFoundError:
        return  # its folder is gone too
    except OSError as fault:
        raise _trouble(path, fault) from fault


def content_of(folder: Path, path: str) -> bytes | None:
    """What is in a file of the corpus; None when there is none. Raises: CorpusError."""
    target = _place(folder, path)
    try:
        details = target.stat(follow_symlinks=False)
        if not stat.S_ISREG(details.st_mode) or details.st_size > MAX_BYTES:
            raise CorpusError(f"{path}: not an article's file")
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        raise _trouble(path, fault) from fault


def sweep(folder: Path) -> int:
    """Take away what a crash left unfinished; how many files. Raises: CorpusError."""
    try:
        left = [
            Path(below, name)
            for below, _, names in os.walk(folder, onerror=_unless_forbidden)
            for name in names
            if name.startswith(UNFINISHED)
        ]
        for file in left:
            file.unlink(missing_ok=True)
    except OSError as fault:
        raise _trouble(str(folder), fault) from fault
    return len(left)


def _unless_forbidden(fault: OSError) -> None:
    if not isinstance(fault, PermissionError):  # nor could we have written there
        raise fault


class ArticleFiles:
    """The files of one folder; `bot.editing.ports.Files`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def content_of(self, path: str) -> bytes | None:
        return content_of(self._folder, path)

    def is_taken(self, path: str) -> bool:
        return (self._folder / path).exists()

    def prepared(self, path: str, content: bytes) -> AbstractContextManager[Callable[[], None]]:
        return prepared(self._folder, path, content)

    def discard(self, path: str) -> None:
        discard(self._folder, path)

    def sweep(self) -> int:
        return sweep(self._folder)


def _place(folder: Path, path: str) -> Path:
    """Where *path* is, if that is within *folder* and reached without a link."""
    parts = PurePosixPath(path).parts
    wrong = not parts or path.startswith("/") or "\\" in path or "\0" in path or not path.isprintable()
    if wrong or any(part == ".." or part.startswith(".") for part in parts) or not is_article_name(parts[-1]):
        raise CorpusError("not a place for an article")
    root = Path(os.path.realpath(folder))
    target = root.joinpath(*parts)
    if Path(os.path.realpath(target.parent)) != target.parent or target.is_symlink():
        raise CorpusError(f"{path}: reached by a link")
    return target


def _forget(unfinished: Path) -> None:
    with contextlib.suppress(OSError):  # swept at the next start
        unfinished.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make a rename or a removal last; where folders cannot be synced, the file system sees to it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _trouble(path: str, fault: OSError) -> CorpusError:
    return CorpusError(f"{path}: {(fault.strerror or type(fault).__name__).lower()}")
