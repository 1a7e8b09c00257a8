"""A disk small enough to be filled: a tmpfs, which only root can mount."""

from __future__ import annotations

import contextlib
import errno
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

BLOCK = bytes(4096)


class NoDisk(Exception):
    """It cannot be mounted here."""


@contextlib.contextmanager
def small_disk(mebibytes: int) -> Iterator[Path]:
    """Where it is mounted, open to every user. Raises: NoDisk."""
    folder = Path(tempfile.mkdtemp(prefix="sosik-disk-"))
    options = f"size={mebibytes}m,mode=0777"
    try:
        try:
            command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as fault:
            raise NoDisk("a tmpfs cannot be mounted: that takes root") from fault
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)
    finally:
        folder.rmdir()


@contextlib.contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Not a byte is free."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(BLOCK)
            except OSError as fault:
                if fault.errno != errno.ENOSPC:
                    raise
        yield
    finally:
        filler.unlink(missing_ok=True)
