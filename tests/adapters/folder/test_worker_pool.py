"""A crew of processes reads what one would."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.folder.files import Reading
from bot.adapters.folder.worker_pool import _MOST, _processors, read_batches

ENDS_S = 60.0  # what comes to an end has come to it by then
processes = pytest.mark.skipif(_processors() < 2, reason="one processor reads by itself")


def filled(folder: Path, count: int) -> list[str]:
    """The names of *count* new articles in *folder*."""
    names = [f"{number:02}.md" for number in range(count)]
    for name in names:
        (folder / name).write_text(f"# 제목 {name}\n\n본문이다. 본문이 더 있다.\n", encoding="utf-8")
    return names


@pytest.mark.parametrize("pays", [1, 1_000], ids=["in processes", "here"])
def test_files_are_read_in_order_wherever_that_happens(tmp_path: Path, pays: int) -> None:
    names = filled(tmp_path, 30)
    batches = [names[:10], names[10:20], names[20:]]
    found = list(read_batches(str(tmp_path), batches, None, list, pays))
    assert batches == [[reading.path for reading in batch] for batch in found]
    assert all(reading.article for batch in found for reading in batch)


def test_nobody_reads_on_when_nobody_wants_more(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("# 제목\n\n본문이다.\n", encoding="utf-8")
    batches = read_batches(str(tmp_path), [["1.md"]] * 50, None, list, 1)
    assert next(batches)[0].article
    batches.close()  # type: ignore[attr-defined]


def waits_but_for_the_first(at: int, readings: list[Reading]) -> list[str]:
    """Comes to no end in any process but the one that *at* names."""
    paths = [reading.path for reading in readings]
    if paths != ["00.md"] and os.getpid() != at:
        signal.pause()
    return paths


@processes
def test_readers_that_we_end_are_not_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    others = set(threading.enumerate())
    work = partial(waits_but_for_the_first, os.getpid())
    batches = read_batches(str(tmp_path), [[name] for name in filled(tmp_path, 20)], None, work, 1)
    assert ["00.md"] == next(batches)
    batches.close()  # type: ignore[attr-defined]
    for thread in set(threading.enumerate()) - others:
        thread.join(ENDS_S)
    assert [] == caplog.messages


class Shot:
    """Ends the process that it comes from as soon as another has it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.kill, (os.getpid(), signal.SIGKILL)


def ends_on_its_way(at: int, path: str, readings: list[Reading]) -> tuple[list[str], list[object]]:
    """Ends any process but the one that *at* names in the middle of its answer, where *path* is in it."""
    paths = [reading.path for reading in readings]
    gone = path in paths and os.getpid() != at
    return paths, [Shot(), bytes(8 << 20)] if gone else []  # far more than a socket holds


def ends_before_it_answers(at: int, path: str, readings: list[Reading]) -> tuple[list[str], list[object]]:
    """Ends any process but the one that *at* names, where *path* is read."""
    paths = [reading.path for reading in readings]
    if path in paths and os.getpid() != at:
        os._exit(1)
    return paths, []


@processes
@pytest.mark.parametrize("work", [ends_before_it_answers, ends_on_its_way])
@pytest.mark.parametrize("path", ["00.md", "07.md"], ids=["first", "later"])
def test_a_process_that_is_gone_is_told_of_and_its_files_are_read_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, work: Callable[..., object], path: str
) -> None:
    batches = [[name] for name in filled(tmp_path, 20)]
    found: list[object] = []

    def read() -> None:
        found.extend(read_batches(str(tmp_path), batches, None, partial(work, os.getpid(), path), 1))

    reading = threading.Thread(target=read, daemon=True)  # it may wait for one that never answers
    reading.start()
    reading.join(ENDS_S)
    assert not reading.is_alive()
    assert [(batch, []) for batch in batches] == found
    assert 1 <= len(caplog.messages) <= (1 if path != "00.md" else _MOST)


def noted(note: Path, readings: list[Reading]) -> None:
    """Adds the paths of *readings* to *note*."""
    with note.open("a") as lines:
        lines.writelines(f"{reading.path}\n" for reading in readings)


@processes
def test_what_makes_readers_ready_is_no_large_file(tmp_path: Path) -> None:
    names = filled(tmp_path, 20)
    (tmp_path / names[0]).write_text("# 제목\n\n본문이다.\n" * 9_000, encoding="utf-8")
    list(read_batches(str(tmp_path), [names[:10], names[10:]], None, partial(noted, tmp_path / "note"), 1))
    again = Counter((tmp_path / "note").read_text().split())
    assert set(names) == set(again)
    assert 21 == again.total()
    assert 1 == again[names[0]]


@processes
def test_nothing_stays_open_where_no_process_can_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    before = os.dup(0)  # the lowest that is free
    os.close(before)
    with pytest.raises(FileNotFoundError) as told:
        list(read_batches(str(tmp_path), [["1.md"], ["2.md"]], None, list, 1))
    after = os.dup(0)
    os.close(after)
    assert before == after, told
