"""A folder of crawled files that differ by a number."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.articles.changes import Changes
from tests.article_files import crawled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def write(path: Path, text: str | bytes, age_s: float = 60) -> Path:
    """A finished file, last modified some time ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    moment = time.time() - age_s
    os.utime(path, (moment, moment))
    return path


def number(n: int, **fields: str) -> str:
    """A crawled file with an id and a content of its own."""
    return crawled(f"{n}번 기사다.", **({"id": f"901_{n}", "title": f"{n}번째 소식"} | fields))


def ids(changes: Changes) -> list[str]:
    return sorted(article.id for article in changes.upserted)
