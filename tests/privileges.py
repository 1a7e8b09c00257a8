"""As somebody to whom the rights of files apply: tests are often run by root, who may do anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Within, we are nobody in particular, who owns *folder*."""
    if os.geteuid():
        yield
        return
    for one in (folder, *folder.rglob("*")):
        os.chown(one, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
