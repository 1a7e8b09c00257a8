"""Subscriptions, and when each is due: a wall-clock time in a zone, keyed by the local date.

>>> last_due(Slot(time(8), EVERY_DAY, "Asia/Seoul"), datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
datetime.date(2026, 3, 3)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

from bot.digests.quiet import Quiet
from bot.digests.zones import zone_called
from bot.i18n import Language
from bot.patterns import lazy_compile
from bot.search.filter_names import known_filter

Days = frozenset[int]  # date.weekday(): 0 is Monday
MonthDays = frozenset[int]  # 1–31

LAST_DAY = 31  # of a month, whichever its last one is

EVERY_DAY: Days = frozenset(range(7))
WEEKDAYS: Days = frozenset(range(5))
WEEKEND: Days = frozenset({5, 6})

DEFAULT_TIME = time(8)
DEFAULT_COUNT = 10
MOST_STORIES = 30
MOST_WORDS = 200  # keywords of a kind in one subscription
MOST_CHARS = 3_000  # of all of them: the command that makes it again is one message
LONGEST_WORD = 50
HOURLY, MOST_HOURLY = 6, 60  # messages of watches that a chat gets in an hour, unless it says otherwise


def is_filter(word: str) -> bool:
    """Whether *word* is a filter of the query language: 제목:클라우드, author:오동현."""
    name, colon, value = word.partition(":")
    return bool(colon and value) and known_filter(name) is not None


class Slot(NamedTuple):
    """When: what subscriptions of the same time share, so that a job serves all of them.

    month_days: where there are any, those of each month, and no weekdays. A month that has no such day has it on
        its last one.
    """

    at: time
    days: Days
    zone: str
    month_days: MonthDays = frozenset()

    def falls_on(self, day: date) -> bool:
        """Whether *day* is one of its days."""
        if not self.month_days:
            return day.weekday() in self.days
        is_last = (day + timedelta(days=1)).day == 1
        return day.day in self.month_days or (is_last and max(self.month_days) > day.day)

    @property
    def reach(self) -> int:
        """How many days back or ahead one of its days surely lies; a zone may skip a day, as Samoa did."""
        return 33 if self.month_days else 9


class Place(NamedTuple):
    """Where: a chat, and the forum topic in it; 0 is no topic, as in the General one."""

    chat: int
    topic: int = 0


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that was told, or greeted.

    kind: private, group, supergroup or channel. zone: None for the bot's own. quiet: its quiet hours.
    hourly: how many messages of watches it gets in an hour.
    """

    id: int
    kind: str
    title: str
    language: Language
    zone: str | None = None
    quiet: Quiet | None = None
    hourly: int = HOURLY


@dataclass(frozen=True, slots=True)
class Manners:
    """How a chat wants to be spoken to. language: None for that of each reader. silent: without a sound."""

    language: Language | None = None
    silent: bool = False


