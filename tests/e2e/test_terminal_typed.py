"""`sosik chat` and the other commands at a terminal: lines edited and brought back, its language, and how it ends."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.house import ROOT, environment, write_articles

PATIENCE_S = 60.0
LEFT, UP, TAB, CTRL_C, CTRL_D = "\x1b[D", "\x1b[A", "\t", "\x03", "\x04"
PASTE = "\x1b[200~{}\x1b[201~"


class Typist:
    """Somebody at a terminal in which `sosik chat` runs."""

    def __init__(self, home: Path, **more: str) -> None:
        if not (home / "corpus").exists():
            (home / "corpus").mkdir()
            write_articles(home / "corpus")
        self._terminal, theirs = pty.openpty()
        env = environment(home, home / "corpus", **({"TERM": "xterm"} | more))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            cwd=home,
        )
        os.close(theirs)
        self.screen = ""

    def types(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def sees(self, text: str) -> str:
        """Wait until *text* has come; all up to its end, which is then forgotten."""
        ends = time.monotonic() + PATIENCE_S
        raw = b""
        while text not in self.screen:
            assert time.monotonic() < ends, f"no {text!r} in {self.screen!r}"
            if select.select([self._terminal], [], [], 0.1)[0]:
                try:
                    raw += os.read(self._terminal, 65_536)
                except OSError:  # the other end is closed
                    break
                self.screen += raw.decode("utf-8", "ignore") if _is_whole(raw) else ""
                raw = b"" if _is_whole(raw) else raw
        assert text in self.screen
        seen, _, self.screen = self.screen.partition(text)
        return seen + text

    def ends(self) -> int:
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:  # or its last words keep it waiting
            if not select.select([self._terminal], [], [], 0.1)[0]:
                if self.process.poll() is not None:
                    break
                continue
            try:
                if not os.read(self._terminal, 65_536):
                    break
            except OSError:
                break
        return self.process.wait(PATIENCE_S)


def _is_whole(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    one = Typist(tmp_path, LANG="ko_KR.UTF-8", LC_ALL="")
    yield one
    one.process.kill()
    one.process.wait()


def test_a_line_is_edited_and_an_earlier_one_brought_back(typist: Typist) -> None:
    typist.sees("나> ")
    typist.types(f"/hlp{LEFT}{LEFT}e\r")
    typist.sees("이렇게 쓰시면 돼요")
    typist.sees("나> ")
    typist.types(f"{UP}\r")
    typist.sees("이렇게 쓰시면 돼요")
    typist.sees("나> ")
    typist.types("quit\r")
    assert 0 == typist.ends()


def test_ctrl_d_ends_it(typist: Typist) -> None:
    typist.sees("나> ")
    typist.types(CTRL_D)
    assert 0 == typist.ends()


def test_tab_completes_commands_and_papers(typist: Typist) -> None:
    typist.sees("나> ")
    typist.types(f"/lat{TAB}")
    typist.sees("est")
    typist.types("\r")
    typist.sees("최신 기사")
    typist.sees("나> ")
    typist.types(f"나룻배 언론사:한빛{TAB}")
    typist.sees("일보")
    typist.types("\r")
    typist.sees("«나룻배 언론사:한빛일보»")


def test_what_is_pasted_is_one_message(typist: Typist) -> None:
    typist.sees("나> ")
    typist.types(PASTE.format("강은 건너는 사람의 것이지\n바라보는 사람의 것이 아니다") + "\r")
    typist.sees("«강은 건너는 사람의 것이지 바라보는 사람의 것이 아니다»")
    typist.sees("나> ")
    typist.types(CTRL_D)
    assert 0 == typist.ends()


def test_ctrl_c_throws_a_line_away_and_then_ends_it(typist: Typist) -> None:
    typist.sees("나> ")
    typist.types(f"나룻배{CTRL_C}")
    typist.sees("나> ")
    typist.types("/help\r")
    typist.sees("이렇게 쓰시면 돼요")
    typist.sees("나> ")
    typist.types(CTRL_C)
    assert 0 == typist.ends()


def test_lines_are_kept_for_the_next_time_and_nobody_else_reads_them(tmp_path: Path) -> None:
    history = tmp_path / "state" / "sosik" / "history"
    for typed in ("/help\r", f"{UP}\r"):
        typist = Typist(tmp_path, LANG="ko_KR.UTF-8")
        typist.sees("나> ")
        typist.types(typed)
        typist.sees("이렇게 쓰시면 돼요")
        typist.sees("나> ")
        typist.types(CTRL_D)
        assert 0 == typist.ends()
        assert 0o600 == history.stat().st_mode & 0o777
        assert 0o700 == history.parent.stat().st_mode & 0o777


def test_where_it_is_not_wanted_no_line_is_kept(tmp_path: Path) -> None:
    typist = Typist(tmp_path, LANG="ko_KR.UTF-8", CHAT_HISTORY="false")
    typist.sees("나> ")
    typist.types("/help\r")
    typist.sees("이렇게 쓰시면 돼요")
    typist.sees("나> ")
    typist.types(f"{UP}\r")
    typist.sees("이렇게 쓰시면 돼요")
    typist.sees("나> ")
    typist.types("quit\r")
    assert 0 == typist.ends()
    assert not (tmp_path / "state").exists()


def test_an_english_terminal_is_spoken_to_in_english(tmp_path: Path) -> None:
    typist = Typist(tmp_path, LANG="en_US.UTF-8")
    typist.sees("Talk to Sosik")
    typist.sees("me> ")
    typist.types("/search no such words\r")
    typist.sees("found no article")
    typist.types("exit\r")
    assert 0 == typist.ends()


@pytest.mark.parametrize(
    "command", [["chat"], ["search", "나룻배"], ["corpus", "check"], ["--help"], ["db", "upgrade"]]
)
@pytest.mark.parametrize("after_s", [0.1, 0.3, 0.6, 1.0])
def test_ctrl_c_in_the_first_second_prints_no_traceback(
    tmp_path: Path, command: list[str], after_s: float
) -> None:
    (tmp_path / "corpus").mkdir()
    write_articles(tmp_path / "corpus")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *command], env=environment(tmp_path, tmp_path / "corpus"), cwd=tmp_path,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=PATIENCE_S)
    told = said[1].decode()
    if any(word in told for word in ("Fatal Python error: init", "<frozen runpy>", "<frozen site>")):
        assert str(ROOT / "bot") not in told  # Python itself was not up yet, on a slow machine
    else:
        assert "Traceback" not in told


def test_a_terminal_that_knows_no_escapes_is_typed_to_plainly(tmp_path: Path) -> None:
    typist = Typist(tmp_path, TERM="dumb")
    seen = typist.sees("> ")
    typist.types("/search 나룻배\n")
    seen += typist.sees("한빛일보")
    assert "\x1b" not in seen
    typist.types("quit\n")
    assert 0 == typist.ends()
