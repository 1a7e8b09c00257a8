"""What people write after /subscribe, read as a wish: when, which words, which papers.

>>> wish = read_wish("18:00 월수금 네이버 소버린AI -스포츠")
>>> wish.at, sorted(wish.days), wish.wanted.include, wish.wanted.exclude
(datetime.time(18, 0), [0, 2, 4], ('네이버', '소버린AI'), ('스포츠',))

Times and days are understood in Korean and English, before or between the words. A word in quotation marks is
always a word to look for, "금" as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.digests.subscription import (
    DEFAULT_TIME,
    EVERY_DAY,
    EVERYTHING,
    LONGEST_WORD,
    MOST_STORIES,
    MOST_WORDS,
    WEEKDAYS,
    WEEKEND,
    Days,
    Filter,
)
from bot.errors import ReaderError


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription as somebody asks for it. zone: None for the chat's own; count: None for the usual."""

    at: time = DEFAULT_TIME
    days: Days = EVERY_DAY
    zone: str | None = None
    wanted: Filter = EVERYTHING
    count: int | None = None


_LETTERS = "월화수목금토일"
_NAMED: dict[str, Days] = {
    "매일": EVERY_DAY, "날마다": EVERY_DAY, "평일": WEEKDAYS, "주중": WEEKDAYS, "주말": WEEKEND,
    "daily": EVERY_DAY, "everyday": EVERY_DAY, "weekdays": WEEKDAYS, "weekday": WEEKDAYS,
    "weekends": WEEKEND, "weekend": WEEKEND,
}  # fmt: skip
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOON = {"정오": time(12), "noon": time(12), "자정": time(0), "midnight": time(0)}
_HALF = {
    "오전": 0, "아침": 0, "새벽": 0, "am": 0, "a.m.": 0,
    "오후": 12, "저녁": 12, "밤": 12, "낮": 12, "pm": 12, "p.m.": 12,
}  # fmt: skip
_CLOCK = re.compile(
    r"(?:(?P<half>오전|아침|새벽|오후|저녁|밤|낮)\s*)?"
    r"(?:(?P<h>\d{1,2}):(?P<m>\d{2})|(?P<kh>\d{1,2})시(?:\s*(?P<km>\d{1,2})분|\s*(?P<khalf>반))?)(?:에)?"
    r"(?:\s*(?P<ehalf>am|pm|a\.m\.|p\.m\.)(?![a-z]))?"
)
_ENGLISH_CLOCK = re.compile(r"(?P<h>\d{1,2})\s?(?P<ehalf>am|pm|a\.m\.|p\.m\.)")
_TOKEN = re.compile(r"-?[\"“”‘'][^\"“”’'\n]{1,100}+[\"“”’']|\S+")
_QUOTED = re.compile(r"(-?)[\"“”‘']([^\"“”’'\n]{1,100}+)[\"“”’']")
_PAPERS = re.compile(r"(?:신문|매체|언론사|papers?|from):(.+)", re.IGNORECASE)
_NOON_WORDS = {word: re.compile(rf"(?<!\S){word}(?:에)?(?!\S)") for word in _NOON}
_DAYS = re.compile(rf"[{_LETTERS}](?:[,·/]?[{_LETTERS}])*")
_AND, _TO = re.compile(r"[,·/]"), re.compile(r"[-~]")
_ZONE = re.compile(r"\A[A-Za-z]+(?:[_-][A-Za-z]+)*(?:/[A-Za-z]+(?:[_-][A-Za-z]+)*){1,2}")
_COUNT = re.compile(r"(\d{1,3})(?:개|건|꼭지|\s?stories)")


def read_wish(text: str) -> Wish:
    """The wish in *text*; what is not said is as usual.

    Raises: ReaderError for a time that does not exist, or too many or too long words.
    """
    at, text = _take_time(text)
    days: Days | None = None
    zone: str | None = None
    count: int | None = None
    include: list[str] = []
    exclude: list[str] = []
    papers: list[str] = []
    for token in _TOKEN.findall(text):
        if quoted := _QUOTED.fullmatch(token):
            (exclude if quoted[1] else include).append(_word(quoted[2]))
        elif found := _PAPERS.fullmatch(token):
            papers += [_word(name) for name in found[1].split(",") if name]
        elif token.startswith(("-", "−", "–")) and len(token) > 1:
            exclude.append(_word(token[1:]))
        elif (some := read_days(token, letters=not include)) is not None:
            days = some if days is None else days | some
        elif zone is None and (named := read_zone(token)) is not None:
            zone = named
        elif number := _COUNT.fullmatch(token):
            count = max(1, min(MOST_STORIES, int(number[1])))
        elif word := _word(token.removeprefix("+")):
            include.append(word)
    for words in (include, exclude, papers):
        if len(words) > MOST_WORDS:
            raise ReaderError("subscribe.too_many_words", limit=MOST_WORDS)
    wanted = Filter(_once(include), _once(exclude), _once(papers))
    return Wish(at or DEFAULT_TIME, days or EVERY_DAY, zone, wanted, count)


