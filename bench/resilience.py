"""What does not stop the bot: each kind of fault in a process of its own, its figures in bench/results/resilience.

    python -m bench.resilience [PART …] [--files N]

Parts: files, articles, patterns, database, kills, fairness, memory (all of them by default), some fifteen minutes
together on a machine that has nothing else to do; of 100,000 files some ten more. Memory is measured beside the other
parts: what a process has grown by is the same however long its updates took.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bench.data import data_folder
from bench.results import FOLDER, Record, machine, versions

Figures = dict[str, Any]
BESIDE = "memory"
PARTS = ("files", "articles", "patterns", "database", "kills", "fairness", BESIDE)
RECORD = FOLDER / "resilience.json"
PAGE = FOLDER / "resilience.md"


def measure(part: str, files: int, data: str | None) -> Figures:
    """The figures of one part."""
    module = importlib.import_module(f"bench.resilience_{part}")
    arguments: dict[str, Any] = {}
    if part == "files":
        arguments = {"files": files}
    elif part in {"patterns", "fairness"}:
        arguments = {"data": data_folder(data)}
    figures: Figures = module.measure(**arguments)
    return figures


@contextmanager
def beside(part: str) -> Iterator[Callable[[], Figures]]:
    """*part* in a process of its own, meanwhile; what is given waits for its figures."""
    command = [sys.executable, "-m", f"bench.resilience_{part}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def figures() -> Figures:
            told, _ = process.communicate()
            if process.returncode:
                raise RuntimeError(f"{part} ended with {process.returncode}")
            found: Figures = json.loads(told)
            return found

        try:
            yield figures
        finally:
            process.kill()  # where another part failed


def recording(figures: Callable[[], Figures], commit: str) -> Callable[[], Record]:
    """From now on; what is given waits for the *figures*, and says where, when and of which *commit* they are."""
    load, began = round(os.getloadavg()[0], 1), time.monotonic()

    def record() -> Record:
        return {
            "figures": figures(),
            "seconds": round(time.monotonic() - began),
            "date": datetime.now(UTC).date().isoformat(),
            "machine": machine(),
            "load before": load,
            "sosik": commit,
        }

    return record


# Of each part what decides, and what is wanted of it.
DECIDES: tuple[tuple[str, str, Callable[[Figures], Any], str], ...] = (
    ("files", "mutated files", lambda found: found["files"], "10,000 and more"),
    ("files", "that ended anything", lambda found: found["ended"], "0"),
    ("articles", "worst hostile article, ms", lambda found: found["worst, ms"], "under 50"),
    ("patterns", "patterns fed", lambda found: f"{found['fed']} of {found['patterns']}", "as many as the time allows"),
    ("patterns", "patterns given up", lambda found: found["given up"], "0"),
    ("database", "faults survived with nothing lost", lambda found: _of(found["in all"]), "all"),
    ("kills", "kills; digests lost", lambda found: f"{found['kills']}; {found['lost']}", "0 lost"),
    ("kills", "most doubled by one kill", lambda found: found["doubled_by_one_kill_most"], "1"),
    ("fairness", "another reader's worst p95 under a flood, ms", lambda found: _worst(found, "p95_ms"), "under 1000"),
    ("fairness", "another reader's longest wait, ms", lambda found: _worst(found, "max_ms"), "under 1000"),
    ("memory", "growth over 20,000 updates after the warm-up, %", lambda found: found["growth in percent"], "under 5"),
)  # fmt: skip


def _of(counted: Figures) -> str:
    return f"{counted['survived with nothing lost']} of {counted['faults']}"


def _worst(floods: Figures, figure: str) -> float:
    return float(max(found[figure] for found in floods.values()))


def page(records: dict[str, Record]) -> str:
    """The records as a page for people: what decides in one table, then each part."""
    lines = [
        "# What does not stop the bot: figures",
        "",
        "| | measured | wanted | sosik |",
        "|---|---|---|---|",
    ]
    for part, name, figure, wanted in DECIDES:
        if part in records:
            record = records[part]
            lines.append(f"| {name} | {_shown(figure(record['figures']))} | {wanted} | {record['sosik']} |")
    lines.append("")
    for part, record in records.items():
        lines += [f"## {part}", "", "| | |", "|---|---|"]
        lines += [f"| {name} | {_shown(value)} |" for name, value in record["figures"].items()]
        lines += [
            "",
            f"{record['seconds']} s on {record['machine']} (load before: {record['load before']}), {record['date']}, "
            f"sosik {record['sosik']}; "
            f"`python -m bench.resilience {part}`",
            "",
        ]
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(f"{name} {_shown(one)}" for name, one in value.items())
    if isinstance(value, list):
        return " · ".join(_shown(one) for one in value)
    return str(value).replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for, and put it over what was measured before; all of it is a page of one commit."""
    parser = argparse.ArgumentParser(prog="python -m bench.resilience")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--files", type=int, default=10_000, help="mutated files (default 10,000)")
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    chosen = parser.parse_args(arguments)
    records: dict[str, Record] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    if not chosen.parts:
        records = {}
    commit = versions()["sosik"]  # before the page makes it dirty
    parts, failed = sorted(chosen.parts or PARTS, key=PARTS.index), list[str]()
    with ExitStack() as stack:
        begun = {one: recording(stack.enter_context(beside(one)), commit) for one in parts if one == BESIDE}
        for part in parts:
            alone = partial(measure, part, chosen.files, chosen.data)
            try:
                records[part] = (begun.get(part) or recording(alone, commit))()
            except Exception:  # the others are measured all the same
                failed.append(part)
                traceback.print_exc()
                continue
            print(part, json.dumps(records[part], ensure_ascii=False), flush=True)
            RECORD.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            PAGE.write_text(page(records), encoding="utf-8")
    if failed:
        raise SystemExit(f"not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
