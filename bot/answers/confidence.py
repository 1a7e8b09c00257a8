"""Whether the best sentence answers at all: what near events, false presuppositions and other towns lack.

The rarest nouns of the question have to stand in the sentence, beside it, or in its article; what is asked for by name
(연봉, 입장료) beside the figure; and something of the kind asked for in the sentence.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bot.answers.features import Pool
from bot.answers.frame import Part, Unit, Want
from bot.answers.question import COUNTRY
from bot.answers.support import STRUCTURE, Support
from bot.quotes.names import is_body, is_full_name, is_known_place

Floats = NDArray[np.float64]

CONFIDENCE = (
    "nearer elsewhere", "agreed", "words there", "missing beside", "missing share", "name missing", "place missing",
    "act there", "no figure", "no amount", "head missing", "said of open", "around open",
    "date of another act", "seldom in vain",
)  # fmt: skip
_FIGURES = (Want.NUMBER, Want.MONEY, Want.WHEN, Want.SINCE, Want.UNTIL)
_TELLING = (Want.WHY, Want.HOW, Want.WHETHER, Want.ABOUT, Want.WHAT)
_DATES = (Want.WHEN, Want.SINCE)
# What people seldom ask of something that nobody wrote about: 6 of our 303 near misses, 314 of 1,098 with an answer.
_SELDOM_IN_VAIN = (
    Want.HOW, Want.LIST, Want.COMPARE, Want.EXCEPT, Want.MOST, Want.ABOUT, Want.UNTIL,
)  # fmt: skip
_BESIDE = 2  # sentences before; one after
_THERE = 0.3  # of a word; less is another word


def confidence_features(support: Support, pool: Pool, best: int) -> Floats:
    """What tells an answer from the nearest sentence about something else, in the order of CONFIDENCE.

    best: the row of the likeliest sentence.
    """
    frame, row = support.frame, dict(zip(STRUCTURE, support.table[best].tolist(), strict=True))
    rare, units, want = support.rarity, frame.units, frame.want
    article = support.whole[pool.owner[best]]
    beside = np.maximum(_beside(support, pool, best), support.titles[pool.owner[best]])
    nouns = np.array([len(unit.root) >= 2 and unit.part is not Part.ACT for unit in units], bool)
    names = np.array([_is_name(unit) for unit in units], bool)
    places = np.array([_is_place(unit) for unit in units], bool)
    heads = np.array([unit.part is Part.HEAD for unit in units], bool)
    acts = np.array([unit.part is Part.ACT for unit in units], bool)
    figure, telling = want in _FIGURES, want in _TELLING
    values = {
        "agreed": row["agreed"],
        "nearer elsewhere": float(support.table[:, STRUCTURE.index("around")].max()) - row["around"],
        "words there": min(float((article >= _THERE).sum()), 10.0) / 10.0,
        "missing beside": _most(rare * (1.0 - beside), nouns),
        "missing share": 1.0 - _mean(article, nouns, 1.0),
        "name missing": _most(1.0 - article, names),
        "place missing": _most(1.0 - article, places),
        "act there": _mean(article, acts, 0.6),
        "no figure": float(figure and not row["typed"]),
        "no amount": float(want is Want.MONEY and not row["typed"]),
        "head missing": float(figure) * _most(1.0 - beside, heads),
        "said of open": float(telling) * row["said"],
        "around open": float(telling) * row["around"],
        "date of another act": float(want in _DATES) * (1.0 - _mean(support.has[best], acts, 0.6)),
        "seldom in vain": float(want in _SELDOM_IN_VAIN),
    }
    return np.array([values[name] for name in CONFIDENCE])


def _beside(support: Support, pool: Pool, best: int) -> Floats:
    """How much of each unit stands in the sentence or in those around it."""
    rows = [
        k
        for k in range(max(0, best - _BESIDE), min(len(support.has), best + 2))
        if pool.owner[k] == pool.owner[best]
    ]
    most: Floats = support.has[rows].max(0, initial=0.0)
    return most


def _is_place(unit: Unit) -> bool:
    return is_known_place(unit.root) or COUNTRY.fullmatch(unit.root) is not None


def _is_name(unit: Unit) -> bool:
    root = unit.root
    return (
        _is_place(unit)
        or re.fullmatch(r"[a-z][a-z0-9]+", root) is not None
        or (len(root) == 3 and is_full_name(root))
        or is_body(root)
    )


def _most(values: Floats, where: NDArray[np.bool_]) -> float:
    return float((values * where).max(initial=0.0))


def _mean(values: Floats, where: NDArray[np.bool_], none: float) -> float:
    """The mean over *where*; *none* where that is nowhere."""
    return float(values[where].mean()) if where.any() else none
