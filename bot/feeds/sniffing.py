"""What came from an address, by its content: servers call feeds text/html and pages application/xml.

>>> sniff("<rss version='2.0'>"), sniff("<html>"), sniff('{"version": 1}')
('xml', 'page', 'other')
"""

from __future__ import annotations

import re
from typing import Literal

from bot.patterns import lazy_compile

Kind = Literal["xml", "json", "page", "other"]
SNIFFED_CHARS = 20_000

ROOT = lazy_compile(
    r"<(?P<name>(?:[A-Za-z][\w.-]{0,20}:)?(?:rss|feed|RDF)|channel)(?=[\s/>])(?P<rest>[^<>]{0,8000})>",
    re.IGNORECASE,
)
_FIRST = lazy_compile(r"<([A-Za-z_][\w.:-]{0,60})(?=[\s/>])")
_OF_PAGES = frozenset(
    "html head body title meta link script style noscript div table center form iframe".split()
)
_JSON_FEED = lazy_compile(r"jsonfeed\.org/version/|\"items\"\s{0,9}:\s{0,9}\[")


def sniff(text: str) -> Kind:
    """What *text* is, of which `repair` has taken comments and declarations where it is XML.

    A feed may have another program's complaints before it, and is none where it begins as a page.
    """
    if text.startswith("{"):
        return "json" if _JSON_FEED.search(text[: 10 * SNIFFED_CHARS]) else "other"
    first = _FIRST.search(text, 0, SNIFFED_CHARS)
    if first and first[1].lower() in _OF_PAGES:
        return "page"
    if ROOT.search(text, 0, SNIFFED_CHARS):
        return "xml"
    return "page" if first and "<html" in text[:SNIFFED_CHARS].lower() else "other"
