"""A message without markup, for when Telegram refuses it with: nothing of it is lost, addresses are written out. Pure.

>>> pieces(Group(("소식 ", Link("노면전차", "https://news.example/1"))))
['소식 노면전차 https://news.example/1']
"""

from __future__ import annotations

from bot.entrypoints.presentation.text import units
from bot.entrypoints.presentation.tree import Group, Link, Node, flatten
from bot.entrypoints.telegram.markup import TEXT_UNITS

__all__ = ["Group", "Link", "pieces"]  # for the example

MOST_LINKS = 50  # in a piece: Telegram makes entities of addresses, and counts them


def pieces(message: Node) -> list[str]:
    """The messages that say *message*: cut between lines, by their length and by the addresses in them."""
    made: list[str] = []
    page: list[str] = []
    length = links = 0
    for line in _written_out(message).split("\n"):
        for part in _cut(line):
            more, more_links = units(part) + 1, part.count("://")
            if page and (length + more > TEXT_UNITS or links + more_links > MOST_LINKS):
                made.append("\n".join(page))
                page, length, links = [], 0, 0
            page.append(part)
            length += more
            links += more_links
    made.append("\n".join(page))
    return [text.strip("\n") for text in made if text.strip()]


def _written_out(message: Node) -> str:
    """The text, each address behind the words that lead to it."""
    flat = flatten(message)
    text = flat.text
    for span in sorted(flat.spans, key=lambda one: one.end, reverse=True):
        if span.url and span.url != text[span.start : span.end]:
            text = f"{text[: span.end]} {span.url}{text[span.end :]}"
    return text


def _cut(line: str) -> list[str]:
    """*line* in stretches that are a message each at most, parted between words where there are any."""
    parts = []
    while units(line) > TEXT_UNITS - 1:
        end, used = 0, 0
        while used < TEXT_UNITS - 2:
            used += units(line[end])
            end += 1
        space = line.rfind(" ", end // 2, end)
        end = space + 1 if space > 0 else end
        parts.append(line[:end])
        line = line[end:]
    return [*parts, line]
