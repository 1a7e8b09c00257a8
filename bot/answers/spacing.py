"""Questions typed without spaces, with the spaces that the articles found for them write.

>>> spaced("노면전차개통일이언제야?", ["노면전차 개통일이 3월 2일로 정해졌다."])
'노면전차 개통일이 언제야?'

Between two letters of a long word, what the articles do around the same letters decides, longer surroundings before
shorter ones; a question's own words, which papers seldom write, are known by themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import accumulate, pairwise

from bot.korean.asking import ASKING
from bot.korean.normalize import fold
from bot.patterns import lazy_compile

WRITERS = 24  # articles whose spaces are looked at
_LETTERS = 3_000  # of each of them
_ENOUGH = 40  # places of one surrounding that are counted
_BEFORE_AND_AFTER = ((3, 3), (3, 2), (2, 3), (2, 2), (3, 1), (1, 3), (2, 1), (1, 2))  # letters
_MOSTLY = 0.5  # of those places
_EITHER = 0.6  # of the places where the letters before end a word and of those where the ones after begin one, summed
_LONG = lazy_compile(r"(?<!\S)(?=[a-zA-Z0-9%.,]{0,20}[가-힣])[가-힣a-zA-Z0-9%.,]{4,80}(?=[?!~…]{0,5}(?!\S))")
_UNBROKEN = lazy_compile(r"[a-z0-9][a-z0-9%]|\d[.,]|[.,]\d")
# Words that ask, with what is written on to them; what follows is another word.
_WHICH = (
    rf"(?P<which>언제|어디|누구|뭐|무엇)(?P=which)|{ASKING}|어케|왜케|왜(?![곡구관냐소가])"
    r"|머(?=임|야|[였엿라]|하는)"
)
_COUNTED = (
    r"(?<!몇)몇(?!몇)(?:[십백천만]{1,3})?"
    r"(?:명|개|년도?|월|일|시|분|초|도|번|차례|대|건|곳|살|세|위|층|배|편|장|점|골|주|권|마리"
    r"|미터|킬로|퍼센트|프로|%)?"
)
_PARTICLE = r"(?:부터|까지|에서|에다?|로|서|한테|에게|쯤|만|를|을|은|가|랑|이?나|이|씩|짜리|째|간|동안)?"
_COPULA = r"(?:인지|인가요?|인데|이었[가-힣]{1,2}|였[가-힣]{1,2}|이?에?요|예요|임|이?[야냐니지])?"
_ENDING = lazy_compile(
    r"들?(?:[은는이가을를도만에의야로와과나]|에서|으로|이?[야냐니지]|이?라고\S{0,4}|이?에?요|예요|까지|부터|에게|임"
    r"|이?랑|하고|한테서?|보다|처럼|만큼|밖에|께서|거(?:야|임|지|죠|래|냐|니|예요|에요)|건(?:가요?|지))?[?!~.,]{0,5}\Z"
)
_ASKING = lazy_compile(rf"(?:{_COUNTED}|{_WHICH}){_PARTICLE}{_COPULA}")


class Written:
    """What articles write, without spaces; and where they have one."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = fold(" ".join(text[:_LETTERS] for text in texts)).split()
        self._letters = "".join(words)
        self._begins = [0, *accumulate(map(len, words))]

    def apart(self, before: str, after: str) -> float | None:
        """The share of places where a space stands between *before* and *after*; None where there are none."""
        together, seen, spaces, at = before + after, 0, 0, -1
        while seen < _ENOUGH and (at := self._letters.find(together, at + 1)) >= 0:
            middle = at + len(before)
            begun = bisect_left(self._begins, middle)
            seen, spaces = seen + 1, spaces + (self._begins[begun] == middle)
        return spaces / seen if seen else None


def may_lack_spaces(text: str) -> bool:
    """Whether a word of *text* is long enough to be several."""
    return _LONG.search(text) is not None


def spaced(text: str, texts: Iterable[str], names: Iterable[str] = ()) -> str:
    """*text* with the spaces that *texts* write in its long words; *names* that words begin with stay whole."""
    written, whole = Written(texts), frozenset(map(fold, names))
    return _LONG.sub(lambda found: _spaced_word(found.group(), written, whole), text)


def _spaced_word(word: str, written: Written, names: Collection[str]) -> str:
    folded = fold(word)
    if len(folded) != len(word):
        return word
    named = max((len(name) for name in names if folded.startswith(name)), default=1)
    begins = {place for place in range(named, len(word)) if _is_apart(folded, place, written)}
    for asking in _ASKING.finditer(folded):
        start, end = asking.span()
        if not _is_within_a_word(folded, start, end, written):
            begins = begins - set(range(start + 1, end)) | {start, end}
    cuts = [0, *sorted(begins - {0, len(word)}), len(word)]
    return " ".join(word[start:end] for start, end in pairwise(cuts))


def _is_within_a_word(word: str, start: int, end: int, written: Written) -> bool:
    """Whether the articles have what looks like asking in a word of their own (왜 in 왜가리)."""
    longer = (word[start - 1 : end] if start else "", word[start : end + 1])
    return any(len(one) > end - start and written.apart(one[0], one[1:]) == 0.0 for one in longer)


def _is_apart(word: str, place: int, written: Written) -> bool:
    """By the longest surroundings that the articles have; else by how often words end and begin like that."""
    if _UNBROKEN.match(word, place - 1) or _ENDING.match(word, place):
        return False
    for before, after in _BEFORE_AND_AFTER:
        if before <= place and place + after <= len(word):
            share = written.apart(word[place - before : place], word[place : place + after])
            if share is not None:
                return share > _MOSTLY
    ends = _first(written.apart(word[place - size : place], "") for size in (3, 2) if size <= place)
    begins = _first(
        written.apart("", word[place : place + size]) for size in (3, 2) if place + size <= len(word)
    )
    return ends + begins > _EITHER


def _first(shares: Iterable[float | None]) -> float:
    return next((share for share in shares if share is not None), 0.0)
