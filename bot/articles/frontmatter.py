"""Front matter of any author: what a crawler prints as well as what YAML, TOML and JSON libraries write.

The crawler's is not YAML (values on lines of their own, indented by tabs) and would lose if it were read as such
(`oid: 031` is 25 there). So YAML is read line by line, and every value is text. What needs YAML's own quoting, a list
or a mapping, is given to YAML's parser key by key (yaml_values.py), and one broken line costs no other.

>>> YAML.load("id: 031\\nauthor:\\n\\t\\t윤서린 기자\\n")
{'id': '031', 'author': '윤서린 기자'}
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from bot.articles.fields import Fields, field_of, flatten, gather
from bot.articles.furniture import is_prose
from bot.articles.yaml_values import MERGED, Anchors, Value, merged, read_yaml
from bot.patterns import lazy_compile

MAX_CHARS = 64 * 1024  # of front matter; a real one has 500
MAX_KEY = 40

_KEY = lazy_compile(r"\A([A-Za-z][\w-]{0,39}):(?=[ \t]|$)(.*)", re.ASCII)  # nearly all there are
# A key in that form with the lines below it that are indented: a crawler's files are nothing else.
_USUAL = lazy_compile(r"^([A-Za-z][\w-]{0,39}):((?:[ \t].*)?)((?:\n[ \t].*)*)$", re.ASCII | re.MULTILINE)
_ANY_KEY = lazy_compile(
    r"\A(?P<quote>[\"']?)(?P<key><<|[^\s\"'#\-\[\]{}<>|&!%@`,:：?.][^\n\"':：]{0,39}?(?::[a-z_][^\s:：]{0,39}?)?)(?P=quote)"
    r"[ \t]{0,8}[:：](?=[ \t]|$)(?P<value>.*)"
)
_CLOSING = lazy_compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_NESTED = lazy_compile(r"\A\s++[\"']?\w[\w .-]{0,39}[\"']?:(?:\s|$)")
_PROGRAMS = lazy_compile(r"[a-z_][\w.-]{1,39}", re.ASCII)  # how keys are called that programs write
_COMMENT = lazy_compile(r"(?:^|[ \t])#[ \t].*")
_INDENTS = frozenset(("\t", " ", "", "-"))
_BLOCKS = frozenset("|>")  # whose blank lines are of their text
_YAML_STARTS = frozenset("\"'|>&*![{")


class MatterHandler(YAMLHandler):
    """python-frontmatter's handler for Sosik: writes YAML, reads more than YAML.

    Values are text; the items of a list stand one on a line.
    """

    def split(self, text: str) -> tuple[str, str]:
        """Front matter and content. Raises ValueError, as python-frontmatter expects, when there is none."""
        start = text.find("\n") + 1
        if not start or text[:start].strip() != "---":
            raise ValueError("no front matter")
        closing = _CLOSING.search(text, start - 1, start + MAX_CHARS)
        if closing is None:
            raise ValueError("front matter is not closed")
        if not is_matter(matter := text[start : closing.start() + 1]):
            raise ValueError("a rule, not front matter")
        return matter, text[closing.end() :]

    def load(self, fm: str, **_: object) -> dict[str, str]:
        """Keys as they are written, values as text. Raises UnreadableArticle as `read_yaml` does."""
        return dict(read_pairs(fm))


class _Toml(BaseHandler):
    """TOML by the standard library, where python-frontmatter wants a package of its own."""

    FM_BOUNDARY = lazy_compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> dict[str, object]:
        return tomllib.loads(fm)


class _Json(JSONHandler):
    """JSON, which ends where it ends, and not at a line that has nothing but a brace."""

    def split(self, text: str) -> tuple[str, str]:
        end = json.JSONDecoder().raw_decode(text[:MAX_CHARS])[1]
        return text[:end], text[end:]


class _FencedJson(BaseHandler):
    """JSON between rules of its own (Middleman)."""

    FM_BOUNDARY = lazy_compile(r"^;{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = ";;;"

    def load(self, fm: str, **_: object) -> dict[str, object]:
        return dict(json.loads(fm))


class _Script(YAMLHandler):
    """An object of JavaScript (Eleventy): where it has nothing but words, numbers and lists it is YAML as well."""

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        lines = (line for line in fm.split("\n") if not line.lstrip().startswith("//"))
        return read_yaml("\n".join(lines).strip().removesuffix(";"), Anchors()) or {}


YAML = MatterHandler()
_SAME_KIND = {"yml": "yaml", "javascript": "js"}
_KINDS: dict[str, BaseHandler] = {"json": _Json(), "toml": _Toml(), "yaml": YAML, "js": _Script()}
_TOLD = lazy_compile(r"(---|```)[ \t]?(json|toml|ya?ml|js|javascript)[ \t]*\n", re.IGNORECASE)
_RULES = {mark: lazy_compile(rf"^{mark}[ \t]*(?:\n|\Z)", re.MULTILINE) for mark in ("---", "```")}
_RULE_WITHIN = lazy_compile(r"\A---[ \t]*\n|^---[ \t]*\n?\Z", re.MULTILINE)  # those of YAML, within a fence
_DASHES = "-–—―−"  # a phone makes one or two of three
_ODD_RULE = lazy_compile(rf"^(?:-{{3,}}|[{_DASHES}]{{1,3}})[ \t]*(?:#.*)?(?:\n|\Z)", re.MULTILINE)
_OTHERS: tuple[tuple[str, BaseHandler], ...] = (("+++", _Toml()), ("{", _Json()), (";;;", _FencedJson()))


def read_matter(text: str) -> tuple[Fields, str] | None:
    """Fields of the front matter of *text*, and what stands below it; None where there is no front matter.

    text: begins with its first visible character.
    Raises: UnreadableArticle.
    """
    if told := _TOLD.match(text):  # what kind it is in, behind the rule that opens it
        end = _RULES[told[1]].search(text, told.end(), told.end() + MAX_CHARS)
        handler = _KINDS[_SAME_KIND.get(told[2].lower(), told[2].lower())]
        within = _RULE_WITHIN.sub("", text[told.end() : end.start()]) if end else ""
        return _read_between(handler, within, text[end.end() :]) if end else None
    if text[:1] in _DASHES and text:
        try:
            matter, content = YAML.split(text)
        except ValueError:
            return _between_odd_rules(text)
        return _with_next(read_pairs(matter), content)
    for opening, handler in _OTHERS:
        if text.startswith(opening):
            return _read_other(handler, text)
    return None


def _between_odd_rules(text: str) -> tuple[Fields, str] | None:
    """Front matter between rules that are longer than YAML's, have a comment behind them, or were set as dashes."""
    opening = _ODD_RULE.match(text)
    closing = _ODD_RULE.search(text, opening.end(), opening.end() + MAX_CHARS) if opening else None
    if opening is None or closing is None:
        return None
    matter = text[opening.end() : closing.start()]
    if not _has_but_keys(matter):
        return None
    return _with_next(read_pairs(matter), text[closing.end() :])


