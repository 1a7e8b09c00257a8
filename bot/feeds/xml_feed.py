"""RSS 0.9 to 2.0 and Atom, by feedparser, behind a repair of the whole and, where that fails, item by item.

A document that expat takes is read in one go. In one that it does not take, each item is looked at by itself: good
ones are read as ever, bad ones by feedparser's loose parser, each alone, so that an element that is never closed
spoils no other; what is deeper or larger than any item is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from bot.errors import FeedError
from bot.feeds.raw import RawFeed, RawItem
from bot.feeds.sniffing import ROOT
from bot.patterns import lazy_compile

MAX_DEPTH = 100
MAX_ITEM_CHARS = 400_000
MOST_ATTRIBUTES = 100  # of an element
MOST_ELEMENTS = 5_000  # of an item
MOST_LOOSE = 200  # items that only the loose parser takes, at some milliseconds each

_ITEM = lazy_compile(r"<!\[CDATA\[|<(?P<end>/?)(?P<name>item|entry)(?=[\s>/])[^<>]{0,4000}>", re.IGNORECASE)
_PREFIX = lazy_compile(
    r"</?([A-Za-z_][\w.-]{0,20}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,20}):[A-Za-z_][\w.-]{0,40}\s{0,9}="
)
_LONG_TAG = lazy_compile(r"<[^<>]{8000}")  # where it is no good XML; else a picture may be in it
_FIELD = lazy_compile(
    r"<!\[CDATA\[.*?\]\]>|<(?P<end>/?)(?P<name>title|link|guid|pubDate|description|content:encoded|dc:creator|dc:date"
    r"|category|author|id|published|updated|summary)(?=[\s/>])[^<>]{0,4000}>",
    re.DOTALL,
)
_TITLE = lazy_compile(r"<title[^<>]{0,200}>(?:<!\[CDATA\[)?([^<\]]{1,300})", re.IGNORECASE)
_HOURS = lazy_compile(r"<skipHours[^<>]{0,99}>(.{0,3000}?)</skipHours", re.IGNORECASE | re.DOTALL)
_DAYS = lazy_compile(r"<skipDays[^<>]{0,99}>(.{0,2000}?)</skipDays", re.IGNORECASE | re.DOTALL)
_WORD = lazy_compile(r">\s{0,20}(\w{1,12})\s{0,20}<")
_KNOWN = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def read_xml_feed(text: str) -> RawFeed:
    """The feed in *text*, as `repair` gives it. Raises: FeedError when nothing of it can be read."""
    root = ROOT.search(text)
    if root is None:
        raise FeedError("feed.broken")
    text = _with_prefixes(text[root.start() :])
    if not _fault(text):
        found = _parse(text)
        feed = _head(found, text)
        feed.items = [_item(entry) for entry in found.entries]
        return feed
    return _read_parts(text)


def _read_parts(text: str) -> RawFeed:
    spans = list(_spans(text))
    root = ROOT.match(text)
    assert root is not None
    opening, closing = _frame(root)
    head = text[: spans[0][0] if spans else len(text)]
    if len(head) > MAX_ITEM_CHARS or _depth(head) > MAX_DEPTH:
        head = opening
    feed = _head(_parse(head), head)
    loose = 0
    for start, end, closed in spans:
        part = text[start:end]
        reason = "feed.item_cut" if not closed and end == len(text) else _why_not(part)
        if not reason:
            fault = _fault(f"{opening}{part}{closing}")
            loose += fault == "feed.item_broken"
            reason = fault if fault != "feed.item_broken" or loose > MOST_LOOSE else ""
            part = _with_ends(part) if fault else part
        entries = [] if reason else _parse(f"{opening}{part}{closing}").entries
        feed.items.append(_item(entries[0]) if entries else _refused(part, reason or "feed.item_broken"))
    return feed


def _why_not(part: str) -> str:
    """Why *part* is no item, as far as that can be told without parsing it; "" if it may be one."""
    if len(part) > MAX_ITEM_CHARS or _LONG_TAG.search(part):
        return "feed.item_large"
    return "feed.item_deep" if _depth(part) > MAX_DEPTH else ""


def _with_ends(part: str) -> str:
    """*part* with an end for each field of an item that has none before the next begins."""
    ended: list[str] = []
    at, opened = 0, ""
    for found in _FIELD.finditer(part):
        name = found["name"] or ""
        if not name or found[0].endswith("/>"):
            continue
        if found["end"]:
            opened = "" if name == opened else opened
            continue
        if opened:
            ended += [part[at : found.start()], f"</{opened}>"]
            at = found.start()
        opened = name
    return "".join((*ended, part[at:]))


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each item begins and ends, and whether it was closed."""
    start, at = -1, 0
    while found := _ITEM.search(text, at):
        at = found.end()
        if found["name"] is None:
            at = max(text.find("]]>", at), at)
        elif not found["end"]:
            if start >= 0:
                yield start, found.start(), False
            start = found.start()
        elif start >= 0:
            yield start, at, True
            start = -1
    if start >= 0:
        yield start, len(text), False


