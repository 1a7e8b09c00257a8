"""What people write after /subscribe, read as a wish: when, which words, which papers.

>>> wish = read_wish("18:00 월수금 네이버 소버린AI -스포츠")
>>> wish.at, sorted(wish.days), wish.wanted.include, wish.wanted.exclude
(datetime.time(18, 0), [0, 2, 4], ('네이버', '소버린AI'), ('스포츠',))

Times and days are understood in Korean and English, before or between the words; several words may be listed with
commas, and then `네이버 클라우드, 카카오 엔터` are two of two words each. A word in quotation marks is always a word to
look for, "금" as well. What speaks of a schedule and is not understood, or cannot be had, is asked about: `Unclear`,
with the commands that may have been meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from bot.digests.clock import of_half
from bot.digests.comma_parts import PARTS, by_commas, with_own_times
from bot.digests.doubts import DAILY, DATE, HOUR, OFTEN, PAST, PLACE, RANGE, SELDOM, TIMES, WEEKLY, ZONE
from bot.digests.filters_meant import NAMES_OF_FILTERS, OF_DAYS, filter_meant, filter_word, write_value
from bot.digests.month_days import write_month_days
from bot.digests.request import ABOUT_ALL, is_word, read_request
from bot.digests.schedule_parser import MOST_TIMES, Doubt, Schedule, read_schedule
from bot.digests.subscription import (
    DEFAULT_TIME,
    EVERY_DAY,
    EVERYTHING,
    LONGEST_WORD,
    MOST_CHARS,
    MOST_STORIES,
    MOST_WORDS,
    Days,
    Filter,
    MonthDays,
    is_filter,
)
from bot.digests.weekdays import write_days
from bot.digests.zones import DOUBTFUL_LETTERS, name_zone, read_place, write_zone
from bot.errors import ReaderError
from bot.i18n import Language
from bot.korean.tokens import term_ids
from bot.patterns import lazy_compile
from bot.search.filter_names import known_filter, mended_filter
from bot.search.filter_spelling import closed_up


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription as somebody asks for it. zone: None for the chat's own; count: None for the usual.

    also: further times of the same days, each a digest of its own. month_days: of `Slot`.
    """

    at: time = DEFAULT_TIME
    days: Days = EVERY_DAY
    zone: str | None = None
    wanted: Filter = EVERYTHING
    count: int | None = None
    also: tuple[time, ...] = ()
    month_days: MonthDays = frozenset()


class Unclear(ReaderError):
    """A schedule that is not understood or cannot be had.

    proposals: wishes that may have been meant, the likeliest first. watched: what could be watched instead, one or
    the other.
    """

    def __init__(self, doubt: Doubt, proposals: tuple[Wish, ...], watched: tuple[Filter, ...] = ()) -> None:
        super().__init__(doubt.key, said=doubt.said)
        self.proposals = proposals
        self.watched = watched


