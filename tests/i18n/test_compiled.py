"""The `.mo` of a `.po`: always that of the words that are written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.i18n import catalogue
from bot.i18n.catalogue import compiled, load, source

KEY = "button.back"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder of catalogues as it is cloned: without what is compiled."""
    shutil.copytree(catalogue.LOCALES, tmp_path / "locales", ignore=shutil.ignore_patterns("*.mo"))
    return tmp_path / "locales"


def test_a_fresh_checkout_speaks(checkout: Path) -> None:
    assert "Back" in load("en", checkout).gettext(KEY)
    assert source("en", checkout).with_suffix(".mo").exists()  # the next start need not compile


def test_words_just_changed_are_said(checkout: Path) -> None:
    po = source("en", checkout)
    assert "Back" in load("en", checkout).gettext(KEY)
    po.write_text(po.read_text(encoding="utf-8").replace("Back", "Return"), encoding="utf-8")
    assert "Return" in load("en", checkout).gettext(KEY)


def test_a_folder_that_cannot_be_written_speaks_all_the_same(checkout: Path) -> None:
    source("ko", checkout).with_suffix(f".{catalogue.os.getpid()}").mkdir()  # in the way of what is written
    assert "이전" in load("ko", checkout).gettext(KEY)
    assert not source("ko", checkout).with_suffix(".mo").exists()


def test_the_same_words_compile_to_the_same_bytes() -> None:
    text = source("ko").read_bytes()
    assert compiled("ko", text) == compiled("ko", text)
