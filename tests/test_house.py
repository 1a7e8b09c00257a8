"""The walls of the house: who may import whom, and who may know what."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"

# Which room stands on which; siblings on a floor may meet only below it.
# MEET lists who still imports against the order.
FLOOR = {
    "__init__": 0, "errors": 0, "kernel": 0, "i18n": 1, "observability": 1, "config": 1, "pools": 1, "korean": 2,
    "articles": 3, "stories": 4, "search": 5, "digests": 6, "quotes": 7, "answers": 8, "editing": 8, "delivery": 8,
    "newsroom": 9, "index": 10, "adapters": 10, "entrypoints.telegram": 11, "entrypoints.terminal": 12,
    "telling": 12, "loading": 12, "newsdesk": 12, "bootstrap": 13, "entrypoints.cli": 14, "__main__": 15,
}  # fmt: skip
MEET = {
    ("editing", "adapters"), ("articles", "adapters"), ("index", "adapters"),
    ("quotes", "answers"),
}  # fmt: skip
ONLY_IN = {
    "telegram": {"entrypoints"},
    "sqlalchemy": {"adapters"},
    "alembic": {"adapters"},
    "typer": {"entrypoints"},
    "openai": {"adapters"},
    "pydantic_settings": {"config"},
    "trafilatura": {"editing"},
}
SYNCHRONOUS = {"errors", "i18n", "korean", "search", "stories", "answers", "quotes", "digests", "articles"}
FILES = sorted(BOT.rglob("*.py"))


def room(path: Path) -> str:
    return room_of(path.relative_to(BOT).with_suffix("").parts)


def room_of(parts: Sequence[str]) -> str:
    return ".".join(parts[:2]) if parts[0] == "entrypoints" else parts[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            if node.module == "bot":
                found |= {f"bot.{alias.name}" for alias in node.names if (BOT / alias.name).exists()
                          or (BOT / f"{alias.name}.py").exists()}  # fmt: skip
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "bot" or len(parts) == 1 or (there := room_of(parts[1:])) == here:
            continue
        assert (here, there) in MEET or FLOOR[there] < FLOOR[here], f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_what_only_one_room_may_know(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        assert room(path).split(".")[0] in ONLY_IN.get(top, {room(path).split(".")[0]}), (
            f"{room(path)} imports {name}"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_the_domain_is_synchronous_and_knows_no_clock(path: Path) -> None:
    if room(path) not in SYNCHRONOUS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), f"{path}: async"
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "utcnow", "today", "environ", "getenv"}, f"{path}: {node.attr}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_no_room_is_too_large(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 450, f"{path} has {lines} lines"


def test_nothing_imports_in_a_circle() -> None:
    modules = {
        ".".join(["bot", *p.relative_to(BOT).with_suffix("").parts]).removesuffix(".__init__"): p
        for p in FILES
    }
    graph = {name: {m for m in imports(path) if m in modules and m != name} for name, path in modules.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        if name in done:
            return
        for other in graph[name]:
            visit(other, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())
