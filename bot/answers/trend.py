"""How many articles a day are about some topics: what /trend draws.

>>> read_wish("쿠팡 네이버 14일"), read_wish("개인정보 유출, 네이버")
(Wish(topics=('쿠팡', '네이버'), days=14), Wish(topics=('개인정보 유출', '네이버'), days=30))
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import QueryError
from bot.patterns import lazy_compile
from bot.search.filtering import day_of
from bot.search.ports import Searchable

DAYS = 30  # where nothing else is said
LONGEST_DAYS = 180  # a picture on a phone has no more points
MOST_TOPICS = 4  # lines that an eye tells apart
_SPAN = lazy_compile(
    r"(?:^|[\s,])(?:최근\s?|지난\s?|last\s)?(\d{1,3})\s?(일|days?|d|주일?|weeks?|w|개월|달|months?)(?:간|동안)?$",
    re.IGNORECASE,
)
_LENGTHS = {"일": 1, "d": 1, "주": 7, "w": 7, "개": 30, "달": 30, "m": 30}
_SEPARATOR = lazy_compile(r"(?<!\s)\s*[,，、]\s*|(?<!\s)\s+(?:vs\.?|대)\s+", re.IGNORECASE)
_QUOTED = lazy_compile(r"[\"“”]([^\"“”]{1,60})[\"“”]")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn. days: up to the newest day there is."""

    topics: tuple[str, ...]
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Series:
    """A topic as it was understood, and its articles on each day."""

    topic: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def peak(self) -> int:
        """The place of the first day that has most."""
        return max(range(len(self.counts)), key=lambda at: self.counts[at])


@dataclass(frozen=True, slots=True)
class Trend:
    """first: the day of each series' first count. A series for each topic, in the order of the wish."""

    first: date
    series: tuple[Series, ...]

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(at) for at in range(len(self.series[0].counts)))


def read_wish(text: str) -> Wish:
    """Topics, which commas or spaces part, quotation marks hold together; and of how many days.

    Raises: QueryError where there is no topic, or more than MOST_TOPICS.
    """
    text, days = text.strip(), DAYS
    if span := _SPAN.search(text):
        days = min(LONGEST_DAYS, max(2, int(span[1]) * _LENGTHS[span[2][0].lower()]))
        text = text[: span.start()].strip(" ,")
    held = _QUOTED.findall(text)
    rest = _QUOTED.sub(" ", text).strip(" ,")
    parts = _SEPARATOR.split(rest) if _SEPARATOR.search(rest) else rest.split()
    topics = tuple(dict.fromkeys(one.strip() for one in (*held, *parts) if one.strip()))
    if not topics:
        raise QueryError("trend.empty")
    if len(topics) > MOST_TOPICS:
        raise QueryError("trend.too_many", limit=MOST_TOPICS)
    return Wish(topics, days)


def trend(index: Searchable, wish: Wish) -> Trend | None:
    """The articles about each topic, day by day; None where there are none. Raises: QueryError.

    From the first day of which there are articles at all, and of which all are known: before it nothing is known, which
    is not zero.
    """
    newest = index.latest(1)
    last = newest[0].day if newest else None
    if last is None:
        return None
    first = max(last - timedelta(wish.days - 1), index.first_day() or last)
    told = [index.about(topic, ranked=False, since=first) for topic in wish.topics]
    partly = [day for one in told if one.since is not None and (day := day_of(one.since)) is not None]
    for day in partly:  # of which not all are known
        first = min(last, max(first, day + timedelta(1)))
    length = (last - first).days + 1
    series = []
    for found in told:
        days = Counter(map(day_of, found.moments))
        series.append(Series(found.topic, tuple(days[first + timedelta(at)] for at in range(length))))
    return Trend(first, tuple(series)) if any(one.total for one in series) else None
