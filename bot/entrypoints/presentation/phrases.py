"""Sentences of the catalogue as trees. Their markup is a little of HTML's; what is filled in stays what it is.

>>> phrase("ko", "search.nothing", query="<b>")
Group(parts=('«', '<b>', '»에 맞는 기사를 찾지 못했어요.'), between='')
"""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import get_args

from bot.entrypoints.presentation.text import safe_url
from bot.entrypoints.presentation.tree import Group, Link, Node, Quote, Style, Styled, text_of
from bot.i18n import Key, Language, say
from bot.patterns import lazy_compile

_TAG = lazy_compile(r'<(/?)([a-z]+)(?: (expandable|href="([^"<>]*)"))?>')
_ENTITY = lazy_compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_SPECIAL = lazy_compile("[<&]")
_SLOT = lazy_compile("\ue000(\\d+)\ue001")


class MarkupError(ValueError):
    """No markup of ours; Telegram would answer "can't parse entities"."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for *node* in a sentence; a particle sees its words."""

    number: int
    node: Node

    def __str__(self) -> str:
        return text_of(self.node)

    def __format__(self, spec: str) -> str:
        return f"\ue000{self.number}\ue001"


def phrase(language: Language, key: Key, **values: object) -> Node:
    """The sentence *key* in *language*. values: numbers, which may choose its form, trees, or what is shown as text."""
    slots: list[Node] = []
    filled: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, int):
            filled[name] = value
        else:
            node = value if isinstance(value, Group | Styled | Link | Quote) else str(value)
            filled[name] = _Slot(len(slots), node)
            slots.append(node)
    return _filled(read(say(language, key, **filled)), slots)


def _filled(node: Node, slots: list[Node]) -> Node:
    if isinstance(node, str):
        pieces = _SLOT.split(node)
        parts = [slots[int(one)] if at % 2 else one for at, one in enumerate(pieces)]
        kept = tuple(part for part in parts if part != "")
        return kept[0] if len(kept) == 1 else Group(kept)
    if isinstance(node, Group):
        parts = []
        for part in node.parts:
            made = _filled(part, slots)
            parts += made.parts if isinstance(part, str) and isinstance(made, Group) else [made]
        return parts[0] if len(parts) == 1 else Group(tuple(parts), node.between)
    if isinstance(node, Styled):
        return Styled(node.style, _filled(node.part, slots))
    if isinstance(node, Link):
        return Link(_filled(node.part, slots), node.url)
    return Quote(_filled(node.part, slots), node.folded)


def read(html: str) -> Node:
    """The tree of *html*: what the catalogue has, and what `bot.entrypoints.telegram.markup.draw` wrote.

    Raises: MarkupError.
    """
    html = str(html)  # of drawn HTML, which would escape what is added to it
    stack: list[tuple[str, str, list[Node]]] = [("", "", [])]
    at = 0
    while at < len(html):
        if html[at] == "<":
            tag = _TAG.match(html, at)
            if tag is None:
                raise MarkupError(f"unsupported start tag at {at}")
            at = tag.end()
            if not tag[1]:
                stack.append((tag[2], tag[3] or "", []))
                continue
            name, given, parts = stack.pop()
            if name != tag[2] or not stack:
                raise MarkupError(f"unexpected end tag </{tag[2]}> at {at}")
            stack[-1][2].append(_element(name, given, Group(tuple(parts)) if len(parts) != 1 else parts[0]))
            continue
        if html[at] == "&" and (entity := _ENTITY.match(html, at)):
            piece = unescape(entity[0])
            at = entity.end()
        else:
            stop = _SPECIAL.search(html, at + 1)
            piece = html[at : stop.start() if stop else len(html)]
            at += len(piece)
        parts = stack[-1][2]
        last = parts[-1] if parts else None
        if isinstance(last, str):
            parts[-1] = last + piece
        else:
            parts.append(piece)
    if len(stack) > 1:
        raise MarkupError(f"can't find end tag corresponding to start tag {stack[-1][0]}")
    parts = stack[0][2]
    return parts[0] if len(parts) == 1 else Group(tuple(parts))


def _element(name: str, given: str, part: Node) -> Node:
    """Raises: MarkupError."""
    if name == "blockquote" and given in ("", "expandable"):
        return Quote(part, bool(given))
    if name == "a" and given.startswith("href="):
        url = unescape(given[6:-1])
        return Link(part, url) if safe_url(url) else part
    for style in get_args(Style):
        if name == style and not given:
            return Styled(style, part)
    raise MarkupError(f'unsupported start tag "{name}"')