def _frame(root: re.Match[str]) -> tuple[str, str]:
    """What stands around an item, so that it is a feed of one."""
    name = root["name"]
    inner = "channel" if name.lower() == "rss" else ""
    opening, closing = f"<{name}{root['rest'].rstrip('/')}>", f"</{name}>"
    return (f"{opening}<{inner}>", f"</{inner}>{closing}") if inner else (opening, closing)


def _depth(part: str) -> int:
    """How deep elements stand in one another, as far as tags tell it in a text that is no good XML."""
    depth = deepest = 0
    for found in re.finditer(r"<!\[CDATA\[.*?\]\]>|<(/?)[A-Za-z_](?:[^<>]{0,4000}(?<!/))?>", part, re.DOTALL):
        if found[1] is None:
            continue
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _with_prefixes(text: str) -> str:
    """*text* with a declaration of each prefix that it uses and does not declare."""
    root = ROOT.match(text)
    assert root is not None
    used = {found[1] or found[2] for found in _PREFIX.finditer(text)} - {"xml", "xmlns"}
    missing = sorted(name for name in used if f"xmlns:{name}" not in text)
    if not missing:
        return text
    declared = "".join(f' xmlns:{name}="{_KNOWN.get(name, f"urn:{name}")}"' for name in missing[:50])
    at = root.end() - (2 if root[0].endswith("/>") else 1)
    return text[:at] + declared + text[at:]


def _fault(text: str) -> str:
    """Why expat does not take *text*, or nobody should: "feed.item_broken", "…_deep", "…_large"; "" for nothing."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = elements = 0

    def start(name: str, values: Mapping[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements = 0 if name.endswith(("item", "entry")) else elements + 1
        if depth > MAX_DEPTH:
            raise _TooMuch("feed.item_deep")
        if len(values) > MOST_ATTRIBUTES or elements > MOST_ELEMENTS:
            raise _TooMuch("feed.item_large")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return "feed.item_broken"
    except _TooMuch as too_much:
        return str(too_much)
    return ""


class _TooMuch(Exception):
    """More than in any feed: of elements in one another, of attributes."""


def _parse(text: str) -> Any:
    import feedparser  # for whoever follows a feed

    document = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(  # a file of bytes: of a string it would take the name and fetch it
        io.BytesIO(document), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )


def _head(parsed: Any, text: str) -> RawFeed:
    found = parsed.feed
    return RawFeed(
        title=_get(found, "title"),
        link=_link(found),
        language=_get(found, "language"),
        authors=_authors(found) if parsed.version.startswith("atom") else [],
        ttl=_get(found, "ttl"),
        skip_hours=_words(_HOURS.search(text)),
        skip_days=_words(_DAYS.search(text)),
    )


def _words(found: re.Match[str] | None) -> list[str]:
    return _WORD.findall(found[1]) if found else []


def _item(entry: Any) -> RawItem:
    source = dict.get(entry, "source") or {}
    return RawItem(
        guid=_get(entry, "id"),
        link=_link(entry),
        title=_get(entry, "title"),
        texts=[
            *(_get(content, "value") for content in dict.get(entry, "content") or []),
            _get(entry, "summary"),
        ],
        authors=_authors(entry),
        published=_get(entry, "published") or _get(entry, "created"),
        updated=_get(entry, "updated"),
        categories=[_get(tag, "label") or _get(tag, "term") for tag in dict.get(entry, "tags") or []],
        source=_get(source, "title"),
        source_address=_get(source, "href") or _get(source, "link"),
    )


def _authors(found: Any) -> list[str]:
    """As they are written: feedparser takes the half of an address like desk@hanbit.media for a name."""
    authors = [one for one in dict.get(found, "authors") or [] if one]
    if len(authors) < 2:
        return [_get(found, "author")]
    names = [_get(author, "name") or _get(author, "email") for author in authors]
    return [name.rpartition("(")[2] if name.count("(") > name.count(")") else name for name in names]


def _get(found: Any, name: str) -> str:
    """A value that the document gives: feedparser's own `get` takes others for it."""
    value = dict.get(found, name)
    return value if isinstance(value, str) else ""


def _link(found: Any) -> str:
    """The first link to a page; the last one counts for feedparser. One that only leads there is passed by."""
    if origin := _get(found, "feedburner_origlink"):
        return origin
    for link in dict.get(found, "links") or []:
        kind = _get(link, "type")
        if _get(link, "rel") == "alternate" and (not kind or "html" in kind) and _get(link, "href"):
            return _get(link, "href")
    return _get(found, "link")


def _refused(part: str, reason: str) -> RawItem:
    title = _TITLE.search(part)
    return RawItem(title=title[1] if title else "", refused=reason)
