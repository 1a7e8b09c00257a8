"""Every regular expression of Sosik, fed with what it likes least, and with all real articles.

    python -m bench.resilience_patterns                                  # generated food alone
    SOSIK_BENCH_DATA=… python -m bench.resilience_patterns               # and the articles of SOSIK_BENCH_DATA

Steps are counted and the same on every machine; milliseconds, of `re` itself on 100,000 characters, are this one's.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from datetime import UTC, datetime
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from bench.pattern_food import fed, foods, patterns
from bench.pattern_steps import steps
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle

CHARS, LARGE = 600, 100_000
MOST = 1_000  # steps a character, at which a pattern is given up
WORST = 5
AT_ONCE = 4

T = TypeVar("T")
R = TypeVar("R")


def measure(data: Path | None = None, budget_s: float = 240.0, seed: int = 1) -> dict[str, Any]:
    """The dearest patterns: steps a character, milliseconds for 100,000 characters, and for one real article.

    budget_s: for generated food, and again for the articles, which come in a random order until it is used up. Who
    works is a process that is ended where a pattern does not end, and the run with it.
    """
    places = list(_patterns())  # before there are other processes: they have it from this one
    counted: list[tuple[float, str, str]] = []
    timed: list[tuple[float, str, str]] = []
    for cost, ms, place, food in _each(partial(_fed, seed), places, budget_s):
        counted.append((cost, place, food))
        if ms is not None:
            timed.append((ms, place, food))
    result: dict[str, Any] = {
        "patterns": len(places),
        "fed": len(counted),
        "given up": sum(one[0] > MOST for one in counted),
        "steps a character": sorted(counted, reverse=True)[:WORST],
        "ms for 100,000 characters": sorted(timed, reverse=True)[:WORST],
    }
    if data is not None:
        result |= _over_articles(data, budget_s, seed)
    return result


def _each(work: Callable[[T], R], items: Sequence[T], budget_s: float) -> Iterator[R]:
    """What *work* gives for each item that is begun within the time, in two processes that are limited."""
    until = time.monotonic() + budget_s
    limits = {"initializer": _limit, "initargs": (int(3 * budget_s),)}
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), **limits) as pool:
        waiting = list(items)[::-1]
        at_work = {pool.submit(work, waiting.pop()) for _ in range(min(AT_ONCE, len(waiting)))}
        while at_work:
            done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
            for one in done:
                yield one.result()
                if waiting and time.monotonic() < until:
                    at_work.add(pool.submit(work, waiting.pop()))


def _limit(cpu_s: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return patterns()


def _fed(seed: int, place: str) -> tuple[float, float | None, str, str]:
    """Steps a character of the worst food, milliseconds of `re` where it was not given up, the pattern, the food."""
    pattern = _patterns()[place]
    most, food = max(
        (steps(pattern, fed(food, CHARS), MOST * CHARS), food) for food in foods(pattern, seed, samples=4)
    )
    ms = _ms(pattern, fed(food, LARGE)) if most <= MOST * CHARS else None
    return round(most / CHARS, 1), ms, place, food


def _ms(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return round((time.process_time() - began) * 1000, 1)


def _over_articles(data: Path, budget_s: float, seed: int) -> dict[str, Any]:
    """Articles as a whole through every pattern."""
    paths = sorted((data / "news").glob("*.md"))
    Random(seed).shuffle(paths)
    slowest: dict[str, float] = {}
    count = 0
    for taken in _each(_read_by_all, paths, budget_s):
        count += bool(taken)
        for place, ms in taken.items():
            slowest[place] = max(slowest.get(place, 0.0), ms)
    worst = sorted(((ms, place) for place, ms in slowest.items()), reverse=True)
    return {"articles": count, "of": len(paths), "ms for one real article": worst[:WORST]}


def _read_by_all(path: Path) -> dict[str, float]:
    try:
        body = read_article(path.read_bytes(), path.name, datetime.now(UTC)).body
    except UnreadableArticle:
        return {}
    return {place: _ms(pattern, body) for place, pattern in _patterns().items()}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seconds", type=float, default=240.0, help="for food, and again for articles")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    folder = os.environ.get("SOSIK_BENCH_DATA")
    found = measure(Path(folder) if folder else None, given.seconds, given.seed)
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
