"""Days that an article names from where it stands (`30일`, `내년 3월`, `다음 달`), told in full by its date.

>>> When(2027, 3, 2) == resolve("해솔시가 노면전차를 내년 3월 2일 개통한다", (11, 19), date(2026, 10, 14))
True
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.korean.sentences import Span
from bot.patterns import lazy_compile


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month (day 0) or a year (month and day 0): as exactly as the article tells it.

    part: of a year, as it is written: 상반기, 봄, 1분기. until: the last of several days or months told as one.
    """

    year: int
    month: int = 0
    day: int = 0
    part: str = ""
    until: When | None = None


_DAYS = {"그저께": -2, "그제": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2}
_BESIDE = {"이날": 0, "같은날": 0, "당일": 0, "전날": -1, "다음날": 1, "이튿날": 1, "익일": 1}
_YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "올": 0, "내년": 1, "내후년": 2}
_MONTHS = {"지난달": -1, "이달": 0, "이번달": 0, "다음달": 1, "내달": 1}
_WEEKS = {"지난주": -1, "이번주": 0, "금주": 0, "다음주": 1, "내주": 1}
_WEEKDAYS = "월화수목금토일"
_TOLD = lazy_compile(
    rf"(?P<today>{'|'.join(_DAYS)})"
    r"|(?P<beside>이날|같은\s?날|당일|전날|다음\s?날|이튿날|익일)"
    r"|(?:(?P<week>(?:지난|이번|다음)\s?주|금주|내주)|(?P<coming>지난|오는))\s?(?P<weekday>[월화수목금토일])요일"
    rf"|(?:(?P<relative>{'|'.join(sorted(_YEARS, key=len, reverse=True))})(?:\s(?=\S)|(?=\d|\W|[가-힣]|$))"
    r"|(?P<year>\d{4})년\s?|(?P<same>같은\s?해|이듬해)\s?)?"
    r"(?P<part>상반기|하반기|[1-4]분기|(?:봄|여름|가을|겨울)(?![가-힣]{2}))?"
    r"(?:(?P<nearby>지난\s?달|이번\s?달|이달|다음\s?달|내달|같은\s?달)\s?|(?P<side>지난|오는)\s?)?"
    r"(?:(?P<month>1[0-2]|[1-9])월\s?)?"
    r"(?:(?P<day>3[01]|[12]\d|[1-9])(?:일(?!\s?(?:간|째|만에|동안|가량|정도|치))|(?=\s?[~∼～]\s?\d{1,2}일)))?"
)
_STARTS = lazy_compile(
    r"(?<![가-힣\d.,])(?:그저께|그제|어제|오늘(?!의\s)|내일(?=\W|부터|까지|[은도의로]\s|$)|모레|이날|같은\s?날|당일|전날|다음\s?날|이튿날|익일|지난|이번|다음|금주"
    r"|내주|오는|재작년|작년|올해|올(?=\s|[봄여가겨상하])|내년|내후년|\d{4}년|같은\s?(?:해|달)|이듬해|이달|내달|\d{1,2}[월일])"
    r"|(?<![가-힣\d.,])\d{1,2}(?=\s?[~∼～]\s?\d{1,2}일)|(?<=[~∼～])\s?\d{1,2}[월일]"
)
_CHAINED = lazy_compile(r"\s?(?:부터|[~∼～]|에서)\s?$")
_REPORTED = lazy_compile(r"\d{1,2}일\s?(?:밝[혔힌히]|전했|말했|발표|설명|알렸|공개|보도)")
_MONTH_BEFORE = lazy_compile(r"\d{1,2}월|(?:지난|이번|다음)\s?달|이달|내달")
_YEAR_BEFORE = lazy_compile(rf"\d{{4}}년|{'|'.join(_YEARS)}")
_BLANK = lazy_compile(r"\s")
_THIS_MONTH = 20  # days from publication within which a bare `30일` is of the same month
_NEXT_DOOR = 3  # days within which it is of the month beside it: `31일`, printed on the 1st
_THIS_YEAR = 300  # days within which a bare month is of the same year
_LONGEST = 2_000  # characters of a sentence that are looked through
_MOST = 12  # dates of a sentence that are told apart


def dates_in(text: str) -> list[Span]:
    """Where *text*, a sentence, names a day, a month, a year or a part of one, in order, at most _MOST."""
    found: list[Span] = []
    for start in _STARTS.finditer(text, 0, _LONGEST):
        at = start.start() + len(start.group()) - len(start.group().lstrip())
        match = _TOLD.match(text, at)
        if (found and at < found[-1][1]) or match is None or not _names_a_time(match):
            continue
        found.append((at, at + len(match.group().rstrip())))
    return found[:_MOST]


def _names_a_time(match: re.Match[str]) -> bool:
    names = ("today", "beside", "weekday", "relative", "year", "same", "nearby", "month", "day")
    return any(match[name] for name in names) or bool(match["side"] and match["part"])


