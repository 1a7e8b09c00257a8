"""What YAML says in mappings, lists and text, by its parser's events: no tag but those of such values, no object.

An alias says again what its anchor names. All that a front matter says again is bounded, so that a few lines cannot
become a thousand million.

>>> named = Anchors()
>>> read_yaml("paper: &paper 한빛일보", named), read_yaml("publisher: *paper", named)
({'paper': '한빛일보'}, {'publisher': '한빛일보'})
"""

from __future__ import annotations

import yaml

from bot.errors import UnreadableArticle

MAX_DEPTH = 4  # YAML takes quadratic time in the depth of its brackets
MAX_SAID_AGAIN = 64 * 1024  # characters of one front matter, as many as it may have itself
MERGED = "<<"

_Parser: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = frozenset(
    (None, *(f"tag:yaml.org,2002:{kind}" for kind in "str int float bool timestamp seq map".split()))
)

Value = str | list["Value"] | dict[str, "Value"]


class Anchors:
    """What one front matter names for its aliases, each with how many characters it takes."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[Value, int]] = {}
        self._left = MAX_SAID_AGAIN

    def name(self, anchor: str | None, value: Value, chars: int) -> None:
        if anchor:
            self._named[anchor] = value, chars

    def said(self, anchor: str) -> tuple[Value, int]:
        """What *anchor* names, "" where nothing is (yet) called so. Raises: UnreadableArticle where it is too much."""
        value, chars = self._named.get(anchor, ("", 1))
        self._left -= chars
        if self._left < 0:
            raise UnreadableArticle("reason.tags")
        return value, chars


def read_yaml(text: str, anchors: Anchors) -> dict[str, Value] | None:
    """The mapping in *text*, every scalar as text; None when it is not YAML after all.

    Raises: UnreadableArticle for other tags, and for aliases that say too much.
    """
    tree = _Tree(anchors)
    try:
        for event in yaml.parse(text, Loader=_Parser):
            if not tree.take(event):
                return None
    except yaml.YAMLError:
        return None
    return tree.top if isinstance(tree.top, dict) else None


def merged(mapping: dict[str, Value]) -> dict[str, Value]:
    """*mapping* with what its key << takes over from others: a mapping, or a list of them."""
    if MERGED not in mapping:
        return mapping
    others = mapping.pop(MERGED)
    for other in others if isinstance(others, list) else [others]:
        if isinstance(other, dict):
            for key, value in other.items():
                mapping.setdefault(key, value)
    return mapping


class _Open:
    """A list or mapping that is not closed yet."""

    __slots__ = ("anchor", "chars", "key", "value")

    def __init__(self, value: list[Value] | dict[str, Value], anchor: str | None) -> None:
        self.value, self.anchor = value, anchor
        self.key: str | None = None
        self.chars = 1


class _Tree:
    def __init__(self, anchors: Anchors) -> None:
        self.top: Value | None = None
        self._open: list[_Open] = []
        self._anchors = anchors

    def take(self, event: yaml.Event) -> bool:
        """False where it is no YAML that can be read."""
        if getattr(event, "tag", None) not in _TAGS:
            raise UnreadableArticle("reason.tags")
        if isinstance(event, yaml.AliasEvent):
            return self._put(*self._anchors.said(event.anchor or ""))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.value.casefold() in ("null", "~")
            text = "" if plain else event.value
            self._anchors.name(event.anchor, text, len(text) + 1)
            return self._put(text, len(text) + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            new: list[Value] | dict[str, Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
            if not self._put(new, 0):
                return False
            self._open.append(_Open(new, event.anchor))
            return len(self._open) <= MAX_DEPTH
        if isinstance(event, yaml.CollectionEndEvent):
            self._close(self._open.pop())
        return True

    def _put(self, new: Value, chars: int) -> bool:
        if not self._open:
            self.top = new
            return True
        outer = self._open[-1]
        outer.chars += chars
        if isinstance(outer.value, list):
            outer.value.append(new)
        elif outer.key is not None:
            outer.value[outer.key] = new
            outer.key = None
        elif isinstance(new, str):
            outer.key = new
        else:
            return False  # a key that is no word: {{title}}
        return True

    def _close(self, closed: _Open) -> None:
        if isinstance(closed.value, dict):
            merged(closed.value)
        self._anchors.name(closed.anchor, closed.value, closed.chars)
        if self._open:
            self._open[-1].chars += closed.chars
