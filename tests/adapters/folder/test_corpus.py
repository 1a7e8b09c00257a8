"""The folder: what is loaded, refused, duplicated, and what changes between two looks."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import read_file, read_files
from bot.articles.changes import Changes
from bot.errors import CorpusError
from tests.adapters.folder.numbered import folder, ids, number, write
from tests.article_files import crawled, pasted

__all__ = ["folder"]


def test_the_first_scan_loads_everything_in_subfolders(folder: Path) -> None:
    write(folder / "a.md", number(1))
    write(folder / "시/b.txt", pasted())
    write(folder / "시/깊이/C.MARKDOWN", number(3))
    corpus = Corpus(folder)
    changes = corpus.scan()
    assert ["a.md", "시/b.txt", "시/깊이/C.MARKDOWN"] == sorted(article.path for article in changes.upserted)
    assert (3, 3, {}, []) == (len(corpus), corpus.files, corpus.refused, corpus.duplicates)
    assert corpus.seconds > 0


def test_a_scan_without_changes_gives_none(folder: Path) -> None:
    write(folder / "a.md", number(1))
    write(folder / "bad.md", b"\0")
    corpus = Corpus(folder)
    corpus.scan()
    assert not corpus.scan()


def test_an_added_a_changed_and_a_removed_file(folder: Path) -> None:
    write(folder / "same.md", number(1))
    changed = write(folder / "changed.md", number(2))
    removed = write(folder / "removed.md", number(3))
    corpus = Corpus(folder)
    corpus.scan()
    write(folder / "added.md", number(4))
    write(changed, number(2, title="고친 제목"))
    removed.unlink()
    changes = corpus.scan()
    assert (["901_2", "901_4"], ("901_3",)) == (ids(changes), changes.removed)
    assert 3 == len(corpus)


def test_a_renamed_file_keeps_the_id_it_carries(folder: Path) -> None:
    path = write(folder / "a.md", number(1))
    corpus = Corpus(folder)
    corpus.scan()
    path.rename(folder / "b.md")
    changes = corpus.scan()
    assert (["b.md"], ()) == ([article.path for article in changes.upserted], changes.removed)


def test_a_renamed_file_without_an_id_gets_another(folder: Path) -> None:
    path = write(folder / "a.txt", pasted())
    corpus = Corpus(folder)
    (before,) = corpus.scan().upserted
    path.rename(folder / "b.txt")
    changes = corpus.scan()
    assert (before.id,) == changes.removed
    assert before.id != changes.upserted[0].id


def test_a_changed_id_removes_the_old_one(folder: Path) -> None:
    path = write(folder / "a.md", number(1))
    corpus = Corpus(folder)
    corpus.scan()
    write(path, number(2), age_s=30)
    changes = corpus.scan()
    assert (["901_2"], ("901_1",)) == (ids(changes), changes.removed)


def test_a_replaced_file_of_the_same_size_and_time_is_noticed(folder: Path) -> None:
    path = write(folder / "a.md", number(1))
    corpus = Corpus(folder)
    corpus.scan()
    other = write(folder / "a.tmp", number(2))
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    assert ["901_2"] == ids(corpus.scan())


def test_what_is_no_article_is_listed_and_the_rest_loads(folder: Path) -> None:
    write(folder / "good.md", number(1))
    write(folder / "empty.md", b"")
    write(folder / "binary.txt", b"\0\1\2")
    write(folder / "large.txt", b"a" * (2 * 1024 * 1024 + 1))
    os.mkfifo(folder / "pipe.txt")
    corpus = Corpus(folder)
    assert ["901_1"] == ids(corpus.scan())
    expected = {
        "binary.txt": "not text",
        "empty.md": "empty",
        "large.txt": "larger than 2 MiB",
        "pipe.txt": "not a regular file",
    }
    assert expected == corpus.refused
    assert (5, 1) == (corpus.files, len(corpus))


def test_a_mended_file_leaves_the_refused(folder: Path) -> None:
    path = write(folder / "a.md", b"")
    corpus = Corpus(folder)
    corpus.scan()
    write(path, number(1))
    assert ["901_1"] == ids(corpus.scan())
    assert {} == corpus.refused


def test_an_article_that_breaks_is_removed_and_listed(folder: Path) -> None:
    path = write(folder / "a.md", number(1))
    corpus = Corpus(folder)
    corpus.scan()
    write(path, b"\0")
    assert Changes(removed=("901_1",)) == corpus.scan()
    assert {"a.md": "not text"} == corpus.refused


@pytest.mark.parametrize("name", [".a.md", ".git/a.md", "a.md~", ".a.md.swp", "a.tmp", "a.md.part", "~$a.md"])
def test_hidden_and_temporary_files_are_ignored(folder: Path, name: str) -> None:
    write(folder / name, number(1))
    corpus = Corpus(folder)
    assert not corpus.scan()
    assert (0, {}) == (corpus.files, corpus.refused)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pdf", ".pdf files are not read: save it as text (.txt) or Word (.docx)"),
        ("뉴스/a.hwp", ".hwp files are not read: save it as text (.txt) or Word (.docx)"),
        ("Makefile", "a kind of file that is not read: no ending"),
        ("README.md", "a file about a repository"),
        ("requirements-dev.txt", "a file about a repository"),
        ("robots.txt", "a file about a repository"),
        ("Templates/뉴스.md", "a template, in Templates/"),
        ("_drafts/a.md", "not published: in _drafts/"),
        ("a.sync-conflict-20260304-140512-ABCDEFG.md", "a conflict copy of a.md"),
        ("a (Haram's conflicted copy 2026-03-04).md", "a conflict copy of a.md"),
        ("a (하람의 충돌하는 사본 2026-03-04).md", "a conflict copy of a.md"),
        ("a - 복사본.md", "a conflict copy of a.md"),
        ("a의 사본.txt", "a conflict copy of a.txt"),
    ],
)
def test_a_file_that_its_name_tells_to_be_none_is_listed_with_the_reason(
    folder: Path, name: str, reason: str
) -> None:
    write(folder / name, number(1))
    corpus = Corpus(folder)
    assert not corpus.scan()
    assert {name: reason} == corpus.refused


@pytest.mark.parametrize(
    "name", ["국경-충돌.md", "3중 추돌 (버스 충돌).md", "gaza-conflict.md", "404.md", "security.md"]
)
def test_an_article_about_such_a_thing_is_one(folder: Path, name: str) -> None:
    write(folder / name, number(1))
    assert ["901_1"] == [article.id for article in Corpus(folder).scan().upserted]


def test_two_articles_of_one_name_composed_and_decomposed_are_two(folder: Path) -> None:
    write(folder / "한빛.md", "# 다리 개통\n\n다리가 열렸다.")
    write(folder / unicodedata.normalize("NFD", "한빛.md"), "# 도서관 개관\n\n문을 열었다.")
    corpus = Corpus(folder)
    assert {"다리 개통", "도서관 개관"} == {article.title for article in corpus.scan().upserted}
    assert [] == corpus.duplicates


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside/a.md", number(1))
    (folder / "file.md").symlink_to(outside)
    (folder / "dir").symlink_to(outside.parent)
    (folder / "etc.txt").symlink_to("/etc/passwd")
    corpus = Corpus(folder)
    assert not corpus.scan()
    reason = "a link out of the folder"
    assert {"dir": reason, "etc.txt": reason, "file.md": reason} == corpus.refused


def test_a_file_swapped_for_a_link_after_listing_is_refused(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.md", number(1))
    (folder / "a.md").symlink_to(outside)
    assert "a link out of the folder" == read_file(str(folder.resolve()), "a.md").reason


def test_a_neighbour_folder_with_the_same_beginning_is_outside(folder: Path, tmp_path: Path) -> None:
    (folder / "a.md").symlink_to(write(tmp_path / "corpus2/a.md", number(1)))
    corpus = Corpus(folder)
    corpus.scan()
    assert {"a.md": "a link out of the folder"} == corpus.refused


def test_a_link_within_the_folder_is_no_second_article(folder: Path) -> None:
    write(folder / "a.md", number(1))
    (folder / "b.md").symlink_to("a.md")
    (folder / "loop").symlink_to(".")
    (folder / "gone.md").symlink_to("nothing.md")
    corpus = Corpus(folder)
    assert ["a.md"] == [article.path for article in corpus.scan().upserted]
    assert ({"gone.md": "a link to nothing"}, []) == (corpus.refused, corpus.duplicates)


def test_a_folder_that_is_called_like_an_article_is_told_where_nothing_in_it_is_read(folder: Path) -> None:
    (folder / "mounted.md").mkdir()  # as Docker makes one where the file to mount is missing
    (folder / "hold").mkdir()
    (folder / "here.md").symlink_to(".")
    write(folder / "site.md/index.md", number(1))
    corpus = Corpus(folder)
    assert ["site.md/index.md"] == [article.path for article in corpus.scan().upserted]
    assert {"mounted.md": "not a regular file", "here.md": "not a regular file"} == corpus.refused


def test_links_to_hidden_files_within_the_folder_are_read(folder: Path) -> None:
    write(folder / "..2026_03/a.md", number(1))
    (folder / "..data").symlink_to("..2026_03")
    (folder / "a.md").symlink_to("..data/a.md")
    assert ["a.md"] == [article.path for article in Corpus(folder).scan().upserted]


def test_a_folder_that_is_itself_a_link_is_fine(folder: Path, tmp_path: Path) -> None:
    write(folder / "a.md", number(1))
    (tmp_path / "link").symlink_to(folder)
    assert ["901_1"] == ids(Corpus(tmp_path / "link").scan())


def test_a_name_that_is_not_text_is_refused(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).write_text(number(1))
    corpus = Corpus(folder)
    assert not corpus.scan()
    assert {"\\xff.md": "its name is not valid text"} == corpus.refused


def test_a_folder_that_is_not_there_is_an_error_and_forgets_nothing(folder: Path) -> None:
    write(folder / "a.md", number(1))
    corpus = Corpus(folder)
    corpus.scan()
    folder.rename(folder.with_name("away"))
    with pytest.raises(CorpusError, match="no such file or directory"):
        corpus.scan()
    assert 1 == len(corpus)
    folder.with_name("away").rename(folder)
    assert not corpus.scan()


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2)), max_size=10))
def test_changes_applied_one_by_one_equal_a_scan_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    corpus = Corpus(folder, batch=1)
    live: dict[str, str] = {}
    for age, (file, id, content) in enumerate(steps):
        path = folder / f"{file}.md"
        if content == 2 and path.exists():
            path.unlink()
        else:
            write(path, crawled(f"{content}", id=f"9_{id}"), age_s=1000 - age)
        changes = corpus.scan()
        for gone in changes.removed:
            live.pop(gone, None)
        live |= {article.id: article.path for article in changes.upserted}
        anew = Corpus(folder)
        assert {article.id: article.path for article in anew.scan().upserted} == live
        assert [(d.path) for d in anew.duplicates] == [d.path for d in corpus.duplicates]


# Half-written files


def test_a_file_is_not_read_while_it_is_being_written(folder: Path) -> None:
    corpus = Corpus(folder)
    path = folder / "a.md"
    with path.open("w") as file:
        file.write(number(1)[:80])
        file.flush()
        assert not corpus.scan()
        assert ({}, {"a.md"}, False) == (corpus.refused, corpus.unfinished, corpus.has_finished())
        file.write(number(1)[80:])
    assert corpus.has_finished()
    assert ["901_1"] == ids(corpus.scan())
    assert frozenset() == corpus.unfinished


def test_an_article_stays_live_while_it_is_rewritten(folder: Path) -> None:
    path = write(folder / "a.md", number(1))
    corpus = Corpus(folder)
    corpus.scan()
    with path.open("w") as file:
        file.write("---\n")
        file.flush()
        assert not corpus.scan()
        assert 1 == len(corpus)
        file.write(number(1, title="고침")[4:])
    assert ["고침"] == [article.title for article in corpus.scan().upserted]


def test_where_nobody_can_tell_who_writes_a_file_must_be_left_alone_a_while(folder: Path) -> None:
    path = write(folder / "a.md", number(1))
    modified = path.stat().st_mtime_ns

    def nobody_can_tell(descriptor: int) -> None:
        return None

    root = str(folder.resolve())
    assert read_file(root, "a.md", modified - 1, nobody_can_tell).unfinished
    assert read_file(root, "a.md", modified, nobody_can_tell).article
    assert read_file(root, "a.md", None, nobody_can_tell).article


def test_a_file_that_vanishes_before_it_is_read_is_nothing(folder: Path) -> None:
    (reading,) = read_files(str(folder), ["gone.md"])
    assert (None, "", False) == (reading.article, reading.reason, reading.unfinished)


# Restoring


def test_a_restored_corpus_reads_only_what_changed(folder: Path) -> None:
    write(folder / "a.md", number(1))
    gone = write(folder / "b.md", number(2))
    write(folder / "bad.md", b"\0")
    earlier = Corpus(folder)
    earlier.scan()
    gone.unlink()
    write(folder / "c.md", number(3))
    later = Corpus(folder)
    assert {"901_1", "901_2"} == later.restore(earlier.records())
    told: list[tuple[int, int]] = []
    changes = later.scan(lambda done, total: told.append((done, total)))
    assert (["901_3"], ("901_2",)) == (ids(changes), changes.removed)
    assert [(1, 1)] == told
    assert {"bad.md": "not text"} == later.refused


def test_batches_one_after_the_other_are_the_whole(folder: Path) -> None:
    write(folder / "a.md", crawled(id="1_1", crawled_at="2026-03-04 07:00:00"))
    write(folder / "b.md", crawled(id="2_2", crawled_at="2026-03-04 08:00:00"))
    write(folder / "c.md", crawled(id="3_3", crawled_at="2026-03-04 06:00:00"))
    batches = list(Corpus(folder, batch=1).scan_in_batches())
    assert [["a.md"], ["b.md"]] == [[article.path for article in batch.upserted] for batch in batches]
    assert [(), ("1_1",)] == [batch.removed for batch in batches]
    assert ["b.md"] == [article.path for article in Corpus(folder, batch=1).scan().upserted]


def test_progress_is_told_up_to_the_whole(folder: Path) -> None:
    for n in range(7):
        write(folder / f"{n}.md", number(n))
    told: list[tuple[int, int]] = []
    Corpus(folder, batch=3).scan(lambda done, total: told.append((done, total)))
    assert [(3, 7), (6, 7), (7, 7)] == told
