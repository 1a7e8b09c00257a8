"""The days that a reader's words mean: `어제 나온`, `1월 3일`, `지난주`, `12/29`, by the day on which they are read.

>>> read_days("어제 나온 버스 기사", date(2026, 1, 7))
(Days(first=datetime.date(2026, 1, 6), last=datetime.date(2026, 1, 6)), '나온 버스 기사')
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from bot.patterns import lazy_compile

_END = r"(?:자|치|꺼|거|것)?(?:에|의|은|는|만|부터)?(?=[\s?!.,~]|나온|올라온|쓴|기사|뉴스|주요|하루|$)"
_NO_VERSION = (
    r"(?!\.?\s?(?:버전|업데이트|패치|베타|조|항|절|장|호|번)(?:[\s?!.,]|$))"  # iOS 26.1.2 업데이트, 25.3.1 항
)
_VERSIONED = "".join(  # 갤럭시 25.3.1
    rf"(?<!{name}\s)"
    for name in "버전 갤럭시 아이폰 안드로이드 윈도우 윈도 우분투 파이썬 자바 커널 펌웨어 크롬".split()
)
# 9/11 테러, 5.18 기념식, 2/3 찬성, 3/4 분기: neither a day of this year nor a day at all
_NO_NAME = (
    r"(?!\s?(?:절(?![가-힣])|민주|비상|계엄|항쟁|운동|혁명(?!가)|사태|테러|참사|기념(?!품)|의거|전쟁|쿠데타|선언|만세"
    r"|합의(?!금)|회담|확률|찬성|이상(?!기후)|이하|정도|수준|가량|분기|지분|의석|득표|크기|가격|규모|만점))"
)
_NO_EVENT = r"(?!\s(?:\w+\s){0,2}(?:movement|uprising|revolution)\b)"  # March 1 Movement
_NO_PAIR = r"(?!\s?[~∼–—-]\s?\d)"  # 3.1~4.2 규모
_LISTED = r"(?:기사|뉴스|보도|소식)(?:들|만)?(?:을|를)?(?=[\s?!.,]|$)"
_ALONE = (  # no 기사 자격증, 보도 지침
    r"(?:기사|뉴스|보도|소식)(?:(?:들|만|들만|들?[을를])(?=[\s?!.,~]|$)"
    r"|(?=\s?(?:[?!.,~]|$))|(?=\s(?:보여|찾아|알려|있|목록|모음|모아|정리|요약|추려|검색|좀|뭐|중|전부|모두|전체)))"
)
CHRISTMAS = r"(?:크리스마스|성탄절)"
_CHRISTMAS = lazy_compile(rf"{CHRISTMAS}|christmas(?:\sday)?", re.IGNORECASE)
YEARS_BACK = {"올해": 0, "금년": 0, "작년": 1, "지난해": 1, "재작년": 2, "지지난해": 2}
# 어제오늘 일이 아니다: of long ago
OF_LATE = r"(?:어제\s?오늘(?:의)?\s일(?:이|은|만|만은|만이|도)?\s?아[니닌닐님닙])"
_WEEKDAYS = "월화수목금토일"
_THIRDS = {"초": (1, 10), "중": (11, 20), "하": (21, 31), "말": (21, 31)}
THIRD = r"(?:초순?|중순|하순|말)"
_NTH = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "마지막": 0}
NTH_WEEK = r"(?:(?P<nth>첫째?|둘째|셋째|넷째|다섯째|마지막)\s?주(?!말))"
_ENGLISH_WEEKDAYS = "mon tue wed thu fri sat sun".split()
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)


@dataclass(frozen=True, slots=True)
class Days:
    """From *first* to *last*, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def read_days(text: str, today: date) -> tuple[Days | None, str]:
    """The days that *text* names, and *text* without them; None where it names none."""
    for pattern, mean in _FORMS:
        if (match := pattern.search(text)) is not None:
            with suppress(ValueError, OverflowError):  # 2월 30일 is no day
                days = mean(match, today)
                rest = f"{text[: match.start()]} {text[match.end() :]}"
                return days, " ".join(rest.split())
    return None, text


def whole_days(text: str, today: date) -> Days | None:
    """The days that *text* is, wholly, and be it by the name of a feast; None where it is none."""
    if _CHRISTMAS.fullmatch(text):
        return _christmas(None, today)
    days, rest = read_days(text, today)
    return None if rest else days


