"""Text as a message may show it: measured, cut, tidied; and which addresses a reader should open. Pure."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

from bot.patterns import lazy_compile

URL_CHARS = 2000  # what browsers and Telegram clients surely open

# Marks that turn the direction of what follows, and characters nobody sees: a title must not use them
# to look like another one. The zero-width joiner stays, emoji are made of it.
_UNSEEN = lazy_compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NO_URL = lazy_compile(r"[\s\x00-\x1f\x7f\"<>\\]")
_CONTROL = lazy_compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = lazy_compile("[\ud800-\udfff]")


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def sendable(text: str) -> str:
    """*text*; lone surrogates, which no one can send, become �."""
    return _SURROGATE.sub("\ufffd", text)


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


def rows(text: str, width: int) -> int:
    """How many rows of *width* characters *text* has on a screen, which breaks it at spaces, and longer words anywhere.

    >>> rows("가나 다라 마바사아자차", 5), rows("", 5), rows("가나\\n다", 5)
    (3, 1, 2)
    """
    count = 0
    for line in text.split("\n"):
        count, used = count + 1, 0
        for word in line.split(" "):
            if used and used + 1 + len(word) > width:
                count, used = count + 1, 0
            used += len(word) + (used > 0)
            if used > width:
                count, used = count + (used - 1) // width, (used - 1) % width + 1
    return count


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


def safe_url(url: str) -> bool:
    """Whether *url* is an ordinary web address: http or https, a host, no user name, no white space."""
    if not url or len(url) > URL_CHARS or _NO_URL.search(url) or tidy(url) != url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
