"""What something was changed from and into: 얼마에서 얼마로 줄었어, 어디로 바뀌었어.

>>> text = "주민 수가 6만 명에서 7만 명으로 늘었다."
>>> text[slice(*changed(read_frame("주민이 몇 명에서 몇 명으로 늘었어?"), text))]
'6만 명에서 7만 명'
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.clauses import clauses, cover
from bot.answers.frame import Frame, Want
from bot.answers.wording import squeeze
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import can_be_named, looks_foreign

_ASKED = r"(?:얼마|몇\s?[가-힣%]{1,6}?|어디|누구|뭐|무엇|무슨\s?\S{1,8}?|어느\s?\S{1,8}?|어떤\s?\S{1,8}?)"
_ASKS_BOTH = lazy_compile(rf"{_ASKED}에서\s?(?:또\s)?{_ASKED}(?:으로|로|까지|\s)")
_TURNS_INTO = r"(?:바[뀌뀐꿨꾼꾸꿀]|변경|교체|전환|대체|개명|개편)"
_ASKS_INTO = lazy_compile(
    rf"(?:어디|누구|뭐|뭘|무엇|무슨\s?\S{{1,8}}|어느\s?\S{{1,8}})(?:으로|로)\s?{_TURNS_INTO}"
)
_AMOUNT = (
    r"(?<![\d.,])(?:약\s?)?\d[\d,.]{0,12}+(?:\s?[천백십만억조]\s?(?:\d[\d,.]{0,6}+)?){0,5}+\s?여?\s?"
    r"[가-힣A-Za-z%㎞㎏㎡]{0,3}?"
)
_BESIDE = r"(?:\s?\([^()]{1,24}\))?"
_FIGURES = lazy_compile(
    rf"(?P<told>{_AMOUNT}{_BESIDE}에서,?\s(?:[가-힣0-9]{{1,8}}\s){{0,3}}?{_AMOUNT}{_BESIDE}?)(?:으로|로|까지)(?=[\s,.])"
)
_OF_A_DAY = lazy_compile(r"\d{1,2}(?P<unit>일|월|시)에서")
_ADVERB = r"(?:[가-힣]{2,5}적으로|새로|앞으로|서로|따로|별도로|실제로|그대로|자동으로|임의로)"
_NOUNS = r"(?:[^\s,.]{1,16}\s){0,2}[^\s,.]{1,16}?"
_INTO = lazy_compile(
    rf"(?:에서|을|를|이|가)\s(?:{_ADVERB}\s)?+(?P<now>{_NOUNS})(?<!적)(?:으로|로)\s(?:[^\s,.]{{1,8}}\s){{0,2}}?{_TURNS_INTO}"
)
_PARTICLE = lazy_compile(r"(?:에서|[을를이가])\s")

_HOW_MUCH = r"(?:얼마나|몇\s?[가-힣%]{1,4}(?<!로)(?:나|이나)?)\s(?:(?:더|많이|크게)\s){0,2}"
_ASKS_HOW_MUCH_MORE = lazy_compile(
    rf"{_HOW_MUCH}(?:늘|줄(?:[었어였인]|이[는고기려])|증가|감소|오르|올[랐라]|내[렸려리]|떨어|빠졌|차이|앞[당섰서]"
    r"|(?:많아|적어|높아|낮아|길어|짧아|빨라|비싸|커)(?:[져졌진질]|지[는나])|높(?:[였인여일]|이[는기려고])|낮[췄춘추춰출])"
    r"|차이가?\s?(?:얼마|몇)"
)
_ASKS_HOW_MUCH = lazy_compile(rf"{_HOW_MUCH}(?:많|적|높|낮|비[싸쌌]|길|짧|빨라|빠르|커)")
_IS_COMPARED = lazy_compile(r"(?<![가-힣])더(?![가-힣])|[가-힣]보다(?![가-힣])|보다[는도]\s|차이")
_MORE = lazy_compile(
    r"(?:포인트)?\s?(?:\([^()]{1,24}\)\s?)?(?:가량|정도|이상|넘게|[이가]|이나)?\s?(?:더\s?)?"
    r"(?:늘|줄|증가|감소|급[감증등락]|상승|하락|올[랐라]|오[른르]|내[렸린]|떨어|많|적[다은었]|높|낮|확대|축소|비[싸쌌]|길[다었]|짧|빨|빠[르른졌]|앞당|차이|격차)"
)


def by_how_much(frame: Frame, text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Of *spans*, figures, those by which something rose or fell, where that is asked; all where none is one.

    >>> from bot.answers.frame import read_frame
    >>> text = "내년 물량은 1만 가구로 올해보다 48% 급감한다."
    >>> by_how_much(read_frame("내년 물량은 올해보다 얼마나 줄어?"), text, ((7, 12), (19, 22)))
    [(19, 22)]
    """
    asked = frame.text
    more = _ASKS_HOW_MUCH.search(asked) is not None and _IS_COMPARED.search(asked) is not None
    if not more and _ASKS_HOW_MUCH_MORE.search(asked) is None:
        return spans
    return [span for span in spans if _MORE.match(text, span[1])] or spans


def changed(frame: Frame, text: str) -> Span | None:
    """What *text* says that it changed from and into, or into what; None where that was not asked or is not told."""
    if _ASKS_BOTH.search(frame.text) is not None:
        told = [match.span("told") for match in _FIGURES.finditer(text)]
        told = [span for span in told if not _is_day(frame, text, span)]
        return max(told, key=lambda span: _about(frame, text, span), default=None)
    asked = _ASKS_INTO.search(frame.text)
    if asked is None or frame.want is Want.WHY:
        return None
    for match in _INTO.finditer(text):
        start, end = match.span("now")
        start = max([start, *(particle.end() for particle in _PARTICLE.finditer(text, start, end))])
        someone = asked.group().startswith("누구")
        if not cover(frame.units, text[start:end], 1.0) and not (someone and not _names(text[start:end])):
            return start, end
    return None


def _is_day(frame: Frame, text: str, span: Span) -> bool:
    """Whether what changed at *span* is a day or an hour, and not that was asked: 몇 시에서 몇 시로."""
    day = _OF_A_DAY.match(text, *span)
    return day is not None and f"몇{day['unit']}" not in squeeze(frame.text)


def _names(said: str) -> bool:
    """Whether somebody is named in *said*."""
    return any(can_be_named(word) or looks_foreign(word) for word in said.split())


def _about(frame: Frame, text: str, span: Span) -> float:
    """How much of what is asked stands in the clause that ends with what was changed."""
    start, end = next(((a, b) for a, b in clauses(text) if a <= span[0] < b), (0, len(text)))
    return cover(frame.units, text[start : max(end, span[1])])
