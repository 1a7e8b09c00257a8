"""How well each sentence carries what a question asks: its words by their part, and the article around it.

A sentence need not repeat the subject, which its title, its lead and the sentences before it give; but what is told of
it, and the thing of the kind asked for, stand in the sentence itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.binding import TYPED, Look, look_at, matched, matcher
from bot.answers.features import Pool, squeezed_body
from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.question import Asked
from bot.answers.wording import squeeze
from bot.korean.hangul import keystrokes
from bot.quotes.alignment import plain

Floats = NDArray[np.float64]

LOOKED_AT = 40  # sentences, the likeliest by words
_BEFORE, _BEFORE_LAST, _TITLE, _LEAD = (
    0.9,
    0.6,
    0.85,
    0.7,
)  # of a word that stands there and not in the sentence
_LEAST_RARE = 0.08  # what the commonest word counts
STRUCTURE = (
    *"base said around article titled act head".split(), "head around", "late", "last", "rarest around", "asks",
    *TYPED,
)  # fmt: skip
_ALONE = (Want.WHY, Want.HOW, Want.WHETHER, Want.ABOUT)  # what papers seldom say in the same words


@dataclass(frozen=True, slots=True)
class Support:
    """The sentences of a pool against one question.

    table: one row a sentence, one column for each of STRUCTURE.
    looks: what the likeliest sentences have of the kind asked for.
    has: how much of each unit (column) each sentence has. whole: each article, title and all.
    rarity: of each unit, 0..1.
    """

    frame: Frame
    table: Floats
    looks: dict[int, Look]
    has: Floats
    titles: Floats
    whole: Floats
    rarity: Floats


def unit_weights(frame: Frame, rarity: Sequence[float]) -> Floats:
    """How much each word of the question counts, by its rarity in the whole index; one of two"
    " spellings the rarer."""
    return np.array(
        [
            max(0.08, rare) * (0.8 if unit.part is Part.ACT else 1.0)
            for unit, rare in zip(frame.units, rarity, strict=True)
        ]
    )


def has_table(units: Sequence[Unit], texts: Sequence[tuple[str, str, str]]) -> Floats:
    """Per text, given as it is matched, without spaces and as keystrokes, how much of each unit it has."""
    wanted = [matcher(unit) for unit in units]
    found = [[matched(one, *text) for one in wanted] for text in texts]
    return np.array(found, float).reshape(len(texts), len(units))


def find_support(frame: Frame, asked: Asked, pool: Pool, base: Floats, rarity: Sequence[float]) -> Support:
    """Look at every sentence of *pool*, and closer at the likeliest.

    base: the worth of each sentence by its words alone. rarity: of each unit of *frame*, see `Searchable.rarity`.
    """
    units = frame.units
    weights = unit_weights(frame, rarity)
    has = has_table(units, [(s.plain, s.squeezed, s.keyed) for s in pool.sentences])
    titles = has_table(units, [_title(article.title) for article in pool.articles])
    columns, whole, before = _columns(frame, pool, base, weights, has, titles)
    looks = _look_closer(frame, asked, pool, columns, weights / max(float(weights.sum()), 1e-9), before)
    if frame.want not in _ALONE:
        _agree(pool, looks, columns["article"], columns["agreed"])
    table = np.stack([columns[name] for name in STRUCTURE], axis=1)
    return Support(frame, table, looks, has, titles, whole, np.array(rarity))


@lru_cache(maxsize=1024)
def _title(title: str) -> tuple[str, str, str]:
    squeezed = squeeze(title)
    return plain(title), squeezed, keystrokes(squeezed)


def _columns(
    frame: Frame, pool: Pool, base: Floats, weights: Floats, has: Floats, titles: Floats
) -> tuple[dict[str, Floats], Floats, Floats]:
    """The columns that words alone give; what each whole article has of each unit; the share of"
    " the sentence before."""
    units, owner, rows = frame.units, pool.owner, len(pool.sentences)
    total = max(float(weights.sum()), 1e-9)
    one, two = _shifted(has, owner, 1), _shifted(has, owner, 2)
    lead, whole = np.zeros_like(titles), titles.copy()
    np.maximum.at(whole, owner, has)
    early = np.array([sentence.place < 2 for sentence in pool.sentences])
    np.maximum.at(lead, owner[early], has[early])
    around = np.maximum.reduce(
        [has, _BEFORE * one, _BEFORE_LAST * two, _TITLE * titles[owner], _LEAD * lead[owner]]
    )
    act = np.array([unit.part is Part.ACT for unit in units], float)
    head = np.array([unit.part is Part.HEAD for unit in units], float)
    late = np.linspace(0.3, 1.0, len(units)) * weights
    columns: dict[str, Floats] = {
        "base": (base - base.max()) / 5.0,
        "said": has @ weights / total,
        "around": around @ weights / total,
        "article": (whole @ weights / total)[owner],
        "titled": (titles @ weights / total)[owner],
        "act": has @ act / max(act.sum(), 1.0),
        "head": has @ head / max(head.sum(), 1.0),
        "head around": around @ head / max(head.sum(), 1.0),
        "late": has @ late / max(float(late.sum()), 1e-9),
        "last": has[:, -1] if len(units) else np.zeros(rows),
        "rarest around": _rarest(around, weights),
        "asks": np.array([s.text.rstrip("\"'”’)] ").endswith("?") for s in pool.sentences], float),
        **{name: np.zeros(rows) for name in TYPED},
    }
    return columns, whole, one @ weights / total


def _look_closer(
    frame: Frame, asked: Asked, pool: Pool, columns: dict[str, Floats], weights: Floats, before: Floats
) -> dict[int, Look]:
    """Look at the likeliest sentences one by one, and fill in the columns of TYPED."""
    looks: dict[int, Look] = {}
    merit = columns["base"] + 2.0 * columns["around"] + columns["said"]
    for k in np.argsort(-merit, kind="stable")[:LOOKED_AT].tolist():
        looks[k], found = look_at(frame, asked, pool.sentences[k].plain, weights)
        if "explains" in found:
            found["explains"] *= max(float(before[k]), float(columns["said"][k]))
        for name, value in found.items():
            columns[name][k] = value
    return looks


def _agree(pool: Pool, looks: dict[int, Look], about: Floats, agreed: Floats) -> None:
    """How many of the other articles, by how much of the question they have, say what is best bound here."""
    bodies = [squeezed_body(article.body) for article in pool.articles]
    worth = np.zeros(len(bodies))
    np.maximum.at(worth, pool.owner, about)
    worth = np.where(worth > 0.5 * worth.max(), worth, 0.0)
    for k, look in looks.items():
        if not look.spans:
            continue
        start, end = look.spans[0]
        words = squeeze(pool.sentences[k].plain[start:end])
        others = worth.sum() - worth[pool.owner[k]]
        if len(words) >= 2 and others > 0:
            there = sum(worth[j] for j, body in enumerate(bodies) if j != pool.owner[k] and words in body)
            agreed[k] = there / others


def _shifted(has: Floats, owner: NDArray[np.int64], by: int) -> Floats:
    """The rows *by* before, of the same article; zeros where there are none."""
    moved = np.zeros_like(has)
    if len(has) > by:
        same = owner[by:] == owner[:-by]
        moved[by:][same] = has[:-by][same]
    return moved


def _rarest(around: Floats, weights: Floats) -> Floats:
    """How much of the three rarest words is around: their mean."""
    if not len(weights):
        return np.zeros(len(around))
    rarest = np.argsort(-weights, kind="stable")[:3]
    mean: Floats = around[:, rarest].mean(1)
    return mean
