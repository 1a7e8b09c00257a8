"""The archive in real OpenSearch nodes beside the engine in memory: the same questions, one run (`just bench-archive`).

    python -m bench.archive                                          the articles as they are, on a node
    python -m bench.archive --size 100000 --nodes 3                  with seeded copies, on three
    python -m bench.archive --url http://127.0.0.1:9200 --only judged    in a cluster that has them already

The cluster has all articles, the bot's memory none, so that whatever is found is found there. Writes
`bench/results/archive.md`, a column for each size, and `archive_growth.png`, and replaces what it measured anew. Needs
Java and Maven.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil

from bench import growth, needs
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.exam import Question, news_exam, speed_exam
from bench.judge import rank, summary
from bench.results import FOLDER, machine
from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.adapters.opensearch.documents import VERSION
from bot.articles.article import Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.ingest.memory import give_back
from bot.search.ports import Searchable
from bot.search.tiered import Tiered
from tests.adapters.opensearch.nodes import HEAP, Nodes

PATIENCE_S = 120.0  # how long a search may take here: what is measured is how long it does
NAME = "bench"
PARTS = ("loading", "memory", "speed", "judged", "known", "needs", "merged")
SETTLED_S = 70.0  # after which the cluster has removed what it merged
A_GROUP = 25  # questions of each form and fault that are timed
MOST_IN_MEMORY = 50_000  # articles that the engine in memory is asked about as well
FIRST_STAGE = 200
NEEDS = {"needs-tune.jsonl": "needs tuned on", "needs.jsonl": "needs held out"}
RESULTS = FOLDER / "archive.md"
KEPT = FOLDER / "archive.json"

Rows = dict[str, str]


class Contenders(NamedTuple):
    """memory: None where the articles are too many to hold twice."""

    archive: Archive
    tiered: Tiered
    memory: Index | None


def load(archive: Archive, spool: Path, count: int, nodes: Nodes | None) -> Rows:
    """Every article of *spool* into the cluster."""
    began, own, theirs = time.perf_counter(), time.process_time(), cpu_of(nodes)
    with archive.alias.loading():
        refused = archive.put(shown(read_spool(spool), count))
        written = time.perf_counter() - began
    took = time.perf_counter() - began
    assert not refused, refused
    if nodes is not None and len(nodes.http) > 1:
        nodes.wait_for_copies(NAME)
    return {
        "loaded, articles a second": f"{count / took:.0f}",
        "written, articles a second, before they are safe on disk": f"{count / written:.0f}",
        "loaded, articles a second of a core of ours": f"{count / (time.process_time() - own):.0f}",
        "loaded, articles a second of a core of the nodes": f"{count / max(cpu_of(nodes) - theirs, 1e-9):.0f}"
        if nodes
        else "",
        "on disk, MB a million articles": f"{archive.alias.nbytes() / count:.0f}",
    }


def cpu_of(nodes: Nodes | None) -> float:
    """What they have used of the processors, in s; 0 of nodes that run elsewhere."""
    return sum(sum(process.cpu_times()[:2]) for process in nodes.processes) if nodes is not None else 0.0


def shown(articles: Iterator[Article], count: int) -> Iterator[Article]:
    """*articles*, with a line on the screen now and then."""
    began = time.monotonic()
    for number, article in enumerate(articles, 1):
        if number % 5_000 == 0:
            print(f"  {number:,} of {count:,}, {time.monotonic() - began:.0f} s", flush=True)
        yield article


def ranks(engine: Searchable, exam: Sequence[Question]) -> tuple[list[int], list[float]]:
    """The place of the first right result of each question, and how long each took, in ms."""
    places, times = [], []
    for question in exam:
        began = time.perf_counter()
        try:
            found = engine.search(question.text, 10).hits
        except QueryError:
            found = ()
        times.append((time.perf_counter() - began) * 1000)
        places.append(rank([(hit.article.id, *hit.others) for hit in found], set(question.accepted)))
    return places, times


def by_part(exam: Sequence[Question], places: Sequence[int]) -> dict[str, list[int]]:
    """The places by the part of the exam: judged needs, known items."""
    parts: dict[str, list[int]] = {}
    for question, place in zip(exam, places, strict=True):
        parts.setdefault(question.group.split("/")[0], []).append(place)
    return parts


def recall(archive: Archive, exam: Sequence[Question]) -> float:
    """The share of the judged questions one of whose articles is in the first stage's FIRST_STAGE."""
    held = []
    for question in exam:
        try:
            found = archive.candidates(question.text, FIRST_STAGE)
        except QueryError:
            found = []
        held.append(not {article.id for article, _ in found}.isdisjoint(question.accepted))
    return sum(held) / max(1, len(held))


