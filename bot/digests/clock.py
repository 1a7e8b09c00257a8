"""Times of the day as people write them: 오전 7시 반, 8/13/18시, 저녁 7, 6:15 pm, at 9 and 18, half past seven.

>>> match("오전 7시 반 쿠팡", 0), match_several("8, 18시", 0)
(([(7, 30, True)], 7), ([(8, 0, False), (18, 0, False)], 6))

A time is hour, minute, and whether half of the day was said.
"""

from __future__ import annotations

import re

from bot.digests.doubts import END
from bot.errors import ReaderError
from bot.patterns import lazy_compile

Clock = tuple[int, int, bool]

_LATE = {"오후", "저녁", "밤", "낮", "점심", "pm", "p.m.", "p.m", "afternoon", "evening", "night"}
_EARLY = {"오전", "아침", "새벽", "am", "a.m.", "a.m", "morning"}
_NAMED_HOURS = {
    "열두": 12, "열한": 11, "열": 10, "아홉": 9, "여덟": 8, "여덜": 8, "일곱": 7, "여섯": 6, "다섯": 5, "네": 4,
    "세": 3, "두": 2, "한": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NATIVE = "|".join(name for name in _NAMED_HOURS if not name.isascii())
_ENGLISH = "|".join(name for name in _NAMED_HOURS if name.isascii())
_HOUR = rf"(?P<h>\d{{1,2}}|{_ENGLISH})"
_KOREAN_HALF = "오전|아침|새벽|오후|저녁|밤|낮|점심"
_DIGITS = "일이삼사오육칠팔구"
_KOREAN_MINUTE = rf"[이삼사오]?십[{_DIGITS}]?|[{_DIGITS}]"
_HALF = rf"(?:(?P<half>{_KOREAN_HALF}|am|pm)\s*)?"
_AT = r"(?:에|쯤에?|경에?|께|정각에?|마다|에만|으?로|와|과|하고|랑|이랑)?"
_BY = r"(?:에|마다|와|과|하고|랑|이랑)?"
_EN_HALF = r"(?P<ehalf>am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
_EN_PART = r"(?:in\s+the\s+|at\s+)(?P<epart>morning|afternoon|evening|night)"
_NO_COUNT = r"(?!\s?(?:개|건|꼭지|가지|stories|articles|items))"
_FORMS = tuple(
    lazy_compile(pattern + END)
    for pattern in (
        rf"{_HALF}(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?::00|분)?{_AT}(?:\s*{_EN_HALF}|\s+{_EN_PART})?",
        rf"{_HALF}(?P<h>\d{{1,2}}|{_NATIVE})\s?시(?:\s*(?:(?P<m>\d{{1,2}})|(?P<km>{_KOREAN_MINUTE}))\s?분|\s*(?P<khalf>반))?\s?{_AT}",
        rf"(?:(?:at|by|around)\s+)?{_HOUR}(?:[:.](?P<m>\d{{2}}))?\s?{_EN_HALF}",
        rf"(?P<half>{_KOREAN_HALF}|[ap]\.?m(?:\.|\s))\s?(?P<h>\d{{1,2}}){_NO_COUNT}",  # 저녁 7, am 8; not PM10
        rf"(?:at\s+)?{_HOUR}(?:\s?o['’]?clock)?\s+{_EN_PART}",
        rf"(?:at\s+)?{_HOUR}\s?o['’]?clock",
        rf"(?:at|by|around)\s+{_HOUR}(?::(?P<m>\d{{2}}))?",
        rf"(?:at\s+)?(?P<past>half|quarter)\s+past\s+{_HOUR}(?:\s?{_EN_HALF})?",
        rf"(?:at\s+)?(?P<noon>정오|noon|midday){_BY}",
        rf"(?:at\s+)?(?P<midnight>자정|midnight){_BY}",
    )
)
_BARE = lazy_compile(rf"(?P<half>{_KOREAN_HALF}|[ap]\.?m[.\s])\s?\d{{1,2}}")
_UNIT = lazy_compile(
    r"(?:명|인|분|살|세|년|개월|주|원|만원|억원|위|골|점|승|패|연승|연패|파전|차전|경기|라운드|회|번|차례|곳|채|대|권|편|장|층|호|호선|퍼센트)"
    r"(?:[의이가은는을를에로과와도만씩째간]|으로)?"
)
_GLUED = lazy_compile(
    r"(?P<half>오전|아침|새벽|오후|저녁|밤)\s?(?P<h>\d{1,2})시(?!간)(?:\s?(?P<m>\d{1,2})분)?에?(?=[가-힣A-Za-z]{2})"
)  # 아침8시쿠팡
_SEVERAL = (
    lazy_compile(
        rf"{_HALF}(?P<list>\d{{1,2}}(?:\s?[,/·]\s?\d{{1,2}}){{1,7}})\s?시\s?{_AT}{END}"
    ),  # 8, 13, 18시
    lazy_compile(
        r"at\s(?P<list>\d{1,2}(?:\s?(?:,\sand|,|/|&|\sand)\s?\d{1,2}){1,7}+)"
        rf"(?!\s?(?:[ap]\.?m|o['’]?clock)){_NO_COUNT}{END}"  # at 9, 12 and 18
    ),
)
_MILITARY = lazy_compile(rf"(?:at\s+)?(?P<h>0\d)(?P<m>[0-5]\d)(?:에|hrs?)?{END}")  # 0830: no year, no sum
_NUMBER = lazy_compile(r"\d{1,2}")


def match(low: str, at: int) -> tuple[list[Clock], int] | None:
    """The time that *low* (lower case) says at *at*, and where it ends; None where it says none.

    Raises: ReaderError for a time like 25:00.
    """
    found = _time(low, at) or _GLUED.match(low, at)
    return None if found is None else ([_clock(found.groupdict(), found[0].strip())], found.end())


def match_several(low: str, at: int) -> tuple[list[Clock], int] | None:
    """As `match`, for a list of hours."""
    for form in _SEVERAL:
        if found := form.match(low, at):
            half = found.groupdict().get("half")
            hours = _NUMBER.findall(found["list"])
            return [_clock({"h": hour, "half": half}, found[0].strip()) for hour in hours], found.end()
    return None


def match_military(low: str, at: int) -> tuple[list[Clock], int] | None:
    """As `match`, for 0830, which is a time only where no word stands before it."""
    found = _MILITARY.match(low, at)
    if found is None:
        return None
    hour, minute, _ = _clock(found.groupdict(), found[0])
    return [(hour, minute, True)], found.end()


def begins(low: str, at: int) -> bool:
    """Whether *low* says a time at *at*."""
    return _time(low, at) is not None


def may_be_counted(said: str, word: str) -> bool:
    """Whether the number of *said*, a time, may belong to the *word* behind it rather than to the half of the day.

    >>> may_be_counted("저녁 7", "인의"), may_be_counted("저녁 7", "네이버"), may_be_counted("pm 10", "먼지")
    (True, False, True)
    """
    found = _BARE.fullmatch(said)
    return found is not None and (found["half"].isascii() or _UNIT.fullmatch(word) is not None)


def _time(low: str, at: int) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := form.match(low, at))), None)


