"""How many articles stand in one text, each with its own head: one alone is read, since of several none would be whole.

A head is a title with what tells where it is from: fields (제목: …, 언론사: …), a time and a reporter (입력 2026.03.04
14:38), an address, a dateline, a heading with its paper and day. The first stands on the first line, and below each
there are sentences; where there is any doubt it is one article, which quotes, lists or goes on.

>>> heads = [f"제목: 다리 {n}호\\n언론사: 한빛일보\\n\\n다리가 열렸다. 차가 다닌다." for n in (1, 2)]
>>> articles_in(heads[0]), articles_in("\\n\\n".join(heads))
(1, 2)
"""

from __future__ import annotations

from collections.abc import Callable

from bot.articles.dateline import read_dateline
from bot.articles.fences import without_fenced
from bot.articles.fields import address_in
from bot.articles.frame import END_MARK
from bot.articles.furniture import is_prose, reporters_of
from bot.articles.head import address_alone
from bot.articles.labels import read_label
from bot.articles.portal import is_posted
from bot.articles.signature import read_signature
from bot.patterns import lazy_compile

MOST_LINES = 2_000
WITHIN = 12  # lines from a head to its sentences
LONGEST = 120  # characters of a title
LEAST_PROSE = 150  # characters, or two sentences

_RULE = lazy_compile(r"(?<![-=*_#─━ \t])[ \t]*+(?:-{3,}+|={3,}+|\*{3,}+|_{3,}+|#{3,}+|─{3,}+|━{3,}+)[ \t]*+")
_HEADING = lazy_compile(r" {0,3}#{1,2}[ \t]+(\S.*)")
_SENTENCE = lazy_compile(r"다\.")
_INTRODUCES = lazy_compile(r"[:：]$|(?:다음과|아래와|이와) 같|이렇다\.$|예시|예를 들")
Label = tuple[str, str, str] | None
_FROM = frozenset(("publisher", "source", "url", "author", "published"))


def articles_in(text: str) -> int:
    """At least 1."""
    lines = text.strip().split("\n", MOST_LINES)[:MOST_LINES]
    lines = without_fenced(lines, quoted=not lines[0].startswith(">"))
    return max(1, *(_heads(lines, kind) for kind in (_is_block(lines), *_KINDS)))


def _heads(lines: list[str], is_head: Callable[[list[str], int], bool]) -> int:
    """How many heads of a kind there are with sentences below each; 0 where the first is not on the first line."""
    if not lines[0].strip() or not is_head(lines, 0):
        return 0
    level = _level(lines[0])
    heads = [
        n for n, line in enumerate(lines) if line.strip() and _level(line) == level and is_head(lines, n)
    ]
    ends = [*heads[1:], len(lines)]
    told = [_is_told(lines[at + 1 : end]) for at, end in zip(heads, ends, strict=True)]
    return sum(told) if told[0] else 0


def _is_told(lines: list[str]) -> bool:
    """Whether there are two sentences, or as much as they are."""
    prose = [line.strip() for line in lines if is_prose(line.strip())]
    sentences = sum(max(1, len(_SENTENCE.findall(line))) for line in prose)
    return sentences > 1 or sum(map(len, prose)) >= LEAST_PROSE


def _level(line: str) -> int:
    """Of a heading; 0 of any other line."""
    line = line.lstrip()
    return len(line) - len(line.lstrip("#"))


def _is_block(lines: list[str]) -> Callable[[list[str], int], bool]:
    """Whether fields begin on a line, or below the title on it, as they do on the first lines."""
    is_below = read_label(lines[0]) is None
    start = int(is_below)
    first = _names(_labels(lines[: start + WITHIN]), start)
    fields = {field for field, _ in first}
    labels: list[Label] = []  # of all lines, each read once, where there is reason to
    is_real = bool(fields & _FROM) and ("title" in fields or is_below) and (len(fields) > 1)

    def is_head(lines: list[str], number: int) -> bool:
        if not is_real or (is_below and not _is_title(lines[number])):
            return False
        if not labels:
            labels.extend(_labels(lines))
        if _names(labels, number + start) != first:
            return False
        return not _INTRODUCES.search(_above(lines, number)[-LONGEST:])

    return is_head


def _labels(lines: list[str]) -> list[Label]:
    return [read_label(line) if line.strip() else None for line in lines]


def _names(labels: list[Label], start: int) -> list[tuple[str, str]]:
    """The fields that stand below each other from a line on, with their names, to that of the text."""
    found: list[tuple[str, str]] = []
    for label in labels[start : start + WITHIN]:
        if label is None or label[0] == "body":
            break
        found.append((label[0], label[1]))
    return found


def _is_timed(lines: list[str], number: int) -> bool:
    """A title above a time of a page, with its reporter."""
    if not _is_title(lines[number]) or not is_posted(_next(lines[: number + 4], number + 1)):
        return False
    below = [line.strip() for line in lines[number + 1 : number + WITHIN]]
    times = [at for at, line in enumerate(below) if is_posted(line)]
    return any(reporters_of(line) for line in below[: times[1] if len(times) > 1 else None])


def _is_addressed(lines: list[str], number: int) -> bool:
    """A title that stands apart, with an address right below it."""
    if number + 1 >= len(lines) or not address_alone(lines[number + 1]) or not _is_apart(lines, number):
        return False
    return is_prose(_next(lines, number + 2))


def _is_dispatch(lines: list[str], number: int) -> bool:
    """A title above the line of an agency and its reporter, on the first line or below the end of another dispatch."""
    return (
        (number == 0 or END_MARK.fullmatch(_above(lines, number)) is not None)
        and _is_title(lines[number])
        and all(read_dateline(_next(lines, number + 1)))
    )


def _is_signed(lines: list[str], number: int) -> bool:
    """A heading with its paper, its day or its address right below it."""
    return bool(_HEADING.match(lines[number])) and _is_source(_next(lines, number + 1))


def _is_sourced(lines: list[str], number: int) -> bool:
    """A heading with its paper or its address at the end of its text."""
    if not _HEADING.match(lines[number]):
        return False
    last = ""
    for line in lines[number + 1 :]:
        if _HEADING.match(line) or _RULE.fullmatch(line):
            break
        last = line.strip() or last
    return _is_source(last)


def _is_source(line: str) -> bool:
    if len(line) > LONGEST * 2:
        return False
    if address_alone(line) or read_signature(line):
        return True
    label = read_label(line)
    if label is None or not label[2]:
        return False
    return label[0] in ("url", "publisher", "author") or bool(label[0] == "source" and address_in(label[2]))


def _is_apart(lines: list[str], number: int) -> bool:
    above = lines[number - 1].strip() if number else ""
    return _is_title(lines[number]) and (not above or bool(_RULE.fullmatch(above)))


def _is_title(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST and not is_prose(line.strip()) and not _RULE.fullmatch(line)


def _above(lines: list[str], number: int) -> str:
    return next((line.strip() for line in reversed(lines[max(0, number - 4) : number]) if line.strip()), "")


def _next(lines: list[str], number: int) -> str:
    return next((line.strip() for line in lines[number : number + WITHIN] if line.strip()), "")


_KINDS = (_is_timed, _is_addressed, _is_dispatch, _is_signed, _is_sourced)
