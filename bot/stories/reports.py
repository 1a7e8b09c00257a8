"""One result a story: which of the found articles report the same, told by the rare words of their leads.

Two leads are compared by the cosine of their terms, each weighted by its rarity: reports of one event share its names,
figures and places whatever their papers make of it, and boilerplate weighs nothing. A report joins the first shown
one that it is like; reports are never chained, so a story cannot grow from one event into the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.kernel import HAS_KERNEL, kernel
from bot.korean.normalize import TABLES, fold_units
from bot.korean.texts import Buffer, Texts
from bot.korean.tokens import CROSS, plain_terms
from bot.stories.definition import (
    BRIEF_CHARS,
    EVENT_COSINE,
    EVENT_COSINE_BRIEF,
    EVENT_DAYS_APART,
    EVENT_LEAD,
)

MOST_OTHERS = 20
COMPARED = 40  # reports; what comes after is rarely a report of a shown story
_COMMON = 2.0  # rarity that says nothing: a term in one article of eight
_SMALL = 300  # articles; in fewer, one story is many of them, and its own words would not be rare
_DAY_S = 86_400
_ROOTS = np.sqrt(np.arange(1.0, 4.0))  # what a term counts that stands in a lead once, twice, more often


def lead(title: Buffer, body: Buffer) -> bytes:
    """What of an article tells its story, `encoded`, from its title and body likewise."""
    return b"".join((title, body[: 2 * EVENT_LEAD], b"\0\0"))


def tell_alike(
    leads: Texts,
    lengths: NDArray[np.int64],
    moments: NDArray[np.int64],
    frequencies: Callable[[NDArray[np.uint32]], NDArray[np.int64]],
    articles: int,
) -> NDArray[np.bool_]:
    """Which pairs of articles report one story; square.

    leads: see `lead`; beside them how long each body is, in code units with its 0, and each moment in seconds.
    frequencies: in how many of *articles* each of some terms occurs.
    """
    counted = count_leads(leads)
    rarity = rarities(frequencies(counted.terms), articles)
    brief = lengths <= BRIEF_CHARS
    needed = np.where(brief[:, None] | brief, EVENT_COSINE_BRIEF, EVENT_COSINE)
    near = np.abs(moments[:, None] - moments) <= EVENT_DAYS_APART * _DAY_S
    alike: NDArray[np.bool_] = (cosines(counted, rarity, len(lengths)) >= needed) & near
    return alike


def fold(alike: NDArray[np.bool_]) -> dict[int, list[int]]:
    """The first report of each story -> the later ones that are *alike* to it, by position, rising.

    A report joins the first of the stories it is like.
    """
    shown = 0  # a bit for each report that leads a story; likewise those that it is like
    others: dict[int, list[int]] = {}
    for i, like in enumerate(int.from_bytes(row, "little") for row in np.packbits(alike, 1, "little")):
        if leaders := like & shown:
            others[(leaders & -leaders).bit_length() - 1].append(i)
        else:
            shown |= 1 << i
            others[i] = []
    return others


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
