"""A Feed as JSON's types and back, for the way out of a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.errors import FeedError
from bot.feeds.model import Feed, FeedItem, RefusedItem
from bot.feeds.reader import parse_feed


def parse_to_json(raw: bytes, content_type: str, address: str, now: str, utc_is_kst: str) -> dict[str, Any]:
    """`parse_feed` with arguments and result as they go between processes; "" for None and for False."""
    try:
        feed = parse_feed(
            raw,
            content_type=content_type or None,
            address=address,
            now=datetime.fromisoformat(now),
            utc_is_kst=bool(utc_is_kst),
        )
    except FeedError as fault:
        return {"fault": fault.key}
    return {
        "title": feed.title,
        "link": feed.link,
        "language": feed.language,
        "items": [_item_json(item) for item in feed.items],
        "refused": [[one.position, one.title, one.reason] for one in feed.refused],
        "ttl": feed.ttl.total_seconds() if feed.ttl else None,
        "skip_hours": sorted(feed.skip_hours),
        "skip_days": sorted(feed.skip_days),
        "utc_is_kst": feed.utc_is_kst,
    }


def feed_of_json(found: Mapping[str, Any]) -> Feed:
    """The Feed of what `parse_to_json` gave. Raises: FeedError where that was one."""
    if "fault" in found:
        raise FeedError(found["fault"])
    return Feed(
        title=found["title"],
        link=found["link"],
        language=found["language"],
        items=tuple(_item(item) for item in found["items"]),
        refused=tuple(RefusedItem(*one) for one in found["refused"]),
        ttl=timedelta(seconds=found["ttl"]) if found["ttl"] else None,
        skip_hours=frozenset(found["skip_hours"]),
        skip_days=frozenset(found["skip_days"]),
        utc_is_kst=found["utc_is_kst"],
    )


def _item_json(item: FeedItem) -> dict[str, Any]:
    return {
        "guid": item.guid,
        "link": item.link,
        "title": item.title,
        "text": item.text,
        "full": item.full,
        "authors": item.authors,
        "published": item.published.isoformat() if item.published else None,
        "updated": item.updated.isoformat() if item.updated else None,
        "categories": item.categories,
        "own_link": item.own_link,
        "source": item.source,
    }


def _item(found: Mapping[str, Any]) -> FeedItem:
    return FeedItem(
        guid=found["guid"],
        link=found["link"],
        title=found["title"],
        text=found["text"],
        full=found["full"],
        authors=tuple(found["authors"]),
        published=_moment(found["published"]),
        updated=_moment(found["updated"]),
        categories=tuple(found["categories"]),
        own_link=found["own_link"],
        source=found["source"],
    )


def _moment(text: str | None) -> date | datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
