"""One result a story: which of the found articles report the same, told by the rare words of their leads.

Two leads are compared by the cosine of their terms, each weighted by its rarity: reports of one event share its names,
figures and places whatever their papers make of it, and boilerplate weighs nothing. A report joins the first shown
one that it is like; reports are never chained, so a story cannot grow from one event into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.index.docstore import Texts
from bot.index.snapshot import Place, View
from bot.kernel import HAS_KERNEL, kernel
from bot.korean.normalize import TABLES, fold_units
from bot.korean.tokens import CROSS, plain_terms

MOST_OTHERS = 20
COMPARED = 40  # reports; what comes after is rarely a report of a shown story
LEAD = 500  # characters of a body that tell the story; what follows is background that other stories share
_COMMON = 2.0  # rarity that says nothing: a term in one article of eight
_SMALL = 300  # articles; in fewer, one story is many of them, and its own words would not be rare
ALIKE = 0.38  # cosine of one story, and of one with a brief, which has little to compare
_ALIKE_BRIEF = 0.5
_BRIEF = 150  # characters of a body
_DAYS_APART = 2 * 86_400
_ROOTS = np.sqrt(np.arange(1.0, 4.0))  # what a term counts that stands in a lead once, twice, more often

Told = tuple[Place, float, tuple[str, ...]]


def fold_stories(view: View, ranked: Sequence[tuple[Place, float]]) -> list[Told]:
    """*ranked* with every report of a story that is already there put under it, by id, at most MOST_OTHERS."""
    if not ranked:
        return []
    head = ranked[:COMPARED]
    alike = _alike(view, [place for place, _ in head])
    shown = 0  # a bit for each report that leads a story; likewise those that it is like
    others: dict[int, list[str]] = {}
    for i, like in enumerate(int.from_bytes(row, "little") for row in np.packbits(alike, 1, "little")):
        if leaders := like & shown:
            first = (leaders & -leaders).bit_length() - 1
            if len(others[first]) < MOST_OTHERS:
                others[first].append(view.id(head[i][0]))
        else:
            shown |= 1 << i
            others[i] = []
    told = [(*head[i], tuple(found)) for i, found in others.items()]
    return told + [(place, score, ()) for place, score in ranked[COMPARED:]]


def _alike(view: View, places: Sequence[Place]) -> NDArray[np.bool_]:
    """Which pairs of places tell one story."""
    bodies = [view.body_units(place) for place in places]
    stretches = [
        part
        for place, body in zip(places, bodies, strict=True)
        for part in (view.title_units(place), body[: 2 * LEAD], b"\0\0")
    ]
    codes, ends = Texts.of(stretches)
    counted = count_leads(Texts(codes, ends[2::3].copy()))
    held = view.document_frequencies(counted.terms)
    rarity = rarities(held, len(view))
    brief = np.array([len(body) // 2 <= _BRIEF for body in bodies])
    needed = np.where(brief[:, None] | brief, _ALIKE_BRIEF, ALIKE)
    moments = np.array([view.moment(place) for place in places])
    near = np.abs(moments[:, None] - moments) <= _DAYS_APART
    alike: NDArray[np.bool_] = (cosines(counted, rarity, len(places)) >= needed) & near
    return alike


def rarities(held: NDArray[np.int64], articles: int) -> NDArray[np.float64]:
    """What terms tell of a story, each in *held* of *articles*: their idf beyond that of a common word."""
    told: NDArray[np.float64] = np.maximum(np.log(max(articles, _SMALL) / (held + 0.5)) - _COMMON, 0)
    return told


class Leads(NamedTuple):
    """What texts are made of: keys of term << 24 | text << 8 | how often (to 255), sorted; and the distinct terms."""

    keys: NDArray[np.uint64]
    terms: NDArray[np.uint32]


def count_leads(leads: Texts, native: bool = HAS_KERNEL) -> Leads:
    """The plain terms of each text but those across a space."""
    if native:
        room = 2 * len(leads.codes)
        keys, scratch, terms = np.empty(room, np.uint64), np.empty(room, np.uint64), np.empty(room, np.uint32)
        count, distinct = kernel.leads(leads.codes, leads.ends, *TABLES, keys, scratch, terms)
        return Leads(keys[:count], terms[:distinct])
    found = plain_terms(fold_units(leads.codes, native), native)
    kept = found.kinds != CROSS
    numbers = np.searchsorted(leads.ends, found.positions[kept], side="right").astype(np.uint64)
    pairs, often = np.unique(found.ids[kept].astype(np.uint64) << np.uint64(16) | numbers, return_counts=True)
    keys = pairs << np.uint64(8) | np.minimum(often, 255).astype(np.uint64)
    return Leads(keys, np.unique(found.ids[kept]))


def cosines(
    leads: Leads, rarity: NDArray[np.float64], size: int, native: bool = HAS_KERNEL
) -> NDArray[np.float64]:
    """The likeness of every two of *size* texts, by the terms that they share; size x size.

    Not by a library for matrices, whose threads wait by spinning: beside other work that cost 30 ms a search.
    """
    out = np.zeros((size, size))
    if native:
        kernel.cosines(leads.keys, rarity, _ROOTS, out.reshape(-1))
        return out
    ids = leads.keys >> np.uint64(24)
    columns = np.searchsorted(leads.terms, ids)
    rows = (leads.keys >> np.uint64(8) & np.uint64(0xFFFF)).astype(np.int64)
    often = np.minimum(leads.keys & np.uint64(0xFF), len(_ROOTS)).astype(np.int64)
    weights = rarity[columns] * _ROOTS[often - 1]
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=size))
    weights = weights / np.maximum(lengths, 1e-9)[rows]
    runs = np.diff(np.flatnonzero(np.diff(columns, prepend=-1, append=-1)))
    for distance in range(int(runs.max(initial=0))):  # entries of one column stand next to each other
        pairs = np.flatnonzero(columns[distance:] == columns[: len(columns) - distance])
        one, other = rows[pairs], rows[pairs + distance]
        added = weights[pairs] * weights[pairs + distance]
        np.add.at(out, (one, other), added)
        if distance:
            np.add.at(out, (other, one), added)
    return out
