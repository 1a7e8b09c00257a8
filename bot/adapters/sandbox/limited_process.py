"""A function of ours on bytes of strangers, in a process of its own that may be given up.

A parser of others can be made to take minutes or gigabytes by a small input (a tag of 400,000 attributes). In here it
has so much time and memory and no more; what goes beyond is killed, and refused like any file that cannot be read.

    fields = run_limited("bot.editing.web_page:extract", html, {"url": url})      # one input

    with LimitedProcess("bot.editing.web_page:extract") as process:               # many: started once, and anew
        for html in pages:                                                        # after one that had to be killed
            fields = process.run(html)

The function is named by module and attribute, takes the bytes and what is given by name, and returns what JSON can
hold, or bytes. Nothing is pickled; the process has no secret in its environment and can write no file. Calls block:
from a coroutine they go through a thread, and one object serves one thread at a time. To start takes 0.1 s and what
the function imports; on a busy machine that is many seconds, of which no input can tell anything, so none has to pay.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from bot.errors import UnreadableArticle
from bot.i18n.reasons import Reason

log = logging.getLogger(__name__)

_READY = b"R"
MOST_REPLY = 64 * 1024 * 1024  # bytes
TOO_LONG = Reason("reason.too_long")
TOO_MUCH = Reason("reason.too_much")
NOT_STARTED = Reason("reason.not_started")
BROKEN = Reason("reason.broken")
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one call: seconds of the processor and of the clock, and bytes beyond what the process has at its start.

    start_s: until it can be asked.
    """

    cpu_s: int = 5
    wall_s: float = 10.0
    memory: int = 256 * 1024 * 1024
    start_s: float = 60.0


class LimitedProcess:
    """*function*, "module:attribute", in a process that is started when first needed."""

    def __init__(
        self, function: str, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._function = function
        self._limits = limits or Limits()
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._is_killed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, raw: bytes, values: Mapping[str, str] | None = None) -> Any:
        """What the function gives for *raw* and the further arguments *values*: JSON's types, or bytes.

        Raises: UnreadableArticle: the function's own; TOO_LONG, TOO_MUCH where a limit was reached; NOT_STARTED where
        there was no process to ask; BROKEN where the function failed in any other way.
        """
        process = self._process or self._started()
        question = json.dumps({"bytes": len(raw), "values": dict(values or {})}).encode() + b"\n"
        try:
            reply = _exchange(process, (question, raw), self._limits.wall_s, self._clock)
        except TimeoutError:
            self.close()
            raise UnreadableArticle(TOO_LONG) from None
        except (EOFError, OSError):
            process.kill()
            status = process.wait()
            self.close()
            raise UnreadableArticle(TOO_LONG if status == -signal.SIGXCPU else TOO_MUCH) from None
        kind, content = reply[:1], reply[1:]
        if kind == b"B":
            return content
        if kind == b"J":
            return json.loads(content)
        if kind == b"M":
            self.close()  # what it has left is not enough for the next
        raise UnreadableArticle(Reason.unpacked(content.decode()))

    def _started(self) -> subprocess.Popen[bytes]:
        """A process that can be asked. Raises: UnreadableArticle."""
        process = self._process = _start(self._function, self._limits)
        if self._is_killed:
            process.kill()
        if _is_ready(process, self._limits.start_s):
            return process
        status = process.poll()
        self.close()
        if self._is_killed:
            raise UnreadableArticle(TOO_MUCH)
        log.error(
            "%s cannot be asked: its process %s",
            self._function,
            "is not up yet" if status is None else "ended",
        )
        raise UnreadableArticle(NOT_STARTED)

    def kill(self) -> None:
        """Have the process end, from any thread, for good: what it was asked is refused, and what it is asked later."""
        self._is_killed = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process; the next call starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()


def run_limited(
    function: str, raw: bytes, values: Mapping[str, str] | None = None, limits: Limits | None = None
) -> Any:
    """See `LimitedProcess.run`; for one input."""
    with LimitedProcess(function, limits) as process:
        return process.run(raw, values)


def _start(function: str, limits: Limits) -> subprocess.Popen[bytes]:
    house = str(Path(__file__).parents[3])
    path = os.pathsep.join(filter(None, (house, os.environ.get("PYTHONPATH"))))
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", __name__, function, str(limits.cpu_s), str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a parser's complaints quote what it was given
        env=environment | {"PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for the one who started us
    )


def _is_ready(process: subprocess.Popen[bytes], most_s: float) -> bool:
    """Whether *process* can be asked, waited for so long; not where it is gone before."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        return bool(waiting.select(most_s)) and os.read(process.stdout.fileno(), len(_READY)) == _READY


def _exchange(
    process: subprocess.Popen[bytes], question: tuple[bytes, ...], most_s: float, clock: Callable[[], float]
) -> bytes:
    """The reply to *question*. Raises: TimeoutError; EOFError, OSError when the process is gone."""
    deadline = clock() + most_s
    assert process.stdin is not None
    assert process.stdout is not None
    unsent = [memoryview(part) for part in question]
    reply = bytearray()
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdin, selectors.EVENT_WRITE)
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - clock()
            ready = waiting.select(left) if left > 0 else []
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                if key.fileobj is process.stdin:
                    sent = os.write(key.fd, unsent[0])
                    unsent[0] = unsent[0][sent:]
                    while unsent and not unsent[0]:
                        unsent.pop(0)
                    if not unsent:
                        waiting.unregister(process.stdin)
                    continue
                part = os.read(key.fd, 1 << 20)
                if not part:
                    raise EOFError
                reply += part
            if len(reply) >= 8:
                size = int.from_bytes(reply[:8], "big")
                if size > MOST_REPLY:
                    raise EOFError
                if len(reply) == 8 + size:
                    return bytes(reply[8:])


# -- within the process


def _serve(function: str, cpu_s: int, memory: int) -> None:
    """Answer until there is nobody left to ask."""
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints is no reply
    module, _, name = function.partition(":")
    work = getattr(import_module(module), name)
    gc.collect()
    _limit_memory(memory)
    told.write(_READY)
    told.flush()
    while line := asked.readline():
        question = json.loads(line)
        _limit_time(cpu_s)
        reply = _answer(work, _read(asked, question["bytes"]), question["values"])
        told.write(len(reply).to_bytes(8, "big") + reply)
        told.flush()


def _read(file: BinaryIO, size: int) -> bytes:
    raw = file.read(size)
    if len(raw) < size:
        raise SystemExit  # who asked is gone
    return raw


def _answer(work: Callable[..., Any], raw: bytes, values: dict[str, str]) -> bytes:
    """Kind and content: JSON, Bytes, the reason of an Error, of want of Memory."""
    try:
        found = work(raw, **values)
        return b"B" + found if isinstance(found, bytes) else b"J" + json.dumps(found).encode()
    except UnreadableArticle as refusal:
        return b"E" + refusal.reason.packed().encode(errors="replace")
    except MemoryError:
        return b"M" + TOO_MUCH.packed().encode()
    except Exception:  # any fault of the parser is this input's
        return b"E" + BROKEN.packed().encode()


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not a Unix: only the clock limits there
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.exists():  # other systems do not enforce it
        most = int(statm.read_text().split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_time(cpu_s: int) -> None:
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_s, resource.RLIM_INFINITY))


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
