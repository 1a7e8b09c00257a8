"""Days that an article names from where it stands (`30일`, `내년 3월`, `다음 달`), told in full by its date.

>>> resolve("해솔시가 노면전차를 내년 3월 2일 개통한다", (11, 19), date(2026, 10, 14))
When(year=2027, month=3, day=2)
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.korean.sentences import Span


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, a month (day 0) or a year (month and day 0): as exactly as the article tells it."""

    year: int
    month: int = 0
    day: int = 0


_DAYS = {"그저께": -2, "그제": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2}
_YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "내년": 1, "내후년": 2}
_MONTHS = {"지난달": -1, "이달": 0, "이번달": 0, "다음달": 1, "내달": 1}
_WEEKS = {"지난주": -1, "이번주": 0, "다음주": 1}
_WEEKDAYS = "월화수목금토일"
_TOLD = re.compile(
    rf"(?P<today>{'|'.join(_DAYS)})"
    r"|(?P<week>(?:지난|이번|다음)\s?주)\s?(?P<weekday>[월화수목금토일])요일"
    rf"|(?:(?P<relative>{'|'.join(sorted(_YEARS, key=len, reverse=True))})\s?|(?P<year>\d{{4}})년\s?)?"
    r"(?:(?P<nearby>지난\s?달|이번\s?달|이달|다음\s?달|내달)\s?|(?P<side>지난|오는)\s?)?"
    r"(?:(?P<month>1[0-2]|[1-9])월\s?)?(?:(?P<day>3[01]|[12]\d|[1-9])일)?"
)
_MONTH_BEFORE = re.compile(r"\d{1,2}월|(?:지난|이번|다음)\s?달|이달|내달")
_YEAR_BEFORE = re.compile(rf"\d{{4}}년|{'|'.join(_YEARS)}")
_BLANK = re.compile(r"\s")
_THIS_MONTH = 20  # days from publication within which a bare `30일` is of the same month
_NEXT_DOOR = 3  # days within which it is of the month beside it: `31일`, printed on the 1st
_THIS_YEAR = 300  # days within which a bare month is of the same year


def resolve(text: str, span: Span, published: date) -> When | None:
    """The date that text[span] tells, read by the day of publication.

    None where the words say it in full themselves, and where it is not plain which day they mean: a guess would
    stand beside verbatim words.
    """
    told = text[slice(*span)].strip()
    match = _TOLD.match(told)
    if match is None or not match.group():
        return None
    if match["today"]:
        return _of(published + timedelta(days=_DAYS[match["today"]]))
    if match["week"]:
        monday = published - timedelta(days=published.weekday())
        days = 7 * _WEEKS[_BLANK.sub("", match["week"])] + _WEEKDAYS.index(match["weekday"])
        return _of(monday + timedelta(days=days))
    before = text[: span[0]]
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if match["year"]:
        return None
    if match["relative"]:
        return _valid(published.year + _YEARS[match["relative"]], month, 0 if not month else day)
    if match["nearby"]:
        ahead = published.year * 12 + published.month - 1 + _MONTHS[_BLANK.sub("", match["nearby"])]
        return _valid(ahead // 12, ahead % 12 + 1, day) if not month else None
    if month:
        return None if _YEAR_BEFORE.search(before) else _month(month, day, match["side"], published)
    return None if not day or _MONTH_BEFORE.search(before) else _day(day, match["side"], published)


def _month(month: int, day: int, side: str | None, published: date) -> When | None:
    """A month without its year."""
    around = [When(published.year + step, month, day) for step in (-1, 0, 1)]
    if side:
        told = [one for one in around if _beside(one, side, published)]
        return _checked(min(told, key=lambda one: abs(_distance(one, published)))) if told else None
    near = [one for one in around[1:2] if abs(_distance(one, published)) <= _THIS_YEAR]
    return _checked((near or sorted(around, key=lambda one: abs(_distance(one, published))))[0])


def _day(day: int, side: str | None, published: date) -> When | None:
    """A day without its month."""
    at = published.year * 12 + published.month - 1
    around = [_valid((at + step) // 12, (at + step) % 12 + 1, day) for step in (-1, 0, 1)]
    known = [one for one in around if one is not None]
    if side:
        told = [one for one in known if _beside(one, side, published)]
        return min(told, key=lambda one: abs(_distance(one, published)), default=None)
    this = around[1]
    if this is not None and abs(_distance(this, published)) <= _THIS_MONTH:
        return this
    return next((one for one in known if abs(_distance(one, published)) <= _NEXT_DOOR), None)


def _beside(one: When, side: str, published: date) -> bool:
    """Whether it lies behind (지난) or ahead (오는); a month that has begun may be either."""
    if not one.day and (one.year, one.month) == (published.year, published.month):
        return False
    return _distance(one, published) <= 0 if side == "지난" else _distance(one, published) >= 0


def _distance(one: When, published: date) -> int:
    last = calendar.monthrange(one.year, one.month)[1]
    return (date(one.year, one.month, min(one.day or 15, last)) - published).days


def _valid(year: int, month: int, day: int) -> When | None:
    return _checked(When(year, month, day))


def _checked(one: When) -> When | None:
    """None for the 31st of a month of thirty days."""
    if one.month and one.day > calendar.monthrange(one.year, one.month)[1]:
        return None
    return one


def _of(day: date) -> When:
    return When(day.year, day.month, day.day)
