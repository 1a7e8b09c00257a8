"""The second look: the best of the bare ranking, read, and put in the order in which they hold the reader's words.

What bigrams cannot see: whether the words stand whole, close together, and in the title. The weights were learned on
KorQuAD, half of the judged needs and faulty known-item queries, and checked on the other half (ARCHITECTURE.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.korean.hangul import keystrokes
from bot.korean.tokens import term_ids
from bot.search.likeness import compare_titles, read_bodies
from bot.search.query import Query
from bot.search.records import Texts
from bot.search.view import Place, View

DEPTH = 30
_WHOLE, _NEARLY = 0.10, 0.10  # words that stand in the article; that a title holds but for a slip
_TITLE_WORDS, _TITLE_SHAPE = 0.10, 0.25  # words in the title; the title's likeness to the whole query
_DENSE = 0.10  # the query's terms within WINDOW characters
_LENGTH = 0.005  # against a long article, for each doubling
_SHAPE = 300  # keystrokes of the query that are compared with a title
_FEW, _LEAST_KEYS = 12, 5  # words of a query up to which slips are looked for, and keystrokes of a word
_SLIP, _FAR = 0.75, 0.70  # likeness of a slip to a word, and that of what is worth nothing


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
    bodies = Texts.of([view.body_units(place) for place, _ in head])
    titles = Texts.of([view.title_units(place) for place, _ in head])
    worth = (query.weights * rarity).astype(np.float64)
    dense, in_body = read_bodies(bodies, query.terms, worth, query.stems)
    comparable = np.array([len(keystrokes(word)) >= _LEAST_KEYS for word in query.stems])
    needed = ~in_body & comparable if len(query.stems) <= _FEW else np.zeros_like(in_body)
    in_title, shapes, slips = compare_titles(titles, query.stems, needed, _SHAPE, _SLIP)
    share = _rarest(view, query.stems)
    share /= share.sum() or 1.0
    stands = _WHOLE * (in_body | in_title) + _TITLE_WORDS * in_title
    nearly = _NEARLY * np.maximum(0.0, slips - _FAR) / (1 - _FAR)
    scores = np.array([score for _, score in head])
    values = (scores + _DENSE * dense) / total - _LENGTH * np.log2(bodies.lengths + 50)
    values += _TITLE_SHAPE * shapes + (stands + nearly) @ share
    looked = [(head[i][0], float(values[i])) for i in np.argsort(-values, kind="stable")]
    rest = ranked[DEPTH:]
    step = min(0.0, looked[-1][1] - rest[0][1] / total) if rest else 0.0
    return looked + [(place, score / total + step) for place, score in rest]


def _rarest(view: View, words: Sequence[str]) -> NDArray[np.float32]:
    """How rare each word is: as rare as its rarest term."""
    ids = [term_ids(word) for word in words]
    idf = view.idf(np.concatenate(ids))
    ends = np.cumsum([len(one) for one in ids])
    return np.array([part.max(initial=0.0) for part in np.split(idf, ends[:-1])])
