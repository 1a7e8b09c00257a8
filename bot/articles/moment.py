"""When it was published and when it was crawled, as articles write it.

>>> read_published("2025.04.23. 오후 2:382025.04.23. 오후 4:37").isoformat()
'2025-04-23T14:38:00+09:00'
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from bot.articles.article import KST

YEARS = range(1900, 2101)  # anything else is a slip, and breaks arithmetic with zones

_MOMENT = re.compile(
    r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})[.일]?"
    r"(?:(?:\s*T?\s*)(오전|오후|AM|PM)?\s*(\d{1,2})[:시]\s*(\d{2})분?(?::(\d{2})(?:\.\d+)?)?"
    r"\s*(Z|UTC|KST|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)


@lru_cache(maxsize=4096)
def read_published(text: str) -> date | datetime | None:
    """The first date in *text*; with the time of day in Korea where one is given, and 00:00 alone is none."""
    found = _MOMENT.search(text[:200])
    if found is None:
        return None
    year, month, day, half, hour, minute, second, zone = found.groups()
    try:
        on = date(int(year), int(month), int(day))
        at = _time_of_day(half, hour, minute, second) if hour else None
    except ValueError:
        return None
    if on.year not in YEARS:
        return None
    if at is None or (at == time() and zone is None):
        return on
    return datetime.combine(on, at, _zone(zone))


def read_added(text: str) -> datetime | None:
    """The moment of crawling, UTC unless it names another zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _time_of_day(half: str | None, hour: str, minute: str, second: str | None) -> time:
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half in ("오후", "PM") else 0)
    return time(hours, int(minute), int(second or 0))


def _zone(text: str | None) -> tzinfo:
    if text is None or text == "KST":
        return KST
    if text in ("Z", "UTC"):
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
