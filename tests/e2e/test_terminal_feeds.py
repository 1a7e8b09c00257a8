"""`sosik chat` on an empty folder: one /feed, and there is news."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
import watchfiles

from tests.e2e.house import ROOT, environment

A_MINUTE_S = 60.0


class Chat:
    """A conversation through pipes. Waits for what must be said, never for a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.heard = process, Queue[str]()
        assert process.stdout is not None
        Thread(target=lambda: [self.heard.put(line) for line in process.stdout or ()], daemon=True).start()

    def says(self, line: str) -> None:
        assert self.process.stdin is not None
        print(line, file=self.process.stdin, flush=True)

    def hears(self, *any_of: str) -> str:
        """The next line that has one of these words. Raises: queue.Empty after a minute without a line."""
        while True:
            line = self.heard.get(timeout=A_MINUTE_S)
            if any(words in line for words in any_of):
                return line


@pytest.fixture
def paper() -> Iterator[str]:
    """The address of a paper that is played by a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.feeds_server", "0"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    ) as played:
        assert played.stdout is not None
        yield played.stdout.readline().strip()
        played.kill()


def wait_for_articles(corpus: Path, number: int) -> None:
    """Until so many files are in the folder."""
    for _ in watchfiles.watch(corpus, rust_timeout=1000, yield_on_timeout=True):
        if len(list(corpus.rglob("*.md"))) >= number:
            return


def test_an_empty_folder_has_news_within_a_minute_of_one_feed(tmp_path: Path, paper: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    env = environment(tmp_path, corpus, FEEDS_ALLOW_PRIVATE="1", CONTACT="desk@hanbit.example")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], cwd=tmp_path, env=env, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        chat = Chat(process)
        chat.says(f"/feed {paper}")
        chat.hears("한빛일보")
        began = time.monotonic()
        chat.says("1")
        chat.hears("구독했어요")
        wait_for_articles(corpus, 4)
        chat.says("/feeds")
        while "기사 4건" not in chat.hears("· 기사"):  # in the folder, and not yet written down
            chat.says("/feeds")
        assert time.monotonic() < began + A_MINUTE_S
        chat.says("/search 나룻배")
        chat.hears("나룻배를 늘린다")
        assert process.stdin is not None
        process.stdin.close()
        assert 0 == process.wait(A_MINUTE_S)
        assert process.stderr is not None
        assert "FEEDS_ALLOW_PRIVATE is for tests alone" in process.stderr.read()
