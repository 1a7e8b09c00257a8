"""A hundred thousand broken files through the folder's own door: is each an article or a refusal, and nothing ended?

    python -m bench.resilience_files --files 100000

Each round writes a folder of mutated files, with a pipe, a folder named like an article, a link to nothing, a time of
no calendar among them; scans it as the bot does at its start; searches, quotes and asks; and reads some once more as
what somebody hands in by /add.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bench.mutated_files import mutated
from bot.adapters.folder.corpus import Corpus
from bot.answers.answer import find_answer
from bot.articles.article import Article
from bot.editing.manuscript import read_manuscript
from bot.errors import QueryError, ReaderError, UnreadableArticle
from bot.index.index import Index
from bot.index.packing import choose, pack
from bot.patterns import compile_waiting
from bot.quotes.finder import find_quotes

ROUND = 2_000  # files in a folder at a time
UNFORESEEN = "cannot be read ("
NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
QUESTIONS = ("요금은 얼마야?", "노면전차는 언제 개통해?", "시장은 뭐라고 했어?", "왜 열었어?")


def measure(files: int = 100_000, seed: int = 1) -> dict[str, object]:
    """How many files became what; *ended* is how often anything was ended, *unforeseen* refusals by their fault."""
    compile_waiting()  # as a running bot does a second after its start
    chance = Random(seed)
    found = {
        "files": 0,
        "articles": 0,
        "refused": 0,
        "duplicates": 0,
        "waiting": 0,
        "handed in": 0,
        "ended": 0,
    }
    unforeseen: dict[str, int] = {}
    slowest = 0.0
    while found["files"] < files:
        folder = Path(tempfile.mkdtemp(prefix="sosik-broken-"))
        try:
            slowest = max(slowest, _round(folder, chance, found, unforeseen))
        except Exception as fault:  # what this bench is for: anything that comes through ended the bot
            found["ended"] += 1
            print(f"ended by {type(fault).__name__}: {fault} ({folder} is kept)")
            found["files"] += ROUND
            continue
        shutil.rmtree(folder)
    return {
        **found,
        "unforeseen": unforeseen,
        "slowest answer, ms of the processor": round(slowest * 1000, 1),
    }


def _round(folder: Path, chance: Random, found: dict[str, int], unforeseen: dict[str, int]) -> float:
    raws = [mutated(chance) for _ in range(ROUND)]
    for number, raw in enumerate(raws):
        (folder / f"{number:04}{chance.choice(('.md', '.txt', '.markdown'))}").write_bytes(raw)
    _odd_entries(folder)
    corpus, index = Corpus(folder), Index()
    index.add_packed(
        packed
        for changes in corpus.scan_packed(pack)
        for packed in (choose(changes.packed, changes.kept), pack(changes.upserted))
    )
    found["files"] += corpus.files
    found["articles"] += len(corpus)
    found["refused"] += len(corpus.refused)
    found["duplicates"] += len(corpus.duplicates)
    found["waiting"] += len(corpus.unfinished)
    for reason in corpus.refused.values():
        if reason.startswith(UNFORESEEN):
            unforeseen[reason] = unforeseen.get(reason, 0) + 1
    for raw in raws[:200]:
        found["handed in"] += _hand_in(raw)
    return max(_ask(index, question) for question in QUESTIONS)


def _odd_entries(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    (folder / "gone.md").symlink_to(folder / "nothing")
    (folder / "self.md").symlink_to(folder / "self.md")
    (folder / "closed.md").write_text("# 닫힌 글\n\n글")
    (folder / "closed.md").chmod(0)
    (folder / "late.md").write_text("# 먼 훗날의 글\n\n글")
    os.utime(folder / "late.md", (2**40, 2**40))
    (folder / "early.md").write_text("# 먼 옛날의 글\n\n글")
    os.utime(folder / "early.md", (-(2**33), -(2**33)))
    (folder / "large.md").write_bytes(b"x" * 3_000_000)


def _hand_in(raw: bytes) -> int:
    try:
        article: Article = read_manuscript(raw, "제보.md", NOW).article
    except (UnreadableArticle, ReaderError):
        return 0
    assert article.id
    return 1


def _ask(index: Index, question: str) -> float:
    began = time.process_time()
    try:
        index.search(question, 10)
        find_quotes(index, question, 5)
        find_answer(index, question)
    except QueryError:
        pass
    return time.process_time() - began


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--files", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    print(json.dumps(measure(given.files, given.seed), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
