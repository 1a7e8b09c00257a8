"""What came from an address, by its content: servers call feeds text/html and pages application/xml.

>>> sniff("<?xml version='1.0'?><rss version='2.0'>"), sniff("<!doctype html><html>"), sniff('{"version": 1}')
('xml', 'page', 'other')
"""

from __future__ import annotations

import re
from typing import Literal

from bot.articles.html_text import without

Kind = Literal["xml", "json", "page", "other"]
SNIFFED_CHARS = 20_000

_ROOTS = frozenset(("rss", "feed", "rdf", "channel"))
_SKIPPED = re.compile(
    r"<\?[^<>]{0,500}>|<!DOCTYPE[^<>\[]{0,500}(?:\[[^\[\]]{0,5000}\]\s{0,20})?>", re.IGNORECASE
)
_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})(?=[\s/>])")
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|script|div)\b", re.IGNORECASE)
_JSON_FEED = re.compile(r"jsonfeed\.org/version/|\"items\"\s{0,9}:\s{0,9}\[")


def sniff(text: str) -> Kind:
    """What *text* is."""
    start = text[:SNIFFED_CHARS].lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return "json" if _JSON_FEED.search(text[: 10 * SNIFFED_CHARS]) else "other"
    plain = _SKIPPED.sub("", without(start, "<!--", "-->"))
    root = _TAG.search(plain)
    if root and root[1].lower() in _ROOTS:
        return "xml"
    return "page" if _PAGE.search(start) else "other"
