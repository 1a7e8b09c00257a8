"""Whether somebody's words are a quote, and what they have otherwise.

>>> said = "어제 시장이 강을 시민에게 돌려준다고 했대"
>>> [said[slice(*one.theirs)] for one in compare(said, quote).differences]
['돌려준다고']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.alignment import MAX_REMEMBERED, plain
from bot.quotes.called import is_of_another
from bot.quotes.finder import Difference, differences
from bot.quotes.quote import Quote

_ALIKE = 60.0  # as in recall: unrelated Korean sentences are up to 50 alike, misquotations 70 and more
_SHARED = 0.5  # of the letters of the shorter one, in words that both have
_RELATED = 30.0  # two words at an edge that are less alike do not stand for each other
_AROUND = 30  # characters of a message beside the quote in it
_WORD = lazy_compile(r"\S+")
_NOT_LETTER = lazy_compile(r"\W+")
_DENIED = lazy_compile(  # of the words before it; not 없애다, 못지않다, 못을
    r"\s{0,4}(?<!\w)(?:(?:[것수뜻말][이은는도가]?|게|건)\s{1,4})?"
    r"(?:(?:아[니닌닙]|않|못(?=[하했한할해합])|없(?![애-앻]))[가-힣]{0,5}|[안못]\s{1,4}[가-힣]{1,8}"
    r"|(?:not|never|no longer|cannot|[a-z]{2,6}n['’]t)\b)",
    re.IGNORECASE,
)
_DENYING = lazy_compile(
    r"(?<!\w)(?:[안못]|not|never|no longer|cannot|[a-z]{2,6}n['’]t)\s{0,4}$", re.IGNORECASE
)
_QUOTING = lazy_compile(r"(?:이?라고|이?라며|이?라면서|이?라는|이?라던데|이?래|이?란다|고|며|던데)?(?:요)?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Somebody's words beside a quote.

    is_quote: whether they are that quote at all, in whole or in part; only then *differences* says anything.
    differences: what is otherwise, word by word; without what was said around the quote, and without what
        was left out before and after it.
    not_by: who is told to have said it, where the article has it from another; "" otherwise.
    """

    is_quote: bool
    differences: tuple[Difference, ...] = ()
    not_by: str = ""


def compare(said: str, quote: Quote, by: str = "") -> Comparison:
    """*said*, in which the quote may stand among other words, beside *quote*. by: who is told to have said it."""
    compared = _compared(said, quote)
    return replace(compared, not_by=by) if by and compared.is_quote and is_of_another(quote, by) else compared


def _compared(said: str, quote: Quote) -> Comparison:
    said = said[:MAX_REMEMBERED]
    text = quote.text
    if len(said) > len(text) + _AROUND:
        begin, end = _window(said, text)
        compared = _compared(said[begin:end], quote)
        return Comparison(
            compared.is_quote,
            tuple(
                Difference((one.theirs[0] + begin, one.theirs[1] + begin), one.original)
                for one in compared.differences
            ),
        )
    found = _joined(said, text, differences(said, quote))
    theirs, original = [0, len(said)], [0, len(text)]
    for place in (0, -1):
        if not found:
            break
        one = found[place]
        if _letters(said, _between(theirs, one.theirs, place)) or _letters(
            text, _between(original, one.original, place)
        ):
            continue  # the words at this edge are the same
        found.pop(place)
        kept = _edge(said, text, one, place)
        theirs[place], original[place] = kept.theirs[place], kept.original[place]
        if not _is_same(_letters(said, kept.theirs), _letters(text, kept.original), place):
            found.insert(0 if place == 0 else len(found), kept)
    if denied := _DENIED.match(text, original[1]):
        found = _with_denial(said, text, found, theirs[1], (original[1], denied.end()))
    if denying := _DENYING.search(text, 0, original[0]):
        found = _with_denial_before(said, text, found, theirs[0], (denying.start(), original[0]))
    core, other = _letters(said, (theirs[0], theirs[1])), _letters(text, (original[0], original[1]))
    shared = len(core) - sum(len(_letters(said, one.theirs)) for one in found)
    if not core or not other:
        return Comparison(False)
    if fuzz.ratio(core, other) < _ALIKE and shared < _SHARED * min(len(core), len(other)):
        return Comparison(False)
    return Comparison(
        True, tuple(one for one in found if _letters(said, one.theirs) != _letters(text, one.original))
    )


