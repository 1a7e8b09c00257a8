"""What plain words demand of the text of an article, in searches, subscriptions and filters of feeds alike.

>>> left_out("쿠팡 말고 네이버").word, titled("제목에 요금과 인상이 들어간 기사").words
('쿠팡', ('요금', '인상'))
>>> left_out("걱정 말고 여행"), left_out("doctors without borders"), titled("제목만 보고 판단하지 말자")
(None, None, None)
"""

from __future__ import annotations

from typing import NamedTuple

from bot.korean.hangul import FIRST, LAST
from bot.korean.particles import without_subject_mark
from bot.patterns import lazy_compile
from bot.search.filter_names import HAS, HAS_NOT

_WORD = "[0-9A-Za-z가-힣]{2,20}"
_TO_DO = "[하되가보오먹쓰타리치루르두사주받믿우내쉬참놓팔묻찾속]지"  # 포기하지 말고; no 복지 말고
_NOT_TO = rf"(?:걱정|고민|염려|근심|포기|실망|낙담|방심|당황|긴장|후회|오해|의심|무리|자책|원망|[가-힣]{{0,9}}{_TO_DO})"
_WITHOUT = lazy_compile(  # 쿠팡 말고 네이버, 나룻배 광고는 빼고
    rf"(?<!\S)(?<![은는린진한된할]\s)(?!{_NOT_TO}(?:은|는|을|를)?\s말고)(?P<word>[0-9A-Za-z가-힣]{{2,20}}?)(?:은|는|을|를|만)?\s"
    r"(?:말고|빼고|제외하고|빼고는)(?!\s(?:얼마|몇|뭐|무엇|어디|누구|[가-힣]{1,6}[은는린진한된]\s))(?=\s|$)"
)
_LISTED_WITHOUT = lazy_compile(  # 요금 제외한 나룻배 기사
    r"(?<!\S)(?P<word>[0-9A-Za-z가-힣]{2,20}?)(?:을|를|만)?\s(?:제외한|제외된|뺀)(?=\s(?:\S+\s){1,4}(?:기사|뉴스|보도|소식)(?:들|만)?$)"
)
_POINTING = frozenset("이거 그거 저거 이것 그것 저것 여기 거기 나 너 다른거".split())
_REPORTERS = frozenset("기자 특파원 논설위원".split())
# ferry excluding fares, 나룻배 not 요금; no doctors without borders, and no life without parole
_BUT = lazy_compile(
    r"(?<=\S\s)(?:but\snot|excluding|except|(?P<mixed>not|without))\s(?P<word>[^\W\d_]\w{1,19})(?=\s|$)"
)
_MOST_BUT = 5  # words; more of them are a sentence
_HANGUL = lazy_compile("[가-힣]")
_ABOUT_ONE = r"(?<![은는긴된던린꾼쓴])"  # 담긴, 숨은, 바꾼
_NOUN = rf"{_WORD}(?<![은는긴인된한던진린꾼쓴지고며게면서요다자라까네죠])"
_NO_VERB = (
    r"(?<![았었였했됐갔봤렸졌켰니]다)(?<![어아해여돼]요)(?<![죠까])(?<!보[고면])(?<!봐도)(?<!읽고)(?<!속지)"
)
_JOINED = rf"(?:{_WORD}(?:과|와|이랑|랑|하고)\s)?"
_TITLED = lazy_compile(  # 제목에 나룻배 들어간 것, 나룻배가 제목에 있는; 제목에 나룻배, no 제목에 숨은 뜻
    rf"(?<!\S)제목에\s(?P<words>(?:{_WORD}{_ABOUT_ONE}(?<!이나),?\s){{0,2}}?{_WORD})"
    rf"\s(?:{HAS}|(?<=[을를]\s)(?P<put>넣은|쓴|담은|단)|(?P<out>{HAS_NOT}))(?=\s|$)"
    rf"|(?<!\S)(?P<before>{_WORD})\s제목에\s{HAS}(?=\s|$)"
    rf"|(?<!\S)제목이\s(?P<called>{_WORD})인(?=\s|$)"
    rf"|(?:^|(?<=\S\s))제목(?:에|만|에만|에서|에서만)\s(?P<alone>{_JOINED}{_WORD}{_ABOUT_ONE}{_NO_VERB})$"
    rf"|^제목(?:에|에만)\s(?P<first>{_JOINED}{_NOUN})(?=(?:\s{_NOUN}){{1,3}}$)"
)
_WITH = lazy_compile(r"(?<=[0-9A-Za-z가-힣]{2})(?:이랑|하고|[과와랑])$")
_CLOSED = {"과": True, "이랑": True, "와": False, "랑": False}  # whether what is before ends in a consonant


class Demand(NamedTuple):
    """*word* is to be left out; *start* to *end* of the words say so."""

    word: str
    start: int
    end: int


class Titled(NamedTuple):
    """All of *words* are to stand in the title, or, *out*, none; *start* to *end* of the words say so."""

    words: tuple[str, ...]
    out: bool
    start: int
    end: int


def left_out(words: str) -> Demand | None:
    """What *words*, beside others, say is to be left out; None where they do not surely say so."""
    said = _WITHOUT.search(words) or _LISTED_WITHOUT.search(words)
    if said is None and (said := _BUT.search(words)) is not None:
        # of which none begins with a capital: Love, Except Mondays is a title
        if len(words.split()) > _MOST_BUT or words != words.lower():
            return None
        if said["mixed"] and not _HANGUL.search(words):
            return None
    if said is None or said["word"] in _POINTING or said["word"] in _REPORTERS:
        return None
    if not words[: said.start()].strip() and not words[said.end() :].strip():
        return None
    return Demand(said["word"], *said.span())


def titled(words: str) -> Titled | None:
    """What *words* demand of titles; None where they demand nothing."""
    said = _TITLED.search(words)
    if said is None:
        return None
    *others, last = next(
        filter(None, (said[name] for name in ("words", "before", "called", "alone", "first")))
    ).split()
    last = last[:-1] if said["put"] else without_subject_mark(last)
    return Titled((*map(_bare, others), last), bool(said["out"]), *said.span())


def _bare(word: str) -> str:
    """*word* without the particle that joins it to the next: 요금과, 나룻배와."""
    word = word.rstrip(",")
    found = _WITH.search(word)
    if found is None:
        return word
    before = word[: found.start()]
    closed = FIRST <= ord(before[-1]) <= LAST and bool((ord(before[-1]) - FIRST) % 28)
    return before if _CLOSED.get(found[0], closed) == closed else word