def _has_but_keys(matter: str) -> bool:
    """Whether every line is a key or goes on with one, and a field's name is among them: odd rules part texts too."""
    lines = [line for line in matter.split("\n") if line.strip()]
    keys = [_key(line) for line in lines]
    goes_on = (line[0].isspace() or line.startswith("- ") for line in lines[1:])
    return (
        any(key and field_of(key[0]) for key in keys)
        and keys[0] is not None
        and all(key or more for key, more in zip(keys[1:], goes_on, strict=True))
    )


def _with_next(pairs: list[tuple[str, str]], content: str) -> tuple[Fields, str]:
    """Fields and text, also where front matter that names no title stands above another's, as tools put it there."""
    fields = gather(pairs)
    if "linked" in fields:
        from bot.articles.linked_data import linked_pairs  # which hardly any file needs

        known = {field for field, value in fields.items() if value != fields["created"]}
        linked = linked_pairs(fields["linked"])
        fields = gather([*pairs, *(pair for pair in linked if (field_of(pair[0]) or [""])[0] not in known)])
    if fields["title"]:
        return fields, content
    try:
        matter, rest = YAML.split(content.lstrip())
    except ValueError:
        return fields, content
    return gather([*pairs, *read_pairs(matter)]), rest


def _read_other(handler: BaseHandler, text: str) -> tuple[Fields, str] | None:
    try:
        matter, content = handler.split(text)
    except (ValueError, RecursionError):
        return None
    return _read_between(handler, matter, content)


def _read_between(handler: BaseHandler, matter: str, content: str) -> tuple[Fields, str] | None:
    try:
        mapping = handler.load(matter) if len(matter) <= MAX_CHARS else None
    except (ValueError, RecursionError):  # of TOML and JSON; a text that only begins like them
        return None
    if not isinstance(mapping, Mapping) or not any(field_of(str(key)) for key in mapping):
        return None
    return gather(flatten(mapping)), content


def is_matter(matter: str) -> bool:
    """Whether what stands between two rules is front matter, and not text of which a line has a colon."""
    if len(matter) > MAX_CHARS:
        return False
    if (first := _KEY.match(matter)) and field_of(first[1]):
        return True
    keys: list[str] = []
    strange = False
    above = ""
    for line in matter.split("\n"):
        if key := _key(line):
            if field_of(key[0]):
                return True
            keys.append(key[0])
        elif line.strip() and not line[0].isspace() and not line.startswith(("#", "-", "<!--")):
            if not above.strip() and is_prose(line.strip()):
                return False  # a paragraph, whatever stands below it
            strange = True
        above = line
    return not matter.strip() or (not strange and bool(keys) and all(map(_PROGRAMS.fullmatch, keys)))


