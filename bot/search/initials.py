"""Titles by their initial consonants, so that ㄴㅇㅂㅋㄹㅇㄷ finds 네이버클라우드.

A title is a line of bytes: a consonant is 0x80 + its place in CHOSEONG, letters and digits are themselves,
anything else is one space. A line starts and ends with a space, so a whole word can be told from a part of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.korean.hangul import CHOSEONG, FIRST, LAST
from bot.korean.normalize import fold_units, units

_WHOLE, _START, _PART = (
    1.3,
    1.15,
    0.8,
)  # a token as a word of its own, as the start of one, inside one; a letter
_IN_ORDER, _ADJACENT = 0.2, 0.3  # the next token follows later, follows at once; a letter of both
_LENGTH = 0.01  # against a long title, a letter
_FEW = 2_000  # titles that are read one by one rather than searched for the next token
_LONG = 4  # letters of a token that may be spaced otherwise

_BYTES = np.full(65536, 0x20, np.uint8)
_BYTES[FIRST : LAST + 1] = 0x80 + np.arange(LAST + 1 - FIRST) // 588
for _place, _consonant in enumerate(CHOSEONG):
    _BYTES[ord(_consonant)] = 0x80 + _place
_BYTES[ord("0") : ord("9") + 1] = np.arange(ord("0"), ord("9") + 1)
_BYTES[ord("a") : ord("z") + 1] = np.arange(ord("a"), ord("z") + 1)
_BYTES[1] = 0x0A
_SPACES = re.compile(b" +")


def initials_line(text: str) -> bytes:
    """*text* in the bytes of a title, without spaces at its ends."""
    return _SPACES.sub(b" ", _BYTES[fold_units(units(text))].tobytes()).strip()


class InitialsBlob:
    """The lines of many titles, one after the other."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self._bytes = np.frombuffer(blob, np.uint8)
        self._ends = np.flatnonzero(self._bytes == 0x0A)

    @classmethod
    def of(cls, titles: Sequence[str]) -> InitialsBlob:
        """Lines in the order of *titles*."""
        raw = units("".join(f" {title} \x01".replace("\n", " ") for title in titles))
        return cls(_SPACES.sub(b" ", _BYTES[np.where(raw == 1, raw, fold_units(raw))].tobytes()))

    def __len__(self) -> int:
        return len(self._ends)

    def line(self, number: int) -> bytes:
        """The line of one title, with a space at either end."""
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self.blob[start : int(self._ends[number])]

    def holds(self, token: bytes) -> bool:
        """Whether a title contains *token*."""
        return re.search(_spaced(token), self.blob) is not None

    def score(
        self, tokens: Sequence[bytes], needed: bytes, live: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The titles that contain *needed*, one of *tokens*, and how well each holds them all."""
        sums = np.zeros(len(self))
        found = self._add(sums, needed)
        if live is not None:
            found = found[live[found]]
        for token in tokens:
            if token == needed:
                continue
            if len(found) > _FEW:
                self._add(sums, token)
                continue
            for number in found.tolist():
                sums[number] += _held(self.line(number), token)
        return found, sums[found]

    def _add(self, sums: NDArray[np.float64], token: bytes) -> NDArray[np.int64]:
        """Add to *sums* how each title holds *token*; the numbers of those that do, rising."""
        spans = [match.span() for match in re.finditer(_spaced(token), self.blob)]
        if not spans:
            return np.zeros(0, np.int64)
        start, end = np.array(spans, np.int64).T
        numbers = np.searchsorted(self._ends, start)
        begins, closes = self._bytes[start - 1] == 0x20, self._bytes[end] == 0x20
        held = np.zeros(len(sums))
        np.maximum.at(held, numbers, np.where(begins, np.where(closes, _WHOLE, _START), _PART) * len(token))
        sums += held
        return np.unique(numbers)


def share(line: bytes, held: float, tokens: Sequence[bytes]) -> float:
    """What a title of which `score` is *held* is of a perfect match, about 1; never 0."""
    full = sum(_WHOLE * len(token) for token in tokens)
    full += sum((_IN_ORDER + _ADJACENT) * (len(a) + len(b)) for a, b in pairwise(tokens))
    return max(0.01, (held + _sequence(line, tokens)) / full)


def _spaced(token: bytes) -> bytes:
    """A pattern for *token*; a long one may be spaced otherwise in the title (ㄴㅇㅂㅋㄹㅇㄷ: 네이버 클라우드)."""
    if len(token) < _LONG:
        return re.escape(token)
    return b" ?".join(re.escape(token[i : i + 1]) for i in range(len(token)))


def _held(line: bytes, token: bytes) -> float:
    """How one title holds *token*: as `_add` has it."""
    best = 0.0
    for match in re.finditer(_spaced(token), line):
        start = line[match.start() - 1 : match.start()] == b" "
        whole = line[match.end() : match.end() + 1] == b" "
        best = max(best, (_WHOLE if whole else _START) if start else _PART)
    return best * len(token)


def _sequence(line: bytes, tokens: Sequence[bytes]) -> float:
    """What the order of *tokens* in a title is worth, less its length."""
    worth = -_LENGTH * len(line)
    for a, b in pairwise(tokens):
        first = line.find(b" " + a)
        if first >= 0 and line.find(b" " + b, first + 1) >= 0:
            worth += _IN_ORDER * (len(a) + len(b))
            if b" " + a + b" " + b in line:
                worth += _ADJACENT * (len(a) + len(b))
    return worth
