"""Trees as Telegram's HTML, and the limits of a message: the one place where anything is escaped.

>>> draw(Group(("소식 <4> ", Link("기사", "https://news.example/?a=1&b=2"))))
Drawn('소식 &lt;4&gt; <a href="https://news.example/?a=1&amp;b=2">기사</a>')
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup

from bot.entrypoints.presentation.text import safe_url, sendable, units
from bot.entrypoints.presentation.tree import Flat, Group, Link, Node, Quote, Span, flatten, text_of
from bot.patterns import lazy_compile

TEXT_UNITS = 4096  # UTF-16 units after entity parsing, Bot API sendMessage
ENTITIES = 100  # more are dropped silently by Telegram
WEIGHT = 8000  # of all entities, see `weight`: Telegram refuses some 9,500 (tdlib/telegram-bot-api #165)
SPAN_WEIGHT = 20  # bytes of an entity beside its address

_DOMAIN = lazy_compile(r"\.[^.\d]{2,63}$")


class Drawn(Markup):
    """HTML that still has what it was drawn from: over a wire goes the HTML, the terminal takes the tree."""

    flat: Flat

    @classmethod
    def of(cls, node: Node) -> Drawn:
        made = cls(_drawn(node))
        made.flat = flatten(node)
        return made


def draw(node: Node) -> Drawn:
    """*node* as Telegram takes it with parse_mode HTML; lone surrogates, which no one can send, become �."""
    return Drawn.of(node)


def _drawn(node: Node) -> str:
    if isinstance(node, str):
        return escape(sendable(node))
    if isinstance(node, Group):
        return node.between.join(map(_drawn, node.parts))
    inner = _drawn(node.part)
    if isinstance(node, Link):
        return f'<a href="{_drawn(node.url)}">{inner}</a>'
    if isinstance(node, Quote):
        return f"<blockquote{' expandable' if node.folded else ''}>{inner}</blockquote>"
    return f"<{node.style}>{inner}</{node.style}>"


def button_url(url: str) -> str | None:
    """*url* where Telegram takes it for a button: of one it does not, it refuses the whole message."""
    host = (urlsplit(url).hostname or "") if safe_url(url) else ""
    return url if _DOMAIN.search(host) else None


def fits(node: Node) -> bool:
    """Whether Telegram takes *node* as one message and shows every span of it."""
    length, entities, weighs = _measure(node)
    return length <= TEXT_UNITS and entities <= ENTITIES and weighs <= WEIGHT


def weight(spans: Sequence[Span]) -> int:
    """What *spans* weigh as Telegram's ENTITIES_TOO_LONG reckons, in bytes: addresses, for the most part."""
    return sum(SPAN_WEIGHT + len(span.url.encode("utf-8", "replace")) for span in spans)


def _measure(node: Node) -> tuple[int, int, int]:
    """Units, entities and their weight."""
    flat = flatten(node)
    return units(flat.text), len(flat.spans), weight(flat.spans)


class Page:
    """A message that grows by whole blocks, each measured once, up to Telegram's limits."""

    def __init__(self, head: Node) -> None:
        self._parts: list[Node] = [head]
        self._units, self._entities, self._weight = _measure(head)

    @property
    def node(self) -> Node:
        """The message."""
        return Group(tuple(self._parts))

    def add(self, gap: str, block: Node) -> bool:
        """Add *block* unless the message would be longer than Telegram takes; whether it was added."""
        more_units, more_entities, more_weight = _measure(block)
        if (
            self._units + len(gap) + more_units > TEXT_UNITS
            or self._entities + more_entities > ENTITIES
            or self._weight + more_weight > WEIGHT
        ):
            return False
        self._parts += [gap, block]
        self._units += len(gap) + more_units
        self._entities += more_entities
        self._weight += more_weight
        return True


def filled(blocks: Sequence[Node], gap: str = "\n\n") -> Node:
    """The blocks with *gap* between, as many as Telegram takes in one message; plain where links weigh too much."""
    page = Page(blocks[0])
    for block in blocks[1:]:
        if not (page.add(gap, block) or page.add(gap, text_of(block))):
            break
    return page.node
