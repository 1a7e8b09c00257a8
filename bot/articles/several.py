"""How many articles stand in one text, each with its own head: one alone is read, since of several none would be whole.

A head is a block of fields (제목: …, 언론사: …), a title above a time (입력 2026.03.04 14:38), above an address, or a
heading with its paper and day; below each there are sentences. The first stands at the top, or there is none.

>>> heads = [f"제목: 다리 {n}호\\n언론사: 한빛일보\\n\\n다리가 열렸다." for n in (1, 2)]
>>> articles_in(heads[0]), articles_in("\\n\\n".join(heads))
(1, 2)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.articles.fields import address_in
from bot.articles.furniture import is_prose
from bot.articles.head import address_alone
from bot.articles.labels import read_label
from bot.articles.portal import is_posted
from bot.articles.signature import read_signature

MOST_LINES = 2_000
WITHIN = 12  # lines from the top to the first head, and from a head to its sentences
LONGEST = 120  # characters of a title

_RULE = re.compile(r"(?<![-=*_#─━ \t])[ \t]*+(?:-{3,}+|={3,}+|\*{3,}+|_{3,}+|#{3,}+|─{3,}+|━{3,}+)[ \t]*+")
_HEADING = re.compile(r" {0,3}#{1,2}[ \t]+(\S.*)")
_FIRST_HEADING = re.compile(r" {0,3}#[ \t]+(?:\S+ ){2,}\S.*")  # of a document, in the words of a headline
_END = re.compile(r"\(끝\)|End of Document|-30-|<끝>|\[끝\]")
_OF_ARTICLES = frozenset(("title", "publisher", "source", "url", "author", "body"))
_TELLING = _OF_ARTICLES | {"published", "category"}


def articles_in(text: str) -> int:
    """At least 1."""
    lines = text.split("\n", MOST_LINES)[:MOST_LINES]
    counts = (_blocks(lines), _ends(lines), *(_heads(lines, kind) for kind in _KINDS))
    return max(1, *counts)


def _blocks(lines: list[str]) -> int:
    """How often the first two fields of the first block stand together."""
    for number, line in enumerate(lines[:WITHIN]):
        first = read_label(line) if line.strip() else None
        second = read_label(lines[number + 1]) if first and number + 1 < len(lines) else None
        if first and second:
            break
    else:
        return 0
    fields = {first[0], second[0]}
    if len(fields) < 2 or not fields <= _TELLING or not fields & _OF_ARTICLES:
        return 0
    found = 0
    for number, line in enumerate(lines[:-1]):
        if first[1] in line and second[1] in lines[number + 1]:
            here, below = read_label(line), read_label(lines[number + 1])
            found += here is not None and below is not None and (here[1], below[1]) == (first[1], second[1])
    return found


def _ends(lines: list[str]) -> int:
    """How often a line says that an article ends, with sentences above it."""
    found, prose = 0, False
    for line in lines:
        if _END.fullmatch(line.strip()):
            found, prose = found + prose, False
        elif not prose:
            prose = is_prose(line.strip())
    return found


def _heads(lines: list[str], is_head: Callable[[list[str], int], bool]) -> int:
    """How many heads of a kind there are with sentences below each; 0 where the first is not at the top."""
    heads = [number for number in range(len(lines)) if lines[number].strip() and is_head(lines, number)]
    if len(heads) < 2 or any(is_prose(line.strip()) for line in lines[: heads[0]]):
        return 0
    level = _level(lines[heads[0]])
    heads = [number for number in heads if _level(lines[number]) == level]
    ends = [*heads[1:], len(lines)]
    return sum(
        any(is_prose(line.strip()) for line in lines[at + 1 : end])
        for at, end in zip(heads, ends, strict=True)
    )


def _level(line: str) -> int:
    """Of a heading; 0 of any other line."""
    line = line.lstrip()
    return len(line) - len(line.lstrip("#"))


def _is_timed(lines: list[str], number: int) -> bool:
    """A time of a page, below a line that may be a title."""
    return is_posted(lines[number]) and _title_above(lines, number) is not None


def _is_addressed(lines: list[str], number: int) -> bool:
    """An address right below a title that stands apart."""
    if not address_alone(lines[number]) or number == 0 or not _is_title(lines[number - 1]):
        return False
    above = lines[number - 2].strip() if number > 1 else ""
    return (not above or bool(_RULE.fullmatch(above))) and is_prose(_next(lines, number + 1))


def _is_headed(lines: list[str], number: int) -> bool:
    """A heading with its paper, its day or its address right below it or at the end of its text."""
    if not _HEADING.match(lines[number]):
        return False
    if _is_source(_next(lines, number + 1)):
        return True
    last = ""
    for line in lines[number + 1 : number + 1 + MOST_LINES]:
        if _HEADING.match(line) or _RULE.fullmatch(line):
            break
        last = line.strip() or last
    return _is_source(last)


def _is_document(lines: list[str], number: int) -> bool:
    """The heading of a document, at the top or below a rule."""
    if not _FIRST_HEADING.fullmatch(lines[number]):
        return False
    above = next((line for line in reversed(lines[max(0, number - 4) : number]) if line.strip()), "")
    return bool(_RULE.fullmatch(above)) or (not above and number < WITHIN)


def _is_source(line: str) -> bool:
    if len(line) > LONGEST * 2:
        return False
    if address_alone(line) or read_signature(line):
        return True
    label = read_label(line)
    if label is None or not label[2]:
        return False
    return label[0] in ("url", "publisher", "author") or bool(label[0] == "source" and address_in(label[2]))


def _title_above(lines: list[str], number: int) -> int | None:
    for above in range(number - 1, max(-1, number - 4), -1):
        if lines[above].strip():
            return above if _is_title(lines[above]) else None
    return None


def _is_title(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST and not is_prose(line.strip()) and not _RULE.fullmatch(line)


def _next(lines: list[str], number: int) -> str:
    return next((line.strip() for line in lines[number : number + WITHIN] if line.strip()), "")


_KINDS = (_is_timed, _is_addressed, _is_headed, _is_document)
