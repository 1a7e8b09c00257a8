"""Many files read at once: in processes where there are so many that starting them pays.

Readers are forks of this module, run by itself, so that what reading needs is loaded once for all of them.
(multiprocessing would run the caller's main module again in each, which a script without a guard does not survive; a
fork of the caller would copy locks that its other threads hold.)
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedRWPair
from pathlib import Path
from queue import SimpleQueue
from socket import SHUT_RDWR, socket, socketpair
from threading import Event
from typing import Any, BinaryIO, TypeVar, cast

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
    idle: SimpleQueue[BufferedRWPair | None] = SimpleQueue()  # None in the place of one that is gone
    ended = Event()

    def read(batch: Sequence[str]) -> Result:
        reader = idle.get()
        try:
            if reader:
                pickle.dump((root, batch, quiet_since_ns, work), reader)
                reader.flush()
                result: Result = pickle.load(reader)  # from our own process
                return result
        except (EOFError, OSError, pickle.UnpicklingError) as fault:  # the last in the middle of its answer
            if ended.is_set():
                raise  # to nobody: it was we who ended it
            reader = None
            log.warning("a process that read files is gone (%s); reading on without it", type(fault).__name__)
        finally:
            idle.put(reader)
        return work(read_files(root, batch, quiet_since_ns))

    with _readers(many, (root, [_usual(root, batches[0])], quiet_since_ns, work)) as readers:
        for reader in readers:
            idle.put(reader)
        hands = ThreadPoolExecutor(many)
        try:
            yield from hands.map(read, batches)
        finally:
            ended.set()
            hands.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _readers(many: int, first: object) -> Iterator[list[BufferedRWPair]]:
    """Processes that answer requests such as the *first*, which makes ready for the others and has no answer."""
    house = str(Path(__file__).parents[3])
    path = os.pathsep.join(filter(None, (house, os.environ.get("PYTHONPATH"))))
    with ExitStack() as held:
        ends = [[held.enter_context(end) for end in socketpair()] for _ in range(many)]
        theirs = [end.fileno() for _, end in ends]
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, *map(str, theirs)],
            stdin=subprocess.PIPE,
            pass_fds=theirs,
            # no thread beside, which would not be forked
            env=os.environ | {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,  # Ctrl-C is for the one who started us
        )
        try:
            for _, end in ends:
                end.close()
            with suppress(BrokenPipeError), cast(BinaryIO, process.stdin) as asked:
                pickle.dump(first, asked)  # where it is gone already its readers will be missed
            yield [end.makefile("rwb") for end, _ in ends]
        except BaseException:  # nobody waits for what they read
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            for end, _ in ends:
                with suppress(OSError):  # it may be gone
                    end.shutdown(SHUT_RDWR)
            process.wait()


def _usual(root: str, paths: Sequence[str]) -> str:
    """The one of *paths* that half of the others are no larger than: of the kind that most are, and soon read."""
    sizes = {path: _size(f"{root}/{path}") for path in paths}
    return sorted(paths, key=sizes.__getitem__)[len(paths) // 2]


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:  # it may be gone
        return 0


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _serve(descriptors: Sequence[int]) -> None:
    """Load all that the first file needs, then be as many readers as there are who ask, and wait for them."""
    gc.disable()  # nothing here goes round in circles
    _read(pickle.load(sys.stdin.buffer))
    connections = [socket(fileno=one) for one in descriptors]
    for own in connections:
        if not os.fork():
            for other in connections:
                if other is not own:
                    other.close()  # who holds it open hides that its reader is gone
            _answer(own.makefile("rwb"))
            os._exit(0)  # there is nothing to finish
    for own in connections:
        own.close()
    for _ in connections:
        os.wait()
    os._exit(0)


def _answer(asked: BufferedRWPair) -> None:
    """Read what is asked for until there is nobody left to ask."""
    with suppress(EOFError, ConnectionError):
        while True:
            result = _read(pickle.load(asked))
            pickle.dump(result, asked, pickle.HIGHEST_PROTOCOL)
            asked.flush()


def _read(request: tuple[str, Sequence[str], int | None, Callable[[list[Reading]], Any]]) -> Any:
    root, paths, quiet_since_ns, work = request
    return work(read_files(root, paths, quiet_since_ns))


if __name__ == "__main__":
    _serve([int(one) for one in sys.argv[1:]])
