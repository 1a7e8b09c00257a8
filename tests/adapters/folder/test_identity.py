"""A folder is known again when it is moved or made anew where it was, and no other is taken for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.adapters.folder.identity import MARK, identify, read_id, recognise


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def test_a_folder_is_itself_also_through_a_link(folder: Path) -> None:
    bound = identify(folder)
    folder.with_name("link").symlink_to(folder)
    assert bound == recognise(folder, bound) == recognise(folder.with_name("link"), bound)


def test_a_folder_that_was_moved_is_itself(folder: Path) -> None:
    bound = identify(folder)
    moved = recognise(folder.rename(folder.with_name("moved")), bound)
    assert moved == bound._replace(folder=str(folder.with_name("moved")))


def test_a_folder_made_anew_where_it_was_gets_its_id_back(folder: Path) -> None:
    bound = identify(folder)
    shutil.rmtree(folder)
    folder.mkdir()
    assert bound == recognise(folder, bound)
    assert bound.id == read_id(folder)


def test_another_folder_is_another_and_so_is_a_copy(folder: Path) -> None:
    bound = identify(folder)
    other = folder.with_name("other")
    other.mkdir()
    assert recognise(other, bound) is None
    assert [] == list(other.iterdir())
    identify(other)
    assert recognise(other, bound) is None
    shutil.copytree(folder, folder.with_name("copy"))
    assert recognise(folder.with_name("copy"), bound) is None


def test_another_folder_in_its_place_is_another(folder: Path) -> None:
    bound = identify(folder)
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    identify(folder)
    assert recognise(folder, bound) is None


def test_where_nothing_is_written_a_folder_is_known_by_its_place(folder: Path) -> None:
    bound = identify(folder, writes=False)
    assert [] == list(folder.iterdir())
    assert bound == recognise(folder, bound, writes=False)
    moved = folder.rename(folder.with_name("moved"))
    assert recognise(moved, bound, writes=False) is None


def test_a_damaged_id_counts_as_none(folder: Path) -> None:
    bound = identify(folder)
    (folder / MARK).write_bytes(b"\xff\x00" * 1000)
    assert bound == recognise(folder, bound)
