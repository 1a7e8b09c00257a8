"""The words of a question without their particles and endings, as they would stand in a dictionary or begin elsewhere.

>>> root_of("신청했대", last=False), root_of("손으로", last=False), root_of("직원들한테", last=False)
(('신청', True), ('손', False), ('직원', False))
"""

from __future__ import annotations

import re

from bot.answers.question import COUNTRY
from bot.korean.particles import stem
from bot.patterns import lazy_compile
from bot.quotes.names import is_known_place

# The verb that a noun makes, to its end: 신청했대, 공개함, 이전하기로.
VERBAL = lazy_compile(
    r"(?:(?:했|됐|하였|되었|시켰|당했|받았|하겠|되겠)[가-힣]{0,5}"
    r"|(?:한|된|할|될|함|됨|해|돼|시킨|시켜|시킬|시킴|당한|당해|당할|당함|받은|받는|받아|받을|받나|받음)(?:다고"
    r"|다며|다는|다는데|다던데|다|대|대요|대여|지|가|건가|건지|서|야|요|도|거야|거지|거|건|게|줘"
    r"|줘요|준|주|주는|주기|라|라고|수|데|던|때|까)?"
    r"|(?:하|되|받|시키|당하)(?:는|는지|는데|는거|는거야|는게|는건|다|다가|고|고나서|면|나|나요|냐"
    r"|니|지|기|기로|려|려면|려고|자|자고|던|게|며|면서|세요|라고|죠|네)?)$"
)
_TENSE = 20  # the final ㅆ of the past
_RIEUL = 8  # the final ㄹ of what can be
_CAN = lazy_compile(r"수[있없잇]")
_CAN_AFTER = lazy_compile(r"수\s?[가도는]?\s?[있없잇]")
_NATIVE = lazy_compile(
    r"(?:다는데|다던데|다면서|라던데|려면|려고|면서|는데|은데|던데|는지|은지|는거야|는거|는게|는건"
    r"|나요|까요|는가|은가|다며|다는|다고|라고|기로|기에|대요|래요|대여"
    r"|데가|거야|거임|건가|건지|거|건|게|데|냐|니|나|지|음|임|고|면|자|기|대|래|죠|네|요|까|는|을|은|던|다)$"
)

# Nouns of one syllable, whose particles are longer than they are.
_SHORT = (
    "곰몸값돈병앱표물불집땅상책옷눈손발입귀코배차길산강섬별달해힘꿈빛글팀당군구법줄역신술밥약칼총"
    "뇌뼈간폐개닭알꽃풀숲밭논쌀콩빵떡국잔컵적명방문벽창탑댐"
)
_AFTER_SHORT = lazy_compile(
    rf"(?P<noun>[{_SHORT}])(?:에서는|에서도|에서|으로는|으로|에게|한테|부터|까지|처럼|보다|(?<![차길배개])이)"
)
_MANY = lazy_compile(r"(?<=[가-힣A-Za-z]{2})들$")
_AMONG = lazy_compile(r"(?<=[가-힣]{2})(?:중|때)$")  # 주식중, 지진때
_IN = lazy_compile(r"(?<=[가-힣])서$")  # 대구서, 국내서
_IN_THERE = lazy_compile(r"(?<=[가-힣]{2})에선$|(?<=[년월일때])엔$")  # 서울에선, 2019년엔
_WITHIN = lazy_compile(
    r"(?:국내|해외|극장|법정|현장|공항|학교|회사|국회|의회|청문회|대회|시장|호텔|병원|은행|지역|대교|해변|마을"
    r"|공원)$"
)


def root_of(word: str, last: bool) -> tuple[str, bool]:
    """*word* without particle or ending, and whether it is a verb."""
    if not re.search("[가-힣]", word) or word[0].isdigit():
        return stem(_IN_THERE.sub("", word)), False
    verbal = VERBAL.search(word)
    if verbal and verbal.start() >= 2:
        return word[: verbal.start()], True
    past = past_of(word)
    if past:
        return past, True
    if short := _AFTER_SHORT.fullmatch(word):
        return short["noun"], False
    bare = _bare(word)
    if bare == word and len(word) == 2 and word[1] in "은는을를에":
        return word[0], False
    if last or bare == word:
        ending = _NATIVE.search(word)
        cut = word[: ending.start()] if ending and (last or len(ending.group()) > 1) else word
        if cut and cut != word:
            return cut, True
        return bare, last and bare == word
    return bare, False


def _bare(word: str) -> str:
    """*word* without what follows a noun: a particle, 들, 중, and the 서 that is short for 에서."""
    bare = _AMONG.sub("", _MANY.sub("", _IN_THERE.sub("", stem(word))))
    inside = _IN.sub("", bare)
    if inside != bare and (is_known_place(inside) or COUNTRY.fullmatch(inside) or _WITHIN.search(inside)):
        return inside
    return bare


def possible_of(word: str, after: str) -> str:
    """The stem of a verb of which it is asked whether it can be: 들어가 of 들어갈 수 있어; "" for another word.

    after: what is said next.

    >>> can = "수 있어"
    >>> possible_of("들어갈", can), possible_of("살수있음", ""), possible_of("올", "거야"), possible_of("불법일", can)
    ('들어가', '사', '', '')
    """
    glued = _CAN.search(word)
    if glued is None and _CAN_AFTER.match(after) is None:
        return ""
    verb = word[: glued.start()] if glued else word
    if verb.endswith("을"):
        return verb[:-1]
    code = ord(verb[-1]) - 0xAC00 if verb[-1:] not in ("", "일") else 0
    return verb[:-1] + chr(ord(verb[-1]) - _RIEUL) if 0 <= code < 11172 and code % 28 == _RIEUL else ""


def past_of(word: str) -> str:
    """The stem of a verb in the past: 뽑 of 뽑았어, 열려 of 열렸나; "" for anything else."""
    for at in range(len(word) - 1, -1, -1):
        syllable = word[at]
        if "가" <= syllable <= "힣" and (ord(syllable) - 0xAC00) % 28 == _TENSE and syllable != "있":
            if at and syllable in "았었였겠":
                return past_of(word[:at]) or word[:at]
            return word[:at] + chr(ord(syllable) - _TENSE)
    return ""


def past_form(word: str) -> str:
    """A verb in the past without its ending, as papers have it as well: 열었 of 열었어; "" for anything else."""
    last = max((at for at in range(len(word)) if past_of(word[at : at + 1])), default=0)
    return word[: last + 1] if last else ""