_QUOTED = lazy_compile(r"([-−–]?)[\"“”‘']([^\"“”’'\n]{1,100}+)[\"“”’']")
_FILTER = lazy_compile(r"(?P<minus>[-−–])?(?P<name>[A-Za-z가-힣]{2,12}):(?P<value>[^\s/].{0,99})")
_PAPERS = frozenset(("신문", "papers", "from"))  # beside the names of the query language
_QUOTED_VALUE = lazy_compile(r":\"[^\"\n]+\"$")
_WORDS = lazy_compile(
    r"[-−–]?[\"“”‘'][^\"“”’'\n]{1,100}+[\"“”’']|[-−–]?[A-Za-z가-힣]{2,12}:(?:[\"“][^\"“”\n]{1,100}+[\"”]|[^\s/]\S*)|(?:[^\s,、;]|(?<=\d),(?=\d))+"
)
# 쿠팡/네이버, 반도체·배터리; not 24/7, 한·미 정상회담, 5·18
_SLASH = lazy_compile(r"(?<![\d/:])/(?![\d/])|(?<=[가-힣A-Za-z]{2})·(?=[가-힣A-Za-z]{2})")
_COMMA = lazy_compile("[,、]")
_HANGUL = lazy_compile("[가-힣]+")
_BEGINNING = lazy_compile(r"(오전|오후|아침|저녁|밤)?\s?(\d{1,2})(?:(?::|시\s?)(\d{1,2}))?")
_TIME_AND_WORD = lazy_compile(r"\d{1,2}시(?P<word>[가-힣A-Za-z]{2,20})")  # 8시반도체
_NUMBERED_HALF = lazy_compile(r"[^\d:]{1,5}\d{1,2}")  # 저녁 7
_NOT_DIGITS = lazy_compile(r"\D")
_BREAKS = lazy_compile(r"[\s,、/;+\-−–]")
_ENDS = frozenset(
    "끄기 끔 해제 없음 그만 그만받기 취소 해지 구독해지 구독취소 중지 종료 삭제 꺼줘 꺼"
    " off none stop cancel end unsubscribe quit".split()
)
_ASKED_TO_END = lazy_compile(  # without blanks
    r"(?:(?:방해금지|조용히|무음|알림|구독|소식)(?:시간|모드|설정)?[을를은는]?)?"
    r"(?:(?:끄|끌|꺼)(?:기|게|래|자)?|(?:해제|취소|해지|중지|종료|삭제|그만|끊어|풀어|꺼)(?:받|보내|하|시켜|할|해)?)"
    r"(?:줘|줘요|주세요|주라|달라|요|해|해요|할래|할래요|할게|할게요|을래|을래요|하기|줄래)?"
    r"|turn(?:it)?off(?:quiethours|dnd)?|(?:quiethours|dnd)off|no(?:more)?quiethours"
)
_ALL = lazy_compile(  # the longest first
    r"(?:(?:모든|전체)\s?(?:구독|소식|알림)|(?:(?:구독|소식|알림)(?:을|를|은|는)?\s?)?(?:전부\s?다|모두\s?다|전부|모두|전체|다|싹\s?다|몽땅)"
    r"|all\s(?:my\s)?(?:digests|subscriptions)|all(?:\sof\sthem)?|everything)"
)
_ASKED_ALONE = lazy_compile(  # without blanks
    r"좀?(?:해|하)(?:줘요?|주세요|주십시오|줄래요?|주실래요|주시겠어요|요)?|이?요|부탁(?:해요?|드려요|드립니다)|please"
)
_END_BEHIND = lazy_compile(  # 국민연금 소식은 이제 그만 보내
    r"(?:(?:\s(?:소식|기사|뉴스|알림))?[은는을를]?\s(?:이제\s)?그만\s?(?:보내|알려|전해|받|볼|봐)"
    r"|\s(?:구독|알림)\s?(?:(?:취소|해지|중지|해제)\s?(?:해|시켜|할)|끊|꺼))\S{0,5}$"
)
_MEANING_MORE = ABOUT_ALL | _ENDS | NAMES_OF_FILTERS


def asks_to_end(text: str) -> bool:
    """Whether *text* is nothing but what ends what is told: `끄기`, `off`, `방해금지 해제해줘`."""
    said = "".join(text.lower().split()).rstrip(".!~")
    return said in _ENDS or _ASKED_TO_END.fullmatch(said) is not None


def asks_for_all(text: str) -> bool:
    """Whether *text* is nothing but that all are meant: `전부`, `구독 모두 해지`, `all of them please`."""
    said = " ".join(text.lower().split()).rstrip(".!~")
    found = _ALL.match(said)
    return found is not None and (found.end() == len(said) or asks_only(said[found.end() :]))


def asks_only(text: str) -> bool:
    """Whether *text* asks, and does not say of what: `해줘`, `해지해 주세요`, `please`."""
    said = "".join(text.lower().split()).rstrip(".!~")
    return _ASKED_ALONE.fullmatch(said) is not None or asks_to_end(text)


def words_to_end(text: str) -> str:
    """The words of `국민연금 그만 보내줘`, which asks for an end and no beginning; "" where *text* does not."""
    said = " ".join(text.split()).rstrip(".!~")
    found = _END_BEHIND.search(said)
    return "" if found is None else said[: found.start()]


