"""How articles hold the words of a query: where the kernel reads them, with its twin in Python beside each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.korean.hangul import CHOSEONG, JONGSEONG, JUNGSEONG, keystrokes
from bot.korean.normalize import TABLES, fold_units, text_of, units
from bot.korean.tokens import find_terms
from bot.native import HAS_KERNEL, kernel
from bot.search.records import Texts

WINDOW = 64  # characters within which terms stand close together
_ROWS = 4  # of windows, so that none cuts through every dense place

_PARTS = [*CHOSEONG, *JUNGSEONG, *JONGSEONG, *map(chr, range(0x3131, 0x3164))]
_STROKES = np.array([[*units(keystrokes(part)), 0, 0][:2] for part in _PARTS], np.uint16).reshape(-1)

Bits = NDArray[np.bool_]
Shares = NDArray[np.float64]


def read_bodies(
    bodies: Texts,
    terms: NDArray[np.uint32],
    worth: Shares,
    words: Sequence[str],
    native: bool = HAS_KERNEL,
) -> tuple[Shares, Bits]:
    """Of each body how much distinct *terms* weigh within WINDOW characters at most, and which *words* it holds.

    terms: sorted. words: folded. Shapes: bodies; bodies x words.
    """
    dense = np.zeros(len(bodies.ends))
    held = np.zeros((len(bodies.ends), len(words)), bool)
    if native:
        joined = _stretches(words)
        kernel.look(
            bodies.codes, bodies.ends, *TABLES, terms, worth, joined.codes, joined.ends, dense, held.reshape(-1)
        )  # fmt: skip
        return dense, held
    for i, body in enumerate(np.split(bodies.codes, bodies.ends[:-1])):
        codes = fold_units(body, native)
        dense[i] = _densest(codes, int(bodies.ends[i]) - len(body), terms, worth)
        text = text_of(codes)
        held[i] = [word in text for word in words]
    return dense, held


def _densest(codes: NDArray[np.uint16], start: int, terms: NDArray[np.uint32], worth: Shares) -> float:
    found = find_terms(codes, terms, False)
    if not len(found.places):
        return 0.0
    shifts = np.arange(_ROWS)[:, None] * (WINDOW // _ROWS)
    windows = (start + found.positions + shifts) // WINDOW * _ROWS + np.arange(_ROWS)[:, None]
    keys = np.unique(windows * len(terms) + found.places)
    first = np.flatnonzero(np.diff(keys // len(terms), prepend=-1))
    return float(np.add.reduceat(worth[keys % len(terms)], first).max())


def compare_titles(
    titles: Texts,
    words: Sequence[str],
    needed: Bits,
    longest: int,
    least: float,
    native: bool = HAS_KERNEL,
) -> tuple[Bits, Shares, Shares]:
    """Which folded *words* each title holds; how like it is to all; how like a part of it is to those it lacks.

    Likeness is that of keystrokes (`rapidfuzz.fuzz.partial_ratio`), 0..1. Of all words the first *longest* keys count;
    of a single one, looked at where *needed* (titles x words), likeness below *least* is 0.
    """
    typed = [keystrokes(word) for word in words]
    whole = "".join(typed)[:longest]
    held = np.zeros(needed.shape, bool)
    shapes, slips = np.zeros(len(titles.ends)), np.zeros(needed.shape)
    if native:
        joined, keyed = _stretches(words), _stretches(typed)
        kernel.compare(
            titles.codes, titles.ends, *TABLES, _STROKES, joined.codes, joined.ends, keyed.codes, keyed.ends,
            units(whole), np.array([least]), needed.reshape(-1), held.reshape(-1), shapes, slips.reshape(-1),
        )  # fmt: skip
        return held, shapes, slips
    for i, codes in enumerate(np.split(titles.codes, titles.ends[:-1])):
        title = text_of(fold_units(codes, native)[:-1])
        keys = keystrokes(title)
        shapes[i] = fuzz.partial_ratio(whole, keys.replace(" ", "")) / 100
        for w, word in enumerate(words):
            held[i, w] = word in title
            if needed[i, w] and not held[i, w]:
                slips[i, w] = fuzz.partial_ratio(typed[w], keys, score_cutoff=100 * least) / 100
    return held, shapes, slips


def _stretches(texts: Sequence[str]) -> Texts:
    """Texts with nothing between them."""
    encoded = [units(text) for text in texts]
    ends = np.cumsum([len(one) for one in encoded], dtype=np.int64)
    return Texts(np.concatenate(encoded) if encoded else np.zeros(0, np.uint16), ends)
