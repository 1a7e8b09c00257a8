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
from itertools import pairwise, takewhile
from typing import Any

from bot.errors import QueryError
from bot.korean.particles import without_subject_mark
from bot.patterns import lazy_compile
from bot.search.day_spans import read_span
from bot.search.filter_names import SURELY_OUT, known_filter
from bot.search.filters import Filters
from bot.search.names import Known, KnownNames, NameKind, letters
from bot.search.periods import read_period

_LISTS = lazy_compile(
    r"(?:기사|보도|뉴스|소식)(?:들|만)?(?:을|를)?|(?:것|거|꺼)만|articles?|reports?|news", re.IGNORECASE
)
_CARRIED = lazy_compile(r"(?:나온|쓴|실린|올라온|낸|보도한|게재한|작성한|취재한)")
_ONLY = lazy_compile(r"(?:에서|것|거|꺼)?만$")
_SURELY_OUT = lazy_compile(SURELY_OUT)
# a paper that is left out: 한빛일보만 제외한, 한빛일보가 안 쓴
_LEFT_OUT = lazy_compile(r"제외(?:한|하고|하면|된)?|빼(?:고|면|놓고)?|뺀|아닌|아니면|말고")
_NOT, _REFUSED = lazy_compile("안|못"), lazy_compile(r"제외|빼(?:고|면|놓|$)|뺀|아니|아닌|말고|말$|안$|못$")
_BESIDE = lazy_compile(r"(?:에서|것|거|꺼)?(?:만|은|는|을|를|이|가)$")
_CAME_OUT = lazy_compile(r"(?:나온|올라온|실린|보도된)\s(?=\S)")
# in other marks than the language has; a headline has these as well, and more words beside them
_IN_MARKS = lazy_compile(
    r"(?<!\S)(?:['‘]{1,2}|[「『«《〈<`])(?P<phrase>[^\s'‘’「」『』«»《》〈〉<>`\"“”„‟＂]{1,50}\s[^'‘’「」『』«»《》〈〉<>`\"“”„‟＂]{1,100})"
    r"(?:['’]{1,2}|[」』»》〉>`])(?=\s|$)"
)
_MOST_BESIDE = 2
_FROM = lazy_compile(r"(?:에서|의|이|가)$")
_KINDS: dict[str, NameKind] = {"publisher": "publisher", "author": "author", "category": "category"}
_ENGLISH_KINDS: dict[str, NameKind] = {
    "by": "author",
    "from": "publisher",
    "in": "publisher",
}  # strike by Kim
_WITHOUT = lazy_compile(  # 쿠팡 말고 네이버, 나룻배 광고는 빼고
    r"(?<!\S)(?<![은는린진한된할]\s)(?P<word>[0-9A-Za-z가-힣]{2,20}?)(?:은|는|을|를|만)?\s(?:말고|빼고|제외하고|빼고는)"
    r"(?!\s(?:얼마|몇|뭐|무엇|어디|누구|[가-힣]{1,6}[은는린진한된]\s))(?=\s|$)"
)
# as a browser names a page: the title, and whose it is
_PAGE_OF = lazy_compile(r"(?P<title>\S.*)\s[-–—|]\s(?P<paper>\S[^-–—|]{1,30})$")
_POINTING = frozenset("이거 그거 저거 이것 그것 저것 여기 거기 나 너 다른거".split())
_REPORTER = lazy_compile(r"(?:기자|특파원|논설위원|선임기자)(?:님)?(?:의|이|가)?")
_NAMED = frozenset(
    "언론사 신문사 매체 기자 글쓴이 분류 분야 섹션 publisher outlet author reporter category section".split()
)
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
_TITLED = lazy_compile(  # 제목에 나룻배 들어간
    r"(?<!\S)제목에\s(?P<word>[0-9A-Za-z가-힣]{2,20})\s(?:들어간|들어가는|있는|나오는|나온|포함된|든)(?=\s|$)"
)
_BETWEEN = lazy_compile("[,，/·](?=.)")
_AND = lazy_compile(r"(?:와|과|랑|이랑|하고|,|，)$")
_SECTION = lazy_compile(r"(?:분야|섹션|면|지면|카테고리)(?:의)?")
_LISTED = lazy_compile(r"(?P<paper>.{2,20})(?P<list>(?:기사|보도|뉴스|소식)(?:들|만)?(?:을|를)?)")
_NOTHING = lazy_compile(
    r"(?:기사|보도|뉴스|소식|자료|글)(?:들|만|은|는|을|를)?|나온|쓴|실린|올라온|관련|관련된|전체|모두|전부|모든|보여줘|찾아줘|알려줘|줘"
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
        found, words = _read_page_title(words, found, known)
    before = None
    if today is not None and not found.in_time:
        words = _GLUED.sub(r"\1 ", words)
    if today is not None:
        found, words = _read_left_out(words, found, known)
        found, words = _read_titled(words, found)
    while before != (found, words):
        before = found, words
        if today is not None and not found.in_time:
            found, words = _read_days(words, found, today, known)
        if known is not None:
            found, words = _read_named(words, found, known)
        if known is not None and not found.author:
            found, words = _read_author(words, found, known)
        if known is not None and not found.publisher:
            found, words = _read_publisher(words, found, known)
    if known is not None and found != filters and not filters.publisher:
        found, words = _read_only_papers(words, found, known)
    if found != filters and all(_NOTHING.fullmatch(word) for word in words.split()):
        words = ""  # `어제 기사`: all there are
    elif found != filters:
        words = _without_list_word(words)
    return found, words


def _read_days(words: str, filters: Filters, today: date, known: KnownNames | None) -> tuple[Filters, str]:
    if (lately := _LATELY.search(words) or _FOR_SO_LONG.search(words)) is not None:
        back = _back(lately["value"] or lately["ending"], today)
        rest = f"{words[: lately.start()]} {words[lately.end() :]}"
        if back is not None:
            return replace(filters, last_days=back), " ".join(rest.split())
    if (span := read_span(words, today)) is None and known is not None:  # 12월 기사 한빛일보
        papers, parts = known("publisher"), words.split()
        size = len(list(takewhile(lambda word: letters(word) in papers, reversed(parts))))
        if 0 < size < len(parts) and (span := read_span(" ".join(parts[:-size]), today)) is not None:
            span = span._replace(rest=" ".join([*span.rest.split(), *parts[-size:]]))
    if span is None:
        return filters, words
    beside = span.rest if _CAME_OUT.match(words) else _CAME_OUT.sub("", span.rest, count=1)
    return replace(filters, since=span.first, until=span.last), beside


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


def _read_page_title(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`버스 요금 인상 - 뉴시스`: the title of a page, and the paper whose it is."""
    said = _PAGE_OF.fullmatch(words)
    paper = known("publisher").get(letters(said["paper"])) if said else None
    return (replace(filters, publisher=(paper,)), said["title"]) if said and paper else (filters, words)


def _read_left_out(words: str, filters: Filters, known: KnownNames | None) -> tuple[Filters, str]:
    """`쿠팡 말고 네이버`; the words beside it are what is looked for. A paper's name leaves out what it carried."""
    if known is not None and (read := _read_paper_left_out(words, filters, known)) is not None:
        return read
    said = _WITHOUT.search(words)
    if said is None or said["word"] in _POINTING:
        return filters, words
    rest = " ".join(f"{words[: said.start()]} {words[said.end() :]}".split())
    if not rest or said["word"] in filters.without:
        return filters, words
    if known is not None and (paper := known("publisher").get(letters(said["word"]))) is not None:
        return replace(filters, not_publisher=tuple(dict.fromkeys((*filters.not_publisher, paper)))), rest
    return replace(filters, without=(*filters.without, said["word"])), rest


def _read_paper_left_out(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str] | None:
    """`뉴시스만 제외한 클라우드`, `뉴시스가 안 쓴 클라우드 기사`; None where that is not surely said."""
    papers = known("publisher")
    parts = _commas_apart(words, papers)
    listed = bool(parts) and _LISTS.fullmatch(parts[-1]) is not None
    for at in range(len(parts)):
        for size in (2, 1):
            joined = "".join(parts[at : at + size])
            saying = _leaving_out(joined, parts[at + size :])
            name = papers.get(letters(joined)) or papers.get(letters(_BESIDE.sub("", joined)))
            if not (saying and name):
                continue
            if not (listed or joined.endswith("만") or _SURELY_OUT.match(" ".join(parts[at + size :]))):
                continue
            before, names = _joined_papers(parts[:at], papers, side_by_side=True)
            if rest := before + parts[at + size + saying :]:
                left_out = tuple(dict.fromkeys((*filters.not_publisher, *names, name)))
                return replace(filters, not_publisher=left_out), " ".join(rest)
    return None


def _leaving_out(name: str, parts: list[str]) -> int:
    """How many words at the beginning of *parts* say that *name* before them is left out."""
    if parts and _LEFT_OUT.fullmatch(parts[0]):  # 뉴시스 아니면 한겨레: either
        return int(parts[0] != "아니면" or name.endswith("만"))
    return 2 if len(parts) > 1 and _NOT.fullmatch(parts[0]) and _CARRIED.fullmatch(parts[1]) else 0


def _read_titled(words: str, filters: Filters) -> tuple[Filters, str]:
    """`제목에 나룻배 들어간 기사`."""
    said = _TITLED.search(words)
    if said is None or filters.title:
        return filters, words
    rest = " ".join(f"{words[: said.start()]} {words[said.end() :]}".split())
    return replace(filters, title=(without_subject_mark(said["word"]),)), rest


def _read_only_papers(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`오늘자 뉴시스`, `뉴시스 한겨레 기사`: where nothing but papers is left beside a filter, it is their articles."""
    papers = known("publisher")
    named = [papers.get(letters(word)) for word in words.split() if not _LISTS.fullmatch(word)]
    if not named or not all(named):
        return filters, words
    every = dict.fromkeys((*filters.publisher, *(name for name in named if name)))
    return replace(filters, publisher=tuple(every)), ""


def _back(value: str, today: date) -> int | None:
    """How many days *value* is; None where it is no time: `최근 세 주`."""
    try:
        return read_period("", value, today)[2]
    except QueryError:
        return None


def _read_named(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`언론사 뉴시스`: the name of a filter before a name that it has here, without its colon."""
    parts = words.split()
    for at, (word, name) in enumerate(pairwise(parts)):
        kind = (
            _KINDS.get(known_filter(word) or "")
            if word.lower() in _NAMED
            else _ENGLISH_KINDS.get(word.lower())
        )
        if kind is None or getattr(filters, kind) or (found := known(kind).get(letters(name))) is None:
            continue
        more: dict[str, Any] = {kind: (found,)}
        return replace(filters, **more), " ".join(parts[:at] + parts[at + 2 :])
    if parts and _LISTS.fullmatch(parts[-1]) and not filters.category:  # 경제 분야 나룻배 기사, 경제면 기사
        for at, word in enumerate(parts[:-1]):
            glued = _SECTION.search(word)
            apart = _SECTION.fullmatch(parts[at + 1]) is not None
            name = word if apart else word[: glued.start()] if glued and glued.end() == len(word) else ""
            if name and (section := known("category").get(letters(name))) is not None:
                rest = parts[:at] + parts[at + (2 if apart else 1) :]
                return replace(filters, category=(section,)), " ".join(rest)
    return filters, words


def _read_author(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`오동현 기자`, where one of that name writes here."""
    parts = words.split()
    for at, word in enumerate(parts):
        glued = _REPORTER.search(word)
        name = word[: glued.start()] if glued and glued.end() == len(word) else ""
        size = 1
        if not name and at + 1 < len(parts) and _REPORTER.fullmatch(parts[at + 1]):
            name, size = word, 2
        if len(name) >= 2 and (author := known("author").get(letters(name))) is not None:
            rest = parts[:at] + _after_carried(parts[at + size :])
            return replace(filters, author=(author,)), " ".join(rest)
    return filters, words


def _read_publisher(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`뉴시스 기사`, `뉴시스에서 쓴`, `뉴시스 클라우드 기사`: a paper's name where what is wanted is its articles."""
    parts = words.split()
    if len(parts) < 2:
        return filters, words
    papers = known("publisher")
    parts = [part for word in _commas_apart(words, papers) for part in _apart(word, papers)]
    ends_in_list = _LISTS.fullmatch(parts[-1]) is not None
    for at in range(len(parts)):
        for size in (2, 1):  # 연합 뉴스
            some = parts[at : at + size]
            if len(some) < size or len(letters("".join(some))) < 2:
                continue
            joined = "".join(some)
            bare = _FROM.sub("", joined)
            only = None if joined == (alone := _ONLY.sub("", joined)) else papers.get(letters(alone))
            name = papers.get(letters(joined)) or papers.get(letters(bare)) or only
            following = parts[at + size : at + size + 1]
            if _leaving_out(joined, parts[at + size :]) or (
                only and following and _REFUSED.match(following[0])
            ):
                continue
            meant = bool(following) and (
                _LISTS.fullmatch(following[0]) is not None or _CARRIED.fullmatch(following[0]) is not None
            )
            if name and (meant or name == only or (at == 0 and ends_in_list and size < len(parts))):
                before, names = _joined_papers(parts[:at], papers)
                names.append(name)
                end = at + size
                while _AND.search(parts[end - 1]) and (
                    more := papers.get(letters("".join(parts[end : end + 1])))
                ):
                    names.append(more)
                    end += 1
                return replace(filters, publisher=tuple(names)), " ".join(
                    before + _after_carried(parts[end:])
                )
    return filters, words


def _joined_papers(
    before: list[str], papers: Known, *, side_by_side: bool = False
) -> tuple[list[str], list[str]]:
    """뉴시스와, before another paper: the words without them, and the papers; *side_by_side*: 뉴시스 alone, too."""
    names: list[str] = []
    while before and (side_by_side or _AND.search(before[-1])):
        name = papers.get(letters(_AND.sub("", before[-1])))
        if name is None:
            break
        before, names = before[:-1], [name, *names]
    return before, names


def _commas_apart(words: str, papers: Known) -> list[str]:
    """The words, of which 뉴시스,한겨레만 is two: 뉴시스, and 한겨레만."""
    parts: list[str] = []
    for word in words.split():
        listed = _BETWEEN.split(word)
        named = all(letters(one) in papers or letters(_BESIDE.sub("", one)) in papers for one in listed)
        parts += [f"{one}," for one in listed[:-1]] + listed[-1:] if named else [word]
    return parts


def _apart(word: str, papers: Known) -> list[str]:
    """뉴시스기사, as two words."""
    glued = _LISTED.fullmatch(word)
    if glued is None or letters(word) in papers or letters(glued["paper"]) not in papers:
        return [word]
    return [glued["paper"], glued["list"]]


def _after_carried(parts: list[str]) -> list[str]:
    return parts[1:] if parts and _CARRIED.fullmatch(parts[0]) else parts


def _without_list_word(words: str) -> str:
    """`클라우드 기사` without 기사, which ranks nothing."""
    parts = words.split()
    while len(parts) > 1 and _LISTS.fullmatch(parts[-1]):
        parts.pop()
    while len(parts) > 1 and _LISTS.fullmatch(parts[0]):
        parts.pop(0)
    return " ".join(parts)
