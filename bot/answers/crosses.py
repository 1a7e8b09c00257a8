"""What answers say of what is asked: weights of pairs of words, one of the question, one of the sentence.

`왜` and 때문, `작년` and 지난해, `어디서` and 인근: pairs that stand together more often in sentences that answer than
in others that were as likely. Words that both have are left out: what a sentence has of the question is known already
(`support.py`). `python -m bench.learn_structure` learns them.
Source: crossed features of a linear model, Cheng et al., Wide & Deep Learning for Recommender Systems, 2016.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.frame import Frame
from bot.korean.particles import stem
from bot.patterns import lazy_compile

Floats = NDArray[np.float64]
Hashes = NDArray[np.uint32]
Places = NDArray[np.int64]

LIKELY = 12  # sentences that are looked at, in learning as well
FILE = Path(__file__).with_name("crosses.npz")
_WORD = lazy_compile(r"[가-힣]+|[A-Za-z]+|\d+")
_UNIT = lazy_compile(r"\d ?([가-힣%]{1,2})")
_QUOTED = lazy_compile('["“]')
_ENDING = 4  # letters of what a sentence ends with
_BEGINNING = 2  # letters of what a longer word begins with
_STEP = 30  # characters of a sentence by which its length is told
_LONGEST = 8  # steps
_MIX = np.uint32(0x9E3779B1)  # Source: Knuth, multiplicative hashing


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs by their hashes, sorted, and what each is worth, in the units of `Weighed.worth`."""

    keys: Hashes
    weights: NDArray[np.floating[Any]]

    def worth(self, sentences: Sequence[Hashes]) -> Floats:
        """Of each of *sentences*, given as its pairs: the sum of those known, by the root of their number."""
        rows, columns, norm = known_pairs(self.keys, sentences)
        worth: Floats = np.bincount(rows, self.weights[columns], len(sentences)) / norm
        return worth


def known_pairs(keys: Hashes, sentences: Sequence[Hashes]) -> tuple[Places, Places, Floats]:
    """Which of *keys*, which are sorted, stand where: the row and the column of each; by row the root of how many."""
    rows = np.repeat(np.arange(len(sentences)), [len(pairs) for pairs in sentences])
    pairs = np.concatenate(sentences)
    order = np.argsort(pairs)  # sorted ones are found twice as fast
    rows, pairs = rows[order], pairs[order]
    at = np.searchsorted(keys, pairs)
    at[at == len(keys)] = 0
    known = keys[at] == pairs
    rows = rows[known]
    return rows, at[known], np.sqrt(np.maximum(np.bincount(rows, minlength=len(sentences)), 1))


@cache
def read_table() -> Table:
    """The table that was learned."""
    with np.load(FILE, allow_pickle=False) as file:
        return Table(file["keys"], file["weights"] * np.float32(file["scale"]))


def with_crosses(worth: Floats, frame: Frame, sentences: Sequence[str], table: Table) -> Floats:
    """*worth* of *sentences* with that of the pairs in the LIKELY best; no other sentence passes one of these."""
    likely = np.argsort(-worth, kind="stable")[:LIKELY]
    asked = asked_words(frame)
    added = table.worth([crosses(asked, said_words(sentences[k])) for k in likely])
    more: Floats = np.full(len(worth), min(0.0, float(added.min())))
    more[likely] = added
    more += worth
    return more


def crosses(asked: frozenset[int], said: frozenset[int]) -> Hashes:
    """One hash for each pair of words that do not stand on both sides."""
    ours, theirs = np.array([*asked - said], np.uint32), np.array([*said - asked], np.uint32)
    pairs: Hashes = ((ours[:, None] * _MIX) ^ theirs[None]).ravel() * _MIX
    return pairs


def asked_words(frame: Frame) -> frozenset[int]:
    """Hashes of the words of a question, of what kind of thing it asks for, of its last words."""
    words = frame.text.rstrip("?!. ").split()
    last = [f"last {word}" for word in words[-1:]] + [f"last two {' '.join(words[-2:])}"] * (len(words) > 1)
    return _words(frame.text).union(map(_hash, (f"asks {frame.want.name}", *last)))


@lru_cache(maxsize=512)
def said_words(sentence: str) -> frozenset[int]:
    """Hashes of the words of *sentence*, of its ending, of what it counts, of its length, of whether it quotes."""
    units = (f"unit {unit}" for unit in _UNIT.findall(sentence))
    ending = sentence[-_ENDING - 2 :].strip(".").strip()[-_ENDING:]
    length = min(len(sentence) // _STEP, _LONGEST)
    quotes = "quotes" if _QUOTED.search(sentence) else "quotes nobody"
    return _words(sentence).union(map(_hash, (f"ends {ending}", f"length {length}", quotes, "any", *units)))


def _words(text: str) -> frozenset[int]:
    return frozenset(chain.from_iterable(map(_word, _WORD.findall(text))))


@lru_cache(maxsize=50_000)  # the words of news come again and again
def _word(word: str) -> tuple[int, ...]:
    """Hashes of *word* without its particle, and of what it begins with; one for all figures."""
    if word.isdigit():
        return (_hash("#"),)
    whole = _hash((stem(word) if word[0] >= "가" else word.lower()) or word)
    return (whole, _hash(f"{word[:_BEGINNING]}…")) if len(word) > _BEGINNING else (whole,)


@lru_cache(maxsize=4096)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode())