def quantiles(times: Sequence[float]) -> str:
    """p50 / p95 of *times*, in ms."""
    return f"{np.quantile(times, 0.5):.0f} / {np.quantile(times, 0.95):.0f} ms"


def compare_ranking(both: Contenders, exam: Sequence[Question]) -> Rows:
    """MRR by story and the first stage, by part of the exam."""
    rows: Rows = {}
    there = by_part(exam, ranks(both.tiered, exam)[0])
    here = by_part(exam, ranks(both.memory, exam)[0]) if both.memory is not None else {}
    for part, places in there.items():
        told = f"{summary(places)['MRR']:.3f}"
        if part in here:
            told += f", memory {summary(here[part])['MRR']:.3f}"
        rows[f"{part}: MRR by story ({len(places)})"] = told
    judged = [question for question in exam if question.group.startswith("judged")]
    rows[f"judged: recall at {FIRST_STAGE} of the first stage ({len(judged)})"] = (
        f"{recall(both.archive, judged):.3f}"
    )
    return rows


def compare_answers(both: Contenders, data: Path) -> Rows:
    """Needs of every kind: the first sentence or short answer right, the whole reply."""
    rows: Rows = {}
    engines: dict[str, Searchable] = {"": both.tiered}
    if both.memory is not None:
        engines["memory "] = both.memory
    for file, name in NEEDS.items():
        if not (data / file).is_file():
            continue
        told = []
        for label, engine in engines.items():
            shares = {what: share for what, share, _ in needs.judge(engine, data / file).shares()}
            first, reply = shares["first sentence or short answer"], shares["whole reply"]
            told.append(f"{label}{first:.3f} / {reply:.3f}")
        rows[f"{name}: first / reply"] = ", ".join(told)
    return rows


def time_searches(both: Contenders, mixed: Sequence[Question]) -> Rows:
    """A whole search: mending, second look, stories, passages; each question once before it counts."""
    ranks(both.tiered, mixed)
    rows = {f"a whole search ({len(mixed)}), p50 / p95": quantiles(ranks(both.tiered, mixed)[1])}
    if both.memory is not None:
        rows["the same in memory, p50 / p95"] = quantiles(ranks(both.memory, mixed)[1])
    return rows


def merge(archive: Archive, both: Contenders, mixed: Sequence[Question]) -> Rows:
    """What `sosik archive load --merge` takes and gives."""
    began = time.perf_counter()
    archive.alias.merge()
    took = time.perf_counter() - began
    time.sleep(SETTLED_S)
    rows = time_searches(both, mixed)
    return {
        "merged in, s": f"{took:.0f}",
        "merged: on disk, MB a million articles": f"{archive.alias.nbytes() / archive.alias.count():.0f}",
        **{f"merged: {what}": figure for what, figure in rows.items() if "memory" not in what},
    }


def weigh(archive: Archive, exam: Sequence[Question]) -> Rows:
    """What searching the archive adds to a process that has no article in memory."""
    process = psutil.Process()
    give_back()
    before = process.memory_info().rss
    ranks(Tiered(Index(), archive, 90), exam)
    give_back()
    return {
        "memory that searches of the archive add, MB": f"{(process.memory_info().rss - before) / 1e6:.0f}"
    }


