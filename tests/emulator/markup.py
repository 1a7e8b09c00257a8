"""Telegram's text: HTML into entities as its server parses it, entities it finds by itself, UTF-16 lengths.

>>> parse_html("<b>네이버</b> &amp; co")
('네이버 & co', [{'type': 'bold', 'offset': 0, 'length': 3}])
"""

from __future__ import annotations

import html
import re
from typing import Any

from tests.emulator.faults import Refused

Entity = dict[str, Any]

MOST_ENTITIES = 100  # the rest is dropped in silence, core.telegram.org/bots/api#formatting-options
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
# only these four names and numbers are decoded, everything else stays as it is
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_PLAIN = re.compile(r"[^<&]+|&")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?""")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>]+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{4,32})\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def at(text: str, entity: Entity) -> str:
    """The stretch of *text* that *entity* covers."""
    raw = text.encode("utf-16-le")
    return raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def find_entities(text: str) -> list[Entity]:
    """Commands, mentions, hashtags and addresses, as Telegram marks them in what people write."""
    return [
        {"type": m.lastgroup, "offset": units(text[: m.start()]), "length": units(m[0])}
        for m in _FOUND.finditer(text)
    ]


def _fail(why: str) -> Refused:
    return Refused(400, f"Bad Request: can't parse entities: {why}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities, refused as tdlib's parse_html does; offsets in errors are bytes of UTF-8."""
    out: list[str] = []
    entities: list[Entity] = []
    stack: list[tuple[str, int, dict[str, str]]] = []
    length = i = 0

    def byte(position: int) -> int:
        return len(source[:position].encode())

    while i < len(source):
        begin = i
        if source[i] == "&" and (reference := _REFERENCE.match(source, i)):
            text, i = html.unescape(reference[0]), reference.end()
        elif plain := _PLAIN.match(source, i):
            text, i = plain[0], plain.end()
        else:
            text = ""
            close = _end_of_tag(source, i)
            if close < 0:
                kind = "end" if source.startswith("</", i) else "start"
                raise _fail(f"Unclosed {kind} tag at byte offset {byte(begin)}")
            inside, i = source[begin + 1 : close], close + 1
            if not inside.startswith("/"):
                tag, attributes = _start_tag(inside, byte(begin))
                stack.append((tag, length, attributes))
                continue
            if not stack:
                raise _fail(f"Unexpected end tag at byte offset {byte(begin)}")
            tag, start, attributes = stack.pop()
            name = inside[1:].strip().lower()
            if name and name != tag:
                raise _fail(
                    f'Unmatched end tag at byte offset {byte(begin)}, expected "</{tag}>", found "</{name}>"'
                )
            if length > start:
                _close(entities, tag, attributes, start, length - start, out)
        out.append(text)
        length += units(text)
    if stack:
        raise _fail(f'Can\'t find end tag corresponding to start tag "{stack[-1][0]}"')
    return "".join(out), entities


def _end_of_tag(source: str, begin: int) -> int:
    """Where the tag that opens at *begin* closes; a `>` within quotation marks does not close it."""
    quote = ""
    for i in range(begin + 1, len(source)):
        if quote:
            quote = "" if source[i] == quote else quote
        elif source[i] in "\"'" and source[i - 1] in "= ":
            quote = source[i]
        elif source[i] == ">":
            return i
    return -1


def _start_tag(inside: str, offset: int) -> tuple[str, dict[str, str]]:
    name = re.match(r"\S*", inside)
    assert name
    tag = name[0].lower()
    if tag not in TAGS:
        raise _fail(f'Unsupported start tag "{tag}" at byte offset {offset}')
    attributes: dict[str, str] = {}
    rest = inside[name.end() :].rstrip()
    position = 0
    while position < len(rest):
        found = _ATTRIBUTE.match(rest, position)
        if not found:
            raise _fail(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
        key, value = found[1].lower(), found[2]
        if value is None and (tag, key) != ("blockquote", "expandable"):
            raise _fail(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {offset}'
            )
        value = value or ""
        quoted = value[:1] in {'"', "'"}
        attributes[key] = _REFERENCE.sub(lambda m: html.unescape(m[0]), value[1:-1]) if quoted else value
        position = found.end()
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    return tag, attributes


def _language_within(entities: list[Entity], start: int, length: int) -> str:
    last = entities[-1] if entities else {"type": ""}
    covers = last["type"] == "code" and (last["offset"], last["length"]) == (start, length)
    return str(last.get("language", "")) if covers else ""


def _close(
    entities: list[Entity], tag: str, attributes: dict[str, str], start: int, length: int, out: list[str]
) -> None:
    """Add the entity of a closed tag to *entities*, inner ones being there already."""
    entity: Entity = {"type": TAGS[tag], "offset": start, "length": length}
    if tag == "a":
        # without href the text itself may be the address; what is no address is no link
        url = attributes.get("href") or at("".join(out), entity)
        if not is_url(url):
            return
        entity["url"] = url
    elif tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    elif tag == "pre" and (language := _language_within(entities, start, length)):
        entities.pop()  # <pre><code class="language-…"> is one entity
        entity["language"] = language
    elif tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    entities.append(entity)


def is_url(url: str) -> bool:
    """Whether Telegram makes a link or a button of it: with a scheme it knows and a host with a dot."""
    return bool(re.fullmatch(r"(?i)https?://[^\s/?#@]+\.[^\s/?#@]{2,}(?:[/?#]\S*)?|tg://\S+|mailto:\S+", url))


def finish(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trimmed as Telegram trims, entities moved along, in order, at most a hundred."""
    text = text.replace("\r", "").replace("\0", "")
    lead = units(text) - units(text.lstrip(" \t\n"))
    text = text.strip(" \t\n")
    length = units(text)
    kept = []
    for entity in sorted(reversed(entities), key=lambda e: (e["offset"], -e["length"])):
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return text, kept[:MOST_ENTITIES]


def format_text(text: str, parse_mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """What becomes of a bot's text: parsed or with the entities it gave, and with those Telegram finds."""
    if parse_mode is None:
        _check_entities(text, given or [])
        text, entities = text, list(given or [])
    elif parse_mode.lower() == "html":
        text, entities = parse_html(text)
    else:
        # Sosik writes HTML only; another mode here is a slip, not a wish
        raise Refused(400, f"Bad Request: unsupported parse_mode {parse_mode}")
    text, entities = finish(text, entities)
    covered = [
        (e["offset"], e["offset"] + e["length"])
        for e in entities
        if e["type"] in {"text_link", "code", "pre"}
    ]
    found = [
        e for e in find_entities(text)
        if not any(start < e["offset"] + e["length"] and e["offset"] < end for start, end in covered)
    ]  # fmt: skip
    return text, sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"]))[:MOST_ENTITIES]


def _check_entities(text: str, entities: list[Entity]) -> None:
    length = units(text)
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] < 0 or entity["offset"] + entity["length"] > length:
            raise Refused(400, "Bad Request: ENTITY_BOUNDS_INVALID")
        try:
            at(text, entity)
        except UnicodeDecodeError:
            raise Refused(400, "Bad Request: ENTITY_BOUNDS_INVALID") from None
