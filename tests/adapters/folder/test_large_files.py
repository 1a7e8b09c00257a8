"""A file of any size is refused by it, and not read."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from bot.adapters.folder.files import read_all

SIZE = 200 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "mebibytes"),
    [
        ("a.txt", 2),
        ("a.md", 2),
        ("a.html", 2),
        ("a.json", 32),
        ("a.jsonl", 32),
        ("a.csv", 32),
        ("a.xlsx", 32),
        ("a.mbox", 32),
    ],
)
def test_a_file_of_200_megabytes_is_refused_without_being_read(
    tmp_path: Path, name: str, mebibytes: int
) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(SIZE)
    tracemalloc.start()
    try:
        (reading,) = read_all(str(tmp_path), name)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert f"larger than {mebibytes} MiB" == str(reading.reason)
    assert most < 3 * mebibytes * 1024 * 1024
