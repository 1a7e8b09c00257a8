"""Whether the date shown beside an answer is right: a hundred dated sentences, each with the question and the day.

    python -m bench.dated [--misses]

A row of bench/dated.jsonl has `question`, `day` (of the article), `sentence`, `right` (what is shown, null for no
arrow), and `seen` (whether it was there when the reading was first written;
the others were measured once, 32 of 40 right, and then mended by their kinds).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.answers.asked_date import find_date
from bot.answers.frame import read_frame
from bot.entrypoints.telegram.views.answers import day_told
from bot.quotes.alignment import plain

ROWS = Path(__file__).with_name("dated.jsonl")


def rows() -> list[dict[str, Any]]:
    """All rows, in the order of the file."""
    return [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines() if line.strip()]


def shown(row: dict[str, Any]) -> str | None:
    """The date shown for *row*, as a Korean reader has it; None where there is no arrow."""
    found = find_date(read_frame(row["question"]), plain(row["sentence"]), date.fromisoformat(row["day"]))
    return day_told("ko", found.when) if found is not None and found.when is not None else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.dated", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    wanted = parser.parse_args(arguments)
    for name, part in (
        ("seen", [row for row in rows() if row["seen"]]),
        ("not seen", [row for row in rows() if not row["seen"]]),
    ):
        wrong = [row for row in part if shown(row) != row["right"]]
        print(f"{name}: {len(part) - len(wrong)} of {len(part)} right")
        for row in wrong if wanted.misses else ():
            print(f"  {row['question']} | {row['sentence']} | {row['right']} | {shown(row)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
