"""`sosik chat`: the conversation as it is seen."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from bot.entrypoints.telegram.application import build_application
from bot.entrypoints.telegram.services import ChatServices
from bot.entrypoints.terminal.loopback import Loopback
from bot.entrypoints.terminal.session import run_terminal
from bot.entrypoints.terminal.transcript import group, person
from tests.fakes import FakeAnswers, FakeIndex, FakeNewsroom, FakeSavedQueries, some_articles

Golden = Callable[[str, str], None]


class Screen(io.StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


async def talk(*lines: str, out: io.StringIO | None = None) -> str:
    newsroom = FakeNewsroom(FakeIndex(some_articles(), {"로붓": "로봇"}))
    services = ChatServices(newsroom=newsroom, queries=FakeSavedQueries(), answers=FakeAnswers())
    screen = io.StringIO() if out is None else out
    assert 0 == await run_terminal(
        partial(build_application, "1:terminal", services), io.StringIO("\n".join(lines)), screen
    )
    return screen.getvalue()


async def test_a_piped_conversation_is_pleasant_to_read(golden: Golden) -> None:
    seen = await talk(
        "/start", "/search 로붓", "6", "/quote 사람 곁에서", "2", "1", "도롱뇽", "1", "/as Ann en", "물결 7호", "/help",
        "/in 해온사람들", "여기는 조용하다", "@sosik_bot 로봇", "/reply /quote", "/in", "/as", "/as 나", "/latest", "1",
    )  # fmt: skip
    golden("conversation.txt", seen)
    assert "\x1b" not in seen


async def test_a_terminal_shows_links_and_bold() -> None:
    seen = await talk("로봇", out=Screen())
    assert "\x1b[1m로봇\x1b[0m" in seen
    assert "\x1b]8;" in seen
    assert "https://news.haeon.example/12\x1b\\" in seen
    assert "나> 로봇" not in seen  # what is typed there is on the screen already


async def test_a_narrow_terminal_wraps_under_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    seen = re.sub(r"\x1b(?:\[[0-9;]*m|\][^\x1b]*\x1b\\)", "", await talk("로봇", out=Screen()))
    assert (
        "\n1. 해온테크, 12번째 로봇 “물결” 공개\n   해온일보 · 2026.3.13. 14:38\n   해온시의 로봇 회사"
        in seen
    )
    rows = seen.split("\n1. ")[1].split("\n2. ")[0].splitlines()
    assert all(row.startswith("   ") and cell_len(row) <= 40 for row in rows[1:])


async def test_a_narrow_terminal_breaks_rows_of_buttons_between_buttons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "22")
    seen = re.sub(r"\x1b(?:\[[0-9;]*m|\][^\x1b]*\x1b\\)", "", await talk("로봇", out=Screen()))
    rows = [row for row in seen.splitlines() if re.match(r"\[\d+\](?:   | [^ ]|$)", row)]
    assert len(rows) > 3
    assert all(cell_len(row) <= 22 for row in rows)
    assert "[1]   [2]   [3]   [4]" == rows[0]


async def test_a_number_where_no_buttons_are_is_a_message() -> None:
    assert "«7» 기사" in await talk("7")


async def test_a_number_beyond_the_buttons_presses_nothing() -> None:
    seen = await talk("로봇", "99", "2026")
    assert "나> 99\n99번 버튼은 없어요. 지금은 8번까지 있어요.\n" in seen
    assert "나> 2026\n\n«2026»" in seen


async def test_a_button_that_reads_a_number_is_pressed_by_it_on_every_page() -> None:
    seen = await talk("로봇", "6", "7")
    assert "[6]   [7]   [8]   [9]   [10]\n[11] ◀ 이전   [12] 다음 ▶" in seen
    assert "나> 7\n\n해온테크, 6번째 로봇" in seen


async def test_nothing_typed_ends_quietly() -> None:
    assert "" == await talk()


async def test_what_steers_a_terminal_is_shown_as_a_mark() -> None:
    seen = await talk("\x1b[2J도롱뇽\x07")
    assert "\x1b" not in seen
    assert "나> �[2J도롱뇽�" in seen


async def test_five_thousand_characters_are_declined_clearly() -> None:
    assert "검색어가 너무 길어요. 500자 안으로 줄여 주세요." in await talk("로봇" * 2500)


async def test_people_and_groups_are_the_same_in_every_session() -> None:
    assert person("민수").id == person("민수", "en").id
    assert person("민수").id != person("영희").id
    assert group("방").id == group("방").id < 0


async def test_an_unknown_method_is_refused_by_name() -> None:
    code, answer = await Loopback(print).do_request("https://api.telegram.org/bot1:x/sendDice", "POST")
    assert 400 == code
    assert b"sendDice is not available here" in answer


SCRIPT = """
import asyncio, sys
from functools import partial
from bot.entrypoints.telegram.application import build_application
from bot.entrypoints.telegram.services import ChatServices
from bot.entrypoints.terminal.session import run_terminal
from tests.fakes import FakeAnswers, FakeIndex, FakeNewsroom, FakeSavedQueries, some_articles
services = ChatServices(
    newsroom=FakeNewsroom(FakeIndex(some_articles())), queries=FakeSavedQueries(), answers=FakeAnswers()
)
sys.exit(asyncio.run(run_terminal(partial(build_application, "1:t", services), sys.stdin, sys.stdout)))
"""


def run(typed: bytes, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        input=typed,
        capture_output=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
        env={**os.environ, **more},
    )


def test_a_pipe_is_read_to_its_end_also_without_a_last_newline() -> None:
    ended = run("/quote 12호\n/latest".encode())
    assert (0, b"") == (ended.returncode, ended.stderr)
    assert "나> /latest\n\n최신 기사 12건" in ended.stdout.decode()


def test_bytes_that_are_no_text_and_a_screen_without_hangul_hurt_nothing() -> None:
    ended = run(b"\xff\xfe\xed\xa0\x80\n/latest\n", PYTHONIOENCODING="ascii")
    assert (0, b"") == (ended.returncode, ended.stderr)
    assert b"https://news.haeon.example/12" in ended.stdout


def chat() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )


def test_a_reader_who_hangs_up_ends_the_conversation() -> None:
    with chat() as talk:
        assert talk.stdin
        assert talk.stdout
        assert talk.stderr
        talk.stdin.write(b"/latest\n" * 200)  # answered by more than a pipe holds
        talk.stdin.flush()
        talk.stdout.readline()
        talk.stdout.close()
        assert 0 == talk.wait(60)
        assert b"" == talk.stderr.read()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_ends_quietly_while_the_bot_waits_for_a_line(number: signal.Signals) -> None:
    with chat() as talk:
        assert talk.stdin
        assert talk.stdout
        assert talk.stderr
        talk.stdin.write(b"/latest\n")
        talk.stdin.flush()
        talk.stdout.readline()
        talk.send_signal(number)
        assert 0 == talk.wait(60)
        assert b"" == talk.stderr.read()
