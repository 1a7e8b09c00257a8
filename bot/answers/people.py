"""Names of people, wherever in a sentence they stand: as its subject, behind a calling, before an office or an age.

>>> text = "주장 나루찬의 프리킥으로 균형을 맞췄고, 오태린이 머리로 결승골을 넣었다."
>>> [text[slice(*one.span)] for one in people_in(text)]
['나루찬', '오태린']
>>> text = "설계는 세계적인 건축가 올레 나르벤이 맡았다."
>>> [text[slice(*one.span)] for one in people_in(text)]
['올레 나르벤']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.question import COUNTRY
from bot.korean.hangul import FIRST
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.korean.surnames import COMMON_SURNAMES, RARE_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.names import can_be_named, is_body, is_full_name, is_known_place, is_role, looks_foreign
from bot.quotes.roles import AMBIGUOUS, ROLE, THING, UNNAMED

_TITLE = r"(?:씨|양|군|옹)"
_PARTICLE = (
    r"(?:이라는|라는|이라고|라고|이라며|라며|에게서|에게|한테|께서|이었다|였다|이다|입니다|이며|이고|이자|으로|로"
    r"|[은는이가을를의와과도])"
)
_TOKEN = lazy_compile(
    r"(?<![^\s'\"‘“(·,\]])(?P<word>[가-힣]{1,9})(?P<after>\([^()]{1,24}\)|['’])?(?P<rest>[가-힣]{0,4})(?P<end>[,.]?)"
)
_KOREAN = lazy_compile(rf"(?P<name>[가-힣]{{3}})(?P<title>{_TITLE}?)(?P<particle>{_PARTICLE}?)")
_BEHIND = lazy_compile(rf"(?P<title>{_TITLE}?)(?P<particle>{_PARTICLE}?)")
_AGE = lazy_compile(r"\(\d{1,3}(?:세|·|\))")
_CALLING = lazy_compile(
    r"(?:(?:건축|작곡|작사|탐험|미술|음악|평론|안무|전략|예언|정치|사업|소설|극작|사진|조각|만화|요리|혁명|산악|등반|활동|운동|역사)가인?"
    r"|[가-힣]{2}(?<!이)(?:자|생|인)|모델|멤버|포수|투수|타자|스타|출신|[리니이]스트)$"
)
_IS = lazy_compile(r"(?<=..)(?:이었다|였다|이다|입니다)$")
_SUBJECT = lazy_compile(r"[은는이가]|이었다|였다|이다|입니다|이며|이고")
_NOUN_END = lazy_compile(r"[하되점설술률품권적간력론증법차]$|(?:용|소비|제작|이용|판매)자$")
_NO_NAME_WORD = lazy_compile(
    r"^(?:겸|전|현|및|등|고|당시|또|이|그|저|한|두|새|첫|지난|이번|오는|최근|현재|특히|함께|이날|소속|출신|전문|담당|기반|중심|주요|단독|신임|초대)$|(?:[한된할는던]|[가-힣]적|들|최초|처음)$"
)
_NAME_WORDS, _SHORTEST = 3, 3  # syllables of a name of one word
_SYLLABLES = range(2, 13)


@dataclass(frozen=True, slots=True)
class Person:
    """A name, and whether something beside it tells that it is one: a calling, an office, an age, 씨."""

    span: Span
    known: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    said: str
    after: str  # brackets or a mark right behind it
    rest: str  # what stands behind these
    end: int
    stops: bool


@lru_cache(maxsize=256)  # a likely sentence is looked at once more when it is shown
def people_in(text: str) -> tuple[Person, ...]:
    """The names of people that *text* has, in order."""
    words = [
        _Word(m.start("word"), m["word"], m["after"] or "", m["rest"], m.end(), bool(m["end"]))
        for m in _TOKEN.finditer(text)
    ]
    found: list[Person] = []
    for k in range(len(words)):
        person = _korean(words, k) or _foreign(words, k, text)
        if person is not None:
            found = [one for one in found if one.span[1] <= person.span[0]]
            found.append(person)
    return tuple(found)


def _korean(words: Sequence[_Word], k: int) -> Person | None:
    word = words[k]
    if word.said[0] not in COMMON_SURNAMES and word.said[0] not in RARE_SURNAMES:
        return None
    match, behind = _KOREAN.fullmatch(word.said), _BEHIND.fullmatch(word.rest)
    if match is None or behind is None or (word.rest and not word.after):
        return None
    name = match["name"]
    particle = match["particle"] or behind["particle"]
    titled = match["title"] or behind["title"] or _AGE.match(word.after) or _is_titled(words, k)
    called = k and _is_called(words[k - 1], name) and (particle or _next_office(words, k))
    known = bool(titled or called)
    subject = _SUBJECT.fullmatch(particle) is not None and _fits(name, particle)
    named = can_be_named(name) if known else subject and is_full_name(name) and not _NOUN_END.search(name)
    if not named or is_role(name) or (known and _NOUN_END.search(name) and not titled):
        return None
    return Person((word.start, word.start + len(name)), known)


def _fits(name: str, particle: str) -> bool:
    """Whether *particle* is the one that a name with such an end takes."""
    closed = bool((ord(name[-1]) - FIRST) % 28)
    return particle not in (("가", "는", "를", "와") if closed else ("이", "은", "을", "과"))


def _foreign(words: Sequence[_Word], k: int, text: str) -> Person | None:
    word = words[k]
    near = [one.said for one in words[max(0, k - _NAME_WORDS + 1) : k]]
    if not (word.after or any(map(looks_foreign, (*near, stem(word.said))))):
        return None
    if _BEHIND.fullmatch(word.rest) is None or (word.rest and not word.after):
        return None
    office = not word.after and not word.stops and _next_office(words, k)
    name = word.said if office or word.after else stem(_IS.sub("", word.said))
    aged = _AGE.match(word.after) is not None or _is_titled(words, k)
    marked = office or aged or len(name) < len(word.said) or word.after
    if not marked or len(name) < 2 or not _may_be_name(name):
        return None
    first = k
    while first and k - first < _NAME_WORDS - 1 and _goes_with(words[first - 1], words[first], text):
        first -= 1
    if (
        k > first
        and not looks_foreign(words[first].said)
        and not (first and _is_called(words[first - 1], words[first].said))
    ):
        first += 1
    called = bool(first) and _is_called(words[first - 1], words[first].said)
    foreign = [looks_foreign(one) for one in (*(one.said for one in words[first:k]), name)]
    known = called or aged or (bool(office) and len(foreign) > 1)
    told = (known and any(foreign)) or (all(foreign) and len(foreign) > 1) or (called and aged)
    if not told or (len(foreign) == 1 and len(name) < _SHORTEST):
        return None
    start, end = words[first].start, word.start + len(name)
    return Person((start, end), known) if end - start in _SYLLABLES else None


def _goes_with(before: _Word, word: _Word, text: str) -> bool:
    said = before.said
    if before.stops or before.after or before.rest or text[before.end : word.start] != " " or len(said) > 6:
        return False
    if not _may_be_name(said) or _NO_NAME_WORD.search(said) or _is_called(before, word.said):
        return False
    bare = stem(said)
    return bare == said or (looks_foreign(said) and not _fits(bare, said[len(bare) :]))


def _may_be_name(said: str) -> bool:
    return not (
        ROLE.search(said)
        or UNNAMED.search(said)
        or THING.search(said)
        or is_body(said)
        or is_known_place(said)
        or COUNTRY.match(said)
    )


def _is_called(word: _Word, name: str) -> bool:
    """Whether *name* may stand behind *word* as that of one who is so: 피아니스트, 유학생."""
    said = word.said
    if word.after or word.rest or word.stops or len(said) < 2:
        return False
    if AMBIGUOUS.intersection((said,)) and not is_full_name(name):
        return False
    return is_role(said) or UNNAMED.search(said) is not None or _CALLING.search(said) is not None


def _is_titled(words: Sequence[_Word], k: int) -> bool:
    """Whether 씨 and the like stand behind the name at *k*."""
    after = words[k + 1].said if k + 1 < len(words) and not words[k].stops else ""
    return after[:1] in "씨양군옹" and _BEHIND.fullmatch(after) is not None if after else False


def _next_office(words: Sequence[_Word], k: int) -> bool:
    after = words[k + 1].said if k + 1 < len(words) else ""
    return bool(after) and (is_role(stem(after)) or is_role(after))
