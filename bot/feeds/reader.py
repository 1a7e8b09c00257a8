"""From the bytes of a feed to its items, whatever form, encoding and faults it has. Pure.

    decoding    bytes to text, by what they are           repair      text to XML that parsers take
    sniffing    XML, JSON, a page, something else          xml_feed    RSS and Atom to the raw form
    json_feed   JSON Feed to the raw form                  dates       what moments they mean
    item_text   plain text, and whether it is whole        links       addresses without what clicks are counted by

What strangers write can make a parser take long, so that this is run where it can be given up
(`adapters/feeds/parsing.py`). The fault of one item is its refusal, and none of another's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.articles.byline import read_byline
from bot.articles.links import normal, tidy
from bot.errors import FeedError
from bot.feeds.dates import Dated, read_dates
from bot.feeds.decoding import decode_feed
from bot.feeds.item_text import is_full, line, longest
from bot.feeds.json_feed import read_json_feed
from bot.feeds.model import Feed, FeedItem, RefusedItem
from bot.feeds.raw import RawFeed, RawItem
from bot.feeds.repair import repair
from bot.feeds.sniffing import sniff
from bot.feeds.xml_feed import read_xml_feed

MAX_BYTES = 5 * 1024 * 1024
MOST_ITEMS = 2_000
MAX_TEXT_CHARS = 200_000
MAX_GUID_CHARS = 1_000
MOST_CATEGORIES = 10
LONGEST_TTL = timedelta(days=7)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MARKED = re.compile(rb"<(?:\?xml|rss|feed|rdf|!doctype|html)", re.IGNORECASE)
_KOREAN = re.compile("[가-힣]")


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
        raw = read_xml_feed(text, address)
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
    title = line(raw.title, 200)
    items: list[FeedItem] = []
    refused: list[RefusedItem] = []
    dated: list[Dated] = []
    for position, raw_item in enumerate(raw.items):
        if position >= MOST_ITEMS:
            refused.append(RefusedItem(position, "", "feed.item_many"))
            break
        found = _item(raw_item, address, title)
        if isinstance(found, str):
            refused.append(RefusedItem(position, line(raw_item.title if raw_item else "", 200), found))
        elif raw_item is not None:
            items.append(found)
            dated.append(Dated(raw_item.published or raw_item.updated, raw_item.updated, found.link or ""))
    korean = raw.language.lower().startswith("ko") or any(_KOREAN.search(item.title) for item in items[:5])
    moments, faulty = read_dates(dated, now, korean=korean, utc_is_kst=utc_is_kst)
    items = [
        replace(item, published=published, updated=updated)
        for item, (published, updated) in zip(items, moments, strict=True)
    ]
    return Feed(
        title=title,
        link=tidy(raw.link, address) or None,
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


def _item(raw: RawItem | None, address: str, publisher: str) -> FeedItem | str:
    """The item without its dates, or why it is refused."""
    if raw is None:
        return "feed.item_broken"
    if raw.refused:
        return raw.refused
    try:
        title, text = line(raw.title), longest(raw.texts)
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
            full=is_full(text),
            authors=read_byline("\n".join(raw.authors)[:2000], publisher)[0] if any(raw.authors) else (),
            categories=tuple(dict.fromkeys(filter(None, (line(one, 60) for one in raw.categories))))[
                :MOST_CATEGORIES
            ],
        )
    except Exception:  # whatever a stranger wrote: this item's fault stays this item's
        return "feed.item_broken"


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
