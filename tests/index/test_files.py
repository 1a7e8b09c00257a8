"""What is saved comes back the same, or not at all: then everything is read anew, and the log says why."""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.changes import Record, Stamp
from bot.index.codec import recipe
from bot.index.files import Shelf
from bot.index.index import Index

ARTICLES = [
    Article(
        id=f"a{i:03}",
        title=f"네이버 {i}호 🙂",
        body=f"실적 {i}번째 \udcff 발표",
        published=date(2026, 3, 1 + i % 9),
    )
    for i in range(300)
]
RECORDS = [Record("a.md", Stamp(1, 1_800_000_000_123_456_789, 3), "a001", "ff" * 16, 1.5, "")]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "index", tmp_path, least=1)


@pytest.fixture
def index() -> Index:
    """Two segments, one with forgotten articles, and a memtable."""
    index = Index(ARTICLES[:200])
    index.add(ARTICLES[200:])
    index.remove(["a007", "a250"])
    index.add([replace(ARTICLES[8], body="새로 쓴 실적")])
    return index


def seen(index: Index) -> object:
    found = index.search("네이버 실적", 20, 0, False)
    return index.latest(400), found, index.article("a007"), index.article("a008"), len(index), index.ids()


def test_what_was_saved_comes_back(shelf: Shelf, index: Index, tmp_path: Path) -> None:
    before = seen(index)
    assert shelf.save(index, RECORDS)
    assert before == seen(index), "which now reads from the files"
    kept = Shelf(tmp_path / "index", tmp_path, least=1).load()
    assert kept
    assert before == seen(kept.index)
    assert tuple(RECORDS) == kept.records


def test_the_words_that_were_learnt_come_back_and_what_came_since_is_learnt_then(
    shelf: Shelf, index: Index
) -> None:
    assert index.warm_up()
    made = index.snapshot()[1].words.made
    index.add([Article(id=f"new {i}", title="카카오 소식", body="카카오가 알렸다") for i in range(2)])
    assert shelf.save(index, RECORDS)
    kept = shelf.load()
    assert kept
    learnt = kept.index.snapshot()[1].words
    assert [words.neighbours("네이벼") for words in made] == [
        words.neighbours("네이벼") for words in learnt.made
    ]
    assert ["네이버"] == [word for word, _ in kept.index.snapshot()[1].neighbours("네이벼")]
    assert not kept.index.warm_up(), "only what came since is learnt"
    assert ["카카오"] == [word for word, _ in kept.index.snapshot()[1].neighbours("카카노")]


def test_an_index_whose_words_are_not_known_yet_is_saved_without(shelf: Shelf, index: Index) -> None:
    assert shelf.save(index, RECORDS)
    kept = shelf.load()
    assert kept
    assert kept.index.learnt is None
    assert kept.index.warm_up()


def test_a_saved_index_can_be_written_to_merged_and_saved_again(
    shelf: Shelf, index: Index, tmp_path: Path
) -> None:
    assert shelf.save(index, RECORDS)
    kept = shelf.load()
    assert kept
    for either in (index, kept.index):
        either.remove(f"a{i:03}" for i in range(100, 200))
        either.add([Article(id="new", title="네이버 새 소식", body="실적")])
        while either.compact():
            pass
    assert seen(index) == seen(kept.index)
    assert shelf.save(kept.index, [])
    again = Shelf(tmp_path / "index", tmp_path, least=1).load()
    assert again
    assert seen(index) == seen(again.index)


def test_a_segment_is_written_once_and_removed_when_it_no_longer_counts(shelf: Shelf, index: Index) -> None:
    shelf.save(index, RECORDS)
    first = {file.name: file.stat().st_mtime_ns for file in shelf.folder.glob("*.segment")}
    index.add([Article(id="new", title="새 소식", body="실적")])
    shelf.save(index, RECORDS)
    second = {file.name: file.stat().st_mtime_ns for file in shelf.folder.glob("*.segment")}
    assert first.items() <= second.items()
    assert len(first) + 1 == len(second)
    index.remove(f"a{i:03}" for i in range(200))
    while index.compact():
        pass
    shelf.save(index, RECORDS)
    assert not first.keys() <= {file.name for file in shelf.folder.glob("*.segment")}
    kept = shelf.load()
    assert kept
    assert seen(index) == seen(kept.index)


