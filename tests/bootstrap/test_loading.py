"""An index made of what the readers packed is the one that the articles themselves would make."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import Reading
from bot.adapters.folder.worker_pool import read_batches
from bot.articles.article import Article
from bot.bootstrap.loading import load
from bot.index.files import Shelf
from bot.index.index import Index
from bot.index.packing import Packed, choose, pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """120 files, of which some have the id of another, and some its text: the newest counts, wherever it is."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for n in range(120):
        id = f"031_{n // 4 * 3 + min(n % 4, 2):04}" if n % 7 else f"032_{n:04}"
        body = f"{n // 5 * 4 + min(n % 5, 3)}번째 소식입니다. 서린강 철교가 3천{n // 5}만 원에 🙂 보수됐다."
        (folder / f"{n * 37 % 120:03}.md").write_text(
            f"---\nid: {id}\ntitle: 서린강 철교\npublisher: 한빛일보\ncrawled_at: 2026-01-{n % 28 + 1:02} 10:00:00\n"
            f"---\n\n{body}\n",
            encoding="utf-8",
        )
    (folder / "empty.md").write_text("")
    return folder


def seen(index: Index) -> object:
    found = [index.search(text, 150, 0, False) for text in ("서린강 철교", "3001만 원", "7번째 소식")]
    return index.latest(200), found, len(index), index.ids()


def test_what_readers_packed_makes_the_same_index(folder: Path) -> None:
    corpus = Corpus(folder)
    expected = seen(Index(corpus.scan().upserted))
    loaded, index = load(folder)
    assert expected == seen(index)
    assert corpus.duplicates == loaded.duplicates
    assert len(corpus.duplicates) > 20
    assert corpus.refused == loaded.refused


def test_batches_that_take_back_what_earlier_ones_gave_make_the_same_index(folder: Path) -> None:
    expected = seen(Index(Corpus(folder).scan().upserted))
    index, removed = Index(), set()
    for changes in Corpus(folder, batch=3).scan_packed(pack):
        index.remove(changes.removed)
        removed |= set(changes.removed)
        index.add_packed([choose(changes.packed, changes.kept)])
        index.add(changes.upserted)
    assert expected == seen(index)
    assert removed


def test_a_file_that_changed_while_nobody_looked_is_found_at_the_next_start(
    folder: Path, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "index", folder, least=1)
    corpus, index = load(folder)
    assert shelf.save(index, corpus.records())
    (folder / "new.md").write_text("# 도서관 개관\n\n새 도서관이 문을 열었다.", encoding="utf-8")
    (folder / "000.md").unlink()
    _, index = load(folder, shelf=Shelf(tmp_path / "index", folder, least=1))
    assert seen(Index(Corpus(folder).scan().upserted)) == seen(index)
    assert index.search("도서관 개관", 1).hits


def test_what_is_elsewhere_does_not_come_into_memory_now_or_at_the_next_start(
    folder: Path, tmp_path: Path
) -> None:
    known = {one.id: one.content_hash for one in Corpus(folder).scan().upserted}
    spared = sorted(known)[::3]
    asked: dict[str, str] = {}

    def needed(packed: Packed, hashes: Sequence[str]) -> list[int]:
        asked.update(zip(packed.ids, hashes, strict=True))
        return [number for number, one in enumerate(packed.ids) if one not in spared]

    corpus, index = load(folder, needed=needed)
    assert asked.items() >= known.items()
    assert known.keys() - spared == index.ids()
    assert len(known) == len(corpus)
    shelf = Shelf(tmp_path / "index", folder, least=1)
    assert shelf.save(index, corpus.records())
    _, index = load(folder, shelf=shelf, needed=needed)
    assert known.keys() - spared == index.ids()
    _, index = load(folder, shelf=shelf)
    assert known.keys() == index.ids(), "all of it is read anew where nothing is elsewhere"


def where(add: int, readings: list[Reading]) -> tuple[int, int]:
    return os.getpid(), len(readings) + add


def test_work_on_readings_is_done_where_they_are_read(folder: Path) -> None:
    names = sorted(file.name for file in folder.iterdir())
    batches = [names[at : at + 10] for at in range(0, 120, 10)]
    found = list(read_batches(str(folder), batches, None, partial(where, 100), pays=1))
    assert [110] * 12 == [count for _, count in found]
    if os.cpu_count() != 1:
        assert os.getpid() not in {pid for pid, _ in found}


def packed(readings: list[Reading]) -> Packed:
    return pack([reading.article for reading in readings if reading.article])


def articles_of(batches: Iterable[Packed]) -> list[Article]:
    return [batch.records.article(i) for batch in batches for i in range(len(batch.records))]


def test_packed_articles_come_whole_from_the_processes_that_read(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = sorted(file.name for file in folder.iterdir())
    batches = [names[at : at + 40] for at in range(0, 120, 40)]
    expected = articles_of(read_batches(str(folder), batches, None, packed))
    assert expected == articles_of(read_batches(str(folder), batches, None, packed, pays=1))
    assert len(expected) == 120
    assert not caplog.records  # nobody had to read on for a process that was gone
