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

from bot.digests import clock, doubts, month_days, spans, weekdays, zones
from bot.digests.doubts import DAILY, END, HOUR, OFTEN, PLACE, RANGE, SELDOM, TIMES, WEEKLY, ZONE
from bot.digests.subscription import EVERY_DAY, MOST_WORDS, Days, MonthDays
from bot.errors import ReaderError
from bot.i18n import Key
from bot.patterns import lazy_compile
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
_DAY_PART = lazy_compile(
    r"(?:(?P<every>매일|every|each|in\s+the|daily\s+in\s+the)\s*)?"
    r"(?P<part>새벽|아침|점심|저녁|밤|오전|오후|mornings?|afternoons?|evenings?|nights?)"
    r"(?P<more>저녁|밤)?(?:에|마다|으로|과|와|이?랑|하고|시간(?:에|마다)?|때(?:에|마다)?)?" + END
)  # 아침저녁으로
_TOKEN = lazy_compile(
    r"[-−–]?[\"“”‘'][^\"“”’'\n]{1,100}+[\"“”’']|(?P<filter>[-−–]?(?:신문|papers|" + "|".join(FILTERS) + r"):)"
    r"(?:[\"“][^\"“”\n]{1,100}+[\"”]|\S+)|[-−–][^\s、;]+"
    r"|(?:[^\s,、;]|(?<=\d),(?=\d))+|\S",
    re.IGNORECASE,
)
_MOST_WORDS = 450  # read at all; fewer are taken
_WORD_FOLLOWS = lazy_compile(r"[\s,、;]*[^\s,、;]")
_EVERY_WEEK = lazy_compile(r"매주|every\s+week|each\s+week")
_TIME_ITSELF = lazy_compile(r"(?:시간|시각|기준)(?:으로|에)?")
_OF_ZONE = lazy_compile(r"\s?(?:시간|시각|기준)(?:으로|에)?" + END)  # KST 기준
_SPACED = lazy_compile(r"[^\s,]+")
_NEGATIVE = lazy_compile(r"[-−–](?=\d)")
_NUMBER = lazy_compile(r"\d{1,2}")
_PLAIN_HOUR = lazy_compile(r"(?:\d{1,2}|(?:1\d|2[0-3])[0-5][05])(?=\s|,(?!\d)|$)")
_BRACKETED = lazy_compile(r"\(([^()\n]{1,40})\)")
_WORD_AND_TIME = lazy_compile(
    r"(?P<word>[가-힣a-z]{2,20}?)(?P<time>(?:오전|오후|아침|새벽|저녁|밤)?\d{1,2}시(?:반|\d{1,2}분)?)에?"
)
_LOOSE = lazy_compile(r"[\s,、;&]+|[·/](?=\S)|[.!?~…]{1,9}+(?=\s|$)|(?:그리고|와|과|하고|및|and)" + END)
_DIGITS = {ord("０") + n: str(n) for n in range(10)} | {ord("："): ":", ord("，"): ",", ord("～"): "~"}


@dataclass(slots=True)
class _Reading:
    """What was found so far. letters: of `read_schedule`. without: days that are left out."""

    text: str
    low: str
    letters: bool = True
    at: int = 0
    clocks: list[clock.Clock] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    days: Days | None = None
    without: Days = frozenset()
    month_days: MonthDays = frozenset()
    zone: str | None = None
    rest: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    after_time: bool = False  # the last that was read was a time
    timed: tuple[int, int] = (0, 0)  # where the last time begins and ends
    apart: int = 0  # hours between two digests


def read_schedule(text: str, *, letters: bool = True) -> Schedule:
    """Read *text*; *letters*: whether 금 before any word is a day. Raises: ReaderError for a time like 25:00."""
    text = closed_up(text)
    low = text.translate(_DIGITS).lower()
    if len(low) != len(text):  # a letter whose small form is two
        low = text.translate(_DIGITS)
    reading = _Reading(text, low, letters=letters)
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
    negative = _NEGATIVE.match(reading.low, reading.at) is not None  # -1분마다 leaves nothing out
    found = doubts.match(reading.low, reading.at + negative)
    if found is None or (negative and found[0] not in {OFTEN, DAILY, WEEKLY, SELDOM}):
        return False
    key, end = found
    if key == WEEKLY and _EVERY_WEEK.match(reading.low, reading.at):
        days = weekdays.match(reading.low, _past_space(reading.low, end))
        if days is not None:  # 매주 월요일: what follows says which day
            reading.days = (reading.days or frozenset()) | days[0]
            reading.at = days[1]
            return True
    if (
        key == OFTEN
        and not negative
        and (hours := doubts.hours_apart(reading.low[reading.at : end])) is not None
    ):
        reading.apart, reading.at = hours, end
        return True
    reading.doubts.append(Doubt(key, _said(reading, end)))
    reading.after_time = False
    return True


