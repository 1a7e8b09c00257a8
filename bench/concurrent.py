"""Readers and a writer at once: 20 searches a second while 1,000 articles are added, and what the event loop feels.

    python -m bench.concurrent --data FOLDER [--size 40000] [--seconds 30]

Searches run in threads, as the newsroom runs them; then, for comparison and without a writer, on the loop itself and
in a process that holds the index. A stall is how much later than asked a coroutine that sleeps 1 ms wakes up.
A wrong answer is an article that is added and not found by its title, a hit that was never in the index, or, at the
end, any search that an index built from scratch answers otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from bench import results
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.exam import news_exam, speed_exam
from bot.articles.article import Article
from bot.index.index import Index
from bot.search.hit import Results

RATE = 20  # searches a second
ADDED = 1_000
PAGE = 5

Search = Callable[[str], Awaitable[Results]]


def quantiles(taken: Sequence[float]) -> dict[str, float]:
    """Milliseconds."""
    ordered = sorted(taken)
    return {
        "p50": round(ordered[len(ordered) // 2] * 1000, 2),
        "p95": round(ordered[int(len(ordered) * 0.95)] * 1000, 2),
        "max": round(ordered[-1] * 1000, 2),
    }


async def stalls(felt: list[float]) -> None:
    """Note how late every wake-up is, until cancelled."""
    while True:
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        felt.append(time.perf_counter() - start - 0.001)


async def ask(search: Search, questions: Sequence[str], seconds: float) -> tuple[list[Results], list[float]]:
    """RATE searches a second, none waiting for the one before."""
    answers: list[Results] = []
    taken: list[float] = []

    async def one(text: str) -> None:
        start = time.perf_counter()
        answers.append(await search(text))
        taken.append(time.perf_counter() - start)

    async with asyncio.TaskGroup() as group:
        for number in range(int(seconds * RATE)):
            group.create_task(one(questions[number % len(questions)]))
            await asyncio.sleep(1 / RATE)
    return answers, taken


def add_paced(index: Index, articles: Sequence[Article], seconds: float) -> tuple[list[float], int]:
    """Add one at a time, evenly over *seconds*; how long each took, and how many were not found at once."""
    taken: list[float] = []
    missed = 0
    began = time.perf_counter()
    for number, article in enumerate(articles):
        time.sleep(max(0.0, began + seconds * number / len(articles) - time.perf_counter()))
        start = time.perf_counter()
        index.add([article])
        taken.append(time.perf_counter() - start)
        found = {other.id for other, _ in index.candidates(article.title[:200], 100)}
        missed += article.id not in found
        index.compact()
    return taken, missed


async def measured(search: Search, questions: Sequence[str], seconds: float, *work: Awaitable[Any]) -> Any:
    """Figures of a run, its answers, and what *work* beside it gave."""
    felt: list[float] = []
    feeling = asyncio.create_task(stalls(felt))
    (answers, taken), *rest = await asyncio.gather(ask(search, questions, seconds), *work)
    feeling.cancel()
    record = {
        "searches": len(taken),
        "search_ms": quantiles(taken),
        "stall_ms": quantiles(felt),
    }
    return record, answers, rest


async def together(
    index: Index, news: Sequence[Article], questions: Sequence[str], seconds: float, hands: int
) -> Any:
    """So many threads that search, and a writer beside them."""
    threads = ThreadPoolExecutor(hands)

    async def search(text: str) -> Results:
        return await asyncio.get_running_loop().run_in_executor(threads, index.search, text, PAGE)

    writing = asyncio.to_thread(add_paced, index, news, seconds * 0.95)
    record, answers, [(added, missed)] = await measured(search, questions, seconds, writing)
    strange = sum(index.article(hit.article.id) != hit.article for found in answers for hit in found.hits)
    return record | {"added": len(added), "add_ms": quantiles(added), "wrong": missed + strange}


async def alone(executor: Executor | None, call: Callable[[str], Results], *asked: Any) -> Any:
    """Only readers: in a process, or, where there is no *executor*, on the loop."""
    loop = asyncio.get_running_loop()

    async def search(text: str) -> Results:
        return await loop.run_in_executor(executor, call, text) if executor else call(text)

    return (await measured(search, *asked))[0]


_held: list[Index] = []


def hold(spool: Path) -> None:
    """Build the index of a process that searches."""
    _held.append(Index(read_spool(spool)))
    _held[0].warm_up()


def search_held(text: str) -> Results:
    """Search it."""
    return _held[0].search(text, PAGE)


def differing(index: Index, questions: Sequence[str]) -> int:
    """How many questions an index built from scratch answers otherwise."""
    fresh = Index(index.latest(len(index)))
    same = Index.of_segments(*index.segments())  # whose vocabulary is not that of some minutes ago
    return sum(fresh.search(text, 20) != same.search(text, 20) for text in questions)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.concurrent")
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    parser.add_argument("--size", type=int, default=40_000, help="articles in the end")
    parser.add_argument("--seconds", type=float, default=60.0, help="of each of the three runs")
    parser.add_argument("--threads", type=int, default=2, help="that search")
    parser.add_argument("--switch-ms", type=float, default=5.0, help="after which a thread lets others run")
    wanted = parser.parse_args(arguments)
    data = data_folder(wanted.data)
    news = news_folder(data) if data else None
    if data is None or news is None:
        print("No data: name its folder with --data or SOSIK_BENCH_DATA. Nothing was measured.")
        return 0
    exam = speed_exam(news_exam(spooled(news), data, ("judged", "known"), 40), 40)
    questions = [question.text for question in exam]
    spool = spooled(news, wanted.size)
    articles = list(read_spool(spool))
    index = Index(articles[ADDED:])
    index.warm_up()
    records: dict[str, Any] = {}
    sys.setswitchinterval(wanted.switch_ms / 1000)
    run = asyncio.run(together(index, articles[:ADDED], questions, wanted.seconds, wanted.threads))
    records["concurrent/threads"] = run | {"differing": differing(index, questions)}
    records["concurrent/loop"] = asyncio.run(
        alone(None, partial(index.search, limit=PAGE), questions, wanted.seconds)
    )
    with ProcessPoolExecutor(1, initializer=hold, initargs=(spool,)) as pool:
        pool.submit(search_held, questions[0]).result()
        records["concurrent/process"] = asyncio.run(alone(pool, search_held, questions, wanted.seconds))
    for name, record in records.items():
        record["articles"] = wanted.size
        print(name, record)
    results.store(
        {"sosik": records}, f"python -m bench.concurrent --size {wanted.size} --seconds {wanted.seconds}"
    )
    return 1 if run["wrong"] or records["concurrent/threads"]["differing"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
