"""What survives SIGKILL and an empty disk: all of it or nothing of it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from tests.e2e.house import ROOT, environment

INSTANTS = 50

# (state, publisher) after each step of the writer: nothing, added, mended, removed, brought back, and that undone
STORY = (None, ("live", ""), ("live", "새 신문"), ("binned", ""), ("live", "새 신문"), ("binned", ""))


async def test_sigkill_at_fifty_random_instants_leaves_each_article_whole_or_away(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.e2e.crashing", str(tmp_path), str(INSTANTS), "20260305",
        cwd=ROOT, env=environment(tmp_path, tmp_path / "corpus"), stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    assert 0 == process.returncode
    rows = [json.loads(line) for line in out.splitlines()]
    assert INSTANTS + 1 == len(rows)
    for row in rows:
        _agree(row)
        _is_where_it_was(row)
    steps = {row["done"] for row in rows}
    assert {0, 1, 2, 3, 4} <= steps, "the instants fell in too few places to show anything"


def _agree(row: dict[str, Any]) -> None:
    """Database, folder and index say the same of every article, and none has anything that another lacks."""
    live = {one: (path, text) for one, (state, path, text) in row["rows"].items() if state == "live"}
    assert dict(live.values()) == row["files"], row["instant"]
    assert {one: path for one, (path, _) in live.items()} == {
        one: path for one, (path, _) in row["index"].items()
    }


def _is_where_it_was(row: dict[str, Any]) -> None:
    """The article is as after the last step that was reported, or after the next, which was under way."""
    found = row["rows"].get(row["article"])
    now = None
    if found is not None:
        publisher = row["index"].get(row["article"], ["", ""])[1]
        now = (found[0], publisher)
    assert now in STORY[row["done"] : row["done"] + 2], (row["instant"], row["done"], now)
