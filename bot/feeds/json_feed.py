"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) as the raw form that `reader` settles."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.errors import FeedError
from bot.feeds.raw import RawFeed, RawItem
from bot.patterns import lazy_compile

Json = object
_ITEMS = lazy_compile(r'"items"\s{0,9}:\s{0,9}\[\s{0,99}')
MOST_BETWEEN = 1_000  # characters of white space and commas between two items
_DECODER = json.JSONDecoder(strict=False)


def read_json_feed(text: str) -> RawFeed:
    """The feed in *text*. Raises: FeedError when it is none."""
    try:
        document = json.loads(text, strict=False)
    except ValueError:
        document = _read_parts(text)
    except RecursionError:
        raise FeedError("feed.broken") from None
    if not isinstance(document, Mapping) or not isinstance(document.get("items"), list):
        raise FeedError("feed.not_feed")
    return RawFeed(
        title=_text(document.get("title")),
        link=_text(document.get("home_page_url")),
        language=_text(document.get("language")),
        authors=_authors(document),
        items=[_item(item) for item in document["items"]],
    )


def _read_parts(text: str) -> Json:
    """What stands before the items, and each item by itself up to the one that is cut off or broken: that is None.

    Raises: FeedError when not even that can be read.
    """
    start = _ITEMS.search(text)
    try:
        document = json.loads(f"{text[: start.end()]}]}}", strict=False) if start else None
    except (ValueError, RecursionError):
        document = None
    if start is None or not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise FeedError("feed.broken")
    at, items = start.end(), document["items"]
    while at < len(text) and text[at] != "]":
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            items.append(None)
            break
        items.append(item)
        at += len(text[at : at + MOST_BETWEEN]) - len(text[at : at + MOST_BETWEEN].lstrip(" \t\r\n,"))
    if not any(items):
        raise FeedError("feed.broken")
    return document


def _item(item: Json) -> RawItem | None:
    if not isinstance(item, Mapping):
        return None
    tags = item.get("tags")
    return RawItem(
        guid=_text(item.get("id")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        texts=[_text(item.get(name)) for name in ("content_html", "summary")],
        plain=_text(item.get("content_text")),
        authors=_authors(item),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        categories=[_text(tag) for tag in tags] if isinstance(tags, list) else [],
    )


def _authors(found: Mapping[str, Json]) -> list[str]:
    authors = found.get("authors")
    authors = authors if isinstance(authors, list) else [found.get("author")]
    return [_text(one.get("name")) for one in authors if isinstance(one, Mapping)]


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e18 else ""