def _clock(parts: dict[str, str | None], said: str) -> Clock:
    if parts.get("noon") or parts.get("midnight"):
        return (12 if parts.get("noon") else 0), 0, True
    hours = parts["h"] or ""
    hour = _NAMED_HOURS[hours] if hours in _NAMED_HOURS else int(hours)
    past = {"half": 30, "quarter": 15}.get(parts.get("past") or "", 0)
    minute = (
        30 if parts.get("khalf") else int(parts.get("m") or _korean_minute(parts.get("km") or "") or past)
    )
    half = (parts.get("half") or parts.get("ehalf") or parts.get("epart") or "").strip() or None
    if half is not None and hour <= 12:
        hour = of_half(hour, half)
    elif half in _EARLY and hour < 24:  # 오전 15시
        raise ReaderError("subscribe.no_such_time", time=said.removesuffix("에"))
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise ReaderError("subscribe.no_such_time", time=said.removesuffix("에"))
    return hour, minute, half is not None


def _korean_minute(said: str) -> int:
    """
    >>> _korean_minute("사십오"), _korean_minute("십"), _korean_minute("")
    (45, 10, 0)
    """
    tens, is_ten, ones = said.rpartition("십")
    return (_DIGITS.find(tens) + 1 or 1) * 10 * bool(is_ten) + (_DIGITS.index(ones) + 1 if ones else 0)


def of_half(hour: int, half: str) -> int:
    """The hour of 24 that *hour* of 12 is in that half of the day."""
    late = half in _LATE
    if half in {"밤", "night"} and (hour == 12 or hour <= 4):  # 밤 12시, 밤 1시: after midnight
        late = False
    elif half in {"낮", "점심"} and hour >= 10:
        late = hour == 12
    return hour % 12 + (12 if late else 0)
