"""`just bench-search`: every figure about searching, Sosik beside its peers, printed and written to bench/results.

    python -m bench.search --data FOLDER                       everything, which takes most of an hour
    python -m bench.search --only judged,known --contenders sosik --quick --misses       while tuning

--quick asks fewer questions and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import growth, results
from bench.data import data_folder, file_folder, news_folder, spooled, write_spool
from bench.exam import (
    KNOWN_ITEMS,
    Question,
    korquad_exam,
    news_exam,
    speed_exam,
    write_exam,
)
from bench.judge import summary
from bench.peers import ONLY_SMALL
from bench.results import Record
from bench.table import CONTENDERS, Runs, report

PARTS = ("korquad", "judged", "known", "adding", "speed", "starts")
SIZES = (1_000, 12_000, 40_000, 400_000)
START_SIZES = (11_972, 40_140)  # what the archive has; what the prototype was measured on
START_CONTENDERS = {"sosik", "tantivy", "tantivy ngram(2,3)"}


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, of {', '.join(PARTS)}")
    parser.add_argument(
        "--contenders", default=",".join(CONTENDERS).replace("(2,3)", ""), help="of those in the table"
    )
    parser.add_argument("--size", default=",".join(map(str, SIZES)), help="numbers of articles for speed")
    parser.add_argument("--quick", action="store_true", help="fewer questions, nothing written")
    parser.add_argument("--misses", action="store_true", help="print what Sosik did not rank first")
    return parser.parse_args(arguments)


def contend(contender: str, measure: str, **on: Path) -> Record:
    """Run one contender on one job in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as job:
        json.dump({"measure": measure} | {what: str(path) for what, path in on.items()}, job)
        job.flush()
        command = [sys.executable, "-m", "bench.contender", contender, job.name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    record: Record = json.loads(done.stdout)
    return record


class Bench:
    """One run: what was asked for, and what has been measured so far."""

    def __init__(self, wanted: argparse.Namespace, data: Path, folder: Path) -> None:
        self.data = data
        self.quick: bool = wanted.quick
        self.misses: bool = wanted.misses
        self.parts = wanted.only.split(",")
        named = wanted.contenders.split(",")
        self.contenders = [name for name in CONTENDERS if name.replace("(2,3)", "") in named]
        self.sizes = [int(size) for size in wanted.size.split(",")]
        self.folder = folder  # for what the contenders' processes read
        self.news = news_folder(data)
        self.measured: Runs = {}

    def keep(self, contender: str, part: str, record: Record) -> None:
        """Note a figure."""
        self.measured.setdefault(contender, {})[part] = record

    def korquad(self) -> None:
        path = self.data / "korquad-1.0-dev.json"
        if not path.is_file():
            print("korquad: no korquad-1.0-dev.json, left out")
            return
        paragraphs, exam = korquad_exam(path, every=12 if self.quick else 1)
        spool = self.folder / "korquad.jsonl"
        write_spool(spool, paragraphs)
        self._quality(spool, exam)

    def judged_and_known(self) -> None:
        if self.news is None:
            print("judged, known: no news/ and no news.tar.xz, left out")
            return
        spool = spooled(self.news)
        self._quality(spool, news_exam(spool, self.data, self.parts, 100 if self.quick else KNOWN_ITEMS))

    def _quality(self, spool: Path, exam: list[Question]) -> None:
        path = self.folder / f"{spool.stem}-exam.json"
        write_exam(path, exam)
        for contender in self.contenders:
            print(f"{contender}: {len(exam)} questions over {spool.stem} …", flush=True)
            record = contend(contender, "quality", spool=spool, exam=path)
            ranks, story_ranks = record.pop("ranks"), record.pop("story_ranks", {})
            for part in sorted({group.split("/")[0] for group in ranks}):
                of_part = {"scores": _scores(ranks, part)}
                if story_ranks:
                    of_part["story_scores"] = _scores(story_ranks, part)
                self.keep(contender, part, record | of_part)
            if self.misses and contender == "sosik":
                _print_misses(exam, ranks, story_ranks)

    def adding(self) -> None:
        if self.news is None:
            print("adding: no articles, left out")
            return
        for contender in self.contenders:
            if contender != "bm25s words":
                print(f"{contender}: adding …", flush=True)
                self.keep(contender, "adding", contend(contender, "adding", spool=spooled(self.news)))

    def speed(self) -> None:
        if self.news is None:
            print("speed: no articles, left out")
            return
        path = self.folder / "speed-exam.json"
        exam = news_exam(spooled(self.news), self.data, ("judged", "known"), 40)
        write_exam(path, speed_exam(exam, 10 if self.quick else 40))
        for size in self.sizes:
            spool = spooled(self.news, size)
            for contender in self.contenders:
                if size <= ONLY_SMALL.get(contender, size):
                    print(f"{contender}: speed at {size:,} …", flush=True)
                    self.keep(contender, f"speed/{size}", contend(contender, "speed", spool=spool, exam=path))

    def starts(self) -> None:
        if self.news is None:
            print("starts: no articles, left out")
            return
        for size in START_SIZES:
            folder = file_folder(self.news, size)
            for contender in self.contenders:
                if contender not in START_CONTENDERS:
                    continue
                saved = self.folder / f"saved-{size}-{contender}"
                saved.mkdir()
                print(f"{contender}: starts with {size:,} …", flush=True)
                self.keep(contender, f"cold/{size}", contend(contender, "start", folder=folder, saved=saved))
                if any(saved.iterdir()):
                    self.keep(
                        contender, f"warm/{size}", contend(contender, "start", folder=folder, saved=saved)
                    )


def _scores(ranks: dict[str, list[int]], part: str) -> dict[str, dict[str, float]]:
    return {group: summary(found) for group, found in ranks.items() if group.split("/")[0] == part}


def _print_misses(
    exam: Sequence[Question], ranks: dict[str, list[int]], story_ranks: dict[str, list[int]]
) -> None:
    places = {group: (iter(found), iter(story_ranks[group])) for group, found in ranks.items()}
    for question in exam:
        alone, by_story = (next(found) for found in places[question.group])
        if alone != 1:
            print(f"  {question.group:28} {alone:2} {by_story:2}  {question.text}  {question.accepted[0]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    wanted = options(arguments)
    data = data_folder(wanted.data)
    if data is None:
        print(
            "No data: name its folder with --data or SOSIK_BENCH_DATA (see bench/data.py). Nothing was measured."
        )
        return 0
    with tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder:
        bench = Bench(wanted, data, Path(folder))
        if "korquad" in bench.parts:
            bench.korquad()
        if {"judged", "known"} & set(bench.parts):
            bench.judged_and_known()
        if "adding" in bench.parts:
            bench.adding()
        if "speed" in bench.parts:
            bench.speed()
        if "starts" in bench.parts:
            bench.starts()
    if bench.quick:
        print(report(bench.measured))
        return 0
    command = (
        f"python -m bench.search --only {wanted.only} --contenders '{wanted.contenders}' --size {wanted.size}"
    )
    results.store(bench.measured, command)
    runs: dict[str, Any] = results.load()
    text = report(runs)
    (results.FOLDER / "search.md").write_text(text, encoding="utf-8")
    growth.draw(runs, results.FOLDER)
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
