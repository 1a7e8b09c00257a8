"""`sosik corpus show` and the summary of `sosik corpus check`, as the owner of a folder calls them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.entrypoints.cli.inspection import print_row_of_check
from tests.entrypoints.cli.test_commands import Sosik, sosik

__all__ = ["sosik"]

FIELDS = [
    "path",
    "id",
    "title",
    "body",
    "publisher",
    "authors",
    "published",
    "url",
    "category",
    "tags",
    "format",
]
MATTER = (
    "---\ntitle: 한빛대교 개통\npublisher: 한빛일보\ntags: [다리, 교통]\n"
    "date: 2026-03-04\n---\n한빛대교가 **열렸다**."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One of each: front matter, an odd title, two records of which one is broken, and what is not read."""
    corpus = tmp_path / "corpus"
    (corpus / "뉴스").mkdir(parents=True)
    (corpus / "뉴스" / "다리.md").write_text(MATTER, "utf-8")
    (corpus / "odd.txt").write_text("2026!\n\n무엇이 2026이라는 것일까.", "utf-8")
    rows = [{"title": f"한빛시 소식 {n}", "body": f"한빛시가 {n}번 알렸다."} for n in (1, 2)]
    (corpus / "crawl.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{broken", "utf-8")
    (corpus / "a.pdf").write_bytes(b"%PDF")
    return corpus


def test_one_file_is_shown_with_the_lines_of_its_fields(
    sosik: Sosik, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = sosik("corpus", "show", "뉴스/다리.md", "--corpus", str(folder)).out
    assert "제목       한빛대교 개통  2번째 줄, title" in shown
    assert "링크       없음" in shown
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    shown = sosik("corpus", "show", "뉴스/다리.md", "--corpus", str(folder)).out
    assert "한빛대교 개통  line 2, title" in shown
    assert "한빛일보  line 3, publisher" in shown
    assert "│ 한빛대교가 열렸다." in shown


def test_one_file_as_json_has_every_field(sosik: Sosik, folder: Path) -> None:
    row = sosik("corpus", "show", "뉴스/다리.md", "--json", "--corpus", str(folder)).row
    assert FIELDS == list(row)
    assert ("한빛대교가 열렸다.", "2026-03-04", ["다리", "교통"]) == (
        row["body"],
        row["published"],
        row["tags"],
    )


def test_an_article_is_shown_by_its_id_and_a_record_by_its_number(sosik: Sosik, folder: Path) -> None:
    row = sosik("corpus", "show", "crawl.jsonl#2", "--json", "--corpus", str(folder)).row
    assert "한빛시 소식 2" == row["title"]
    assert row == sosik("corpus", "show", row["id"], "--json", "--corpus", str(folder)).row


def test_all_is_a_line_for_each_file_and_each_record(sosik: Sosik, folder: Path) -> None:
    rows = sosik("corpus", "show", "--all", "--json", "--corpus", str(folder)).rows
    assert ["a.pdf", "crawl.jsonl#1", "crawl.jsonl#2", "crawl.jsonl#3", "odd.txt", "뉴스/다리.md"] == [
        row["path"] for row in rows
    ]
    assert ["a.pdf", "crawl.jsonl#3"] == [row["path"] for row in rows if "refused" in row]


def test_what_is_not_there_is_one_clear_line(sosik: Sosik, folder: Path) -> None:
    done = sosik("corpus", "show", "no-such", "--corpus", str(folder))
    assert (2, "") == (done.code, done.out)
    assert "no-such" in done.err


def test_check_ends_with_what_the_folder_has_and_lacks(
    sosik: Sosik, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = sosik("corpus", "check", "--json", "--corpus", str(folder)).row
    assert {"JSONL": 2, "front matter": 1, "plain text": 1} == row["formats"]
    assert {"publisher": 3, "authors": 4, "published": 3, "url": 4} == row["missing"]
    assert [{"path": "odd.txt", "reason": "its title has no letter"}] == row["odd"]
    said = sosik("corpus", "check", "--corpus", str(folder)).out.splitlines()
    assert "JSONL 2 · 글 1 · 머리글이 있는 글 1" in said[-2]
    assert "언론사 없음 3 · 기자 없음 4 · 날짜 없음 3 · 링크 없음 4" in said[-1]
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    said = sosik("corpus", "check", "--corpus", str(folder)).out.splitlines()
    assert "no publisher 3 · no author 4 · no date 3 · no address 4" in said[-1]


def test_a_refusal_is_said_in_the_language_of_the_shell_and_in_english_to_programs(
    sosik: Sosik, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("--corpus", str(folder))
    for language, said in (
        ("ko_KR.UTF-8", ".pdf 파일은 읽지 않아요. 텍스트(.txt)나 Word(.docx)로 저장해 주세요"),
        ("en_US.UTF-8", ".pdf files are not read: save it as text (.txt) or Word (.docx)"),
    ):
        monkeypatch.setenv("LANG", language)
        for command in (("check",), ("rejected",), ("show", "a.pdf")):
            assert said in sosik("corpus", *command, *arguments).out
        row = sosik("corpus", "show", "a.pdf", "--json", *arguments).row
        assert ".pdf files are not read: save it as text (.txt) or Word (.docx)" == row["refused"]
        refused = sosik("corpus", "check", "--json", *arguments).row["refused"]
        assert {"path": "a.pdf", "reason": row["refused"]} in refused


@pytest.mark.parametrize("width", [30, 40, 80])
def test_on_a_narrow_screen_what_is_said_of_a_file_goes_on_below_itself(width: int) -> None:
    screen = io.StringIO()
    console = Console(file=screen, width=width, force_terminal=True, color_system=None, soft_wrap=True)
    print_row_of_check(console, "읽지 않음 ", "기사 바로가기.url: 읽지 않는 종류의 파일이에요: .url")
    first, *more = screen.getvalue().splitlines()
    assert first.startswith("  읽지 않음  기사")
    assert all(line.startswith(" " * 13) for line in more)
    assert max(cell_len(line) for line in (first, *more)) <= width
    assert bool(more) == (width < 80)


def test_of_many_files_of_a_kind_that_is_never_read_check_tells_how_many(sosik: Sosik, folder: Path) -> None:
    for number in range(4):
        (folder / f"사진{number}.png").write_bytes(b"x")
    (folder / "소리.mp3").write_bytes(b"x")
    told = sosik("corpus", "check", "--corpus", str(folder)).out
    assert "파일 4개: 읽지 않는 종류의 파일이에요: .png" in told
    assert "사진" not in told
    assert "소리.mp3: 읽지 않는 종류의 파일이에요: .mp3" in told
    assert "사진3.png" in sosik("corpus", "rejected", "--corpus", str(folder)).out
    row = sosik("corpus", "check", "--json", "--corpus", str(folder)).row
    assert 4 == sum(one["path"].endswith(".png") for one in row["refused"])
