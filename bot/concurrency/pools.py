"""Threads by kind of work, few and named, so that a kind that hangs or takes long holds up no other.

    await LOOKUPS.run(socket.getaddrinfo, host, port)

Eight names that no server answers for keep the threads of LOOKUPS for half a minute; searches have others.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """At most so many threads, started as they are needed; what is more waits its turn.

    Unlike those of `concurrent.futures` they are daemons: a look-up that hangs does not hold up the end of the process.
    """

    def __init__(self, name: str, threads: int) -> None:
        self.name = name
        self.size = threads
        self._work: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._starting = threading.Lock()
        self._started = 0

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """What *work* returns or raises, in a thread; who is cancelled waits no longer, nor does work not begun."""
        future: Future[T] = Future()
        context = contextvars.copy_context()
        self._work.put((future, partial(context.run, work, *args, **named)))
        if not self._idle.acquire(blocking=False):
            self._start_one_more()
        return await asyncio.wrap_future(future)

    def _start_one_more(self) -> None:
        with self._starting:
            if self._started == self.size:
                return
            self._started += 1
            number = self._started
        threading.Thread(target=self._run, name=f"{self.name}-{number}", daemon=True).start()

    def _run(self) -> None:
        while True:
            future, work = self._work.get()
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as fault:  # whoever awaits it decides
                    future.set_exception(fault)
            del future, work  # a big result is not kept until the next
            self._idle.release()


ANSWERS = Pool("answers", 4)  # searches, quotes and answers: a tenth of a second each
DIGESTS = Pool("digests", 2)
LOOKUPS = Pool("lookups", 8)  # of host names, which may hang
PAGES = Pool("pages", 2)  # pages and articles that somebody sent, read
ARCHIVES = Pool("archives", 2)  # bundles looked through and packed
