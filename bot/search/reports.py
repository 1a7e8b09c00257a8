"""One result a story: which of the found articles report the same, told by the rare words of their leads.

Two leads are compared by the cosine of their terms, each weighted by its rarity: reports of one event share its names,
figures and places whatever their papers make of it, and boilerplate weighs nothing. A report joins the first shown
one that it is like; reports are never chained, so a story cannot grow from one event into the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.korean.normalize import fold_units, units
from bot.korean.tokens import count_plain
from bot.native import HAS_KERNEL, kernel
from bot.search.view import Place, View

MOST_OTHERS = 20
_DEPTH = 60  # reports compared; what comes after is rarely a report of a shown story
_LEAD = 500  # characters of a body that tell the story; what follows is background that other stories share
_COMMON = 2.0  # rarity that says nothing: a term in one article of eight
_SMALL = 300  # articles; in fewer, one story is many of them, and its own words would not be rare
_ALIKE = 0.38  # cosine of one story, and of one with a brief, which has little to compare
_ALIKE_BRIEF = 0.5
_BRIEF = 150  # characters of a body
_DAYS_APART = 2 * 86_400

Told = tuple[Place, float, tuple[str, ...]]


def fold_stories(view: View, ranked: Sequence[tuple[Place, float]]) -> list[Told]:
    """*ranked* with every report of a story that is already there put under it, by id, at most MOST_OTHERS."""
    if not ranked:
        return []
    head = ranked[:_DEPTH]
    alike = _alike(view, [place for place, _ in head])
    leaders: list[int] = []
    others: dict[int, list[str]] = {}
    for i, (place, _) in enumerate(head):
        leader = next((shown for shown in leaders if alike[shown, i]), None)
        if leader is None:
            leaders.append(i)
            others[i] = []
        elif len(others[leader]) < MOST_OTHERS:
            others[leader].append(view.id(place))
    told = [(head[i][0], head[i][1], tuple(others[i])) for i in leaders]
    return told + [(place, score, ()) for place, score in ranked[_DEPTH:]]


def _alike(view: View, places: Sequence[Place]) -> NDArray[np.bool_]:
    """Which pairs of places tell one story."""
    bodies = [view.body(place) for place in places]
    leads = [units(f"{view.title(p)}\0{body[:_LEAD]}\0") for p, body in zip(places, bodies, strict=True)]
    keys = count_plain(fold_units(np.concatenate(leads)), np.cumsum([len(lead) for lead in leads]))
    terms, rows = (
        (keys >> np.uint64(24)).astype(np.uint32),
        (keys >> np.uint64(8) & np.uint64(0xFFFF)).astype(np.int64),
    )
    counts = keys.astype(np.uint8)
    first = np.ones(len(terms), bool)
    first[1:] = terms[1:] != terms[:-1]
    distinct, column = terms[first], np.cumsum(first) - 1
    held = view.document_frequencies(distinct)
    rarity = np.maximum(np.log(max(len(view), _SMALL) / (held + 0.5)) - _COMMON, 0)
    weights = rarity[column] * np.sqrt(np.minimum(counts, 3))
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=len(places)))
    weights = weights / np.maximum(lengths, 1e-9)[rows]
    likeness = products(column, rows, weights, len(places))
    brief = np.array([len(body) < _BRIEF for body in bodies])
    needed = np.where(brief[:, None] | brief[None, :], _ALIKE_BRIEF, _ALIKE)
    moments = np.array([view.moment(place) for place in places])
    near = np.abs(moments[:, None] - moments[None, :]) <= _DAYS_APART
    alike: NDArray[np.bool_] = (likeness >= needed) & near
    return alike


def products(
    columns: NDArray[np.int64],
    rows: NDArray[np.int64],
    weights: NDArray[np.float64],
    size: int,
    native: bool = HAS_KERNEL,
) -> NDArray[np.float64]:
    """The products of every two rows of a sparse table whose entries stand by rising column; size x size.

    Not by a library for matrices, whose threads wait by spinning: beside other work that cost 30 ms a search.
    """
    out = np.zeros((size, size))
    if native:
        kernel.products(columns, rows, weights, out.reshape(-1))
        return out
    lengths = np.diff(np.flatnonzero(np.diff(columns, prepend=-1, append=-1)))
    for distance in range(int(lengths.max(initial=0))):  # entries of one column stand next to each other
        pairs = np.flatnonzero(columns[distance:] == columns[: len(columns) - distance])
        one, other = rows[pairs], rows[pairs + distance]
        added = weights[pairs] * weights[pairs + distance]
        np.add.at(out, (one, other), added)
        if distance:
            np.add.at(out, (other, one), added)
    return out
