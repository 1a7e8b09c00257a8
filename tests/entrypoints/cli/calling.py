"""The command line called in this process, and a small corpus to call it on."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.entrypoints.cli import commands

HOUSE = Path(__file__).parents[3]
STATION = """\
---
id: 901_0000000099
title: "달빛역 &quot;새 승강장&quot; 열었다"
publisher: 한빛일보
published_at: 2026-01-02 00:00
---
# 달빛역

**한빛일보** | 2026-01-02 |

---

달빛역 승강장이 2일 문을 열었다. 고다온 역장은 “열두 해를 기다렸다”고 말했다.

---
"""


@dataclass
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def row(self) -> Any:
        [line] = self.out.splitlines()
        return json.loads(line)

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Sosik = Callable[..., Done]


@pytest.fixture
def sosik(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Sosik]:
    """Call the command line in this process, in an empty folder and with nothing set."""
    for name in [name for name in os.environ if name.startswith(("TELEGRAM_", "LLM_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    for name in ("ADMIN_IDS", "CORPUS_DIR", "DATABASE_URL", "TIMEZONE", "LOG_LEVEL", "LOG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level

    def call(*arguments: str, typed: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["sosik", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        with pytest.raises(SystemExit) as ended:
            commands.main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    yield call
    logging.captureWarnings(False)
    logging.basicConfig(handlers=handlers, level=level, force=True)
    sys.excepthook = hook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one article, a copy of it and an empty file."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(STATION, encoding="utf-8")
    (corpus / "b.md").write_text(STATION, encoding="utf-8")
    (corpus / "empty.md").touch()
    return corpus


def lines(*questions: object) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in questions).encode()
