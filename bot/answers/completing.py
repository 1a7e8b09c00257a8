"""The short answer made whole: with the clause that goes on with it, the nouns before it, all of the row it is of.

>>> from bot.answers.frame import read_frame
>>> text = "직원들은 이날 소금빵과 치즈볼 등을 구웠다."
>>> text[slice(*completed(read_frame("직원들이 무슨 빵을 구웠어?"), text, (9, 12)))]
'소금빵과 치즈볼 등'
"""

from __future__ import annotations

from bot.answers.clauses import LONGEST, clauses, cover, cut, told_from, trimmed, without_topic
from bot.answers.comparing import grown
from bot.answers.enumerations import BULLETS, enumerations
from bot.answers.frame import Frame, Want, is_english
from bot.answers.quotations import quoted_instead
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name, is_role

_GOES_ON = lazy_compile(r"(?<![다라자냐])(?:고|며|거나)[,]?$")
_TELLS = lazy_compile(  # ends in a verb
    r"(?:[다라자냐요죠까고며데서려록]|거나|지만|으나|므로|니까|[하되]자|다가)[,.\"]?$"
)
_BEFORE_SAID = lazy_compile(r"[,.]?\s[\"']")  # 시장은 "…"고 말했다
_LEADS_ON = lazy_compile(r"(?<![다라자냐])고[,]?$|다가$|데다$")
_BY_WAY = lazy_compile(r"(?<![다라자냐])고[,]?$|다가$|[해여쳐켜려아어]서?[,]?$")
_CONCEDES = lazy_compile(r"(?:지만|으나|[했됐갔왔]으나|면서도)[,]?$")
_LEFT_OPEN = lazy_compile(r"(?<![다라자냐])(?:고|며|면서|[해여어]서?)[,]?$")
_OF_NOUN = lazy_compile(r"(?:위한|따른|인한)$")
_NOUN = lazy_compile(
    r"(?:\s[가-힣A-Za-z0-9·]{1,12}?){1,3}?(?=[이가을를은는]\s|이다|입니다|으?로[\s,]|이[라며])"
)
_WORD_BEFORE = lazy_compile(r"(?<![^\s,\"'])(?<!\d,)(?P<word>(?:\d{1,3},){0,3}[가-힣A-Za-z0-9·%\-]{1,16})\s$")
_NO_NOUN = lazy_compile(
    r"(?:[한된할될인는은던린난온든긴킨진]|[고며해서로게히라면]|[가-힣]적|에게|까지|부터)$|\d(?:일|월|년|시|명|개)$"
    r"|^(?:이날|지난|올해|내년|작년|지난해|최근|현재|당시|또|다만|특히|매년|매달|이번|해당|각각|모두|등|중|및|약|총|더|가장|새|첫|이|그|데|것|수)$"
)
_JOINED_BEFORE = lazy_compile(rf"(?:(?<=[가-힣A-Za-z0-9)'])(?:와|과)\s|[,·{BULLETS}]\s?|\s및\s)['‘]?$")
_JOINS_AFTER = lazy_compile(r"['’]?(?:\([^()]{1,24}\))?(?:와\s|과\s|,\s|·|\s및\s|\s등)")
_QUOTES = ("'", "‘")
_NOUNS = 4  # words before a name
_WHOLE = 26  # characters back from there


def completed(frame: Frame, text: str, span: Span) -> Span:
    """*span*, the short answer that *text* gives, with what belongs to it; itself where that is too long."""
    if is_english(frame.text):
        return span
    start, end = _grown(frame, text, span)
    return (start, end) if end - start <= LONGEST else span


def _grown(frame: Frame, text: str, span: Span) -> Span:
    if frame.want in (Want.WHY, Want.HOW):
        return _with_clauses(frame, text, span)
    if frame.want in (Want.WHETHER, Want.ABOUT):
        return _to_its_end(frame, text, span)
    if frame.want is Want.COMPARE:
        return grown(text, span)
    if frame.want in (Want.WHAT, Want.NAME):
        return _with_row(text, _with_nouns(frame, text, span))
    return span


def _with_clauses(frame: Frame, text: str, span: Span) -> Span:
    """*span* from the clause that leads to it, and to the end of what goes on with it."""
    start, end = span
    stop = told_from(text)
    parts = clauses(text)
    if _OF_NOUN.search(text, start, end) and (noun := _NOUN.match(text, end)):
        end = noun.end()
    for begin, last in parts:
        last = min(last, stop)
        if last <= end:
            continue
        told = _TELLS.search(text, begin, last) is not None and _BEFORE_SAID.match(text, last) is None
        if not told or _GOES_ON.search(text, start, end) is None or last - start > LONGEST:
            break
        end = last
    leads = _LEADS_ON if frame.want is Want.WHY else _BY_WAY
    for first, last in reversed(parts):
        begin = without_topic(frame, text, (first, last))[0]
        if last <= start <= last + 2 and leads.search(text, first, last) and end - begin <= LONGEST:
            start = begin
    return trimmed(text, (start, end))


def _to_its_end(frame: Frame, text: str, span: Span) -> Span:
    """*span*, a clause that another one decides or ends, with that; without it where both are too long."""
    if frame.want is Want.WHETHER and (said := quoted_instead(frame, text, span)) is not None:
        return said
    start, end = span
    open_end = _CONCEDES if frame.want is Want.WHETHER else _LEFT_OPEN
    stop = told_from(text)
    for first, last in clauses(text):
        last = min(last, stop)
        if first >= end and last > first and open_end.search(text, start, end):
            if last - start <= LONGEST:
                end = last
            elif frame.want is Want.WHETHER:
                start, end = cut(text, (first, last))
    return trimmed(text, (start, end))


def _with_row(text: str, span: Span) -> Span:
    """*span* with what stands in a row with it."""
    start, end = span
    for first, last in enumerations(text):
        if first <= start and end <= last and end - start < last - first <= LONGEST:
            if _JOINS_AFTER.match(text, end, last) is not None:
                start -= text[start - 1 : start] in _QUOTES and start > first
                end = last
            return first if _JOINED_BEFORE.search(text, first, start) is not None else start, end
    return span


def _with_nouns(frame: Frame, text: str, span: Span) -> Span:
    """*span* with the nouns before it that say of which kind it is: 육아 친화 시설."""
    start = span[0]
    for _ in range(_NOUNS):
        before = _WORD_BEFORE.search(text, max(0, start - _WHOLE), start)
        word = before["word"] if before else ""
        if not before or (not word.endswith("의") and stem(word) != word) or _NO_NOUN.search(word):
            break
        if cover(frame.units, word, 1.0) or is_role(word) or is_full_name(word):
            break
        start = before.start("word")
    return start, span[1]
