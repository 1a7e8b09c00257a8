"""What a line that is being typed may go on with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.entrypoints.terminal.completion import MOST, suggestions
from bot.entrypoints.terminal.line_editor import HISTORY_BYTES, HISTORY_LINES, open_history
from bot.i18n import Language
from bot.search.names import Known, NameKind, by_letters

HOUSE = Path(__file__).parents[3]
MENU = [("search", "기사 검색"), ("subscribe", "구독"), ("story", "흐름")]
NAMES: dict[NameKind, Known] = {
    "publisher": by_letters(["한빛일보", "해온뉴스", "물결 TV"]),
    "author": by_letters(["도하람", "한빛나"]),
    "category": by_letters(["경제"]),
}


def suggested(line: str, language: Language = "ko") -> list[str]:
    return [
        line[: len(line) - one.replaced] + one.text
        for one in suggestions(line, MENU, NAMES.__getitem__, language)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/s", ["/search ", "/subscribe ", "/story "]),
        ("/SE", ["/search "]),
        ("/검", ["/검색 "]),
        ("/", ["/search ", "/subscribe ", "/story ", "/as ", "/in ", "/reply "]),
        ("/re", ["/reply "]),
        ("/search 언론사:한", ["/search 언론사:한빛일보 "]),
        ("나룻배 매체:", ['나룻배 매체:"물결 TV" ', "나룻배 매체:한빛일보 ", "나룻배 매체:해온뉴스 "]),
        ("publisher:ㅎㅇㄴㅅ", ["publisher:해온뉴스 "]),
        ("언론사:물결", ['언론사:"물결 TV" ']),
        ("기자:도", ["기자:도하람 "]),
        ("분류:", ["분류:경제 "]),
        ("나룻배 제", ["나룻배 제목:"]),
        ("한빛", ["한빛일보 ", "한빛나 "]),
        ("한", []),
        ("나룻배 ", []),
        ("", []),
        ("이메일:한", []),
    ],
)
def test_it_goes_on_with(line: str, expected: list[str]) -> None:
    assert expected == suggested(line)


def test_what_a_command_does_stands_beside_it_in_the_language_of_the_terminal() -> None:
    assert "기사 검색" == suggestions("/sea", MENU, NAMES.__getitem__, "ko")[0].meaning
    (own,) = suggestions("/as", MENU, NAMES.__getitem__, "en")
    assert "talk as somebody else, e.g. /as Ann en" == own.meaning
    assert ["title:"] == suggested("ti", "en")


def test_of_very_many_names_a_screenful_is_shown() -> None:
    many = by_letters(f"한빛{number}호" for number in range(500))
    assert MOST == len(suggestions("언론사:", [], lambda kind: many, "ko"))


def test_a_history_that_has_grown_long_keeps_its_newest_lines(tmp_path: Path) -> None:
    path = tmp_path / "history"
    history = open_history(path)
    line = "가" * (HISTORY_BYTES // HISTORY_LINES // 2)
    for number in range(HISTORY_LINES + 5):
        history.store_string(f"{number} {line}")
    again = [*open_history(path).load_history_strings()]
    assert HISTORY_LINES == len(again)
    assert again[0].startswith(f"{HISTORY_LINES + 4} ")
    assert again[-1].startswith("5 ")


def test_a_history_is_shortened_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_text("+나룻배\n" * HISTORY_BYTES, encoding="utf-8")
    before = path.stat()
    (tmp_path / f"history.{os.getpid()}.new").write_text("in the way")
    open_history(path)
    assert before.st_size == path.stat().st_size
    (tmp_path / f"history.{os.getpid()}.new").unlink(missing_ok=True)
    open_history(path)
    assert before.st_ino != path.stat().st_ino  # another file in its place
    assert (0o600, ["history"]) == (path.stat().st_mode & 0o777, [one.name for one in tmp_path.iterdir()])


def test_who_has_no_home_has_no_history(tmp_path: Path) -> None:
    asked = "from bot.entrypoints.terminal.history import history_file; print(history_file())"
    homeless = "import os, pwd; os.environ.pop('HOME', None); pwd.getpwuid = {}.__getitem__; "
    for environment, expected in (
        ({}, "None"),
        ({"XDG_STATE_HOME": str(tmp_path)}, str(tmp_path / "sosik" / "history")),
    ):
        said = subprocess.run(
            [sys.executable, "-c", homeless + asked],
            env=environment,
            cwd=HOUSE,
            capture_output=True,
            text=True,
        )
        assert expected == said.stdout.strip(), said.stderr


def test_where_lines_cannot_be_kept_they_are_remembered_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "sosik").write_text("a file where a folder should be")
    history = open_history(tmp_path / "sosik" / "history")
    history.append_string("나룻배")
    assert ["나룻배"] == history.get_strings()


def test_a_link_in_the_place_of_the_history_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    (tmp_path / "history").symlink_to(tmp_path / "notes")
    open_history(tmp_path / "history").append_string("나룻배")
    assert "mine" == (tmp_path / "notes").read_text()
