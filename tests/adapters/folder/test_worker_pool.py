"""A crew of processes reads what one would."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.folder.files import Reading
from bot.adapters.folder.worker_pool import _MOST, read_batches


@pytest.mark.parametrize("pays", [1, 1_000], ids=["in processes", "here"])
def test_files_are_read_in_order_wherever_that_happens(tmp_path: Path, pays: int) -> None:
    names = [f"{i:02}.md" for i in range(30)]
    for name in names:
        (tmp_path / name).write_text(f"# 제목 {name}\n\n본문이다. 본문이 더 있다.\n", encoding="utf-8")
    batches = [names[:10], names[10:20], names[20:]]
    found = list(read_batches(str(tmp_path), batches, None, list, pays))
    assert batches == [[reading.path for reading in batch] for batch in found]
    assert all(reading.article for batch in found for reading in batch)


def test_nobody_reads_on_when_nobody_wants_more(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("# 제목\n\n본문이다.\n", encoding="utf-8")
    batches = read_batches(str(tmp_path), [["1.md"]] * 50, None, list, 1)
    assert next(batches)[0].article
    batches.close()  # type: ignore[attr-defined]


def gone_where_it_is_read(at: int, readings: list[Reading]) -> list[str]:
    """Ends any process but the one that *at* names."""
    if os.getpid() != at:
        os._exit(1)
    return [reading.path for reading in readings]


def test_a_reader_that_is_gone_is_told_of_once_and_its_files_are_read_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = [f"{i:02}.md" for i in range(20)]
    for name in names:
        (tmp_path / name).write_text("# 제목\n\n본문이다.\n", encoding="utf-8")
    batches = [[name] for name in names]
    found = list(read_batches(str(tmp_path), batches, None, partial(gone_where_it_is_read, os.getpid()), 1))
    assert batches == found
    assert len(caplog.records) <= _MOST
