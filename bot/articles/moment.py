"""When it was published and when it was crawled, in whatever words an article says so: the one reader of dates.

A wrong date is worse than none. What is only digits of a longer number, a 25:61, an offset of +99:00, or an order of
day and month that could be either gives None, and so does a text that only tells when something was changed.

>>> read_published("2025.04.23. 오후 2:382025.04.23. 오후 4:37").isoformat()
'2025-04-23T14:38:00+09:00'
>>> read_published("Fri Jan  3 14:05:00 KST 2025").isoformat(), read_published("01/02/2025")
('2025-01-03T14:05:00+09:00', None)
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache

from bot.articles.article import KST
from bot.articles.years import SHORT_YEARS, YEARS, day_of, in_years
from bot.patterns import lazy_compile

_PLAIN = lazy_compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?", re.ASCII)  # nearly all there are
_IN_PATH = lazy_compile(
    r"(?<![0-9A-Za-z])(?P<y>(?:19|20)\d\d)(?:(?P<sep>[-_.년/]) ?(?P<m>\d{1,2})(?:(?P=sep)|월) ?(?P<d>\d{1,2})"
    r"|(?P<m2>\d\d)(?P<d2>\d\d))(?:[T_-]?\d{4}(?:\d\d)?|[T_ -]\d\d[-.:]\d\d(?:[-.:]\d\d)?)?(?![0-9A-Za-z])",
    re.ASCII,
)
_SHORT_IN_NAME = lazy_compile(  # 25.02.11 anywhere; 25-02-11 and 250211 at the beginning
    r"(?<![0-9A-Za-z.])(\d\d)\.(\d\d)\.(\d\d)(?![0-9A-Za-z.])|\A[\[(]?(\d\d)-(\d\d)-(\d\d)(?=[\])_ ]|\Z)"
    r"|\A[\[(]?(2\d)(\d\d)(\d\d)(?=[\])_ -]|\Z)",
    re.ASCII,
)
_KOREAN_FOLDERS = lazy_compile(r"(?<=\d)[년월일]/")
_MONTH_FOLDER = lazy_compile(
    r"(?<![^/])((?:19|20)\d\d)[-_.년 ]{0,2}(\d\d)월?/(?=\d\d[./일])", re.ASCII
)  # 2026-03/04/
_MONTH_IN_NAME = lazy_compile(
    r"(?<![0-9A-Za-z])(?:[A-Z][a-z]{2,8}\.? \d{1,2},? 20\d\d|\d{1,2} [A-Z][a-z]{2,8}\.? 20\d\d)(?![0-9A-Za-z])",
    re.ASCII,
)


@lru_cache(maxsize=4096)
def read_published(text: str) -> date | datetime | None:
    """The date of publication that *text* gives; with the time of day, in Korea where it names no zone.

    Of several the one that is said to be the first (입력), else the first; 00:00 alone is no time of day.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text) and (plain := _plain(text)):
        return plain
    from bot.articles.date_words import (
        read_words,  # its patterns take longer to make than a thousand files to read
    )

    return read_words(text)


def read_added(text: str) -> datetime | None:
    """The moment of crawling, UTC unless it names another zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        published = read_published(text)
        if published is None:
            return None
        moment = published if isinstance(published, datetime) else datetime.combine(published, time(), KST)
    if moment.year not in YEARS:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def date_in_path(path: str) -> date | None:
    """The day that a file's name, or the folders it is in, begin with or hold: `_posts/2025-01-03-다리.md`."""
    path = _KOREAN_FOLDERS.sub("/", path)  # 2026년/03월/05일
    path = _MONTH_FOLDER.sub(r"\1/\2/", path)
    folders, _, name = path.rpartition("/")
    for text in (name.rpartition(".")[0], *reversed(folders.split("/")), path):
        for found in _IN_PATH.finditer(text):
            day = day_of(found["y"], found["m"] or found["m2"], found["d"] or found["d2"])
            if day:
                return day
    stem = name.rpartition(".")[0]
    for found in _SHORT_IN_NAME.finditer(stem):
        short, month, number = filter(None, found.groups())
        year = SHORT_YEARS.get(int(short))
        if year and (day := day_of(str(year), month, number)):
            return day
    named = _MONTH_IN_NAME.search(stem)
    published = read_published(named[0]) if named else None
    return published if published is None or not isinstance(published, datetime) else published.date()


def _plain(text: str) -> date | datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.time() == time():
        return in_years(moment.date())
    return in_years(moment.replace(tzinfo=KST))


def is_ahead(published: date | datetime | None, now: datetime) -> bool:
    """Whether that moment is still to come, so that nobody may read it yet. now: aware."""
    return published is not None and due(published) > now


def due(published: date | datetime) -> datetime:
    """The moment from which it may be read: that of publication, or the midnight in Korea that its day begins with."""
    if isinstance(published, datetime):
        return published
    return datetime.combine(published, time(), KST)
