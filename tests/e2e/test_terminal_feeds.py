"""`sosik chat` on an empty folder: one /feed, and there is news."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.house import ROOT, environment

A_MINUTE_S = 60.0


@pytest.fixture
def paper() -> Iterator[str]:
    """The address of a paper that is played by a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.feeds_server", "0"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    ) as played:
        assert played.stdout is not None
        yield played.stdout.readline().strip()
        played.kill()


def test_an_empty_folder_has_news_within_a_minute_of_one_feed(tmp_path: Path, paper: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    env = environment(tmp_path, corpus, FEEDS_ALLOW_PRIVATE="1", CONTACT="desk@hanbit.example")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], cwd=tmp_path, env=env, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as chat:  # fmt: skip
        assert chat.stdin is not None
        chat.stdin.write(f"/feed {paper}\n1\n")
        chat.stdin.flush()
        began = time.monotonic()
        while len(list(corpus.rglob("*.md"))) < 4:
            assert time.monotonic() < began + A_MINUTE_S, "no news came"
            time.sleep(0.1)
        time.sleep(1.0)  # from the folder into the index
        said, complained = chat.communicate("/search 나룻배\n/feeds\n", timeout=A_MINUTE_S)
    assert 0 == chat.returncode
    assert "구독했어요" in said
    assert "FEEDS_ALLOW_PRIVATE is for tests alone" in complained
    assert "나룻배를 늘린다" in said
    assert "기사 4건" in said
