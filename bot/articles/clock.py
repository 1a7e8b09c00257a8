"""The time of day behind a date: 24 hours, 오전 and 오후 before or after it, AM and PM, zones by name and offset.

>>> read_clock(CLOCK.match(" 오후 2:38 KST"))[0].isoformat()
'14:38:00'
"""

from __future__ import annotations

import re
from datetime import UTC, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.articles.article import KST
from bot.patterns import lazy_compile

# Names that two parts of the world use for different hours give None: then the day alone is known.
_ZONES: dict[str, int | None] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "KST": 9, "JST": 9, "HKT": 8, "SGT": 8, "PHT": 8, "ICT": 7, "WIB": 7,
    "MSK": 3, "EET": 2, "EEST": 3, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "CST": None, "IST": None, "BST": None, "AST": None, "ET": None, "CT": None, "PT": None,
}  # fmt: skip
_HALF = "오전|오후|새벽|아침|낮|저녁|밤|午前|午後|上午|下午|am|pm|a\\.m\\.|p\\.m\\."
_LATE = frozenset(("오후", "저녁", "밤", "午後", "下午", "pm"))
_NAMES = "|".join(sorted(_ZONES, key=len, reverse=True))

CLOCK = lazy_compile(
    rf"(?:[ T,·|;(-]|at ){{0,4}}(?:(?P<whole>정오|자정)|(?P<before>{_HALF})? ?(?:"
    r"(?P<h>\d{1,2}):(?P<m>\d\d)(?!\d(?!\d{3}[-./년]))(?::(?P<s>\d\d)(?:[.,]\d{1,9})?)?"
    r"|(?P<h2>\d{1,2}) ?시(?:[ -]?(?P<m2>\d{1,2}) ?분(?: ?(?P<s2>\d{1,2}) ?초)?)?"
    r"|(?P<h4>\d{1,2})\.(?P<m4>\d\d)(?= (?:GMT|UTC|BST|[CEMP][DS]T)\b)"
    rf"|(?P<h3>\d{{1,2}})(?= ?[ap]\.?m\b))(?: ?(?P<after>{_HALF})(?![a-z]))?)"
    rf"(?: ?\(?(?P<zone>(?:{_NAMES})\b)?\)?(?: ?\(?(?P<offset>[+-]\d{{1,2}}(?::?\d\d)?)(?!\d)\)?)?)"
    r"(?: ?\(?(?P<place>[A-Z][A-Za-z]{2,12}/[A-Z][A-Za-z]{2,14})\)?)?",
    re.ASCII | re.IGNORECASE,
)


class NoTime(ValueError):
    """It has the form of a time of day and is none."""


def read_clock(found: re.Match[str]) -> tuple[time | None, tzinfo | None]:
    """Time of day and zone (None: it names none) of a match of CLOCK; no time where its zone could be either of two.

    Raises: NoTime for 25:61, +99:00 and the like.
    """
    if found["whole"]:
        return (time(12), None) if found["whole"] == "정오" else (time(), None)
    hour = int(found["h"] or found["h2"] or found["h3"] or found["h4"])
    minute = int(found["m"] or found["m2"] or found["m4"] or 0)
    half = (found["before"] or found["after"] or "").replace(".", "").lower()
    if half and hour <= 12:
        if half == "낮":
            hour = hour if hour > 6 else hour + 12  # 낮 12시, 낮 1시
        elif half == "밤":
            hour = hour % 12 + (12 if hour % 12 > 5 else 0)  # 밤 12시 begins a day, 밤 1시 too
        else:
            hour = hour % 12 + (12 if half in _LATE else 0)
    if (hour, minute) == (24, 0):
        return None, None
    try:
        at = time(hour, minute, int(found["s"] or found["s2"] or 0))
    except ValueError:
        raise NoTime from None
    zone = _zone(found)
    return (None, None) if zone is _UNSURE else (at, zone)


_UNSURE = timezone(timedelta(minutes=1), "unsure")


def _zone(found: re.Match[str]) -> tzinfo | None:
    name, offset, place = found["zone"], found["offset"], found["place"]
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        east = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
        if minutes > 59 or not timedelta(hours=-12) <= east <= timedelta(hours=14):
            raise NoTime
        return UTC if not east else timezone(east)
    if name:
        hours_east = _ZONES[name.upper()]
        if hours_east is None:
            return _UNSURE
        return KST if hours_east == 9 else UTC if not hours_east else timezone(timedelta(hours=hours_east))
    if place:
        try:
            return ZoneInfo(place)
        except (KeyError, ValueError, OSError):
            return _UNSURE
    return None
