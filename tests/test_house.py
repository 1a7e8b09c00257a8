"""The walls of the house: who may know what, and how large a room may be. Who may import whom: `lint-imports`."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parent.parent
BOT = HOUSE / "bot"
ONLY_IN = {
    "telegram": "entrypoints",
    "typer": "entrypoints",
    "sqlalchemy": "adapters",
    "alembic": "adapters",
    "openai": "adapters",
    "opensearchpy": "adapters",
    "pydantic_settings": "config",
    "feedparser": "feeds",
}
SYNCHRONOUS = set("errors i18n korean articles stories search digests quotes answers feeds".split())
CLOCKS = {"now", "utcnow", "today", "environ", "getenv"}
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_PARAMETERS = 6  # of a command of the shell each is an option
FILES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(BOT.rglob("*.py"))}


def room(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            yield node.module or ""


def test_the_rooms_stand_on_one_another() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-logo"], cwd=HOUSE, capture_output=True, text=True)
    assert 0 == done.returncode, done.stdout


def test_what_only_one_room_may_know() -> None:
    strange = [
        f"{path.relative_to(BOT)} imports {name}"
        for path, tree in FILES.items()
        for name in imports(tree)
        if room(path) != ONLY_IN.get(name.split(".")[0], room(path))
    ]
    assert [] == strange


def test_the_domain_is_synchronous_and_knows_no_clock() -> None:
    strange = [
        f"{path.relative_to(BOT)}:{node.lineno}"
        for path, tree in FILES.items()
        if room(path) in SYNCHRONOUS
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
        or (isinstance(node, ast.Attribute) and node.attr in CLOCKS)
    ]
    assert [] == strange


def test_no_start_waits_for_patterns_that_it_does_not_match() -> None:
    at_import = [
        f"{path.relative_to(BOT)}:{call.lineno}"
        for path, tree in FILES.items()
        for call in calls_at_import(tree)
        if ast.unparse(call.func) == "re.compile"
    ]
    assert [] == at_import


def calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from [child] if isinstance(child, ast.Call) else []
            yield from calls_at_import(child)


def test_no_room_is_too_large() -> None:
    rooms = [
        path for folder in (BOT, BOT.parent / "tests", BOT.parent / "bench") for path in folder.rglob("*.py")
    ]
    sizes = {
        str(path.relative_to(BOT.parent)): path.read_text(encoding="utf-8").count("\n") for path in rooms
    }
    assert {} == {name: lines for name, lines in sizes.items() if lines > MOST_LINES}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{path.relative_to(BOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in FILES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {} == {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION}


def test_no_function_wants_too_many_things() -> None:
    wanted = {
        f"{path.relative_to(BOT)}:{node.name}": len(names)
        for path, tree in FILES.items()
        if "migrations" not in path.parts and path.relative_to(BOT).parts[:2] != ("entrypoints", "cli")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (names := parameters(node))[MOST_PARAMETERS:]
    }
    assert {} == wanted


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = node.args
    names = [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names
