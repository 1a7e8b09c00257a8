"""The walls of the house: who may import whom, and who may know what."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"

# cli -> main -> chat, store, delivery -> newsroom -> answer, digest -> search -> corpus, korean -> errors
FLOOR = {
    "errors": 0, "native": 0, "texts": 1, "korean": 2, "corpus": 3, "search": 4, "answer": 5, "digest": 5,
    "desk": 5, "deeds": 6, "editing": 7, "fetching": 7,
    "newsroom": 6, "pace": 6, "delivery": 7, "courier": 8, "timetable": 7, "shelf": 7, "store": 8, "chat": 8,
    "settings": 8, "logs": 8, "phrasing": 8, "loading": 9, "telling": 9, "newsdesk": 9, "shell": 10, "main": 10,
    "batch": 9, "console": 9, "cli": 11, "__main__": 12, "__init__": 0,
}  # fmt: skip
NEVER_MEET = {("chat", "store"), ("store", "chat"), ("answer", "digest"), ("digest", "answer")}
ONLY_IN = {
    "telegram": {"chat"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "typer": {"cli"},
    "openai": {"phrasing"},
    "pydantic_settings": {"settings"},
    "trafilatura": {"desk"},
}
SYNCHRONOUS = {"errors", "texts", "korean", "search", "answer", "digest", "desk"}
FILES = sorted(BOT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


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
        if parts[0] != "bot" or len(parts) == 1 or parts[1] == here:
            continue
        assert (here, parts[1]) not in NEVER_MEET, f"{here} imports {name}"
        assert FLOOR[parts[1]] < FLOOR[here], f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_what_only_one_room_may_know(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        assert room(path) in ONLY_IN.get(top, {room(path)}), f"{room(path)} imports {name}"


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
