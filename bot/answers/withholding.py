"""Whether a short answer is likely enough to stand on top: one that is not is left to the sentence that it is from.

A wrong sentence looks as bold as a right one. What tells them apart is how far ahead of the others it is, whether other
likely sentences say the same short answer, and whether that repeats the question instead of answering it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answers.certainty import chance
from bot.answers.clauses import clauses, cover
from bot.answers.features import Pool
from bot.answers.frame import Want
from bot.answers.model import WITHHOLDING, WITHHOLDING_BIAS
from bot.answers.second_look import is_same, short_words, stands_in
from bot.answers.support import Support
from bot.korean.sentences import Span

Floats = NDArray[np.float64]

LOOKED_AT = 10  # sentences, the likeliest
LEAST = 0.2  # chance of being right below which a short answer is not shown
_RIVALS = 5  # sentences of which another short answer counts against it,
_CLOSE = 1.0  # where they are worth nearly as much
_TOLD_OPENLY = (Want.WHY, Want.HOW, Want.WHETHER)
_TOLD_LOOSELY = (Want.WHAT, Want.WHERE, Want.EXCEPT, Want.MOST)
_WEIGHTS = np.array(list(WITHHOLDING.values()))


def is_likely(
    support: Support, pool: Pool, worth: Floats, order: Sequence[int], said: Mapping[int, Span]
) -> bool:
    """Whether the short answer of the best sentence is worth showing.

    said: where in its article's body a sentence says what was asked for, by its number; of the best one at least.
    """
    columns = withholding_features(support, pool, worth, order, said)
    return chance(float(columns @ _WEIGHTS) + WITHHOLDING_BIAS) >= LEAST


def withholding_features(
    support: Support, pool: Pool, worth: Floats, order: Sequence[int], said: Mapping[int, Span]
) -> Floats:
    """What `is_likely` goes by, in the order of WITHHOLDING."""
    best, frame = order[0], support.frame
    sentence, look = pool.sentences[best], support.looks.get(best)
    start, end = (at - sentence.start for at in said[best])
    clause = next(((a, b) for a, b in clauses(sentence.plain) if a <= start < b), (0, len(sentence.plain)))
    words = max(1, len(frame.units))
    short, *others = [short_words(pool, said, k) for k in order[:LOOKED_AT]]
    rivals = [
        other
        for k, other in zip(order[1:_RIVALS], others, strict=False)
        if float(worth[best] - worth[k]) < _CLOSE
    ]
    values = {
        "ahead": min(_ahead(worth, order, 1), 3.0),
        "ahead of three": min(_ahead(worth, order, 3), 4.0),
        "said again": min(sum(is_same(short, other) for other in others), 3),
        "said otherwise": min(sum(bool(other) and not stands_in(short, other) for other in rivals), 3),
        "own words": cover(frame.units, sentence.plain[start:end], 1.0) / words,
        "clause": cover(frame.units, sentence.plain[clause[0] : max(end, clause[1])], 1.0) / words,
        "long": min(end - start, 60) / 30.0,
        "long sentence": min(len(sentence.plain), 200) / 100.0,
        "several": min(len(look.spans) if look else 0, 4) / 4.0,
        "told openly": float(frame.want in _TOLD_OPENLY),
        "told loosely": float(frame.want in _TOLD_LOOSELY),
    }
    return np.array([values[name] for name in WITHHOLDING], float)


def _ahead(worth: Floats, order: Sequence[int], place: int) -> float:
    """By how much the best sentence is worth more than the one at *place*."""
    return float(worth[order[0]] - worth[order[place]]) if len(order) > place else 5.0
