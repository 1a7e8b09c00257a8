"""Ctrl-C and SIGTERM at any moment of a start: as modules are imported, and as articles are read."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.house import environment, write_articles
from tests.emulator import TOKEN

PATIENCE_S = 60.0
RUN, SEARCH = ["run"], ["search", "나룻배"]
OTHERS = ["chat"], ["ask", "요금은 얼마야?"], ["quote", "강은 건너는"], ["corpus", "check"]
FIRST, MIDDLE, READING = "import bot.ingest.memory", "import numpy", "open 배05.md"
INTERRUPT, TERMINATE, HANG_UP = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
MOMENTS = [
    *(
        (command, moment, (number,))
        for command in (RUN, SEARCH)
        for moment in (FIRST, MIDDLE, READING)
        for number in (INTERRUPT, TERMINATE)
    ),
    *((command, READING, (HANG_UP,)) for command in (RUN, SEARCH)),
    *((command, READING, (TERMINATE,)) for command in OTHERS),
    *((RUN, moment, (TERMINATE, HANG_UP)) for moment in (MIDDLE, READING)),
    (RUN, MIDDLE, (INTERRUPT, TERMINATE)),
]
# `sosik`, which sends itself signals at a moment: a fault that no clock decides
PROGRAM = """
import os, sys
from bot.__main__ import main
moment, numbers = sys.argv[1], list(map(int, sys.argv[2].split("+")))
def hear(event, about):
    if event == moment.partition(" ")[0] and str(about[0]).rpartition("/")[2] == moment.partition(" ")[2]:
        for number in numbers:
            os.kill(os.getpid(), number)
sys.addaudithook(hear)
sys.argv = ["sosik", *sys.argv[3:]]
main()
"""


@pytest.mark.parametrize(("command", "moment", "numbers"), MOMENTS)
def test_a_start_that_is_ended_ends_without_a_word_and_as_it_is_written(
    tmp_path: Path, command: list[str], moment: str, numbers: tuple[signal.Signals, ...]
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_articles(folder)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, moment, "+".join(str(int(one)) for one in numbers), *command],
        env=environment(tmp_path, folder, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9/"),
        cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    told = [line for line in done.stderr.decode().splitlines() if "stopped before the start" not in line]
    assert (0 if command == RUN else 128 + numbers[0], b"", []) == (done.returncode, done.stdout, told)


def test_a_terminal_that_is_closed_ends_nothing_that_nohup_started(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_articles(folder)
    done = subprocess.run(
        ["nohup", sys.executable, "-c", PROGRAM, READING, str(int(HANG_UP)), *SEARCH],
        env=environment(tmp_path, folder), cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert (0, b"") == (done.returncode, done.stderr)
    assert "나룻배" in done.stdout.decode()
