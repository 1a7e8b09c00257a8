"""When people want to be told, read out of their words: times, days, zones, and what is none of these but looks so.

>>> found = read_schedule("평일 오전 7시 반 쿠팡")
>>> found.times, sorted(found.days), found.rest
((datetime.time(7, 30),), [0, 1, 2, 3, 4], ('쿠팡',))
>>> read_schedule("30분마다 쿠팡").doubts
(Doubt(key='subscribe.unclear_often', said='30분마다'),)

The text is read from left to right; at each word the longest phrase that a table below knows is taken. A phrase that
speaks of a schedule and cannot be had becomes a doubt, to be asked about, and never a word to look for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time

from bot.digests import doubts, month_days, weekdays, zones
from bot.digests.doubts import DAILY, END, HOUR, OFTEN, PLACE, SELDOM, TIMES, WEEKLY, ZONE
from bot.digests.subscription import EVERY_DAY, MOST_WORDS, Days, MonthDays
from bot.errors import ReaderError
from bot.i18n import Key
from bot.search.filter_names import FILTERS
from bot.search.filter_spelling import closed_up

MOST_TIMES = 8  # a day
FIRST_HOUR, LAST_HOUR = 8, 22  # of a day that is told every so many hours


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks like a schedule and is not understood, or cannot be had; *key* of bot.i18n says which."""

    key: Key
    said: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """rest: what is left, in order: words, quoted ones in their quotation marks. None and (): nothing said."""

    times: tuple[time, ...]
    days: Days | None
    zone: str | None
    rest: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    month_days: MonthDays = frozenset()


