"""Many texts as code units, one after the other: what folds, finds and counts reads them where they lie.

A text stands in UTF-16, with a 0 behind it: a Hangul syllable takes two bytes for the three of UTF-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.korean.normalize import Codes

Buffer = bytes | memoryview


def encoded(text: str) -> bytes:
    """*text* in UTF-16 with a 0 behind; lone surrogates stay."""
    return text.encode("utf-16-le", "surrogatepass") + b"\0\0"


def decoded(stretch: Buffer) -> str:
    """The text that is `encoded` as *stretch*."""
    return str(stretch[:-2], "utf-16-le", "surrogatepass")


class Texts(NamedTuple):
    """Texts one after the other, each with a 0 behind; *ends* are behind those."""

    codes: Codes
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, stretches: Sequence[Buffer]) -> Texts:
        """From texts that are `encoded`."""
        ends = np.cumsum([len(stretch) // 2 for stretch in stretches], dtype=np.int64)
        return cls(np.frombuffer(b"".join(stretches), np.uint16), ends)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Code units of each, without the 0."""
        return np.diff(self.ends, prepend=0) - 1
