"""The second look: the best of the bare ranking, read, and put in the order in which they hold the reader's words.

What bigrams cannot see: whether the words stand whole, close together, in one sentence, in order, and in the title. The
weights were learned on half of KorQuAD's paragraphs, the given and half of our own judged needs and faulty known-item
queries, and checked on the rest (docs/search.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.korean.hangul import keystrokes
from bot.korean.particles import is_filler, particle_length
from bot.korean.texts import Texts
from bot.korean.tokens import term_ids
from bot.patterns import lazy_compile
from bot.search.likeness import WINDOW, compare_titles, follow, read_bodies
from bot.search.ports import Place, Snapshot, TermStatistics
from bot.search.query import Query

DEPTH = 20
_WHOLE, _NEARLY = 0.10, 0.10  # words that stand in the article; that a title holds but for a slip
_TITLE_WORDS, _TITLE_SHAPE = 0.20, 0.25  # words in the title; the title's likeness to the whole query
_DENSE = 0.10  # the query's terms within WINDOW characters
_LENGTH = 0.01  # against a long article, for each doubling
_TOGETHER, _ORDER = 0.20, 0.20  # of a sentence: its words in one sentence, and each behind the one before it
_SENTENCE = 3  # of as many words one with a particle makes a sentence
_FIGURE = 0.10  # a figure beside the densest place, where one is asked for
_WORD = lazy_compile(r"\w+")
_FIGURES = lazy_compile("언제|몇|얼마|며칠|년도|연도|날짜|시기")
_SHAPE = 300  # keystrokes of the query that are compared with a title
_FEW, _LEAST_KEYS = 12, 5  # words of a query up to which slips are looked for, and keystrokes of a word
_SLIP, _FAR = 0.75, 0.70  # likeness of a slip to a word, and that of what is worth nothing


def rerank(
    now: Snapshot, query: Query, rarity: NDArray[np.float32], ranked: Sequence[tuple[Place, float]]
) -> list[tuple[Place, float]]:
    """*ranked* with its first DEPTH in a better order; scores become shares of a perfect match, falling.

    rarity: the idf of each of `query.terms`.
    """
    total = float(query.weights @ rarity) or 1.0
    if not query.stems or not ranked:
        return [(place, score / total) for place, score in ranked]
    head = ranked[:DEPTH]
    places = [place for place, _ in head]
    bodies, titles = Texts.of(now.bodies(places)), Texts.of(now.titles(places))
    worth = (query.weights * rarity).astype(np.float64)
    dense, where, in_body = read_bodies(bodies, query.terms, worth, query.stems)
    comparable = np.array([len(keystrokes(word)) >= _LEAST_KEYS for word in query.stems])
    needed = ~in_body & comparable if len(query.stems) <= _FEW else np.zeros_like(in_body)
    in_title, shapes, slips = compare_titles(titles, query.stems, needed, _SHAPE, _SLIP)
    share = _rarest(now, query.stems)
    share /= share.sum() or 1.0
    stands = _WHOLE * (in_body | in_title) + _TITLE_WORDS * in_title
    nearly = _NEARLY * np.maximum(0.0, slips - _FAR) / (1 - _FAR)
    scores = np.array([score for _, score in head])
    values = (scores + _DENSE * dense) / total - _LENGTH * np.log2(bodies.lengths + 50)
    values += _TITLE_SHAPE * shapes + (stands + nearly) @ share
    sentence = _sentence(query)
    if sentence:
        together, order = follow(bodies, query.stems, share.astype(np.float64))
        values += sentence * (_TOGETHER * together + _ORDER * order)
    if _FIGURES.search(query.text):
        values += _FIGURE * _has_figure(bodies, where)
    looked = [(head[i][0], float(values[i])) for i in np.argsort(-values, kind="stable")]
    rest = ranked[DEPTH:]
    step = min(0.0, looked[-1][1] - rest[0][1] / total) if rest else 0.0
    return looked + [(place, score / total + step) for place, score in rest]


def _sentence(query: Query) -> float:
    """How much of a sentence was typed: 0 for keywords, 1 where a third of the words carry a particle or ask."""
    if len(query.stems) < 2:
        return 0.0
    words = _WORD.findall(query.text)
    return min(1.0, _SENTENCE * sum(particle_length(w) > 0 or is_filler(w) for w in words) / len(words))


def _has_figure(bodies: Texts, where: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a digit stands within WINDOW characters around the window that begins *where*."""
    digits = np.concatenate(([0], np.cumsum((bodies.codes >= ord("0")) & (bodies.codes <= ord("9")))))
    starts = bodies.ends - bodies.lengths - 1
    first = np.clip(where - WINDOW, starts, bodies.ends)
    last = np.clip(where + 2 * WINDOW, starts, bodies.ends)
    found: NDArray[np.bool_] = digits[last] > digits[first]
    return found


def _rarest(statistics: TermStatistics, words: Sequence[str]) -> NDArray[np.float32]:
    """How rare each word is: as rare as its rarest term."""
    ids = [term_ids(word) for word in words]
    idf = statistics.idf(np.concatenate(ids))
    ends = np.cumsum([len(one) for one in ids])
    return np.array([part.max(initial=0.0) for part in np.split(idf, ends[:-1])])
