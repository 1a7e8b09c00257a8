"""Jamo-level neighbours of a word, so that 네이벼 finds 네이버.

>>> Vocabulary.of(["네이버 클라우드", "네이버 실적", "카카오 실적"]).neighbours("네이벼")
[('네이버', 0.8)]

Candidates share most of their jamo bigrams with the word; rapidfuzz's OSA distance over keystrokes decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.kernel import HAS_KERNEL, kernel
from bot.korean.hangul import keystrokes
from bot.korean.particles import stem

_WORD = re.compile(r"[가-힣]{2,12}|[a-z]{3,20}")
_SHORT = 7  # keystrokes up to which one slip is forgiven; beyond, two (measured: two in short words mends good ones)
_CANDIDATES = 400  # of the bigram filter that OSA looks at


class Vocabulary:
    """Words with how often they occur; immutable once built."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.words = sorted(counts)
        self._counts = np.array([counts[word] for word in self.words], np.int64)
        self._typed = [keystrokes(word) for word in self.words]
        self._lengths = np.array([len(typed) for typed in self._typed], np.int16)
        self._owners, self._starts, self._grams = self._bigrams()

    @classmethod
    def of(cls, texts: Iterable[str], least: int = 2) -> Vocabulary:
        """From folded texts: stems that occur *least* times."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(_WORD.findall(text))
        stems: Counter[str] = Counter()
        for word, count in counts.items():
            stems[stem(word)] += count
        return cls({word: count for word, count in stems.items() if count >= least})

    def __len__(self) -> int:
        return len(self.words)

    def begins(self, word: str) -> bool:
        """Whether a word of the vocabulary is *word* or begins with it."""
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at].startswith(word)

    def _bigrams(self) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint32]]:
        padded = "\n".join(f"^{typed}$" for typed in self._typed) + "\n"
        codes = np.frombuffer(padded.encode("utf-16-le"), np.uint16)
        breaks = np.flatnonzero(codes == 10)
        at = np.flatnonzero((codes[:-1] != 10) & (codes[1:] != 10))
        grams = codes[at].astype(np.uint64) << np.uint64(16) | codes[at + 1]
        keys = np.unique(grams << np.uint64(32) | np.searchsorted(breaks, at).astype(np.uint64))
        gram_of = (keys >> np.uint64(32)).astype(np.uint32)
        starts = (
            np.flatnonzero(np.concatenate(([True], gram_of[1:] != gram_of[:-1]))) if len(keys) else keys[:0]
        )
        owners = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        return owners, np.append(starts, len(keys)).astype(np.int64), gram_of[starts.astype(np.int64)]

    def neighbours(self, word: str, limit: int = 3, native: bool = HAS_KERNEL) -> list[tuple[str, float]]:
        """Words within one slip (two beyond _SHORT keystrokes), nearest and most frequent first; likeness 0..1."""
        typed = keystrokes(word)
        slips = 1 if len(typed) <= _SHORT else 2
        shared = np.zeros(len(self.words), np.uint8)
        padded = f"^{typed}$"
        grams = np.array([ord(a) << 16 | ord(b) for a, b in pairwise(padded)], np.uint32)
        distinct = np.unique(grams)
        rows = np.searchsorted(self._grams, distinct)
        distinct, rows = distinct[rows < len(self._grams)], rows[rows < len(self._grams)]
        rows = rows[self._grams[rows] == distinct]
        if native:
            kernel.tally(self._owners, self._starts, rows, shared)
        else:
            for row in rows.tolist():
                shared[self._owners[self._starts[row] : self._starts[row + 1]]] += 1
        needed = max(1, len(typed) + 1 - 3 * slips)  # a transposition spoils three bigrams
        near = np.flatnonzero(shared >= needed)
        near = near[np.abs(self._lengths[near] - len(typed)) <= slips]
        if len(near) > _CANDIDATES:
            near = near[np.argsort(-shared[near].astype(np.int16), kind="stable")[:_CANDIDATES]]
        choices = [self._typed[i] for i in near.tolist()]
        found = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=slips, limit=8)
        ranked = sorted(
            (distance, -int(self._counts[near[i]]), self.words[near[i]]) for _, distance, i in found
        )
        return [(other, 1 - distance / len(typed)) for distance, _, other in ranked[:limit] if other != word]
