"""The likeliest sentences, weighed again by the short answers that they give.

What a sentence of another article says too is likelier; a short answer in the question's own words answers nothing.
Both weights are the listwise logistic's over the likeliest sentences of 965 needs (crossed over articles: the first
sentence was won 23 times and lost 7 times). What else stands in a reply goes by the worth without them: a sentence that
says the same once more adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.clauses import cover
from bot.answers.features import Floats, Pool
from bot.answers.frame import Frame, Want
from bot.answers.wording import squeeze
from bot.korean.sentences import Span

_ELSEWHERE = 0.38  # of each sentence of another article that gives the same short answer,
_MOST = 2  # of so many at most
_OWN_WORDS = -0.56  # of a short answer that has all the words of the question
_GIVES_NONE = -1.0  # of a sentence that gives none, where one is plain if it is there:
_PLAIN = (Want.WHY, Want.UNTIL, Want.NAME)
_SHORTEST = 3  # characters of an answer that may stand in another one: 13일 in 오는 13일
_NO_NUMBER_BEFORE = r"(?<![\d.,])(?<!\d[십백천만억조])"
_NO_NUMBER_AFTER = r"(?![.,]?\d)"


def weigh_again(
    frame: Frame, pool: Pool, worth: Floats, order: Sequence[int], looked_at: Mapping[int, Span | None]
) -> tuple[Floats, list[int]]:
    """What each sentence is worth and their order, once the short answers of the likeliest are compared.

    looked_at: where in its article's body each of the likeliest says what was asked for; None where it does not.
    """
    said = {k: span for k, span in looked_at.items() if span is not None}
    words = {k: _short_words(pool, said, k) for k in said}
    weighed = worth.copy()
    if frame.want in _PLAIN:
        weighed[[k for k in looked_at if k not in said]] += _GIVES_NONE
    for k, short in words.items():
        elsewhere = sum(is_same(short, other) for j, other in words.items() if pool.owner[j] != pool.owner[k])
        sentence = pool.sentences[k]
        start, end = (at - sentence.start for at in said[k])
        own = cover(frame.units, sentence.plain[start:end], 1.0) / max(1, len(frame.units))
        weighed[k] += _ELSEWHERE * min(elsewhere, _MOST) + _OWN_WORDS * own
    return weighed, sorted(order, key=lambda k: -float(weighed[k]))


def _short_words(pool: Pool, said: Mapping[int, Span], k: int) -> str:
    """The short answer of sentence *k* without spaces and marks; "" where it gives none."""
    return squeeze(pool.sentences[k].article.body[slice(*said[k])]) if k in said else ""


def is_same(one: str, other: str) -> bool:
    """Whether two short answers are one, or one has the other in it."""
    if one == other:
        return len(one) > 1
    return min(len(one), len(other)) >= _SHORTEST and (_stands_in(one, other) or _stands_in(other, one))


def _stands_in(short: str, other: str) -> bool:
    """Whether *other* has *short* in it, a number as a whole one.

    >>> _stands_in("13일", "오는13일"), _stands_in("30명", "130명")
    (True, False)
    """
    if short not in other:
        return False
    before = _NO_NUMBER_BEFORE if short[:1].isdigit() else ""
    after = _NO_NUMBER_AFTER if short[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(short)}{after}", other) is not None
