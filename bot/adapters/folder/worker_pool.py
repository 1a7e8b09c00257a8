"""Many files read at once: in processes where there are so many that starting them pays.

A reader is this module, run by itself. (multiprocessing would run the caller's main module again in each, which a
script without a guard does not survive; a fork would copy locks that other threads hold.)
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BufferedReader
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar, cast

from bot.adapters.folder.files import Reading, read_files

log = logging.getLogger(__name__)

Result = TypeVar("Result")

PAYS = 5_000  # files: a process takes a third of a second to start, in which it would read a thousand
_MOST = 4  # processes; one more of them than that only waits for the one that collects


def read_batches(
    root: str,
    batches: Sequence[Sequence[str]],
    quiet_since_ns: int | None,
    work: Callable[[list[Reading]], Result],
    pays: int = PAYS,
) -> Iterator[Result]:
    """`read_files` for each batch of paths, in order, and *work* on what it gives, where it was read.

    work: a function that can be imported by name, so that another process has it too.
    """
    many = min(_MOST, _processors(), len(batches))
    if sum(map(len, batches)) < pays or many < 2:
        yield from (work(read_files(root, batch, quiet_since_ns)) for batch in batches)
        return
    idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()  # None in the place of one that is gone

    def read(batch: Sequence[str]) -> Result:
        reader = idle.get()
        try:
            if reader and reader.stdin and reader.stdout:
                pickle.dump((root, batch, quiet_since_ns, work), reader.stdin)
                reader.stdin.flush()
                result: Result = pickle.load(reader.stdout)  # from our own process
                return result
        except (EOFError, OSError) as fault:
            reader = None
            log.warning("a process that read files is gone (%s); reading on without it", type(fault).__name__)
        finally:
            idle.put(reader)
        return work(read_files(root, batch, quiet_since_ns))

    with ExitStack() as stack:
        for _ in range(many):
            reader = stack.enter_context(_reader())
            stack.callback(reader.kill)  # when it is not wanted any more it has nothing to finish
            idle.put(reader)
        hands = ThreadPoolExecutor(many)
        stack.callback(hands.shutdown, wait=False, cancel_futures=True)
        yield from hands.map(read, batches)


def _reader() -> subprocess.Popen[bytes]:
    house = str(Path(__file__).parents[3])
    path = os.pathsep.join(filter(None, (house, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for the one who started us
    )


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _serve() -> None:
    """Read what is asked for until there is nobody left to ask."""
    asked, told = cast(BufferedReader, sys.stdin.buffer), sys.stdout.buffer
    gc.disable()  # nothing here goes round in circles
    while asked.peek(1):
        root, batch, quiet_since_ns, work = pickle.load(asked)
        pickle.dump(work(read_files(root, batch, quiet_since_ns)), told, pickle.HIGHEST_PROTOCOL)
        told.flush()


if __name__ == "__main__":
    _serve()
