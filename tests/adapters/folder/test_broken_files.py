"""One file's fault is that file's refusal, with path and reason, and every other file is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.resilience_files import measure
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import Reading, read_files
from bot.adapters.folder.worker_pool import read_batches
from bot.articles.article import Article
from tests.article_files import crawled
from tests.e2e.house import environment

GOOD = 20


def fill(folder: Path) -> None:
    for number in range(GOOD):
        (folder / f"good{number}.md").write_text(f"# 다리 {number}호\n\n한빛시가 {number}호 다리를 열었다.")
    broken = crawled().replace("published_at: ", "published_at: 2026-03-05T09:00:00+99:00 ", 1)
    (folder / "offset.md").write_text(broken)
    (folder / "loop.md").write_bytes(b"---\n---x")
    (folder / "deep.md").write_text("---\ntitle: " + "[" * 5_000 + "\n---\nx")
    (folder / "binary.md").write_bytes(os.urandom(5_000))
    (folder / "empty.md").write_bytes(b"")
    (folder / "large.md").write_bytes(b"x" * 3_000_000)
    (folder / "late.md").write_text("# 먼 훗날의 글\n\n글")
    os.utime(folder / "late.md", (2**40, 2**40))
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    (folder / "folder.md" / "inside.md").write_text("# 안의 글\n\n글")
    (folder / "gone.md").symlink_to("nothing")
    (folder / "self.md").symlink_to("self.md")


REFUSED = {"binary.md", "empty.md", "large.md", "pipe.md", "gone.md", "self.md"}


def test_every_other_file_is_there(tmp_path: Path) -> None:
    fill(tmp_path)
    corpus = Corpus(tmp_path)
    there = {article.path for article in corpus.scan().upserted}
    assert {f"good{number}.md" for number in range(GOOD)} <= there
    assert {"late.md", "folder.md/inside.md"} <= there
    assert corpus.refused.keys() >= REFUSED
    assert all(corpus.refused.values())


def _pack(articles: list[Article]) -> int:
    """A packer that one article is too much for."""
    if any("7호" in article.title for article in articles):
        raise OverflowError
    return len(articles)


def test_an_article_that_cannot_be_packed_is_refused_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    corpus = Corpus(tmp_path)
    kept = sum(len(changes.kept) for changes in corpus.scan_packed(_pack))
    assert "cannot be read (OverflowError)" == corpus.refused["good7.md"]
    assert len(corpus) == kept


def _paths(readings: list[Reading]) -> list[str]:
    return [reading.path for reading in readings if reading.article]


def test_the_processes_that_read_go_on_as_well(tmp_path: Path) -> None:
    fill(tmp_path)
    paths = sorted(path.name for path in tmp_path.iterdir() if not path.is_dir())
    batches = [paths[at : at + 5] for at in range(0, len(paths), 5)]
    read = [path for batch in read_batches(str(tmp_path), batches, None, _paths, pays=1) for path in batch]
    assert _paths(read_files(str(tmp_path), paths)) == read


@pytest.mark.parametrize(
    "command", [["corpus", "check", "--json"], ["search", "다리", "--json"], ["ask", "다리는?"]]
)
def test_no_command_is_ended(tmp_path: Path, command: list[str]) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    fill(folder)
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        env=environment(tmp_path, folder, INDEX_DIR=str(tmp_path / "index")),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert 0 == done.returncode, done.stderr.decode()
    if command[0] == "corpus":
        found = json.loads(done.stdout)
        assert {one["path"] for one in found["refused"]} >= REFUSED
    assert b"Traceback" not in done.stderr


def test_two_thousand_mutated_files_end_nothing() -> None:
    found = measure(2_000, seed=20260305)
    assert 0 == found["ended"]
    assert {} == found["unforeseen"]
