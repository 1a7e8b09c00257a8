"""A message as a small tree, which Telegram draws as HTML and the terminal directly.

Text is `str`, whatever is in it: nothing in a tree is ever escaped, since only who draws it knows how.

>>> flatten(text("누가 ", bold("<소식>")))
Flat(text='누가 <소식>', spans=(Span(kind='b', start=3, end=7, url=''),))
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.entrypoints.presentation.text import safe_url, sendable

Style: TypeAlias = Literal["b", "i", "u", "s", "code"]
Node: TypeAlias = "str | Group | Styled | Link | Quote"


@dataclass(frozen=True, slots=True)
class Group:
    """Parts one after another. between: nothing, or line feeds where the parts are lines or paragraphs."""

    parts: tuple[Node, ...]
    between: Literal["", "\n", "\n\n"] = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """Bold, italic, underlined, struck out, or as one would type it."""

    style: Style
    part: Node


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to *url*, an ordinary web address."""

    part: Node
    url: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A block of somebody's words. folded: shown in part, until it is opened."""

    part: Node
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a flat message, half-open; kind: a Style, `a` or `blockquote`."""

    kind: str
    start: int
    end: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Flat:
    """What a client shows: text, and how stretches of it look."""

    text: str
    spans: tuple[Span, ...] = ()


def text(*parts: Node) -> Node:
    """The parts, one after another."""
    return Group(parts)


def lines(*parts: Node) -> Node:
    """The parts that are not empty, a line each."""
    return Group(tuple(part for part in parts if not _is_empty(part)), "\n")


def paragraphs(*parts: Node) -> Node:
    """The parts that are not empty, with an empty line between them.

    >>> flatten(paragraphs("첫 문단", lines(), "둘째 문단")).text
    '첫 문단\\n\\n둘째 문단'
    """
    return Group(tuple(part for part in parts if not _is_empty(part)), "\n\n")


def _is_empty(part: Node) -> bool:
    return part == "" or (isinstance(part, Group) and all(map(_is_empty, part.parts)))


def bold(part: Node) -> Node:
    return Styled("b", part)


def italic(part: Node) -> Node:
    return Styled("i", part)


def code(part: Node) -> Node:
    return Styled("code", part)


def link(words: str, url: str) -> Node:
    """*words* as a link, or just as they are where *url* is nothing a reader should open."""
    return Link(words, url) if words and safe_url(url) else words


def joined(between: str, parts: Iterable[Node]) -> Node:
    """The parts with *between* between them, as `str.join` does it."""
    made: list[Node] = []
    for part in parts:
        made += [between, part] if made else [part]
    return Group(tuple(made))


def flatten(node: Node) -> Flat:
    """*node* as text and spans, the outer of two that begin together first."""
    pieces: list[str] = []
    spans: list[Span] = []
    _flatten(node, 0, pieces, spans)
    return Flat("".join(pieces), tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def text_of(node: Node) -> str:
    """The words alone."""
    return node if isinstance(node, str) else flatten(node).text


def _flatten(node: Node, start: int, pieces: list[str], spans: list[Span]) -> int:
    """Where *node*, which begins at *start*, ends."""
    if isinstance(node, str):
        pieces.append(sendable(node))
        return start + len(node)
    if isinstance(node, Group):
        at = start
        for number, part in enumerate(node.parts):
            if number and node.between:
                at = _flatten(node.between, at, pieces, spans)
            at = _flatten(part, at, pieces, spans)
        return at
    end = _flatten(node.part, start, pieces, spans)
    if start < end:
        kind = "a" if isinstance(node, Link) else "blockquote" if isinstance(node, Quote) else node.style
        spans.append(Span(kind, start, end, node.url if isinstance(node, Link) else ""))
    return end
