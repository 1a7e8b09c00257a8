"""The conversations in the READMEs are what `sosik chat` says about the bundled articles."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot.config import BotSettings

HOUSE = Path(__file__).parent.parent
SHORTENED = " …"  # at the end of a line of the README that goes on in the terminal


def conversation(readme: str) -> list[str]:
    """The lines of the first ```text block; "⋮" stands for what is left out, "#" begins a gloss."""
    block = re.search(r"^```text\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert block is not None
    return [line for line in block[1].splitlines() if line.strip() not in {"", "⋮"} and line[0] != "#"]


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_conversation_of_the_readme_is_what_is_said(name: str, tmp_path: Path) -> None:
    shown = conversation((HOUSE / name).read_text(encoding="utf-8"))
    typed = [line.removeprefix("나> ") for line in shown if line.startswith("나> ")]
    assert typed
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--corpus", str(HOUSE / "corpus")],
        input="\n".join(typed), encoding="utf-8", capture_output=True, check=True, cwd=tmp_path, timeout=60,
        env={"PYTHONPATH": str(HOUSE)},
    )  # fmt: skip
    said = iter(done.stdout.splitlines())
    for line in shown:
        start = line.removesuffix(SHORTENED)
        assert any(heard == line or (start != line and heard.startswith(start)) for heard in said), line


def fenced(readme: str, kind: str) -> list[str]:
    """The ```*kind* blocks, but the one after `<!-- test -->`, which runs these tests."""
    blocks = re.findall(
        rf"(?:^(<!-- test -->)\n)?^( *)```{kind}\n(.*?)^\2```", readme, re.DOTALL | re.MULTILINE
    )
    return [
        textwrap.dedent(text).strip() for is_test, _, text in blocks if not is_test and "pytest" not in text
    ]


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_what_the_readme_says_to_run_runs(name: str, tmp_path: Path) -> None:
    """A chain's links before the last set up an environment, as this one was; the locks it names are there."""
    chat, run = fenced((HOUSE / name).read_text(encoding="utf-8"), "sh")
    *set_up, talk = chat.split(" && ")
    assert ["python3 -m venv .venv", ".venv/bin/pip install -q --no-deps -e ."] == [set_up[0], set_up[2]]
    assert (HOUSE / set_up[1].removeprefix(".venv/bin/pip install -q --require-hashes -r ")).exists()
    said = shell(talk, tmp_path, "/help\nquit\n")
    assert 0 == said.returncode
    assert "/search" in said.stdout
    said = shell(run, tmp_path, "")
    assert 0 != said.returncode
    assert "TELEGRAM_BOT_TOKEN" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_settings_of_the_readme_are_settings(name: str) -> None:
    [settings] = fenced((HOUSE / name).read_text(encoding="utf-8"), "ini")
    names = [line.partition("=")[0] for line in settings.splitlines()]
    assert [] == [one for one in names if one.lower() not in BotSettings.model_fields]


def shell(command: str, folder: Path, typed: str) -> subprocess.CompletedProcess[str]:
    """*command* with this environment in the place of .venv, and no setting from outside."""
    here = command.replace(".venv/bin/sosik", f"{sys.executable} -m bot")
    return subprocess.run(
        ["bash", "-c", here], input=typed, encoding="utf-8", capture_output=True, cwd=folder, timeout=60,
        env={"PYTHONPATH": str(HOUSE), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
