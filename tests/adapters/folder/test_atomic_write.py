"""Files are wholly there or wholly not, and nowhere but in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.folder.atomic_write import content_of, discard, prepared, sweep
from bot.errors import CorpusError


@pytest.mark.parametrize(
    "path",
    ["", "/etc/a.md", "../a.md", "a/../../b.md", "a\\..\\b.md", "a\0.md", ".hidden.md", "a/.b/c.md", "a.exe", "a.md\n",
     "a\u202e.md", "x/"],
)  # fmt: skip
def test_a_path_that_is_no_place_for_an_article_is_refused(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for attempt in (lambda: prepared(folder, path, b"x").__enter__(), lambda: discard(folder, path)):
        with pytest.raises(CorpusError):
            attempt()
    assert ["corpus"] == [one.name for one in tmp_path.iterdir()]
    assert [] == list(folder.iterdir())


def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    folder, outside = tmp_path / "corpus", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("secret", encoding="utf-8")
    (folder / "way").symlink_to(outside)
    (folder / "link.md").symlink_to(outside / "secret.md")
    for path in ("way/secret.md", "link.md"):
        with pytest.raises(CorpusError, match="link"), prepared(folder, path, b"x") as place:
            place()
        with pytest.raises(CorpusError, match="link"):
            content_of(folder, path)
    assert "secret" == (outside / "secret.md").read_text(encoding="utf-8")


def test_what_is_prepared_is_not_there_until_it_is_placed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    with prepared(tmp_path, "a.md", b"new"):
        assert b"old" == content_of(tmp_path, "a.md")
    assert (b"old", ["a.md"]) == (content_of(tmp_path, "a.md"), [one.name for one in tmp_path.iterdir()])
    with prepared(tmp_path, "a.md", b"new") as place:
        place()
    assert (b"new", ["a.md"]) == (content_of(tmp_path, "a.md"), [one.name for one in tmp_path.iterdir()])


def test_what_is_gone_is_no_fault(tmp_path: Path) -> None:
    discard(tmp_path, "a.md")
    discard(tmp_path, "sub/a.md")
    assert content_of(tmp_path, "a.md") is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(CorpusError, match="not an article"):
        content_of(tmp_path, "a.md")


def test_sweeping_takes_only_what_a_crash_left(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".sosik-unfinished-1").touch()
    (tmp_path / "a.md").touch()
    assert 1 == sweep(tmp_path)
    assert ["a.md", "sub"] == sorted(one.name for one in tmp_path.iterdir())