def test_a_segment_is_not_written_again_by_another_shelf_of_the_folder(
    shelf: Shelf, index: Index, tmp_path: Path
) -> None:
    def written() -> dict[str, int]:
        return {file.name: file.stat().st_mtime_ns for file in shelf.folder.glob("*.segment")}

    shelf.save(index, RECORDS)
    before = written()
    other = Shelf(tmp_path / "index", tmp_path, least=1)
    assert other.save(index, RECORDS)
    assert before == written()
    elsewhere = Shelf(tmp_path / "another", tmp_path, least=1)
    assert elsewhere.save(index, RECORDS)
    assert len(before) == len(list(elsewhere.folder.glob("*.segment")))


def test_nothing_is_saved_of_a_small_corpus_and_nothing_is_no_fault(tmp_path: Path, index: Index) -> None:
    shelf = Shelf(tmp_path / "index", tmp_path)
    assert not shelf.save(index, RECORDS)
    assert not (tmp_path / "index").exists()
    assert shelf.load() is None


@pytest.mark.parametrize("which", ["index", "*.segment"])
@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.6, 0.999])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_a_damaged_file_is_noticed_wherever_it_is(
    shelf: Shelf, index: Index, which: str, share: float, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    index.warm_up()
    shelf.save(index, RECORDS)
    file = next(shelf.folder.glob(which))
    data = bytearray(file.read_bytes())
    at = int(share * len(data))
    if harm == "remove":
        file.unlink()
    else:
        fresh = bytes(data[:at]) if harm == "cut" else _flipped(data, at)
        file.unlink()  # the index above still reads the old one
        file.write_bytes(fresh)
    with caplog.at_level(logging.INFO):
        kept = Shelf(shelf.folder.parent, Path(os.path.realpath(shelf.folder.parent.parent)), least=1).load()
    if kept is None:
        assert harm == "remove" or "read anew" in caplog.text
    else:  # what lies between the parts says nothing
        assert seen(index) == seen(kept.index)


def _flipped(data: bytearray, at: int) -> bytes:
    data[at] ^= 0xFF
    return bytes(data)


def test_an_index_of_another_version_is_not_used(
    shelf: Shelf, index: Index, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.save(index, RECORDS)
    later = Shelf(tmp_path / "index", tmp_path, least=1, recipe="another")
    with caplog.at_level(logging.INFO):
        assert later.load() is None
    assert "another version" in caplog.text
    assert 32 == len(recipe())
    assert recipe() == recipe()


def test_every_corpus_has_a_shelf_of_its_own(tmp_path: Path) -> None:
    assert Shelf(tmp_path, tmp_path / "a").folder != Shelf(tmp_path, tmp_path / "b").folder


def test_a_shelf_that_cannot_be_written_is_a_line_in_the_log(
    tmp_path: Path, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "index").write_text("in the way", encoding="utf-8")
    assert not Shelf(tmp_path / "index", tmp_path, least=1).save(index, RECORDS)
    assert "cannot be saved" in caplog.text


def test_two_processes_do_not_write_at_once(shelf: Shelf, index: Index) -> None:
    import fcntl

    shelf.save(index, RECORDS)
    with (shelf.folder / "lock").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert not shelf.save(index, RECORDS)
    assert shelf.save(index, RECORDS)


def test_the_files_are_for_the_owner_alone(shelf: Shelf, index: Index) -> None:
    shelf.save(index, RECORDS)
    assert {0o600} == {file.stat().st_mode & 0o777 for file in shelf.folder.glob("*.segment")}
    assert 0o700 == shelf.folder.stat().st_mode & 0o777


def test_files_may_vanish_while_they_are_read_from(shelf: Shelf, index: Index) -> None:
    before = seen(index)
    shelf.save(index, RECORDS)
    shutil.rmtree(shelf.folder)
    assert before == seen(index)
