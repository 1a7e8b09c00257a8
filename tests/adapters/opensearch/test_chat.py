"""The same conversation in the terminal, from memory and from a cluster that has all articles while memory has none."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bot.config import bundled_corpus
from tests.adapters.opensearch.nodes import Nodes
from tests.test_readme import HOUSE, conversation

ASKED = (
    *(
        line.removeprefix("나> ")
        for line in conversation((HOUSE / "README.md").read_text(encoding="utf-8"))
        if line.startswith("나> ")
    ),
    "/search ㅂㅅㅍㅇ",
    "/search qjtm vkdjq",
    "/search 언론사:해온일보 버스",
    "/story 버스 파업",
    "/person 윤서린",
    "/latest",
    "/trend 버스 파업",
)


def talk(home: Path, *command: str, **settings: str) -> str:
    """What `sosik` writes to standard output when it hears ASKED."""
    folders = {"CORPUS_DIR": str(home / "articles"), "INDEX_DIR": str(home / "index")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command], input="\n".join(ASKED), encoding="utf-8", capture_output=True,
        check=True, cwd=home, timeout=300, env={"PYTHONPATH": str(HOUSE), **folders, **settings},
    )  # fmt: skip
    return re.sub(r"[^\s\[]*\.png", "picture.png", done.stdout)


def test_readers_notice_nothing(node: Nodes, tmp_path: Path) -> None:
    shutil.copytree(bundled_corpus(), tmp_path / "articles")
    expected = talk(tmp_path, "chat")
    cluster = {"OPENSEARCH_URL": node.urls, "OPENSEARCH_INDEX": "chat", "HOT_DAYS": "1"}
    assert ", 0 refused" in talk(tmp_path, "archive", "load", **cluster)
    for _ in range(10):  # until a node just begun answers within a search's limit
        said = talk(tmp_path, "chat", **cluster)
        if "지금은 최근 1일 기사에서만 찾았어요." not in said:
            break
    assert expected == said