_BESIDE_WORDS = lazy_compile(r"(?:신문|언론사|papers?|from)[:：]|[,、\"“”]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles are wanted.

    include: those with any of these words (with *every* one of them, in a watch); () for all articles. A word such
        as `제목:클라우드` is a filter, which all of them must meet.
    exclude: not those with any of these words, or that meet such a filter. papers: only those of these; () for all.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    every: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of *include* that are no filters."""
        return tuple(word for word in self.include if not is_filter(word))

    @property
    def demands(self) -> tuple[str, ...]:
        """The filters of *include*."""
        return tuple(word for word in self.include if is_filter(word))


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Subscription:
    """One wish of one place to be told.

    kind: a digest comes at its slot's times, a watch as soon as an article that has all its words arrives.
    owner: the person who made it; None where an anonymous administrator did.
    since, last_seq: sequence numbers of arrivals: nothing up to *since* was ever sent, all up to *last_seq* was.
    when_empty: say so in one quiet line when there is nothing to tell.
    in_channel: whoever reads it there may not change it. quiet: the quiet hours of its chat, in the slot's zone.
    hourly: how many messages of watches its chat gets in an hour.
    """

    id: int
    place: Place
    slot: Slot
    kind: Literal["digest", "watch"] = "digest"
    wanted: Filter = EVERYTHING
    owner: int | None = None
    language: Language = "ko"
    count: int = DEFAULT_COUNT
    silent: bool = False
    when_empty: bool = False
    paused: bool = False
    since: int = 0
    last_seq: int = 0
    in_channel: bool = False
    quiet: Quiet | None = None
    hourly: int = HOURLY

    def is_quiet(self, now: datetime) -> bool:
        """Whether the chat has its quiet hours."""
        return self.quiet is not None and self.quiet.covers(now.astimezone(zone_called(self.slot.zone)))


def with_words(some: Sequence[Subscription], words: str) -> list[Subscription]:
    """Those of *some* with a keyword or paper that stands whole in *words*, in whatever case; [] for none."""
    asked = _spaced(_BESIDE_WORDS.sub(" ", words))
    return [
        one
        for one in some
        if any(
            _spaced(_BESIDE_WORDS.sub(" ", word)) in asked
            for word in (*one.wanted.include, *one.wanted.papers)
            if word.strip()
        )
    ]


def words_of(known: Sequence[str], words: str) -> tuple[str, ...]:
    """Those of *known* that *words* names, one behind the other; () where it has any other word, too.

    >>> words_of(("버스 파업", "눈", "비"), "눈, 버스 파업"), words_of(("버스",), "버스 노선")
    (('버스 파업', '눈'), ())
    """
    left, found = _spaced(_BESIDE_WORDS.sub(" ", words)), []
    for one in sorted(known, key=len, reverse=True):
        if (name := _spaced(_BESIDE_WORDS.sub(" ", one))).strip() and name in left:
            found.append(one)
            left = left.replace(name, "  ")
    return () if left.strip() else tuple(one for one in known if one in found)


def _spaced(words: str) -> str:
    return f" {' '.join(words.casefold().split())} "


def moment(day: date, slot: Slot) -> datetime:
    """The moment at which *day*'s digest of *slot* is due, in UTC.

    An hour that the clocks skip is due at the first minute after it; one that comes twice, the first time.
    """
    zone = zone_called(slot.zone)
    local = datetime.combine(day, slot.at, tzinfo=zone)  # fold=0: the first of two
    there = local.astimezone(UTC)
    if there.astimezone(zone).time() == slot.at:
        return there
    # skipped: read with the offset before the change, it lies as far behind the change as into the gap
    minute = there.replace(second=0, microsecond=0)
    while (minute - timedelta(minutes=1)).astimezone(zone).utcoffset() == minute.astimezone(zone).utcoffset():
        minute -= timedelta(minutes=1)
    return minute


def last_due(slot: Slot, now: datetime) -> date | None:
    """The latest local date whose digest was due by *now*; None without any day."""
    today = now.astimezone(zone_called(slot.zone)).date()
    for back in range(slot.reach):
        day = today - timedelta(days=back)
        if slot.falls_on(day) and moment(day, slot) <= now:
            return day
    return None


def next_due(slot: Slot, now: datetime) -> datetime | None:
    """When the next digest after *now* is due, in UTC; None without any day."""
    today = now.astimezone(zone_called(slot.zone)).date()
    for ahead in range(slot.reach):
        day = today + timedelta(days=ahead)
        if slot.falls_on(day) and (due := moment(day, slot)) > now:
            return due
    return None


def due(subscription: Subscription, now: datetime, told_of: date | None) -> date | None:
    """The local date of the digest that *subscription* should get now, or None.

    told_of: the date of the last one it got; one date is told once.
    """
    if subscription.paused or subscription.kind != "digest":
        return None
    day = last_due(subscription.slot, now)
    return day if day is not None and (told_of is None or day > told_of) else None
