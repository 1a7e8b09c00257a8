"""What a reader demands of the articles beside the words: `-word`, `"phrase"`, and fields such as title: and from:.

>>> asked = read_query('쿠팡 -광고 "개인 정보" 언론사:한빛일보 from:2026-02')
>>> asked.words, asked.filters.without, asked.filters.phrases, asked.filters.publisher, asked.filters.since
('쿠팡', ('광고',), ('개인 정보',), ('한빛일보',), datetime.date(2026, 2, 1))

A pasted paragraph is no query of this language: from LONGEST characters on, or over several lines, all of it is words.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from bot.articles.article import Article
from bot.errors import QueryError
from bot.korean.normalize import fold

LONGEST = 200
FIELDS = {
    "title": "title", "제목": "title", "publisher": "publisher", "언론사": "publisher", "매체": "publisher",
    "author": "author", "기자": "author", "category": "category", "분류": "category", "from": "since", "부터": "since",
    "to": "until", "까지": "until", "period": "period", "기간": "period",
}  # fmt: skip
_QUOTED = r"[\"“”]([^\"“”]{2,100}+)[\"“”]"
_PART = re.compile(
    rf"(?<!\S)(?:(?P<field>[A-Za-z]{{2,12}}|[가-힣]{{2,6}}):(?:{_QUOTED}|(?P<value>[^\s\"“”/]\S{{0,99}}))"
    rf"|(?P<minus>[-−])(?:{_QUOTED}|(?P<word>[^\W\d_]\S{{0,49}}))|{_QUOTED})(?=\s|$)"
)
_DAY = re.compile(r"((?:19|20)\d\d)(?:[-./년]?(\d{1,2})(?:[-./월]?(\d{1,2})일?)?)?월?")
_BACK = re.compile(
    r"(?:지난|최근|last)?(\d{1,3})?(일|주일|주|개월|달|년|days?|d|weeks?|w|months?|m|years?|y)"
)
_NAMED = {"오늘": 1, "today": 1, "하루": 1, "일주일": 7, "한달": 31, "지난주": 7, "지난달": 31, "올해": 365}
_DAYS = {"일": 1, "주": 7, "개": 31, "달": 31, "년": 365, "d": 1, "w": 7, "m": 31, "y": 365}
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Filters:
    """What an article must have, all of it; and, in *without*, must not have.

    since, until: days in Korea, both included. last_days: counted back from the day of the newest article.
    """

    without: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    last_days: int | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def accepts(self, article: Article, newest: date | None = None) -> bool:
        """Whether *article* is as demanded. newest: the day of the newest article there is."""
        since = self.since
        if self.last_days is not None and newest is not None:
            since = max(since or date.min, newest - timedelta(days=self.last_days - 1))
        if (since or self.until) and (
            article.day is None or not (since or date.min) <= article.day <= (self.until or date.max)
        ):
            return False
        named = (
            (self.title, article.title),
            (self.publisher, article.publisher),
            (self.author, " ".join(article.authors)),
            (self.category, article.category),
        )
        if not all(has(word, fold(text)) for words, text in named for word in words):
            return False
        if not (self.phrases or self.without):
            return True
        text = " ".join(fold(f"{article.title}\n{article.body}").split())
        return all(has(phrase, text) for phrase in self.phrases) and not any(
            has(word, text) for word in self.without
        )


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read. words: what is ranked by. unknown: what looked like a field and is none; it is among the words."""

    words: str
    filters: Filters = NO_FILTERS
    unknown: tuple[str, ...] = ()

    @property
    def ranked_by(self) -> str:
        """The words, and those that are demanded of title or text; "" where only fields say what is wanted."""
        return " ".join([self.words, *self.filters.phrases, *self.filters.title]).strip()


def read_query(text: str) -> Asked:
    """Read *text*. Raises: QueryError for a date that is none, or where all that is said is what to leave out."""
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST or "\n" in text.strip():
        return Asked(text)
    words: list[str] = []
    unknown: list[str] = []
    filters, at = NO_FILTERS, 0
    for part in _PART.finditer(text):
        words.append(text[at : part.start()])
        at = part.end()
        in_field, after_minus, alone = part[2], part[5], part[7]
        if part["minus"]:
            filters = replace(filters, without=(*filters.without, part["word"] or after_minus))
        elif part["field"] is None:
            filters = replace(filters, phrases=(*filters.phrases, alone))
        elif (field := FIELDS.get(part["field"].lower())) is not None:
            filters = _with_field(filters, field, part["field"], part["value"] or in_field)
        else:
            unknown.append(part["field"])
            words.append(f"{part['field']} {part['value'] or in_field}")
    words.append(text[at:])
    asked = Asked(" ".join(" ".join(words).split()), filters, tuple(unknown))
    if filters.without and not asked.ranked_by and filters == Filters(without=filters.without):
        raise QueryError("query.only_without", word=filters.without[0])
    return asked if filters or unknown else Asked(text)


def _with_field(filters: Filters, field: str, name: str, value: str) -> Filters:
    if field == "period":
        return _with_period(filters, name, value)
    if field in {"since", "until"}:
        first, last = _days(name, value)
        return replace(filters, since=first) if field == "since" else replace(filters, until=last)
    more: dict[str, Any] = {field: (*getattr(filters, field), value)}
    return replace(filters, **more)


def _with_period(filters: Filters, name: str, value: str) -> Filters:
    """2026-02, 2026-01~2026-03, 7일, 2w, 한달."""
    low = value.lower().replace(" ", "")
    if low in _NAMED:
        return replace(filters, last_days=_NAMED[low])
    if back := _BACK.fullmatch(low):
        return replace(filters, last_days=max(1, int(back[1] or 1) * _DAYS[back[2][0]]))
    begin, _, end = low.replace("..", "~").partition("~")
    first, last = _days(name, begin)
    return replace(filters, since=first, until=_days(name, end)[1] if end else last)


def _days(name: str, value: str) -> tuple[date, date]:
    """The first and the last day that *value* means: 2026, 2026-02, 2026-02-03. Raises: QueryError."""
    found = _DAY.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise QueryError("query.no_date", field=name, value=value) from None


def has(word: str, folded: str) -> bool:
    """Whether *folded* text has *word* as it stands; a Latin one whole: AI is not in `said`."""
    wanted = " ".join(fold(word).split())
    at = folded.find(wanted)
    while wanted and at >= 0:
        end = at + len(wanted)
        before, after = folded[at - 1 : at] if at else "", folded[end : end + 1]
        cut_before = _LATIN.match(before) and _LATIN.match(wanted[0])
        cut_after = _LATIN.match(after) and _LATIN.match(wanted[-1])
        if not (cut_before or cut_after):
            return True
        at = folded.find(wanted, at + 1)
    return False