def _with_denial(
    said: str, text: str, found: Sequence[Difference], end: int, denial: Span
) -> list[Difference]:
    """*found*, and that the words which end at *end* are denied by the next ones of the quote, which were left out."""
    theirs = said.rfind(" ", 0, len(said[:end].rstrip())) + 1
    if instead := _WORD.match(said, end):  # 있다고, where 없습니다 stands
        end = instead.end()
    original = text.rfind(" ", 0, len(text[: denial[0]].rstrip())) + 1
    kept = [one for one in found if one.theirs[1] <= theirs and one.original[1] <= original]
    theirs = min([theirs, *(one.theirs[0] for one in found[len(kept) :])])
    original = min([original, *(one.original[0] for one in found[len(kept) :])])
    return [*kept, Difference((theirs, end), (original, denial[1]))]


def _with_denial_before(
    said: str, text: str, found: Sequence[Difference], begin: int, denial: Span
) -> list[Difference]:
    """*found*, and that the words which begin at *begin* are denied by the word before them, which was left out."""
    theirs, original = _word_end(said, begin), _word_end(text, denial[1])
    kept = [one for one in found if one.theirs[0] >= theirs and one.original[0] >= original]
    changed = found[: len(found) - len(kept)]
    theirs = max([theirs, *(one.theirs[1] for one in changed)])
    original = max([original, *(one.original[1] for one in changed)])
    return [Difference((begin, theirs), (denial[0], original)), *kept]


def _word_end(text: str, at: int) -> int:
    """The end of the first word from *at* on; *at* where there is none."""
    word = _WORD.search(text, at)
    return word.end() if word else at


def _window(said: str, text: str) -> Span:
    """Where in a long message the quote stands, and a few words around it."""
    found = fuzz.partial_ratio_alignment(plain(text), plain(said))
    begin, end = (found.dest_start, found.dest_end) if found else (0, len(text))
    begin, end = max(0, begin - _AROUND // 3), min(len(said), end + _AROUND // 3)
    while begin and not said[begin - 1].isspace():
        begin -= 1
    while end < len(said) and not said[end].isspace():
        end += 1
    return begin, max(begin, min(end, begin + len(text) + _AROUND))


def _joined(said: str, text: str, found: Iterable[Difference]) -> list[Difference]:
    """*found* with neighbours made one: what is left out and put in at one place are one change."""
    joined: list[Difference] = []
    for one in found:
        if joined:
            before = joined[-1]
            gaps = (before.theirs[1], one.theirs[0]), (before.original[1], one.original[0])
            if not _letters(said, gaps[0]) and not _letters(text, gaps[1]):
                joined[-1] = Difference(
                    _cover(before.theirs, one.theirs), _cover(before.original, one.original)
                )
                continue
        joined.append(one)
    return joined


def _cover(first: Span, second: Span) -> Span:
    """Both spans, of which either may be empty."""
    spans = [span for span in (first, second) if span[0] < span[1]] or [first]
    return spans[0][0], spans[-1][1]


def _edge(said: str, text: str, one: Difference, place: int) -> Difference:
    """The part of a difference at an edge that stands for each other.

    What is left over was said around the quote, or is the quote going on.
    """
    best = -1.0
    here = one.theirs[1 + place], one.original[1 + place]  # the inner ends
    chosen = Difference((here[0], here[0]), (here[1], here[1]))
    for theirs in _parts(said, one.theirs, place):
        for original in _parts(text, one.original, place):
            alike = fuzz.ratio(_letters(said, theirs), _letters(text, original))
            if alike >= _RELATED and alike > best:
                best, chosen = alike, Difference(theirs, original)
    return chosen


def _parts(text: str, span: Span, place: int) -> list[Span]:
    """The last 1, 2, 3 … words of *span* at the front, the first ones at the end."""
    words = [match.span() for match in _WORD.finditer(text, *span)][:12]
    if place == 0:
        return [(start, span[1]) for start, _ in reversed(words)]
    return [(span[0], end) for _, end in words]


def _is_same(theirs: str, original: str, place: int) -> bool:
    """Whether only spacing differs, or the end of a report: …아닙니다’라고."""
    if theirs == original:
        return True
    return place == -1 and theirs.startswith(original) and bool(_QUOTING.fullmatch(theirs[len(original) :]))


def _between(whole: list[int], span: Span, place: int) -> Span:
    """What lies between an edge of *whole* and *span*."""
    return (whole[0], span[0]) if place == 0 else (span[1], whole[1])


def _letters(text: str, span: Span) -> str:
    """Spacing and marks are no difference that matters."""
    return _NOT_LETTER.sub("", plain(text[slice(*span)]))
