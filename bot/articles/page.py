"""A saved web page: its text as another found it, and what the page itself says in its head.

>>> head = '<meta property="og:title" content="다리 개통"><link rel=canonical href="https://a.example/1">'
>>> draft = read_page(head, "다리가 열렸다.", {})
>>> draft.title, draft.body, draft.fields["url"]
('다리 개통', '다리가 열렸다.', 'https://a.example/1')
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.html_text import unescape

SUFFIXES = (".html", ".htm", ".xhtml")
HEAD_CHARS = 400_000
LEAST_CHARS = 20  # of text; what is shorter is a menu

_TAG = re.compile(r"<(?P<kind>meta|link)\s(?P<rest>[^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z-]{2,20})\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_AFTER_TITLE = re.compile(r"(?<!\s)\s++[|:<>–—-]\s++.{1,40}$")


def read_page(html: str, text: str, found: Mapping[str, str]) -> Draft:
    """text: of the article, as plain text. found: what else was found, for what the page's head does not say."""
    pairs: list[tuple[str, str]] = []
    for tag in _TAG.finditer(html, 0, HEAD_CHARS):
        values = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag["rest"])}
        if tag["kind"].lower() == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            pairs.append((name, unescape(values.get("content", "")).strip()))
        elif values.get("rel", "").lower() == "canonical":
            pairs.append(("canonical", unescape(values.get("href", ""))))
    pairs += [("dc:title", found.get("title", "")), ("dc:publisher", found.get("sitename", ""))]
    pairs += [("article:author", found.get("author", "")), ("datetime", found.get("date", ""))]
    fields = gather(pairs)
    title = fields["title"]
    if not title and (named := _TITLE.search(html, 0, HEAD_CHARS)):
        title = _AFTER_TITLE.sub("", unescape(named[1]).strip())
    first, _, rest = text.strip().partition("\n")
    body = rest.strip() if first.strip(" #") == title else text.strip()
    return Draft("web page", title, body, fields, "none")
