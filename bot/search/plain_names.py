"""Names in plain words: a paper, a reporter or a section that the words beside say to be a filter.

>>> from bot.search.names import by_letters
>>> known = {"publisher": by_letters(["뉴시스"]), "author": by_letters(["오동현"]), "category": {}}
>>> read_publisher("뉴시스 클라우드 기사", Filters(), known.__getitem__)[1]
'클라우드 기사'
>>> read_author("오동현 기자가 쓴 클라우드", Filters(), known.__getitem__)[0].author
('오동현',)
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import Any

from bot.korean.surnames import COMMON_SURNAMES
from bot.patterns import lazy_compile
from bot.search.filter_names import SURELY_OUT, known_filter
from bot.search.filters import Filters
from bot.search.names import Known, KnownNames, NameKind, letters, papers_called
from bot.search.nicknames import WORDS_TOO

LISTS = lazy_compile(
    r"(?:기사|보도|뉴스|소식)(?:들|만)?(?:을|를)?|(?:것|거|꺼)만|articles?|reports?|news", re.IGNORECASE
)
_ITS = lazy_compile("(?:것|거|꺼)(?:들|만|들만)?(?:을|를)?")  # 뉴시스 거
# what a paper has of its own: 뉴시스 속보 is of 뉴시스, 뉴시스 파업 about it
_GENRES = frozenset("속보 단독 사설 칼럼 만평 논설 기획 특집 인터뷰 오피니언".split())
_CARRIED = lazy_compile(r"(?:나온|쓴|실린|올라온|낸|보도한|게재한|작성한|취재한)")
_ONLY = lazy_compile(r"(?:에서|것|거|꺼)?만$")
_SURELY_OUT = lazy_compile(SURELY_OUT)
# ferry fares not KBN, ferry excluding the Korea Herald
_BUT_PAPER = lazy_compile(
    r"(?<=\S\s)(?:but\s)?(?:not|without|except|excluding)\s(?:the\s)?(?P<paper>[A-Za-z][A-Za-z0-9]{1,19}(?:\s[A-Z][a-z]{2,12})?)(?=\s|$)"
)
# a paper that is left out: 한빛일보만 제외한, 한빛일보가 안 쓴
_LEFT_OUT = lazy_compile(r"제외(?:한|하고|하면|된)?|빼(?:고|면|놓고)?|뺀|아닌|아니면|말고")
_NOT, _REFUSED = lazy_compile("안|못"), lazy_compile(r"제외|빼(?:고|면|놓|$)|뺀|아니|아닌|말고|말$|안$|못$")
_BESIDE = lazy_compile(r"(?:에서|것|거|꺼)?(?:만|은|는|을|를|이|가)$")
_FROM = lazy_compile(r"(?:에서|의|이|가)$")
_KINDS: dict[str, NameKind] = {"publisher": "publisher", "author": "author", "category": "category"}
_ENGLISH_KINDS: dict[str, NameKind] = {
    "by": "author",
    "from": "publisher",
    "in": "publisher",
}  # strike by Kim
_LONGEST_NAME = 3  # words: sea level by Nam Gung Min
# as a browser names a page: the title, and whose it is
_PAGE_OF = lazy_compile(r"(?P<title>\S.*)\s[-–—|]\s(?P<paper>\S[^-–—|]{1,30})$")
_REPORTER = lazy_compile(r"(?:기자|특파원|논설위원|선임기자)(?:님)?(?:의|이|가|는|은|만)?")
_NAMED = frozenset(
    "언론사 신문사 매체 기자 글쓴이 분류 분야 섹션 publisher outlet author reporter category section".split()
)
_WROTE = lazy_compile("쓴|작성한|보도한|취재한")
_NO_PERSON = lazy_compile("[인직부지]$|[^가-힣]")  # 한국인 기자가 쓴, 문화부 기자가 쓴
_ISSUE = lazy_compile(r"\d일자|어제자|오늘자|그제자")
_MOST_BEHIND_DAY = 4  # words, of which the last is a paper: more are a headline
_BETWEEN = lazy_compile("[,，/·](?=.)")
_AND = lazy_compile(r"(?:와|과|랑|이랑|하고|이나|나|,|，)$")
_EITHER = lazy_compile(r"(?P<paper>\S{2,20}?)이?나")
# of a paper's articles: 뉴시스에서 클라우드, 뉴시스에 난 클라우드
_SOURCE = lazy_compile(r"(?P<paper>\S{2,20}?)에(?P<of>서)?")
_PRINTED = lazy_compile(r"난|(?P<in_print>실린|게재된)|나온|올라온|보도된")
_ARTICLES = lazy_compile(r"기사(?:들|만)?(?:을|를)?")
_SHORTEST = 2  # letters of a paper's name
_DESK = lazy_compile(
    r"(?:편집|보도|취재|온라인|디지털|뉴스)(?:국|부|팀|실|룸)$"
)  # what papers sign with beside names
_FULL_NAME = 3  # letters from which a name without 기자 is a reporter's, beside a paper
_SECTION = lazy_compile(r"(?:분야|섹션|면|지면|카테고리)(?:의)?")
_LISTED = lazy_compile(r"(?P<paper>.{2,20})(?P<list>(?:기사|보도|뉴스|소식)(?:들|만)?(?:을|를)?)")


def read_page_title(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`버스 요금 인상 - 뉴시스`: the title of a page, and the paper whose it is."""
    said = _PAGE_OF.fullmatch(words)
    paper = papers_called(said["paper"], known("publisher")) if said else ()
    return (replace(filters, publisher=paper), said["title"]) if said and paper else (filters, words)