def measure(data: Path, spool: Path, archive: Archive, nodes: Nodes | None, only: Sequence[str]) -> Rows:
    """The figures of the parts in *only*; loads the articles where "loading" is one."""
    count = sum(1 for _ in spool.open(encoding="utf-8"))
    rows = told(load(archive, spool, count, nodes)) if "loading" in only else {}
    assert count == archive.alias.count(), (
        "the cluster has not the articles that are asked about: --only loading,…"
    )
    exam = news_exam(spool, data, [part for part in ("judged", "known") if part in only])
    timed = speed_exam(news_exam(spool, data, ["judged", "known"]), A_GROUP)
    if "memory" in only:
        rows |= told(weigh(archive, timed))
    memory = Index(read_spool(spool)) if count <= MOST_IN_MEMORY else None
    if memory is not None:
        memory.warm_up()
    both = Contenders(archive, Tiered(Index(), archive, 90), memory)
    steps: dict[str, Callable[[], Rows]] = {
        "speed": lambda: time_searches(both, timed),
        "judged": lambda: compare_ranking(both, exam),
        "needs": lambda: compare_answers(both, data),
        "merged": lambda: merge(archive, both, timed),
    }
    for name, step in steps.items():
        if name in only:
            rows |= told(step())
    return rows


def told(rows: Rows) -> Rows:
    """*rows*, printed."""
    for what, figure in rows.items():
        print(f"{what}: {figure}", flush=True)
    return rows


def write(column: str, rows: Rows, command: str) -> None:
    """The table with *rows* in one of its columns, beside what was measured before."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    load, _, _ = os.getloadavg()
    about = f"{machine()}, load {load:.0f}; {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; `{command}`"
    before = kept.get(column, {"rows": {}, "about": []})
    kept[column] = {"rows": before["rows"] | rows, "about": [*before["about"], about]}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    names = list(dict.fromkeys(name for one in kept.values() for name in one["rows"]))
    lines = ["# The archive: figures", "", f"| | {' | '.join(kept)} |", f"|---|{'---|' * len(kept)}"]
    lines += [
        f"| {name} | {' | '.join(one['rows'].get(name, '') for one in kept.values())} |" for name in names
    ]
    lines += ["", *(f"- {column}: {run}" for column, one in kept.items() for run in one["about"]), ""]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
    growth.draw_archive(kept, FOLDER)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive", description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    parser.add_argument("--size", type=int, help="articles, with seeded copies beyond those there are")
    parser.add_argument("--nodes", type=int, default=1, help="of the cluster, each in a JVM of its own")
    parser.add_argument("--heap", default=HEAP, help="of each node")
    parser.add_argument("--url", help="of nodes that run already, instead")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, of {', '.join(PARTS)}")
    wanted = parser.parse_args()
    data = data_folder(wanted.data)
    news = news_folder(data) if data is not None else None
    if data is None or news is None:
        print("no articles: name a folder with --data or SOSIK_BENCH_DATA; nothing measured")
        return
    spool, only = spooled(news, wanted.size), wanted.only.split(",")
    with nullcontext() if wanted.url else Nodes.start(wanted.nodes, wanted.heap, 0) as nodes:
        urls = nodes.urls if nodes is not None else wanted.url
        archive = Archive(Cluster(Address(urls), read_s=PATIENCE_S), NAME)
        archive.prepare(wanted.nodes)
        rows = measure(data, spool, archive, nodes, only)
        count = archive.alias.count()
    size = f" --size {wanted.size}" if wanted.size else ""
    part = f" --only {wanted.only}" if tuple(only) != PARTS else ""
    heap = f" --heap {wanted.heap}" if wanted.heap != HEAP else ""
    nodes_told = "1 node" if wanted.nodes == 1 else f"{wanted.nodes} nodes"
    write(
        f"{count:,} articles, {nodes_told}, documents of version {VERSION}",
        rows,
        f"python -m bench.archive{size} --nodes {wanted.nodes}{heap}{part}",
    )


if __name__ == "__main__":
    main()
