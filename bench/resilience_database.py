"""The database held by another process while the bot is at work: who is answered, what is lost, what is told twice.

python -m bench.resilience_database

`sosik run` beside an emulated Telegram, on SQLite. A backup holds the write lock; a reader searches and articles
arrive meanwhile. A news is lost when who watches for it is not told after the lock is gone.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.adapters.database.breaking import locked_file
from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import add_article, open_house

SEARCHES, ARTICLES = 20, 3
TITLES = ("노면전차 첫 운행", "노면전차 요금 확정", "노면전차 차고지 이전")
WATCH_S = 240.0  # a watch speaks once in three minutes


async def _measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="sosik-bench-") as home:
        async with open_house(Path(home)) as house:
            reader = Voice.of(house.telegram, "독자")
            sosik = await house.start()
            await reader.says("/watch 노면전차")
            await reader.hears("노면전차")
            waits = []
            with locked_file(house.home / "sosik.db"):
                for number in range(ARTICLES):
                    text = crawled(title=f"한빛시 {TITLES[number]}", id=f"901_00000007{number:02}")
                    add_article(house.folder, f"새{number}.md", text)
                for _ in range(SEARCHES):
                    began = time.perf_counter()
                    await reader.says("/search 나룻배")
                    await reader.hears("나룻배")
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
    return asyncio.run(_measure())


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
