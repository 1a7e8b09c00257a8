"""`sosik feeds`: a paper found, listed, checked, and a list in and out."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.feeds.directory import papers
from tests.feeds_server import FeedsServer, fill

HOUSE = Path(__file__).parents[3]


@pytest.fixture
async def paper() -> AsyncIterator[FeedsServer]:
    async with FeedsServer(datetime.now(UTC)) as server:
        fill(server)
        yield server


async def sosik(home: Path, *words: str) -> tuple[int, str]:
    """Exit code, and all that was printed."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HOUSE),
        "LANG": "ko_KR.UTF-8",
        "DATABASE_URL": f"sqlite:///{home}/sosik.db",
        "FEEDS_ALLOW_PRIVATE": "1",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "feeds", *words, cwd=home, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


async def test_feeds_are_added_listed_checked_and_carried_over(tmp_path: Path, paper: FeedsServer) -> None:
    code, said = await sosik(tmp_path, "check", paper.url("/"))
    assert (0, True) == (code, "한빛일보" in said)
    assert 1 == (await sosik(tmp_path, "list"))[0]
    code, said = await sosik(tmp_path, "add", paper.url("/"))
    assert code == 0, said
    assert "1곳을 구독했어요" in said
    code, said = await sosik(tmp_path, "list", "--json")
    (feed,) = json.loads(said)["feeds"]
    assert (paper.url("/rss.xml"), "한빛일보", "well") == (feed["address"], feed["name"], feed["mark"])
    assert 0 == (await sosik(tmp_path, "check"))[0]
    paper.plays["/rss.xml"] = "missing"
    code, said = await sosik(tmp_path, "check")
    assert (1, True) == (code, "404" in said)
    assert 0 == (await sosik(tmp_path, "export", "list.opml"))[0]
    assert 2 == (await sosik(tmp_path, "export", "list.opml"))[0]
    (tmp_path / "sosik.db").unlink()
    code, said = await sosik(tmp_path, "import", "list.opml")
    assert (0, True) == (code, "1곳" in said)
    assert "Traceback" not in said


async def test_a_feed_is_asked_for_some_items_and_given_a_category(
    tmp_path: Path, paper: FeedsServer
) -> None:
    code, said = await sosik(
        tmp_path, "add", paper.url("/rss.xml"), "나룻배", "-도서관", "--category", "교통"
    )
    assert code == 0, said
    assert "나룻배 -도서관" in said
    assert "1건" in said
    _, said = await sosik(tmp_path, "list", "--json")
    (feed,) = json.loads(said)["feeds"]
    assert ("나룻배 -도서관", "교통") == (feed["query"], feed["category"])


async def test_a_mistyped_option_is_no_keyword(tmp_path: Path, paper: FeedsServer) -> None:
    for option in (["--categry", "교통"], ["--categry=교통"]):
        code, said = await sosik(tmp_path, "add", paper.url("/rss.xml"), "나룻배", *option)
        assert (2, True) == (code, "--categry" in said), said
    assert [] == json.loads((await sosik(tmp_path, "list", "--json"))[1])["feeds"]


async def test_the_curated_list_is_read_and_searched(tmp_path: Path) -> None:
    one = papers()[0]
    code, said = await sosik(tmp_path, "papers", one.paper, one.section)
    assert (0, f"{one.paper} · {one.section} · {one.address}") == (code, said.splitlines()[0])
    code, said = await sosik(tmp_path, "papers", "--json")
    assert len(papers()) == len(json.loads(said)["papers"])
    assert 1 == (await sosik(tmp_path, "papers", "그런신문은없다"))[0]
