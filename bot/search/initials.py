"""Titles by their initial consonants, so that ㄴㅇㅂㅋㄹㅇㄷ finds 네이버클라우드.

A title is a row of small numbers, one a letter: its initial consonant, the digit or the Latin letter itself. Spaces are
marks beside the letters, so that what is spaced otherwise is found as well.

Who types initials types whole words, in their order, and of the words he remembers the longest, which say most. So
titles that hold the same initials are told apart by their other words: a longer one would probably have been typed, had
this title been meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.korean.hangul import CHOSEONG, FIRST, LAST, keystrokes
from bot.korean.normalize import Codes, fold_units, units

# What a title lacks, in letters of what was typed; odds learned from 1,500 titles, a tenth of a letter each. The token
_LONGER_WORD, _PART = 0.4, 0.45  # starts a longer word, stands within one
_SPACED, _BRACKETED = (
    0.3,
    0.13,
)  # stands with a space in it, each; in brackets, which a reader hardly remembers
_ASTRAY, _APART = 0.3, 0.07  # is not followed by the next one, not at once
_LONGER, _AS_LONG = (
    0.5,
    0.3,
)  # if all of the title's other words were longer than the shortest token, or as long

_LONG = 4  # letters of a token that may be spaced otherwise (ㄴㅇㅂㅋㄹㅇㄷ: 네이버 클라우드)
_SIZES = 8  # letters of a word that are counted
_LEAST = 0.01  # of a title that has something of what was typed

_CLOSE, _BLANK = 0, 0xFF  # what ends a title, what is no letter
_KINDS = 1 + 10 + 26 + len(CHOSEONG)
_HANGUL = _KINDS - len(CHOSEONG)  # the first consonant
_LETTERS = np.full(65536, _BLANK, np.uint8)
for _first, _count, _number in ((ord("0"), 10, 1), (ord("a"), 26, 11)):
    _LETTERS[_first : _first + _count] = _number + np.arange(_count)
_LETTERS[FIRST : LAST + 1] = _HANGUL + np.arange(LAST + 1 - FIRST) // 588
for _place, _consonant in enumerate(CHOSEONG):
    _LETTERS[ord(_consonant)] = _HANGUL + _place
_START, _END, _INSIDE = 1, 2, 4  # marks of a letter: the first of a word, the last, in brackets
_FAR = 1 << 40  # behind the last letter

Numbers = NDArray[np.int64]


def token(run: str) -> bytes:
    """The letters of a run of initials; a keyboard makes ㄳ of ㄱ and ㅅ. Empty if there is but one."""
    letters = _LETTERS[units(keystrokes(run))]
    letters = letters[letters != _BLANK]
    return letters.tobytes() if len(letters) > 1 else b""


def pairs(letters: bytes) -> list[int]:
    """Every two letters of a `token` that stand one after the other, as a number."""
    return [a * _KINDS + b for a, b in pairwise(letters)]


def pairs_of_titles(titles: Sequence[str]) -> list[list[int]]:
    """Likewise of each title, each once, rising; spaces are none of them."""
    blob = InitialsBlob(titles)
    found = blob.letters[:-1].astype(np.int64) * _KINDS + blob.letters[1:]
    within = np.flatnonzero((blob.letters[:-1] != _CLOSE) & (blob.letters[1:] != _CLOSE))
    keys = np.unique(blob.titles(within) * _KINDS**2 + found[within])
    ends = np.searchsorted(keys, np.arange(len(titles) + 1) * _KINDS**2).tolist()
    told = (keys % _KINDS**2).tolist()
    return [told[start:end] for start, end in pairwise(ends)]


def share_in_body(body: str, tokens: Sequence[bytes]) -> float:
    """What share of the letters of *tokens* belongs to those that begin a word of *body*."""
    blank = bytes([_BLANK])
    letters = blank + _LETTERS[fold_units(units(body))].tobytes()
    return sum(len(one) for one in tokens if blank + one in letters) / sum(map(len, tokens))


class InitialsBlob:
    """The letters of many titles, one after the other, without spaces, and where each pair of letters stands.

    ends: of each title, in letters. words: of each title, how many are of Hangul alone, outside brackets, and of
    at least 1, 2, 3 … letters.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        sizes = [len(title.encode("utf-16-le", "surrogatepass")) // 2 + 1 for title in titles]
        codes = fold_units(units(" " + "".join(f"{title} " for title in titles)))
        ends = np.cumsum(sizes, dtype=np.int64)  # of each title's own space
        written = np.flatnonzero(~_in_figures(codes))
        codes, ends = codes[written], np.searchsorted(written, ends)
        letters = _LETTERS[codes]
        blank = letters == _BLANK  # at both ends as well, so that rolling does no harm
        marks = np.roll(blank, 1) * np.uint8(_START) | np.roll(blank, -1) * np.uint8(_END)
        marks |= _bracketed(codes, ends) * np.uint8(_INSIDE)
        marks[ends] = 0
        letters[ends] = _CLOSE
        kept = np.flatnonzero(letters != _BLANK)
        self.letters, self.marks = letters[kept], marks[kept]
        self.ends: Numbers = np.searchsorted(kept, ends)
        self.words = self._count_words()
        joined = self.letters[:-1].astype(np.uint16) * np.uint16(_KINDS) + self.letters[1:]
        self._by_pair = np.argsort(joined, kind="stable").astype(np.uint32)
        self._pairs = np.append(0, np.bincount(joined, minlength=_KINDS * _KINDS).cumsum())

    def __len__(self) -> int:
        return len(self.ends)

    def _count_words(self) -> NDArray[np.uint8]:
        starts = np.flatnonzero(self.marks & _START)
        sizes = np.flatnonzero(self.marks & _END) + 1 - starts
        hangul = np.minimum.reduceat(self.letters, starts) >= _HANGUL if len(starts) else starts > 0
        counted = np.flatnonzero(hangul & (self.marks[starts] & _INSIDE == 0))
        cells = self.titles(starts[counted]) * _SIZES + np.minimum(sizes[counted], _SIZES) - 1
        words = np.bincount(cells, minlength=len(self) * _SIZES).reshape(-1, _SIZES)
        at_least: NDArray[np.int64] = words[:, ::-1].cumsum(1)[:, ::-1]
        return np.minimum(at_least, 255).astype(np.uint8)

    def titles(self, places: Numbers) -> Numbers:
        """Which title each letter belongs to."""
        return np.searchsorted(self.ends, places)

    def find(self, wanted: bytes) -> Numbers:
        """Where *wanted*, of two letters at least, begins, rising; a short one only within a word."""
        wanted_pairs = pairs(wanted)
        sizes = [int(self._pairs[pair + 1] - self._pairs[pair]) for pair in wanted_pairs]
        rarest = sizes.index(min(sizes))
        first, last = self._pairs[wanted_pairs[rarest]], self._pairs[wanted_pairs[rarest] + 1]
        at = self._by_pair[first:last].astype(np.int64) - rarest
        at = at[(at >= 0) & (at < len(self.letters) - len(wanted))]
        for i, letter in enumerate(wanted):
            if not rarest <= i <= rarest + 1:
                at = at[self.letters[at + i] == letter]
        if len(wanted) < _LONG:
            for i in range(1, len(wanted)):
                at = at[self.marks[at + i] & _START == 0]
        return at


@dataclass(frozen=True, slots=True)
class _Held:
    """Where titles hold a token best: their rising *numbers*, what each lacks, its first and last place there."""

    numbers: Numbers
    lack: NDArray[np.float64]
    first: Numbers
    last: Numbers


def _hold(
    blob: InitialsBlob, found: Sequence[Numbers], tokens: Sequence[bytes]
) -> tuple[list[_Held], list[Numbers]]:
    """How titles hold each token; and where each but the last is followed by the next at once."""
    starts = [blob.marks[at] & _START > 0 for at in found]
    ends = [blob.marks[at + len(one) - 1] & _END > 0 for one, at in zip(tokens, found, strict=True)]
    adjacent: list[Numbers] = []
    for i, (at, then) in enumerate(pairwise(found)):
        follows = _find(then, at + len(tokens[i])) >= 0
        ends[i] |= follows  # two words that are one in the title, each of them whole
        starts[i + 1] |= _find(at + len(tokens[i]), then) >= 0
        adjacent.append(blob.titles(at[follows]))
    held = []
    for one, at, start, end in zip(tokens, found, starts, ends, strict=True):
        lack = np.where(start, np.where(end, 0.0, _LONGER_WORD), _PART)
        lack += _BRACKETED * (blob.marks[at] & _INSIDE > 0)
        for i in range(1, len(one) if len(one) >= _LONG else 0):
            lack += _SPACED * (blob.marks[at + i] & _START)
        titles = blob.titles(at)
        groups = np.flatnonzero(np.append(True, titles[1:] != titles[:-1])) if len(at) else at
        if len(groups) < len(at):
            least = np.minimum.reduceat(lack, groups)
            best = lack == np.repeat(least, np.diff(np.append(groups, len(at))))
            first = np.minimum.reduceat(np.where(best, at, _FAR), groups)
            held.append(
                _Held(titles[groups], least, first, np.maximum.reduceat(np.where(best, at, -1), groups))
            )
        else:
            held.append(_Held(titles, lack, at, at))
    return held, adjacent


def _shares(blob: InitialsBlob, numbers: Numbers, tokens: Sequence[bytes]) -> NDArray[np.float64]:
    """What each of the titles *numbers* has of a perfect match, above 0 to 1."""
    looked_at = np.zeros(len(blob), bool)
    looked_at[numbers] = True
    found = [blob.find(one) for one in tokens]
    held, adjacent = _hold(blob, [at[looked_at[blob.titles(at)]] for at in found], tokens)
    lack = np.zeros(len(numbers))
    after = np.full(len(numbers), _FAR)  # where the token before stands first
    for i, (one, here) in enumerate(zip(tokens, held, strict=True)):
        place = np.searchsorted(numbers, here.numbers)
        missing = np.full(len(numbers), float(len(one)))
        missing[place] = here.lack
        lack += missing
        first, last = np.full(len(numbers), _FAR), np.full(len(numbers), -1)
        first[place], last[place] = here.first, here.last
        if i:
            apart = np.full(len(numbers), _APART)
            apart[np.searchsorted(numbers, adjacent[i - 1])] = 0
            lack += apart + np.where(after < last, 0.0, _ASTRAY)
        after = first
    lack += _other_words(blob.words[numbers].astype(np.int64), tokens)
    return np.maximum(_LEAST, 1 - lack / sum(map(len, tokens)))


def _other_words(words: Numbers, tokens: Sequence[bytes]) -> NDArray[np.float64]:
    """What the words that were not typed speak against titles, of which *words* are counted by length."""
    shortest = min(_SIZES - 1, *map(len, tokens))
    longer = words[:, shortest]
    as_long = words[:, shortest - 1] - longer
    typed = sum(len(one) > shortest for one in tokens)
    against = _LONGER * np.maximum(0, longer - typed)
    against += _AS_LONG * np.maximum(0, as_long - (len(tokens) - typed))
    return against / np.maximum(words[:, 1], len(tokens))


Titles = tuple[
    InitialsBlob, NDArray[np.bool_] | None, Numbers
]  # with a mask of those that live, and their moments


def best_titles(blobs: Sequence[Titles], tokens: Sequence[bytes], limit: int) -> list[tuple[int, int, float]]:
    """The titles that hold *tokens* best: which of *blobs*, which title, what share of a perfect match.

    Of more than *limit* the best, of those the newest, and what ties with the last. All hold the longest token that
    any title holds.
    """
    for wanted in sorted(tokens, key=len, reverse=True):
        holding = [np.unique(blob.titles(blob.find(wanted))) for blob, _, _ in blobs]
        holding = [n if live is None else n[live[n]] for n, (_, live, _) in zip(holding, blobs, strict=True)]
        if any(map(len, holding)):
            break
    else:
        return []
    places = np.repeat(np.arange(len(blobs)), [len(numbers) for numbers in holding])
    numbers = np.concatenate(holding)
    shares = np.concatenate(
        [_shares(blob, n, tokens) for n, (blob, _, _) in zip(holding, blobs, strict=True)]
    )
    if len(shares) > limit:
        moments = np.concatenate([moments[n] for n, (_, _, moments) in zip(holding, blobs, strict=True)])
        least = np.partition(shares, -limit)[-limit]
        room = limit - np.count_nonzero(shares > least)
        oldest = np.sort(moments[shares == least])[-room]
        kept = (shares > least) | ((shares == least) & (moments >= oldest))
        numbers, shares, places = numbers[kept], shares[kept], places[kept]
    return list(zip(places.tolist(), numbers.tolist(), shares.tolist(), strict=True))


def _find(rising: Numbers, wanted: Numbers) -> Numbers:
    """The place of each wanted number among *rising* ones, -1 where there is none."""
    if not len(rising):
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(rising, wanted), len(rising) - 1)
    return np.where(rising[at] == wanted, at, -1)


def _in_figures(codes: Codes) -> NDArray[np.bool_]:
    """What stands in a figure without being a digit: 3,300만 and 5.6조 and 6%대 are one word each."""
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    before, after = np.roll(digit, 1), np.roll(digit, -1)
    inside: NDArray[np.bool_] = before & (
        ((codes == ord(",")) | (codes == ord("."))) & after | (codes == ord("%"))
    )
    return inside


def _bracketed(codes: Codes, ends: Numbers) -> NDArray[np.bool_]:
    """What stands in brackets that are closed in the same title."""
    depth = np.zeros(len(codes) + 1, np.int64)
    for opening, closing in ("[]", "()", "<>"):
        opens, closes = np.flatnonzero(codes == ord(opening)), np.flatnonzero(codes == ord(closing))
        at = np.searchsorted(closes, opens)
        opens, at = opens[at < len(closes)], at[at < len(closes)]
        same = np.searchsorted(ends, opens) == np.searchsorted(ends, closes[at])
        np.add.at(depth, opens[same], 1)
        np.add.at(depth, closes[at][same] + 1, -1)
    inside: NDArray[np.bool_] = np.cumsum(depth[:-1]) > 0
    return inside
