"""While its disk is not mounted a folder is an empty one at the same path, which takes nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.identity import leave_id
from bot.errors import CorpusError


def write(folder: Path, name: str, title: str) -> None:
    (folder / name).write_text(f"# {title}\n\n{title} 소식이다. 자세한 것은 내일 알린다.\n", encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    (tmp_path / "news").mkdir()
    write(tmp_path / "news", "snow.md", "은하동 폭설")
    corpus = Corpus(tmp_path / "news")
    assert 1 == len(corpus.scan().upserted)
    return corpus


@pytest.mark.parametrize("is_marked", [False, True])
def test_an_empty_folder_in_its_place_takes_nothing_away(corpus: Corpus, is_marked: bool) -> None:
    away = corpus.folder.rename(corpus.folder.with_name("away"))
    corpus.folder.mkdir()
    if is_marked:
        leave_id(corpus.folder)
    for _ in range(3):
        with pytest.raises(CorpusError, match="not mounted"):
            corpus.scan()
    assert 1 == len(corpus)
    for path in corpus.folder.iterdir():
        path.unlink()
    corpus.folder.rmdir()
    away.rename(corpus.folder)
    assert not corpus.scan()


def test_a_file_put_into_it_counts_as_what_is_in_the_folder(corpus: Corpus) -> None:
    corpus.folder.rename(corpus.folder.with_name("away"))
    corpus.folder.mkdir()
    write(corpus.folder, "bridge.md", "여울강 다리")
    changes = corpus.scan()
    assert (1, 1) == (len(changes.upserted), len(changes.removed))


def test_a_folder_that_was_emptied_is_empty(corpus: Corpus) -> None:
    (corpus.folder / "snow.md").unlink()
    assert 1 == len(corpus.scan().removed)
