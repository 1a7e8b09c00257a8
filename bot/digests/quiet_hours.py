"""Quiet hours as people say them, alone behind /quiet or beside the words of a watch.

>>> str(read_quiet("밤 11시부터 아침 7시까지 조용히")), str(read_quiet("아침 7시 전에는 알림 ㄴㄴ")), read_quiet("밤")
('23:00-07:00', '00:00-07:00', None)
>>> str(read_quiet("평일은 밤 11시~7시, 주말엔 하루 종일 조용히"))
'23:00-07:00/31,00:00-00:00/96'
>>> said = without_quiet("버스 밤 11시부터 7시까지는 조용히")
>>> said.rest, str(said.hours), str(without_quiet("버스 9시~18시에만").hours)
('버스', '23:00-07:00', '18:00-09:00')
>>> without_quiet("bus but not at night")
Hushed(rest='bus', hours=None, unclear='but not at night')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.digests.quiet import MIDNIGHT, WEEK, Quiet, Stretch
from bot.digests.spans import CLOCK, SPAN, read_clock, read_ends, read_span
from bot.digests.subscription import EVERY_DAY, Days
from bot.digests.subscription_parser import asks_to_end
from bot.digests.weekdays import is_sure, read_days, write_days
from bot.errors import ReaderError
from bot.i18n import Language
from bot.patterns import lazy_compile

NIGHT = Quiet.of(time(23), time(7))  # is proposed where only the night is spoken of
_SILENT = (
    r"(?:조용히(?:\s?(?:해|하)\S{0,4})?|방해\s?금지|무음(?:으로)?|(?:알림\s?)?(?:ㄴ{1,3}|노노)"
    r"|알림(?:은|을)?\s?(?:없이|금지|사절|끄\S{0,3}|꺼\S{0,3}|안\s?받\S{0,3}|(?:보내|울리)지\s?(?:마|말|않)\S{0,4}))"
)
_NOT_TOLD = (
    rf"(?:{_SILENT}|(?:보내|울리|알리|알려주|오)지\s?(?:마|말|않)\S{{0,4}}|안\s?받\S{{0,3}}"
    r"|제외(?:하고|한)?|빼고|말고)"
)
_BEHIND = r"(?:까지)?(?:에는|에|은|는|엔|\s?(?:동안|사이)(?:에는|에|은|는|엔)?)?"
_HUSH = (
    r"(?:(?:(?:and|but)\s)?(?:(?:keep|be|stay)\s)?"
    r"(?:quiet(?:\shours)?|silent|muted?|dnd|do\snot\sdisturb|no\s(?:alerts?|notifications?)))"
)
_QUIET = rf"(?:(?:but\s)?(?:not|except)|{_HUSH})"
_ALL_DAY = r"(?:하루\s?종일|온종일|종일|24\s?시간(?:\s?내내)?|all\sday(?:\slong)?|the\swhole\sday|24\shours)"
_HOURS = rf"(?:{SPAN}|{_ALL_DAY})"
_LEFT_OUT = lazy_compile(r"\d\s?(?:제외(?:하고|한)?|빼고|말고)$")  # 7-1 제외: no hours
_UNTIL = rf"(?P<end>{CLOCK})\s?이?전(?:까지)?(?:에는|에|은|는|엔)?"
_BEFORE = lazy_compile(rf"(?<!\S){_UNTIL}\s?{_NOT_TOLD}(?=[\s,.!]|$)")
# beside hours behind /quiet: when, and who is asked
_ANY_DAY = lazy_compile(
    r"(?<!\S)(?:(?:매일|날마다|항상|늘|평소|앞으로|나|내|좀|잘\s?때|자는\s?(?:동안|시간)|취침|밤|새벽|알림|방해\s?금지|시간)(?:에는|에|은|는|엔|을|를|마다)?"
    r"|(?:해|부탁)?\s?(?:줘|주세요|드려요|드립니다|부탁해요?|부탁합니다)|every\s?day|daily|every|night|please|at|from)(?!\S)"
)
_OF_DAY = lazy_compile(r"(?:에는|에|은|는|엔)$")
_STRETCH = lazy_compile(rf"(?<!\S)(?:(?:from\s)?{_HOURS}{_BEHIND}|{_UNTIL})(?=[\s,.!]|$|{_NOT_TOLD})")
_WEAK = lazy_compile(rf"(?<!\S)(?:{_NOT_TOLD}|{_QUIET})(?=[\s,.!]|$)")
_TITLE = lazy_compile(r"(?:quiet|silent|muted?)\s\w+")  # no wish without a command: Silent Sunday
_NAMED_QUIET = lazy_compile(r"방해\s?금지|무음|조용히|quiet|dnd")
_WORD = lazy_compile(r"\S+")
_STRONG = lazy_compile(rf"(?<!\S)(?:{_SILENT}|{_HUSH})(?=[\s,.!]|$)")
_SPAN = lazy_compile(SPAN)
_SAID = lazy_compile(
    rf"(?<!\S)(?:{_HOURS}{_BEHIND}\s?{_NOT_TOLD}|(?:방해\s?금지|조용히|무음)(?:\s?시간)?[은는]?\s?[:：]?\s?{SPAN}(?:까지)?"
    rf"|{_QUIET}(?:\s(?:from|between))?\s{_HOURS}|{_HOURS}\s(?:quiet|silent|dnd))(?=[\s,.!]|$)"
)
_ONLY = lazy_compile(
    rf"(?<!\S)(?:{SPAN}(?:까지만|(?:\s?(?:사이|동안))?에?만)|only\s(?:from\s|between\s)?{SPAN}|(?:from\s|between\s)?{SPAN}\sonly)(?=[\s,.!]|$)"
)
_AT_NIGHT = lazy_compile(
    rf"(?<!\S)(?:(?:밤|밤중|새벽|심야|야간|한밤중|잘\s?때|자는\s?동안)(?:에는|에|은|는|엔)?\s?{_NOT_TOLD}"
    rf"|{_QUIET}\s(?:at\snight|overnight|while\sI\ssleep|when\sI\ssleep))(?=[\s,.!]|$)"
)
_MARKS = " ,、.!~"
_NAMES_DAYS = 4  # words at most: on Monday and Tuesday


@dataclass(frozen=True, slots=True)
class Hushed:
    """What is said beside quiet hours, and these; unclear: what speaks of quiet and says no hours."""

    rest: str
    hours: Quiet | None = None
    unclear: str = ""

    def written(self, language: Language) -> str:
        """The hours, or those that may be meant, as `without_quiet` reads them behind other words; "" without any."""
        hours = self.hours or (NIGHT if self.unclear else None)
        return "" if hours is None else "".join(f" {_written(one, language)}" for one in hours.stretches)


def _written(one: Stretch, language: Language) -> str:
    name, all_day = ("방해금지", "하루 종일") if language == "ko" else ("quiet", "all day")
    said = all_day if one.is_all_day else f"{one.begin:%H:%M}-{one.end:%H:%M}"
    return f"{name} {said}" if one.days == EVERY_DAY else f"{write_days(one.days, language)} {said} {name}"


def read_quiet(text: str) -> Quiet | None:
    """The hours that *text* is, wholly: 23-7, 평일 밤 11시~7시 조용히, 7시 전에는 보내지 마; None if it is none.

    Days alone are quiet all day. Raises: ReaderError for a time like 25:00.
    """
    said = " ".join(text.lower().split()).strip(_MARKS)
    if (only := _ONLY.search(said)) is not None:
        days = _days_of(f"{said[: only.start()]} {said[only.end() :]}")
        found = () if days is None else _hours_of(only, days, is_only=True)
        return Quiet(found) if found else None
    hours = list(_STRETCH.finditer(said))
    if not hours:
        days = _days_of(said)
        return None if days is None or days == EVERY_DAY else Quiet.of(MIDNIGHT, MIDNIGHT, days)
    stretches: list[Stretch] = []
    for one, beside in zip(hours, _beside(said, hours), strict=True):
        days = _days_of(beside)
        found = () if days is None else _hours_of(one, days)
        if not found:
            return None
        stretches += found
    return Quiet(tuple(stretches))


def read_wish_for_quiet(text: str) -> Quiet | None:
    """As `read_quiet`, of words without a command, which have to say that it shall be quiet."""
    said = " ".join(text.lower().split()).strip(_MARKS)
    if not _STRONG.search(said) or _TITLE.fullmatch(said):
        return None
    return read_quiet(said)


def ends_quiet(text: str) -> bool:
    """Whether *text*, without a command, wishes that it be quiet no more: 무음 꺼줘, turn off quiet hours."""
    named = _NAMED_QUIET.search(text.lower()) is not None
    return named and (asks_to_end(text) or read_days_to_end(text) is not None)


def read_days_to_end(text: str) -> Days | None:
    """The days that shall be quiet no more: 주말 방해금지 해제, weekends off; None where *text* is no such wish."""
    words = " ".join(text.lower().split()).strip(_MARKS).split(" ")
    for count in range(1, min(_NAMES_DAYS, len(words) - 1) + 1):
        days, rest = _named(" ".join(words[:count])), " ".join(words[count:])
        if (
            days is not None and "알림" not in rest and asks_to_end(rest)
        ):  # 일요일엔 알림 끄기 is a wish for quiet
            return days
    return None


def why_none(text: str) -> ReaderError:
    """What is to be said of *text*, of which `read_quiet` makes nothing: hours may begin when they end."""
    span = _SPAN.search(text.lower())
    ends = read_ends(span[0]) if span is not None else None
    if ends is not None and ends[0] == ends[1]:
        return ReaderError("quiet.same_ends", time=f"{ends[0]:%H:%M}")
    return ReaderError("quiet.unclear")


def without_quiet(text: str, *, is_watch: bool = True) -> Hushed:
    """*text* without the quiet hours in it. is_watch: `9시~18시에만` says the others are quiet; a digest has its time.

    Raises: as `read_quiet`.
    """
    rest, stretches = text, list[Stretch]()
    while (found := _next(rest, is_watch)) is not None:
        more, (begin, end) = found
        stretches += more
        rest = around(rest, begin, end)
    if stretches:
        return Hushed(rest, Quiet(tuple(stretches)))
    if found_night := _AT_NIGHT.search(_low(text)):
        return Hushed(around(text, *found_night.span()), unclear=text[slice(*found_night.span())])
    return Hushed(text)


def _next(text: str, is_watch: bool) -> tuple[tuple[Stretch, ...], tuple[int, int]] | None:
    """The first quiet hours in *text*, and where they stand with their days."""
    low = _low(text)
    for form in (_SAID, _ONLY, _BEFORE) if is_watch else (_SAID, _BEFORE):
        found = form.search(low)
        if found is None or _LEFT_OUT.search(found[0]):
            continue
        days, place = _days_beside(low, *found.span())
        if made := _hours_of(found, EVERY_DAY if days is None else days, is_only=form is _ONLY):
            return made, place
    for form in (_STRONG, _WEAK) if is_watch else (_STRONG,):  # 주말 빼고 is said of a digest's days
        for found in form.finditer(low):
            days, place = _days_beside(low, *found.span())
            if days is not None and days != EVERY_DAY:
                return (Stretch(MIDNIGHT, MIDNIGHT, days),), place
    return None


def _low(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text  # a letter whose small form is two


def _hours_of(found: re.Match[str], days: Days, *, is_only: bool = False) -> tuple[Stretch, ...]:
    """What *found* says is quiet on *days*; is_only: what it says is not. () where it says no hours."""
    if "end" in found.re.groupindex and found["end"] is not None:
        until = read_clock(found["end"])
        return () if until is None or until == MIDNIGHT else (Stretch(MIDNIGHT, until, days),)
    span = _SPAN.search(found[0])
    if span is None:
        return () if is_only else (Stretch(MIDNIGHT, MIDNIGHT, days),)
    hours = read_span(span[0], by_day=is_only)
    if hours is None:
        return ()
    return _outside(*hours, days) if is_only else (Stretch(*hours, days),)


def _outside(begin: time, end: time, days: Days) -> tuple[Stretch, ...]:
    """All but from *begin* to *end* on *days*; () where that is over midnight, and not every day."""
    if days == EVERY_DAY:
        return (Stretch(end, begin),)
    if end < begin:
        return ()
    early = (Stretch(MIDNIGHT, begin, days),) if begin != MIDNIGHT else ()
    return (*early, Stretch(end, MIDNIGHT, days), Stretch(MIDNIGHT, MIDNIGHT, WEEK - days))


def _beside(said: str, hours: list[re.Match[str]]) -> list[str]:
    """What stands beside each of *hours*: its days are in front of it, or behind it where none are in front."""
    begins, ends = [one.start() for one in hours], [one.end() for one in hours]
    gaps = [said[end:begin] for end, begin in zip([0, *ends], [*begins, len(said)], strict=True)]
    if len(hours) == 1 or _days_of(gaps[0]) not in (None, EVERY_DAY):
        return [*gaps[:-2], f"{gaps[-2]} {gaps[-1]}"]
    return [f"{gaps[0]} {gaps[1]}", *gaps[2:]]


def _days_of(beside: str) -> Days | None:
    """The days in what stands beside hours, and in it nothing else but who is asked for what; None where else is."""
    for form in (_STRONG, _WEAK):
        left = " ".join(_ANY_DAY.sub(" ", form.sub(" ", beside)).split()).strip(_MARKS).removesuffix(" and")
        if not left or left == "and":
            return EVERY_DAY
        if days := read_days(left) or read_days(_OF_DAY.sub("", left)):
            return days
    return None


def _days_beside(low: str, begin: int, end: int) -> tuple[Days | None, tuple[int, int]]:
    """The days named right in front of what is from *begin* to *end*, or right behind it; and where both stand."""
    before = list(_WORD.finditer(low, 0, begin))[-_NAMES_DAYS:]
    for first in before:
        if (days := _named(low[first.start() : begin])) is not None:
            return days, (first.start(), end)
    for last in reversed(list(_WORD.finditer(low, end))[:_NAMES_DAYS]):
        if (days := _named(low[end : last.end()])) is not None:
            return days, (begin, last.end())
    return None, (begin, end)


def _named(said: str) -> Days | None:
    """The days that *said* surely is: 토요일엔, on weekends; not 토목."""
    said = said.strip(_MARKS)
    days = read_days(said) or read_days(_OF_DAY.sub("", said)) if said else None
    return days if days and is_sure(said) else None


def around(text: str, begin: int, end: int) -> str:
    """*text* without what is from *begin* to *end*, and without the comma there."""
    return " ".join([text[:begin].rstrip(" ,、"), text[end:].lstrip(" ,、.!")]).strip()
