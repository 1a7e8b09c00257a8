"""Digests, measured: pace, the event loop's peace, readers meanwhile, crashes, composing, and the start.

    python -m bench.digest --data FOLDER [compose] [start] [pace] [kills] [--subscribers 10000] [--kills 100]

Telegram is the tests' emulator in a process of its own, on a loopback port, with Telegram's flood limits switched
on. The articles are those of *data* that share their busiest day of arrival. What is measured is printed and kept
in bench/results/digest.json and digest.md.

pace: every subscriber of a private chat gets a digest while a reader searches twice a second.
kills: a process that delivers to 500 subscribers is killed (SIGKILL) at random instants, each time followed by
another; what was lost and what came twice is counted by Telegram.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.request import HTTPXRequest

from bench import results
from bench.data import data_folder, news_folder, read_articles
from bot.chat.application import App, build_application
from bot.corpus.article import Article
from bot.digest.digest import compose
from bot.digest.edition import Arrival, make_edition
from bot.digest.subscription import EVERY_DAY, WEEKDAYS, Filter, Place, Slot, Subscription
from bot.newsroom import Newsroom
from bot.search.index import Index
from bot.store.schema import chats, subscriptions
from bot.store.store import Store
from bot.telling import Telling
from bot.timetable import Timetable

SEED = 5
SEOUL = "Asia/Seoul"
KILLED_SUBSCRIBERS = 500
FIRST_CHAT = 1_000_000
SEARCHES_PER_SECOND = 2.0
LEASE = timedelta(seconds=1)  # of the processes that are killed; 2 minutes in life
Figures = dict[str, Any]


def busiest_day(data: Path) -> list[Article]:
    """The articles of the day on which most arrived, in the order of their arrival."""
    news = news_folder(data)
    assert news is not None, f"no articles in {data}"
    by_day: dict[date, list[Article]] = {}
    for article in read_articles(news):
        if article.added is not None:
            by_day.setdefault(article.added.date(), []).append(article)
    most = max(by_day.values(), key=len)
    return sorted(most, key=lambda article: (article.added, article.id))


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
    edition = make_edition(arrivals, known.get)
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
    """Open a database of so many subscriptions and have the timetable stand."""
    dice = random.Random(SEED)
    zones = (SEOUL, "Asia/Tokyo", "Europe/London", "America/New_York", "America/Los_Angeles")
    with tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder:
        url = f"sqlite:///{folder}/sosik.db"
        store = await Store.open(url)
        async with store.database.write() as connection:
            for start in range(1, count + 1, 5000):
                ids = range(start, min(start + 5000, count + 1))
                await connection.execute(chats.insert(), [_chat_row(id) for id in ids])
                await connection.execute(
                    subscriptions.insert(),
                    [
                        _subscription_row(
                            id, f"{dice.randrange(24):02}:{dice.choice((0, 30)):02}", dice.choice(zones)
                        )
                        | {"days": sum(1 << day for day in dice.choice((EVERY_DAY, WEEKDAYS)))}
                        for id in ids
                    ],
                )
        await store.close()
        began = time.perf_counter()
        store = await Store.open(url)
        scheduler = AsyncIOScheduler()
        scheduler.start()
        timetable = Timetable(scheduler, store.ledger.slots, _nothing, _nothing)
        jobs = await timetable.rebuild()
        took = time.perf_counter() - began
        scheduler.shutdown()
        await store.close()
    return {"subscriptions": count, "jobs": jobs, "start_s": round(took, 2)}


async def _nothing() -> None:
    """What is delivered when only the timetable is measured."""


def _chat_row(id: int) -> dict[str, Any]:
    return {
        "id": id, "kind": "private", "title": "", "language": "ko", "zone": None, "greeted": False, "muted": False,
    }  # fmt: skip


def _subscription_row(chat: int, at: str, zone: str) -> dict[str, Any]:
    return {
        "kind": "digest", "chat": chat, "topic": 0, "owner": None, "at": at, "days": 127, "zone": zone,
        "include": [], "exclude": [], "papers": [], "stories": 10, "silent": False, "when_empty": False,
        "paused": False, "since": 0, "told": 0, "told_at": None, "last_issue": None,
        "made_at": datetime.now(UTC),
    }  # fmt: skip


# --- Telegram, in a process of its own ---


def telegram(pipe: Connection, people: int, with_reader: bool) -> None:
    """Be Telegram until told to say what was seen."""
    asyncio.run(_telegram(pipe, people, with_reader))


async def _telegram(pipe: Connection, people: int, with_reader: bool) -> None:
    from tests.dialog import Voice
    from tests.emulator import Emulator
    from tests.emulator.faults import Limits
    from tests.emulator.world import Chat

    async with Emulator(limits=Limits(time.time)) as emulator:
        for id in range(FIRST_CHAT, FIRST_CHAT + people):
            emulator.world.users[id] = {"id": id, "is_bot": False, "first_name": "독자"}
            emulator.world.add_chat(Chat(id, "private", "독자", started=True))
        pipe.send((emulator.token, emulator.url))
        waits: list[float] = []
        reader = asyncio.create_task(_search(Voice, emulator, waits)) if with_reader else None
        while not await asyncio.to_thread(pipe.poll, 0.2):
            pass
        if reader is not None:
            reader.cancel()
        digests = [call for call in emulator.sent() if int(call.params["chat_id"]) >= FIRST_CHAT]
        pipe.send(
            {
                "sent": [(int(call.params["chat_id"]), call.params["text"]) for call in digests],
                "at": [call.at for call in digests],
                "refused": Counter(str(one.code) for one in emulator.violations),
                "floods": emulator.limits.refused if hasattr(emulator.limits, "refused") else None,
                "waits": waits,
                "calls": [
                    f"{one.method} {one.params.get(chr(99) + 'hat_id')} {one.description}"
                    for one in emulator.violations[:5]
                ],
            }
        )


async def _search(voice: Any, emulator: Any, waits: list[float]) -> None:
    """Somebody new searches, again and again, and waits for the answer."""
    number = 0
    while True:
        number += 1
        reader = voice.of(emulator, f"찾는 이 {number}")
        began = time.perf_counter()
        await reader.says("/search 대통령")
        await reader.hears()
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(max(0.0, 1 / SEARCHES_PER_SECOND - (time.perf_counter() - began)))


@contextmanager
def telegram_at_work(people: int, *, with_reader: bool) -> Iterator[tuple[str, str, Connection]]:
    """Token, address, and the pipe that answers a word with what was seen."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=telegram, args=(there, people, with_reader), daemon=True)
    process.start()
    token, url = here.recv()
    try:
        yield token, url, here
    finally:
        process.terminate()
        process.join()


