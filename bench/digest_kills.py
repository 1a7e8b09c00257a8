"""Digests through crashes: a process that delivers to 500 subscribers, killed (SIGKILL) at random instants."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from typing import Any

from bench.digest_house import ENOUGH, SO_FAR, bot_at_work, deliver_all, fill, telegram_at_work
from bot.adapters.database.store import Store
from bot.articles.article import Article
from bot.index.index import Index

SEED = 5
KILLED_SUBSCRIBERS = 500
Row = tuple[int, int, int]  # chat, number of the part, attempt
LEASE = timedelta(seconds=1)  # of the processes that are killed; 2 minutes in life


def victim(url: str, articles: Sequence[Article], token: str, api: str, started: Any) -> None:
    """A process that delivers until it is killed or has nothing left."""
    asyncio.run(_victim(url, articles, token, api, started))


async def _victim(url: str, articles: Sequence[Article], token: str, api: str, started: Any) -> None:
    store = await Store.open(url)
    async with bot_at_work(store, Index(articles), token, api, lease=LEASE) as deliveries:
        started.set()
        await deliver_all(deliveries, store)
    await store.close()


def measure_kills(articles: Sequence[Article], kills: int) -> dict[str, Any]:
    """So many kills, over as many runs of 500 subscribers as it takes."""
    dice = random.Random(SEED)
    some = articles[:60]  # enough for a digest of one message; the start is not what is measured here
    done, runs, lost, doubled, most, by_one = 0, 0, 0, 0, 0, 0
    began = time.perf_counter()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.digest_kills"])
    while done < kills:
        runs += 1
        with (
            tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder,
            telegram_at_work(KILLED_SUBSCRIBERS) as (token, api, pipe),
        ):
            url = f"sqlite:///{folder}/sosik.db"
            asyncio.run(_close(fill(url, some, KILLED_SUBSCRIBERS)))
            ended = False
            here, before, received = 0, set[Row](), Counter[int]()
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
                    left_over = _unsettled(f"{folder}/sosik.db")
                    pipe.send(SO_FAR)
                    now = pipe.recv()
                    # of the rows that this one left, those that Telegram has from it: they will come twice
                    by_one = max(by_one, sum(now[row[0]] > received[row[0]] for row in left_over - before))
                    before, received = left_over, now
            pipe.send(ENOUGH)
            seen = Counter(chat for chat, _ in pipe.recv()["sent"])
            done += here
            lost += KILLED_SUBSCRIBERS - len(seen)
            doubled += sum(count - 1 for count in seen.values())
            most = max(most, max(seen.values()) - 1)
        print(f"  kills {done}/{kills} lost {lost} doubled {doubled}", file=sys.stderr)
    return {
        "kills": done,
        "runs_of_500": runs,
        "lost": lost,
        "doubled": doubled,
        "doubled_a_kill": round(doubled / done, 3),
        "doubled_by_one_kill_most": by_one,
        "same_digest_doubled_most": most,
        "seconds": round(time.perf_counter() - began),
    }


def _unsettled(path: str) -> set[Row]:
    """The parts, by the number of the attempt, that dead processes left saying `sending`."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT subscriptions.chat, parts.number, parts.attempt FROM parts"
            " JOIN deliveries ON deliveries.id = parts.delivery"
            " JOIN subscriptions ON subscriptions.id = deliveries.subscription WHERE parts.state = 'sending'"
        )
        return {(chat, number, attempt) for chat, number, attempt in rows}


async def _close(opening: Any) -> None:
    await (await opening).close()
