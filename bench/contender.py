"""One contender in a process of its own, so that nobody's memory or threads weigh on another's figures.

    python -m bench.contender NAME JOB.json      prints one JSON object

A job names what to measure, and on what: "quality" (ranks) and "speed" (times) a spool of articles and an exam,
"adding" a spool, "start" a folder of article files and one for a saved index.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.data import read_spool
from bench.exam import DEPTH, Question, read_exam
from bench.judge import rank
from bench.peers import PEERS, SAMPLES, TIMED, Engine, Settling, Starting, StoryEngine
from bot.adapters.folder.corpus import Corpus
from bot.articles.article import Article

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


def memory_mb() -> tuple[float, float]:
    """What this process holds, as an operator sees it, and what it cannot do without.

    The second is without what the C library keeps of what was freed, and without the pages of files that are mapped,
    which the system takes when it wants them. Zeros where /proc does not tell.
    """
    gc.collect()
    if sys.platform != "linux":
        return 0.0, 0.0
    held, _ = _resident_mb()
    ctypes.CDLL(None).malloc_trim(0)
    resident, of_files = _resident_mb()
    return held, resident - of_files


def _resident_mb() -> tuple[float, float]:
    """All of it, and what of it is files'."""
    pages = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split()[1:3])
    resident, of_files = (count * os.sysconf("SC_PAGE_SIZE") / 1e6 for count in pages)
    return resident, of_files


def grown(before: tuple[float, float]) -> dict[str, float]:
    """`memory_mb` now, less what it was *before* there was an index."""
    held, needed = memory_mb()
    return {"held_mb": round(held - before[0], 1), "needed_mb": round(needed - before[1], 1)}


def built(engine: Engine, articles: Iterable[Article]) -> dict[str, Any]:
    """Index *articles* and say how long it took."""
    source = Apart(articles)
    start = time.perf_counter()
    engine.build(source)
    seconds = time.perf_counter() - start - source.seconds
    return {"articles": source.count, "chars": source.chars, "build_s": round(seconds, 2)}


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


def start(engine: Engine, folder: Path, saved: Path) -> dict[str, Any]:
    """From a folder of files to the first answer, Python and imports apart.

    Sosik starts as it does for its readers, from what *saved* holds if it holds anything; for the others its reader
    reads the files, on all cores, and they index what it gives.
    """
    before = memory_mb()
    began = time.perf_counter()
    if isinstance(engine, Starting):
        articles = engine.start(folder, saved)
    else:
        read = Corpus(folder).scan().upserted
        articles = len(read)
        engine.build(read)
    engine.search(FIRST_QUESTION, DEPTH)
    seconds = time.perf_counter() - began
    if isinstance(engine, Settling):
        engine.settle()
    return {"articles": articles, "seconds": round(seconds, 3)} | grown(before)


def run(name: str, job: dict[str, Any]) -> dict[str, Any]:
    """Do one job; what comes back is kept in the results as it is."""
    engine = engine_named(name)
    measure = job["measure"]
    if measure == "start":
        return start(engine, Path(job["folder"]), Path(job["saved"]))
    spool = Path(job["spool"])
    if measure == "adding":
        articles = list(read_spool(spool))
        few, rest = articles[:ADDITIONS], articles[ADDITIONS:]
        return built(engine, rest) | {"adding_ms": adding(engine, few)}
    exam = read_exam(Path(job["exam"]))
    if name in SAMPLES:
        few_of_each = dict.fromkeys(SAMPLES[name], TIMED[name]) if measure == "speed" else SAMPLES[name]
        exam = sampled(exam, few_of_each)
    before = memory_mb()
    result = built(engine, read_spool(spool))
    if measure == "speed" and isinstance(engine, Settling):
        engine.settle()
    result |= qualities(engine, exam) if measure == "quality" else speeds(engine, exam)
    # After the questions, since some of what answers them is made when it is first wanted.
    return result | grown(before)


def qualities(engine: Engine, exam: Sequence[Question]) -> dict[str, Any]:
    """Ranks of the whole exam, by article and, where stories are folded, by story."""
    found = {"ranks": ranks(exam, lambda text: [(id_,) for id_ in engine.search(text, DEPTH)])}
    if isinstance(engine, StoryEngine):
        found["story_ranks"] = ranks(exam, lambda text: engine.search_stories(text, DEPTH))
    return found


def speeds(engine: Engine, exam: Sequence[Question]) -> dict[str, Any]:
    """Times of the ranking, and of everything where there is more."""
    if isinstance(engine, StoryEngine):
        return {
            "ranked_ms": times(exam, engine.search_ranked),
            "everything_ms": times(exam, engine.search_everything),
        }
    return {"ranked_ms": times(exam, lambda text: engine.search(text, DEPTH))}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))))
