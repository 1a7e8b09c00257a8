"""The regular expressions of Sosik, and the text that each of them likes least.

Every pattern of `bot` is found: those that a module holds, compiled or not yet, in containers and classes too, and
those that are written where they are used. What a pattern is fed is drawn from the pattern itself: what its repeated
parts accept, again and again, before a character that nothing accepts.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from re import _constants as names  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import bot
from bench.pattern_steps import one_test, tree
from bot.patterns import CompiledPattern

# What anybody may write, whatever the pattern: tables of figures, glued addresses, marks that never close.
GENERIC = (
    "1,234,567 2,345,678 ", "1", "1천", "1만 2천 ", "12월 3일 ", "2026년 1월 ", "2026.01.02. ",
    "a@b.c", "ab@cd.ef.gh", "www.a", "https://a.b/", " ", "\u00a0", "\n", " \n", "\t", '"',
    "“", "”", "'", "‘", "“가 ", "(", "[", "<", "「", "(가", "[가=", "<a ", "a=\"b\" ", "가",
    "가나 ", "다.", "했다. ", "말했다", "라고 ", "A", "Aa ", "a.", "-", "·", ",", "/", "가/나 - ",
    "#가 ", "ㅋ", "가 기자 ", "약 1여 ", "▶ 가 : 나 / 다 - ", "!?", "…", "*", "&amp;", "&#1;", "=",
    "_", "한빛시", "이", "고 ",
)  # fmt: skip
FAILS = "\x00"
_SAMPLES = 4  # characters of a set
_DEPTH = 12


def patterns() -> dict[str, re.Pattern[str]]:
    """Every text pattern of `bot` by its name: module and attribute, or module and line."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[tuple[str, int]] = set()
    for module in sorted(pkgutil.walk_packages(bot.__path__, "bot."), key=lambda one: one.name):
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue  # scripts for alembic and the shell: they act when imported
        loaded = importlib.import_module(module.name)
        held = [
            pair
            for name, value in vars(loaded).items()
            for pair in _within(value, f"{module.name}.{name}", module.name)
        ]
        for place, pattern in [*held, *_written(loaded)]:
            if (key := (pattern.pattern, pattern.flags)) not in seen:
                seen.add(key)
                found[place] = pattern
    return found


