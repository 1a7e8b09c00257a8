"""Jamo-level neighbours of a word, so that 네이벼 finds 네이버.

>>> Vocabulary.of(["네이버 클라우드", "네이버 실적", "카카오 실적"]).neighbours("네이벼")
[('네이버', 0.8)]

Candidates share most of their jamo bigrams with the word; rapidfuzz's OSA distance over keystrokes decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.kernel import HAS_KERNEL, kernel
from bot.korean.hangul import keystrokes
from bot.korean.particles import stem
from bot.patterns import lazy_compile

_WORD = lazy_compile(r"[가-힣]{2,12}|[a-z]{3,20}")
_SHORT = 7  # keystrokes up to which one slip is forgiven; beyond, two (measured: two in short words mends good ones)
_CANDIDATES = 400  # of the bigram filter that OSA looks at


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words in their order, with how often they occur, and what finds those that are near another.

    typed, lengths: the keystrokes of each word, and how many. owners: the numbers of the words that hold the first of
    *grams*, two keystrokes, then of those that hold the second, from *starts* on.
    """

    words: Sequence[str]
    counts: NDArray[np.int64]
    typed: Sequence[str]
    lengths: NDArray[np.int16]
    owners: NDArray[np.uint32]
    starts: NDArray[np.int64]
    grams: NDArray[np.uint32]

    @classmethod
    def of_counts(cls, counts: Mapping[str, int]) -> Vocabulary:
        """Of words with how often they occur."""
        words = sorted(counts)
        typed = [keystrokes(word) for word in words]
        return cls(
            words,
            np.array([counts[word] for word in words], np.int64),
            typed,
            np.array([len(one) for one in typed], np.int16),
            *_bigrams(typed),
        )

    @classmethod
    def of(cls, texts: Iterable[str], least: int = 2) -> Vocabulary:
        """From folded texts: stems that occur *least* times."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(_WORD.findall(text))
        stems: Counter[str] = Counter()
        for word, count in counts.items():
            stems[stem(word)] += count
        return cls.of_counts({word: count for word, count in stems.items() if count >= least})

    def __len__(self) -> int:
        return len(self.words)

    def begins(self, word: str) -> bool:
        """Whether a word of the vocabulary is *word* or begins with it."""
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at].startswith(word)

    def neighbours(self, word: str, limit: int = 3, native: bool = HAS_KERNEL) -> list[tuple[str, float]]:
        """Words within one slip (two beyond _SHORT keystrokes), nearest and most frequent first; likeness 0..1."""
        typed = keystrokes(word)
        slips = 1 if len(typed) <= _SHORT else 2
        shared = np.zeros(len(self.words), np.uint8)
        padded = f"^{typed}$"
        grams = np.array([ord(a) << 16 | ord(b) for a, b in pairwise(padded)], np.uint32)
        distinct = np.unique(grams)
        rows = np.searchsorted(self.grams, distinct)
        distinct, rows = distinct[rows < len(self.grams)], rows[rows < len(self.grams)]
        rows = rows[self.grams[rows] == distinct]
        if native:
            kernel.tally(self.owners, self.starts, rows, shared)
        else:
            for row in rows.tolist():
                shared[self.owners[self.starts[row] : self.starts[row + 1]]] += 1
        needed = max(1, len(typed) + 1 - 3 * slips)  # a transposition spoils three bigrams
        near = np.flatnonzero(shared >= needed)
        near = near[np.abs(self.lengths[near] - len(typed)) <= slips]
        if len(near) > _CANDIDATES:
            near = near[np.argsort(-shared[near].astype(np.int16), kind="stable")[:_CANDIDATES]]
        choices = [self.typed[i] for i in near.tolist()]
        found = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=slips, limit=8)
        ranked = sorted(
            (distance, -int(self.counts[near[i]]), self.words[near[i]]) for _, distance, i in found
        )
        return [(other, 1 - distance / len(typed)) for distance, _, other in ranked[:limit] if other != word]


def _bigrams(typed: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint32]]:
    padded = "\n".join(f"^{one}$" for one in typed) + "\n"
    codes = np.frombuffer(padded.encode("utf-16-le"), np.uint16)
    breaks = np.flatnonzero(codes == 10)
    at = np.flatnonzero((codes[:-1] != 10) & (codes[1:] != 10))
    grams = codes[at].astype(np.uint64) << np.uint64(16) | codes[at + 1]
    keys = np.unique(grams << np.uint64(32) | np.searchsorted(breaks, at).astype(np.uint64))
    gram_of = (keys >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], gram_of[1:] != gram_of[:-1]))) if len(keys) else keys[:0]
    owners = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return owners, np.append(starts, len(keys)).astype(np.int64), gram_of[starts.astype(np.int64)]
