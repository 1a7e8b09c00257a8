"""The short answer: the few words of a sentence that say what was asked.

>>> text = "한빛시는 시민 604대의 자전거를 오는 13일까지 고쳐 준다"
>>> short_answer(read_frame("자전거 언제까지 고쳐 줘?"), text, ((16, 22),))
(16, 24)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answers.binding import defining_span, has_unit
from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.wording import squeeze
from bot.korean.hangul import keystrokes
from bot.korean.sentences import Span

LONGEST = 70  # characters
_SHORTEST = 4
_CUT = re.compile(r"[,;·]\s|(?<=[고며])\s|(?<=지만)\s|(?<=는데)\s|(?<=면서)\s|[“”\"]\s?")
_TOLD = re.compile(
    r"(?:라고|다고|며|고)?\s?(?:\d{1,2}일\s)?(?:밝혔|전했|말했|설명했|강조했|덧붙였)[가-힣]{0,3}\.?$"
)
_PHRASES = (Want.WHY, Want.HOW, Want.LIST, Want.EXCEPT)
_WORDS = (Want.WHO, Want.WHEN, Want.SINCE, Want.UNTIL, Want.NUMBER, Want.MONEY, Want.WHERE, Want.NAME)
_TIMES = (Want.WHEN, Want.SINCE, Want.UNTIL)
_DAY = re.compile(r"\s?(?:\d{1,2}월\s?)?\d{1,2}일(?!간)|\s?\d{1,2}월")
_EXACT = (
    (re.compile(r"몇\s?년|몇\s?년도"), re.compile(r"\d{4}년")),
    (re.compile(r"며칠|몇\s?일"), re.compile(r"\d{1,2}일")),
)
_MARKED = re.compile(r"[‘']([^‘’']{2,20})[’']")
_UNNAMED = re.compile(
    r"(?:배우자|아내|남편|부인|동생|남동생|여동생|형|누나|오빠|언니|아들|딸|부모|가족|지인|관계자|시민|주민|남성|여성|측)(?:씨|들)?$"
)
_ROOT = 2  # syllables by which a word of the question is known again
_OWN = 0.6  # of the words: with as many of the question's own, nothing new is said
_NO_CLAUSE = (
    Want.WHY,
    Want.HOW,
    Want.NUMBER,
    Want.MONEY,
    Want.WHEN,
    Want.WHO,
    Want.NAME,
    Want.COMPARE,
)  # too wide
_BOUND = {Want.UNTIL: ("까지",), Want.SINCE: ("부터",)}
_SAYS_NO = re.compile(
    r"(?:지|은|는|이|가|도|를|을)?\s?(?:않|못\s?[하했한]|없[었다는어으])|아니[다라었며]"
    r"|(?<![가-힣])(?:안|못)\s"
)
_UNSURE = re.compile(
    r"의혹|검토|가능성|논란|주장|전망|예상|관측|여부|[으]?면\s|수도 있|혐의|것으로 보|해명|부인|반박"
)


def short_answer(frame: Frame, text: str, spans: Sequence[Span]) -> Span | None:
    """Where *text*, a sentence as it is matched, says what was asked; None where no few words of it do.

    spans: what it has of the kind asked for, best first.
    """
    if spans and frame.want in _WORDS:
        fitting = [span for span in spans if _says_more(frame, text[slice(*span)])] or _named(frame, text)
        return _grown(frame, text, _asked_for(frame, text, fitting)) if fitting else None
    if spans and (frame.want in _PHRASES or frame.want is Want.WHAT):
        fitting = [span for span in spans if _says_more(frame, text[slice(*span)])]
        return _fitted(text, fitting[0]) if fitting else None
    if frame.want is Want.ABOUT and (found := defining_span(frame, text)) is not None:
        return _fitted(text, found)
    if frame.want in _NO_CLAUSE:
        return None
    return _fitted(text, _best_clause(frame, text))


def yes_or_no(frame: Frame, text: str, span: Span) -> bool | None:
    """Whether the words at *span* plainly say yes or no to what was asked; None where they do not plainly.

    Only where the very verb that was asked stands in them, and nothing makes it a claim or a condition.
    """
    if frame.want is not Want.WHETHER or _UNSURE.search(text):
        return None
    clause = text[slice(*span)]
    acts = [unit for unit in frame.units if unit.part is Part.ACT and len(unit.root) >= 2]
    if not acts or _SAYS_NO.search(frame.text):
        return None
    at = clause.find(acts[-1].root)
    if at < 0:
        return None
    return _SAYS_NO.search(clause, max(0, at - 3)) is None


def _says_more(frame: Frame, words: str) -> bool:
    """Whether *words* are more than the question's own, and name somebody rather than a kin or an unnamed one."""
    tokens = words.split()
    if frame.want in (Want.WHO, Want.NAME) and len(tokens) == 1 and _UNNAMED.match(tokens[0]):
        return False
    asked = [word[:_ROOT] for word in frame.text.split() if len(word) >= _ROOT]
    own = sum(any(root in token for root in asked) for token in tokens)
    return own < _OWN * len(tokens)


def _named(frame: Frame, text: str) -> list[Span]:
    """What stands in single quotation marks, where a name is asked for."""
    if frame.want is not Want.NAME:
        return []
    return [found.span(1) for found in _MARKED.finditer(text) if _says_more(frame, found[1])]


def _asked_for(frame: Frame, text: str, spans: Sequence[Span]) -> Span:
    """The first of *spans* that is as exact as the question wants it: 몇 년, 며칠."""
    for asked, told in _EXACT:
        if asked.search(frame.text):
            return next((span for span in spans if told.search(text[slice(*span)])), spans[0])
    return spans[0]


def _grown(frame: Frame, text: str, span: Span) -> Span:
    """*span* with what belongs to it: the day of a month (내달 11일), the particle (13일까지)."""
    start, end = span
    if frame.want in _TIMES and (day := _DAY.match(text, end)) is not None:
        end = day.end()
    for particle in _BOUND.get(frame.want, ()):
        if text.startswith(particle, end):
            end += len(particle)
    return _fitted(text, (start, end))


def _fitted(text: str, span: Span) -> Span:
    """*span* without marks at its ends, and no longer than LONGEST: of too long a one the end,"
    " from a word on."""
    start, end = span
    if end - start > LONGEST:
        start = end - LONGEST
        space = text.find(" ", start, end)
        start = space + 1 if space >= 0 else start
    while start < end and (text[start].isspace() or text[start] in ",.·;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;"):
        end -= 1
    return start, end


def _best_clause(frame: Frame, text: str) -> Span:
    """The clause that has most of what is told, rather than of whom."""
    told = _TOLD.search(text)
    stop = told.start() if told and told.start() > _SHORTEST else len(text)
    cuts = [0, *(match.end() for match in _CUT.finditer(text, 0, stop)), stop]
    clauses = [(a, b) for a, b in pairwise(cuts) if b - a >= _SHORTEST] or [(0, stop)]
    return max(clauses, key=lambda span: (_worth(frame.units, text[slice(*span)]), span[1]))


def _worth(units: Sequence[Unit], clause: str) -> float:
    squeezed = squeeze(clause)
    keyed = keystrokes(squeezed)
    return sum(
        has_unit(unit, clause, squeezed, keyed) * (1.0 if unit.part is Part.REST else 2.0) for unit in units
    )
