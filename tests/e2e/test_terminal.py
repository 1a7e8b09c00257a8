"""`sosik chat` through its standard input, as `printf … | sosik chat` gives it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.delivery.rate_limit import GROUP_PER_MINUTE
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


def test_a_conversation_through_a_pipe_whose_last_line_has_no_end(chat: Terminal) -> None:
    said = chat(
        "/search 나룻배",
        "6",
        "/quote 강은 건너는 사람 것",
        "쀍뛝",
        "가" * 5000,
        "/as Ann en",
        "/start",
        end="",
    )
    assert "나룻배" in said
    assert "https://news.hanbit.example/901/" in said
    assert "6–10" in said  # the second page, after "6" pressed ▶
    assert QUOTE in said
    assert "찾지 못했어요" in said
    assert "너무 길어요" in said
    assert "Hello" in said
    assert "\x1b" not in said, "no colours into a pipe"


def test_nothing_said_is_no_error(chat: Terminal) -> None:
    assert "" == chat("", end="")


def test_questions_are_answered_followed_up_and_judged(chat: Terminal) -> None:
    said = chat(
        "나룻배 요금은 얼마로 정해졌어?",
        "2",
        "/reply 그럼 언제?",
        "/ask 화성 탐사선은 누가 쏘아 올렸어?",
        "나룻배 요금",
    )
    answer, thanks, follow_up, nothing, results = said.split("나> ")[1:]
    assert "│ 요금은 이천 원으로 정해졌다." in answer
    assert "한빛일보 · 2026.2.4." in answer
    assert "[1] 기사 읽기\n[2] 👍   [3] 👎" in answer
    assert "※ 고마워요" in thanks
    assert "한빛강 나룻배, 요금은 이천 원으로 정해졌다" in follow_up  # of which it is asked when
    assert "찾지 못했어요" in nothing
    assert "«나룻배 요금» 기사" in results


def test_quotes_have_their_speaker_and_their_context(chat: Terminal) -> None:
    by_name, context = chat("/quote 윤서린", "1").split("나> ")[1:]
    assert f"윤서린의 말 1/1, 최신순\n│ {QUOTE}\n— 윤서린" in by_name
    assert f"윤서린 시장은 “{QUOTE}”라고 말했다." in context


def test_in_a_group_a_mention_is_answered_and_a_misquotation_told_from_what_was_said(chat: Terminal) -> None:
    said = chat(
        "/in 편집국",
        "나룻배 요금은 얼마야?",
        "@sosik_bot 나룻배 요금은 얼마로 정해졌어?",
        "/as 밥",
        "강은 구경하는 사람의 것이지 바라보는 사람의 것이 아니라던데",
        "/as 나",
        "/reply /quote",
    )
    ignored, answered, *_, told = said.split(" @편집국> ")[1:]
    assert "이천 원으로 정해졌다" not in ignored
    assert "│ 요금은 이천 원으로 정해졌다." in answered
    assert f"│ {QUOTE}\n— 윤서린" in told
    assert "구경하는 → 건너는" in told


def test_more_than_telegram_takes_in_a_minute_is_said_in_a_group_at_once(chat: Terminal) -> None:
    many = GROUP_PER_MINUTE + 5
    said = chat("/in 편집국", *["/search 나룻배"] * many)
    assert many == said.count("«나룻배»")


def test_quit_ends_it_and_what_follows_is_not_said(chat: Terminal) -> None:
    said = chat("/search 나룻배", "quit", "/help")
    assert "나룻배" in said
    assert "이렇게 쓰시면" not in said
