"""Digests, measured: pace, the event loop's peace, readers meanwhile, crashes, composing, and the start.

    python -m bench.digest --data FOLDER [compose] [start] [pace] [busy] [kills] [--subscribers 10000] [--kills 100]

Telegram is the tests' emulator in a process of its own, on a loopback port, with Telegram's flood limits switched
on. The articles are those of *data* that share their busiest day of arrival. What is measured is printed and kept
in bench/results/digest.json and digest.md.

pace, busy: every subscriber of a private chat gets a digest while somebody searches now and then, or twice a
second; see `bench.digest_pace` for why that makes two.
kills: a process that delivers to 500 subscribers is killed (SIGKILL) at random instants, each time followed by
another; what was lost and what came twice is counted by Telegram.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Any

from bench import results
from bench.data import data_folder
from bench.digest_house import busiest_day, chat_row, subscription_row
from bench.digest_kills import measure_kills
from bench.digest_pace import BUSY_SEARCHES, PACE_SEARCHES, measure_pace
from bot.adapters.database.schema import chats, subscriptions
from bot.adapters.database.store import Store
from bot.articles.article import Article
from bot.digests.digest import compose
from bot.digests.edition import Arrival, make_edition
from bot.digests.subscription import EVERY_DAY, WEEKDAYS, Filter, Place, Slot, Subscription, next_due

SEED = 5
SEOUL = "Asia/Seoul"
BUSY_SHARE = 5  # of the subscribers, one in so many is enough to see how readers wait
Figures = dict[str, Any]


def distinct_words(articles: Sequence[Article], count: int) -> list[str]:
    """Words of titles, each in another digest."""
    counts = Counter(word for article in articles for word in article.title.split() if 2 <= len(word) <= 8)
    return [word for word, _ in counts.most_common(count)]


# --- composing ---


def measure_compose(articles: Sequence[Article]) -> Figures:
    """1,000 digests with a different keyword each."""
    known = {article.id: article for article in articles}
    arrivals = [Arrival(seq, one.id, datetime.now(UTC)) for seq, one in enumerate(articles, 1)]
    began = time.perf_counter()
    edition = make_edition(arrivals, lambda ids: [known.get(one) for one in ids])
    grouped = time.perf_counter() - began
    began, worked = time.perf_counter(), time.process_time()
    stories = 0
    for word in distinct_words(articles, 1000):
        wanted = replace(_subscription(1), wanted=Filter((word,)))
        stories += compose(edition, wanted, date(2026, 1, 1)).stories
    return {
        "articles": len(articles),
        "stories": len(edition.stories),
        "edition_s": round(grouped, 2),
        "compose_1000_s": round(time.perf_counter() - began, 2),
        "compose_1000_cpu_s": round(time.process_time() - worked, 2),  # what is left when nothing else runs
        "stories_found": stories,
    }


def _subscription(chat: int, **changes: Any) -> Subscription:
    return replace(Subscription(0, Place(chat), Slot(clock_time(8), EVERY_DAY, SEOUL)), **changes)


# --- the start ---


async def measure_start(count: int) -> Figures:
    """Open a database of so many subscriptions and have the schedule stand."""
    dice = random.Random(SEED)
    zones = (SEOUL, "Asia/Tokyo", "Europe/London", "America/New_York", "America/Los_Angeles")
    with tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder:
        url = f"sqlite:///{folder}/sosik.db"
        store = await Store.open(url)
        async with store.database.write() as connection:
            for start in range(1, count + 1, 5000):
                ids = range(start, min(start + 5000, count + 1))
                await connection.execute(chats.insert(), [chat_row(id) for id in ids])
                await connection.execute(
                    subscriptions.insert(),
                    [
                        subscription_row(
                            id, f"{dice.randrange(24):02}:{dice.choice((0, 30)):02}", dice.choice(zones)
                        )
                        | {"days": sum(1 << day for day in dice.choice((EVERY_DAY, WEEKDAYS)))}
                        for id in ids
                    ],
                )
        await store.close()
        began = time.perf_counter()
        store = await Store.open(url)
        now = datetime.now(UTC)
        slots = await store.outbox.slots()
        assert all(next_due(slot, now) for slot in slots)
        took = time.perf_counter() - began
        await store.close()
    return {"subscriptions": count, "times": len(slots), "start_s": round(took, 2)}


# --- the command ---

TARGETS = {
    "compose": "1,000 distinct keyword digests < 5 s",
    "start": "100,000 subscriptions < 3 s",
    "pace": "29+ messages a second, no 429, event loop never blocked over 50 ms, /search p95 < 300 ms",
    "busy": "the same for all messages together, digests and replies, with two searches a second",
    "kills": "0 lost, at most 1 duplicate a kill",
}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description="Digests, measured.")
    parser.add_argument("parts", nargs="*", choices=[*TARGETS, []], default=[], metavar="PART")
    parser.add_argument("--data")
    parser.add_argument("--subscribers", type=int, default=10_000)
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=100)
    asked = parser.parse_args()
    data = data_folder(asked.data)
    if data is None:
        parser.error("--data or SOSIK_BENCH_DATA must name the folder with the articles")
    parts = asked.parts or list(TARGETS)
    articles = busiest_day(data) if {"compose", "pace", "busy", "kills"} & set(parts) else []
    figures: dict[str, Figures] = {}
    for part in parts:
        print(f"{part} ({TARGETS[part]})", file=sys.stderr)
        if part == "compose":
            figures[part] = measure_compose(articles)
        elif part == "start":
            figures[part] = asyncio.run(measure_start(asked.subscriptions))
        elif part == "pace":
            figures[part] = asyncio.run(measure_pace(articles, asked.subscribers, PACE_SEARCHES))
        elif part == "busy":
            few = asked.subscribers // BUSY_SHARE
            figures[part] = asyncio.run(measure_pace(articles, few, BUSY_SEARCHES))
        else:
            figures[part] = measure_kills(articles, asked.kills)
        print(json.dumps(figures[part], ensure_ascii=False), file=sys.stderr)
    print(keep(figures))


def keep(figures: dict[str, Figures]) -> str:
    """Write what was measured beside what was measured before; the table of it all."""
    path = results.FOLDER / "digest.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    stamp = {"date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "machine": results.machine()}
    known |= {part: {**one, **stamp} for part, one in figures.items()}
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = ["# Digests: figures", ""]
    for part, target in TARGETS.items():
        if part in known:
            lines += [f"**{part}**: target {target}", "", "| | |", "|---|---|"]
            lines += [f"| {name} | {value} |" for name, value in known[part].items()] + [""]
    lines.append("Reproduce: `python -m bench.digest --data FOLDER`")
    table = "\n".join(lines) + "\n"
    (results.FOLDER / "digest.md").write_text(table, encoding="utf-8")
    return table


if __name__ == "__main__":
    main()
