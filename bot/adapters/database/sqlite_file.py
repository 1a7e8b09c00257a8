"""SQLite's file, and whether it is still the one that was opened.

SQLite goes on writing into a file that was deleted, or moved away for another, and says nothing: what is written then
is lost. So the file at the path is compared with the one that was opened, before and after everything that is written,
and it is never made anew by connecting.

A write-ahead log belongs to one file. Beside another it would be written into that one, which damages it, so it is put
aside, and back again when its file comes back: `sosik.db-wal.replaced`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from bot.adapters.database.availability import Displaced
from bot.errors import StoreError

Stamp = tuple[int, int]  # device and inode


class SqliteFile:
    """The file at *path*; made, with the folders above it, for us alone where it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _keep_private(path)
        self._opened: Stamp | None = None
        self._log: Stamp | None = None
        self._aside = False
        self._connections = 0

    @property
    def uri(self) -> str:
        """SQLite's own address of it, to which a mode is added: what is there is opened, and nothing made."""
        return f"file:{quote(str(self.path.absolute()))}"

    def connected(self, *_: object) -> None:
        """A connection more."""
        self._connections += 1

    def disconnected(self, *_: object) -> None:
        """One less; the last takes the log along."""
        self._connections -= 1
        if not self._connections:
            self._log = None

    def check(self) -> None:
        """Raises: Displaced where the file that is there, or its log, is not the one that was opened."""
        there = _stamp(self.path)
        if there is None:
            raise Displaced("missing", f"{self.path} is not there any more")
        if self._opened is None:
            self._opened = there
        if there != self._opened:
            raise Displaced("replaced", f"{self.path} is another file")
        if self._log is not None and _stamp(self._beside("wal")) != self._log:
            raise Displaced("missing", f"{self._beside('wal')} is not there any more")

    def written(self) -> None:
        """Something has been written through a connection that is still open. Raises: as `check`."""
        self.check()
        self._log = _stamp(self._beside("wal"))

    @property
    def is_there(self) -> bool:
        """Whether any file is."""
        return _stamp(self.path) is not None

    @property
    def is_another(self) -> bool:
        """Whether a file is there, and not the one that was opened."""
        return self._opened is not None and _stamp(self.path) not in (None, self._opened)

    def put_log_aside(self) -> None:
        """Keep the log of the file that was opened from the one that is there now; once nothing is open any more."""
        if self._log is not None and _stamp(self._beside("wal")) == self._log and self.is_another:
            self._move_log("wal", "wal.replaced")
            self._aside = True

    def put_log_back(self) -> None:
        """Once the file that was opened is there again."""
        if self._aside and not self.is_another:
            self._move_log("wal.replaced", "wal")
            self._aside = False

    def _move_log(self, here: str, there: str) -> None:
        self._beside(here).replace(self._beside(there))
        self._beside("shm").unlink(missing_ok=True)  # an index of it

    def take(self) -> bool:
        """The file that is there is ours from now on. Returns: whether it is another one. Raises: Displaced."""
        another, self._opened, self._aside = self.is_another, _stamp(self.path), False
        self.check()
        return another

    def _beside(self, suffix: str) -> Path:
        return Path(f"{self.path}-{suffix}")


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_no_file(file: Path) -> bool:
    """Whether something else is there: a folder, a device, a link that leads nowhere."""
    return (file.is_symlink() or file.exists()) and not file.is_file()


def _keep_private(file: Path) -> None:
    """Make the folders that are missing; from others on this machine what is in *file* is kept, also by older ones.

    Raises: StoreError where something else than a file is there, which belongs to all: a device is left as it is.
    """
    if is_no_file(file):
        raise StoreError(f"DATABASE_URL: {file} is no file")
    for missing in reversed([folder for folder in file.parents if not folder.exists()] or [file.parent]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if file.parent == Path("data"):  # where the default is: ours alone, also one of an older version
        file.parent.chmod(0o700)
    if (
        not file.exists() and (log := Path(f"{file}-wal")).exists()
    ):  # SQLite would delete it beside an empty file
        log.replace(f"{log}.replaced")
    with suppress(OSError):  # one that is there must not be opened: closing it would let go of SQLite's locks
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):  # SQLite makes these like the file
        with suppress(OSError):  # not there, or another owner's
            part.chmod(0o600)
