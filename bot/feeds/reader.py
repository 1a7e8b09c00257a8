"""From the bytes of a feed to its items, whatever form, encoding and faults it has. Pure.

    decoding    bytes to text, by what they are           repair      text to XML that parsers take
    sniffing    XML, JSON, a page, something else          xml_feed    RSS and Atom to the raw form
    json_feed   JSON Feed to the raw form                  dates       what moments they mean
    item_text   plain text, and whether it is whole        links       addresses without what clicks are counted by
    site        whose an address is

What strangers write can make a parser take long, so that this is run where it can be given up
(`adapters/feeds/parsing.py`). The fault of one item is its refusal, and none of another's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.articles.byline import read_byline
from bot.articles.links import normal, tidy
from bot.articles.moment import due
from bot.errors import FeedError
from bot.feeds.dates import Dated, read_dates, read_moment
from bot.feeds.decoding import decode_feed
from bot.feeds.item_text import best_text, line
from bot.feeds.json_feed import read_json_feed
from bot.feeds.model import Feed, FeedItem, RefusedItem
from bot.feeds.raw import RawFeed, RawItem
from bot.feeds.repair import repair
from bot.feeds.site import site
from bot.feeds.sniffing import sniff
from bot.feeds.xml_feed import read_xml_feed
from bot.patterns import lazy_compile

MAX_BYTES = 5 * 1024 * 1024
MOST_ITEMS = 2_000
MAX_TEXT_CHARS = 200_000
MAX_GUID_CHARS = 1_000
MOST_CATEGORIES = 10
LONGEST_TTL = timedelta(days=7)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MARKED = lazy_compile(rb"<(?:\?xml|rss|feed|rdf|!doctype|html)", re.IGNORECASE)
_BETWEEN_CATEGORIES = lazy_compile(r"[,;>|]")
_KOREAN = lazy_compile("[가-힣]")


def parse_feed(
    body: bytes, *, content_type: str | None, address: str, now: datetime, utc_is_kst: bool = False
) -> Feed:
    """The feed in *body*, items in its order.

    content_type: the header of the answer. address: of the feed, in the end of all redirects. now: aware.
    utc_is_kst: `Feed.utc_is_kst` of the poll before.
    Raises: FeedError: too large, empty, a page or something else that is no feed, in no known encoding, or broken
    so that nothing of it can be read.
    """
    if len(body) > MAX_BYTES:
        raise FeedError("feed.large")
    if not body.strip(b" \t\r\n\0"):
        raise FeedError("feed.empty")
    text = _decoded(body, content_type)
    kind = sniff(text)
    if kind == "json":
        raw = read_json_feed(text)
    elif kind == "xml":
        raw = read_xml_feed(text)
    else:
        raise FeedError("feed.page" if kind == "page" else "feed.not_feed")
    return _settle(raw, address, now, utc_is_kst)


def _decoded(body: bytes, content_type: str | None) -> str:
    try:
        text = decode_feed(body, content_type).lstrip()
    except FeedError:
        if _MARKED.search(body[:1000]):
            raise
        raise FeedError("feed.not_feed") from None  # a picture has no encoding
    return text if text.startswith("{") else repair(text)


def _settle(raw: RawFeed, address: str, now: datetime, utc_is_kst: bool) -> Feed:
    title, home = line(raw.title, 200), tidy(raw.link, address)
    items: list[FeedItem] = []
    refused: list[RefusedItem] = []
    dated: list[Dated] = []
    start = max(0, len(raw.items) - MOST_ITEMS) if _is_oldest_first(raw.items) else 0
    if len(raw.items) > MOST_ITEMS:
        refused.append(RefusedItem(0 if start else MOST_ITEMS, "", "feed.item_many"))
    for position, raw_item in enumerate(raw.items[start : start + MOST_ITEMS], start):
        found = _item(raw_item, address, home, title, raw.authors)
        if isinstance(found, str):
            refused.append(RefusedItem(position, line(raw_item.title if raw_item else "", 200), found))
        elif raw_item is not None:
            items.append(found)
            dated.append(Dated(raw_item.published, raw_item.updated, found.link or ""))
    korean = raw.language.lower().startswith("ko") or any(_KOREAN.search(item.title) for item in items[:5])
    moments, faulty = read_dates(dated, now, korean=korean, utc_is_kst=utc_is_kst)
    items = [
        replace(item, published=published, updated=updated)
        for item, (published, updated) in zip(items, moments, strict=True)
    ]
    return Feed(
        title=title,
        link=home or None,
        language=raw.language.strip().lower()[:20],
        items=tuple(_named_apart(items)),
        refused=tuple(refused),
        ttl=_ttl(raw.ttl),
        skip_hours=frozenset(
            int(hour) % 24 for hour in raw.skip_hours if hour.isdecimal() and int(hour) <= 24
        ),
        skip_days=frozenset(
            _WEEKDAYS.index(day.lower()) for day in raw.skip_days if day.lower() in _WEEKDAYS
        ),
        utc_is_kst=faulty,
    )


def _is_oldest_first(items: list[RawItem | None]) -> bool:
    dated = [item for item in items if item and (item.published or item.updated)]
    first, last = (
        (read_moment(item.published) or read_moment(item.updated) for item in (dated[0], dated[-1]))
        if dated
        else (None, None)
    )
    return first is not None and last is not None and due(first) < due(last)


def _item(raw: RawItem | None, address: str, home: str, publisher: str, all_by: list[str]) -> FeedItem | str:
    """The item without its dates, or why it is refused."""
    if raw is None:
        return "feed.item_broken"
    if raw.refused:
        return raw.refused
    try:
        title, (text, is_whole) = line(raw.title), best_text(raw.texts, raw.plain)
        source = _source(raw, (address, home))
        if source:  # as collections of news write it
            title = title.removesuffix(f" - {source}")
            text = "" if " ".join(text.split()) == f"{title} {source}" else text
        if len(text) > MAX_TEXT_CHARS:
            return "feed.item_large"
        if text == title:
            text = ""
        if not title and not text:
            return "feed.item_empty"
        guid = " ".join(raw.guid.split())
        link = tidy(raw.link, address) or (tidy(guid) if "://" in guid else "")
        return FeedItem(
            guid=guid if 0 < len(guid) <= MAX_GUID_CHARS else None,
            link=link or None,
            title=title,
            text=text,
            full=is_whole and bool(text),
            authors=_names_of(raw.authors, publisher) or _names_of(all_by, publisher),
            categories=_categories(raw.categories),
            source=source,
        )
    except Exception:  # whatever a stranger wrote: this item's fault stays this item's
        return "feed.item_broken"


def _source(raw: RawItem, ours: tuple[str, ...]) -> str:
    """The paper that an item was first in, where that is another one's than whose addresses are *ours*."""
    if not raw.source_address:
        return ""
    theirs = site(raw.source_address)
    return line(raw.source, 200) if theirs and theirs not in map(site, ours) else ""


