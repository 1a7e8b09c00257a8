"""The second look: the best of the bare ranking, read, and put in the order in which they hold the reader's words.

What bigrams cannot see: whether the words stand whole, close together, and in the title. The weights were learned on
KorQuAD, half of the judged needs and faulty known-item queries, and checked on the other half (ARCHITECTURE.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.korean.hangul import keystrokes
from bot.korean.normalize import fold, fold_units, units
from bot.korean.tokens import plain_terms, term_ids
from bot.search.query import Query
from bot.search.view import Place, View

DEPTH = 30
_WHOLE, _NEARLY = 0.10, 0.10  # words that stand in the article; that a title holds but for a slip
_TITLE_WORDS, _TITLE_SHAPE = 0.10, 0.25  # words in the title; the title's likeness to the whole query
_DENSE = 0.10  # the query's terms within WINDOW characters
_LENGTH = 0.005  # against a long article, for each doubling
_WINDOW = 64
_SHAPE = 300  # keystrokes of the query that are compared with a title
_FEW = 12  # words of a query up to which slips are looked for


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
    bodies, dense = _read([view.body(place) for place, _ in head], query, rarity)
    weight = _rarest(view, query.stems)
    weight /= weight.sum() or 1.0
    typed = [keystrokes(word) for word in query.stems]
    joined = "".join(typed)[:_SHAPE]
    few = len(typed) <= _FEW
    looked: list[tuple[Place, float]] = []
    for (place, score), title, text, density in zip(head, titles, bodies, dense.tolist(), strict=True):
        title_typed = keystrokes(title)
        value = (score + _DENSE * density) / total - _LENGTH * log2(len(text) + 50)
        value += _TITLE_SHAPE * fuzz.partial_ratio(joined, title_typed.replace(" ", "")) / 100
        for word, keys, share in zip(query.stems, typed, weight.tolist(), strict=True):
            if word in title:
                value += (_WHOLE + _TITLE_WORDS) * share
            elif word in text:
                value += _WHOLE * share
            elif few and len(keys) >= 5:
                slip = fuzz.partial_ratio(keys, title_typed, score_cutoff=75)
                value += _NEARLY * share * max(0.0, slip - 70) / 30
        looked.append((place, value))
    looked.sort(key=lambda entry: -entry[1])
    rest = ranked[DEPTH:]
    step = min(0.0, looked[-1][1] - rest[0][1] / total) if rest else 0.0
    return looked + [(place, score / total + step) for place, score in rest]


def _rarest(view: View, words: Sequence[str]) -> NDArray[np.float32]:
    """How rare each word is: as rare as its rarest term."""
    ids = [term_ids(word) for word in words]
    idf = view.idf(np.concatenate(ids))
    ends = np.cumsum([len(one) for one in ids])
    return np.array([part.max(initial=0.0) for part in np.split(idf, ends[:-1])])


def _read(
    bodies: Sequence[str], query: Query, rarity: NDArray[np.float32]
) -> tuple[list[str], NDArray[np.float64]]:
    """The bodies folded, and for each the most that distinct terms of the query weigh within _WINDOW characters."""
    raw = [units(f"{body}\0") for body in bodies]
    codes = fold_units(np.concatenate(raw))
    ends = np.cumsum([len(one) for one in raw])
    found = plain_terms(codes)
    at = np.searchsorted(query.terms, found.ids)
    at[at == len(query.terms)] = 0
    hit = query.terms[at] == found.ids
    at, positions = at[hit], found.positions[hit]
    owners = np.searchsorted(ends, positions, side="right")
    best = np.zeros(len(bodies))
    worth = (query.weights * rarity).astype(np.float64)
    shifts = np.arange(
        0, _WINDOW, _WINDOW // 4
    )  # four rows of windows, so that none cuts through every dense place
    window = (positions + shifts[:, None]) // _WINDOW * 4 + np.arange(4)[:, None]
    keys = np.unique((owners << 40) | (window << 12) | at)
    first = np.flatnonzero(np.diff(keys >> 12, prepend=-1))
    if len(keys):
        np.maximum.at(best, keys[first] >> 40, np.add.reduceat(worth[keys & 0xFFF], first))
    folded = [part.tobytes().decode("utf-16-le", "surrogatepass") for part in np.split(codes, ends[:-1])]
    return folded, best
