"""What people write after /watch: words all of which an article must have, alternatives, and how often to be told.

>>> [one.include for one in read_watches("네이버 클라우드 or 카카오 -광고")]
[('네이버', '클라우드'), ('카카오',)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.digests.doubts import DATE, OFTEN, PAST, how_often
from bot.digests.filters_meant import filter_meant
from bot.digests.quiet_hours import around
from bot.digests.request import read_request
from bot.digests.schedule_parser import Doubt, Schedule, read_schedule
from bot.digests.subscription import DEFAULT_TIME, EVERY_DAY, MOST_HOURLY, MOST_STORIES, Filter
from bot.digests.subscription_parser import Unclear, Wish, read_words, write_wish
from bot.digests.weekdays import read_days
from bot.errors import ReaderError
from bot.i18n import Language
from bot.patterns import lazy_compile
from bot.search.filter_spelling import closed_up

_HOURLY = lazy_compile(
    r"(?:시간당|(?:한|1)\s?시간에)\s?(?:최대\s?)?(\d{1,4})\s?(?:번|회|건|개)?(?:까지|만|씩)?"
    r"|(?:at\smost\s|max\s|up\sto\s)?(\d{1,4})\s?(?:times?|x)?\s?(?:an|per|/)\s?hour"
)
# beside words a number alone is none: 시간당 임금 100
_HOURLY_BESIDE = lazy_compile(
    r"(?<!\S)(?:(?P<most>최대\s)?(?:시간당|(?:한|1)\s?시간에)\s?(?P<more>최대\s)?(?P<number>\d{1,4}|한|두|세|네|다섯)\s?(?:번|회)"
    r"(?P<within>까지만|까지|이하로?|만|씩만)?씩?"
    r"|(?P<at_most>at\smost|max|up\sto|no\smore\sthan)\s(?P<english>\d{1,4}|once|one|two|three|four|five|six)"
    r"\s?(?:times?|alerts?|x)?\s?(?:an|per|/)\s?hour)(?=[\s,.!]|$)"
)
_MARKED = ("most", "more", "within", "at_most")
_PART = lazy_compile(r"[-−–]?(?:[A-Za-z가-힣]{2,12}:)?[\"“‘'][^\"“”’'\n]{1,100}+[\"”’']|\S+")
_COMMAS = ",、，"
# 네이버,카카오; no 1,000
_COMMA = lazy_compile(rf"(?<!\d)[{_COMMAS}]|[{_COMMAS}](?!\d)")
_WHOLE = lazy_compile(r"[-−–].|[\"“‘']|[A-Za-z가-힣]{2,12}:")  # left out, in quotation marks, a filter
_OR = frozenset(("or", "또는", "혹은", "|", "||"))


@dataclass(frozen=True, slots=True)
class Paced:
    """What is said beside how many times an hour, and that; unclear: as it is said, where it may be words as well."""

    rest: str
    hourly: int | None = None
    unclear: str = ""

    def written(self, language: Language) -> str:
        """The number, as `without_hourly` reads it behind other words; "" without any."""
        if self.hourly is None:
            return ""
        return f" 시간당 {self.hourly}번까지" if language == "ko" else f" at most {self.hourly} an hour"


def read_watches(text: str) -> tuple[Filter, ...]:
    """The watches in *text*: one for each alternative; what is left out or demanded of papers holds for all of them.

    A place is told a story once, so that several watches are one of either.

    Raises: as `read_watch`.
    """
    parts = _alternatives(text)
    if len(parts) < 2:
        return (read_watch(text),)
    some = tuple(dict.fromkeys(words for part in parts if (words := _words_of(part))))
    try:
        whole = read_watch(text)
    except Unclear as doubt:
        doubt.watched = tuple(replace(one, include=words) for words in some for one in doubt.watched)
        doubt.proposals = tuple(
            replace(wish, wanted=replace(wish.wanted, include=tuple(" ".join(words) for words in some)))
            for wish in doubt.proposals
        )
        raise
    return tuple(replace(whole, include=(*words, *whole.demands)) for words in some) or (whole,)


def _alternatives(text: str) -> list[str]:
    """The parts of *text* between `or` and commas."""
    parts: list[list[str]] = [[]]
    for token in _PART.findall(closed_up(text)):
        first, *others = ("", "") if token.lower() in _OR else _between_commas(token)
        parts[-1].append(first)
        parts += ([one] for one in others)
    return [said for part in parts if (said := " ".join(filter(None, part)))]


def _between_commas(token: str) -> list[str]:
    if not (_WHOLE.match(token) or read_days(token)):
        return _COMMA.split(token)
    return [token.rstrip(_COMMAS), *([""] if token[-1] in _COMMAS else [])]


def _words_of(part: str) -> tuple[str, ...]:
    """The words of an alternative, whatever it says of when; () where it has but marks."""
    try:
        return read_watch(part).words
    except Unclear as doubt:
        return doubt.watched[0].words if doubt.watched else ()
    except ReaderError as error:
        if error.key != "subscribe.only_marks":
            raise
        return ()  # where no other has words, the whole is refused


def read_watch(text: str) -> Filter:
    """The words of a watch, all of which an article must have.

    Raises: Unclear where *text* says when to be told as well, since a watch tells at once; as `read_words`.
    """
    found = read_schedule(text, letters=False)
    often = next((doubt for doubt in found.doubts if doubt.key == OFTEN), None)
    dated = next((doubt for doubt in found.doubts if doubt.key in {DATE, PAST}), None)
    request = read_request(found.rest)
    words = request.words
    wanted = read_words(" ".join(words), every=True)
    if dated and not found.times:
        wanted = wanted if wanted.include else replace(wanted, include=(dated.said,))
        raise Unclear(Doubt("watch.unclear_day", dated.said), (), (wanted,))
    days = found.days if found.days != EVERY_DAY else None
    if found.times or found.zone or often or days:
        at = found.times[0] if found.times else DEFAULT_TIME
        digest = Wish(at, found.days or EVERY_DAY, found.zone, replace(wanted, every=False))
        said = often.said if often else _when(found)
        raise Unclear(Doubt("watch.unclear", said), (digest,), (wanted,) if wanted.include else ())
    if request.count is not None:
        digest = Wish(wanted=replace(wanted, every=False), count=min(MOST_STORIES, max(1, request.count)))
        phrase = (request.counted,) if request.counted else ()  # 10개 은행
        wanted = replace(wanted, include=(*phrase, *wanted.include))
        raise Unclear(Doubt("watch.unclear_count", str(request.count)), (digest,), (wanted,))
    if found.doubts:  # of how often and at what hour, which a watch knows nothing of
        return read_words(text, every=True)
    if meant := filter_meant(wanted, words):
        raise Unclear(meant[0], (), (meant[1],))
    return wanted


def _when(found: Schedule) -> str:
    """What *found* says of when, as it is written."""
    written = write_wish(
        Wish(found.times[0] if found.times else DEFAULT_TIME, found.days or EVERY_DAY, found.zone)
    )
    return written if found.times else written.partition(" ")[2]


def read_hourly(text: str) -> int | None:
    """How many times an hour *text* says, wholly: 한 시간에 3번, 시간당 최대 3건, 3 an hour; None if it says none.

    Raises: ReaderError for none or too many.
    """
    found = _HOURLY.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return None
    return _hourly(found[1] or found[2])


def without_hourly(text: str) -> Paced:
    """*text* without how many times an hour it says, where it does. Raises: as `read_hourly`.

    >>> without_hourly("버스 한 시간에 2번까지만"), without_hourly("마을버스 시간당 4회").unclear
    (Paced(rest='버스', hourly=2, unclear=''), '시간당 4회')
    """
    low = text.lower()
    found = _HOURLY_BESIDE.search(low) if len(low) == len(text) else None
    if found is None:
        return Paced(text)
    hourly, (begin, end) = _hourly(found["number"] or found["english"]), found.span()
    rest = around(text, begin, end)
    apart = text[:begin].rstrip().endswith((",", "、")) or text[end : end + 1] == ","
    is_clear = apart or not rest or any(found[name] for name in _MARKED)
    return Paced(rest, hourly, "" if is_clear else text[begin:end])


def _hourly(said: str) -> int:
    hourly = int(said) if said.isdigit() else how_often(said) or 0
    if not 1 <= hourly <= MOST_HOURLY:
        raise ReaderError("watch.no_such_number", limit=MOST_HOURLY)
    return hourly
