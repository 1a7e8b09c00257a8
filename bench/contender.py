"""One contender in a process of its own, so that nobody's memory or threads weigh on another's figures.

    python -m bench.contender NAME JOB.json      prints one JSON object

A job names what to measure, and on what: "quality" (ranks) and "speed" (times) a spool of articles and an exam,
"adding" a spool, "cold" a folder of article files.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.data import read_spool
from bench.exam import DEPTH, Question, read_exam
from bench.judge import rank
from bench.peers import PEERS, SAMPLES, TIMED, Engine, StoryEngine
from bot.corpus.article import Article
from bot.corpus.corpus import Corpus

WARM_UP = 20  # queries before the clock counts
ADDITIONS = 200
FIRST_QUESTION = "삼성전자 실적"


class Apart:
    """Articles from a spool, with the time that reading them took, which is not the contender's."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = articles
        self.seconds = 0.0
        self.count = 0
        self.chars = 0

    def __iter__(self) -> Iterator[Article]:
        source = iter(self.articles)
        while True:
            start = time.perf_counter()
            article = next(source, None)
            self.seconds += time.perf_counter() - start
            if article is None:
                return
            self.count += 1
            self.chars += len(article.title) + len(article.body)
            yield article


def engine_named(name: str) -> Engine:
    """A new engine; Sosik's is imported here, so that a peer's process does not load it."""
    if name == "sosik":
        from bench.sosik import Sosik

        return Sosik()
    return PEERS[name]()


def resident_mb() -> float:
    """Memory this process holds, after giving back what it can; 0 where /proc does not tell."""
    gc.collect()
    if sys.platform != "linux":
        return 0.0
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def built(engine: Engine, articles: Iterable[Article]) -> dict[str, Any]:
    """Index *articles* and say what it cost."""
    source = Apart(articles)
    before = resident_mb()
    wall, cpu = time.perf_counter(), time.process_time()
    engine.build(source)
    seconds = time.perf_counter() - wall - source.seconds
    return {
        "articles": source.count,
        "chars": source.chars,
        "build_s": round(seconds, 2),
        "build_cpu_s": round(time.process_time() - cpu - source.seconds, 2),
        "memory_mb": round(resident_mb() - before, 1),
    }


def sampled(exam: Sequence[Question], limits: dict[str, int]) -> list[Question]:
    """The first few questions of each group, as *limits* says for its part."""
    asked: dict[str, int] = {}
    chosen = []
    for question in exam:
        asked[question.group] = asked.get(question.group, 0) + 1
        if asked[question.group] <= limits[question.group.split("/")[0]]:
            chosen.append(question)
    return chosen


def ranks(exam: Sequence[Question], search: Callable[[str], Sequence[Iterable[str]]]) -> dict[str, list[int]]:
    """The rank of the first accepted result, by group, in the order of the exam."""
    found: dict[str, list[int]] = {}
    for question in exam:
        found.setdefault(question.group, []).append(rank(search(question.text), set(question.accepted)))
    return found


def times(exam: Sequence[Question], ask: Callable[[str], object]) -> dict[str, float]:
    """Milliseconds a query."""
    for question in exam[:WARM_UP]:
        ask(question.text)
    taken = []
    for question in exam:
        start = time.perf_counter()
        ask(question.text)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {
        "p50": round(median(taken), 2),
        "p95": round(taken[int(len(taken) * 0.95)], 2),
        "max": round(taken[-1], 2),
    }


def adding(engine: Engine, articles: Sequence[Article]) -> dict[str, float]:
    """Milliseconds until one more article is searchable."""
    taken = []
    for article in articles:
        start = time.perf_counter()
        engine.add(article)
        taken.append((time.perf_counter() - start) * 1000)
        if not engine.search(article.title, 1):
            raise AssertionError(f"{article.id} was added and nothing is found for its title")
    taken.sort()
    return {"p50": round(median(taken), 2), "p95": round(taken[int(len(taken) * 0.95)], 2)}


def cold(engine: Engine, folder: Path, question: str) -> dict[str, Any]:
    """From a folder of files to the first answer. All contenders read it with Sosik's reader, on all cores."""
    start = time.perf_counter()
    articles = Corpus(folder).scan().upserted
    read_s = time.perf_counter() - start
    engine.build(articles)
    engine.search(question, DEPTH)
    seconds = time.perf_counter() - start
    return {"articles": len(articles), "read_s": round(read_s, 2), "seconds": round(seconds, 2)}


def run(name: str, job: dict[str, Any]) -> dict[str, Any]:
    """Do one job; what comes back is kept in the results as it is."""
    if job["measure"] == "cold":
        return cold(engine_named(name), Path(job["folder"]), FIRST_QUESTION)
    engine = engine_named(name)
    spool = Path(job["spool"])
    if job["measure"] == "adding":
        articles = list(read_spool(spool))
        few, rest = articles[:ADDITIONS], articles[ADDITIONS:]
        return built(engine, rest) | {"adding_ms": adding(engine, few)}
    result = built(engine, read_spool(spool))
    exam = read_exam(Path(job["exam"]))
    if name in SAMPLES:
        few = dict.fromkeys(SAMPLES[name], TIMED[name]) if job["measure"] == "speed" else SAMPLES[name]
        exam = sampled(exam, few)
    if job["measure"] == "quality":
        result["ranks"] = ranks(exam, lambda text: [(id_,) for id_ in engine.search(text, DEPTH)])
        if isinstance(engine, StoryEngine):
            result["story_ranks"] = ranks(exam, lambda text: engine.search_stories(text, DEPTH))
    elif isinstance(engine, StoryEngine):
        result["ranked_ms"] = times(exam, engine.search_ranked)
        result["everything_ms"] = times(exam, engine.search_everything)
    else:
        result["ranked_ms"] = times(exam, lambda text: engine.search(text, DEPTH))
    return result


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))))
