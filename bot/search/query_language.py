"""A query, read: words, `"phrase"`, `-word`, and filters such as `제목:` and `from:`; and written again.

>>> asked = read_query('쿠팡 -광고 "개인 정보" 언론사:한빛일보 from:2026-02')
>>> asked.words, asked.filters.without, asked.filters.phrases, asked.filters.publisher, asked.filters.since
('쿠팡', ('광고',), ('개인 정보',), ('한빛일보',), datetime.date(2026, 2, 1))
>>> write_query(asked)
'쿠팡 "개인 정보" -광고 언론사:한빛일보 부터:2026-02-01'

A pasted paragraph is no query of this language: from LONGEST characters on, or over several lines, all of it is words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

from bot.errors import QueryError
from bot.korean.days import MONTH_NAME
from bot.patterns import lazy_compile
from bot.search.courtesy import without_articles_only, without_courtesy
from bot.search.day_spans import SO_LONG, turned_span
from bot.search.filter_names import NAMES, WORDS_TOO, is_address, known_filter, likely_filter, mended_filter
from bot.search.filter_spelling import OPERATORS, tidied
from bot.search.filters import NO_FILTERS, Filters
from bot.search.names import KnownNames, NameKind, find_names, letters
from bot.search.no_days import Unread, without_no_day
from bot.search.order import WRITTEN, Order, read_order
from bot.search.periods import read_day_span, read_period
from bot.search.plain_words import read_plain

_TIMES = 4  # a query as written is read anew; once is enough of what people type
LONGEST = 200
_MOST_BESIDE = 3  # words beside a day that is to come
_MARKS = '"“”„‟＂'
_QUOTED = rf"[{_MARKS}](?P<{{}}>[^{_MARKS}]{{{{1,100}}}})[{_MARKS}]"
_DAYS = (
    r"(?:한|두|세|석|반)\s(?:달|주|년)(?:간|\s?동안)?|(?:\d{4}년\s?)?\d{1,2}월\s(?:첫째?|둘째|셋째|넷째|다섯째|마지막)\s?주|(?:\d{4}년\s?)?\d{1,2}월\s?\d{1,2}일|\d{4}년\s?\d{1,2}월|\d{1,2}월\s?(?:[초말]|[중하]순)|(?:올해?|금년|작년|지난해|재작년)\s\d{1,2}월|(?:지난|이번|저번)\s?(?:주말?|달)|(?:최근|지난)\s?\d{1,3}\s?(?:일|주|개월|년|시간)"
    r"|\d{1,3}일\s?전|오늘|어제|그제|그저께|[월화수목금토일]요일|크리스마스|성탄절|today|yesterday|(?:last|this)\s(?:week|month)|(?:last\s)?\d{1,3}\s(?:days?|weeks?|months?)"
    rf"|(?i:{MONTH_NAME}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH_NAME})(?:,?\s20\d\d)?"
)
_STRETCH = (  # with spaces within
    rf"(?:{_DAYS}|\d[\d./-]{{2,9}})\s?(?:(?:부터|[~∼–—-])\s?(?:{_DAYS}|\d[\d./-]{{0,9}}일?|{SO_LONG})(?:\s?까지)?|부터|까지|이후|이전)"
)
_VALUE = (
    rf"(?:{_QUOTED.format('quoted')}"
    rf"|(?P<day>{_STRETCH}|{_DAYS})(?=\s|$)|(?P<value>[^\s{_MARKS}/:：\-−][^\s{_MARKS}]{{0,99}}))"
)
_PARTICLE = (  # "개인 정보"의 유출
    r"(?:에\s(?:대한|대해서?|관한|관해서?)|이라는|라는|이란|란|에서|으로|[이가은는을를의에로와과도만])?"
)
_PART = lazy_compile(
    rf"(?P<minus>[-−])?(?P<name>[A-Za-zㄱ-ㅎㅏ-ㅣ가-힣]{{2,12}})[:：](?P<gap>\s{{0,4}}){_VALUE}(?=\s|$)"
    rf"|(?P<out>[-−])(?:{_QUOTED.format('phrase_out')}|(?P<word>[^\W\d_][^\s{_MARKS}]{{0,49}}))(?=\s|$)"
    rf"|{_QUOTED.format('phrase')}{_PARTICLE}(?=\s|$)"
)
_WORD = lazy_compile(r"\S+")
_MARK = lazy_compile(f"[{_MARKS}]")
_UNSAFE = lazy_compile(rf"[{_MARKS}:：\-−]+")
_COMMA, _LISTED = lazy_compile("[,，]"), lazy_compile("[,，/|]")
_END_SAID = lazy_compile(r"\s?(?:부터|까지|이후|이전)$")
_PAPERS = lazy_compile("[,，/|·]")  # of a section the dot is part of the name: IT·과학
_WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("～"): "~"}
_WIDE_MINUS = lazy_compile(r"(?<=[0-9])－(?=[0-9])")
_PLAIN = lazy_compile(r"[A-Za-z가-힣][0-9A-Za-z가-힣]{0,30}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read.

    words: what is ranked by. unknown: names that looked like a filter's and are none; they are among the words.
    mended: names of filters as typed, and as they were meant.
    typed: what is read where plain words (`어제`, `최신순`) are words; None where they say no filter and no order.
    order: in which hits are wanted; None where nothing is said of it.
    unread: what was said of days and is not read as it stands; it is not among the words.
    """

    words: str
    filters: Filters = NO_FILTERS
    unknown: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    typed: Asked | None = field(default=None, compare=False)
    order: Order | None = None
    unread: Unread | None = field(default=None, compare=False)

    @property
    def ranked_by(self) -> str:
        """The words, and those that are demanded of title or text; "" where only filters say what is wanted."""
        words = self.words
        for name in self.unknown:
            words = words.replace(f"{name}:", f"{name} ").replace(f"{name}：", f"{name} ")
        return " ".join([words, *self.filters.phrases, *self.filters.title]).strip()


