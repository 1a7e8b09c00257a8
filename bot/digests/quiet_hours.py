"""Quiet hours as people say them, alone behind /quiet or beside the words of a watch.

>>> str(read_quiet("밤 11시부터 아침 7시까지 조용히")), str(read_quiet("아침 7시 전에는 알림 ㄴㄴ")), read_quiet("밤")
('23:00-07:00', '00:00-07:00', None)
>>> str(read_quiet("평일은 밤 11시~7시, 주말엔 하루 종일 조용히"))
'23:00-07:00/31,00:00-00:00/96'
>>> said = without_quiet("버스 밤 11시부터 7시까지는 조용히")
>>> said.rest, str(said.hours), str(without_quiet("버스 9시~18시에만").hours)
('버스', '23:00-07:00', '18:00-09:00')
>>> str(read_quiet("23-7, 주말엔 23-9")), str(read_quiet("9-12시에만 14-18시에만"))
('23:00-09:00/96,23:00-07:00/31', '12:00-14:00,18:00-09:00')
>>> without_quiet("bus but not at night")
Hushed(rest='bus', hours=None, unclear='but not at night')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import islice, pairwise
from typing import NamedTuple

from bot.digests.quiet import MIDNIGHT, Quiet, Stretch, outside
from bot.digests.spans import CLOCK, SPAN, read_clock, read_ends, read_span
from bot.digests.subscription import EVERY_DAY, Days
from bot.digests.subscription_parser import asks_to_end
from bot.digests.weekdays import is_sure, read_days, write_sure_days
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
_OF = r"(?:까지)?(?:에는|에|은|는|엔|\s?(?:동안|사이)(?:에는|에|은|는|엔)?)?"
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
    r"(?<!\S)(?:(?:항상|늘|평소|앞으로|나|내|좀|잘\s?때|자는\s?(?:동안|시간)|취침|밤|새벽|알림|방해\s?금지|시간)(?:에는|에|은|는|엔|을|를|마다)?"
    r"|(?:해|부탁)?\s?(?:줘|주세요|드려요|드립니다|부탁해요?|부탁합니다)|every(?!\s?day)|night|please|at|from)(?!\S)"
)
_OF_DAY = lazy_compile(r"(?:에는|에|은|는|엔)$")
_STRETCH = lazy_compile(rf"(?<!\S)(?:(?:from\s)?{_HOURS}{_OF}|{_UNTIL})(?=[\s,.!]|$|{_NOT_TOLD})")
_WEAK = lazy_compile(rf"(?<!\S)(?:{_NOT_TOLD}|{_QUIET})(?=[\s,.!]|$)")
_TITLE = lazy_compile(r"(?:quiet|silent|muted?)\s\w+")  # no wish without a command: Silent Sunday
_NAMED_QUIET = lazy_compile(r"방해\s?금지|무음|조용히|quiet|dnd")
_STRONG = lazy_compile(rf"(?<!\S)(?:{_SILENT}|{_HUSH})(?=[\s,.!]|$)")
_SPAN = lazy_compile(SPAN)
_SAID = lazy_compile(
    rf"(?<!\S)(?:{_HOURS}{_OF}\s?{_NOT_TOLD}|(?:방해\s?금지|조용히|무음)(?:\s?시간)?[은는]?\s?[:：]?\s?{SPAN}(?:까지)?"
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
_NAMES_DAYS, _NAME_CHARS = 4, 40  # words at most, and characters: on Monday and Tuesday
_LONGEST = 200  # characters; who says more says something else
_MOST = 7  # stretches in one message
_LOOKED_AT = 32  # places that may say one, of each form
_APART = (",", "、")


@dataclass(frozen=True, slots=True)
class Hushed:
    """What is said beside quiet hours, and these; unclear: what speaks of quiet and says no hours."""

    rest: str
    hours: Quiet | None = None
    unclear: str = ""

    def written(self, language: Language) -> str:
        """The hours, or those that may be meant, as `without_quiet` reads them behind other words; "" without any."""
        stretches = (self.hours or NIGHT).stretches if self.hours or self.unclear else ()
        return "".join(f" {_written(one, language, is_alone=len(stretches) == 1)}" for one in stretches)


def _written(one: Stretch, language: Language, *, is_alone: bool) -> str:
    name, all_day, always = (
        ("방해금지", "하루 종일", "매일") if language == "ko" else ("quiet", "all day", "every day")
    )
    said = all_day if one.is_all_day else f"{one.begin:%H:%M}-{one.end:%H:%M}"
    if one.days == EVERY_DAY and is_alone:
        return f"{name} {said}"
    return f"{always if one.days == EVERY_DAY else write_sure_days(one.days, language)} {said} {name}"


class _Hours(NamedTuple):
    """Hours that are said from *start* to *stop* of a text. is_only: it is quiet but in them."""

    start: int
    stop: int
    begin: time
    end: time
    is_only: bool = False


class _Side(NamedTuple):
    """Days that are said from *start* to *stop* of a text."""

    start: int
    stop: int
    days: Days


_Pair = tuple[_Hours, _Side | None]


def read_quiet(text: str) -> Quiet | None:
    """The hours that *text* is, wholly: 23-7, 평일 밤 11시~7시 조용히, 7시 전에는 보내지 마; None if it is none.

    Days alone are quiet all day.

    Raises: ReaderError for a time like 25:00, and where it is not plain which hours are of which days.
    """
    return _read(" ".join(text.lower().split()).strip(_MARKS))


def _read(said: str, *, is_command: bool = True) -> Quiet | None:
    """As `read_quiet`. is_command: a letter alone is a day, too."""
    if len(said) > _LONGEST:
        return None
    hours = _hours_in(said, (_ONLY, _STRETCH))
    if not hours:
        days = _days_of(said, surely=not is_command)
        return None if not days or days == EVERY_DAY else Quiet.of(MIDNIGHT, MIDNIGHT, days)
    if len({one.is_only for one in hours}) == 2:  # 9-12시, 14-18시에만
        return None
    gaps: list[_Side | None] = []
    edges = _edges(said, hours)
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if (days := _days_of(said[start:stop])) is None:
            return None
        gaps.append(_Side(start, stop, days) if days else None)
    own = _own(said, list(pairwise(gaps)))
    if set(gaps) - {None} != set(own) - {None}:
        raise ReaderError("quiet.unclear_days")
    return _quiet(list(zip(hours, own, strict=True)))


def read_wish_for_quiet(text: str) -> Quiet | None:
    """As `read_quiet`, of words without a command, which have to say that it shall be quiet."""
    said = " ".join(text.lower().split()).strip(_MARKS)
    if len(said) > _LONGEST or not _STRONG.search(said) or _TITLE.fullmatch(said):
        return None
    return _read(said, is_command=False)


def ends_quiet(text: str) -> bool:
    """Whether *text*, without a command, wishes that it be quiet no more: 무음 꺼줘, turn off quiet hours."""
    named = _NAMED_QUIET.search(text.lower()) is not None
    return named and len(text) <= _LONGEST and (asks_to_end(text) or read_days_to_end(text) is not None)


def read_days_to_end(text: str) -> Days | None:
    """The days that shall be quiet no more: 주말 방해금지 해제, weekends off; None where *text* is no such wish."""
    words = " ".join(text.lower().split()).strip(_MARKS).split(" ") if len(text) <= _LONGEST else []
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
    text = text.strip()
    low = _low(text)
    hours = _hours_in(low, (_SAID, _ONLY, _BEFORE) if is_watch else (_SAID, _BEFORE))
    forms = (_STRONG, _WEAK) if is_watch else (_STRONG,)  # 주말 빼고 is said of a digest's days
    said = sorted((*hours, *_days_alone(low, hours, forms)))
    pairs = [
        (one, days)
        for one, days in zip(said, _own(low, _sides(low, said)), strict=True)
        if one in hours or (days is not None and days.days != EVERY_DAY)
    ]
    if len(pairs) > _MOST:
        raise ReaderError("quiet.unclear")
    if pairs:
        rest = text
        for one, days in reversed(pairs):
            places = (one, days) if days is not None else (one,)
            rest = around(rest, min(each.start for each in places), max(each.stop for each in places))
        return Hushed(rest, _quiet(pairs))
    if found_night := _AT_NIGHT.search(low):
        return Hushed(around(text, *found_night.span()), unclear=text[slice(*found_night.span())])
    return Hushed(text)


def _low(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text  # a letter whose small form is two


def _edges(low: str, said: Sequence[_Hours]) -> list[int]:
    """Where what stands beside each of *said* begins and ends."""
    return [0, *(edge for one in said for edge in (one.start, one.stop)), len(low)]


def _places(
    low: str, forms: Sequence[re.Pattern[str]], taken: Sequence[_Hours | _Side]
) -> list[re.Match[str]]:
    """Where *forms* match, each beside those before it and what is *taken*."""
    spans = [(one.start, one.stop) for one in taken]
    found: list[re.Match[str]] = []
    for form in forms:
        for one in islice(form.finditer(low), _LOOKED_AT):
            if all(one.end() <= start or stop <= one.start() for start, stop in spans):
                found.append(one)
                spans.append(one.span())
    return found


def _hours_in(low: str, forms: Sequence[re.Pattern[str]]) -> list[_Hours]:
    """The hours in *low*, in order. Raises: ReaderError for too many, and a time like 25:00."""
    found = [
        _Hours(*one.span(), *ends, is_only=one.re.pattern == _ONLY.pattern)
        for one in _places(low, forms, ())
        if not _LEFT_OUT.search(one[0]) and (ends := _ends_of(one))
    ]
    if len(found) > _MOST:
        raise ReaderError("quiet.unclear")
    return sorted(found)


def _ends_of(found: re.Match[str]) -> tuple[time, time] | None:
    """From when until when *found* says; None where it says no hours."""
    if "end" in found.re.groupindex and found["end"] is not None:
        until = read_clock(found["end"])
        return None if until is None or until == MIDNIGHT else (MIDNIGHT, until)
    span = _SPAN.search(found[0])
    if span is None:
        return MIDNIGHT, MIDNIGHT
    return read_span(span[0], by_day=found.re.pattern == _ONLY.pattern)


def _days_alone(low: str, hours: list[_Hours], forms: Sequence[re.Pattern[str]]) -> list[_Hours]:
    """What beside *hours* says that it is quiet on days, and no hours."""
    taken: list[_Hours | _Side] = [
        *hours,
        *(side for both in _sides(low, hours) for side in both if side is not None),
    ]
    alone = [_Hours(*one.span(), MIDNIGHT, MIDNIGHT) for one in _places(low, forms, taken)]
    said = sorted((*hours, *alone))
    return [
        one
        for one, sides in zip(said, _sides(low, said), strict=True)
        if one in alone and any(side is not None and side.days != EVERY_DAY for side in sides)
    ]


def _quiet(pairs: Sequence[_Pair]) -> Quiet:
    """What is quiet. Raises: ReaderError where it is not plain on which days, or nothing is."""
    told = _on_days([pair for pair in pairs if pair[0].is_only])
    found = (*_on_days([pair for pair in pairs if not pair[0].is_only]), *(outside(told) if told else ()))
    if not found:
        raise ReaderError("quiet.unclear")
    return Quiet(tuple(dict.fromkeys(found)))


def _on_days(pairs: Sequence[_Pair]) -> tuple[Stretch, ...]:
    """Hours on their days. Those of no days are of all; of all others, where days follow: 23-7, 주말엔 23-9.

    Raises: ReaderError where they may as well be of days in front of them, or behind: 평일 12-13, 23-7.
    """
    named = [Stretch(one.begin, one.end, side.days) for one, side in pairs if side is not None]
    bare = [Stretch(one.begin, one.end) for one, side in pairs if side is None]
    if not (named and bare):
        return tuple(named or bare)
    first, days = pairs[len(bare)]
    follows = days is not None and days.start < first.start
    if not follows or any(side is not None for _, side in pairs[: len(bare)]):
        raise ReaderError("quiet.unclear_days")
    if Quiet(tuple(named)).days == EVERY_DAY:
        raise ReaderError("quiet.unclear_days")
    return Quiet(tuple(named)).over(Quiet(tuple(bare))).stretches


def _own(low: str, sides: Sequence[tuple[_Side | None, _Side | None]]) -> list[_Side | None]:
    """The days of each: those in front of it, or those behind it, and so all where the first has but such."""
    is_behind = len(sides) > 1 and sides[0][0] is None and sides[-1][1] is not None
    if is_behind and any(side is not None and _is_apart(low, side) for _, side in sides[:-1]):
        is_behind = False  # 23-7 조용히, 주말 23-9 조용히
    own: list[_Side | None] = []
    for at, (front, behind) in enumerate(sides):
        if is_behind:
            before = own[-1] if own else None
            is_free = front is not None and (before is None or before.stop <= front.start)
            own.append(behind or (front if is_free else None))
        else:
            after = sides[at + 1][0] if at + 1 < len(sides) else None
            is_free = behind is not None and (after is None or behind.stop <= after.start)
            own.append(front or (behind if is_free else None))
    return own


def _is_apart(low: str, side: _Side) -> bool:
    """Whether a comma is in front of the days, which then are of what follows."""
    return _ANY_DAY.sub(" ", _WEAK.sub(" ", low[side.start : side.stop])).lstrip().startswith(_APART)


def _days_of(beside: str, *, surely: bool = False) -> Days | None:
    """The days in what stands beside hours, and in it nothing else but who is asked for what; None where else is.

    No days where it names none. surely: as `is_sure` says.
    """
    for form in (_STRONG, _WEAK):
        left = " ".join(_ANY_DAY.sub(" ", form.sub(" ", beside)).split()).strip(_MARKS)
        left = left.removeprefix("and ").removesuffix(" and").strip(_MARKS)
        if not left or left == "and":
            return frozenset()
        days = read_days(left) or read_days(_OF_DAY.sub("", left))
        if days and (not surely or is_sure(left)):
            return days
    return None


def _sides(low: str, said: Sequence[_Hours]) -> list[tuple[_Side | None, _Side | None]]:
    """The days that are named right in front of each of *said*, and right behind it."""
    edges = _edges(low, said)
    return [
        (_in_front(low, edges[2 * at], one.start), _behind(low, one.stop, edges[2 * at + 3]))
        for at, one in enumerate(said)
    ]


def _in_front(low: str, start: int, stop: int) -> _Side | None:
    for count in range(_NAMES_DAYS, 0, -1) if low[start:stop].strip() else ():
        head, *some = low[start:stop].rsplit(None, count)
        begin = start + len(head) if len(some) == count else start
        if days := _named(low[begin:stop]):
            return _Side(begin, stop, days)
    return None


def _behind(low: str, start: int, stop: int) -> _Side | None:
    for count in range(_NAMES_DAYS, 0, -1) if low[start:stop].strip() else ():
        *some, tail = low[start:stop].split(None, count)
        end = stop - len(tail) if len(some) == count else stop
        if days := _named(low[start:end]):
            return _Side(start, end, days)
    return None


def _named(said: str) -> Days | None:
    """The days that *said* surely is: 토요일엔, on weekends; not 토목."""
    said = said.strip(_MARKS)
    if not 0 < len(said) <= _NAME_CHARS:
        return None
    days = read_days(said) or read_days(_OF_DAY.sub("", said))
    return days if days and is_sure(said) else None


def around(text: str, begin: int, end: int) -> str:
    """*text* without what is from *begin* to *end*, and without the comma there."""
    return " ".join([text[:begin].rstrip(" ,、"), text[end:].lstrip(" ,、.!")]).strip()
