"""Quiet hours as people say them, alone behind /quiet or beside the words of a watch.

>>> str(read_quiet("밤 11시부터 아침 7시까지 조용히")), str(read_quiet("아침 7시 전에는 알림 ㄴㄴ")), read_quiet("밤")
('23:00-07:00', '00:00-07:00', None)
>>> said = without_quiet("버스 밤 11시부터 7시까지는 조용히")
>>> said.rest, str(said.hours), str(without_quiet("버스 9시~18시에만").hours)
('버스', '23:00-07:00', '18:00-09:00')
>>> without_quiet("bus but not at night")
Hushed(rest='bus', hours=None, unclear='but not at night')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.digests.quiet import Quiet
from bot.digests.spans import CLOCK, SPAN, read_clock, read_ends, read_span
from bot.digests.weekdays import read_days
from bot.errors import ReaderError
from bot.i18n import Language
from bot.patterns import lazy_compile

NIGHT = Quiet(time(23), time(7))  # is proposed where only the night is spoken of
_NOT_TOLD = (
    r"(?:조용히(?:\s?(?:해|하)\S{0,4})?|방해\s?금지|무음(?:으로)?|(?:알림\s?)?(?:ㄴ{1,3}|노노)|알림\s?(?:없이|금지|사절|끄\S{0,3}|꺼\S{0,3}|안\s?받\S{0,3})"
    r"|(?:보내|울리|알리|알려주|오)지\s?(?:마|말|않)\S{0,4}|안\s?받\S{0,3}|제외(?:하고|한)?|빼고|말고)"
)
_BEHIND = r"(?:까지)?(?:에는|에|은|는|엔|\s?(?:동안|사이)(?:에는|에|은|는|엔)?)?"
_QUIET = (
    r"(?:(?:but\s)?(?:not|except|keep\squiet|no\salerts)"
    r"|(?:and\s)?(?:quiet(?:\shours)?|silent|muted?|dnd|do\snot\sdisturb))"
)
_LEFT_OUT = lazy_compile(r"\d\s?(?:제외(?:하고|한)?|빼고|말고)$")  # 7-1 제외: no hours
_BEFORE = lazy_compile(
    rf"(?<!\S)(?P<end>{CLOCK})\s?(?:이?전)(?:까지)?(?:에는|에|은|는|엔)?\s?{_NOT_TOLD}(?=[\s,.!]|$)"
)
# beside hours behind /quiet: when, and who is asked
_ANY_DAY = lazy_compile(
    r"(?:매일|날마다|항상|늘|평소|앞으로|나|내|좀|잘\s?때|자는\s?(?:동안|시간)|취침|밤|새벽|알림|방해\s?금지|시간)(?:에는|에|은|는|엔|을|를|마다)?"
    r"|(?:해|부탁)?\s?(?:줘|주세요|드려요|드립니다|부탁해요?|부탁합니다)|every\s?day|daily|every|night|please|at|from"
)
_OF_DAY = lazy_compile(r"(?:에는|에|은|는|엔)$")
_ALONE = lazy_compile(rf"(?:from\s)?{SPAN}(?:까지)?")
_SPAN = lazy_compile(SPAN)
_SAID = lazy_compile(
    rf"(?<!\S)(?:{SPAN}{_BEHIND}\s?{_NOT_TOLD}|(?:방해\s?금지|조용히|무음)(?:\s?시간)?[은는]?\s?[:：]?\s?{SPAN}(?:까지)?"
    rf"|{_QUIET}(?:\s(?:from|between))?\s{SPAN}|{SPAN}\s(?:quiet|silent|dnd))(?=[\s,.!]|$)"
)
_ONLY = lazy_compile(
    rf"(?<!\S)(?:{SPAN}(?:까지만|(?:\s?(?:사이|동안))?에?만)|only\s(?:from\s|between\s)?{SPAN}|(?:from\s|between\s)?{SPAN}\sonly)(?=[\s,.!]|$)"
)
_AT_NIGHT = lazy_compile(
    rf"(?<!\S)(?:(?:밤|밤중|새벽|심야|야간|한밤중|잘\s?때|자는\s?동안)(?:에는|에|은|는|엔)?\s?{_NOT_TOLD}"
    rf"|{_QUIET}\s(?:at\snight|overnight|while\sI\ssleep|when\sI\ssleep))(?=[\s,.!]|$)"
)


@dataclass(frozen=True, slots=True)
class Hushed:
    """What is said beside quiet hours, and these; unclear: what speaks of quiet and says no hours."""

    rest: str
    hours: Quiet | None = None
    unclear: str = ""

    def written(self, language: Language) -> str:
        """The hours, or those that may be meant, as `without_quiet` reads them behind other words; "" without any."""
        hours = self.hours or (NIGHT if self.unclear else None)
        name = "방해금지" if language == "ko" else "quiet"
        return "" if hours is None else f" {name} {hours}"


def read_quiet(text: str) -> Quiet | None:
    """The hours that *text* is, wholly: 23-7, 밤 11시부터 7시까지 조용히, 7시 전에는 보내지 마; None if it is none.

    Raises: ReaderError for a time like 25:00, and for hours of some weekdays.
    """
    said = " ".join(text.lower().split())
    if _ALONE.fullmatch(said):
        return None if (hours := read_span(said)) is None else Quiet(*hours)
    beside = without_quiet(said)
    if beside.hours is None:
        return None
    words = [word for word in beside.rest.split() if not _ANY_DAY.fullmatch(word)]
    if _ANY_DAY.fullmatch(beside.rest) or not words:
        return beside.hours
    if all(read_days(word) or read_days(_OF_DAY.sub("", word)) for word in words):
        raise ReaderError("quiet.every_day", hours=str(beside.hours))
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
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is two
        low = text
    for form in (_SAID, _ONLY) if is_watch else (_SAID,):
        found = form.search(low)
        span = _SPAN.search(found[0]) if found is not None and not _LEFT_OUT.search(found[0]) else None
        if found is None or span is None or (hours := read_span(span[0], by_day=form is _ONLY)) is None:
            continue
        begin, end = hours if form is _SAID else hours[::-1]
        return Hushed(around(text, *found.span()), Quiet(begin, end))
    if (found := _BEFORE.search(low)) and (until := read_clock(found["end"])) and until != time():
        return Hushed(around(text, *found.span()), Quiet(time(), until))
    if found := _AT_NIGHT.search(low):
        return Hushed(around(text, *found.span()), unclear=text[slice(*found.span())])
    return Hushed(text)


def around(text: str, begin: int, end: int) -> str:
    """*text* without what is from *begin* to *end*, and without the comma there."""
    return " ".join([text[:begin].rstrip(" ,、"), text[end:].lstrip(" ,、.!")]).strip()
