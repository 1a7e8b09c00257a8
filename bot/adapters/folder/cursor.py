"""How far a folder follows what copies of the bot share: a line in a hidden file of it, which goes with the folder."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

FOLLOWED = ".sosik-followed"


class Cursor:
    """Of one folder; both methods block. One that cannot be written is followed from the beginning at each start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, series: str) -> int:
        """The last number of *series* that this folder follows; 0 when it is of another one, or none."""
        try:
            with (self._folder / FOLLOWED).open("rb") as file:
                found = file.read(200).decode("ascii", "replace").split()
        except OSError:
            return 0
        of_it = len(found) == 2 and found[0] == series and found[1].isdecimal()
        return int(found[1]) if of_it else 0

    def leave(self, series: str, seq: int) -> None:
        """From now on it follows *series* as far as *seq*."""
        unfinished = self._folder / f"{FOLLOWED}.{os.getpid()}"
        try:
            unfinished.write_text(f"{series} {seq}\n", encoding="ascii")
            unfinished.replace(self._folder / FOLLOWED)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