def _names_of(authors: list[str], publisher: str) -> tuple[str, ...]:
    return read_byline("\n".join(authors)[:2000], publisher)[0] if any(authors) else ()


def _categories(written: list[str]) -> tuple[str, ...]:
    """Each once; several may stand in one field, and a section's way within its paper (정치>국회)."""
    said = (part for one in written for part in _BETWEEN_CATEGORIES.split(line(one)))
    return tuple(dict.fromkeys(name for part in said if (name := part.strip()[:60].rstrip())))[
        :MOST_CATEGORIES
    ]


def _named_apart(items: list[FeedItem]) -> list[FeedItem]:
    """Links and guids that several items have name none of them, unless they say the same."""
    said: dict[str, set[str]] = {}
    for item in items:
        for name in _names(item):
            said.setdefault(name, set()).add(item.title)
    shared = {name for name, titles in said.items() if len(titles) > 1}
    if not shared:
        return items
    return [
        replace(item, guid=None if f"guid {item.guid}" in shared else item.guid,
                own_link=f"link {normal(item.link or '')}" not in shared)
        for item in items
    ]  # fmt: skip


def _names(item: FeedItem) -> list[str]:
    return [f"guid {item.guid}" for _ in (1,) if item.guid] + [
        f"link {normal(item.link)}" for _ in (1,) if item.link
    ]


def _ttl(minutes: str) -> timedelta | None:
    if not minutes.strip().isdecimal() or len(minutes) > 9 or not int(minutes):
        return None
    return min(timedelta(minutes=int(minutes)), LONGEST_TTL)
