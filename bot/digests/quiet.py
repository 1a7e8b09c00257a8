"""Quiet hours: when a chat is told nothing at once, and what comes on time comes without a sound.

>>> nights = Quiet.of(time(23), time(7), frozenset(range(5)))
>>> friday = datetime(2026, 1, 2, 23, 30)
>>> nights.covers(friday), nights.covers(friday + timedelta(hours=2)), nights.covers(friday + timedelta(days=1))
(True, True, False)
>>> print(nights)
23:00-07:00/31
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from bot.errors import ReaderError

WEEK = frozenset(range(7))  # date.weekday(): 0 is Monday
MIDNIGHT = time()


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

    def beside(self, before: Quiet | None) -> Quiet:
        """These on their days, what was so *before* on all others.

        Raises: ReaderError where it would be quiet for ever.
        """
        left = before.without(self.days) if before is not None else None
        both = Quiet((*self.stretches, *(left.stretches if left is not None else ())))
        if WEEK == frozenset().union(*(one.days for one in both.stretches if one.is_all_day)):
            raise ReaderError("quiet.always")
        return both

    def __str__(self) -> str:
        return ",".join(map(str, self.stretches))


def stored_quiet(text: str | None) -> Quiet | None:
    """What `str` made of one; None for None."""
    return None if text is None else Quiet(tuple(map(_stored, text.split(","))))


def _stored(text: str) -> Stretch:
    hours, _, bits = text.partition("/")
    begin, end = (time.fromisoformat(part) for part in hours.split("-"))
    return Stretch(begin, end, frozenset(day for day in WEEK if int(bits) >> day & 1) if bits else WEEK)
