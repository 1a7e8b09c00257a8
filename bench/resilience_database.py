"""The database away while the bot is at work: who is answered, what is lost, what is told twice.

python -m bench.resilience_database            # on SQLite, whose file another process holds, as a backup does
python -m bench.resilience_database server     # on a PostgreSQL stopped, killed, frozen and read-only

`sosik run` beside an emulated Telegram. A reader searches and articles arrive meanwhile. A news is lost when who
watches for it is not told after the fault is gone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.adapters.database.breaking import locked_file
from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import add_article, open_house
from tests.postgres_server import Server

SEARCHES, ARTICLES = 20, 3
TITLES = ("노면전차 첫 운행", "노면전차 요금 확정", "노면전차 차고지 이전")
WATCH_S = 240.0  # a watch speaks once in three minutes


@dataclass(frozen=True, slots=True)
class Fault:
    """How the database goes away. url: where it is; "" for a file in the house."""

    url: str
    away: Callable[[Path], AbstractContextManager[None]]


async def _measure(fault: Fault) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="sosik-bench-") as home:
        async with open_house(Path(home)) as house:
            reader = Voice.of(house.telegram, "독자")
            sosik = await house.start(**({"DATABASE_URL": fault.url} if fault.url else {}))
            await reader.says("/watch 노면전차")
            await reader.hears("노면전차")
            waits = []
            with fault.away(house.home):
                for number in range(ARTICLES):
                    text = crawled(title=f"한빛시 {TITLES[number]}", id=f"901_00000007{number:02}")
                    add_article(house.folder, f"새{number}.md", text)
                for _ in range(SEARCHES):
                    began = time.perf_counter()
                    await reader.says("/search 나룻배")
                    await reader.hears("나룻배", timeout_s=60)
                    waits.append(time.perf_counter() - began)
            await reader.hears("노면전차", timeout_s=WATCH_S)
            await house.telegram.until(lambda: "can be used again" in house.log, 60, "the end")
            told = Counter(
                title
                for heard in reader.screen()
                for title in TITLES
                for link in heard.links
                if title in link
            )
            return {
                "faults survived": int(sosik.process.returncode is None),
                "searches answered": len(waits),
                "longest wait ms": round(max(waits) * 1000),
                "news lost": sum(title not in told for title in TITLES),
                "told twice": sum(count - 1 for count in told.values()),
            }


def measure() -> dict[str, Any]:
    """Figures of one lock, on SQLite."""
    return asyncio.run(_measure(Fault("", lambda home: locked_file(home / "sosik.db"))))


@contextmanager
def _down(end: Callable[[], None], start: Callable[[], None]) -> Iterator[None]:
    end()
    try:
        yield
    finally:
        start()


def measure_server() -> dict[str, dict[str, Any]]:
    """The same of each fault of a PostgreSQL server."""
    server = Server()
    faults: dict[str, Callable[[], AbstractContextManager[None]]] = {
        "stopped": lambda: _down(server.stop, server.start),
        "killed": lambda: _down(server.kill, server.start),
        "frozen": server.frozen,
        "read-only": lambda: server.read_only("bench_read-only"),
    }
    try:
        return {
            name: asyncio.run(_measure(Fault(server.database(f"bench_{name}"), lambda _, away=away: away())))
            for name, away in faults.items()
        }
    finally:
        server.end()


if __name__ == "__main__":
    print(json.dumps(measure_server() if sys.argv[1:] == ["server"] else measure(), indent=2))
