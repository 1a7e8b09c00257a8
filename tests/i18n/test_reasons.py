"""Every reason for which a file is refused is said in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.entrypoints.telegram.views.preview import reason

BOT = Path(__file__).parents[2] / "bot"


def beginning(node: ast.expr) -> str:
    """What a literal, or an f-string, begins with."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return beginning(node.values[0]) if node.values else ""
    return ""


def raised() -> list[str]:
    """The beginnings of all reasons that are written down where they are raised."""
    found = []
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "UnreadableArticle"
                and node.args
            ):
                found.append(beginning(node.args[0]))
    return [one for one in found if one and one != "no "]  # "no JSON" and its like


def test_they_are_found() -> None:
    assert len(raised()) > 20


@pytest.mark.parametrize(
    "english", [*sorted(set(raised())), "no JSON", "no JSONL", "no CSV", "a link to nothing"]
)
def test_a_reason_is_said_in_korean(english: str) -> None:
    assert any("가" <= char <= "힣" for char in reason("ko", english)), english