def read_wish(text: str) -> Wish:
    """The wish in *text*; what is not said is as usual.

    Raises: Unclear; ReaderError for a time that does not exist, too many or too long words, or marks alone.
    """
    found = read_schedule(text)
    if parts := with_own_times(text):
        raise Unclear(Doubt(PARTS, text), tuple(map(read_wish, parts)))
    request = read_request(found.rest)
    count = None if request.count is None else max(1, min(MOST_STORIES, request.count))
    include: list[str] = []
    exclude: list[str] = []
    papers: list[str] = []
    for token in by_commas(text, request.words):
        if quoted := _QUOTED.fullmatch(token):
            (exclude if quoted[1] else include).append(_word(quoted[2]))
        elif (demanded := _demanded(token)) is not None:
            minus, kind, values = demanded
            if kind == "publisher" and not minus:
                papers += values
            else:
                (exclude if minus else include).extend(values)
        elif token[0] in "-−–" and len(token) > 1:
            exclude += [_word(word.lstrip("-−–")) for word in _COMMA.split(token)]
        else:
            include += [_word(one.removeprefix("+")) for one in _listed(token)]
    wanted = bounded(Filter(_findable(include), _once(exclude), _once(papers)))
    at, *also = found.times or (DEFAULT_TIME,)
    wish = Wish(at, found.days or EVERY_DAY, found.zone, wanted, count, tuple(also), found.month_days)
    if found.doubts:
        often = found.doubts[0].key == OFTEN and wanted.include
        raise Unclear(
            found.doubts[0], _proposals(found, wish), (replace(wanted, papers=()),) if often else ()
        )
    if request.count is not None and request.count > MOST_STORIES:
        words = replace(wanted, include=(*wanted.include, request.counted)[-MOST_WORDS:])
        raise Unclear(
            Doubt("subscribe.unclear_count", request.counted), (wish, replace(wish, count=None, wanted=words))
        )
    if meant := filter_meant(wanted, request.words):
        raise Unclear(meant[0], (replace(wish, wanted=meant[1]), wish))
    return wish


def _demanded(token: str) -> tuple[bool, str, list[str]] | None:
    """A filter of the query language: whether it leaves out, by what it filters, and how that is kept: papers by name.

    None where it is none.

    Raises: ReaderError for days, since what is told is always what is new.
    """
    found = _FILTER.fullmatch(token)
    name = found["name"].lower() if found else ""
    kind = "publisher" if name in _PAPERS else known_filter(name) or known_filter(mended_filter(name) or "")
    if found is None or kind is None:
        return None
    if kind in OF_DAYS:
        raise ReaderError("subscribe.no_period", field=found["name"])
    typed = [found["value"]] if found["value"][0] in '"“' else _COMMA.split(found["value"])
    values = [word for one in typed if (word := _word(one))]
    if kind != "without" and (kind != "publisher" or found["minus"]):
        values = [filter_word(kind, one) for one in values]
    return bool(found["minus"]) or kind == "without", kind, values


def _listed(token: str) -> list[str]:
    """The words of `쿠팡/네이버`; an address is one."""
    return [token] if "://" in token else _SLASH.split(token)


def read_words(text: str, *, every: bool = False) -> Filter:
    """The words to look for and, after a minus, to leave out: nothing in *text* is a time or a day.

    Raises: ReaderError for too many or too long words, or for marks alone.
    """
    include: list[str] = []
    exclude: list[str] = []
    for token in _WORDS.findall(closed_up(text)):
        if every and (demanded := _demanded(token)) is not None:
            minus, kind, values = demanded
            if kind == "publisher" and not minus:
                values = [filter_word(kind, one) for one in values]
            (exclude if minus else include).extend(values)
            continue
        minus = token[0] in "-−–" and len(token) > 1
        words = [token] if _QUOTED.fullmatch(token) else _listed(token)
        for number, word in enumerate(words):
            (exclude if minus else include).append(_word(word[1:] if minus and not number else word))
    return bounded(Filter(_findable(include), _once(exclude), every=every))


