"""Measured figures on disk: `search.json` by contender and part, each with its date, machine and versions.

A run replaces only what it measured, so that peers, who do not change from day to day, need not be run again.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
Record = dict[str, Any]


def machine() -> str:
    """Processor, cores, memory, system and Python, in a line."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        models = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if "model name" in line]
        processor = models[0].split(":", 1)[1].strip() if models else processor
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{processor}, {os.cpu_count()} cores, {gigabytes:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def versions() -> dict[str, str]:
    """Of everything that is measured or used to measure."""
    found = {"sqlite": sqlite3.sqlite_version, "sosik": _commit()}
    for package in ("numpy", "rapidfuzz", "tantivy", "bm25s", "numba"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _commit() -> str:
    try:
        head = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            cwd=FOLDER.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return version("sosik")
    return head.stdout.strip()


def load(folder: Path = FOLDER) -> dict[str, dict[str, Record]]:
    """contender -> part -> record; empty before the first run."""
    path = folder / "search.json"
    if not path.is_file():
        return {}
    runs: dict[str, dict[str, Record]] = json.loads(path.read_text(encoding="utf-8"))
    return runs


def store(measured: dict[str, dict[str, Record]], command: str, folder: Path = FOLDER) -> None:
    """Put *measured* over what is there."""
    runs = load(folder)
    stamp = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "versions": versions(),
        "command": command,
    }
    for contender, parts in measured.items():
        for part, record in parts.items():
            runs.setdefault(contender, {})[part] = record | stamp
    folder.mkdir(exist_ok=True)
    text = json.dumps(runs, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "search.json").write_text(text + "\n", encoding="utf-8")
