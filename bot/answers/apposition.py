"""A name told by the kind of thing that it stands beside: 밴드 자우림이, 이성근 선교사, 효도수당 for a 수당.

>>> from bot.answers.frame import read_frame
>>> text = "축제에는 밴드 달무리가 출연한다."
>>> text[slice(*named_beside(read_frame("축제에 나오는 밴드 누구야?"), text))]
'달무리'
"""

from __future__ import annotations

import re

from bot.answers.clauses import cover
from bot.answers.frame import Frame, Part, Want
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_body, is_full_name, is_known_place, looks_foreign
from bot.quotes.roles import AMBIGUOUS, ROLE

_SHORTEST = 2  # syllables of a kind of thing that is looked for by itself
_AFTER = r"(?:\([^()]{1,24}\))?(?:이라는|라는|에게|에서|와|과|이|가|은|는|을|를|의|도|씨)(?=[\s,])"
_NAME_AFTER = (
    rf"\s(?P<mark>['‘]?)(?P<noun>(?:[가-힣A-Za-z0-9·]{{2,10}}\s)??[가-힣A-Za-z0-9·]{{2,12}}?)['’]?{_AFTER}"
)
_NAME_BEFORE = r"(?P<noun>(?:[가-힣A-Za-z·]{2,8}\s)?[가-힣A-Za-z·]{2,8})\s"
_CALLED = lazy_compile(r"\(|이?라는")  # what stands behind a name
_ARTISTS = lazy_compile(
    r"(?:밴드|그룹|듀오|가수|래퍼|배우|극단|악단|합창단)$"
)  # kinds whose names are said without a mark
_NO_ARTIST = lazy_compile(
    r"^(?:초청|공연|무대|선임|선발|활동|데뷔|소속|지망|섭외|출연|오디션|대표|멤버|회원|단원|팬|음악|노래|콘서트|사이|가운데)|들$"
)
_CALLING = lazy_compile(  # callings in 인, which is no copula there, and some that are no office
    r"(?:방송|연예|정치|경제|기업|경영|언론|법조|종교|체육|예술|음악|영화|연극|무용|문학|국악|의료|농업|축구|야구|직장|변호|대리|피고"
    r"|역술|무속|일반|외국|[한미중영]국|일본)인$|(?:국|당|요|승무|공작|특수요)원$|(?:건축|작곡|작사|탐험|미술|음악|평론|안무|전략|예언|정치|사업|소설|극작|사진|조각|만화|요리|혁명|산악|등반|활동|운동|역사)가$"
)
_KIND_BEFORE = r"(?P<kind>(?<![가-힣A-Za-z0-9])(?:[가-힣A-Za-z0-9·]{1,14}\s){0,3}[가-힣A-Za-z0-9·]{2,14}?)"
_GOES_WITH = lazy_compile(r"의$|(?<![은는이가을를에서로며고도만한된던할])$")  # a word, with the noun after it
_NO_NAME = lazy_compile(
    r"(?:[은는을를의며고한된할던도]|에서|에게|으로|까지|부터|하기|출신|소속)$|^(?:[더통위대관향인의]해|따라|함께|이어|관계자|측|등|수|것|이름|대상|사이|모두|당시|역시|전체|일부|자사|자체|해당|이번|최근|기존|현재)"
    r"|^[가-힣](?:이|가|은|는|을|를)?$|\d(?:명|개|월|일|년|원|건|곳)"
)
_TITLED = ("씨", "군", "양", "옹")
_NO_KIND = lazy_compile(  # before 인, or before a name in marks
    r"^(?:이른바|일명|소위|속칭|통칭|자칭|가칭)$|(?:[가-힣]적|[가-힣]중|예정)$"
    r"|[가-힣]{2}(?:병원|의료원|대학교?|은행|연구소|연구원|신문|일보|방송|시청|구청|군청|도청|전자|건설|증권)$"
)


