"""Many files read at once: in processes where there are so many that starting them pays."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bot.corpus.files import Reading, read_files

PAYS = 5_000  # files: a process takes half a second to start, and reads 3,000 files in one
_MOST = 4  # processes; one more of them than that only waits for the one that collects


def read_batches(
    root: str, batches: Sequence[Sequence[str]], quiet_since_ns: int | None, pays: int = PAYS
) -> Iterator[list[Reading]]:
    """`read_files` for each batch of paths, in order."""
    read = partial(read_files, root, quiet_since_ns=quiet_since_ns)
    crew = min(_MOST, _processors())
    if sum(map(len, batches)) < pays or crew < 2 or not _can_spawn():
        yield from map(read, batches)
        return
    # spawned, since a fork would copy locks that other threads hold
    pool = ProcessPoolExecutor(crew, multiprocessing.get_context("spawn"), _disregard_interrupts)
    try:
        yield from pool.map(read, batches)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_spawn() -> bool:
    """Whether a new process can find the main module again, which it cannot in an interactive interpreter."""
    main = sys.modules["__main__"]
    return getattr(main, "__spec__", None) is not None or Path(getattr(main, "__file__", "")).is_file()


def _disregard_interrupts() -> None:
    """Ctrl-C goes to the whole group; the one who started us decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
