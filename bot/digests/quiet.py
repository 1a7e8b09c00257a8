"""Quiet hours: when a chat is told nothing at once, and what comes on time comes without a sound.

>>> nights = Quiet.of(time(23), time(7), frozenset(range(5)))
>>> friday = datetime(2026, 1, 2, 23, 30)
>>> nights.covers(friday), nights.covers(friday + timedelta(hours=2)), nights.covers(friday + timedelta(days=1))
(True, True, False)
>>> print(nights)
23:00-07:00/31
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.errors import ReaderError

WEEK = frozenset(range(7))  # date.weekday(): 0 is Monday
MIDNIGHT = time()
_ANY_WEEK = tuple(date(2026, 1, 5) + timedelta(days=day) for day in range(7))


class Stretch(NamedTuple):
    """From *begin* to *end* on the wall, over midnight where *end* is not after it; all day where both are midnight.

    days: on which it begins.
    """

    begin: time
    end: time
    days: frozenset[int] = WEEK

    @property
    def is_all_day(self) -> bool:
        """Whether it is from midnight to midnight."""
        return self.begin == self.end == MIDNIGHT

    def covers(self, at: datetime) -> bool:
        """Whether it is quiet then, on the wall."""
        began = at.weekday() in self.days and self.begin <= at.time()
        if self.begin < self.end:
            return began and at.time() < self.end
        before = (at - timedelta(days=1)).weekday() in self.days
        return began or (before and at.time() < self.end)

    def __str__(self) -> str:
        hours = f"{self.begin:%H:%M}-{self.end:%H:%M}"
        return hours if self.days == WEEK else f"{hours}/{sum(1 << day for day in self.days)}"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Stretches, each on its days of the week; never all of a week."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, begin: time, end: time, days: frozenset[int] = WEEK) -> Quiet:
        """A single stretch."""
        return cls((Stretch(begin, end, days),))

    @property
    def days(self) -> frozenset[int]:
        """On which any begins."""
        return frozenset().union(*(one.days for one in self.stretches))

    def covers(self, at: datetime) -> bool:
        """Whether it is quiet then, on the wall."""
        return any(one.covers(at) for one in self.stretches)

    def without(self, days: frozenset[int]) -> Quiet | None:
        """What begins on other days; None where nothing does."""
        left = [one._replace(days=one.days - days) for one in self.stretches if one.days - days]
        return Quiet(tuple(left)) if left else None

    def over(self, before: Quiet) -> Quiet:
        """These on their days, what was so *before* on all others.

        What of that is over midnight stays where a day is quiet as a whole, for the morning after.
        """
        whole = frozenset().union(*(one.days for one in self.stretches if one.is_all_day))
        left = []
        for one in before.stretches:
            gone = self.days - whole if MIDNIGHT != one.end < one.begin else self.days
            left += [one._replace(days=one.days - gone)] if one.days - gone else []
        return Quiet((*self.stretches, *(one for one in left if one not in self.stretches)))

    def beside(self, before: Quiet | None) -> Quiet:
        """As `over`. Raises: ReaderError where it would be quiet for ever."""
        both = self if before is None else self.over(before)
        if both.is_endless:
            raise ReaderError("quiet.always")
        return both

    @property
    def is_endless(self) -> bool:
        """Whether it is quiet at all times, and so whenever a stretch ends."""
        ends = {one.end for one in self.stretches}
        return all(self.covers(datetime.combine(day, end)) for day in _ANY_WEEK for end in ends)

    def __str__(self) -> str:
        return ",".join(map(str, self.stretches))


def outside(told: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """All of a week but *told*.

    >>> print(*outside([Stretch(time(9), time(18))]), *outside([Stretch(time(9), time(18), frozenset({5, 6}))]))
    18:00-09:00 00:00-00:00/31 00:00-09:00/96 18:00-00:00/96
    """
    hours: list[list[tuple[time, time]]] = [[] for _ in WEEK]
    for begin, end, days in told:
        for day in days:
            hours[day].append((begin, end if begin < end else time.max))
            hours[(day + 1) % 7].append((MIDNIGHT, MIDNIGHT if begin < end else end))
    left: dict[tuple[time, time], frozenset[int]] = {}
    for day, some in enumerate(hours):
        at = MIDNIGHT
        for begin, end in (*sorted(some), (time.max, time.max)):
            if at < begin:
                gap = (at, MIDNIGHT if begin == time.max else begin)
                left[gap] = left.get(gap, frozenset()) | {day}
            at = max(at, end)
    early = next((gap for gap in left if gap[0] == MIDNIGHT != gap[1] and left[gap] == WEEK), None)
    late = next((gap for gap in left if gap[0] != MIDNIGHT == gap[1] and left[gap] == WEEK), None)
    if early is not None and late is not None:  # 18:00-09:00
        del left[early], left[late]
        left[late[0], early[1]] = WEEK
    return tuple(Stretch(*gap, days) for gap, days in left.items())


def stored_quiet(text: str | None) -> Quiet | None:
    """What `str` made of one; None for None."""
    return None if text is None else Quiet(tuple(map(_stored, text.split(","))))


def _stored(text: str) -> Stretch:
    hours, _, bits = text.partition("/")
    begin, end = (time.fromisoformat(part) for part in hours.split("-"))
    return Stretch(begin, end, frozenset(day for day in WEEK if int(bits) >> day & 1) if bits else WEEK)
