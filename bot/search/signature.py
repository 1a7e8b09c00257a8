"""What of a body tells whether another tells the same: a signature of 64 small numbers, made when it is indexed.

The shingles of four syllables, letters or digits in the first 600 characters are hashed into 64 bins; the least
value of each bin is kept. The share of equal bins estimates the Jaccard similarity of two texts, +- .05.

Source: one permutation hashing (Li, Owen & Zhang, NIPS 2012) with rotation for empty bins (Shrivastava & Li, ICML
2014): a sixty-fourth of the work of MinHash, and no less exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.korean.normalize import Codes, fold_units, units
from bot.native import HAS_KERNEL, kernel

BINS = 64
LEAD = 600  # characters: the lead tells the story; what follows is background that other stories share
NOTHING = 0xFFFF  # in every bin of a text too short for one shingle, and nowhere else

Signatures = NDArray[np.uint16]  # n x BINS

_KEPT = np.zeros(65536, bool)
for _first, _last in ((0xAC00, 0xD7A3), (0x30, 0x39), (0x61, 0x7A), (0x3040, 0x30FF)):
    _KEPT[_first : _last + 1] = True
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio: spreads neighbours over all 64 bits
_STEP = 0x9E37


def signatures(
    codes: Codes, starts: NDArray[np.int64], ends: NDArray[np.int64], native: bool = HAS_KERNEL
) -> tuple[Signatures, NDArray[np.uint16]]:
    """Of the bodies that stand at starts:ends of folded code units: signatures, and numbers of Hangul syllables.

    Spacing, case and punctuation do not count. Syllables are counted in the first 4 x LEAD units.
    """
    if native:
        found = np.empty((len(starts), BINS), np.uint16)
        syllables = np.empty(len(starts), np.uint16)
        kernel.signatures(codes, starts, ends, _KEPT, found.reshape(-1), syllables, LEAD)
        return found, syllables
    hangul = np.concatenate(([0], np.cumsum((codes >= 0xAC00) & (codes <= 0xD7A3))))
    many = hangul[np.minimum(ends, starts + 4 * LEAD)] - hangul[starts]
    return _least(codes, starts, np.minimum(ends, starts + LEAD)), np.minimum(many, 0xFFFF).astype(np.uint16)


def _least(codes: Codes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Signatures:
    owners = np.repeat(np.arange(len(starts)), ends - starts)
    at = np.arange(len(owners)) + np.repeat(
        starts - np.cumsum(ends - starts) + (ends - starts), ends - starts
    )
    kept = _KEPT[codes[at]]
    letters, owners = codes[at[kept]].astype(np.uint64), owners[kept]
    whole = owners[3:] == owners[: max(0, len(owners) - 3)]
    shingles = (letters[:-3] << 48) | (letters[1:-2] << 32) | (letters[2:-1] << 16) | letters[3:]
    hashes = (shingles[whole] * _SPREAD >> np.uint64(32)).astype(np.uint32)
    bins = owners[3:][whole] * BINS + (hashes >> np.uint32(26))
    found = np.full(len(starts) * BINS, NOTHING, np.uint16)
    np.minimum.at(found, bins, np.minimum(hashes & np.uint32(0xFFFF), NOTHING - 1).astype(np.uint16))
    return _lend(found.reshape(-1, BINS))


def _lend(found: Signatures) -> Signatures:
    """Fill every empty bin from the next one that is not, so that two short texts can be compared bin by bin."""
    short = np.flatnonzero((found == NOTHING).any(axis=1) & (found != NOTHING).any(axis=1))
    twice = np.concatenate((found[short], found[short]), axis=1).astype(np.uint32)
    filled = np.where(twice != NOTHING, np.arange(2 * BINS), 2 * BINS)
    following = np.minimum.accumulate(filled[:, ::-1], axis=1)[:, ::-1][:, :BINS]
    steps = following - np.arange(BINS)
    lent = (np.take_along_axis(twice, following, axis=1) + steps * _STEP) % NOTHING
    found[short] = np.where(steps > 0, lent, found[short]).astype(np.uint16)
    return found


def signature(text: str) -> NDArray[np.uint16]:
    """The signature of one body; NOTHING throughout when there is nothing to compare."""
    codes = fold_units(units(text[:LEAD]))
    found: NDArray[np.uint16] = signatures(codes, np.zeros(1, np.int64), np.array([len(codes)]))[0][0]
    return found


def agreements(all_: Signatures, native: bool = HAS_KERNEL) -> NDArray[np.uint8]:
    """For every two of n signatures, in how many of the bins they hold the same; n x n."""
    if native:
        out = np.empty((len(all_), len(all_)), np.uint8)
        kernel.agreements(np.ascontiguousarray(all_).reshape(-1), out.reshape(-1))
        return out
    same: NDArray[np.uint8] = (all_[:, None, :] == all_[None, :, :]).sum(axis=2, dtype=np.uint8)
    same[all_[:, 0] == NOTHING] = 0
    return same


def similarity(a: NDArray[np.uint16], b: NDArray[np.uint16]) -> float:
    """The estimated Jaccard similarity of two texts, 0 to 1; 0 when either has nothing to compare."""
    return 0.0 if NOTHING in (a[0], b[0]) else float((a == b).mean())