# --- pace, and peace ---


async def measure_pace(articles: Sequence[Article], count: int) -> Figures:
    """Digests to *count* private chats."""
    index = Index(articles)
    index.warm_up()
    gc.collect()
    gc.freeze()  # as `sosik run` does
    with (
        tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder,
        telegram_at_work(count, with_reader=True) as (token, url, pipe),
    ):
        store = await fill(f"sqlite:///{folder}/sosik.db", articles, count)
        lags: list[float] = []
        watching = asyncio.create_task(_feel(lags))
        began = time.perf_counter()
        async with bot_at_work(store, index, token, url) as telling:
            await telling.deliver_due()
            await telling.finished()
        took = time.perf_counter() - began
        watching.cancel()
        await store.close()
        pipe.send("enough")
        seen = await asyncio.to_thread(pipe.recv)
    at = seen["at"]
    waits = sorted(seen["waits"])
    return {
        "subscribers": count,
        "sent": len(at),
        "to_each_once": set(Counter(chat for chat, _ in seen["sent"]).values()) == {1},
        "seconds": round(took, 1),
        "per_second": round((len(at) - 1) / (at[-1] - at[0]), 2),
        "refused": dict(seen["refused"]),
        "refused_calls": seen["calls"],
        "load_average": round(os.getloadavg()[1], 1),
        "searches": len(waits),
        "search_p50_ms": round(1000 * waits[len(waits) // 2], 1),
        "search_p95_ms": round(1000 * waits[int(len(waits) * 0.95)], 1),
        "loop_blocked_most_ms": round(1000 * max(lags), 1),
        "loop_blocked_p999_ms": round(1000 * sorted(lags)[int(len(lags) * 0.999)], 1),
    }


async def _feel(lags: list[float]) -> None:
    """How much later than asked a coroutine wakes up."""
    while True:
        asked = time.perf_counter() + 0.002
        await asyncio.sleep(0.002)
        lags.append(max(0.0, time.perf_counter() - asked))


async def fill(url: str, articles: Sequence[Article], count: int) -> Store:
    """A store in which *count* private chats are due for *articles*."""
    store = await Store.open(url)
    await store.arrivals.record([])
    await store.arrivals.record(articles)
    people = range(FIRST_CHAT, FIRST_CHAT + count)
    async with store.database.write() as connection:
        await connection.execute(chats.insert(), [_chat_row(id) for id in people])
        await connection.execute(
            subscriptions.insert(), [_subscription_row(id, "00:00", "UTC") for id in people]
        )
    return store


class bot_at_work:
    """The application polling *url*, delivering; `async with` gives its Telling."""

    def __init__(
        self, store: Store, index: Index, token: str, url: str, lease: timedelta | None = None
    ) -> None:
        self.newsroom = Newsroom(index)
        self.telling = Telling(store, self.newsroom, lease=lease)
        self.application: App = build_application(
            token,
            self.newsroom,
            store.queries,
            store.answers,
            request=HTTPXRequest(connection_pool_size=64, pool_timeout=10.0),
            get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=35.0),
            base_url=f"{url}/bot",
            memory=store,
            pace=self.telling.pace,
        )

    async def __aenter__(self) -> Telling:
        application = self.application
        await application.initialize()
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=25)
        self._delivering = self.telling.delivering(application)
        await self._delivering.__aenter__()
        return self.telling

    async def __aexit__(self, *fault: Any) -> None:
        await self._delivering.__aexit__(*fault)
        assert self.application.updater is not None
        await self.application.updater.stop()
        await self.application.stop()
        await self.application.shutdown()


