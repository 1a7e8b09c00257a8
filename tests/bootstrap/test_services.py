"""The house put together: the folder, the index and the end of both."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.articles.article import Article
from bot.bootstrap.loading import load
from bot.bootstrap.services import open_store
from bot.errors import CorpusError
from bot.index.files import Shelf
from bot.index.index import Index


def write(folder: Path, name: str, title: str) -> None:
    (folder / name).write_text(f"# {title}\n\n{title} 소식이다. 자세한 것은 내일 알린다.\n", encoding="utf-8")


def found(index: Index, words: str) -> list[str]:
    return [hit.article.path for hit in index.search(words).hits]


def test_loading_reads_and_indexes_what_is_there(tmp_path: Path) -> None:
    write(tmp_path, "snow.md", "은하동 폭설")
    (tmp_path / "empty.md").touch()
    corpus, index = load(tmp_path)
    assert (2, 1, 1) == (corpus.files, len(corpus), len(index))
    assert ["snow.md"] == found(index, "폭설")


def saved(shelf: Shelf) -> None:
    """Wait for what `load` writes in the background."""
    for thread in threading.enumerate():
        if thread.name == "saving":
            thread.join()
    assert (shelf.folder / "index").is_file()


def test_the_next_start_reads_only_what_changed(tmp_path: Path) -> None:
    corpus_dir = tmp_path / "corpus"
    corpus_dir.mkdir()
    for name, title in (("snow.md", "은하동 폭설"), ("bridge.md", "여울강 다리"), ("fire.md", "하늘산 산불")):
        write(corpus_dir, name, title)
    shelf = Shelf(tmp_path / "index", corpus_dir, least=1)
    load(corpus_dir, shelf=shelf)
    saved(shelf)
    write(corpus_dir, "bridge.md", "여울강 나루")
    (corpus_dir / "fire.md").unlink()
    write(corpus_dir, "new.md", "해온시 축제")
    read: list[tuple[int, int]] = []
    corpus, index = load(
        corpus_dir, lambda: nullcontext(lambda *at: read.append(at)), Shelf(tmp_path / "index", corpus_dir, 1)
    )
    assert [(2, 2)] == read
    assert (3, 3) == (len(corpus), len(index))
    assert ["snow.md"] == found(index, "폭설")
    assert ["bridge.md"] == found(index, "나루")
    assert ["new.md"] == found(index, "축제")
    assert index.article("fire") is None
    saved(shelf)
    corpus, index = load(corpus_dir, shelf=Shelf(tmp_path / "index", corpus_dir, 1))
    assert (3, 3) == (len(corpus), len(index))


def test_a_saved_index_of_other_articles_is_not_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    corpus_dir = tmp_path / "corpus"
    corpus_dir.mkdir()
    write(corpus_dir, "snow.md", "은하동 폭설")
    shelf = Shelf(tmp_path / "index", corpus_dir, least=1)
    shelf.save(
        Index([Article(id="other", title="다른 기사", body="다른 본문")]), Corpus(corpus_dir).records()
    )
    corpus, index = load(corpus_dir, shelf=shelf)
    assert "read anew" in caplog.text
    assert (1, 1) == (len(corpus), len(index))
    assert index.article("other") is None
    saved(shelf)


def test_loading_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere"):
        load(tmp_path / "nowhere")


async def test_what_was_saved_is_there_at_the_next_start(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/sosik.db"
    async with open_store(url) as store:
        number = await store.queries.save("버스 파업")
    async with open_store(url) as store:
        assert "버스 파업" == await store.queries.load(number)