def _past_space(low: str, at: int) -> int:
    while at < len(low) and low[at] in " \t":
        at += 1
    return at


def _settle(reading: _Reading) -> None:
    """What is clear once all is read: 매일 but 일요일, 주 1회 beside a day, 하루 세 번; not a weekday of each month."""
    if reading.without:
        reading.days = (reading.days or EVERY_DAY) - reading.without
    if reading.apart:
        ranges = [doubt for doubt in reading.doubts if doubt.key == RANGE]
        span = spans.read_span(ranges[0].said, by_day=True) if len(ranges) == 1 else None
        if span is not None:  # 8~22시 두 시간마다
            reading.doubts.remove(ranges[0])
        begin, end = span or (time(FIRST_HOUR), time(LAST_HOUR))
        reading.clocks += [(hour, begin.minute, True) for hour in spans.hours(begin, end, reading.apart)]
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
    low, at = reading.low, reading.at
    found = clock.match_several(low, at) or (None if reading.rest else clock.match_military(low, at))
    return _clocks(reading, found)


def _time(reading: _Reading) -> bool:
    return _clocks(reading, clock.match(reading.low, reading.at))


def _clocks(reading: _Reading, found: tuple[list[clock.Clock], int] | None) -> bool:
    if found is None:
        return False
    clocks, end = found
    reading.clocks += clocks
    reading.timed, reading.at, reading.after_time = (reading.at, end), end, True
    return True


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
    """Weekdays, or those that are left out; after the first word 수목 is rather a word, unless a time is beside it."""
    if left_out := weekdays.match_without(reading.low, reading.at):
        days, reading.at = left_out
        reading.without |= days
        return True
    found = weekdays.match(reading.low, reading.at)
    if found is None:
        return False
    days, end = found
    if (reading.rest or not reading.letters) and not weekdays.is_sure(reading.low[reading.at : end]):
        beside_time = reading.after_time or clock.begins(reading.low, _past_space(reading.low, end))
        if len(days) < 2 or not beside_time:
            return False
    reading.at = end
    reading.days = days if reading.days is None else reading.days | days
    return True


def _zone(reading: _Reading) -> bool:
    if not _named_zone(reading):
        return False
    if of_zone := _OF_ZONE.match(reading.low, reading.at):
        reading.at = of_zone.end()
    return True


def _named_zone(reading: _Reading) -> bool:
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
    if _NUMBER.search(low) or _TIME_ITSELF.fullmatch(low):
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
    before_time = clock.begins(reading.low, at)
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
    begin, end = reading.timed
    if reading.at == _past_space(reading.low, end) and clock.may_be_counted(reading.low[begin:end], low):
        reading.clocks.pop()
        reading.doubts.append(Doubt(HOUR, reading.text[begin:end]))
    reading.at, reading.after_time = found.end(), False
    if glued := _WORD_AND_TIME.fullmatch(low):  # 반도체8시
        word, reading.at = word[: glued.end("word")], found.start() + glued.start("time")
        low = glued["word"]
    if _TIME_ITSELF.fullmatch(low) and _beside_time(reading, found.start(), end if end else -1):
        return
    if (
        not found["filter"]
        and word[0] not in "-−–\"“”‘'+"
        and (key := doubts.looks_like_one(low)) is not None
    ):
        reading.doubts.append(Doubt(key, word))
        return
    reading.rest.append(word)


def _beside_time(reading: _Reading, at: int, end: int) -> bool:
    """Whether the word from *at* to `reading.at` says what a time is: 시간 8시, 8시 기준으로; not 8시 기준 금리."""
    if clock.begins(reading.low, _past_space(reading.low, reading.at)):
        return True
    after = at == _past_space(reading.low, end)
    return after and (
        reading.low.startswith("으로", reading.at - 2) or not _WORD_FOLLOWS.match(reading.low, reading.at)
    )


def _times(reading: _Reading) -> tuple[time, ...]:
    """The times of day; a part of the day beside a bare hour says which half is meant, alone when."""
    parts, clocks = reading.parts, reading.clocks
    open_ = [place for place, (hour, _, is_said) in enumerate(clocks) if not is_said and hour <= 12]
    if len(parts) == 1 and open_:
        for place in open_:
            hour, minute, _ = clocks[place]
            clocks[place] = (clock.of_half(hour, parts[0]), minute, True)
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