def read_pairs(matter: str) -> list[tuple[str, str]]:
    """Name and value of every key, in order."""
    anchors = Anchors()
    if matter.startswith("{") and (read := read_yaml(matter, anchors)):
        return flatten(read)
    may_have_comments = "#" in matter
    pairs: list[tuple[str, str]] = []
    of_others: list[tuple[str, str]] = []
    for key, value, more in _chunks(matter):
        if key == MERGED:
            of_others += _read_merged(value, more, anchors)
        elif more or value[:1] in _YAML_STARTS:
            pairs += _read_chunk(key, value, more, anchors)
        else:
            pairs.append((key, _COMMENT.sub("", value).rstrip() if may_have_comments else value))
    return pairs + of_others


def _read_merged(value: str, more: list[str], anchors: Anchors) -> list[tuple[str, str]]:
    """The pairs of the mappings that <<: *base or <<: [*base, *other] takes over."""
    read = read_yaml("\n".join((f"k: {value}", *more)), anchors)
    return flatten(merged({MERGED: read["k"]})) if read and "k" in read else []


def _chunks(matter: str) -> list[tuple[str, str, list[str]]]:
    """Key, value on its line, and the lines below that belong to it."""
    blocks = _USUAL.findall(matter)
    lines = len(blocks) + "".join([more for _, _, more in blocks]).count("\n")
    if lines == matter.rstrip("\n").count("\n") + 1:
        return [
            (key, value.strip(), [line for line in more.split("\n") if line.strip()] if more else [])
            for key, value, more in blocks
        ]
    chunks: list[tuple[str, str, list[str]]] = []
    for line in matter.split("\n"):
        if usual := _KEY.match(line):
            chunks.append((usual[1], usual[2].strip(), []))
        elif line[:1] not in _INDENTS and (found := _key(line)):
            chunks.append((found[0], found[1].strip(), []))
        elif chunks and (line.strip() or chunks[-1][1][:1] in _BLOCKS) and not line.startswith(("#", "<!--")):
            chunks[-1][2].append(line)
    return chunks


def _key(line: str) -> tuple[str, str] | None:
    """Key and value of a line that begins with one."""
    if found := _KEY.match(line):
        return found[1], found[2]
    if line[:1] in (" ", "\t", "", "-", "#"):
        return None
    if odd := _ANY_KEY.match(line):
        return odd["key"].strip(), odd["value"]
    head, colon, tail = line.replace("：", ":", 1).partition(":")  # 제목:다리 개통
    if colon and len(head) <= MAX_KEY and not tail.startswith("//") and field_of(head):
        return head.strip(), tail
    return None


def _read_chunk(key: str, value: str, more: list[str], anchors: Anchors) -> list[tuple[str, str]]:
    """The pairs of one key: by YAML where it is that, else its lines as they are."""
    if not more and value[0] == '"' and value.find('"', 1) == len(value) - 1 > 0 and "\\" not in value:
        return [(key, value[1:-1])]
    items = [line.strip() for line in more]
    if not value and all(item.startswith("- ") for item in items):  # also behind tabs, which are no YAML
        items = [item[2:].strip() for item in items]
        items = [item[1:-1] if _is_wrapped(item) else item for item in items]
    text = "\n".join([value, *items]).strip()
    block = value[:1] in _YAML_STARTS or any(
        line.lstrip().startswith("- ") or (":" in line and _NESTED.match(line)) for line in more
    )
    if (
        block
        and not value.startswith("{{")
        and (read := read_yaml("\n".join((f"k: {value}", *more)), anchors)) is not None
    ):
        return flatten({key: read["k"]}) if "k" in read else []
    return [(key, value[1:-1] if _is_wrapped(value) and not more else text)]


def _is_wrapped(value: str) -> bool:
    """Whether the outer marks are YAML's, where a script put a title between two without a look at those within.

    >>> _is_wrapped('"농민들 "모내기 어쩌나""'), _is_wrapped('"버스 멈춘다"…노조 "총파업"')
    (True, False)
    """
    mark, within = value[:1], value[1:-1]
    if len(value) < 2 or value[-1] != mark or mark not in "\"'":
        return False
    first = within.find(mark)
    if first < 0:
        return True
    if within.count(mark) % 2:
        return False
    return within[0] == mark or within[-1] == mark or within[first - 1] in " (["
