"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) as the raw form that `reader` settles."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.errors import FeedError
from bot.feeds.raw import RawFeed, RawItem

Json = object


def read_json_feed(text: str) -> RawFeed:
    """The feed in *text*. Raises: FeedError when it is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise FeedError("feed.broken") from None
    if not isinstance(document, Mapping) or not isinstance(document.get("items"), list):
        raise FeedError("feed.not_feed")
    return RawFeed(
        title=_text(document.get("title")),
        link=_text(document.get("home_page_url")),
        language=_text(document.get("language")),
        items=[_item(item) for item in document["items"]],
    )


def _item(item: Json) -> RawItem | None:
    if not isinstance(item, Mapping):
        return None
    authors = item.get("authors")
    authors = authors if isinstance(authors, list) else [item.get("author")]
    tags = item.get("tags")
    return RawItem(
        guid=_text(item.get("id")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        texts=[_text(item.get(name)) for name in ("content_html", "content_text", "summary")],
        authors=[_text(one.get("name")) for one in authors if isinstance(one, Mapping)],
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        categories=[_text(tag) for tag in tags] if isinstance(tags, list) else [],
    )


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e18 else ""