def resolve(text: str, span: Span, published: date) -> When | None:
    """The date that text[span] tells, read by the day of publication.

    None where the words say it in full themselves, and where it is not plain which day they mean: a guess would
    stand beside verbatim words.
    """
    return _read(text, span[0], _match(text, span), published, full=False)


def _match(text: str, span: Span) -> re.Match[str] | None:
    told = text[slice(*span)].strip()
    return _TOLD.match(f"{told}일" if told.isdecimal() and len(told) <= 2 else told)  # the 10 of 10~15일


def _read(text: str, at: int, match: re.Match[str] | None, published: date, *, full: bool) -> When | None:
    """full: also what the words say in full, as that from which another date counts."""
    if match is None or not match.group():
        return None
    if match["today"]:
        return _of(published + timedelta(days=_DAYS[match["today"]]))
    if match["beside"]:
        return _next_to(text, at, _BESIDE[_BLANK.sub("", match["beside"])], published)
    if match["weekday"]:
        return _weekday(match, published)
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if match["year"]:
        return _valid(int(match["year"]), month, day) if full else None
    if match["same"]:
        anchor = _before(text, at, published)
        return _part(anchor.year + (match["same"] == "이듬해"), month, day, match["part"]) if anchor else None
    if match["relative"]:
        return _part(published.year + _YEARS[match["relative"]], month, day, match["part"])
    if match["part"]:
        return None
    if match["nearby"]:
        return _nearby(text, at, match, month, day, published)
    if month:
        return _month_by(text, at, month, day, match["side"], published)
    return _day_by(text, at, day, match["side"], published) if day else None


def _part(year: int, month: int, day: int, part: str | None) -> When | None:
    if part:
        return When(year, part=part) if not month and not day else None
    return _valid(year, month, day if month else 0)


def _weekday(match: re.Match[str], published: date) -> When:
    """The Friday of a week named, or the next or the last one."""
    weekday = _WEEKDAYS.index(match["weekday"])
    if match["week"]:
        monday = published - timedelta(days=published.weekday())
        return _of(monday + timedelta(days=7 * _WEEKS[_BLANK.sub("", match["week"])] + weekday))
    if match["coming"] == "오는":
        return _of(published + timedelta(days=(weekday - published.weekday()) % 7))
    return _of(published - timedelta(days=(published.weekday() - weekday - 1) % 7 + 1))


def _before(text: str, at: int, published: date) -> When | None:
    """The date told last before *at*."""
    spans = dates_in(text[:at])
    if not spans:
        return None
    return _read(text, spans[-1][0], _match(text, spans[-1]), published, full=True)


def _next_to(text: str, at: int, days: int, published: date) -> When | None:
    """A day beside the one told before it, or beside that of publication where none is."""
    if not dates_in(text[:at]):
        return _of(published + timedelta(days=days))
    anchor = _before(text, at, published)
    if anchor is None or not anchor.day:
        return None
    return _of(date(anchor.year, anchor.month, anchor.day) + timedelta(days=days))


def _nearby(text: str, at: int, match: re.Match[str], month: int, day: int, published: date) -> When | None:
    """A day of this month, the last, the next, or that told before."""
    named = _BLANK.sub("", match["nearby"])
    if month:
        return None
    if named == "같은달":
        anchor = _before(text, at, published)
        return _valid(anchor.year, anchor.month, day) if anchor and anchor.month else None
    ahead = published.year * 12 + published.month - 1 + _MONTHS[named]
    return _valid(ahead // 12, ahead % 12 + 1, day)


def _month_by(text: str, at: int, month: int, day: int, side: str | None, published: date) -> When | None:
    before = text[:at]
    if _CHAINED.search(before):
        anchor = _before(text, at, published)
        if anchor and anchor.month:
            return _valid(anchor.year + (month < anchor.month), month, day)
    return None if _YEAR_BEFORE.search(before) else _month(month, day, side, published)


def _day_by(text: str, at: int, day: int, side: str | None, published: date) -> When | None:
    """A day without its month: of the month told before it, where it ends what began there."""
    before = text[:at]
    anchor = _before(text, at, published)
    if anchor and anchor.day and _CHAINED.search(before):
        ahead = anchor.year * 12 + anchor.month - 1 + (day < anchor.day)
        return _valid(ahead // 12, ahead % 12 + 1, day)
    own = _day(day, side, published)
    if not _MONTH_BEFORE.search(before) or side or _REPORTED.match(text, at):
        return own
    if anchor is None or not anchor.month:
        return None
    if not anchor.day:  # 지난해 12월 신청한 것을 1일 승인했다
        fresh = own is not None and -_NEXT_DOOR <= _distance(own, published) <= 0
        return own if fresh else None
    beside = _valid(anchor.year, anchor.month, day)
    if day >= anchor.day and _distance(anchor, published) > 0:
        return beside
    return own if beside in (own, None) or day < anchor.day else None


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
