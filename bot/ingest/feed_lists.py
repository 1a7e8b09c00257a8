"""What is subscribed to, as a list of another reader has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.articles.links import normal
from bot.feeds.opml import Outline, write_opml
from bot.ingest.feed_ports import FeedRecords, Subscribed, Wish


async def add_all(records: FeedRecords, found: Iterable[Outline], by: int, now: datetime) -> int:
    """Subscribe to all that are not there yet; how many were not. by: the person's number."""
    added = 0
    for one in found:
        name = one.title or normal(one.address).partition("/")[0] or one.address
        category = one.folder.partition("/")[0]
        _, is_new = await records.add(one.address, name, kind="feed", by=by, now=now, wish=Wish(category))
        added += is_new
    return added


def opml_of(found: Iterable[Subscribed], title: str, now: datetime) -> bytes | None:
    """The feeds among *found* as an OPML file; None where there is none. Channels are no feeds."""
    outlines = [Outline(one.address, one.name, one.category) for one in found if one.kind == "feed"]
    return write_opml(outlines, title, now) if outlines else None
