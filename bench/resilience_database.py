"""The database away while the bot is at work: who is answered, what is lost, what is told twice.

python -m bench.resilience_database            # on SQLite: locked, as by a backup, moved away, its disk full
python -m bench.resilience_database server     # on a PostgreSQL stopped, killed, frozen, read-only, its disk full

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
from tests.disks import NoDisk, filled, small_disk
from tests.e2e.house import add_article, open_house
from tests.postgres_server import Server

SEARCHES, ARTICLES = 20, 3
TITLES = ("노면전차 첫 운행", "노면전차 요금 확정", "노면전차 차고지 이전")
START_S = 600.0  # no part of what is measured, on a machine that may have other things to do
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
            more = {"DATABASE_URL": fault.url} if fault.url else {}
            sosik = await house.start(within_s=START_S, **more)
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


def measure() -> dict[str, dict[str, Any]]:
    """Figures of each fault on SQLite, and of each on a PostgreSQL server; how many of them were survived whole."""
    found = {f"SQLite {name}": one for name, one in measure_sqlite().items()}
    found |= {f"PostgreSQL {name}": one for name, one in measure_server().items()}
    whole = sum(one.get("faults survived", 0) and not one["news lost"] for one in found.values())
    tried = sum("faults survived" in one for one in found.values())
    return {"in all": {"faults": tried, "survived with nothing lost": whole}} | found


def measure_sqlite() -> dict[str, dict[str, Any]]:
    """Its file held by another process, moved away, and on a disk without a free byte."""
    faults = {
        "locked": Fault("", lambda home: locked_file(home / "sosik.db")),
        "moved away": Fault("", lambda home: _moved(home / "sosik.db")),
    }
    found = {name: _run(fault) for name, fault in faults.items()}
    try:
        with small_disk(16) as disk:
            found["disk full"] = _run(Fault(f"sqlite:///{disk}/sosik.db", lambda _: filled(disk)))
    except NoDisk as why:
        found["disk full"] = {"not tried": str(why)}
    return found


def _run(fault: Fault) -> dict[str, Any]:
    return asyncio.run(_measure(fault))


@contextmanager
def _moved(file: Path) -> Iterator[None]:
    away = file.with_name("away.db")
    file.rename(away)
    try:
        yield
    finally:
        away.rename(file)


@contextmanager
def _down(end: Callable[[], None], start: Callable[[], None]) -> Iterator[None]:
    end()
    try:
        yield
    finally:
        start()


def measure_server() -> dict[str, dict[str, Any]]:
    """A PostgreSQL that is stopped, killed, frozen, read-only, and whose tables' disk is full."""
    server = Server()
    faults: dict[str, Callable[[], AbstractContextManager[None]]] = {
        "stopped": lambda: _down(server.stop, server.start),
        "killed": lambda: _down(server.kill, server.start),
        "frozen": server.frozen,
        "read-only": lambda: server.read_only("bench_read-only"),
    }
    try:
        found = {
            name: _run(Fault(server.database(f"bench_{name}"), lambda _, away=away: away()))
            for name, away in faults.items()
        }
        try:
            with small_disk(64) as disk:
                url = server.database_on(disk, "bench_full")
                found["disk full"] = _run(Fault(url, lambda _: filled(disk)))
                server.says("DROP DATABASE {} WITH (FORCE)", "bench_full")
                server.says("DROP TABLESPACE {}", "bench_full")
        except NoDisk as why:
            found["disk full"] = {"not tried": str(why)}
        return found
    finally:
        server.end()


if __name__ == "__main__":
    print(json.dumps(measure_server() if sys.argv[1:] == ["server"] else measure_sqlite(), indent=2))
