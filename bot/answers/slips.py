"""Words of a question that are in an article but for one slip of the thumb, or for spaces that were left out.

>>> from bot.answers.frame import read_frame
>>> units = read_frame("도담나로의 나룻배요금은 얼마야?").units
>>> [unit.root for unit in units], slipped(units, [0.0] * len(units), "도담나루에서 나룻배 요금을 올린다.").tolist()
(['도담나로', '나룻배요금'], [0.85, 0.85])
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import OSA

from bot.answers.binding import OTHER
from bot.answers.features import Floats, squeezed_body
from bot.answers.frame import Unit
from bot.answers.wording import squeeze
from bot.korean.hangul import keystrokes
from bot.patterns import lazy_compile

_SHORTEST = 5  # keystrokes of a word that may have a slip: of two letters with three any other is one away
_PART = 2  # syllables of a part of several words that were typed as one
_HANGUL = lazy_compile(r"[가-힣]{2,20}")


def slipped(units: Sequence[Unit], most: Sequence[float], text: str, slips: int = 1) -> Floats:
    """How much *text* has of each of *units* that no article has as it is typed, but for some slips or for spaces.

    most: how much of each unit the article has that has most of it. slips: so many in a word at most.
    """
    return np.array(
        [
            OTHER
            if there < OTHER
            and _HANGUL.fullmatch(unit.root) is not None
            and (_has_slip(unit.root, text, slips) or _has_parts(unit.root, squeezed_body(text)))
            else 0.0
            for unit, there in zip(units, most, strict=True)
        ],
        float,
    )


def _has_slip(root: str, text: str, slips: int) -> bool:
    """Whether a word of *text* begins with *root* but for *slips* keystrokes at most."""
    keys = keystrokes(root)
    return len(keys) >= _SHORTEST and any(
        0 < OSA.distance(keys, word[:size], score_cutoff=slips) <= slips
        for word in _words(text)
        for size in range(len(keys) - slips, min(len(keys) + slips, len(word)) + 1)
    )


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    """The keystrokes of each word of *text*."""
    return tuple({keystrokes(squeeze(word)) for word in text.split()})


def _has_parts(root: str, squeezed: str) -> bool:
    """Whether *root* is all of words that stand in *squeezed*."""
    ends = {0}
    for end in range(_PART, len(root) + 1):
        if any(start in ends and root[start:end] in squeezed for start in range(end - _PART + 1)):
            ends.add(end)
    return len(root) in ends
