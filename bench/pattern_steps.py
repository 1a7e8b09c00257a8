"""How many steps a regular expression takes over a text, counted rather than timed: the same on every machine.

A backtracking matcher over the tree that Python's own parser makes of a pattern. It does what `re` does, in the
same order and without its shortcuts (literal prefixes, skipping to a character that can follow), so it counts at
least as much work as there is.

>>> steps(re.compile(r"(a+)+b"), "a" * 40, most=10_000)   # exponential: given up
10001
>>> steps(re.compile(r"a++b"), "a" * 40, most=10_000)
1720
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

# typeshed has no stubs of these; the parser is the only one that reads patterns exactly as `re` does.
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_ONE = {names.LITERAL, names.NOT_LITERAL, names.ANY, names.IN}
_REPEATS = {names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT}
_UNROLLED = 40  # copies of a repeated part; beyond that its upper limit is left out, which only adds steps

Test = Callable[[str], bool]
Op = tuple[Any, ...]  # (name, arguments …)


class TooMany(Exception):
    """More steps than allowed."""


@dataclass
class _Program:
    """Instructions for the matcher. *looks_back*: the pattern refers to its own groups."""

    ops: list[Op] = field(default_factory=list)
    looks_back: bool = False

    def add(self, *op: Any) -> int:
        self.ops.append(op)
        return len(self.ops) - 1


def tree(pattern: re.Pattern[str]) -> Any:
    """What Python's parser makes of *pattern*: a list of (operator, argument)."""
    return parser.parse(pattern.pattern, pattern.flags)


def steps(pattern: re.Pattern[str], text: str, most: int, whole: bool = False) -> int:
    """The steps of `pattern.finditer(text)`, or of `pattern.fullmatch(text)`; most + 1 where they are more."""
    program = _program(pattern)
    count = [most]
    try:
        if whole:
            _run(program, 0, text, 0, count, whole=True)
        else:
            at = 0
            while at <= len(text):
                end = _run(program, 0, text, at, count)
                at = end if end is not None and end > at else at + 1
    except TooMany:
        return most + 1
    return most - count[0]


@lru_cache(maxsize=1000)
def _program(pattern: re.Pattern[str]) -> _Program:
    program = _Program()
    parsed = tree(pattern)
    _emit(program, parsed, parsed.state, parsed.state.flags | pattern.flags)
    program.add("match")
    return program


def _emit(program: _Program, nodes: Any, state: Any, flags: int) -> None:
    for name, argument in nodes:
        if name in _ONE:
            program.add("one", one_test(name, argument, flags))
        elif name is names.SUBPATTERN:
            group, more, fewer, inside = argument
            start = program.add("open", group)
            _emit(program, inside, state, (flags | more) & ~fewer)
            program.add("close", group, start)
        elif name is names.BRANCH:
            start, ends, choices = program.add("fail"), [], []
            for choice in argument[1]:
                first = (
                    one_test(choice[0][0], choice[0][1], flags)
                    if len(choice) and choice[0][0] in _ONE
                    else None
                )
                choices.append((len(program.ops), first))
                _emit(program, choice, state, flags)
                ends.append(program.add("jump", 0))
            program.ops[start] = ("branch", choices, {})
            for at in ends:
                program.ops[at] = ("jump", len(program.ops))
        elif name in _REPEATS:
            _emit_repeat(program, name, argument, state, flags)
        elif name is names.ATOMIC_GROUP:
            _emit_aside(program, "atomic", argument, state, flags)
        elif name in (names.ASSERT, names.ASSERT_NOT):
            direction, inside = argument
            back = inside.getwidth()[0] if direction < 0 else 0
            _emit_aside(program, "look", inside, state, flags, back, name is names.ASSERT)
        elif name is names.AT:
            program.add("at", argument, flags)
        elif name is names.GROUPREF:
            program.looks_back = True
            program.add("again", argument)
        else:
            raise NotImplementedError(str(name))


def _emit_aside(
    program: _Program, kind: str, inside: Any, state: Any, flags: int, *arguments: object
) -> None:
    """A part that is matched by itself, and never gone back into."""
    at = program.add("fail")
    _emit(program, inside, state, flags)
    program.add("match")
    program.ops[at] = (kind, len(program.ops), *arguments)


def _emit_repeat(program: _Program, name: Any, argument: Any, state: Any, flags: int) -> None:
    least, most, inside = argument
    if name is names.POSSESSIVE_REPEAT:
        greedy = parser.SubPattern(state, [(names.MAX_REPEAT, argument)])
        _emit_aside(program, "atomic", greedy, state, flags)
        return
    greedy = name is names.MAX_REPEAT
    limit = None if most is names.MAXREPEAT else int(most)
    if len(inside) == 1 and inside[0][0] in _ONE:
        program.add("run", run_length(inside[0], flags), int(least), limit, greedy)
        return
    for _ in range(least):
        _emit(program, inside, state, flags)
    if limit is None or limit - least > _UNROLLED:
        at = program.add("split", 0, 0)
        mark = program.add("mark")
        _emit(program, inside, state, flags)
        program.add("moved", mark)
        program.add("jump", at)
        after = len(program.ops)
        program.ops[at] = ("split", at + 1, after) if greedy else ("split", after, at + 1)
        return
    splits = []
    for _ in range(limit - least):
        splits.append(program.add("split", 0, 0))
        _emit(program, inside, state, flags)
    after = len(program.ops)
    for at in splits:
        program.ops[at] = ("split", at + 1, after) if greedy else ("split", after, at + 1)


