"""A date in whatever words an article says it: every form but the one that nearly all have (moment.py reads that).

>>> read_words("Fri Jan  3 14:05:00 KST 2025").isoformat(), read_words("01/02/2025")
('2025-01-03T14:05:00+09:00', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.articles.article import KST
from bot.articles.clock import CLOCK, NoTime, read_clock
from bot.articles.years import SHORT_YEARS, day_of, in_years
from bot.patterns import lazy_compile

MAX_CHARS = 200

_ERAS = {
    "단기": -2333, "檀紀": -2333, "불기": -544, "佛紀": -544, "中華民國": 1911, "民國": 1911, "民国": 1911,
    "令和": 2018, "레이와": 2018, "平成": 1988, "헤이세이": 1988, "昭和": 1925, "쇼와": 1925,
    "서기": 0, "西紀": 0, "西曆": 0, "西暦": 0,
}  # fmt: skip
_ERA = lazy_compile(rf"(?P<era>{'|'.join(_ERAS)}) ?(?P<year>\d{{1,4}}|元)(?= ?[년年./-])", re.ASCII)

_MOON = "음력|陰曆|陰暦|農曆|农历"
_LUNAR = lazy_compile(rf"{_MOON}|[(（〈\[]음[)）〉\]]")  # another day than its numbers say
_LUNAR_BESIDE = lazy_compile(  # 2026.02.17 (음력 1.1), which says the same day twice
    rf"(?<=[\d일)）])[ ,·]{{0,3}}(?:[(（〈\[](?:{_MOON}|음)[ .:]?(?:\d|정월|섣달|윤)[^()（）〈〉\[\]]{{0,30}}[)）〉\]]"
    rf"|(?<=[ ,·])(?:{_MOON})[ .:]?(?:\d|정월|섣달|윤).{{0,30}})"
)

_SAME = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("‐‑‒–—―−-", "-"),
        **dict.fromkeys("．。․", "."), "／": "/", "：": ":", "∶": ":", "（": "(", "）": ")", "，": ",",
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\n_", " "),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff[]\"'’‘", ""),
        "年": "년", "月": "월", "日": "일", "時": "시", "时": "시", "分": "분", "秒": "초",
    }
)  # fmt: skip
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_FREE = r"(?<![\dA-Za-z])(?<!\d[-./:,])"  # not the rest of a longer number
_END = r"(?![\d])(?!\.\d{1,3}(?![\d:]))(?![-/]\d)(?!,\d{3})"
_YEAR = r"(?:19|20|21)\d\d"
_TH = r"(?:st|nd|rd|th)?"
_FORMS = tuple(
    lazy_compile(_FREE + form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<y>{_YEAR}) ?[-./년] ?(?P<m>\d{{1,2}}) ?[-./월] ?(?:(?P<d>\d{{1,2}}) ?일|(?P<d2>\d\d)(?=\d\d?:\d\d)"
        rf"|(?P<d3>\d{{1,2}})(?:{_END}|(?=-\d\d?:\d\d)))",
        rf"(?P<y>{_YEAR})[ -](?P<n>{_MONTH})\.?[ -](?P<d>\d{{1,2}}){_END}",
        rf"(?P<n>{_MONTH})\.? {{0,2}}(?P<d>\d{{1,2}}){_TH}[.,]? {{1,2}}(?P<y>{_YEAR})(?:(?!\d)|(?=\d\d?:\d\d ?[ap]m))",
        rf"(?P<n>{_MONTH})\.? {{1,2}}(?P<d>\d{{1,2}}),? (?=\d\d?:)(?P<then>)",  # ctime: the year stands behind the time
        rf"(?P<d>\d{{1,2}}){_TH}\.?[ -](?:of )?(?:(?P<n>{_MONTH})\.?|(?P<m>\d{{1,2}})월),?[ -]"
        rf"(?:(?P<y>{_YEAR})(?!\d)|(?P<y2>\d\d)(?= \d\d?:))",
        rf"(?P<a>\d{{1,2}})(?P<sep>[-/.]) ?(?P<b>\d{{1,2}})(?P=sep) ?(?P<y>{_YEAR}){_END}",
    )
)
_LATE_YEAR = lazy_compile(rf" {{0,2}}(?P<y>{_YEAR})(?!\d)", re.ASCII)
_WEEKDAY = lazy_compile(
    r"\.?,? {0,2}(?:\( ?(?:[월화수목금토일火水木金土](?:요일|曜일?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?) ?\)"
    r"|[월화수목금토일](?:요일|(?= \d\d?:\d\d))|(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,3}day)?\b)?,?",
    re.IGNORECASE,
)
_WEEK_OR_ORDINAL = lazy_compile(  # ISO 8601: 2026-W10-3, 2026W103; 2026-063, the 63rd day of the year
    rf"(?P<y>{_YEAR})(?:-?W(?P<week>\d\d)-?(?P<weekday>[1-7])|-(?P<nth>[0-3]\d\d))", re.ASCII | re.IGNORECASE
)
_OF_LOG = lazy_compile(  # 04/Mar/2026:14:38:00 +0900, as servers of pages write it
    rf"\[?(\d\d)/({_MONTH})/({_YEAR}):(?=\d\d:\d\d:\d\d)", re.ASCII | re.IGNORECASE
)
_TO_THE_MS = lazy_compile(rf"({_YEAR}\d{{10}})\d{{3}}(?= UTC|Z?$)", re.ASCII)
_ALONE = lazy_compile(
    r"(?:[가-힣A-Za-z ]{1,10}[: ]{1,2})?(?:(?P<short>\d\d)([-./]) ?(?P<m>\d{1,2})\2 ?(?P<d>\d{1,2})\.?(?= |$|\()"
    rf"|(?P<y>{_YEAR})(?P<m2>\d\d)(?P<d2>\d\d)(?:[T -]?(?P<h>\d\d):?(?P<min>\d\d)(?::?(?P<s>\d\d))?)?(?=Z?$|[+-]| ))",
    re.ASCII | re.IGNORECASE,
)
_SHORT_YEAR = lazy_compile(r"\A([^\d]{0,12})(\d\d)년 ?(\d{1,2})월 ?(\d{1,2})일", re.ASCII)  # 26년 3월 4일
_TICKS = lazy_compile(r"/Date\((1\d{9}|1\d{12})(?:[+-]\d{4})?\)/", re.ASCII)  # as .NET writes one into JSON
_TIME_FIRST = lazy_compile(  # 2:10 PM KST, March 5, 2026; 오후 2:10 · 2026년 3월 5일
    r"(?<![\d:.])(?P<time>(?:(?:오전|오후) ?)?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
    r"(?: [A-Z]{2,4}(?:[+-]\d{1,2})?)?)(?:,| on| ·)? "
    rf"(?P<date>(?:(?:{_MONTH})\.? \d{{1,2}}, {_YEAR}|\d{{1,2}} (?:{_MONTH})\.? {_YEAR}"
    rf"|{_YEAR}[-./년] ?\d{{1,2}}[-./월] ?\d{{1,2}}일?\.?)|(?P<dmy>\d\d-\d\d-{_YEAR}))$",  # of PHP: the day goes first
    re.ASCII | re.IGNORECASE,
)
_EPOCH = lazy_compile(r"(?P<s>1\d{9})(?:\d{3}|\d{6}|\.\d{1,9})?", re.ASCII)
_LABELS = lazy_compile(
    r"(?P<changed>수정|변경|업데이트|갱신|updated?|modified|last ?mod|edited|更新)"
    r"|(?P<first>입력|등록|게시|작성|송고|승인|발행|보도|게재|출고|published?|posted|issued|公開|发布|発信)",
    re.IGNORECASE,
)


class _Found(NamedTuple):
    start: int
    end: int
    published: date | datetime | None


def read_words(text: str) -> date | datetime | None:
    """As `moment.read_published`."""
    text = _ERA.sub(_in_our_era, text[:MAX_CHARS])
    text = _LUNAR_BESIDE.sub(" ", text)
    if _LUNAR.search(text):
        return None
    text = " ".join(text.translate(_SAME).split())
    text = _SHORT_YEAR.sub(r"\1\2.\3.\4", text)
    if ticks := _TICKS.fullmatch(text):
        text = ticks[1]
    if _EPOCH.fullmatch(text):
        return in_years(datetime.fromtimestamp(int(text[:10]), KST))
    if numbered := _WEEK_OR_ORDINAL.fullmatch(text):
        return _read_numbered(numbered)
    text = _TO_THE_MS.sub(r"\1", _OF_LOG.sub(r"\1-\2-\3 ", text))
    turned = _TIME_FIRST.search(text)
    if turned and not any(map(str.isdigit, text[: turned.start()])):
        day = "-".join(reversed(turned["dmy"].split("-"))) if turned["dmy"] else turned["date"]
        text = f"{text[: turned.start()]}{day} {turned['time']}"
    if alone := _ALONE.match(text):
        return _read_alone(alone, text)
    found = list(_dates(text))
    return _choose(text, found) if found else None


def _in_our_era(found: re.Match[str]) -> str:
    """A year as other calendars count: 단기 4358 is 2025, and 令和7."""
    return str(_ERAS[found["era"]] + (1 if found["year"] == "元" else int(found["year"])))


def _read_numbered(found: re.Match[str]) -> date | None:
    """A day by the number of its week or by its own in the year."""
    year = int(found["y"])
    try:
        if found["week"]:
            return in_years(date.fromisocalendar(year, int(found["week"]), int(found["weekday"])))
        day = date(year, 1, 1) + timedelta(days=int(found["nth"]) - 1)
    except ValueError:
        return None
    return in_years(day) if day.year == year else None


def _read_alone(found: re.Match[str], text: str) -> date | datetime | None:
    """Two digits for the year, or digits alone: only where nothing else is in the field."""
    if found["short"]:
        year = SHORT_YEARS.get(int(found["short"]))
        day = year and day_of(str(year), found["m"], found["d"])
        return _with_time(day, text, found.end()).published if day else None
    day = day_of(found["y"], found["m2"], found["d2"])
    if day is None or not found["h"]:
        return _with_time(day, text, found.end()).published if day else None
    clock = f" {found['h']}:{found['min']}:{found['s'] or '00'}"
    return _with_time(day, clock + text[found.end() :], 0).published


def _dates(text: str) -> Iterator[_Found]:
    """Every date of *text*, in order; None for what has the form of one and is none."""
    at = 0
    while True:
        matches = [match for form in _FORMS if (match := form.search(text, at))]
        if not matches:
            return
        first = min(matches, key=lambda match: (match.start(), -match.end()))
        found = _read_match(first, text)
        yield found
        at = max(found.end, first.end())


def _read_match(match: re.Match[str], text: str) -> _Found:
    parts = match.groupdict()
    if "then" in parts:
        clock = CLOCK.match(text, match.end())
        year = clock and _LATE_YEAR.match(text, clock.end())
        day = year and day_of(year["y"], str(_MONTHS[parts["n"][:3].lower()]), parts["d"])
        if not (clock and year and day):
            return _Found(match.start(), match.end(), None)
        rest = text[year.end() :] if clock["zone"] is None and clock["offset"] is None else ""
        found = _with_time(day, f" {clock[0]}{rest}", 0)
        return _Found(match.start(), year.end(), found.published)
    if "sep" in parts:
        day = _either_way(parts)
    else:
        year_text = parts["y"] or str(SHORT_YEARS.get(int(parts["y2"]), 0))
        month = str(_MONTHS[parts["n"][:3].lower()]) if parts.get("n") else parts["m"]
        day = day_of(year_text, month, parts["d"] or parts.get("d2") or parts["d3"])
    if day is None:
        return _Found(match.start(), match.end(), None)
    return _Found(match.start(), *_with_time(day, text, match.end())[1:])


def _either_way(parts: dict[str, str]) -> date | None:
    """Day and month before the year: which is which must be plain."""
    first, second = int(parts["a"]), int(parts["b"])
    if parts["sep"] == "." or first > 12 or first == second:
        first, second = second, first
    elif second <= 12:
        return None
    return day_of(parts["y"], str(first), str(second))


def _with_time(day: date, text: str, end: int) -> _Found:
    """*day* with the time of day that stands behind it in *text*, if one does."""
    weekday = _WEEKDAY.match(text, end)
    end = weekday.end() if weekday else end
    clock = CLOCK.match(text, end)
    if clock is None:
        return _Found(0, end, day)
    try:
        at, zone = read_clock(clock)
    except NoTime:
        return _Found(0, clock.end(), None)
    if at is None or (at == time() and zone is None):
        return _Found(0, clock.end(), day)
    return _Found(0, clock.end(), datetime.combine(day, at, zone or KST))


def _choose(text: str, found: list[_Found]) -> date | datetime | None:
    """Not the day of a change: labels stand before the dates, or behind them where one ends the text."""
    behind = _LABELS.search(text, found[-1].end) and not _LABELS.search(text, 0, found[0].start)
    labels: list[str | None] = []
    for number, one in enumerate(found):
        if behind:
            until = found[number + 1].start if number + 1 < len(found) else len(text)
            label = _LABELS.search(text, one.end, until)
        else:
            since = found[number - 1].end if number else 0
            label = last if (last := _last_label(text, since, one.start)) else None
        labels.append(label.lastgroup if label else None)
    for wanted in ("first", None):
        for one, kind in zip(found, labels, strict=True):
            if kind == wanted:
                return one.published
    return None


def _last_label(text: str, since: int, until: int) -> re.Match[str] | None:
    last = None
    for last in _LABELS.finditer(text, since, until):  # noqa: B007
        pass
    return last
