"""Titles by their initial consonants, so that ㄴㅇㅂㅋㄹㅇㄷ finds 네이버클라우드.

A title is a line of bytes: a consonant is 0x80 + its place in CHOSEONG, letters and digits are themselves,
anything else is one space. A line starts and ends with a space, so a whole word can be told from a part of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.korean.hangul import CHOSEONG, FIRST, LAST
from bot.korean.normalize import fold_units, units

WHOLE_WORD = 1.3  # beside 1.15 for the start of a word and .8 for a part of one

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
        self._ends = np.flatnonzero(np.frombuffer(blob, np.uint8) == 0x0A)

    @classmethod
    def of(cls, titles: Sequence[str]) -> InitialsBlob:
        """Lines in the order of *titles*."""
        raw = units("".join(f" {title} \x01".replace("\n", " ") for title in titles))
        return cls(_SPACES.sub(b" ", _BYTES[np.where(raw == 1, raw, fold_units(raw))].tobytes()))

    def __len__(self) -> int:
        return len(self._ends)

    def line(self, number: int) -> bytes:
        """The line of one title."""
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self.blob[start : int(self._ends[number])]

    def containing(self, token: bytes) -> NDArray[np.int64]:
        """Numbers of the titles that contain *token*, rising."""
        at = [match.start() for match in re.finditer(re.escape(token), self.blob)]
        return np.unique(np.searchsorted(self._ends, at)) if at else np.zeros(0, np.int64)


def likeness(line: bytes, tokens: Sequence[bytes]) -> float:
    """How well a title's line holds the tokens: by their lengths, whole words before parts of words."""
    total = 0.0
    for token in tokens:
        if b" " + token + b" " in line:
            total += WHOLE_WORD * len(token)
        elif b" " + token in line:
            total += 1.15 * len(token)
        elif token in line:
            total += 0.8 * len(token)
    return total