# --- kills ---


def victim(url: str, articles: Sequence[Article], token: str, api: str, started: Any) -> None:
    """A process that delivers until it is killed or has nothing left."""
    asyncio.run(_victim(url, articles, token, api, started))


async def _victim(url: str, articles: Sequence[Article], token: str, api: str, started: Any) -> None:
    store = await Store.open(url)
    async with bot_at_work(store, Index(articles), token, api, lease=LEASE) as telling:
        started.set()
        while await left(store):
            await telling.deliver_due()
            await telling.finished()
            await asyncio.sleep(0.1)
    await store.close()


async def left(store: Store) -> int:
    """How many subscribers are not told yet."""
    from sqlalchemy import func, select

    async with store.database.read() as connection:
        untold = select(func.count()).where(subscriptions.c.told == 0)
        return int((await connection.execute(untold)).scalar_one())


def measure_kills(articles: Sequence[Article], kills: int) -> Figures:
    """So many kills, over as many runs of 500 subscribers as it takes."""
    dice = random.Random(SEED)
    some = articles[:60]  # enough for a digest of one message; the start is not what is measured here
    done, runs, lost, doubled, most, at_once = 0, 0, 0, 0, 0, 0
    began = time.perf_counter()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.digest"])
    while done < kills:
        runs += 1
        with (
            tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder,
            telegram_at_work(KILLED_SUBSCRIBERS, with_reader=False) as (token, api, pipe),
        ):
            url = f"sqlite:///{folder}/sosik.db"
            asyncio.run(_close(fill(url, some, KILLED_SUBSCRIBERS)))
            ended = False
            here, before = 0, set[tuple[int, int, int]]()
            while not ended:
                started = context.Event()
                process = context.Process(target=victim, args=(url, some, token, api, started))
                process.start()
                assert started.wait(60), "a process did not start"
                process.join(dice.uniform(0.05, 1.5) + LEASE.total_seconds() if here < kills - done else None)
                ended = process.exitcode is not None
                if ended:
                    assert process.exitcode == 0, f"a process ended with {process.exitcode}"
                elif process.pid is not None:
                    os.kill(process.pid, signal.SIGKILL)
                    process.join()
                    here += 1
                    left_over = _in_doubt(f"{folder}/sosik.db")
                    at_once = max(at_once, len(left_over - before))
                    before = left_over  # those wait for the lease of the dead to run out
            pipe.send("enough")
            seen = Counter(chat for chat, _ in pipe.recv()["sent"])
            done += here
            lost += KILLED_SUBSCRIBERS - len(seen)
            twice = sum(count - 1 for count in seen.values())
            doubled += twice
            most = max(most, max(seen.values()) - 1)
        print(f"  kills {done}/{kills} lost {lost} doubled {doubled}", file=sys.stderr)
    return {
        "kills": done,
        "runs_of_500": runs,
        "lost": lost,
        "doubled": doubled,
        "doubled_a_kill": round(doubled / done, 3),
        "in_doubt_after_one_kill_most": at_once,
        "same_digest_doubled_most": most,
        "seconds": round(time.perf_counter() - began),
    }


def _in_doubt(path: str) -> set[tuple[int, int, int]]:
    """The parts, by the number of the attempt, that dead processes left between receipt and note."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT delivery, number, attempt FROM parts WHERE state = 'sending'")
        return {(delivery, number, attempt) for delivery, number, attempt in rows}


async def _close(opening: Any) -> None:
    await (await opening).close()


# --- the command ---

TARGETS = {
    "compose": "1,000 distinct keyword digests < 5 s",
    "start": "100,000 subscriptions < 3 s",
    "pace": "29+ a second, no 429, event loop never blocked over 50 ms, /search p95 < 300 ms",
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
    articles = busiest_day(data) if {"compose", "pace", "kills"} & set(parts) else []
    figures: dict[str, Figures] = {}
    for part in parts:
        print(f"{part} ({TARGETS[part]})", file=sys.stderr)
        if part == "compose":
            figures[part] = measure_compose(articles)
        elif part == "start":
            figures[part] = asyncio.run(measure_start(asked.subscriptions))
        elif part == "pace":
            figures[part] = asyncio.run(measure_pace(articles, asked.subscribers))
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
