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
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.pattern_food import fed, foods, patterns
from bench.pattern_steps import steps
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle

CHARS, LARGE = 1_500, 100_000
MOST = 1_000  # steps a character, at which a pattern is given up
WORST = 10


def measure(data: Path | None = None, articles: int | None = None, seed: int = 1) -> dict[str, Any]:
    """The dearest patterns: steps a character, milliseconds for 100,000 characters, and for one real article."""
    found = patterns()
    counted: list[tuple[float, str, str]] = []
    timed: list[tuple[float, str, str]] = []
    for place, pattern in found.items():
        taken = [
            (steps(pattern, fed(food, CHARS), MOST * CHARS), food) for food in foods(pattern, seed, samples=8)
        ]
        most, food = max(taken)
        counted.append((round(most / CHARS, 1), place, food))
        if most <= MOST * CHARS:
            timed.append((_ms(pattern, fed(food, LARGE)), place, food))
    result: dict[str, Any] = {
        "patterns": len(found),
        "given up": sum(one[0] > MOST for one in counted),
        "steps a character": sorted(counted, reverse=True)[:WORST],
        "ms for 100,000 characters": sorted(timed, reverse=True)[:WORST],
    }
    if data is not None:
        result |= _over_articles(found, data, articles)
    return result


def _ms(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return round((time.process_time() - began) * 1000, 1)


def _over_articles(found: dict[str, re.Pattern[str]], data: Path, most: int | None) -> dict[str, Any]:
    """Each article as a whole through every pattern."""
    slowest = dict.fromkeys(found, 0.0)
    count = 0
    for body in _bodies(data, most):
        count += 1
        for place, pattern in found.items():
            slowest[place] = max(slowest[place], _ms(pattern, body))
    worst = sorted(((ms, place) for place, ms in slowest.items()), reverse=True)
    return {"articles": count, "ms for one real article": worst[:WORST]}


def _bodies(data: Path, most: int | None) -> Iterator[str]:
    now = datetime.now(UTC)
    for path in sorted((data / "news").glob("*.md"))[:most]:
        try:
            yield read_article(path.read_bytes(), path.name, now).body
        except UnreadableArticle:
            continue


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--articles", type=int, help="so many real articles, not all")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    folder = os.environ.get("SOSIK_BENCH_DATA")
    found = measure(Path(folder) if folder else None, given.articles, given.seed)
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
