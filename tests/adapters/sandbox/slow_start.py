"""A function for `test_limited_process`, whose module leaves a sign in the home of whoever imports it."""

from pathlib import Path

(Path.home() / "imported").touch()


def size(raw: bytes) -> int:
    return len(raw)