def named_beside(frame: Frame, text: str) -> Span | None:
    """The name that stands right after or before the thing asked for; None where none does."""
    for form in _kinds(frame):
        if form not in text:  # a pattern costs a millisecond
            continue
        kind = re.escape(form)
        for match in re.finditer(rf"(?<![가-힣]){kind}(?P<linked>인|이자)?{_NAME_AFTER}", text):
            called = match["mark"] or _CALLED.match(text, match.end("noun")) or match["linked"]
            if _is_name(frame, match["noun"], bool(called), form):
                return match.span("noun")
        for match in re.finditer(rf"(?<![가-힣A-Za-z]){_NAME_BEFORE}{kind}(?:{_AFTER}|(?=[\s,(]))", text):
            start, end = match.span("noun")
            first, _, last = match["noun"].rpartition(" ")
            if first and not (looks_foreign(first) and looks_foreign(last)):
                start = end - len(last)
            if _is_name(frame, text[start:end], frame.want is not Want.WHO, form):
                return start, end
    return None


def told_by_kind(frame: Frame, text: str) -> Span | None:
    """What stands right before the name that is asked about and says who or what that is; None where nothing does.

    >>> text = "심판장인 나루한이 대회를 열었다."
    >>> text[slice(*told_by_kind(read_frame("나루한이 누구야?"), text))]
    '심판장'
    """
    roots = [unit.root for unit in frame.units if unit.root]
    for first in range(len(roots)):
        if (told := _kind_before("".join(roots[first:]), text)) is not None:
            return told
    return None


def _kind_before(name: str, text: str) -> Span | None:
    """What of *text* stands before *name* as the kind of thing or of person it is."""
    named = r"\s?".join(map(re.escape, name))
    for match in re.finditer(
        rf"{_KIND_BEFORE}(?P<link>인|이자)?\s(?P<mark>['\"])?{named}(?P<left>[가-힣A-Za-z0-9]*)",
        text,
        re.IGNORECASE,
    ):
        left = match["left"]
        if left and left not in _TITLED and stem(f"{name}{left}") != name:
            continue
        start, end = match.span("kind")
        calling = _is_calling(f"{text[start:end].split()[-1]}{match['link'] or ''}", name)
        end = match.end("link") if calling and match["link"] else end
        words = list(re.finditer(r"\S+", text[start:end]))
        last = words[-1].group()
        told = calling or match["link"] or (match["mark"] and not _names_one(last))
        if not told or _NO_NAME.search(last) or (not calling and _NO_KIND.search(last)):
            continue
        first = len(words) - 1
        while first and _GOES_WITH.search(words[first - 1].group()):
            first -= 1
        return start + words[first].start(), end
    return None


def _is_calling(word: str, name: str) -> bool:
    """Whether *word*, which stands before *name*, is what somebody is: 방송인, 정치국원.

    What is another word as well is so only before a person's name: 한빛시장 나루한.
    """
    role = ROLE.search(word)
    if role is not None and role.group() in AMBIGUOUS and not is_full_name(name):
        return False
    return len(word) > len("시장") and (role is not None or _CALLING.search(word) is not None)


def _names_one(word: str) -> bool:
    """Whether *word* is the name of somebody or of a place, and no kind of thing: 나루한 '물꼬당'."""
    return is_known_place(word) or (len(word) > 2 and is_full_name(word) and not is_body(word))


def _kinds(frame: Frame) -> list[str]:
    """What the thing asked for is called, its own word first."""
    others = [other for unit in frame.units if unit.part is Part.HEAD for other in unit.others]
    return [form for form in dict.fromkeys((frame.head, *others)) if len(form) >= _SHORTEST]


def _is_name(frame: Frame, said: str, called: bool, kind: str) -> bool:
    """Whether *said* is a name, of which *called* something tells, and no noun that stands beside the *kind*."""
    words = said.split()
    if any(_NO_NAME.search(word) or cover(frame.units, word, 1.0) for word in words):
        return False
    if ROLE.search(words[-1]) is not None and not is_full_name(words[-1]):
        return False
    if called or any(is_full_name(word) or looks_foreign(word) or word.isascii() for word in words):
        return True
    bare = len(words) == 1 and stem(said) == said
    return bare and _ARTISTS.search(kind) is not None and _NO_ARTIST.search(said) is None
