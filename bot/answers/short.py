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
        return _grown(frame, text, spans[0])
    if spans and (frame.want in _PHRASES or frame.want is Want.WHAT):
        return _fitted(text, spans[0])
    if frame.want is Want.ABOUT and (found := defining_span(frame, text)) is not None:
        return _fitted(text, found)
    if frame.want in (Want.WHY, Want.HOW, Want.NUMBER, Want.MONEY, Want.WHEN, Want.WHO):
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


def _grown(frame: Frame, text: str, span: Span) -> Span:
    """*span* with the particle that says what it is of: 13일까지."""
    start, end = span
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