def read_query(text: str, today: date | None = None, known: KnownNames | None = None) -> Asked:
    """Read *text*; by *today* also `어제`, `지난주`, `1월 3일`, by *known* names also `뉴시스 기사`.

    Without these they are words like others. Raises: QueryError for a date that is none, days that end before they
    begin, or where all that is said is what to leave out.
    """
    asked = _read(text, today, known)
    for _ in range(_TIMES):
        if len(written := write_query(asked)) > LONGEST:
            break
        again = _read(written, today, known)
        if again == asked:
            break  # what is shown as asked, and kept, is read as the same
        asked = replace(again, mended=asked.mended, typed=asked.typed, unread=asked.unread)
    return asked


def _read(text: str, today: date | None, known: KnownNames | None, by_order: bool = True) -> Asked:
    typed_text = unicodedata.normalize("NFC", text)
    if len(typed_text) > LONGEST or "\n" in typed_text.strip():
        return Asked(typed_text)
    if today is not None:
        typed_text = without_courtesy(typed_text)
    untouched = _WIDE_MINUS.sub("-", typed_text.translate(_WIDE))
    typed_text, order = _read_order(untouched) if by_order else (untouched, None)
    text = tidied(typed_text, known)
    reading = _Reading(today, known)
    at = 0
    while (start := _WORD.search(text, at)) is not None:
        part = _PART.match(text, start.start())
        if part is not None and reading.take(part):
            reading.took, at = True, part.end()
        else:
            reading.words.append(start.group())
            at = start.end()
    filters, unknown = reading.filters, tuple(reading.unknown)
    if not filters and reading.words and all(map(_is_empty_filter, reading.words)):
        raise QueryError("query.no_value", field=reading.words[0][:-1])
    words = _plain(reading.words) if reading.took else typed_text
    mended, typed, unread = tuple(reading.mended), None, None
    if today is not None and not unknown and not filters.in_time:
        words, unread = without_no_day(words, today)
    if order is not None:
        typed = _read(untouched, today, known, by_order=False)
    if not unknown:
        found, rest = read_plain(words, filters, today, known)
        if today is not None and not filters.in_time and found.since:
            told, unread = _of_the_past(words, rest, found, today)
        else:
            told = found
        if told != found:
            found, words = told, _plain(rest.split())
        if found != filters:
            typed = Asked(words, filters, unknown, mended, order=order)
            filters, words = found, _plain(rest.split())
        elif filters and not rest:
            words = ""
        elif today is not None:
            words = without_articles_only(words)
    if filters.since and filters.until and filters.since > filters.until:
        raise QueryError("query.days_reversed", since=filters.since, until=filters.until)
    asked = Asked(words, filters, unknown, mended, typed, order, unread)
    if filters.only_leave_out and not asked.ranked_by:
        raise QueryError("query.only_without", word=filters.left_out[0])
    return asked


def _of_the_past(words: str, rest: str, found: Filters, today: date) -> tuple[Filters, Unread | None]:
    """What was *found* in plain *words*, without days that are all to come; and what is to be said of its days.

    rest: the words beside; of many it is a headline, and so it is left.
    """
    if found.since and found.since > today and len(rest.split()) <= _MOST_BESIDE:
        return replace(found, since=None, until=None), Unread("ahead", str(found.since))
    turned = turned_span(words, today) if found.until else None
    return found, None if turned is None else Unread("turned", turned)


def write_query(asked: Asked, language: Literal["ko", "en"] = "ko") -> str:
    """*asked* as a query that is read as *asked*, with the names of filters in *language*."""
    filters, names = asked.filters, NAMES[language]
    parts = [f'"{phrase}"' for phrase in filters.phrases] + [f"-{_written(word)}" for word in filters.without]
    for minus, before in (("", ""), ("-", "not_")):
        for name in ("title", "publisher", "author", "category"):
            parts += [f"{minus}{names[name]}:{_written(value)}" for value in getattr(filters, before + name)]
    for name in ("since", "until"):
        if (day := getattr(filters, name)) is not None:
            parts.append(f"{names[name]}:{day}")
    if filters.last_days is not None:
        parts.append(f"{names['period']}:{filters.last_days}{'일' if language == 'ko' else 'd'}")
    if asked.order is not None:
        parts.append(WRITTEN[language][asked.order])
    return " ".join([asked.words, *parts]).strip() if parts else asked.words


