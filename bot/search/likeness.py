"""How articles hold the words of a query: where the kernel reads them, with its twin in Python beside each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.kernel import HAS_KERNEL, kernel
from bot.korean.hangul import CHOSEONG, JONGSEONG, JUNGSEONG, keystrokes
from bot.korean.normalize import KIND, SEPARATOR, TABLES, Codes, fold_units, text_of, units
from bot.korean.texts import Texts
from bot.korean.tokens import find_terms
from bot.patterns import lazy_compile

WINDOW = 64  # characters within which terms stand close together
_ROWS = 4  # of windows, so that none cuts through every dense place
_TIE = 1e-9  # sums that differ by less are one: the order of adding must not decide
_BEGUN = 0.3  # of a word: where another begins with as much of it, a part of the word stands
_HALF = 20  # characters between two words at which they count half
_PLACES = 64  # of a word that are looked at
_END = lazy_compile(r"\n|[.?!](?=[\0-\x20])")  # of a sentence, well enough

_PARTS = [*CHOSEONG, *JUNGSEONG, *JONGSEONG, *map(chr, range(0x3131, 0x3164))]
_STROKES = np.array([[*units(keystrokes(part)), 0, 0][:2] for part in _PARTS], np.uint16).reshape(-1)

Bits = NDArray[np.bool_]
Shares = NDArray[np.float64]
Stands = list[tuple[int, float]]  # where a word stands, and how much of it


def read_bodies(
    bodies: Texts,
    terms: NDArray[np.uint32],
    worth: Shares,
    words: Sequence[str],
    native: bool = HAS_KERNEL,
) -> tuple[Shares, NDArray[np.int64], Bits]:
    """Of each body how much distinct *terms* weigh within WINDOW characters at most, where, and which *words* it holds.

    terms: sorted. words: folded. Where: the unit of `bodies.codes` at which the window begins, which may be a little
    before the body. Shapes: bodies; bodies; bodies x words.
    """
    dense, where = np.zeros(len(bodies.ends)), np.zeros(len(bodies.ends), np.int64)
    held = np.zeros((len(bodies.ends), len(words)), bool)
    if native:
        joined = _stretches(words)
        kernel.look(
            bodies.codes, bodies.ends, *TABLES, terms, worth, joined.codes, joined.ends, dense, where,
            held.reshape(-1),
        )  # fmt: skip
        return dense, where, held
    for i, body in enumerate(np.split(bodies.codes, bodies.ends[:-1])):
        codes = fold_units(body, native)
        dense[i], where[i] = _densest(codes, int(bodies.ends[i]) - len(body), terms, worth)
        text = text_of(codes)
        held[i] = [word in text for word in words]
    return dense, where, held


def _densest(codes: Codes, start: int, terms: NDArray[np.uint32], worth: Shares) -> tuple[float, int]:
    found = find_terms(codes, terms, False)
    if not len(found.places):
        return 0.0, start
    shifts = np.arange(_ROWS)[:, None] * (WINDOW // _ROWS)
    windows = (start + found.positions + shifts) // WINDOW * _ROWS + np.arange(_ROWS)[:, None]
    keys = np.unique(windows * len(terms) + found.places)
    first = np.flatnonzero(np.diff(keys // len(terms), prepend=-1))
    sums = np.add.reduceat(worth[keys % len(terms)], first)
    most = float(sums.max())
    window, row = divmod(int(keys[first[np.argmax(sums > most - _TIE)]]) // len(terms), _ROWS)
    return most, window * WINDOW - row * (WINDOW // _ROWS)


def follow(
    bodies: Texts, words: Sequence[str], shares: Shares, native: bool = HAS_KERNEL
) -> tuple[Shares, Shares]:
    """Of each body how much folded *words* weigh together in one sentence, and how closely each follows the last.

    A word that begins alike is a part of the word. What stands in the next sentence counts half, in the one after it
    a quarter. *shares* are the weights of the words, 1 in all; both results are 0..1.
    """
    together, order = np.zeros(len(bodies.ends)), np.zeros(len(bodies.ends))
    if native:
        joined = _stretches(words)
        kernel.follow(
            bodies.codes, bodies.ends, *TABLES, joined.codes, joined.ends, shares, np.array([_BEGUN, _HALF]),
            together, order,
        )  # fmt: skip
        return together, order
    wide = [_wide(units(word)) for word in words]
    weights = shares.tolist()
    for i, raw in enumerate(np.split(bodies.codes, bodies.ends[:-1])):
        text = _wide(fold_units(raw, native))
        stands = [_stands(word, text) for word in wide]
        together[i] = _together(stands, [match.end() for match in _END.finditer(_wide(raw))], weights)
        order[i] = _in_order(stands, [len(word) for word in wide], weights)
    return together, order


def _wide(codes: Codes) -> str:
    """One character a code unit, so that places in it are places in the codes."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _stands(word: str, text: str) -> Stands:
    found: Stands = []
    at = text.find(word[:2]) if word else -1
    while at >= 0 and len(found) < _PLACES:
        same = 1
        while same < len(word) and text[at + same : at + same + 1] == word[same]:
            same += 1
        begins = at == 0 or KIND[ord(text[at - 1])] == SEPARATOR
        if same == len(word) or (begins and same / len(word) >= _BEGUN):
            found.append((at, same / len(word)))
        at = text.find(word[:2], at + 1)
    return found


def _together(stands: Sequence[Stands], ends: Sequence[int], shares: Sequence[float]) -> float:
    sums = [0.0] * (len(ends) + 1)
    for found, share in zip(stands, shares, strict=True):
        near = [0.0] * len(sums)
        for at, held in found:
            sentence = bisect_right(ends, at)
            near[sentence] = max(near[sentence], held)
        for n in range(1, len(near)):
            near[n] = max(near[n], near[n - 1] / 2)
        for n in range(len(near) - 2, -1, -1):
            near[n] = max(near[n], near[n + 1] / 2)
        sums = [sum_ + share * held for sum_, held in zip(sums, near, strict=True)]
    return max(sums)


def _in_order(stands: Sequence[Stands], lengths: Sequence[int], shares: Sequence[float]) -> float:
    value = whole = 0.0
    for n in range(len(stands) - 1):
        share = shares[n] + shares[n + 1]
        whole += share
        gaps = [
            max(0, after - at - lengths[n]) for at, _ in stands[n] for after, _ in stands[n + 1] if after > at
        ]
        if gaps:
            value += share * _HALF / (_HALF + min(gaps))
    return value / whole if whole else 0.0


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
