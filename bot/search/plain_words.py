"""Filters in plain words: `어제`, `1월 3일`, `뉴시스 기사`, `오동현 기자`.

>>> from bot.search.names import by_letters
>>> known = {"publisher": by_letters(["뉴시스"]), "author": by_letters(["오동현"]), "category": {}}
>>> found, words = read_plain("어제 뉴시스 클라우드 기사", Filters(), date(2026, 1, 7), known.__getitem__)
>>> found.publisher, str(found.since), str(found.until), words
(('뉴시스',), '2026-01-06', '2026-01-06', '클라우드')
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import takewhile

from bot.errors import QueryError
from bot.patterns import lazy_compile
from bot.search.day_spans import Span, read_span
from bot.search.demands import Demand, Titled, left_out, titled
from bot.search.filters import Filters
from bot.search.loose_days import read_beside_name, read_month_of_year
from bot.search.names import KnownNames, papers_called
from bot.search.periods import read_period
from bot.search.plain_names import (
    LISTS,
    read_author,
    read_beside_day,
    read_named,
    read_only_papers,
    read_page_title,
    read_paper_left_out,
    read_publisher,
)

_CAME_OUT = lazy_compile(r"(?:나온|올라온|실린|보도된)\s(?=\S)")
# in other marks than the language has; a headline has these as well, and more words beside them
_IN_MARKS = lazy_compile(
    r"(?<!\S)(?:['‘]{1,2}|[「『«《〈<`])(?P<phrase>[^\s'‘’「」『』«»《》〈〉<>`\"“”„‟＂]{1,50}\s[^'‘’「」『』«»《》〈〉<>`\"“”„‟＂]{1,100})"
    r"(?:['’]{1,2}|[」』»》〉>`])(?=\s|$)"
)
_MOST_BESIDE = 2
_GLUED = lazy_compile(  # 1월3일나룻배, 어제나룻배; not 어제오늘, 어제의
    r"(?<!\S)((?:20\d\d년)?\d{1,2}월\d{1,2}일|어제|그저께|지난주|이번주|지난달)"
    r"(?!부터|까지|이후|이전|것|꺼|거만|거\s|에|의|은|는|도|만|와|과|자|치|보다|처럼|같|말|중|내|부로|초|식|오늘|나온|올라온|쓴|기사|뉴스|보도|소식|주요|하루|전|간|동안|밤|새벽|아침|저녁|오전|오후)"
    r"(?=[가-힣A-Za-z][가-힣A-Za-z0-9]{1,30}(?:\s|$))"
)
_LATELY = lazy_compile(
    r"(?:^(?:기간|period)\s|(?<!\S)(?:(?:in|over|within)\s)?(?:the\s)?(?:last|past)\s(?=\d{1,3}\s(?:week|month))|(?<!\S)기간\s(?=\d{1,3}\s?(?:일|주)(?:\s|$))|(?<!\S)(?:최근|지난)\s?(?=\S{1,2}\s?(?:주|개월|달)))"
    r"(?P<value>(?:\d{1,3}|한|두|세|석|반)\s?(?:일|주일|주|개월|달|년|days?|weeks?|months?)|일주일|열흘|보름)(?:간|\s?동안)?(?=\s|$)",
    re.IGNORECASE,
)
_SO_LONG = r"(?P<value>(?:한|두|세|석)\s?(?:주|달)|일주일|열흘|보름)(?:간|\s?동안)"
_FOR_SO_LONG = lazy_compile(
    rf"^{_SO_LONG}(?=\s)|(?<=\s){_SO_LONG.replace('value', 'ending')}$"
)  # 한 달간 환율
_AMONG = lazy_compile(r"(?<!\S)(?:기사|뉴스|보도)(?:들)?\s중(?:에서?|엔)?(?=\s|$)")
_ABOUT = frozenset("about from on of by in".split())
_NOTHING = lazy_compile(
    r"(?:기사|보도|뉴스|소식|자료|글)(?:들|만|은|는|을|를)?|나온|쓴|실린|올라온|관련|관련된|전체|모두|전부|모든|보여줘|찾아줘|알려줘|줘|(?:것|거|꺼)(?:들|만|들만)?"
    r"|articles?|reports?|news|stories|from|by|of|on|about|the|all|in",
    re.IGNORECASE,
)


def read_plain(
    words: str, filters: Filters, today: date | None, known: KnownNames | None
) -> tuple[Filters, str]:
    """*filters* with what *words* say beside, and the words that are left.

    today: by which days are told; known: the names by which papers and authors are. Either None: these are words.
    """
    found, words = _read_in_marks(words, filters)
    if known is not None and not found.publisher:
        found, words = read_page_title(words, found, known)
    before = None
    if today is not None and not found.in_time:
        words = _GLUED.sub(r"\1 ", words)
    if today is not None:
        found, words = read_demands(words, found, known)
    while before != (found, words):
        before = found, words
        if today is not None and not found.in_time:
            found, words = _read_days(words, found, today, known)
        if known is not None:
            found, words = read_named(words, found, known)
        if known is not None and not found.author:
            found, words = read_author(words, found, known)
        if known is not None and not found.publisher:
            found, words = read_publisher(words, found, known)
    if today is not None and known is not None and not found.in_time:
        papers = known("publisher")
        found, words = read_beside_name(words, found, today, lambda word: papers_called(word, papers))
    if known is not None and found != filters and not filters.publisher:
        found, words = read_only_papers(words, found, known)
    if found and all(_NOTHING.fullmatch(word) for word in words.split()):
        words = ""  # `어제 기사`, `언론사:뉴시스 기사`: all there are
    elif found != filters:
        words = _without_list_word(_AMONG.sub("", words))
    return found, words


def read_demands(words: str, filters: Filters, known: KnownNames | None = None) -> tuple[Filters, str]:
    """*filters* with what *words* demand of the text, and the others: `삼성 빼고 반도체`, `제목에 반도체`."""
    filters, words = _read_left_out(words, filters, known)
    return _read_titled(words, filters)


def _read_days(words: str, filters: Filters, today: date, known: KnownNames | None) -> tuple[Filters, str]:
    if (lately := _LATELY.search(words) or _FOR_SO_LONG.search(words)) is not None:
        back = _back(lately["value"] or lately["ending"], today)
        rest = f"{words[: lately.start()]} {words[lately.end() :]}"
        if back is not None:
            return replace(filters, last_days=back), " ".join(rest.split())
    if (span := read_span(words, today)) is None and known is not None:  # 12월 기사 한빛일보
        papers, parts = known("publisher"), words.split()
        size = len(list(takewhile(lambda word: papers_called(word, papers), reversed(parts))))
        if 0 < size < len(parts) and (span := read_span(" ".join(parts[:-size]), today)) is not None:
            span = span._replace(rest=" ".join([*span.rest.split(), *parts[-size:]]))
    if span is None:
        days, rest = read_month_of_year(words, today)
        return (
            (filters, words) if days is None else (replace(filters, since=days.first, until=days.last), rest)
        )
    span = _narrowed(span, today)
    beside = span.rest if _CAME_OUT.match(words) else _CAME_OUT.sub("", span.rest, count=1)
    filters = replace(filters, since=span.first, until=span.last)
    if known is not None and not filters.publisher:
        return read_beside_day(words, beside, filters, known)
    return filters, beside


def _narrowed(span: Span, today: date) -> Span:
    """`12월 기사 어제`: where nothing but other days is left beside *span*, what both are; else *span*."""
    other = read_span(span.rest, today)
    if other is None or not all(_NOTHING.fullmatch(word) for word in other.rest.split()):
        return span
    first = max(filter(None, (span.first, other.first)), default=None)
    last = min(filter(None, (span.last, other.last)), default=None)
    if first and last and first > last:
        return span._replace(rest=other.rest)
    return Span(first, last, other.rest)


def _read_in_marks(words: str, filters: Filters) -> tuple[Filters, str]:
    """`‘개인 정보’ 유출`: what is demanded as it stands."""
    said = _IN_MARKS.search(words)
    if said is None:
        return filters, words
    rest = " ".join(f"{words[: said.start()]} {words[said.end() :]}".split())
    phrase = " ".join(said["phrase"].split())
    if len(rest.split()) > _MOST_BESIDE or " " not in phrase or phrase in filters.phrases:
        return filters, words
    return replace(filters, phrases=(*filters.phrases, phrase)), rest


def _read_left_out(words: str, filters: Filters, known: KnownNames | None) -> tuple[Filters, str]:
    """`쿠팡 말고 네이버`; the words beside it are what is looked for. A paper's name leaves out what it carried."""
    if known is not None and (read := read_paper_left_out(words, filters, known)) is not None:
        return read
    said = left_out(words)
    if said is None or said.word in filters.without:
        return filters, words
    rest = _beside(words, said)
    if known is not None and (papers := papers_called(said.word, known("publisher"))):
        return replace(filters, not_publisher=tuple(dict.fromkeys((*filters.not_publisher, *papers)))), rest
    return replace(filters, without=(*filters.without, said.word)), rest


def _read_titled(words: str, filters: Filters) -> tuple[Filters, str]:
    """`제목에 나룻배 들어간 기사`."""
    said = titled(words)
    if said is None or filters.title:
        return filters, words
    return replace(filters, **{"not_title" if said.out else "title": said.words}), _beside(words, said)  # type: ignore[arg-type]


def _beside(words: str, said: Demand | Titled) -> str:
    return " ".join(f"{words[: said.start]} {words[said.end :]}".split())


def _back(value: str, today: date) -> int | None:
    """How many days *value* is; None where it is no time: `최근 세 주`."""
    try:
        return read_period("", value, today)[2]
    except QueryError:
        return None


def _without_list_word(words: str) -> str:
    """`클라우드 기사` without 기사, which ranks nothing."""
    parts = words.split()
    while len(parts) > 1 and LISTS.fullmatch(parts[-1]):
        parts.pop()
    while len(parts) > 1 and (LISTS.fullmatch(parts[0]) or parts[0] in _ABOUT):
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _ABOUT:
        parts.pop()
    return " ".join(parts)