def _read_order(text: str) -> tuple[str, Order | None]:
    """See `read_order`; of nothing something is the newest, or the oldest, but nothing the nearest."""
    rest, order = read_order(text)
    return (rest, order) if rest or order != "nearest" else (text, None)


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


class _Reading:
    """The parts of one query, gathered."""

    def __init__(self, today: date | None, known: KnownNames | None) -> None:
        self.day, self.known = today, known
        self.filters = NO_FILTERS
        self.words: list[str] = []
        self.took = False
        self.unknown: list[str] = []
        self.mended: list[tuple[str, str]] = []

    def take(self, part: re.Match[str]) -> bool:
        """Whether *part* is one of the language; else it is words."""
        if part["name"] is not None:
            return self._take_filter(part)
        value = " ".join((part["phrase"] or part["phrase_out"] or part["word"]).split())
        for one in _COMMA.split(value) if part["word"] else [value]:
            if one:
                self._add("without" if part["out"] else "phrases", one)
        return bool(value.strip(",，"))

    def _take_filter(self, part: re.Match[str]) -> bool:
        typed, value = part["name"], " ".join((part["quoted"] or part["day"] or part["value"]).split())
        name = known_filter(typed)
        if not value or (name is None and (part["gap"] or is_address(typed))):
            return False
        if part["gap"] and typed.lower() in WORDS_TOO:  # `언론: 자유를 말하다`
            return False
        if name is None and (better := mended_filter(typed) or self._by_its_value(typed, value)) is not None:
            self.mended.append((typed, better))
            name = known_filter(better)
        if name is None:
            if part["minus"]:
                return False
            self.unknown.append(typed)
            self.words.append(part.group())
            return True
        if name in {"since", "until", "period"}:
            return self._take_time(part, name, value)
        separators = _PAPERS if name == "publisher" else _LISTED
        values = [value] if part["quoted"] else [one for one in separators.split(value) if one]
        for one in values:
            self._add(name if name == "without" else f"not_{name}" if part["minus"] else name, one)
        return bool(values)

    def _take_time(self, part: re.Match[str], name: str, value: str) -> bool:
        if part["minus"]:
            raise QueryError("query.no_days_without", field=part["name"])
        try:
            if name == "period":
                since, until, last = read_period(part["name"], value, self.day)
                if last is not None:
                    self.filters = replace(self.filters, last_days=last)
                else:
                    self.filters = replace(self.filters, since=since, until=until)
                return True
            first, final = read_day_span(part["name"], _END_SAID.sub("", value), self.day)
        except QueryError:
            if part["gap"]:  # `기간: 요금 인상` is a headline
                return False
            if part["name"].lower() == "from" and self._is_paper(value):  # from:KBS
                self._add("publisher", value)
                return True
            raise
        self.filters = (
            replace(self.filters, since=first) if name == "since" else replace(self.filters, until=final)
        )
        return True

    def _by_its_value(self, typed: str, value: str) -> str | None:
        """매체 for `매채:한빛일보`: the name that *typed* may mean, where *value* is what it names."""
        likely = likely_filter(typed)
        kind = known_filter(likely or "")
        if self.known is None or kind not in ("publisher", "author", "category"):
            return None
        return likely if letters(value) in self.known(cast(NameKind, kind)) else None

    def _is_paper(self, value: str) -> bool:
        return self.known is not None and bool(find_names(value, self.known("publisher")))

    def _add(self, name: str, value: str) -> None:
        have: tuple[str, ...] = getattr(self.filters, name)
        more: dict[str, Any] = {name: have if value in have else (*have, value)}
        self.filters = replace(self.filters, **more)


def _is_empty_filter(word: str) -> bool:
    return word[-1] in "=;；:：" and known_filter(word[:-1]) is not None


def _plain(words: list[str]) -> str:
    """The words, such that beside other ones they are never read as anything else."""
    kept: list[str] = []
    words = [word for word in words if not _is_empty_filter(word) or word[:-1].lower() in WORDS_TOO]
    for word in words:
        if word in OPERATORS:
            word = word.lower()
        part = _PART.fullmatch(word)
        if part is not None and part["name"] and known_filter(part["name"]) is None:
            kept.append(word)  # an unknown filter, as it stands
            continue
        bare = _UNSAFE.sub(" ", word) if _MARK.search(word) else word.rstrip(":：")
        kept.append(_UNSAFE.sub(" ", bare) if _PART.fullmatch(bare) else bare)
    return " ".join(" ".join(kept).split())
