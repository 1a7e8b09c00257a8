"""What of a feed that was just added is taken in: an archive, and never a flood of news.

>>> now = datetime(2026, 3, 5, tzinfo=UTC)
>>> items = [FeedItem(None, None, f"{days} days ago", "", False, published=now - timedelta(days)) for days in range(9)]
>>> [item.title for item in first_items(items, now)]
['0 days ago', '1 days ago']
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta  # noqa: F401  UTC is of the example

from bot.articles.moment import due
from bot.feeds.model import FeedItem

MOST = 10
WITHIN = timedelta(days=1)


def first_items(items: Sequence[FeedItem], now: datetime) -> tuple[FeedItem, ...]:
    """Of the items of a first poll those to be kept, the newest first: at most 10, and none older than a day.

    Where the feed has none of the last day the newest alone, so that what was added can be seen. Feeds have their
    newest first: items without a date follow those that have one. now: aware.
    """
    dated = sorted(
        ((due(item.published), -position, item) for position, item in enumerate(items) if item.published),
        key=lambda one: one[:2],
        reverse=True,
    )
    undated = [item for item in items if item.published is None]
    fresh = [item for moment, _, item in dated if moment >= now - WITHIN]
    return tuple([*fresh, *undated][:MOST] or [item for _, _, item in dated[:1]])
