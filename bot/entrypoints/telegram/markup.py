"""Telegram's HTML as text and spans, and the measures Telegram takes of it.

The renderer measures with it, the terminal draws with it. It refuses what Telegram refuses.

>>> parse("<b>소식</b> &lt;4&gt;")
Parsed(text='소식 <4>', spans=(Span(kind='b', start=0, end=2, url=''),))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as html_escape
from html import unescape
from urllib.parse import urlsplit

TEXT_UNITS = 4096  # UTF-16 units after entity parsing, Bot API sendMessage
ENTITIES = 100  # more are dropped silently by Telegram
WEIGHT = 8000  # of all entities, see `weight`: Telegram refuses some 9,500 (tdlib/telegram-bot-api #165)
SPAN_WEIGHT = 20  # bytes of an entity beside its address
URL_CHARS = 2000  # what browsers and Telegram clients surely open

_SAME = {"strong": "b", "em": "i", "ins": "u", "strike": "s", "del": "s", "tg-spoiler": "spoiler"}
_KINDS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "spoiler", "span"}
_TAG = re.compile(r'<(/?)([a-z][a-z-]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>', re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?', re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")

# Marks that turn the direction of what follows, and characters nobody sees: a title must not use them
# to look like another one. The zero-width joiner stays, emoji are made of it.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NO_URL = re.compile(r"[\s\x00-\x1f\x7f\"<>\\]")
_DOMAIN = re.compile(r"\.[^.\d]{2,63}$")
_SPECIAL = re.compile("[<&]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


class MarkupError(ValueError):
    """Telegram would answer "can't parse entities"."""


@dataclass(frozen=True, slots=True)
class Span:
    """A styled stretch of the parsed text, half-open; *kind* is one of _KINDS."""

    kind: str
    start: int
    end: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a client shows."""

    text: str
    spans: tuple[Span, ...]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def escape(text: str) -> str:
    """*text* for a message or an attribute; lone surrogates, which no one can send, become �."""
    return html_escape(_SURROGATE.sub("\ufffd", text))


def tidy(text: str) -> str:
    """One line without controls, direction marks and invisible characters. Not for verbatim quotes."""
    return " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", text)).split())


def cut(text: str, limit: int) -> str:
    """The longest beginning of *text* within *limit* UTF-16 units, with "…" when something is missing.

    Never parts a syllable from its combining letters or an emoji from its modifiers.

    >>> cut("가나다라마", 4)
    '가나다…'
    """
    if units(text) <= limit:
        return text
    used, end = 0, 0
    for end, character in enumerate(text):  # noqa: B007 - end is wanted after the loop
        used += 2 if character > "\uffff" else 1
        if used > limit - 1:
            break
    while end > 0 and _clings(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def _clings(text: str, at: int) -> bool:
    """Whether the character at *at* belongs to the one before it."""
    character = text[at]
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or "\u1160" <= character <= "\u11ff"  # medial and final jamo of decomposed Hangul
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or character == "\u200d"
        or text[at - 1] == "\u200d"
    )


def link(text: str, url: str) -> str:
    """*text* (plain) as a link, or just escaped where *url* is nothing a reader should open."""
    return f'<a href="{escape(url)}">{escape(text)}</a>' if text and safe_url(url) else escape(text)


def safe_url(url: str) -> bool:
    """Whether *url* is an ordinary web address: http or https, a host, no user name, no white space."""
    if not url or len(url) > URL_CHARS or _NO_URL.search(url) or tidy(url) != url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def button_url(url: str) -> str | None:
    """*url* where Telegram takes it for a button: of one it does not, it refuses the whole message."""
    host = (urlsplit(url).hostname or "") if safe_url(url) else ""
    return url if _DOMAIN.search(host) else None


def fits(html: str) -> bool:
    """Whether Telegram takes *html* as one message and shows every span of it."""
    parsed = parse(html)
    return (
        units(parsed.text) <= TEXT_UNITS and len(parsed.spans) <= ENTITIES and weight(parsed.spans) <= WEIGHT
    )


def weight(spans: Sequence[Span]) -> int:
    """What *spans* weigh as Telegram's ENTITIES_TOO_LONG reckons, in bytes: addresses, for the most part."""
    return sum(SPAN_WEIGHT + len(span.url.encode("utf-8", "replace")) for span in spans)


def parse(html: str) -> Parsed:
    """Text and spans of *html*. Raises MarkupError where Telegram would refuse it."""
    out: list[str] = []
    length = 0
    spans: list[Span] = []
    open_tags: list[tuple[str, str, int, str]] = []
    position = 0
    while position < len(html):
        character = html[position]
        if character == "<":
            tag = _TAG.match(html, position)
            if tag is None:
                raise MarkupError(f"unsupported start tag at {position}")
            closing, name, attributes = tag.group(1), tag.group(2).lower(), tag.group(3)
            if closing:
                if not open_tags or open_tags[-1][0] != name:
                    raise MarkupError(f"unexpected end tag </{name}> at {position}")
                _, kind, start, url = open_tags.pop()
                if start < length:
                    spans.append(Span(kind, start, length, url))
            else:
                kind, url = _meaning(name, attributes, position)
                open_tags.append((name, kind, length, url))
            position = tag.end()
            continue
        if character == "&" and (entity := _ENTITY.match(html, position)):
            piece = unescape(entity.group())
            position = entity.end()
        else:
            stop = _SPECIAL.search(html, position + 1)
            piece = html[position : stop.start() if stop else len(html)]
            position += len(piece)
        out.append(piece)
        length += len(piece)
    if open_tags:
        raise MarkupError(f"can't find end tag corresponding to start tag {open_tags[-1][0]}")
    return Parsed("".join(out), tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def _meaning(name: str, attributes: str, position: int) -> tuple[str, str]:
    """Kind and address of an opening tag."""
    kind = _SAME.get(name, name)
    given = {key.lower(): value for key, value in _ATTRIBUTE.findall(attributes)}
    if kind == "span" and given.get("class") == "tg-spoiler":
        return "spoiler", ""
    if kind not in _KINDS or kind == "span":
        raise MarkupError(f'unsupported start tag "{name}" at {position}')
    return kind, unescape(given.get("href", "")) if kind == "a" else ""
