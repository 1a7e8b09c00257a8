"""The words in marks that answer, where the rest of a sentence only says who said them, or of what.

>>> from bot.answers.frame import read_frame
>>> text = '나루한 의원은 출마를 묻는 말에 "생각한 적 없다"고 일축했다.'
>>> text[slice(*quoted_instead(read_frame("나루한 의원 출마한대?"), text, (0, 17)))]
'생각한 적 없다'
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.clauses import LONGEST, clauses, cover, cut, told_from
from bot.answers.frame import Frame
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_QUOTED = lazy_compile(r"\"(?P<said>[^\"]{4,400})\"")
_TELLS_ITSELF = lazy_compile(r"[다라자냐](?:고|며|면서)[,]?\s?$")
_TELLER = lazy_compile(r"\s?(?:이?라(?:고|며|면서도?|는)|고|며|면서도?|는|임을)(?![가-힣])")
_TELLS_WHY = lazy_compile(r"(?:이유|배경|까닭|사유|취지|경위)(?:에\s대[해한]|[를을로]|라고|가\s|는\s)")
_MARK = '"'
_NEAR = 12  # characters of lead between a clause and what is said


def quotations(text: str) -> Sequence[Span]:
    """What stands in marks in *text*, as it is matched."""
    return [match.span("said") for match in _QUOTED.finditer(text)]


def quoted_instead(frame: Frame, text: str, span: Span) -> Span | None:
    """The words in marks beside *span*, where that only leads to them or tells who said them; else None."""
    start, end = span
    said = quotations(text)
    if not said or any(start < last and first < end for first, last in said):
        return None
    later = [one for one in said if one[0] > end]
    if later and not text[end : later[0][0] - 1].strip(" ,:"):
        worth, k = max((cover(frame.units, text[slice(*one)]), k) for k, one in enumerate(later))
        behind = _without_teller(text, (later[-1][1] + 1, told_from(text)))
        if cover(frame.units, text[slice(*behind)]) > worth:
            return cut(text, behind)
        return None if _TELLS_ITSELF.search(text, start, end) else _best_of(frame, text, later[k])
    before = [one for one in said if one[1] <= start <= one[1] + 2 and _TELLER.match(text, one[1] + 1)]
    if before and not cover(frame.units, text[start:end]):
        return _best_of(frame, text, before[0])
    return None


def _without_teller(text: str, span: Span) -> Span:
    teller = _TELLER.match(text, *span)
    return (teller.end(), span[1]) if teller is not None else span


def reason_said(frame: Frame, text: str) -> Span | None:
    """The words in marks that are said for a reason: "…"며 까닭을 설명했다; None where none are said for one."""
    if not (said := quotations(text)) or (named := _TELLS_WHY.search(text)) is None:
        return None
    if any(first <= named.start() < last for first, last in said):
        return None
    later = [span for span in said if span[0] > named.start()]
    return _best_of(frame, text, (later or said)[0])


def said_alone(frame: Frame, text: str) -> Span | None:
    """What somebody says, where a sentence has one quotation alone: "무서워서 도주했다"고 진술했다; else None."""
    said = quotations(text)
    told = len(said) == 1 and text.count(_MARK) == 2 and _TELLER.match(text, said[0][1] + 1) is not None
    return _best_of(frame, text, said[0]) if told else None


def _best_of(frame: Frame, text: str, span: Span) -> Span:
    """*span*, or of words longer than LONGEST the clause with most of what was asked."""
    start, end = span
    if end - start <= LONGEST:
        return span
    inside = [(max(a, start), min(b, end)) for a, b in clauses(text) if a < end and start < b]
    inside = [one for one in inside if one[1] - one[0] > _NEAR] or [span]
    graded = [(cover(frame.units, text[slice(*one)]), k) for k, one in enumerate(inside)]
    return cut(text, inside[max(graded)[1]])