def read_paper_left_out(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str] | None:
    """`뉴시스만 제외한 클라우드`, `뉴시스가 안 쓴 클라우드 기사`; None where that is not surely said."""
    papers = known("publisher")
    but = _BUT_PAPER.search(words)
    if but is not None and (called := papers_called(but["paper"], papers)):
        out = tuple(dict.fromkeys((*filters.not_publisher, *called)))
        rest_of = f"{words[: but.start()]} {words[but.end() :]}"
        return replace(filters, not_publisher=out), " ".join(rest_of.split())
    parts = _commas_apart(words, papers)
    listed = bool(parts) and LISTS.fullmatch(parts[-1]) is not None
    for at in range(len(parts)):
        for size in (2, 1):
            joined = "".join(parts[at : at + size])
            saying = _leaving_out(joined, parts[at + size :])
            surely = (
                saying == 1 and at > 0 and at + size + saying == len(parts)
            )  # 북극곰 연합 말고; no 연합 말고 통합
            bare = _BESIDE.sub("", joined)
            called = papers_called(joined, papers) or papers_called(bare, papers, surely=surely)
            named = [name for name in called if letters(name) in papers]  # what is left out is never mended
            if not (saying and named):
                continue
            if not (listed or joined.endswith("만") or _SURELY_OUT.match(" ".join(parts[at + size :]))):
                continue
            before, names = _joined_names(parts[:at], papers, side_by_side=True)
            if rest := before + parts[at + size + saying :]:
                left_out = tuple(dict.fromkeys((*filters.not_publisher, *names, *named)))
                return replace(filters, not_publisher=left_out), " ".join(rest)
    return None


def _leaving_out(name: str, parts: list[str]) -> int:
    """How many words at the beginning of *parts* say that *name* before them is left out."""
    if parts and _LEFT_OUT.fullmatch(parts[0]):  # 뉴시스 아니면 한겨레: either
        return int(parts[0] != "아니면" or name.endswith("만"))
    return 2 if len(parts) > 1 and _NOT.fullmatch(parts[0]) and _CARRIED.fullmatch(parts[1]) else 0


