"""Processes that poll what is due and are killed at a step of it. Run by test_feed_crashes.

python -m tests.ingest.feed_crashing   forks one for each line [HOME, DATABASE_URL, NOW, FUNCTION, EVENT, NTH] of its
input, in JSON, and says how it ended: -9 where it was killed. What all of them import is imported once.

The step is the NTH time that a function of that qualified name begins ("call"), in any thread, or comes back
("return"); a coroutine begins and comes back at each of its waits.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, cast

from tests.feeds_server import FeedsServer
from tests.ingest.feeding import open_newsroom


async def poll_until(home: Path, url: str, now: datetime, function: str, event: str, nth: int) -> None:
    calls, polling = itertools.count(1), False

    def look(frame: FrameType, what: str, _: Any) -> None:
        if polling and what == event and frame.f_code.co_qualname == function and next(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(look)  # before there is any thread: of one that runs already it would see nothing
    sys.setprofile(look)
    nowhere = cast(FeedsServer, None)  # the paper is played by who started this
    async with open_newsroom(home, url, nowhere, owner="killed:1:1") as room:
        room.now = now
        polling = True
        await room.feeds.poll_due()
        await room.feeds.finished()
        polling = False


def run(home: str, url: str, now: str, function: str, event: str, nth: int) -> int:
    """Poll in a process of its own; how that ended, as `os.waitstatus_to_exitcode` says it."""
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            asyncio.run(poll_until(Path(home), url, datetime.fromisoformat(now), function, event, nth))
            ended = 0
        finally:
            os._exit(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        print(run(*json.loads(line)), flush=True)
