"""What a sentence says besides the words of the question, where nothing of the kind asked for stands out in it.

>>> from bot.answers.frame import read_frame
>>> text = "구청은 옛 우체국을 도시재생사업으로 고쳐 체육실을 갖추었다."
>>> text[slice(*remainder(read_frame("구청이 체육실은 원래 뭐였어?"), text))]
'옛 우체국을 도시재생사업으로 고쳐'
"""

from __future__ import annotations

import re

from bot.answers.clauses import LONGEST, MEANS, clauses, cover, told_from, trimmed, whether, without_topic
from bot.answers.comparing import with_figures
from bot.answers.frame import Frame, Want, is_english
from bot.answers.quotations import reason_said, said_alone
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_COUNTED = (Want.NUMBER, Want.MONEY)
_WANTS = (Want.WHAT, Want.HOW, Want.WHY, Want.COMPARE, Want.EXCEPT, *_COUNTED)
_SHORTEST = 2  # characters
_FEW = 10  # characters of a verb and what helps it
_ASKS_SAID = lazy_compile(r"(?:뭐|머|뭘|무어|무엇이)\s?라(?!도)|(?:뭐|머)[래랬](?![가-힣]{2})")
_SAID = lazy_compile(r"\"(?P<said>[^\"]{3,90})\"|'(?P<marked>[^']{3,90})'")
_SAYS = lazy_compile(r"\s?(?:이?라[고며는]?|고|면서|[며는]|임을)")
_QUOTES = "\"'"
_AROUND = 30  # characters beside a quotation
_LETTER = lazy_compile(r"\w")
_A_WORD, _SHARE = 3, 0.08  # letters that a sentence has besides; their share of a long one
_WORD = lazy_compile(r"\S+")
LINKS = lazy_compile(  # to the sentence before
    r"(?:다만|또한?|특히|하지만|그러나|이어|한편|아울러|이에|그러면서|이밖에|이외에도|이와\s함께|이를\s통해|그리고|따라서|반면|실제로?|또는),?\s+"
)
_PARTICLE = lazy_compile(r"(?:에게|에서|에|께|[은는이가을를도로])[,]?$")
_TOPIC_END = lazy_compile(r"(?<=[가-힣A-Za-z0-9)'\"])(?:에게는|에서는|에는|은|는|이|가)$")
_ONE_VERB = lazy_compile(  # says nothing by itself
    r"\S{0,8}(?:[해여되돼하]|[고며서던]|면서|지만|[는은된한할]|[^이]다|니다|으나|는데|도록|려고|어야|라며|다며)"
)
_MARKS_END = lazy_compile(r"(?<=[가-힣A-Za-z0-9)'\"])(?:을|를|이|가)$")


def remainder(frame: Frame, text: str) -> Span | None:
    """Where *text*, a sentence as it is matched, says more than was asked, in one clause; None where none does."""
    if frame.want not in _WANTS or is_english(frame.text):
        return None
    found = _besides(frame, text)
    if found is None or not _can_stand(text, found):
        return None
    return found if frame.want not in _COUNTED or any(map(str.isdigit, text[slice(*found)])) else None


def _can_stand(text: str, span: Span) -> bool:
    """Whether what stands at *span* has a letter, and each quotation in it both of its marks."""
    said = text[slice(*span)]
    halved = any(
        mark in said and (said.count(mark) % 2 or text.count(mark, 0, span[0]) % 2) for mark in _QUOTES
    )
    return not halved and any(map(str.isalnum, said))


def _besides(frame: Frame, text: str) -> Span | None:
    if frame.want is not Want.WHY and (said := words_said(frame, text)) is not None:
        return said
    if frame.want is Want.WHY and (said := reason_said(frame, text) or said_alone(frame, text)) is not None:
        return said
    span = _reason(text) if frame.want is Want.WHY else whether(frame, text)
    if span is None:
        return None
    if frame.want is Want.COMPARE:  # which one it is of is what was asked
        told = with_figures(text, span) if is_whole(text, span) else span
        if told is not None and not is_whole(text, told):
            return told
    told = without_topic(frame, text, span)
    left = _new(frame, text, told)
    topic = text[span[0] : told[0]].split()
    unknown = bool(topic) and not cover(frame.units, topic[-1], 1.0)
    if unknown and (left is None or left[1] - left[0] < _FEW):
        return _new(frame, text, (span[0], told[0]), _TOPIC_END)  # 취약계층은 무료로 이용할 수 있다
    if frame.want is Want.HOW and (left is None or is_whole(text, left)):
        return _means(frame, text)
    return left


def is_whole(text: str, span: Span) -> bool:
    """Whether what stands at *span* is *text*, a sentence, but for marks and a word that says little: it is not short.

    >>> is_whole("이 때문에 조각 수를 기준으로 표시하고 있다.", (0, 24)), is_whole("가게 이름은 ‘물꼬당’.", (8, 11))
    (True, False)
    """
    letters = len(_LETTER.findall(text))
    left = letters - len(_LETTER.findall(text[slice(*span)]))
    return left <= max(_A_WORD, _SHARE * letters)


def words_said(frame: Frame, text: str) -> Span | None:
    """The words in marks that somebody said, rather those beside what is asked about, where his words are asked for."""
    graded: list[tuple[float, int, Span]] = []
    if _ASKS_SAID.search(frame.text) is None:
        return None
    for match in _SAID.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if _SAYS.match(text, match.end()):
            around = f"{text[max(0, start - _AROUND) : end]} {text[end : end + _AROUND]}"
            graded.append((cover(frame.units, around, 1.0), -start, (start, end)))
    return max(graded)[2] if graded else None


def _means(frame: Frame, text: str) -> Span | None:
    """The way alone, without what it led to: 문자를 통해."""
    for start, end in clauses(text):
        for mark in MEANS.finditer(text, start, end):
            begin = without_topic(frame, text, (start, end))[0]
            if begin < mark.start() and mark.end() < end:
                return trimmed(text, (begin, mark.end()))
    return None


def _reason(text: str) -> Span | None:
    """All of *text* that is told, where that is short."""
    end = told_from(text)
    return (0, end) if end <= LONGEST else None


def _new(frame: Frame, text: str, span: Span, mark: re.Pattern[str] | None = None) -> Span | None:
    """*span* from behind the phrases that the question has, up to its verb or, where there is one, to its *mark*."""
    start, end = span
    if (link := LINKS.match(text, start, end)) is not None:
        start = link.end()
    words = list(_WORD.finditer(text, start, end))
    for word in words:
        if not cover(frame.units, word.group(), 1.0):
            break
        if _PARTICLE.search(word.group()):
            start = word.end()
    while words and cover(frame.units, words[-1].group(), 1.0) and words[-1].start() > start:
        end = words.pop().start()
    found = trimmed(text, (start, end))
    at = (mark or _MARKS_END).search(text, *found) if mark or end < span[1] else None
    if at is not None:
        found = found[0], at.start()
    said = text[slice(*found)]
    return found if len(said) >= _SHORTEST and not _ONE_VERB.fullmatch(said) else None
