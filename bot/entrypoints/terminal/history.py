"""Where the lines typed to `sosik chat` are kept from one conversation to the next."""

from __future__ import annotations

import os
from pathlib import Path


def history_file() -> Path | None:
    """This person's; None for who has no home. Source: XDG Base Directory Specification."""
    state = Path(os.environ.get("XDG_STATE_HOME") or "")
    if not state.is_absolute():
        try:
            state = Path.home() / ".local" / "state"
        except RuntimeError:
            return None
    return state / "sosik" / "history"


def make_private(path: Path) -> None:
    """Make a file of *path* that nobody else may read, if there is none, and keep others out of it. Raises: OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
    path.chmod(0o600)
