"""The documents speak of what is there: links lead somewhere, files that are named exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.adapters.database import archive_tables, editing_tables, feed_tables, sharing_tables  # noqa: F401 # the schema
from bot.adapters.database.schema import metadata
from bot.config import AnswerSettings, BotSettings, ChatSettings, DatabaseSettings, Settings
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.tree import text_of
from bot.entrypoints.telegram.commands import COMMANDS
from bot.i18n import Language

HOUSE = Path(__file__).parent.parent
DOCUMENTS = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)(?:#[^)]*)?\)")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
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


def table_names(page: str, form: str) -> set[str]:
    """What stands in backticks in the first column of a page's tables and matches *form*."""
    rows = [row for row in (HOUSE / page).read_text(encoding="utf-8").splitlines() if row.startswith("| `")]
    firsts = [re.split(r"(?<!\\)\|", row)[1] for row in rows]
    return {name for first in firsts for name in re.findall(form, first)}


@pytest.mark.parametrize("page", ["docs/settings.md", "docs/settings.ko.md"])
def test_the_table_of_settings_is_that_of_the_code(page: str) -> None:
    kinds = (Settings, AnswerSettings, DatabaseSettings, ChatSettings, BotSettings)
    known = {name.upper() for kind in kinds for name in kind.model_fields}
    assert known == table_names(page, r"`([A-Z][A-Z_]+)`")


@pytest.mark.parametrize("page", ["docs/commands.md", "docs/commands.ko.md"])
def test_the_table_of_commands_is_that_of_the_code(page: str) -> None:
    known = {command.name for command in COMMANDS}
    assert known == table_names(page, r"`/([a-z]+)")


@pytest.mark.parametrize("page", ["docs/commands.md", "docs/commands.ko.md"])
def test_every_other_name_of_a_command_is_told(page: str) -> None:
    told = (HOUSE / page).read_text(encoding="utf-8")
    assert [] == [name for command in COMMANDS for name in command.aliases if f"/{name}" not in told]


def test_every_command_has_its_line_in_both_languages() -> None:
    languages: tuple[Language, ...] = ("ko", "en")
    for command in COMMANDS:
        korean, english = (text_of(phrase(language, command.description)) for language in languages)
        assert re.search("[가-힣]", korean)
        assert not re.search("[가-힣]", english)
        assert len(korean) <= 256


def test_the_tables_of_the_database_are_those_of_the_schema() -> None:
    assert set(metadata.tables) == table_names("docs/data.md", r"`([a-z_]+)`")


def test_every_fault_has_tests_that_are_there() -> None:
    text = (HOUSE / "docs/faults.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("| ") and not row.endswith("| Shown by |")]
    assert len(rows) > 60
    assert [] == [row for row in rows if not _TEST.search(row.split(" | ", 1)[1])]
    named = set(_TEST.findall(text))
    sources = {file: (HOUSE / file).read_text(encoding="utf-8") for file, _ in named}
    assert [] == sorted(f"{file}::{name}" for file, name in named if f"def {name}(" not in sources[file])


def test_every_threat_has_its_test() -> None:
    text = (HOUSE / "SECURITY.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("| ") and not row.startswith("| Who |")]
    assert len(rows) > 20
    missing = []
    for row in rows:
        tests = re.findall(r"`(tests/[\w/]+\.py)`: ((?:`test_\w+`(?:, )?)+)", row)
        if not tests:
            missing.append(row)
        for file, names in tests:
            code = (HOUSE / file).read_text(encoding="utf-8")
            missing += [name for name in re.findall(r"test_\w+", names) if f"def {name}(" not in code]
    assert [] == missing


def test_the_readme_can_be_read_in_one_go() -> None:
    for name in ("README.md", "README.ko.md"):
        assert (HOUSE / name).read_text(encoding="utf-8").count("\n") <= 120
