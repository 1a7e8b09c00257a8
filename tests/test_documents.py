"""The documents speak of what is there: links lead somewhere, files that are named exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
DOCUMENTS = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)(?:#[^)]*)?\)")
_NAMED = re.compile(r"`((?:bot|tests|bench|docs)/[\w./-]+\.\w+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(HOUSE)))
def test_links_and_named_files_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = {document.parent / target for target in _LINK.findall(text)}
    named = {HOUSE / target for target in _NAMED.findall(text)}
    missing = [str(path) for path in sorted(links | named) if not path.exists()]
    assert [] == missing


def test_architecture_can_be_read_in_one_go() -> None:
    assert (HOUSE / "ARCHITECTURE.md").read_text(encoding="utf-8").count("\n") <= 250