def bounded(wanted: Filter) -> Filter:
    """*wanted*, if it is not too much. Raises: ReaderError."""
    for words in (wanted.include, wanted.exclude, wanted.papers):
        if len(words) > MOST_WORDS:
            raise ReaderError("subscribe.too_many_words", limit=MOST_WORDS)
    if sum(map(len, (*wanted.include, *wanted.exclude, *wanted.papers))) > MOST_CHARS:
        raise ReaderError("subscribe.too_long", limit=MOST_CHARS)
    return wanted


def read_time(text: str) -> time | None:
    """The time that *text* is, wholly: 07:30, 7시 반, 오후 6시, 6pm, 정오; None if it is none.

    Raises: ReaderError for one like 25:00.
    """
    found = read_schedule(text)
    alone = not (found.rest or found.doubts or found.zone) and found.days in (None, EVERY_DAY)
    return found.times[0] if alone and len(found.times) == 1 else None


# --- what may have been meant ---


def _proposals(found: Schedule, wish: Wish) -> tuple[Wish, ...]:
    """Wishes that can be had instead, and, where the doubtful words may be looked for, that."""
    doubt = found.doubts[0]
    meant: list[Wish] = [wish]
    if doubt.key in {OFTEN, DAILY}:
        often = wish if len(found.times) > 1 else replace(wish, at=time(8), also=(time(18),))
        meant = [often, replace(wish, also=())]
    elif doubt.key == SELDOM and wish.month_days:  # 매달 월요일
        meant = [replace(wish, month_days=frozenset()), replace(wish, days=EVERY_DAY)]
    elif doubt.key in {WEEKLY, SELDOM}:
        monday = wish if found.days else replace(wish, days=frozenset({0}))
        meant = [monday, replace(wish, days=EVERY_DAY)]
    elif doubt.key == HOUR:
        glued = _TIME_AND_WORD.fullmatch(doubt.said)
        words = (*wish.wanted.include, glued["word"])[-MOST_WORDS:] if glued else wish.wanted.include
        meant = [
            replace(wish, at=at, wanted=replace(wish.wanted, include=words)) for at in _hours(doubt.said)
        ]
    elif doubt.key == RANGE:
        meant = [replace(wish, at=_beginning(doubt.said))]
    elif doubt.key == PLACE:
        meant = [replace(wish, zone=read_place(doubt.said))]
    elif doubt.key == ZONE:
        meant = [replace(wish, zone=zone) for zone in DOUBTFUL_LETTERS.get(doubt.said.lower(), (None,))]
    elif doubt.key == TIMES:
        meant = [replace(wish, also=wish.also[: MOST_TIMES - 1])]
    if doubt.key in {HOUR, DATE, PAST, PLACE} or (doubt.key == OFTEN and _HANGUL.fullmatch(doubt.said)):
        words = (*wish.wanted.include, doubt.said)
        meant.append(replace(wish, wanted=replace(wish.wanted, include=words[-MOST_WORDS:])))
    return tuple(dict.fromkeys(meant))[:3]


def _beginning(said: str) -> time:
    """When a stretch of the day begins: 09:30 of `9:30-18:00`."""
    first = _BEGINNING.search(said)
    hour, minute = (int(first[2]), int(first[3] or 0)) if first else (24, 0)
    if first and first[1] and hour <= 12:
        hour = of_half(hour, first[1])
    return time(hour, minute) if hour < 24 and minute < 60 else DEFAULT_TIME


_USUAL_HOURS = {
    "at breakfast": 8, "at lunch": 12, "over lunch": 12, "around lunch": 12, "after work": 18, "after school": 16,
    "점심": 13, "저녁 전": 18, "저녁 먹": 20, "저녁먹": 20, "저녁 식": 20, "저녁밥": 20,
    "at ": 19, "over ": 19, "around ": 19, "이따": 18, "나중": 18,
    "오전 일": 6, "오전": 9, "오후": 15, "퇴근": 18, "하교": 16, "자기": 22, "before bed": 22,
    "아침 일": 6, "아침일": 6, "새벽": 5, "이른": 6, "early": 6, "늦은": 22, "저녁": 21, "밤": 23, "late": 22,
}  # fmt: skip


