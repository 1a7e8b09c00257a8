"""What the tests of the sandbox run in it: good work, and work of every bad kind."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from bot.errors import UnreadableArticle


def count(raw: bytes, name: str = "") -> dict[str, object]:
    return {"bytes": len(raw), "name": name, "process": os.getpid()}


def mirror(raw: bytes) -> bytes:
    print("a parser that talks")
    return raw[::-1]


def refuse(raw: bytes) -> None:
    raise UnreadableArticle("reason.no_article")


def fail(raw: bytes) -> None:
    raise KeyError(raw)


def recurse(raw: bytes) -> None:
    recurse(raw)


def burn(raw: bytes) -> None:
    """Without ever giving the interpreter back."""
    re.match(r"(a+)+b", "a" * 64)


def sleep(raw: bytes) -> None:
    time.sleep(600)


def grow(raw: bytes) -> int:
    if raw == b"little":
        return 1
    return len(bytearray(int(raw)))


def die(raw: bytes) -> None:
    os._exit(3)


def secrets(raw: bytes) -> list[str]:
    return sorted(os.environ)


def write(raw: bytes, path: str) -> None:
    Path(path).write_bytes(raw)
