"""What `bench.learn_structure` learns from: questions of our own, over the news and over folders of our own.

Needs of a speaker, a story, a list of articles or the holder of an office are left out: they have routes of their own.
"""

from __future__ import annotations

import json
import os
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.answers import OWN_ANSWERS, OWN_NEEDS, UNANSWERABLE
from bench.data import ROOT, read_spool
from bot.adapters.folder.files import list_files, read_files
from bot.articles.article import Article

HERE = Path(__file__).parent
NEEDS = [HERE / f"needs_{name}.jsonl" for name in ("news", "later", "fresh1", "fresh2")]
MANY = HERE / "needs_many.jsonl"
FOLDERS, ON_FOLDERS = HERE / "folders.jsonl", HERE / "needs_folders.jsonl"
ON_BUNDLED = HERE / "needs_bundled.jsonl"
ROUTED = frozenset({"said", "overview", "metadata", "holder"})
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; its answers, none where nothing answers it; the articles that are known to, or that are near."""

    text: str
    answers: tuple[str, ...]
    ids: tuple[str, ...]

    @property
    def fold(self) -> int:
        """In which of FOLDS it is: what is asked about one article is in one."""
        return zlib.crc32((self.ids[0] if self.ids else self.text).encode()) % FOLDS


def read_needs(path: Path) -> Iterator[Asked]:
    """The needs and near misses of *path* that an answer is for."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["expect"] in ("answer", "refuse") and row["kind"] not in ROUTED:
            ids = (row.get("near") or row.get("article_id", ""), *row.get("also", ()))
            yield Asked(row["text"], tuple(row.get("answer", ())), ids)


def read_asked(needs: Path) -> Iterator[Asked]:
    """The needs to tune on, if they are there; our own; and what nothing answers."""
    for path in filter(Path.is_file, (needs, *NEEDS)):
        yield from read_needs(path)
    answers = {
        row["article_id"]: tuple(row["answers"])
        for row in map(json.loads, OWN_ANSWERS.read_text(encoding="utf-8").splitlines())
    }
    for row in map(json.loads, OWN_NEEDS.read_text(encoding="utf-8").splitlines()):
        for text in filter(None, (row["question"], row["sloppy"])):
            if row["article_id"] in answers:
                ids = (row["article_id"], *row["relevant"])
                yield Asked(text, answers[row["article_id"]], ids)
    for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
        yield Asked(json.loads(line)["question"], (), ())


def own_folders() -> Iterator[tuple[Sequence[Article], Sequence[Asked]]]:
    """Folders of invented articles, each with what is asked about it; the bundled one last.

    The first part of an article's id tells its folder.
    """
    articles, needs = defaultdict(list), defaultdict(list)
    for article in read_spool(FOLDERS):
        articles[article.id.partition("-")[0]].append(article)
    for asked in read_needs(ON_FOLDERS):
        needs[asked.ids[0].partition("-")[0]].append(asked)
    for name, ours in articles.items():
        yield ours, needs[name]
    corpus = ROOT / "corpus"
    readings = read_files(os.path.realpath(corpus), sorted(list_files(corpus).stamps))
    yield [reading.article for reading in readings if reading.article], list(read_needs(ON_BUNDLED))
