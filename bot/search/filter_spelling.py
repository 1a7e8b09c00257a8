"""Filters as thumbs type them, brought to the one spelling that `query_language` reads: `이름: 값`.

>>> tidied('언론사 =한빛일보, 나루신문 제목:"소버린 AI 나룻배 NOT 광고')
'언론사: 한빛일보,나루신문 제목:"소버린 AI 나룻배 NOT 광고"'
>>> tidied("나룻배 AND 요금 NOT 광고"), tidied("기자:도하람 기자 나룻배")
('나룻배 요금 -광고', '기자:도하람 나룻배')
>>> tidied("나룻배언론사:'나루 신문'기간:7일 –광고"), closed_up("언론사 : “나루 신문” 제목： 요금")
('나룻배 언론사:"나루 신문" 기간:7일 -광고', '언론사:“나루 신문” 제목:요금')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from bot.patterns import lazy_compile
from bot.search.filter_names import FILTERS, HAS, HAS_NOT, SURELY_OUT, WORDS_TOO, known_filter
from bot.search.names import KnownNames, NameKind, is_name


def _one_of(kinds: set[str]) -> str:
    names = sorted((name for name, kind in FILTERS.items() if kind in kinds), key=len, reverse=True)
    return rf"(?!(?:{'|'.join(sorted(WORDS_TOO))})\s?[=;；:：]?\s)(?:{'|'.join(names)})"


_NAMES = _one_of(set(FILTERS.values()))
_LISTED = _one_of({"publisher", "author", "category"})
_AUTHORS = _one_of({"author"})
OPERATORS = frozenset({"AND", "OR", "NOT"})
_ANY = re.IGNORECASE
# what is within quotation marks stays as it is: each pattern takes it first
_PHRASE = r"\"[^\"]{1,200}+\"|“[^”]{1,200}+”"
_KEPT = rf"(?P<kept>{_PHRASE})|"
_COLON = lazy_compile(rf"{_KEPT}(?<!\S)(?P<name>[-−]?(?:{_NAMES}))(?:\s?[=;；]|\s[:：])\s{{0,2}}(?=\S)", _ANY)
_LIST = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<so_far>[-−]?(?:{_LISTED})[:：]\s?[^\s\"“”:：]{{1,99}}[,，])\s{{1,2}}"
    r"(?=(?P<next>[^\s\"“”:：,]{1,50})(?:[\s,]|$))",
    _ANY,
)
# 언론사:한빛일보 , 나루신문
_SPACED_COMMA = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<so_far>[-−]?(?:{_LISTED})[:：]\s?[^\s\"“”:：]{{1,99}})\s[,，](?=\s?[^\s,，])", _ANY
)
# 언론사:한빛일보 또는 나루신문
_OR_LIST = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<so_far>[-−]?(?:{_LISTED})[:：]\s?(?:[\"“][^\"“”\n]{{1,100}}+[\"”]|[^\s\"“”:：]{{1,99}}))"
    r"\s(?:또는|혹은|이나|및|그리고|or|and|\||/)\s"
    r"(?=(?P<next>[^\s\"“”:：,]{1,50}(?=[\s,]|$)|[\"“][^\"“”\n]{1,100}))",
    _ANY,
)
# 언론사:한빛일보와 나루신문
_AND_LIST = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<so_far>[-−]?(?:{_LISTED})[:：]\s?[^\s\"“”:：]{{2,60}}?)(?:이랑|하고|[와과랑])\s"
    r"(?=(?P<next>[^\s\"“”:：,]{1,50})(?:[\s,]|$))",
    _ANY,
)
# 언론사:한빛일보 제외한 나룻배, 언론사:한빛일보 제외 기간:7일
_THEN_LEFT_OUT = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<demand>(?:{_one_of({'publisher', 'author', 'category', 'title'})})[:：]\s?"
    rf"(?:{_PHRASE}|[^\s\"“”:：]{{1,99}}))\s(?:{SURELY_OUT}|아닌|제외(?=\s[-−–]?(?:{_NAMES})[:：]))(?=\s|$)",
    _ANY,
)
# (언론사:한빛일보), (-광고)
_BRACKETED = lazy_compile(
    rf"{_KEPT}[(\[](?P<demand>(?:[-−]?(?:{_NAMES})[:：]\s?(?=\S)|[-−](?=[^\W\d_]))[^()\[\]\n]{{1,100}})[)\]]",
    _ANY,
)
# !광고, -#광고
_BANG = lazy_compile(rf"{_KEPT}(?<!\S)(?:[!！]#?|[-−]#)(?=[^\W\d_]|[\"“'‘])")
# 언론사:-한빛일보
_INNER_MINUS = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<name>{_one_of({'publisher', 'author', 'category', 'title'})})(?P<colon>[:：])"
    r"[-−–](?=[^\W\d_])",
    _ANY,
)
_TITLED = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<who>[-−]?(?:{_AUTHORS})[:：]\s?[가-힣]{{2,5}}?)\s?기자(?=\s|$)", _ANY
)
# 제목에 '나룻배' 들어간 것
_TITLE_HAS = lazy_compile(
    rf"{_KEPT}(?<!\S)제목(?:에|만)\s[\"“'‘「](?P<value>[^\"“”'‘’「」\n]{{1,100}})[\"”'’」](?:[이가]?\s?(?:{HAS}|(?P<out>{HAS_NOT})))?(?=\s|$)"
)
_OPEN = lazy_compile(rf"(?<!\S)(?:[-−]?(?:{_NAMES})[:：]\s?|[-−])[\"“][^\"“”]{{1,100}}$", _ANY)
# 언론사:'나루 신문', -‘개인 정보’: in whatever quotation marks
_QUOTED = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<before>[-−]?(?:{_NAMES})[:：]\s?|[-−])['‘’「『«](?P<value>[^'‘’「」『』«»\"“”\n]{{1,100}})['’」』»]"
    r"(?=[\s,，]|$)",
    _ANY,
)
_DASH = lazy_compile(rf"{_KEPT}(?<=\s)[‐‑﹣－](?=[^\W\d_]|[\"“'‘])")
_LONG_DASH = lazy_compile(rf"{_KEPT}(?<=\s)[–—―](?=[^\W\d_]|[\"“'‘])")
_DEMAND_OR_WORD = lazy_compile(
    rf"(?P<demand>{_PHRASE}|(?:[-−–—―](?=[^\W\d_]|[\"“'‘])|NOT\s|[-−–]?(?:{_NAMES})\s?[:：=;；]\s{{0,2}})"
    r"(?:[\"“'‘][^\"“”'‘’\n]{1,100}+[\"”'’]|\S+))|\S+",
    _ANY,
)
# 나룻배언론사:한빛일보, 언론사:한빛일보기간:7일, 언론사:"나루 신문"기간:7일
_GLUED = lazy_compile(
    rf"{_KEPT}(?<=[0-9A-Za-z가-힣]{{2}})(?<!취재)(?<!사진)(?<!담당)(?<!수습)(?<!선임)(?<!전문)(?<!편집)(?<!영상)(?<!시민)(?<!객원)"
    r"(?<!인턴)(?<!언론)(?P<name>(?:언론사|신문사|매체|카테고리|기자|제목)[:：](?=\S))"
)
_NEXT = "|".join(name for name in FILTERS if not name.isascii())
_GLUED_NEXT = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<so_far>[-−]?(?:{_NAMES})[:：](?:[^\s\"“”'‘’:：]{{1,40}}?|[\"“'‘][^\"“”'‘’\n]{{1,100}}[\"”'’]))"
    rf"(?=(?:{_NEXT})[:：]\S)",
    _ANY,
)
_GAP = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<name>[-−–]?(?:{_NAMES}))[:：]\s{{0,2}}(?=\S)",
    _ANY,
)
# 언론사:"한빛일보", "나루 신문"
_QUOTED_LIST = lazy_compile(
    rf"{_KEPT}(?<!\S)(?P<name>[-−]?(?:{_LISTED})[:：]\s?)"
    r"(?:(?P<value>[\"“][^\"“”\n]{1,100}[\"”])\s?[,，]\s?(?=(?P<next>[^\s,，]{1,100}))"
    r"|(?P<bare>[^\s\"“”:：]{1,99})[,，]\s?(?=(?P<next_quoted>[\"“][^\"“”\n]{1,100})))",
    _ANY,
)
# AND and OR between words, NOT before one
_OPERATOR = lazy_compile(rf"{_KEPT}(?<=\S\s)(?:AND|OR)\s(?=\S)|(?P<without>(?<=\s)NOT\s(?=[^\W\d_]))")
# 한겨레만, 단 연합뉴스 것만
_ONLY_PAPER = lazy_compile(
    rf"{_KEPT}(?<!\S)(?:(?:단|다만)[,，]?\s)?(?P<paper>[0-9A-Za-z가-힣]{{2,20}}?)(?:(?:에서)?만|\s?(?:것|거|꺼|기사|뉴스|소식)만)(?:\s보고)?(?=[\s,，]|$)"
)
_LOWER = lazy_compile("[a-z가-힣]")
_FILTER_NAME, _DOT = lazy_compile("[:：]"), lazy_compile("[·/|]")
_MOST_LISTED = 20


def tidied(text: str, known: KnownNames | None = None) -> str:
    """*text* with its filters in the one spelling; what is no filter stays as it is.

    known: by which names the next of a list is told from a word; None: all that is listed are names.
    """
    text = _TITLE_HAS.sub(_of_title, text)
    text = _with_minus(_written(_BANG, "-", _written(_BRACKETED, r" \g<demand> ", text)))
    text = _written(_GLUED_NEXT, r"\g<so_far> ", _written(_GLUED, r" \g<name>", text))
    text = _written(_INNER_MINUS, r"-\g<name>\g<colon>", text)
    text = _written(_QUOTED, r'\g<before>"\g<value>"', _COLON.sub(_with_colon, text))
    for _ in range(_MOST_LISTED):
        joined = _written(_SPACED_COMMA, r"\g<so_far>, ", text)
        joined = _LIST.sub(_listed("", known), _OR_LIST.sub(_listed(", ", known), joined))
        joined = _AND_LIST.sub(lambda found: _both(found, known), joined)
        joined = _QUOTED_LIST.sub(lambda found: _named_each(found, known), joined)
        if joined == text:
            break
        text = joined
    text = _written(_THEN_LEFT_OUT, r"-\g<demand>", _written(_TITLED, r"\g<who>", text))
    if sum(map(text.count, '"“”')) % 2 and _OPEN.search(text):
        return f'{text}"'
    if _LOWER.search(text):  # in capitals alone NOT is a word like any other
        text = _OPERATOR.sub(lambda found: found["kept"] or ("-" if found["without"] else ""), text)
    return text


def _written(pattern: re.Pattern[str], as_: str, text: str) -> str:
    return pattern.sub(lambda found: found["kept"] or found.expand(as_), text)


def _of_title(found: re.Match[str]) -> str:
    return found["kept"] or f'{"-" if found["out"] else ""}제목:"{found["value"]}"'


def _with_minus(text: str) -> str:
    """*text* with a minus before what is left out; no long dash that words follow: `도하람 –시장이 되다`."""
    text, words_end = _written(_DASH, "-", text), 0
    for part in _DEMAND_OR_WORD.finditer(text):
        if part["demand"] is None:
            words_end = part.end()
    return text[:words_end] + _LONG_DASH.sub(lambda found: found["kept"] or "-", text[words_end:])


def _with_colon(found: re.Match[str]) -> str:
    name = found["name"]
    return found["kept"] or (f"{name}:" if name.lstrip("-−").lower() in WORDS_TOO else f"{name}: ")


def _listed(between: str, known: KnownNames | None) -> Callable[[re.Match[str]], str]:
    """What a list is written as: with *between* before its next name, with a space before what is none."""

    def written(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        so_far = found["so_far"]
        return so_far + (between if _goes_on(so_far, found["next"], known) else " ")

    return written


def _both(found: re.Match[str], known: KnownNames | None) -> str:
    """`언론사:한빛일보와 나루신문` as a list, where both are names that are known: 와 may be a part of one."""
    if found["kept"] or known is None:
        return found[0]
    names = (_FILTER_NAME.split(found["so_far"], maxsplit=1)[1], found["next"])
    whole = all(_goes_on(found["so_far"], name, known) for name in names)
    return f"{found['so_far']}, " if whole else found[0]


def _goes_on(name: str, following: str, known: KnownNames | None) -> bool:
    """Whether *following* is one more of what the filter that *name* begins with names."""
    if known is None:
        return True
    kind = cast(NameKind, known_filter(_FILTER_NAME.split(name.lstrip("-−"), maxsplit=1)[0]))
    return is_name(_DOT.split(following)[0].removesuffix("기자"), known(kind))


def _named_each(found: re.Match[str], known: KnownNames | None) -> str:
    if found["kept"]:
        return found["kept"]
    name, value = found["name"], found["value"] or found["bare"]
    again = name if _goes_on(name, found["next"] or found["next_quoted"], known) else ""
    return f"{name}{value} {again}"


def listed_apart(text: str, goes_on: Callable[[str, str], bool]) -> str:
    """*text* with what is no name apart from the names before it, though a comma is between: it is a word.

    Apart is what stands behind a comma of another shape, which lists no names.

    goes_on: whether a filter, as written so far, goes on with what follows.

    >>> listed_apart("버스 언론사:한빛일보, 파업", lambda so_far, following: following != "파업")
    '버스 언론사:한빛일보 、 파업'
    """

    def written(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        so_far = found["so_far"]
        return so_far if goes_on(so_far, found["next"]) else f"{so_far[:-1]} 、 "

    def named(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        so_far, following = (
            found["name"] + (found["value"] or found["bare"]),
            found["next"] or found["next_quoted"],
        )
        return f"{so_far} " + (found["name"] if goes_on(so_far, following.strip('"“”')) else "、 ")

    for _ in range(_MOST_LISTED):
        apart = _QUOTED_LIST.sub(named, _LIST.sub(written, text))
        if apart == text:
            break
        text = apart
    return text


def with_papers_marked(text: str, papers: Callable[[str], tuple[str, ...]]) -> str:
    """*text* with the papers that alone are wanted as a filter: `한겨레만`, `단 연합뉴스 것만`.

    papers: those that a word names.

    >>> with_papers_marked("버스 단 한빛일보 것만", lambda word: ("한빛일보",) if word == "한빛일보" else ())
    '버스 언론사:한빛일보'
    """

    def marked(found: re.Match[str]) -> str:
        names = () if found["kept"] else papers(found["paper"])
        return f"언론사:{','.join(_in_marks(name) for name in names)}" if names else found[0]

    return _ONLY_PAPER.sub(marked, text)


def _in_marks(name: str) -> str:
    return f'"{name}"' if " " in name else name


def closed_up(text: str) -> str:
    """*text* tidied, each filter one word: `이름:값`, or `이름:"two words"`; what is within quotation marks is left."""
    return _GAP.sub(lambda found: found["kept"] or f"{found['name']}:", tidied(text))
