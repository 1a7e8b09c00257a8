"""`sosik chat` through its standard input, as `printf … | sosik chat` gives it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.house import QUOTE, environment, write_articles


class Terminal:
    """Runs `sosik chat` on the articles of a house."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "corpus").mkdir()
        write_articles(home / "corpus")

    def __call__(self, *lines: str, end: str = "\n") -> str:
        """What is written to standard output; fails on an exit code or a word on standard error."""
        env = environment(self.home, self.home / "corpus")
        done = subprocess.run(
            [sys.executable, "-m", "bot", "chat"], input="\n".join(lines) + end, env=env, cwd=self.home,
            capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("terminal"))


def test_a_conversation_through_a_pipe(chat: Terminal) -> None:
    said = chat("/search 나룻배", "1", "/quote 강은 건너는 사람 것", "쀍뛝", "/help")
    assert "나룻배" in said
    assert "https://news.hanbit.example/901/" in said
    assert "6–10" in said  # the second page, after "1" pressed ▶
    assert QUOTE in said
    assert "찾지 못했어요" in said
    assert "\x1b" not in said, "no colours into a pipe"


def test_the_last_line_needs_no_line_end(
    chat: Terminal,
) -> None:
    assert "안녕하세요" in chat("/start", end="")


def test_nothing_said_is_no_error(chat: Terminal) -> None:
    chat("", end="")


def test_somebody_else_may_speak(chat: Terminal) -> None:
    assert "Hello" in chat("/as Ann en", "/start")


def test_five_thousand_characters(chat: Terminal) -> None:
    assert "나룻배" in chat("가" * 5000, "/search 나룻배")