def read_words(text: str, *, every: bool = False) -> Filter:
    """The words to look for and, after a minus, to leave out: nothing in *text* is a time or a day.

    Raises: ReaderError for too many or too long words.
    """
    include: list[str] = []
    exclude: list[str] = []
    for token in _TOKEN.findall(text):
        minus = token[0] in "-−–" and len(token) > 1
        (exclude if minus else include).append(_word(token[1:] if minus else token))
    wanted = Filter(_once(include), _once(exclude), every=every)
    for words in (wanted.include, wanted.exclude):
        if len(words) > MOST_WORDS:
            raise ReaderError("subscribe.too_many_words", limit=MOST_WORDS)
    return wanted


def read_days(token: str, *, letters: bool = True) -> Days | None:
    """The weekdays that *token* names (평일, 월수금, 월~금, 화요일, mon,wed, Mon-Fri), or None if it names none.

    letters: whether 월수금 are days; after the first keyword they are rather a word.
    """
    low = token.lower().rstrip(",")
    if low in _NAMED:
        return _NAMED[low]
    if letters and _DAYS.fullmatch(low):
        numbers = [_LETTERS.index(char) for char in low if char in _LETTERS]
        # in the week's order, each once: 토목 is a word
        return frozenset(numbers) if numbers == sorted(set(numbers)) else None
    parts = _AND.split(low)
    found: set[int] = set()
    for part in parts:
        ends = [_day(end) for end in _TO.split(part)]
        if len(ends) > 2 or any(end is None for end in ends):
            return None
        first, last = ends[0], ends[-1]
        assert first is not None
        assert last is not None
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return frozenset(found)


def _day(word: str) -> int | None:
    korean = word.removesuffix("마다").removesuffix("요일")
    if len(korean) == 1 and korean in _LETTERS:
        return _LETTERS.index(korean)
    english = word.removesuffix("s") if word.endswith("days") else word
    for number, name in enumerate(_ENGLISH):
        if english in (name, name[:3]):
            return number
    return None


def read_time(text: str) -> time | None:
    """The time that *text* is, wholly: 07:30, 7시 반, 오후 6시, 6pm, 정오; None if it is none.

    Raises: ReaderError for one like 25:00.
    """
    at, rest = _take_time(text.strip())
    return at if at is not None and not rest.strip() else None


def read_zone(text: str) -> str | None:
    """The zone of the tz database that *text* names (America/New_York, UTC), or None."""
    if text.upper() == "UTC":
        return "UTC"
    if not _ZONE.fullmatch(text):
        return None
    name = "/".join("_".join(word.capitalize() if word.islower() else word for word in part.split("_"))
                    for part in text.split("/"))  # fmt: skip
    try:
        return ZoneInfo(name).key
    except (LookupError, ValueError, OSError):
        return None


def _take_time(text: str) -> tuple[time | None, str]:
    """The first time in *text* outside of quotation marks, and the text without it."""
    for pattern in (_CLOCK, _ENGLISH_CLOCK):
        for found in pattern.finditer(text.lower()):
            before, after = text[: found.start()], text[found.end() :]
            alone = (not before or before[-1].isspace()) and (
                not after or after[0].isspace() or after[0] == ","
            )
            if alone and before.count('"') % 2 == 0:
                return _clock(found.groupdict(), found[0].strip()), f"{before} {after}"
    for word, pattern in _NOON_WORDS.items():
        if there := pattern.search(text.lower()):
            return _NOON[word], text[: there.start()] + " " + text[there.end() :]
    return None, text


def _clock(parts: dict[str, str | None], said: str) -> time:
    hour = int(parts.get("h") or parts.get("kh") or 0)
    minute = 30 if parts.get("khalf") else int(parts.get("m") or parts.get("km") or 0)
    half = parts.get("half") or parts.get("ehalf")
    if half is not None and hour <= 12:
        late = _HALF[half] == 12
        if half == "밤" and (hour == 12 or hour <= 4):  # 밤 12시, 밤 1시: after midnight
            late = False
        elif half == "낮" and hour >= 10:
            late = hour == 12
        hour = hour % 12 + (12 if late else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise ReaderError("subscribe.no_such_time", time=said)
    return time(hour, minute)


def _word(text: str) -> str:
    word = " ".join(text.strip(" \t,;\"“”'‘’").split())
    if len(word) > LONGEST_WORD:
        raise ReaderError("subscribe.long_word", limit=LONGEST_WORD)
    return word


def _once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
