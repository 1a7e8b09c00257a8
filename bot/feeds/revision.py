"""Whether an item that is known has changed, and what of it is then kept: a correction is a new version of its article.

>>> item = FeedItem(None, "https://hanbit.example/1", "다리 개통", "열렸다.", False)
>>> known = Known(text_hash(item), item.published)
>>> revised(known, item) is None, revised(known, replace(item, text="바로잡습니다.")).text
(True, '바로잡습니다.')
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.feeds.dates import AHEAD
from bot.feeds.model import FeedItem
from bot.feeds.sameness import text_hash


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of the last version: `text_hash` of its item, and when it was published."""

    text_hash: str
    published: date | datetime | None = None


def revised(known: Known, item: FeedItem) -> FeedItem | None:
    """*item* as its new version is to be written; None where nothing has changed.

    The first date stays, since feeds date an item anew when they correct it; unless there was none, or the feed has
    shown meanwhile that it calls Korea's time UTC's, so that what was taken for nine hours later is brought right.
    """
    published = known.published
    if published is None or _is_nine_hours_late(published, item.published):
        published = item.published
    if text_hash(item) == known.text_hash and published == known.published:
        return None
    return replace(item, published=published)


def _is_nine_hours_late(known: date | datetime, now: date | datetime | None) -> bool:
    both = isinstance(known, datetime) and isinstance(now, datetime)
    return both and timedelta(0) == known - now - AHEAD  # type: ignore[operator]
