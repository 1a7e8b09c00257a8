"""Text to index terms: bigrams that forgive spacing, whole Latin words and numbers, and one form for every number.

A term is a 32-bit id. Kinds, and what they are for:

    BIGRAM  two syllables of one word           네이
    CROSS   two syllables with a space between, under the id of the bigram: missing and wrong spaces are forgiven
    LONE    a syllable with no neighbour        (李) 전
    WORD    a run of Latin letters and digits   naver, 3300, 14.6
    MIXED   a digit and the syllable after it   0만
    HANJA   a Hanja that headlines use for a word (美 for 미국), besides its reading

Numbers are given in every spelling at once: 3,300만 and 3천300만 are also 3300만; 1만2천 is also 12000; ㎡ is also m2.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.kernel import HAS_KERNEL, kernel
from bot.korean.normalize import KIND, POWERS, SYLLABLE, TABLES, WORD, Codes, fold_units, read_table, units
from bot.patterns import lazy_compile

BIGRAM, LONE, LATIN, MIXED, CROSS, HANJA = range(6)

_SPACE, _COMMA, _POINT, _ZERO, _NINE = 0x20, 0x2C, 0x2E, 0x30, 0x39
_THOUSAND, _MYRIAD = ord("천"), ord("만")
_SHORT = 40  # characters of a text whose terms are kept
_NUMERAL = lazy_compile(r"(?:(\d{1,5})만)?(?:(\d{1,3})천)?(\d{0,4})(.?)", re.DOTALL)


class Terms(NamedTuple):
    """Parallel arrays, one entry an occurrence; *positions* are code units into the text given.

    Plain terms stand by rising position, other spellings behind them.
    """

    ids: NDArray[np.uint32]
    positions: NDArray[np.int64]
    kinds: NDArray[np.uint8]


def _expansions() -> dict[int, str]:
    """Squared units and the like, each as the letters it stands for: ㎡ -> m2, ㈜ -> 주."""
    table = {}
    for code in (*range(0x3200, 0x3400), *range(0x2100, 0x2140)):
        letters = "".join(c for c in unicodedata.normalize("NFKC", chr(code)).lower() if c.isalnum())
        if letters and letters != chr(code):
            table[code] = letters
    return table


_EXPANSION = _expansions()
_EXPANDS = np.zeros(65536, bool)
_EXPANDS[list(_EXPANSION)] = True
_ABBREVIATES = np.zeros(65536, bool)
_ABBREVIATES[[ord(form) for row in read_table("aliases.tsv") for form in row if len(form) == 1]] = True
_NUMERALS = np.isin(TABLES[0], (_THOUSAND, _MYRIAD)) | np.isin(TABLES[1], (_THOUSAND, _MYRIAD))
_OTHERWISE = _EXPANDS | _ABBREVIATES | _NUMERALS
_RESPELLED = lazy_compile(
    f"[0-9０-９{re.escape(''.join(map(chr, np.flatnonzero(_EXPANDS | _ABBREVIATES))))}]"
)


def terms(raw: Codes, native: bool = HAS_KERNEL) -> Terms:
    """Every term of a text given as UTF-16 code units (`units`); 0 separates what must not touch."""
    codes = fold_units(raw, native)
    found = plain_terms(codes, native)
    extras = other_spellings(raw, codes, native=native)
    return _joined(found, extras) if len(extras.ids) else found


def plain_terms(codes: Codes, native: bool = HAS_KERNEL) -> Terms:
    """The terms of folded code units without the other spellings of numbers and units: a third of the time."""
    return _plain_native(codes) if native else _plain(codes)


def terms_of(text: str) -> Terms:
    """As `terms`, of a text that is mostly short and has seldom other spellings."""
    raw = units(text)
    return terms(raw) if _RESPELLED.search(text) else plain_terms(fold_units(raw))


def term_ids(text: str) -> NDArray[np.uint32]:
    """The distinct terms of *text*, sorted; not to be written to."""
    return _word_ids(text) if len(text) <= _SHORT else _distinct_ids(text)


def _distinct_ids(text: str) -> NDArray[np.uint32]:
    ids = np.array(sorted(set(terms_of(text).ids.tolist())), np.uint32)  # of a few sooner than by np.unique
    ids.flags.writeable = False
    return ids


_word_ids = lru_cache(4096)(_distinct_ids)  # a search asks for those of each of its words several times


class Found(NamedTuple):
    """As `Terms`, but of wanted terms: *places* says which of them each is."""

    places: NDArray[np.int64]
    positions: NDArray[np.int64]
    kinds: NDArray[np.uint8]


def find_terms(codes: Codes, wanted: NDArray[np.uint32], native: bool = HAS_KERNEL) -> Found:
    """Where terms of *wanted*, sorted and distinct, stand in folded code units, among its plain terms."""
    if native:
        room = 2 * len(codes)
        places, positions, kinds = (
            np.empty(room, np.int64),
            np.empty(room, np.int64),
            np.empty(room, np.uint8),
        )
        count = kernel.find(codes, *TABLES, wanted, places, positions, kinds)
        return Found(places[:count], positions[:count], kinds[:count])
    return among(plain_terms(codes, native), wanted)


def among(found: Terms, wanted: NDArray[np.uint32]) -> Found:
    """Those of *found* that are in *wanted*, sorted and distinct."""
    if not len(wanted):
        return Found(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint8))
    places = np.minimum(np.searchsorted(wanted, found.ids), len(wanted) - 1)
    hit = wanted[places] == found.ids
    return Found(places[hit], found.positions[hit], found.kinds[hit])


class Counts(NamedTuple):
    """Of several articles: keys of term << 24 | article << 8 | frequency (to 255), by article, unordered within one.

    lengths: terms of each article, repeated ones included.
    """

    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]


def count_terms(
    raw: Codes, codes: Codes, ends: NDArray[np.int64], base: int, native: bool = HAS_KERNEL
) -> Counts:
    """Count the terms of articles that stand one after the other, each with a 0 behind it.

    codes: *raw* folded. ends: where each article ends. base: the number of the first of them.
    """
    return _counted(codes, other_spellings(raw, codes, native=native), ends, base, native)


def by_term(keys: NDArray[np.uint64], native: bool = HAS_KERNEL) -> NDArray[np.uint64]:
    """Keys of `Counts`, by term and then by article; what was given is used up."""
    if native:
        kernel.sort(keys, np.empty_like(keys))
    else:
        keys.sort()  # a term and an article meet once
    return keys


def _counted(codes: Codes, extras: Terms, ends: NDArray[np.int64], base: int, native: bool) -> Counts:
    if native:
        owners = np.searchsorted(ends, extras.positions, side="right")
        order = np.argsort(owners, kind="stable")
        keys = np.empty(2 * len(codes) + len(order), np.uint64)  # the most; what is not used costs nothing
        lengths = np.empty(len(ends), np.int64)
        count = kernel.count(codes, ends, KIND, POWERS, extras.ids[order], owners[order], keys, lengths, base)
        return Counts(keys[:count].copy(), lengths)
    found = _joined(_plain(codes), extras)
    numbers = np.searchsorted(ends, found.positions, side="right")
    pairs = found.ids.astype(np.uint64) << np.uint64(16) | (numbers + base).astype(np.uint64)
    distinct, frequencies = np.unique(pairs, return_counts=True)
    keys = distinct << np.uint64(8) | np.minimum(frequencies, 255).astype(np.uint64)
    by_article = np.argsort(distinct & np.uint64(0xFFFF), kind="stable")
    return Counts(keys[by_article], np.bincount(numbers, minlength=len(ends)).astype(np.int64))


def _joined(one: Terms, other: Terms) -> Terms:
    return Terms(
        np.concatenate((one.ids, other.ids)),
        np.concatenate((one.positions, other.positions)),
        np.concatenate((one.kinds, other.kinds)),
    )


def _plain_native(codes: Codes) -> Terms:
    room = 2 * len(codes)
    ids, positions, kinds = np.empty(room, np.uint32), np.empty(room, np.int64), np.empty(room, np.uint8)
    count = kernel.terms(codes, KIND, POWERS, ids, positions, kinds)
    return Terms(ids[:count], positions[:count], kinds[:count])


def _plain(codes: Codes) -> Terms:
    """Terms of folded code units, without the other spellings of numbers and units."""
    digit = (codes >= _ZERO) & (codes <= _NINE)
    inside = np.zeros(len(codes), bool)
    inside[1:-1] = digit[:-2] & digit[2:]
    kept: NDArray[np.int64] | None = None
    commas = inside & (codes == _COMMA)
    if commas.any():
        kept = np.flatnonzero(~commas)
        codes, inside = codes[kept], inside[kept]
    kind = KIND[codes]
    kind[inside & (codes == _POINT)] = WORD
    syllable, word = kind == SYLLABLE, kind == WORD
    wide = codes.astype(np.uint32)
    found: list[tuple[NDArray[np.uint32], NDArray[np.int64], int]] = []
    high = wide << np.uint32(16)

    at = np.flatnonzero(syllable[:-1] & syllable[1:])
    found.append((high[at] | wide[at + 1], at, BIGRAM))
    alone = syllable.copy()
    alone[1:] &= ~syllable[:-1]
    alone[:-1] &= ~syllable[1:]
    at = np.flatnonzero(alone)
    found.append((wide[at], at, LONE))
    at = np.flatnonzero(syllable[:-2] & (codes[1:-1] == _SPACE) & syllable[2:])
    found.append((high[at] | wide[at + 2], at, CROSS))
    if word.any():
        starts = np.flatnonzero(word & ~np.concatenate(([False], word[:-1])))
        found.append((_hash_words(codes, word, starts), starts, LATIN))
        at = np.flatnonzero(word[:-1] & syllable[1:])
        found.append((high[at] | wide[at + 1], at, MIXED))

    positions = np.concatenate([at for _, at, _ in found])
    order = np.argsort(positions, kind="stable")
    kinds = np.repeat(np.array([k for _, _, k in found], np.uint8), [len(at) for _, at, _ in found])
    return Terms(
        np.concatenate([ids for ids, _, _ in found])[order],
        positions[order] if kept is None else kept[positions[order]],
        kinds[order],
    )


def _hash_words(codes: Codes, word: NDArray[np.bool_], starts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """One id a run of letters and digits, above the lone syllables and below the bigrams."""
    at = np.flatnonzero(word)
    first = np.searchsorted(at, starts)
    run = np.repeat(np.arange(len(starts)), np.diff(np.append(first, len(at))))
    mixed = np.add.reduceat(codes[at].astype(np.uint64) * POWERS[np.minimum(at - starts[run], 63)], first)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return (mixed & np.uint64(0x0FFFFFFF)).astype(np.uint32) | np.uint32(0x10000000)


def other_spellings(raw: Codes, codes: Codes, numbers: bool = True, native: bool = HAS_KERNEL) -> Terms:
    """The other spellings of numbers and units, and headline Hanja, at the positions they stand at.

    numbers: whether those of numbers are wanted too, which have a digit in every term.
    """
    places = _marked(raw, _OTHERWISE, native)
    here = raw[places]
    hanja = places[_ABBREVIATES[here]]
    spellings: list[str] = []
    anchors: list[int] = []
    for at in places[_EXPANDS[here]].tolist():
        spellings.append(_EXPANSION[int(raw[at])])
        anchors.append(at)
    for at in _numerals(codes, places[_NUMERALS[here]]) if numbers else ():
        for spelling in _number_spellings(codes, at):
            spellings.append(spelling)
            anchors.append(at - 1)
    if not spellings:
        return Terms(raw[hanja].astype(np.uint32), hanja, np.full(len(hanja), HANJA, np.uint8))
    ids, positions, kinds = plain_terms(units("\0".join(spellings)))
    ends = np.cumsum([len(spelling) + 1 for spelling in spellings])
    positions = np.array(anchors, np.int64)[np.searchsorted(ends, positions, side="right")]
    return Terms(
        np.concatenate((ids, raw[hanja].astype(np.uint32))),
        np.concatenate((positions, hanja)),
        np.concatenate((kinds, np.full(len(hanja), HANJA, np.uint8))),
    )


def _marked(codes: Codes, marks: NDArray[np.bool_], native: bool) -> NDArray[np.int64]:
    """Where units stand that have a mark."""
    if native:
        places = np.empty(len(codes), np.int64)
        return places[: kernel.marked(codes, marks, places)]
    return np.flatnonzero(marks[codes])


def _numerals(codes: Codes, at: NDArray[np.int64]) -> list[int]:
    """Of every 천 and 만 those behind a digit; of 만 only where the numeral goes on, since else it says nothing new."""
    before, after = codes[at - 1], codes[np.minimum(at + 1, len(codes) - 1)]
    goes_on = (codes[at] == _THOUSAND) | (after == _COMMA) | ((after >= _ZERO) & (after <= _NINE))
    numbers: list[int] = at[(at > 0) & (before >= _ZERO) & (before <= _NINE) & goes_on].tolist()
    return numbers


def _number_spellings(codes: Codes, at: int) -> list[str]:
    """Plain digits for the numeral around the 천 or 만 at *at*; the syllable after it stays on.

    >>> _number_spellings(units("3천300만원"), 1)
    ['3300만']
    """
    start = at
    while start and at - start < 10 and _in_numeral(codes[start - 1]):
        start -= 1
    window = codes[start : at + 8].tobytes().decode("utf-16-le", "replace").replace(",", "")
    match = _NUMERAL.match(window)
    if match is None:
        return []
    myriads, thousands, rest, after = match.groups()
    whole_is_here = codes[at] == (_THOUSAND if thousands else _MYRIAD)
    if not whole_is_here or (not thousands and not rest):
        return []
    low = int(thousands or 0) * 1000 + int(rest or 0)
    found = [f"{low}{after}"] if thousands else []
    if myriads:
        found.append(f"{int(myriads) * 10000 + low}{after}")
    return found


def _in_numeral(code: int) -> bool:
    return _ZERO <= code <= _NINE or code in (_COMMA, _MYRIAD)
