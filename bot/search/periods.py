"""The values of a query's filters of time: days, months, years, stretches of them, and so many days back.

>>> read_period("기간", "2026-01~2026-03", None)
(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31), None)
>>> read_period("period", "2w", None)
(None, None, 14)
"""

from __future__ import annotations

from datetime import date

from bot.errors import QueryError
from bot.korean.days import NTH_WEEK, THIRD, YEARS_BACK, Days, month_of, week_of, whole_days
from bot.korean.hangul import to_hangul
from bot.patterns import lazy_compile
from bot.search.day_spans import read_span

_DAY = lazy_compile(r"((?:19|20)\d\d)(?:[-./년]?(\d{1,2})(?:[-./월]?(\d{1,2})일?)?|년도?)?[월.]?")
_SHORT = lazy_compile(r"([23]\d)[-./]?([01]\d)[-./]?([0-3]\d)\.?")  # 251230, 25.12.30.
_MONTH = lazy_compile(rf"(?P<year>올해?|금년|작년|지난해|재작년)?(\d{{1,2}})월(?:달)?({THIRD})?")
_WEEK = lazy_compile(rf"(?:(?P<year>20\d\d)년)?(?P<month>\d{{1,2}})월{NTH_WEEK}")
_BACK = lazy_compile(
    r"(?:지난|최근|last)?(?!(?:19|20)\d\d년)(\d{1,5})?(일|주일|주|개월|달|년|days?|d|weeks?|w|months?|m|years?|y)(?:간|동안|이내|내|사이)?"
)
_NAMED = {"오늘": 1, "today": 1, "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "일주일": 7, "한주": 7,
          "두주": 14, "열흘": 10, "보름": 15, "반달": 15, "한달": 31, "두달": 62, "석달": 93, "세달": 93, "반년": 183,
          "지난주": 7, "지난달": 31, "올해": 365, "한해": 365, "week": 7, "month": 31, "year": 365}  # fmt: skip
_YEARS = {"올해": 0, "금년": 0, "thisyear": 0, "작년": 1, "지난해": 1, "lastyear": 1, "재작년": 2}
_ANY = frozenset("전체 모두 전부 모든 무관 상관없음 전기간 all any".split())
_FOR = lazy_compile(r"(?:간|동안|이내|사이)$")
_HOURS = lazy_compile(r"(\d{1,4})(?:시간|h|hours?)")
_NUMBER = lazy_compile(r"\d{1,3}")
_DAYS = {"일": 1, "주": 7, "개": 31, "달": 31, "년": 365, "d": 1, "w": 7, "m": 31, "y": 365}
_MOST_DAYS = 36_600

Span = tuple[date | None, date | None, int | None]


def read_period(name: str, value: str, today: date | None) -> Span:
    """The first and the last day that *value* means, or so many days back; nothing of these where any time will do.

    Raises: QueryError, saying *name*.
    """
    low = value.lower().replace(" ", "")
    if low in _ANY:
        return None, None, None
    back = _BACK.fullmatch(low)
    if back is not None and (back[1] or low not in _NAMED):
        days = int(back[1] or 1) * _DAYS[back[2][0]]
        return None, None, min(_MOST_DAYS, max(1, days))
    if (told := _told(value, today)) is not None:
        return *told, None
    bare = _FOR.sub("", low)
    if bare in _NAMED:
        return None, None, _NAMED[bare]
    if (hours := _HOURS.fullmatch(low)) is not None:
        return None, None, 1 + int(hours[1]) // 24  # a day ago is yesterday
    if _NUMBER.fullmatch(low) and int(low):  # 기간:7
        return None, None, int(low)
    begin, _, end = low.replace("..", "~").partition("~")
    first, last = read_day_span(name, begin, today)
    return first, read_day_span(name, end, today)[1] if end else last, None


def read_day_span(name: str, value: str, today: date | None = None) -> tuple[date, date]:
    """The first and the last day that *value* means: 2026, 2026-02, 2026-02-03; by *today* 어제. Raises: QueryError."""
    found = _DAY.fullmatch("".join(value.split())) or _SHORT.fullmatch(value)
    try:
        if found is None:
            first, last = _told(value, today) or (None, None)
            if first is None or last is None:
                raise ValueError
            return first, last
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        year += 2000 if year < 100 else 0
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        days = month_of(year, month) if not day else Days(date(year, month, day), date(year, month, day))
        return days.first, days.last
    except ValueError:
        raise QueryError("query.no_date", field=name, value=value) from None


def _told(value: str, today: date | None) -> tuple[date | None, date | None] | None:
    """The days of `어제`, `지난주`, `1월 3일`, `1월`, `1월 3일부터 5일까지`, where *value* is nothing else."""
    if today is None:
        return None
    if (
        value.isascii()
        and (meant := to_hangul(value)) != value
        and (known := _told(meant, today)) is not None
    ):
        return known  # djwp is 어제
    if (back := _YEARS.get("".join(value.lower().split()))) is not None:
        return date(today.year - back, 1, 1), date(today.year - back, 12, 31)
    month = _MONTH.fullmatch("".join(value.split()))
    if month is not None and 1 <= int(month[2]) <= 12:
        years = YEARS_BACK.get(f"{month['year']}", 0) if month["year"] else int(month[2]) > today.month
        part = month_of(today.year - years, int(month[2]), month[3] or "")
        return part.first, part.last
    week = _WEEK.fullmatch("".join(value.split()))
    if week is not None and 1 <= int(week["month"]) <= 12:
        year = int(week["year"] or today.year - (int(week["month"]) > today.month))
        days = week_of(year, int(week["month"]), week["nth"])
        return days.first, days.last
    if (span := read_span(value, today)) is not None and not span.rest:
        return span.first, span.last
    told = whole_days(value, today)
    return None if told is None else (told.first, told.last)