def _written(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in calls of `re` within functions; what is put into one there stands for any two syllables."""
    path = Path(str(module.__file__))
    source = path.read_text(encoding="utf-8") if path.suffix == ".py" else ""  # one module is C
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in (node for function in functions for node in ast.walk(function)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = ast.unparse(node.func)
        if (called.startswith("re.") or called == "lazy_compile") and (
            text := _text_of(node.args[0], module)
        ):
            with suppress(re.error):  # of which a part is made elsewhere
                yield f"{module.__name__}:{node.lineno}", re.compile(text)


def _text_of(node: ast.expr, module: ModuleType) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, "")
        return value if isinstance(value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text_of(part, module) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text_of(node.value, module) or "한빛"
    return ""


def _within(value: object, place: str, module: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern | CompiledPattern):
        if isinstance(value.pattern, str):
            yield place, re.compile(value.pattern, value.flags)
    elif depth > 3:
        return
    elif isinstance(value, dict):
        for key, inner in [*value.items()]:
            yield from _within(inner, f"{place}[{key!r}]", module, depth + 1)
            yield from _within(key, f"{place} key", module, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for number, inner in enumerate(value):
            yield from _within(inner, f"{place}[{number}]", module, depth + 1)
    elif (isinstance(value, type) and value.__module__ == module) or (
        type(value).__module__.startswith("bot.") and hasattr(value, "__dict__")
    ):
        for name, inner in vars(value).items():
            yield from _within(inner, f"{place}.{name}", module, depth + 1)


def foods(pattern: re.Pattern[str], seed: int = 1, samples: int = 12) -> list[str]:
    """Short texts to be repeated, of which the worst for *pattern* are made; the generic ones among them."""
    chance = Random(seed)
    parsed = tree(pattern)
    flags = parsed.state.flags | pattern.flags
    found = dict.fromkeys(GENERIC)
    for before, body in _repeats(parsed, flags, chance, ""):
        for one in body:
            found[one] = None
        found[before + body[0]] = None
    letters = list(dict.fromkeys(_alphabet(parsed, flags, chance)))
    chance.shuffle(letters)
    found.update(dict.fromkeys(letters[: 2 * samples]))
    for _ in range(samples):
        sample = _sample(parsed, flags, chance)
        for text in (sample, sample[: len(sample) // 2], sample[:-1]):
            if text:
                found[text[:200]] = None
    return [food for food in found if food]


def fed(food: str, chars: int) -> str:
    """*food* again and again, *chars* long, and at its end what nothing accepts."""
    return (food * (chars // len(food) + 1))[: chars - 1] + FAILS


def _repeats(nodes: Any, flags: int, chance: Random, before: str) -> Iterator[tuple[str, list[str]]]:
    """What leads to each repeated part, and samples of what it repeats."""
    for name, argument in nodes:
        if name in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            body = argument[2]
            samples = [text for _ in range(_SAMPLES) if (text := _sample(body, flags, chance))]
            if samples and argument[1] > 3:
                yield before, samples
            yield from _repeats(body, flags, chance, before)
        elif name is names.SUBPATTERN:
            yield from _repeats(argument[3], (flags | argument[1]) & ~argument[2], chance, before)
        elif name is names.BRANCH:
            for choice in argument[1]:
                yield from _repeats(choice, flags, chance, before)
        elif name is names.ATOMIC_GROUP:
            yield from _repeats(argument, flags, chance, before)
        elif name in (names.ASSERT, names.ASSERT_NOT):
            yield from _repeats(argument[1], flags, chance, before)
        before = (before + _sample([(name, argument)], flags, chance))[-60:]


def _alphabet(nodes: Any, flags: int, chance: Random) -> Iterator[str]:
    for name, argument in nodes:
        if name in (names.LITERAL, names.NOT_LITERAL, names.ANY, names.IN):
            yield from _characters(name, argument, flags, chance)
        elif name in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            yield from _alphabet(argument[2], flags, chance)
        elif name is names.SUBPATTERN:
            yield from _alphabet(argument[3], flags, chance)
        elif name is names.BRANCH:
            for choice in argument[1]:
                yield from _alphabet(choice, flags, chance)
        elif name is names.ATOMIC_GROUP:
            yield from _alphabet(argument, flags, chance)
        elif name in (names.ASSERT, names.ASSERT_NOT):
            yield from _alphabet(argument[1], flags, chance)


_TRIED = (
    "가나다한이의은고며했말\"'“”‘’.,-·/=:()[]<>{}!?%#@&*_~|+ \n\t\u00a00123456789aAbcxyzZ…▶■ㄱㅋ①中カ"
    "\u0000\u0301\u1112\u1161\u11ab\ud800\uffff\x7f\x85\u2028\\;ㅣ年"
)


def _characters(name: Any, argument: Any, flags: int, chance: Random) -> list[str]:
    if name is names.LITERAL:
        return [chr(argument)]
    test = one_test(name, argument, flags)
    likely = [character for character in _TRIED if test(character)]
    if name is names.IN:
        for kind, value in argument:
            if kind is names.LITERAL and test(chr(value)):
                likely.append(chr(value))
            elif kind is names.RANGE and test(chr(value[0])):
                likely += [chr(value[0]), chr(value[1])]
    return chance.sample(likely, min(_SAMPLES, len(likely)))


def _sample(nodes: Iterable[Any], flags: int, chance: Random, depth: int = 0) -> str:
    """A text that the nodes accept, their looks around left aside."""
    text = ""
    for name, argument in nodes:
        if name in (names.LITERAL, names.NOT_LITERAL, names.ANY, names.IN):
            characters = _characters(name, argument, flags, chance)
            text += chance.choice(characters) if characters else ""
        elif name in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            least, most, body = argument
            times = (
                chance.randint(int(least), min(int(most), int(least) + 3)) if depth < _DEPTH else int(least)
            )
            text += "".join(_sample(body, flags, chance, depth + 1) for _ in range(min(times, 80)))
        elif name is names.SUBPATTERN:
            text += _sample(argument[3], flags, chance, depth + 1)
        elif name is names.BRANCH:
            text += _sample(chance.choice(argument[1]), flags, chance, depth + 1)
        elif name is names.ATOMIC_GROUP:
            text += _sample(argument, flags, chance, depth + 1)
    return text
