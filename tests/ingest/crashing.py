"""A poll that is killed at one instant after another, and the next start, that looks what is left. Run by test_killed.

python -m tests.ingest.crashing HOME ADDRESS INSTANTS SEED   prints a line of JSON for each instant

ADDRESS: of a `FeedsServer` without a path. Of an instant, see `tests.e2e.crashing`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.adapters.database.feed_tables import feed_items
from tests.e2e.crashing import NEVER, in_a_child
from tests.feeds_server import FeedsServer
from tests.ingest.feeding import NOW, open_newsroom

HOUR = timedelta(hours=1)


async def make(home: Path, address: str) -> None:
    """A newsroom that has read the early feed, and is to read the one of now."""
    async with open_newsroom(home, f"sqlite:///{home}/sosik.db", FeedsServer(NOW)) as room:
        id, _ = await room.store.feeds.add(f"{address}/early", "한빛일보", kind="feed", by=1, now=NOW)
        await room.poll(id)
        assert await room.store.feeds.remove(id)  # its items stay known
        id, _ = await room.store.feeds.add(f"{address}/rss.xml", "한빛일보", kind="feed", by=1, now=NOW)
        feed = await room.feed(id)
        async with room.store.database.write() as connection:
            await connection.exec_driver_sql("UPDATE feeds SET begun = 1")
        assert not feed.begun


async def poll(home: Path, instant: int) -> int:
    """Poll, unless the end comes before; how many calls that took."""
    calls, last = itertools.count(1), 0

    def count(*_: object) -> None:
        nonlocal last
        last = next(calls)
        if last == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    async with open_newsroom(home, f"sqlite:///{home}/sosik.db", FeedsServer(NOW), "here:1:1") as room:
        (feed,) = await room.store.feeds.all()
        threading.setprofile(count)
        sys.setprofile(count)
        await room.poll(feed.id, HOUR)
        sys.setprofile(None)
        threading.setprofile(None)
    return last


async def look(home: Path) -> dict[str, Any]:
    """What is left, once the next start has polled."""
    async with open_newsroom(home, f"sqlite:///{home}/sosik.db", FeedsServer(NOW), "here:2:2") as room:
        await room.desk.settle()
        await room.store.feeds.release(lambda _: True)
        (feed,) = await room.store.feeds.all()
        await room.poll(feed.id, 2 * HOUR)
        async with room.store.database.read() as connection:
            items = (await connection.execute(select(func.count()).select_from(feed_items))).scalar()
        edits = [action.kind for action in await room.store.desk.actions(10, 0)]
        news = sorted(await room.news())
        return {
            "files": len(room.files()),
            "titles": len(room.titles()),
            "items": items,
            "edits": edits,
            "news": news,
        }


def main(home: Path, address: str, instants: int, seed: int) -> None:
    """See the module."""
    (home / "made").mkdir()
    in_a_child(lambda _: asyncio.run(make(home / "made", address)))  # a fork has none of its parent's threads
    dice, measured = random.Random(seed), 0
    for serial in range(instants + 1):
        instant = NEVER
        if measured:  # one in each of as many stretches
            begin, end = ((serial - 1 + n) * measured // instants for n in (0, 1))
            instant = dice.randrange(max(1, begin), max(2, end))
        here = home / str(serial)
        shutil.copytree(home / "made", here)

        def polling(tell: Callable[[str], None], here: Path = here, instant: int = instant) -> None:
            tell(str(asyncio.run(poll(here, instant))))

        told = in_a_child(polling)
        measured = measured or int(told[-1])

        def looking(tell: Callable[[str], None], here: Path = here) -> None:
            tell(json.dumps(asyncio.run(look(here))))

        (seen,) = in_a_child(looking)
        print(json.dumps({"instant": instant, "killed": not told} | json.loads(seen)), flush=True)
        shutil.rmtree(here)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
