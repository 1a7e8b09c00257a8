"""A saved web page: its text as another found it, and what the page itself says in its head.

>>> head = '<meta property="og:title" content="다리 개통"><link rel=canonical href="https://a.example/1">'
>>> draft = read_page(head, "다리가 열렸다.", {})
>>> draft.title, draft.body, draft.fields["url"]
('다리 개통', '다리가 열렸다.', 'https://a.example/1')
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from bot.articles import web_archive
from bot.articles.draft import Draft
from bot.articles.fields import Fields, flatten, gather
from bot.articles.head import is_date_line
from bot.articles.html_text import unescape
from bot.articles.plain import split_title
from bot.i18n.reasons import NONE, Reason

SUFFIXES = (".html", ".htm", ".xhtml", *web_archive.SUFFIXES)
HEAD_CHARS = 400_000
LEAST_CHARS = 20  # of text; what is shorter is a menu

_TAG = re.compile(r"<(?P<kind>meta|link)\s(?P<rest>[^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z-]{2,20})\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_LINKED = re.compile(  # JSON-LD, where papers say the time of day as well
    r"<script[^<>]{0,200}application/ld\+json[^<>]{0,200}>([^<]{2,200000})</script", re.IGNORECASE
)
_SAVED_FROM = re.compile(
    r"(?:Page saved with SingleFile\s{1,5}url:\s{1,3}|saved from url=\(\d{1,5}\))(https?://[^\s<>\"]{1,2000})"
)
_ARCHIVED = re.compile(r"\Ahttps?://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/(?=https?://)")
_TIME = re.compile(r"<time\s[^<>]{0,400}?datetime=[\"']?([0-9T:.Z+-]{16,35})", re.IGNORECASE)
MOST_LINKED = 10
_BOOKMARKS = re.compile(
    r"<!DOCTYPE NETSCAPE-Bookmark-file|<title>\s{0,9}(?:Pocket Export|Instapaper: Export)", re.IGNORECASE
)
_LINKED_NAMES = ("headline", "datePublished", "author", "publisher", "articleSection", "mainEntityOfPage")
_AFTER_TITLE = re.compile(r"(?<!\s)\s++[|:<>–—-]\s++.{1,40}$")


def why_no_page(html: str) -> Reason:
    """Why HTML that a program handed out is no article, and what its owner does about it; none if it may be one."""
    if _BOOKMARKS.search(html, 0, 4_000):
        return Reason("reason.bookmarks")
    return NONE


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
    pairs += _linked(html)
    if saved := _SAVED_FROM.search(html, 0, 4_000):
        pairs.append(("location", saved[1]))
    pairs += [("dc:title", found.get("title", "")), ("dc:publisher", found.get("sitename", ""))]
    pairs += [("article:author", found.get("author", "")), ("datetime", _moment(html, found.get("date", "")))]
    fields = gather((name, _ARCHIVED.sub("", value)) for name, value in pairs)
    title = fields["title"]
    if not title and (named := _TITLE.search(html, 0, HEAD_CHARS)):
        title = _AFTER_TITLE.sub("", unescape(named[1]).strip())
    if not title:
        title, rest = split_title(text)
        text = text if title.endswith((".", "…")) else f"{title}\n{rest}"
    first, _, rest = text.strip().partition("\n")
    is_title = first.strip(" #") == title and not title.endswith(".")
    body = _without_date(rest.strip() if is_title else text.strip(), fields)
    return Draft("web page", title, body, fields, "none")


def _without_date(body: str, fields: Fields) -> str:
    """*body* from its text, where the line above that is a day that nothing else told."""
    line, _, rest = body.partition("\n")
    if fields["published"] or not rest.strip() or not is_date_line(line):
        return body
    fields["published"] = line.strip()
    return rest.strip()


def _moment(html: str, date: str) -> str:
    """*date*, with the time of day where the page's first mark of a time is of that day."""
    marked = _TIME.search(html) if len(date) == 10 else None
    return marked[1] if marked and marked[1].startswith(date) else date


def _linked(html: str) -> Iterator[tuple[str, str]]:
    """What the page says of its article in JSON-LD: when, who, and which paper, by the names that pages use too."""
    for number, script in enumerate(_LINKED.finditer(html, 0, HEAD_CHARS)):
        if number >= MOST_LINKED:
            return
        try:
            value = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        graph = value.get("@graph", value) if isinstance(value, dict) else value
        for one in graph[:MOST_LINKED] if isinstance(graph, list) else [graph]:
            if isinstance(one, dict) and "headline" in one:
                known = {name: one.get(name) for name in _LINKED_NAMES}
                yield from flatten(known)
                return
