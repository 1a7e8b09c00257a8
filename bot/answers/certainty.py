"""How sure it is that the first sentence is right: the `confidence` of an answer, a chance that means what it says.

Whether anything answers at all (`confidence.py`) tells little more of that once something does; how far the sentence
leads the others, and what was asked, tell more.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bot.answers.frame import Want
from bot.answers.support import STRUCTURE, Support

Floats = NDArray[np.float64]

CERTAINTY = ("answerable", "lead", "lead over fifth", "bound", "open", "figure")
_ENOUGH = 1.5  # of the logit of the gate; what is above is not righter
_OPEN = (Want.WHY, Want.HOW, Want.WHAT, Want.WHETHER, Want.ABOUT)
_FIGURES = (Want.WHEN, Want.SINCE, Want.NUMBER, Want.MONEY, Want.WHO)
_BOUND = STRUCTURE.index("bound")
_FIFTH = 4  # its place among the others
_ALONE = 4.0  # the lead of a sentence that has none beside it, in worth


def certainty_features(support: Support, worth: Floats, logit: float, first: int) -> Floats:
    """In the order of CERTAINTY.

    worth: of each sentence. logit: of the gate. first: the row of the sentence that is shown first.
    """
    others = np.sort(np.delete(worth, first))[::-1]
    second = float(worth[first] - others[0]) if len(others) else _ALONE
    fifth = float(worth[first] - others[min(_FIFTH, len(others)) - 1]) if len(others) else _ALONE
    want = support.frame.want
    return np.array(
        [
            min(logit, _ENOUGH),
            second,
            fifth,
            float(support.table[first, _BOUND]),
            float(want in _OPEN),
            float(want in _FIGURES),
        ]
    )


def chance(logit: float) -> float:
    """The chance, 0..1, of *logit*.

    >>> chance(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
