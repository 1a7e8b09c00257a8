"""What a feed says: its items, what was refused of it, and when it wants to be asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed. Strings are clean text: NFC-composed, no marks, no control characters; "" is "not given".

    guid: what the feed calls it, where that can tell two items apart. link: absolute, without what clicks are
        counted by. own_link: False where other items of the feed have the same link, so that it names none of them.
    text: plain text, paragraphs parted by a blank line. full: it looks whole; else it is a teaser.
    source: the paper that it is of, where the feed hands on what others publish; "" where it is the feed's own.
    published, updated: as in `Article.published`: a date in Korea, or an aware datetime where the time of day is
        known. None where the feed gives none that can be trusted.
    """

    guid: str | None
    link: str | None
    title: str
    text: str
    full: bool
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    updated: date | datetime | None = None
    categories: tuple[str, ...] = ()
    own_link: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class RefusedItem:
    """An item that cannot be read. position: from 0, in the feed. reason: a key of the catalogue."""

    position: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was at one moment.

    link: the address of the pages that it is of; None if it does not say.
    language: as the feed writes it, in lower case ("ko-kr"); "" if it does not say.
    ttl: how long it may be kept, as it says. skip_hours: of the day in UTC, 0–23. skip_days: Monday is 0.
    utc_is_kst: its times are Korea's, called UTC's by mistake; they have been brought right. To be handed to the
        next `parse_feed`, since only a feed with fresh items shows it.
    """

    title: str
    link: str | None
    language: str
    items: tuple[FeedItem, ...]
    refused: tuple[RefusedItem, ...] = ()
    ttl: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    utc_is_kst: bool = False