_PART = {
    "새벽": time(6), "아침": time(8), "오전": None, "점심": time(12), "낮": None, "오후": None, "저녁": time(19),
    "밤": time(22), "morning": time(8), "afternoon": time(15), "evening": time(19), "night": time(22),
}  # fmt: skip
_LATE = {"오후", "저녁", "밤", "낮", "점심", "pm", "p.m.", "p.m", "afternoon", "evening", "night"}
_NAMED_HOURS = {
    "열두": 12, "열한": 11, "열": 10, "아홉": 9, "여덟": 8, "일곱": 7, "여섯": 6, "다섯": 5, "네": 4, "세": 3, "두": 2,
    "한": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NATIVE = "|".join(name for name in _NAMED_HOURS if not name.isascii())
_ENGLISH = "|".join(name for name in _NAMED_HOURS if name.isascii())
_HOUR = rf"(?P<h>\d{{1,2}}|{_ENGLISH})"
_HALF = r"(?:(?P<half>오전|아침|새벽|오후|저녁|밤|낮|점심|am|pm)\s*)?"
_AT = r"(?:에|쯤에?|경에?|께|정각에?|마다|에만|와|과|하고|랑|이랑)?"
_EN_HALF = r"(?P<ehalf>am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
_EN_PART = r"(?:in\s+the\s+|at\s+)(?P<epart>morning|afternoon|evening|night)"
_TIMES = tuple(
    re.compile(pattern + END)
    for pattern in (
        rf"{_HALF}(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?::00|분)?{_AT}(?:\s*{_EN_HALF}|\s+{_EN_PART})?",
        rf"{_HALF}(?P<h>\d{{1,2}}|{_NATIVE})\s?시(?:\s*(?P<m>\d{{1,2}})\s?분|\s*(?P<khalf>반))?\s?{_AT}",
        rf"(?:(?:at|by|around)\s+)?{_HOUR}(?:[:.](?P<m>\d{{2}}))?\s?{_EN_HALF}",
        rf"(?:at\s+)?{_HOUR}(?:\s?o['’]?clock)?\s+{_EN_PART}",
        rf"(?:at\s+)?{_HOUR}\s?o['’]?clock",
        rf"(?:at|by|around)\s+{_HOUR}(?::(?P<m>\d{{2}}))?",
        rf"(?:at\s+)?(?P<past>half|quarter)\s+past\s+{_HOUR}(?:\s?{_EN_HALF})?",
    )
)
_GLUED = re.compile(
    r"(?P<half>오전|아침|새벽|오후|저녁|밤)\s?(?P<h>\d{1,2})시(?!간)(?:\s?(?P<m>\d{1,2})분)?에?(?=[가-힣A-Za-z]{2})"
)  # 아침8시쿠팡
_HOURS = re.compile(
    rf"{_HALF}(?P<list>\d{{1,2}}(?:\s?[,/·]\s?\d{{1,2}}){{1,7}})\s?시\s?{_AT}{END}"
)  # 8, 13, 18시
_MILITARY = re.compile(rf"(?:at\s+)?(?P<h>0\d)(?P<m>[0-5]\d)(?:에|hrs?)?{END}")  # 0830: no year, no sum
_NOON = re.compile(r"(?:at\s+)?(?P<noon>정오|noon|midday)(?:에|마다)?" + END)
_MIDNIGHT = re.compile(r"(?:at\s+)?(?P<midnight>자정|midnight)(?:에|마다)?" + END)
_DAY_PART = re.compile(
    r"(?:(?P<every>매일|every|each|in\s+the|daily\s+in\s+the)\s*)?"
    r"(?P<part>새벽|아침|점심|저녁|밤|오전|오후|mornings?|afternoons?|evenings?|nights?)"
    r"(?P<more>저녁|밤)?(?:에|마다|으로|시간(?:에|마다)?|때(?:에|마다)?)?" + END
)  # 아침저녁으로
_TOKEN = re.compile(
    r"[-−–]?[\"“”‘'][^\"“”’'\n]{1,100}+[\"“”’']|(?P<filter>[-−–]?(?:신문|papers|" + "|".join(FILTERS) + r"):)"
    r"(?:[\"“][^\"“”\n]{1,100}+[\"”]|\S+)|[-−–][^\s、;]+"
    r"|(?:[^\s,、;]|(?<=\d),(?=\d))+|\S",
    re.IGNORECASE,
)
_MOST_WORDS = 450  # read at all; fewer are taken
_WORD_FOLLOWS = re.compile(r"[\s,、;]*[^\s,、;]")
_EVERY_WEEK = re.compile(r"매주|every\s+week|each\s+week")
_SPACED = re.compile(r"[^\s,]+")
_NUMBER = re.compile(r"\d{1,2}")
_PLAIN_HOUR = re.compile(r"(?:\d{1,2}|(?:1\d|2[0-3])[0-5][05])(?=\s|,(?!\d)|$)")
_BRACKETED = re.compile(r"\(([^()\n]{1,40})\)")
_LOOSE = re.compile(r"[\s,、;&]+|[·/](?=\S)|(?:그리고|와|과|하고|및|and)" + END)
_DIGITS = {ord("０") + n: str(n) for n in range(10)} | {ord("："): ":", ord("，"): ",", ord("～"): "~"}


@dataclass(slots=True)
class _Reading:
    """What was found so far. clocks: hour, minute, and whether half of the day was said."""

    text: str
    low: str
    at: int = 0
    clocks: list[tuple[int, int, bool]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    days: Days | None = None
    month_days: MonthDays = frozenset()
    zone: str | None = None
    rest: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    after_time: bool = False  # the last that was read was a time


def read_schedule(text: str) -> Schedule:
    """Read *text*. Raises: ReaderError for a time like 25:00."""
    text = closed_up(text)
    low = text.translate(_DIGITS).lower()
    if len(low) != len(text):  # a letter whose small form is two
        low = text.translate(_DIGITS)
    reading = _Reading(text, low)
    for _ in range(_MOST_WORDS):
        loose = _LOOSE.match(low, reading.at)
        while loose:
            reading.at = loose.end()
            loose = _LOOSE.match(low, reading.at)
        if reading.at >= len(low):
            break
        if not any(
            take(reading) for take in (_month_days, _exact, _doubt, _time, _day_part, _days, _zone, _hour)
        ):
            _word(reading)
    else:
        raise ReaderError("subscribe.too_many_words", limit=MOST_WORDS)
    _settle(reading)
    times = _times(reading)
    rest, asked = tuple(reading.rest), tuple(reading.doubts)
    return Schedule(times, reading.days, reading.zone, rest, asked, reading.month_days)


def _said(reading: _Reading, end: int) -> str:
    said = " ".join(reading.text[reading.at : end].split())
    reading.at = end
    return said


def _month_days(reading: _Reading) -> bool:
    found = month_days.match(reading.low, reading.at)
    if found is None:
        return False
    days, reading.at = found
    reading.month_days |= days
    return True


def _doubt(reading: _Reading) -> bool:
    found = doubts.match(reading.low, reading.at)
    if found is None:
        return False
    key, end = found
    if key == WEEKLY and _EVERY_WEEK.match(reading.low, reading.at):
        days = weekdays.match(reading.low, _past_space(reading.low, end))
        if days is not None:  # 매주 월요일: what follows says which day
            reading.at = end
            return True
    if key == OFTEN and (hours := doubts.hours_apart(reading.low[reading.at : end])) is not None:
        reading.clocks += [(hour, 0, True) for hour in range(FIRST_HOUR, LAST_HOUR + 1, hours)]
        reading.at = end
        return True
    reading.doubts.append(Doubt(key, _said(reading, end)))
    reading.after_time = False
    return True


def _past_space(low: str, at: int) -> int:
    while at < len(low) and low[at] in " \t":
        at += 1
    return at


def _settle(reading: _Reading) -> None:
    """What is clear once all is read: 주 1회 beside a day, 하루 세 번; not a weekday of each month."""
    left: list[Doubt] = []
    for doubt in reading.doubts:
        often = doubts.how_often(doubt.said)
        days = reading.days if reading.days != EVERY_DAY else None
        told = len(reading.clocks) or len(reading.parts)
        if doubt.key == WEEKLY and days and often in (None, len(days)):
            continue
        if doubt.key == DAILY and often and often <= MOST_TIMES and told in (0, often):
            if not told:
                reading.clocks = [(hour, 0, True) for hour in _spread(often)]
            continue
        left.append(doubt)
    if reading.month_days and reading.days:
        left.append(Doubt(SELDOM, month_days.write_month_days(reading.month_days, "ko")))
    reading.doubts = left


def _spread(times: int) -> tuple[int, ...]:
    """The hours of so many digests a day."""
    few = {1: (8,), 2: (8, 18), 3: (8, 13, 18)}
    step = (LAST_HOUR - FIRST_HOUR) / max(1, times - 1)
    return few.get(times) or tuple(FIRST_HOUR + round(step * number) for number in range(times))


def _exact(reading: _Reading) -> bool:
    """8/13/18시, and 0830 before any word."""
    if several := _HOURS.match(reading.low, reading.at):
        for hour in _NUMBER.findall(several["list"]):
            reading.clocks.append(_clock({"h": hour, "half": several["half"]}, several[0].strip()))
        reading.at, reading.after_time = several.end(), True
        return True
    if not reading.rest and (military := _MILITARY.match(reading.low, reading.at)):
        reading.clocks.append((*_clock(military.groupdict(), military[0])[:2], True))
        reading.at, reading.after_time = military.end(), True
        return True
    return False


def _time(reading: _Reading) -> bool:
    for form in _TIMES:
        if found := form.match(reading.low, reading.at):
            reading.clocks.append(_clock(found.groupdict(), found[0].strip()))
            reading.at, reading.after_time = found.end(), True
            return True
    if found := _GLUED.match(reading.low, reading.at):
        reading.clocks.append(_clock(found.groupdict(), found[0].strip()))
        reading.at = found.end()
        return True
    for form, hour in ((_NOON, 12), (_MIDNIGHT, 0)):
        if found := form.match(reading.low, reading.at):
            reading.clocks.append((hour, 0, True))
            reading.at, reading.after_time = found.end(), True
            return True
    return False


def _clock(parts: dict[str, str | None], said: str) -> tuple[int, int, bool]:
    hours = parts["h"] or ""
    hour = _NAMED_HOURS[hours] if hours in _NAMED_HOURS else int(hours)
    past = {"half": 30, "quarter": 15}.get(parts.get("past") or "", 0)
    minute = 30 if parts.get("khalf") else int(parts.get("m") or past)
    half = parts.get("half") or parts.get("ehalf") or parts.get("epart")
    if half is not None and hour <= 12:
        hour = _of_half(hour, half)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise ReaderError("subscribe.no_such_time", time=said)
    return hour, minute, half is not None


def _of_half(hour: int, half: str) -> int:
    """The hour of 24 that *hour* of 12 is in that half of the day."""
    late = half in _LATE
    if half in {"밤", "night"} and (hour == 12 or hour <= 4):  # 밤 12시, 밤 1시: after midnight
        late = False
    elif half in {"낮", "점심"} and hour >= 10:
        late = hour == 12
    return hour % 12 + (12 if late else 0)


def _day_part(reading: _Reading) -> bool:
    found = _DAY_PART.match(reading.low, reading.at)
    if found is None:
        return False
    for part in filter(None, (found["part"], found["more"])):
        reading.parts.append(part.removesuffix("s") if part.isascii() else part)
    if found["every"] in {"매일", "every", "each"}:
        reading.days = (reading.days or frozenset()) | EVERY_DAY
    reading.at, reading.after_time = found.end(), True
    return True


def _days(reading: _Reading) -> bool:
    found = weekdays.match(reading.low, reading.at, letters=not reading.rest)
    if found is None:
        return False
    days, reading.at = found
    reading.days = days if reading.days is None else reading.days | days
    return True


def _zone(reading: _Reading) -> bool:
    """A zone's own name anywhere; a place beside a time, unless it may as well be a word to look for."""
    if reading.low[reading.at] in "-−–\"“”‘'+":
        return False
    if bracketed := _BRACKETED.match(reading.text, reading.at):
        named = zones.read_zone(bracketed[1])
        if named is not None and (zones.says_zone(bracketed[1]) or reading.after_time):
            reading.zone, reading.at = named, bracketed.end()
            return True
    for end in _ends(reading.low, reading.at):
        said = reading.text[reading.at : end]
        low = said.lower()
        named = zones.read_zone(said)
        if named is not None and zones.says_zone(said):
            reading.zone, reading.at = named, end
            return True
        if _is_unknown_zone(low) and (reading.after_time or low in zones.DOUBTFUL_LETTERS):
            reading.doubts.append(Doubt(ZONE, _said(reading, end)))
            return True
        if reading.zone is None and _place(reading, low, end):
            return True
    return False


def _is_unknown_zone(low: str) -> bool:
    """하노버시간, CST; not 대기 노동시간, which are two words, nor 저녁8시간대."""
    if low in zones.DOUBTFUL_LETTERS:
        return True
    if _NUMBER.search(low):
        return False
    words = low.split()
    return zones.says_zone(low) and (len(words) == 1 or words[1:] in (["시간"], ["시각"], ["기준"], ["time"]))


def _place(reading: _Reading, low: str, end: int) -> bool:
    """A city or country beside a time. 07:00 서울 looks for Seoul: who reads Korean news lives by its time anyhow."""
    if reading.after_time and low in zones.SHORT_LETTERS:
        reading.zone, reading.at = zones.SHORT_LETTERS[low], end
        return True
    zone = zones.read_place(low)
    at = _past_space(reading.low, end)
    before_time = any(form.match(reading.low, at) for form in _TIMES)
    if zone is None or zone == "Asia/Seoul" or not (reading.after_time or before_time):
        return False
    if before_time or _WORD_FOLLOWS.match(reading.low, end):
        reading.doubts.append(Doubt(PLACE, _said(reading, end)))
        return True
    reading.zone, reading.at = zone, end
    return True


def _ends(low: str, at: int) -> list[int]:
    """Where the first three, two and one words end."""
    ends = [match.end() for match, _ in zip(_SPACED.finditer(low, at), range(3), strict=False)]
    return ends[::-1]


def _hour(reading: _Reading) -> bool:
    """A bare number before any word: an hour, most likely; after a word it is a part of its name (아이폰 17)."""
    found = _PLAIN_HOUR.match(reading.low, reading.at)
    if found is None or reading.rest or 24 < int(found[0]) < 1000:
        return False
    reading.doubts.append(Doubt(HOUR, _said(reading, found.end())))
    return True


def _word(reading: _Reading) -> None:
    found = _TOKEN.match(reading.text, reading.at)
    assert found is not None
    word, low = found[0], reading.low[found.start() : found.end()]
    reading.at, reading.after_time = found.end(), False
    if (
        not found["filter"]
        and word[0] not in "-−–\"“”‘'+"
        and (key := doubts.looks_like_one(low)) is not None
    ):
        reading.doubts.append(Doubt(key, word))
        return
    reading.rest.append(word)


def _times(reading: _Reading) -> tuple[time, ...]:
    """The times of day; a part of the day beside a bare hour says which half is meant, alone when."""
    parts, clocks = reading.parts, reading.clocks
    open_ = [place for place, (hour, _, is_said) in enumerate(clocks) if not is_said and hour <= 12]
    if len(parts) == 1 and open_:
        for place in open_:
            hour, minute, _ = clocks[place]
            clocks[place] = (_of_half(hour, parts[0]), minute, True)
        parts = []
    times = [time(hour, minute) for hour, minute, _ in clocks]
    for part in parts:
        usual = _PART[part]
        if usual is None:
            reading.doubts.append(Doubt(HOUR, part))
        elif not clocks:
            times.append(usual)
    distinct = tuple(dict.fromkeys(times))
    if len(distinct) > MOST_TIMES:
        reading.doubts.append(Doubt(TIMES, ", ".join(f"{at:%H:%M}" for at in distinct)))
    return distinct
