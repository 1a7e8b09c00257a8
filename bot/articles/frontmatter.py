"""Front matter of any author: what a crawler prints as well as what a YAML library writes.

The crawler's is not YAML (values on lines of their own, indented by tabs) and would lose if it were read as such
(`oid: 031` is 25 there). So it is read line by line, and every value is text. What needs YAML's own quoting is
given to YAML's parser, of which only the events are used: no tag, no anchor, no object is ever built.

>>> HANDLER.load("id: 031\\nauthor:\\n\\t\\t윤서린 기자\\n")
{'id': '031', 'author': '윤서린 기자'}
"""

from __future__ import annotations

import re

import yaml
from frontmatter.default_handlers import YAMLHandler

from bot.errors import UnreadableArticle

MAX_CHARS = 64 * 1024  # of front matter; a real one has 500

MAX_DEPTH = 4  # YAML takes quadratic time in the depth of its brackets

_KEY = re.compile(r"\A([A-Za-z][\w-]{0,39}):(?=[ \t]|$)(.*)", re.ASCII)
_YAML_STARTS = frozenset("\"'|>&*![{")
_Parser: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class MatterHandler(YAMLHandler):
    """python-frontmatter's handler for Sosik: writes YAML, reads more than YAML.

    Values are text; the items of a list stand one on a line.
    """

    def split(self, text: str) -> tuple[str, str]:
        """Front matter and content. Raises ValueError, as python-frontmatter expects, when there is none."""
        opening, newline, rest = text.partition("\n")
        if not newline or opening.strip() != "---":
            raise ValueError("no front matter")
        closing = 0 if rest.startswith("---") else rest.find("\n---") + 1 or -1
        while closing >= 0:
            end = rest.find("\n", closing)
            line = rest[closing:] if end < 0 else rest[closing:end]
            if line.rstrip() == "---":
                matter = rest[:closing]
                if len(matter) > MAX_CHARS or not any(map(_KEY.match, matter.split("\n"))):
                    raise ValueError("a rule, not front matter")
                return matter, "" if end < 0 else rest[end + 1 :]
            closing = rest.find("\n---", closing) + 1 or -1
        raise ValueError("front matter is not closed")

    def load(self, fm: str, **_: object) -> dict[str, str]:
        """Keys in lower case, values as text. Raises UnreadableArticle when YAML tags or anchors are used."""
        values, needs_yaml = _read_lines(fm)
        if needs_yaml and (mapping := _read_yaml(fm)) is not None:
            return mapping
        return {key: _unquote(value) for key, value in values.items()}


HANDLER = MatterHandler()


def _read_lines(matter: str) -> tuple[dict[str, str], bool]:
    values: dict[str, str] = {}
    needs_yaml = False
    key = ""
    for line in matter.split("\n"):
        if found := _KEY.match(line):
            key = found[1].lower()
            values[key] = value = found[2].strip()
            if value[:1] in _YAML_STARTS:
                needs_yaml |= value[0] != '"' or "\\" in value or len(value) < 2 or value[-1] != '"'
        elif key and (more := line.strip()):
            needs_yaml |= more.startswith("- ")
            values[key] = f"{values[key]}\n{more}" if values[key] else more
    return values, needs_yaml


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _read_yaml(matter: str) -> dict[str, str] | None:
    """The mapping as text; None when it is not YAML after all. Nested mappings are left out."""
    mapping: dict[str, str] = {}
    depth = 0
    key: str | None = None
    items: list[str] = []
    try:
        for event in yaml.parse(matter, Loader=_Parser):
            if (
                isinstance(event, yaml.AliasEvent)
                or getattr(event, "anchor", None)
                or getattr(event, "tag", None)
            ):
                raise UnreadableArticle("front matter with YAML tags or anchors")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                items = []
                if depth > MAX_DEPTH:
                    return None
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                if depth == 1 and key is not None:
                    mapping[key] = "\n".join(items)
                    key = None
            elif isinstance(event, yaml.ScalarEvent):
                if depth > 1:
                    items.append(event.value)
                elif key is None:
                    key = event.value.lower()
                else:
                    mapping[key] = "" if event.implicit[0] and event.value in ("null", "~") else event.value
                    key = None
    except yaml.YAMLError:
        return None
    return mapping
