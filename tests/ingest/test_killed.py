"""A real SIGKILL in the middle of a poll: nothing is lost by it, and nothing comes twice."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tests.feeds_server import FeedsServer, fill
from tests.ingest.feeding import NOW

INSTANTS = 8


async def test_a_poll_killed_at_any_instant_loses_and_doubles_nothing(tmp_path: Path) -> None:
    async with FeedsServer(NOW) as paper:
        fill(paper)
        last = paper.publish("한빛강에 얼음이 얼었다", "한빛강이 처음으로 얼었다고 한빛시가 밝혔다.")
        corrected = paper.stories[0]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.ingest.crashing", str(tmp_path), paper.url(""), str(INSTANTS), "7",
            cwd=Path(__file__).parents[2], stdout=subprocess.PIPE,
        )  # fmt: skip
        out, _ = await process.communicate()
    rows = [json.loads(line) for line in out.splitlines()]
    assert (0, INSTANTS + 1) == (process.returncode, len(rows))
    assert sum(row["killed"] for row in rows) >= INSTANTS // 2
    expected = {
        "files": 5, "titles": 5, "items": 5, "edits": ["edit"], "news": sorted([last.title, corrected.title]),
    }  # fmt: skip
    for row in rows:
        assert expected == {name: row[name] for name in expected}, row["instant"]