def one_test(name: Any, argument: Any, flags: int) -> Test:
    """Whether a character is accepted by a node that takes one."""
    matches = _compiled(name, argument, flags).match
    known: dict[str, bool] = {}

    def test(character: str) -> bool:
        found = known.get(character)
        if found is None:
            found = known[character] = matches(character) is not None
        return found

    return test


def run_length(node: Any, flags: int) -> Callable[[str, int, int], int]:
    """How many characters of text[at:end] such a node takes in a row."""
    state = parser.State()
    state.flags = flags
    part = parser.SubPattern(state, [node])
    many = parser.SubPattern(state, [(names.MAX_REPEAT, (0, names.MAXREPEAT, part))])
    match = compiler.compile(many, flags).match
    return lambda text, at, end: int(match(text, at, end).end()) - at


def _compiled(name: Any, argument: Any, flags: int) -> re.Pattern[str]:
    state = parser.State()
    state.flags = flags
    compiled: re.Pattern[str] = compiler.compile(parser.SubPattern(state, [(name, argument)]), flags)
    return compiled


def _at(where: Any, flags: int, text: str, position: int) -> bool:
    if where in (names.AT_BEGINNING, names.AT_BEGINNING_STRING):
        lines = where is names.AT_BEGINNING and flags & re.MULTILINE
        return position == 0 or bool(lines and text[position - 1] == "\n")
    if where is names.AT_END_STRING:
        return position == len(text)
    if where is names.AT_END:
        if flags & re.MULTILINE:
            return position == len(text) or text[position] == "\n"
        return position == len(text) or (position == len(text) - 1 and text[position] == "\n")
    before = position > 0 and (text[position - 1].isalnum() or text[position - 1] == "_")
    after = position < len(text) and (text[position].isalnum() or text[position] == "_")
    return (before != after) is (where is names.AT_BOUNDARY)


def _run(
    program: _Program, begin: int, text: str, start: int, count: list[int], whole: bool = False
) -> int | None:
    """Where a match from *start* ends, or None; every instruction and every character of a run is a step."""
    ops, size, remember = program.ops, len(text), program.looks_back
    waiting: list[tuple[Any, ...]] = []
    pc, at = begin, start
    marks: dict[int, int] = {}
    groups: dict[int, tuple[int, int]] = {}
    left = count[0]
    while True:
        left -= 1
        if left < 0:
            raise TooMany
        op = ops[pc]
        kind = op[0]
        failed = False
        if kind == "one":
            if at < size and op[1](text[at]):
                pc, at = pc + 1, at + 1
            else:
                failed = True
        elif kind == "split":
            waiting.append((op[2], at, marks, dict(groups) if remember else groups))
            pc = op[1]
        elif kind == "branch":  # a choice that begins with another character is passed over, eight to a step
            here = text[at] if at < size else ""
            viable = op[2].get(here)
            if viable is None:
                viable = [place for place, first in op[1] if first is None or (here and first(here))]
                op[2][here] = viable
            left -= len(op[1]) // 8
            if viable:
                for place in viable[:0:-1]:
                    waiting.append((place, at, marks, dict(groups) if remember else groups))
                pc = viable[0]
            else:
                failed = True
        elif kind == "jump":
            pc = op[1]
        elif kind == "run":
            _, length, least, limit, greedy = op
            end = size if limit is None else min(size, at + limit)
            found = length(text, at, end)
            left -= found
            if found < least:
                failed = True
            elif greedy:
                if found > least:
                    waiting.append((pc, at + found - 1, at + least, -1))
                pc, at = pc + 1, at + found
            else:
                if found > least:
                    waiting.append((pc, at + least + 1, at + found, 1))
                pc, at = pc + 1, at + least
        elif kind == "open":
            marks = {**marks, pc: at}
            pc += 1
        elif kind == "close":
            if remember and op[1] is not None:
                groups[op[1]] = (marks[op[2]], at)
            pc += 1
        elif kind == "mark":
            marks = {**marks, pc: at}
            pc += 1
        elif kind == "moved":
            if marks[op[1]] == at:
                failed = True
            pc += 1
        elif kind == "at":
            failed = not _at(op[1], op[2], text, at)
            pc += 1
        elif kind == "again":
            span = groups.get(op[1])
            said = text[slice(*span)] if span else ""
            left -= len(said)
            failed = span is None or not text.startswith(said, at)
            pc, at = pc + 1, at + len(said)
        elif kind == "look":
            begun = at - op[2]
            count[0] = left
            ended = None if begun < 0 else _run(program, pc + 1, text, begun, count)
            left = count[0]
            if (ended is not None and (not op[2] or ended == at)) is not op[3]:
                failed = True
            pc = op[1]
        elif kind == "atomic":
            count[0] = left
            ended = _run(program, pc + 1, text, at, count)
            left = count[0]
            if ended is None:
                failed = True
            else:
                pc, at = op[1], ended
        elif kind == "match":
            if not whole or at == size:
                count[0] = left
                return at
            failed = True
        else:
            failed = True
        if failed:
            if not waiting:
                count[0] = left
                return None
            entry = waiting.pop()
            if entry[-1] == -1 or entry[-1] == 1:  # a run gives back a character, or takes one more
                pc, at, end, step = entry
                if at != end:
                    waiting.append((pc, at + step, end, step))
                pc += 1
            else:
                pc, at, marks, groups = entry
