"""Stretches of days as readers type them, wherever they stand: `12.30~1.2`, `1월 3일부터 5일까지`, `어제 이후`.

>>> read_span("나룻배 12/28-1/3", date(2026, 1, 7))
Span(first=datetime.date(2025, 12, 28), last=datetime.date(2026, 1, 3), rest='나룻배')
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from bot.korean.days import (
    CHRISTMAS,
    MONTH_NAME,
    OF_LATE,
    WEEKDAY_NAME,
    YEARS_BACK,
    Days,
    read_days,
    whole_days,
)
from bot.patterns import lazy_compile

_ENGLISH_DAY = (
    rf"(?:{MONTH_NAME}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH_NAME})(?:,?\s20\d\d)?"
)
_DAY = (
    r"(?:(?:20\d\d년\s?)?\d{1,2}월\s?\d{1,2}일|20\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?|\d{1,2}/\d{1,2}|\d\d\.\d{1,2}\.\d{1,2}\.?|오늘|어제|그제|그저께"
    rf"|(?:지난|이번|저번)\s?(?:주|달)|(?:(?:지난|저번)(?:\s?주)?\s?)?[월화수목금토일]요일|\d{{1,4}}일\s?전|today|yesterday|{_ENGLISH_DAY})"
)
_FROM_DAY = rf"(?:{_DAY}|{CHRISTMAS}|새해\s?첫\s?날)"
_TOLD_DAY = rf"(?:{_DAY}|(?:(?:last|this)\s)?{WEEKDAY_NAME}|\d{{1,4}}\sdays?\sago|christmas(?:\sday)?)"
_COUNTS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "일주일": 7, "열흘": 10, "보름": 15}
SO_LONG = rf"(?:\d{{1,3}}\s?(?:일|주일?)|{'|'.join(_COUNTS)})(?:간|\s?동안)"
# 1월 3일부터 1월 5일까지, 12/30~1/2; 1월 3일부터 5일간; 어제부터, 1월 3일 이후; 1월 3일까지
_SPAN = lazy_compile(
    rf"(?<!\S)(?:(?P<begin>{_FROM_DAY})\s?부터\s?(?P<so_long>{SO_LONG})|(?P<first>{_FROM_DAY})(?:\s?부터\s?|\s?[~∼–—]\s?|\s-\s|(?<=[일\d.])-(?=\d))(?P<last>{_FROM_DAY})(?P<ends>\s?까지)?(?:의)?"
    rf"|(?P<only_first>{_FROM_DAY})\s?(?:부터|이후(?:로)?)(?:의)?|(?P<only_last>{_DAY})\s?(?:까지|이전)(?:의)?"
    rf"|(?:from|between)\s(?P<from_>{_TOLD_DAY})\s(?:to|until|till|and|through|-)\s(?P<to>{_TOLD_DAY})"
    rf"|(?:부터|from|since|after)\s(?P<since>{_TOLD_DAY})|(?:까지|until|till|(?<!\bday\s)(?<!\byear\s)(?<!\bweek\s)(?<!\bnot\s)before)\s(?P<until>{_TOLD_DAY}))(?=\s|$)",
    re.IGNORECASE,
)
_SHARED_MONTH = lazy_compile(  # 1월 3~5일, 1월 3일부터 5일까지, 2025년 12월 30일~31일
    r"(?<![\d월])(?P<month>(?:20\d\d년\s?)?\d{1,2}월\s?)(?P<first>\d{1,2})(?:일?\s?[~∼–—-]|일\s?부터)\s?(?P<last>\d{1,2}일)(?!간|\s?동안)"
    r"|(?<![\d/.])(?P<slash>\d{1,2}/)(?P<from>\d{1,2})\s?[~∼–]\s?(?P<to>\d{1,2})(?![\d/.%일월])"
)
# 12.30~1.2; two dotted numbers are days where one is written in four figures, or where they stand first
_DOTTED = lazy_compile(
    r"(?:(?P<begins>^)|(?<=\s))(?P<first>(?:1[0-2]|0?[1-9])\.[0-3]?\d)"
    r"(?:(?:\s?[~∼–—-]\s?|\s?부터\s?)(?P<last>(?:1[0-2]|0?[1-9])\.[0-3]?\d)(?=\s?까지|\s|$)"
    r"|(?=\s?부터(?:\s|$)))"
)
# 3일부터 5일까지, 3일~5일, 3일부터: of this month or the last one, where they are over
_BARE = lazy_compile(
    r"(?<![\d월.]\s)(?<!\S)(?P<first>[12]?\d|3[01])일(?:\s?(?:부터|[~∼–—-])\s?(?P<last>[12]?\d|3[01])일(?:\s?까지)?|\s?(?:부터|(?P<since>이후)))(?=\s|$)"
)
# 다음 달 1일부터, 생후 3일부터, 주 4일부터: no day that is over
_NO_DAY_BEHIND = lazy_compile(
    rf"(?<!\S)(?:(?:다음|다다음|매)\s?[달월주해년]|내달|내년|(?:돌아)?오는|다달이|달마다|[주월연]|(?:일주일|한\s?주|한\s?달)에"
    rf"|생후|최소|최대|최장|적어도|총|약|각각|{'|'.join(YEARS_BACK)})\s$"
)
# 지난달 3일, 이달 3~5일, 지난 3일부터; no 지난 3일간
_OF_MONTH = lazy_compile(
    r"(?<!\S)(?:(?P<last>(?:지난|저번)\s?달)|이번\s?달|이달|(?P<past>지난)(?=\s\d{1,2}일\s?(?:부터|이후|[~∼–—-])))\s?"
    r"(?=(?P<day>[12]\d|3[01]|0?[1-9])(?:\s?[~∼–—-]\s?\d{1,2})?일(?!\s?(?:간|동안|전|후|째|만에|연속|씩|치)))"
)
_UNTIL_NOW = lazy_compile(r"(?<=\S)\s?부터\s(?:지금|현재|이제)까지(?:의)?(?=\s|$)")
# 작년 12월 3일
_OF_YEAR = lazy_compile(rf"(?<!\S)(?P<year>{'|'.join(YEARS_BACK)})\s(?=\d{{1,2}}월\s?\d{{1,2}}일)")
# 2026.1.3.~1.5., 25.12.28.~30.
_SHARED_YEAR = lazy_compile(
    r"(?<!\S)(?P<year>(?:20)?2\d)(?P<mark>[-./])\s?(?P<month>1[0-2]|0?[1-9])(?P=mark)\s?(?P<day>[0-3]?\d)\.?(?:\s?[~∼–—]\s?|\s-\s)"
    r"(?:(?P<to_month>1[0-2]|0?[1-9])[-./]\s?)?(?P<to_day>[0-3]?\d)\.?(?=\s?까지|\s|$)"
)
_FIGURES = lazy_compile(r"\d{1,2}[./]\d{1,2}")
_OF_MEASURE = lazy_compile(r"(?:규모|지분|버전|배율|비율|확률|평점|점수|금리|환율|농도|수위|강도|시속)\s?$")
_MEASURE = lazy_compile(  # 배 증가, m 파도, 점을 받은; no 점검, 도로, 회의
    r"\s?(?:[%％℃°]|(?:규모|배|버전|퍼센트|포인트|지분|의석|찬성|득표|확률|만점|크기|가격|수준|이상|이하|정도|가량|분기|점|도|[cmk]?m|k?g|t|[mk]?l"
    r"|미터|센티|센티미터|킬로|킬로미터|톤|리터|인치|피트|노트|마일|헥타르|그램|킬로그램|만|억|조|원|달러|엔|유로|위안|명|개|회(?!의)|대|건(?!의)|년|개월|시간|분|초|차|p|points?|times|versions?"
    r"|percent|million|billion|magnitude)(?:까지|짜리|(?<=점)대|[의을를이가은는씩])?(?=[\s,.?!]|$))",
    re.IGNORECASE,
)
_FOUR_FIGURES = lazy_compile(r"\d\d\.\d\d")
_AGO = lazy_compile(r"(?<!\S)(이틀|사흘|나흘|닷새|열흘|보름)\s?전(?:에)?(?=\s|$|부터|이후)")
# a week ago is one day only where something began then
_AGO_ON = lazy_compile(
    r"(?<!\S)(?:(?P<count>\d{1,2}|한|두|세|석)\s?(?P<unit>주|달|개월)|(?P<week>일주일))\s?전(?=\s?(?:부터|이후))"
)
_FEW = {"한": 1, "두": 2, "세": 3, "석": 3}
_PART_OF_DAY = lazy_compile(r"(?<!\S)(?P<day>오늘|어제)\s(?:새벽|아침|오전|오후|저녁|밤)(?:에)?(?=\s\S|$)")
# its news has the date of the day after as well
_LAST_NIGHT = lazy_compile(
    rf"(?<!\S)(?:(?:어젯밤|간밤|어제\s?밤)(?:에)?(?=\s\S|$)|(?!{OF_LATE})어제(?:와|랑|하고)?\s?오늘(?=\s|$))"
)
_MOST_AHEAD = 31  # days that a stretch whose last day is still to come is long
_WEEKDAY_ALONE = lazy_compile(
    rf"(?:(?:지난|저번|이번)\s?)?[월화수목금토일]요일|{WEEKDAY_NAME}", re.IGNORECASE
)
_WEEKDAY_OF_WEEK = lazy_compile(
    rf"(?:지난|저번)\s?주\s?[월화수목금토일]요일|last\s{WEEKDAY_NAME}", re.IGNORECASE
)
_ITS_WEEKDAY = lazy_compile(r"(?<=\d[일.])\s?\([월화수목금토일](?:요일)?\)")  # 1월 3일(토)
_NUMBER = lazy_compile(r"\d+")
_YEAR = lazy_compile(r"20\d\d년\s?")


class Span(NamedTuple):
    """From *first* to *last*, both included, None where it has no such end; and the words beside it."""

    first: date | None
    last: date | None
    rest: str


def read_span(words: str, today: date) -> Span | None:
    """The days that *words* name, by *today*; None where they name none."""
    words = _in_plain_days(_LAST_NIGHT.sub("어제부터 오늘까지", _ITS_WEEKDAY.sub("", words)), today)
    spelled = _spelled(words)
    for said in _SPAN.finditer(spelled):
        if not _is_measure(said) and (ends := _ends(said, today)) is not None:
            return Span(*ends, " ".join(f"{spelled[: said.start()]} {spelled[said.end() :]}".split()))
    days, rest = read_days(words, today)
    return None if days is None else Span(days.first, days.last, rest)


def turned_span(words: str, today: date) -> str | None:
    """The stretch of *words* of which the later day is said first; None where there is none.

    >>> turned_span("나룻배 1월 5일부터 1월 2일까지", date(2026, 1, 7))
    '1월 5일부터 1월 2일까지'
    """
    for said in _SPAN.finditer(_spelled(_in_plain_days(_ITS_WEEKDAY.sub("", words), today))):
        begin = _day(said["first"] or said["from_"] or "", today)
        ends = _ends(said, today)
        if begin and ends and ends[0] and ends[0] < begin.first and ends[1] == begin.last:
            return said[0]
    return None


def _spelled(words: str) -> str:
    """*words* with every day of a stretch written out."""
    spelled = _DOTTED.sub(_with_slashes, _SHARED_YEAR.sub(_year_said_twice, words))
    return _SHARED_MONTH.sub(_month_said_twice, spelled)


def _ends(span: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    """The first and the last day of *span*; None where one of them is no day: 2월 30일."""
    if span["so_long"]:
        begin = _day(span["begin"], today)
        if begin is None:
            return None
        return begin.first, begin.first + timedelta(days=_count(span["so_long"]) - 1)
    said = (
        span["first"] or span["only_first"] or span["from_"] or span["since"],
        span["last"] or span["only_last"] or span["to"] or span["until"],
    )
    since, until = (_day(part, today) if part else None for part in said)
    if since and until:
        since, until = _of_one_week(said, since, until)
    if since and until and span["last"] and (year := _YEAR.match(span["first"])):  # 2025년 12월 30일~31일
        told = (whole_days(f"{year[0][:2]}{int(year[0][2:4]) + n}년 {span['last']}", today) for n in (0, 1))
        until = next((day for day in told if day and day.last >= since.first), until)
    if not (since or until) or bool(said[0]) != bool(since) or bool(said[1]) != bool(until):
        return None
    if since and until and since.first > until.last:
        if (later := _a_year_on(until.last)) and (later - since.first).days <= _MOST_AHEAD:
            return since.first, later  # it is still to come
        return until.first, since.last  # the later day was said first
    return since.first if since else None, until.last if until else None


def _of_one_week(said: tuple[str, str], since: Days, until: Days) -> tuple[Days, Days]:
    """The days *said*, one weekday by the other: on a Monday `월요일부터 수요일까지` is all of last week."""
    if _WEEKDAY_ALONE.fullmatch(said[0]) and since.first > until.last:
        return _moved(since, (until.last - since.first).days // 7 * 7), until
    if _WEEKDAY_OF_WEEK.fullmatch(said[0]) and _WEEKDAY_ALONE.fullmatch(said[1]):
        return since, _moved(since, (until.first - since.first).days % 7)
    return since, until


def _moved(day: Days, days: int) -> Days:
    return Days(day.first + timedelta(days=days), day.last + timedelta(days=days))


def _is_measure(span: re.Match[str]) -> bool:
    """Whether *span* is two bare numbers with a measure beside them: 3.1~4.2 규모."""
    first, last = span["first"], span["last"]
    if not last or span["ends"] or not (_FIGURES.fullmatch(first) and _FIGURES.fullmatch(last)):
        return False
    text, beside = span.string, _OF_MEASURE.search(span.string[: span.start()])
    return beside is not None or _MEASURE.match(text, span.end()) is not None


def _count(so_long: str) -> int:
    """How many days 5일간, 2주 동안, 이틀간 are; one at least."""
    if (number := _NUMBER.match(so_long)) is None:
        return next(days for word, days in _COUNTS.items() if so_long.startswith(word))
    return max(1, int(number[0])) * (7 if "주" in so_long else 1)


def _year_said_twice(found: re.Match[str]) -> str:
    """2025.12.30~1.2 as 2025-12-30~2026-1-2."""
    year, month = int(found["year"]) % 100 + 2000, int(found["month"])
    last = int(found["to_month"] or _month_of_last(month, found["day"], found["to_day"]))
    return f"{year}-{month}-{found['day']}~{year + (last < month)}-{last}-{found['to_day']}"


def _with_slashes(dotted: re.Match[str]) -> str:
    """12.30~1.2 as 12/30~1/2; behind a word 1.2~1.5 and 1.2부터 1.5까지 measure something."""
    first, last = dotted["first"], dotted["last"]
    if dotted["begins"] is None and not any(map(_FOUR_FIGURES.fullmatch, (first, last or ""))):
        return dotted[0]
    return (f"{first}~{last}" if last else first).replace(".", "/")


def _month_said_twice(found: re.Match[str]) -> str:
    """1월 3~5일 as 1월 3일~1월 5일; 1월 30일~2일 as 1월 30일~2월 2일."""
    if found["slash"]:
        month = int(found["slash"][:-1])
        last = _month_of_last(month, found["from"], found["to"])
        return f"{month}/{found['from']}~{last}/{found['to']}"
    year = (_YEAR.match(found["month"]) or [""])[0]
    month = int(found["month"][len(year) :].rstrip("월 "))
    last = _month_of_last(month, found["first"], found["last"][:-1])
    return f"{found['month']}{found['first']}일~{year if last == month else ''}{last}월 {found['last']}"


def _month_of_last(month: int, first: str, last: str) -> int:
    """That of the *last* day of a stretch from *first* of *month*: the one after, where it is the smaller."""
    return month % 12 + 1 if int(last) < int(first) else month


def _a_year_on(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return None


def _day(said: str, today: date) -> Days | None:
    """The days that *said* is, wholly: also `Monday`, which is one behind `since`."""
    return whole_days(said, today) or whole_days(f"on {said}", today)


def _in_plain_days(words: str, today: date) -> str:
    """`사흘 전`, `오늘 아침`, `3일부터`, `지난달 3일` as the days that they are."""
    words = _UNTIL_NOW.sub("부터", words)
    words = _OF_YEAR.sub(lambda found: f"{today.year - YEARS_BACK[found['year']]}년 ", words)
    words = _OF_MONTH.sub(lambda found: _month_said(found, today), words)
    words = _AGO.sub(lambda found: f"{_COUNTS[found[1]]}일 전", _AGO_ON.sub(_days_ago, words))
    return _PART_OF_DAY.sub(r"\g<day>", _BARE.sub(lambda found: _with_month(found, today), words))


def _days_ago(found: re.Match[str]) -> str:
    """`2주 전`, `한 달 전` as so many days ago."""
    count = found["count"] or "1"
    return f"{(_FEW.get(count) or int(count)) * (31 if found['unit'] in {'달', '개월'} else 7)}일 전"


def _with_month(found: re.Match[str], today: date) -> str:
    """`3일부터 5일까지` as 1월 3일~1월 5일; as it stands where that is still to come, or so long: 접종 3일 이후."""
    first, last = int(found["first"]), int(found["last"] or found["first"])
    before = found.string[: found.start()]
    so_long = _NO_DAY_BEHIND.search(before) or (found["since"] and before.strip())
    if so_long or not first <= last <= today.day:
        return found[0]
    return (
        f"{today.month}월 {first}일~{today.month}월 {last}일"
        if found["last"]
        else f"{today.month}월 {first}일부터"
    )


def _month_said(found: re.Match[str], today: date) -> str:
    """`지난달 ` before a day as its month, 12월; as it stands where it has no such day, or that is still to come."""
    day, first = int(found["day"]), today.replace(day=1)
    if found["last"] or (found["past"] and day > today.day):
        first = (first - timedelta(days=1)).replace(day=1)
    over = day <= monthrange(first.year, first.month)[1] and first.replace(day=day) <= today
    return f"{first.month}월 " if over else found[0]
