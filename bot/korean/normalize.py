"""Folding for matching only: every code unit to the one it is matched as, so offsets never move.

Case, full width, compatibility ideographs, and Hanja by their Korean reading. What folding cannot do one to one
(3천300만, 3,300만, ㎡) is done where terms are made, in `bot.korean.tokens`.

>>> fold("尹 ＬＧ S-Oil"), fold("李대통령")
('윤 lg s-oil', '이대통령')
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.kernel import HAS_KERNEL, kernel

Codes = NDArray[np.uint16]

# Class of a code unit: what kind of term it takes part in.
SEPARATOR, SYLLABLE, WORD = 0, 1, 2


def read_table(name: str) -> list[list[str]]:
    """The rows of a data file beside this module: fields between tabs, `#` starts a comment."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _initial_sound(reading: str) -> str:
    """A reading at the start of a word, by the initial sound law (두음법칙): 리 -> 이, 로 -> 노, 녀 -> 여."""
    index = ord(reading) - 0xAC00
    initial, vowel, final = index // 588, index % 588 // 28, index % 28
    softened = vowel in (2, 3, 6, 7, 12, 17, 20)  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
    if initial == 5:  # ㄹ
        initial = 11 if softened else 2
    elif initial == 2 and softened:  # ㄴ
        initial = 11
    return chr(0xAC00 + initial * 588 + vowel * 28 + final)


def _tables() -> tuple[Codes, Codes, NDArray[np.uint8]]:
    medial = np.arange(65536, dtype=np.uint16)
    for code in range(0x250):
        lower = chr(code).lower()
        if len(lower) == 1:
            medial[code] = ord(lower)
    for code in range(0xFF01, 0xFF5F):
        medial[code] = ord(chr(code - 0xFEE0).lower())
    for code in range(0x400, 0x430):  # Cyrillic capitals
        medial[code] = ord(chr(code).lower())
    medial[[0xA0, 0x3000, 0x3164, *range(0x2000, 0x200B)]] = 0x20  # no-break and other spaces, ㅤ too
    medial[[0x09, 0x0A, 0x0D]] = 0x20
    initial = medial.copy()
    for reading, characters in read_table("hanja.tsv"):
        codes = [ord(char) for char in characters]
        medial[codes], initial[codes] = ord(reading), ord(_initial_sound(reading))
    for code in range(0xF900, 0xFA0E):
        base = ord(unicodedata.normalize("NFC", chr(code)))
        if base < 65536:
            medial[code], initial[code] = medial[base], initial[base]

    kinds = np.zeros(65536, np.uint8)
    for start, end in (
        (0xAC00, 0xD7A4),
        (0x4E00, 0xA000),
        (0x3400, 0x4DC0),
        (0x3040, 0x3100),
        (0x3131, 0x318F),
    ):
        kinds[start:end] = SYLLABLE
    for code in (*range(0x80), *range(0xC0, 0x250), *range(0x370, 0x530)):
        if chr(code).isalnum():
            kinds[code] = WORD
    return medial, initial, kinds


_MEDIAL, _INITIAL, KIND = _tables()
_IS_HANJA = np.zeros(65536, bool)
_IS_HANJA[0x4E00:0xA000] = True
_IS_HANJA[0xF900:0xFB00] = True
POWERS = np.cumprod(np.full(64, 0x9E3779B1, np.uint64) | np.uint64(1), dtype=np.uint64)  # for hashing a word
TABLES = (_MEDIAL, _INITIAL, _IS_HANJA, KIND, POWERS)  # all that the kernel reads texts by


def units(text: str) -> Codes:
    """The UTF-16 code units of *text*; one a character unless it leaves the basic plane."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def text_of(codes: Codes) -> str:
    """The text of UTF-16 code units: the inverse of `units`."""
    return codes.tobytes().decode("utf-16-le", "surrogatepass")


def fold_units(raw: Codes, native: bool = HAS_KERNEL) -> Codes:
    """Code units folded one to one."""
    if native:
        out = np.empty(len(raw), np.uint16)
        kernel.fold(raw, *TABLES, out)
        return out
    folded = _MEDIAL[raw]
    hanja = np.flatnonzero(_IS_HANJA[raw])
    if len(hanja):
        at_start = hanja[(hanja == 0) | (KIND[folded[hanja - 1]] != SYLLABLE)]
        folded[at_start] = _INITIAL[raw[at_start]]
    return folded


def fold(text: str) -> str:
    """*text* as it is matched, of the same length: offsets into one are offsets into the other."""
    return text_of(fold_units(units(text)))
