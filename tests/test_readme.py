"""The conversations in the READMEs are what `sosik chat` says about the bundled articles."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
SHORTENED = " …"  # at the end of a line of the README that goes on in the terminal


def conversation(readme: str) -> list[str]:
    """The lines of the first ```text block; "⋮" stands for what is left out."""
    block = re.search(r"^```text\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert block is not None
    return [line for line in block[1].splitlines() if line.strip() not in {"", "⋮"}]


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