def _hours(said: str) -> tuple[time, ...]:
    """What a bare number, or half a day, may mean: 7 is 07:00 or 19:00."""
    if (exact := read_time(said)) is not None and _NUMBERED_HALF.fullmatch(said.lower()):
        return (exact,)
    digits = _NOT_DIGITS.sub("", f"0{said}" if said[1:2] == "." else said)  # 8.30
    if len(digits) == 4 and int(digits[:2]) < 24 and int(digits[2:]) < 60:
        return (time(int(digits[:2]), int(digits[2:])),)
    named = next((hour for name, hour in _USUAL_HOURS.items() if said.lower().startswith(name)), 8)
    hour = int(digits[:2]) if digits else named
    hour = hour if hour < 24 else 0
    return (time(hour), time(hour + 12)) if digits and 0 < hour < 12 else (time(hour),)


def write_wish(wish: Wish, language: Language = "ko") -> str:
    """*wish* as it is written after /subscribe, so that `read_wish` reads it again.

    A word is in quotation marks where it, or what stands beside it, would be read as something else.
    """
    zones = ("",) if wish.zone is None else (name_zone(wish.zone, language), write_zone(wish.zone))
    ways = [_write(wish, language, zone, quoted) for zone in zones for quoted in (0, 1, 2 * MOST_WORDS)]
    return next((said for said in ways if _reads_as(said, wish)), ways[0])


def _reads_as(said: str, wish: Wish) -> bool:
    try:
        return read_wish(said) == wish
    except ReaderError:
        return False


def _write(wish: Wish, language: Language, zone: str, quoted: int) -> str:
    """As `write_wish`, with *zone* so named, and the first *quoted* words in quotation marks."""
    said = [f"{at:%H:%M}" for at in (wish.at, *wish.also)]
    if wish.month_days:
        said.append(write_month_days(wish.month_days, language))
    if wish.days != EVERY_DAY:
        said.append(write_days(wish.days, language))
    if zone:
        said.append(zone)
    if words := write_words(wish.wanted, quoted):
        said.append(words)
    if wish.wanted.papers:
        said.append("신문:" + ",".join(write_value(one) for one in wish.wanted.papers))
    if wish.count is not None:
        said.append(f"{wish.count}개" if language == "ko" else f"{wish.count}stories")
    return " ".join(said)


def write_words(wanted: Filter, quoted: int = 0) -> str:
    """The words of *wanted*, as they are written; the first *quoted* of them in quotation marks at all events."""
    words = [("", word) for word in wanted.include] + [("-", word) for word in wanted.exclude]
    return " ".join(
        minus + (f'"{word}"' if place < quoted and not is_filter(word) else _written(word))
        for place, (minus, word) in enumerate(words)
    )


def _written(word: str) -> str:
    """*word*, in quotation marks where it would be read as something else."""
    if is_filter(word) and (_QUOTED_VALUE.search(word) or not _BREAKS.search(word)):
        return word
    try:
        found = read_schedule(word)
    except ReaderError:
        return f'"{word}"'
    alone = found.rest == (word,) and not _BREAKS.search(word) and len(_listed(word)) == 1
    means_itself = word.lower() not in _MEANING_MORE and is_word(word) and read_place(word) is None
    return word if alone and means_itself and not _FILTER.fullmatch(word) else f'"{word}"'


def _word(text: str) -> str:
    word = " ".join(text.strip(" \t,;\"“”'‘’").split())
    if len(word) > LONGEST_WORD:
        raise ReaderError("subscribe.long_word", limit=LONGEST_WORD)
    return word


def _findable(words: list[str]) -> tuple[str, ...]:
    """Those of *words* that an article can have; marks, emoji and blanks are in no index.

    Raises: ReaderError where there is nothing else, or it would be waited for in vain.
    """
    found = _once([word for word in words if len(term_ids(word))])
    if not found and any(words):
        raise ReaderError("subscribe.only_marks")
    return found


def _once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
