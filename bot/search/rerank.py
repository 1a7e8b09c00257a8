"""The second look: the best of the bare ranking, read, and ordered by how they hold the reader's words.

What bigrams cannot see: whether the words stand whole, next to each other, and in the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from bot.korean.hangul import keystrokes
from bot.korean.normalize import fold
from bot.korean.tokens import term_ids
from bot.search.query import Query
from bot.search.view import Place, View

DEPTH = 20
_COVERAGE, _ADJACENCY, _TITLE = 0.6, 0.2, 0.3


def rerank(view: View, query: Query, ranked: Sequence[tuple[Place, float]]) -> list[tuple[Place, float]]:
    """*ranked* with its first DEPTH put in a better order; their scores stay above the rest."""
    if len(ranked) < 2 or not query.stems:
        return list(ranked)
    rarity = [_rarity(view, word) for word in query.stems]
    typed = [keystrokes(word) for word in query.stems]
    total = sum(rarity) or 1.0
    joined = "".join(typed)
    followed = [re.compile(re.escape(a) + r"\S{0,3}\s*" + re.escape(b)) for a, b in pairwise(query.stems)]
    looked: list[tuple[Place, float]] = []
    for place, score in ranked[:DEPTH]:
        title = fold(view.title(place))
        text = f"{title} {fold(view.body(place))}"
        title_keys = keystrokes(title)
        there = [word in text for word in query.stems]
        coverage = 0.0
        for held, weight, keys in zip(there, rarity, typed, strict=True):
            if held:
                coverage += weight
            elif len(keys) >= 5:
                coverage += (
                    0.7 * weight * max(0.0, fuzz.partial_ratio(keys, title_keys, score_cutoff=75) - 70) / 30
                )
        adjacency = sum(
            min(rarity[i], rarity[i + 1])
            for i, pattern in enumerate(followed)
            if there[i] and there[i + 1] and pattern.search(text)
        )
        title_likeness = fuzz.partial_ratio(joined, title_keys.replace(" ", "")) / 100 * total
        looked.append(
            (place, score + _COVERAGE * coverage + _ADJACENCY * adjacency + _TITLE * title_likeness)
        )
    looked.sort(key=lambda entry: -entry[1])
    gap = min(0.0, looked[-1][1] - ranked[DEPTH][1]) if len(ranked) > DEPTH else 0.0
    return looked + [(place, score + gap) for place, score in ranked[DEPTH:]]


def _rarity(view: View, word: str) -> float:
    ids = term_ids(word)
    return float(view.idf(ids).max(initial=0.0))