def _one(day: date) -> Days:
    return Days(day, day)


def _ago(days: int) -> Callable[[re.Match[str], date], Days]:
    return lambda _, today: _one(today - timedelta(days=days))


def _week(back: int) -> Callable[[re.Match[str], date], Days]:
    def week(_: re.Match[str], today: date) -> Days:
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return Days(monday, monday + timedelta(days=6))

    return week


def _weekend(match: re.Match[str], today: date) -> Days:
    monday = today - timedelta(days=today.weekday() + (7 if match["back"] or today.weekday() < 5 else 0))
    return Days(monday + timedelta(days=5), monday + timedelta(days=6))


def _month(match: re.Match[str], today: date) -> Days:
    first = today.replace(day=1)
    if match["back"]:
        first = (first - timedelta(days=1)).replace(day=1)
    return Days(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _full_year(year: str, today: date) -> int:
    """24 is 2024, 98 is 1998."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) + 2000 <= today.year + 1 else 1900)


def _past(year: str | None, month: int, day: int, today: date) -> date:
    """That day of the year given, or the last one that is not after *today*."""
    if year:
        return date(_full_year(year, today), month, day)
    found = date(today.year, month, day)
    return found if found <= today + timedelta(days=1) else date(today.year - 1, month, day)


def _calendar(match: re.Match[str], today: date) -> Days:
    return _one(_past(match["year"], int(match["month"]), int(match["day"]), today))


def _english(match: re.Match[str], today: date) -> Days:
    if match["name"] == "may" and not (match["nth"] or match["year"]):
        raise ValueError("the bridge may 5 is no day")
    month = MONTHS.index(match["name"].lower()[:3]) + 1
    return _one(_past(match["year"], month, int(match["day"]), today))


def _new_year(_: re.Match[str], today: date) -> Days:
    return _one(date(today.year, 1, 1))


def _christmas(_: re.Match[str] | None, today: date) -> Days:
    return _one(_past(None, 12, 25, today))


def _day_of_month(match: re.Match[str], today: date) -> Days:
    found = today.replace(day=int(match["day"]))
    return _one(
        found if found <= today else (today.replace(day=1) - timedelta(days=1)).replace(day=found.day)
    )


def _last_days(match: re.Match[str], today: date) -> Days:
    count = (
        int(match["count"])
        if match["count"]
        else {"이틀": 2, "사흘": 3, "나흘": 4, "일주일": 7}[match["word"]]
    )
    return Days(today - timedelta(days=min(count, 3660) - 1), today)


def _past_days(match: re.Match[str], today: date) -> Days:
    return Days(today - timedelta(days=max(1, int(match["count"] or 7)) - 1), today)


def _last_hours(match: re.Match[str], today: date) -> Days:
    return Days(today - timedelta(days=int(match["count"]) // 24), today)


def month_of(year: int, month: int, part: str = "") -> Days:
    """All days of a month, or those of its beginning (초), middle (중순) or end (말), ten by ten."""
    first, last = _THIRDS.get(part[:1], (1, 31))
    return Days(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))


def week_of(year: int, month: int, nth: str) -> Days:
    """The *nth* week of a month, 첫째 to 마지막, as a calendar shows it: from Monday, and of that month alone.

    Raises: ValueError where it has none.
    """
    days, wanted = month_of(year, month), _NTH[nth]
    monday = days.first - timedelta(days=days.first.weekday())
    if not wanted:
        monday = days.last - timedelta(days=days.last.weekday())
    else:
        monday += timedelta(days=7 * (wanted - 1))
    if monday > days.last:
        raise ValueError(f"no such week: {nth}")
    return Days(max(days.first, monday), min(days.last, monday + timedelta(days=6)))


def _nth_week(match: re.Match[str], today: date) -> Days:
    return week_of(_year_of_month(match, today), int(match["month"]), match["nth"])


def _last_of_month(match: re.Match[str], today: date) -> Days:
    month, year = int(match["month"]), _year_of_month(match, today)
    last = month_of(year, month).last
    if not match["year"] and last > today + timedelta(days=1):
        last = month_of(year - 1, month).last
    return _one(last)


def _year_of_month(match: re.Match[str], today: date) -> int:
    """The year given, or that of the month when it was last begun."""
    return (
        _full_year(match["year"], today)
        if match["year"]
        else today.year - (int(match["month"]) > today.month)
    )


def _whole_month(match: re.Match[str], today: date) -> Days:
    month = int(match["month"])
    if match["year"]:
        year = _full_year(match["year"], today)
    else:
        year = today.year - YEARS_BACK.get(match["back"] or "", int(month > today.month))
    return month_of(year, month, match["part"] or "")


def _whole_year(match: re.Match[str], today: date) -> Days:
    year = int(match["year"]) if match["year"] else today.year - YEARS_BACK[match["back"]]
    return Days(date(year, 1, 1), date(year, 12, 31))


def _days_ago(match: re.Match[str], today: date) -> Days:
    return _one(today - timedelta(days=int(match["count"])))


def _english_weekday(match: re.Match[str], today: date) -> Days:
    wanted = _ENGLISH_WEEKDAYS.index(match["name"].lower()[:3])
    back = (today.weekday() - wanted) % 7
    return _one(today - timedelta(days=back or (7 if match["back"] else 0)))


def _weekday(match: re.Match[str], today: date) -> Days:
    wanted = _WEEKDAYS.index(match["name"])
    back = (today.weekday() - wanted) % 7
    if match["back"]:
        return _one(today - timedelta(days=today.weekday() + 7 - wanted))
    return _one(today - timedelta(days=back))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days]], ...] = tuple(
    (lazy_compile(pattern, re.IGNORECASE), mean)
    for pattern, mean in (
        (
            rf"(?<!\d)(?P<year>20\d\d)(?:년\s?|[-./]\s?)(?P<month>1[0-2]|0?[1-9])(?:월\s?|[-./]\s?)(?P<day>[0-3]?\d)(?:일|\.(?!\d))?{_END}",
            _calendar,
        ),
        (
            rf"(?<!\d)(?:['‘’]?(?P<year>\d\d)년\s?)?(?P<month>1[0-2]|0?[1-9])월\s?(?P<day>[0-3]?\d)일{_END}",
            _calendar,
        ),
        (
            rf"(?<![\w.])(?<![A-Za-z]\s){_VERSIONED}['‘’]?(?P<year>2\d)\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?(?P<day>[0-3]?\d)"
            rf"{_NO_VERSION}\.?(?![\d%]){_END}",
            _calendar,
        ),
        (
            rf"\b(?:on\s)?(?P<name>{MONTH_NAME})\s(?P<day>[0-3]?\d)(?P<nth>st|nd|rd|th)?(?:,?\s(?P<year>20\d\d))?"
            rf"(?![\w.%]){_NO_EVENT}",
            _english,
        ),
        (
            rf"(?<![\w.])(?P<day>[0-3]?\d)(?P<nth>st|nd|rd|th)?\s(?:of\s)?(?P<name>{MONTH_NAME})(?:,?\s(?P<year>20\d\d))?(?!\w)",
            _english,
        ),
        (
            rf"(?<![\d/.~∼–—-])(?<![~∼–—-]\s)(?P<year>)(?P<month>1[0-2]|0?[1-9])/(?P<day>[0-3]?\d)(?![\d/.%]){_NO_PAIR}{_NO_NAME}{_END}",
            _calendar,
        ),
        (
            r"(?<![\d/.~∼–—-])(?<![~∼–—-]\s)(?P<year>)(?P<month>1[0-2]|0?[1-9])\.(?P<day>[0-3]?\d)(?=\s?(?:자|나온|기사|뉴스|보도|소식))",
            _calendar,
        ),
        (
            rf"(?<![\d/.~∼–—-])(?<![~∼–—-]\s)(?<![가-힣A-Za-z]\s)(?P<year>)(?P<month>1[0-2]|0?[1-9])\.(?P<day>[0-3]?\d)(?![\d/.%]){_NO_PAIR}{_NO_NAME}{_END}",
            _calendar,
        ),
        (
            rf"(?<![\d/.~∼–—-])(?<![~∼–—-]\s)(?P<year>)(?P<month>1[0-2]|0[1-9])\.(?P<day>[0-3]\d)(?![\d/.%]){_NO_PAIR}{_NO_NAME}{_END}",
            _calendar,
        ),
        (rf"새해\s?첫\s?날{_END}", _new_year),
        (
            rf"(?<!\w)(?:['‘’]?(?P<year>(?:20)?\d\d)년\s?)?(?P<month>1[0-2]|0?[1-9])월\s?마지막\s?날{_END}",
            _last_of_month,
        ),
        (
            rf"(?<!\w)(?:['‘’]?(?P<year>(?:20)?\d\d)년\s?)?(?P<month>1[0-2]|0?[1-9])월\s?{NTH_WEEK}"
            rf"(?:에\s?(?=나온|올라온|실린|보도된)|\s?(?={_ALONE}))",
            _nth_week,
        ),
        # 크리스마스 선물 is a thing and no day
        (
            rf"{CHRISTMAS}(?:\s?(?:날|당일){_END}|(?:자|에|부터)(?=[\s?!.,~]|$)|(?=\s?(?:나온|{_LISTED})))",
            _christmas,
        ),
        (r"(?<!\S)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?:자|에)?(?!\S)", _calendar),
        (rf"(?P<count>\d{{1,4}})일\s?전{_END}", _days_ago),
        (r"\b(?P<count>\d{1,4})\sdays?\sago\b", _days_ago),
        (
            r"(?:최근|지난)\s?(?:(?P<count>\d{1,4})일|(?P<word>이틀|사흘|나흘|일주일))(?:간|\s?동안|\s?사이)?",
            _last_days,
        ),
        (r"(?:최근|지난)\s?(?P<count>\d{1,3})\s?시간(?:간|\s?동안|\s?사이|\s?이내)?", _last_hours),
        (rf"(?<!어제)(?<!어제\s)오늘{_END}", _ago(0)),
        (r"today(?:'s)?\b", _ago(0)),
        (rf"(?:그저께|그제|엊그제){_END}", _ago(2)),
        (rf"(?!{OF_LATE})어제{_END}", _ago(1)),
        (r"(?:the\s)?\bday\sbefore\syesterday(?:'s)?\b", _ago(2)),
        (r"yesterday(?:'s)?\b", _ago(1)),
        (
            rf"(?:(?P<back>지난\s?주)|이번\s?주|지난|이번)\s?주?말{_END}|(?<!\S)주말(?:에|\s사이)\s?(?=나온|올라온|실린|보도된)",
            _weekend,
        ),
        (
            rf"(?:(?P<back>지난\s?주\s?|저번\s?주\s?)|(?:지난|저번|이번)\s)?(?<![가-힣])(?P<name>[{_WEEKDAYS}])요일{_END}",
            _weekday,
        ),
        (r"(?:last|past)\s(?P<count>\d{1,3})\sdays?\b", _past_days),
        (r"(?:the\s)?(?:last|past)\s(?P<count>\d{1,3})\shours?\b", _last_hours),
        (r"(?:the\s)?past\s(?P<count>)week\b", _past_days),
        (r"(?P<back>last\smonth)\b|this\smonth\b", _month),
        (r"\b(?:(?P<back>last)|this)\sweekend\b", _weekend),
        # no Monday alone, which is in names: Black Friday, the Sunday papers
        (rf"\b(?:(?P<back>last)|on|this)\s(?P<name>{WEEKDAY_NAME})\b", _english_weekday),
        (rf"(?:지난|저번)\s?주{_END}|last week\b", _week(1)),
        (rf"(?:이번|금)\s?주{_END}|this week\b", _week(0)),
        (rf"(?:(?P<back>지난\s?달|저번\s?달)|이번\s?달|이달){_END}", _month),
        (r"(?<![\d월.]\s)(?<![\d월.])(?P<day>[12]?\d|3[01])일(?:자|\s?나온|에\s?나온)", _day_of_month),
        # 12월 수출 is what was exported then, and told in January
        (
            rf"(?<!\w)(?<!년\s)(?:['‘’]?(?P<year>(?:19|20)?\d\d)년\s?|(?P<back>{'|'.join(YEARS_BACK)})\s?|지난\s)?(?P<month>1[0-2]|0?[1-9])월(?:달)?"
            rf"(?:\s?(?P<part>{THIRD}))?"
            rf"(?:에\s?(?=나온|올라온|실린|보도된)|\s?(?={_ALONE}))",
            _whole_month,
        ),
        (
            rf"(?<!\w)(?:(?P<year>(?:19|20)\d\d)년도?|(?P<back>{'|'.join(YEARS_BACK)}))"
            rf"(?:에\s?(?=나온|올라온|실린|보도된)|\s?(?={_ALONE})|\s(?=나온\s(?:\S+\s){{1,4}}{_LISTED}$))",
            _whole_year,
        ),
    )
)
