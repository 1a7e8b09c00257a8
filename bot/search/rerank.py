"""The second look: the best of the bare ranking, read, and put in the order in which they hold the reader's words.

What bigrams cannot see: whether the words stand whole, close together, and in the title. The weights were learned on
KorQuAD, half of the judged needs and faulty known-item queries, and checked on the other half (ARCHITECTURE.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.korean.hangul import keystrokes
from bot.korean.normalize import fold, units
from bot.korean.tokens import term_ids, terms
from bot.search.query import Query
from bot.search.view import Place, View

DEPTH = 30
_WHOLE, _NEARLY = 0.10, 0.10  # words that stand in the article; that a title holds but for a slip
_TITLE_WORDS, _TITLE_SHAPE = 0.10, 0.25  # words in the title; the title's likeness to the whole query
_DENSE = 0.10  # the query's terms within WINDOW characters
_LENGTH = 0.005  # against a long article, for each doubling
_WINDOW = 64


def rerank(
    view: View, query: Query, rarity: NDArray[np.float32], ranked: Sequence[tuple[Place, float]]
) -> list[tuple[Place, float]]:
    """*ranked* with its first DEPTH in a better order; scores become shares of a perfect match, falling.

    rarity: the idf of each of `query.terms`.
    """
    total = float(query.weights @ rarity) or 1.0
    if not query.stems or not ranked:
        return [(place, score / total) for place, score in ranked]
    head = ranked[:DEPTH]
    titles = [fold(view.title(place)) for place, _ in head]
    bodies = [view.body(place) for place, _ in head]
    weight = np.array([_rarest(view, word) for word in query.stems])
    weight /= weight.sum() or 1.0
    typed = [keystrokes(word) for word in query.stems]
    joined = "".join(typed)
    dense = _densest(bodies, query, rarity) / total
    looked: list[tuple[Place, float]] = []
    for (place, score), title, body, density in zip(head, titles, bodies, dense.tolist(), strict=True):
        text = fold(body)
        title_typed = keystrokes(title)
        value = score / total + _DENSE * density - _LENGTH * float(np.log2(len(body) + 50))
        value += _TITLE_SHAPE * fuzz.partial_ratio(joined, title_typed.replace(" ", "")) / 100
        for word, keys, share in zip(query.stems, typed, weight.tolist(), strict=True):
            if word in title:
                value += (_WHOLE + _TITLE_WORDS) * share
            elif word in text:
                value += _WHOLE * share
            elif len(keys) >= 5:
                slip = fuzz.partial_ratio(keys, title_typed, score_cutoff=75)
                value += _NEARLY * share * max(0.0, slip - 70) / 30
        looked.append((place, value))
    looked.sort(key=lambda entry: -entry[1])
    rest = ranked[DEPTH:]
    step = min(0.0, looked[-1][1] - rest[0][1] / total) if rest else 0.0
    return looked + [(place, score / total + step) for place, score in rest]


def _rarest(view: View, word: str) -> float:
    """A word is as rare as its rarest term."""
    return float(view.idf(term_ids(word)).max(initial=0.0))


def _densest(bodies: Sequence[str], query: Query, rarity: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each body, the most that distinct terms of the query weigh within _WINDOW characters."""
    raw = [units(f"{body}\0") for body in bodies]
    found = terms(np.concatenate(raw))
    at = np.searchsorted(query.terms, found.ids)
    at[at == len(query.terms)] = 0
    hit = query.terms[at] == found.ids
    at, positions = at[hit], found.positions[hit]
    owners = np.searchsorted(np.cumsum([len(units_) for units_ in raw]), positions, side="right")
    best = np.zeros(len(bodies))
    worth = (query.weights * rarity).astype(np.float64)
    for shift in range(0, _WINDOW, _WINDOW // 4):
        window = (positions + shift) // _WINDOW
        keys = np.unique((owners << 40) | (window << 12) | at)
        _, window_of = np.unique(keys >> 12, return_inverse=True)
        sums = np.bincount(window_of, worth[keys & 0xFFF])
        np.maximum.at(best, (keys >> 40), sums[window_of])
    return best