def read_only_papers(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`오늘자 뉴시스`, `뉴시스 한겨레 기사`: where nothing but papers is left beside a filter, it is their articles."""
    papers = known("publisher")
    named = [papers_called(word, papers) for word in words.split() if not LISTS.fullmatch(word)]
    if not named or not all(named):
        return filters, words
    every = dict.fromkeys((*filters.publisher, *chain(*named)))
    return replace(filters, publisher=tuple(every)), ""


def read_named(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`언론사 뉴시스`: the name of a filter before a name that it has here, without its colon."""
    parts = words.split()
    for at, word in enumerate(parts[:-1]):
        surely = word.lower() in _NAMED
        kind = _KINDS.get(known_filter(word) or "") if surely else _ENGLISH_KINDS.get(word.lower())
        if kind is None or getattr(filters, kind):
            continue
        found, size = _name_behind(parts[at + 1 :], kind, known(kind), surely=surely)
        if not found:
            continue
        out = at > 0 and parts[at - 1].lower() == "not"  # not from KBS
        more: dict[str, Any] = {f"not_{kind}" if out else kind: found}
        return replace(filters, **more), " ".join(parts[: at - out] + parts[at + 1 + size :])
    if parts and LISTS.fullmatch(parts[-1]) and not filters.category:  # 경제 분야 나룻배 기사, 경제면 기사
        for at, word in enumerate(parts[:-1]):
            glued = _SECTION.search(word)
            apart = _SECTION.fullmatch(parts[at + 1]) is not None
            name = word if apart else word[: glued.start()] if glued and glued.end() == len(word) else ""
            if name and (section := known("category").get(letters(name))) is not None:
                rest = parts[:at] + parts[at + (2 if apart else 1) :]
                return replace(filters, category=(section,)), " ".join(rest)
    return filters, words


def _name_behind(
    parts: list[str], kind: NameKind, known: Known, *, surely: bool
) -> tuple[tuple[str, ...], int]:
    """The names of *known* that *parts* begin with, and of how many words."""
    for size in range(min(_LONGEST_NAME, len(parts)), 0, -1):
        said = " ".join(parts[:size])
        if kind == "publisher" and (papers := papers_called(said, known, surely=surely and size == 1)):
            return papers, size
        if (name := known.get(letters(said))) is not None:
            return (name,), size
    return (), 0


def read_author(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`오동현 기자`, where one of that name writes here."""
    parts, papers = words.split(), known("publisher")
    for at, word in enumerate(parts):
        glued = _REPORTER.search(word)
        name = word[: glued.start()] if glued and glued.end() == len(word) else ""
        size = 1
        if not name and at + 1 < len(parts) and _REPORTER.fullmatch(parts[at + 1]):
            name, size = word, 2
        author = known("author").get(letters(name)) or _signed(name, parts[at + size :], papers)
        if len(name) >= 2 and author is not None:
            before, named = _joined_names(parts[:at], known("author"), side_by_side=True)
            following = parts[at + size :]
            if following and _LEFT_OUT.fullmatch(following[0]):
                out = tuple(dict.fromkeys((*filters.not_author, *named, author)))
                return replace(filters, not_author=out), " ".join(before + following[1:])
            if before and not filters.publisher and (paper := papers_called(before[-1], papers)):
                filters, before = replace(filters, publisher=paper), before[:-1]  # 뉴시스 오동현 기자
            rest = before + _after_carried(following)
            return replace(filters, author=(*named, author)), " ".join(rest)
    if len(parts) > 1 and not filters.publisher:  # 뉴시스 오동현 클라우드
        paper, writer = papers_called(parts[0], papers), known("author").get(letters(parts[1]))
        if paper and writer and len(parts[1]) >= _FULL_NAME and not _DESK.search(writer):
            return replace(filters, publisher=paper, author=(writer,)), " ".join(parts[2:])
    return filters, words


def _signed(name: str, following: list[str], papers: Known) -> str | None:
    """*name*, a person's who is said to have written it, be he unknown here: `홍길동 기자가 쓴`; None else."""
    if len(name) != _FULL_NAME or not following or not _WROTE.fullmatch(following[0]):
        return None
    person = name[0] in COMMON_SURNAMES and not _NO_PERSON.search(name) and not papers_called(name, papers)
    return name if person else None


def read_publisher(words: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`뉴시스 기사`, `뉴시스에서 쓴`, `뉴시스 클라우드 기사`: a paper's name where what is wanted is its articles."""
    parts = words.split()
    if len(parts) < 2:
        return filters, words
    papers = known("publisher")
    if len(parts) == 2 and parts[0] in _GENRES and (paper := papers_called(parts[1], papers)):  # 속보 뉴시스
        return replace(filters, publisher=paper), parts[0]
    parts = [part for word in _commas_apart(words, papers) for part in _apart(word, papers)]
    for at in range(len(parts)):
        for size in (2, 1):  # 연합 뉴스
            if at + size > len(parts) or not (names := _meant(parts, at, size, papers)):
                continue
            end = at + size
            before, first = _joined_names(parts[:at], papers)
            while _AND.search(parts[end - 1]) and (
                more := papers_called("".join(parts[end : end + 1]), papers)
            ):
                names += more
                end += 1
            rest = before + _after_carried(parts[end:])
            return replace(filters, publisher=tuple(dict.fromkeys((*first, *names)))), " ".join(rest)
    return filters, words


def _meant(parts: list[str], at: int, size: int, papers: Known) -> tuple[str, ...]:
    """The papers that *size* of *parts* at *at* name, where it is their articles that are wanted; () else."""
    joined, behind = "".join(parts[at : at + size]), parts[at + size :]
    if len(letters(joined)) < _SHORTEST or _leaving_out(joined, behind):
        return ()
    following = behind[0] if behind else ""
    if (alone := _ONLY.sub("", joined)) != joined and (only := papers_called(alone, papers)):
        return () if _REFUSED.match(following) else only
    if (source := _SOURCE.fullmatch(joined)) and (named := _source(source, following, papers)):
        return named
    if (either := _EITHER.fullmatch(joined)) and papers_called(following, papers):  # KBS나 SBS
        return papers_called(either["paper"], papers, surely=True)
    bare = _FROM.sub("", joined)
    names = papers_called(joined, papers) or papers_called(bare, papers)
    own = following in _GENRES and len(behind) == 1
    if own or any(form.fullmatch(following) for form in (LISTS, _ITS, _CARRIED)):
        surely = own or (at == 0 and _ARTICLES.fullmatch(following) is not None)
        return names or papers_called(bare, papers, surely=surely)
    return names if at == 0 and behind and LISTS.fullmatch(parts[-1]) else ()


def _source(said: re.Match[str], following: str, papers: Known) -> tuple[str, ...]:
    """The papers of `한경에서` and of `한경에 실린`; of 중앙 alone, which is a place, in print only."""
    printed = _PRINTED.fullmatch(following)
    if not (said["of"] or printed):
        return ()
    in_print = printed is not None and printed["in_print"] is not None
    return papers_called(said["paper"], papers, surely=in_print or letters(said["paper"]) not in WORDS_TOO)


def _joined_names(
    before: list[str], names_known: Known, *, side_by_side: bool = False
) -> tuple[list[str], list[str]]:
    """뉴시스와, before another name: the words without them, and the names; *side_by_side*: 뉴시스 alone, too."""
    names: list[str] = []
    while before and ((joined := _AND.search(before[-1]) is not None) or side_by_side):
        called = papers_called(_AND.sub("", before[-1]), names_known, surely=joined)
        if not called:
            break
        before, names = before[:-1], [*called, *names]
    return before, names


def _commas_apart(words: str, papers: Known) -> list[str]:
    """The words, of which 뉴시스,한겨레만 is two: 뉴시스, and 한겨레만."""
    parts: list[str] = []
    for word in words.split():
        listed = _BETWEEN.split(word)
        named = all(
            papers_called(one, papers) or papers_called(_BESIDE.sub("", one), papers) for one in listed
        )
        parts += [f"{one}," for one in listed[:-1]] + listed[-1:] if named else [word]
    return parts


def _apart(word: str, papers: Known) -> list[str]:
    """뉴시스기사, as two words."""
    glued = _LISTED.fullmatch(word)
    if glued is None or letters(word) in papers or not papers_called(glued["paper"], papers):
        return [word]
    return [glued["paper"], glued["list"]]


def _after_carried(parts: list[str]) -> list[str]:
    """*parts* without what says that those named before wrote it: 쓴, 쓴 것만, 거."""
    parts = parts[1:] if parts and (_CARRIED.fullmatch(parts[0]) or _PRINTED.fullmatch(parts[0])) else parts
    return parts[1:] if parts and _ITS.fullmatch(parts[0]) else parts


def read_beside_day(words: str, rest: str, filters: Filters, known: KnownNames) -> tuple[Filters, str]:
    """`2일자 뉴시스 클라우드`, `뉴시스 1월 3일 클라우드`, `클라우드 어제 뉴시스`, `어제 클라우드 뉴시스`.

    *rest* is *words* without the day. In `어제 KBS 연예대상` the paper may be what it is about.
    """
    parts, papers = rest.split(), known("publisher")
    at = next(
        (k for k, pair in enumerate(zip(words.split(), parts, strict=False)) if pair[0] != pair[1]),
        len(parts),
    )
    of_issue = _ISSUE.search(words) is not None
    last = len(parts) - 1
    behind = at == 0 and len(parts) <= _MOST_BEHIND_DAY
    for place, whose in ((at - 1, at == 1), (at, of_issue or at == last), (last, behind)):
        if whose and 0 <= place < len(parts) > 1 and (paper := papers_called(parts[place], papers)):
            return replace(filters, publisher=paper), " ".join(parts[:place] + parts[place + 1 :])
    return filters, rest
