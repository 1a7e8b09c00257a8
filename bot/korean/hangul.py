"""Hangul as it is typed: keystrokes, initial consonants, and the keyboard left in the other language.

>>> keystrokes("닭값"), initials("네이버"), to_hangul("spdlqj"), to_latin("ㅜ묻ㄱ")
('ㄷㅏㄹㄱㄱㅏㅂㅅ', 'ㄴㅇㅂ', '네이버', 'naver')

Source: the two-beolsik layout of KS X 5002; Unicode 3.12 for the arithmetic of syllables.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from rapidfuzz.distance import OSA

CHOSEONG = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
JUNGSEONG = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
JONGSEONG: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = 0xAC00, 0xD7A3  # 가 .. 힣

_SPLIT_VOWEL = {
    "ㅘ": "ㅗㅏ",
    "ㅙ": "ㅗㅐ",
    "ㅚ": "ㅗㅣ",
    "ㅝ": "ㅜㅓ",
    "ㅞ": "ㅜㅔ",
    "ㅟ": "ㅜㅣ",
    "ㅢ": "ㅡㅣ",
}
_SPLIT_FINAL = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_JOIN_VOWEL = {keys: vowel for vowel, keys in _SPLIT_VOWEL.items()}
_JOIN_FINAL = {keys: final for final, keys in _SPLIT_FINAL.items()}

_KEYS = dict(
    zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm", strict=True)
)
_KEYS |= dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True))
_JAMO_OF_KEY = {key.upper(): jamo for jamo, key in _KEYS.items()} | {key: jamo for jamo, key in _KEYS.items()}


_VOWELS = [_SPLIT_VOWEL.get(vowel, vowel) for vowel in JUNGSEONG]
_FINALS = [_SPLIT_FINAL.get(final, final) for final in JONGSEONG]
_SYLLABLES = range(FIRST, LAST + 1)
_KEYSTROKES = dict(zip(_SYLLABLES, map("".join, product(CHOSEONG, _VOWELS, _FINALS)), strict=True))
_KEYSTROKES |= {ord(jamo): keys for jamo, keys in (_SPLIT_VOWEL | _SPLIT_FINAL).items()}
_INITIALS = dict(zip(_SYLLABLES, (first for first in CHOSEONG for _ in range(588)), strict=True))
_LATIN = {ord(jamo): key for jamo, key in _KEYS.items()}
_ROWS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")  # of the keyboard
_ALIKE = (
    "ㅐㅔ ㅒㅖ ㅔㅖ ㅐㅒ ㅅㅆ ㄱㄲ ㄷㄸ ㅂㅃ ㅈㅉ ㄱㅋ ㄷㅌ ㅂㅍ ㅈㅊ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ".split()
)  # in sound


def is_jamo(char: str) -> bool:
    """Whether *char* is a lone (compatibility) jamo, as a keyboard gives it."""
    return "ㄱ" <= char <= "ㅣ"


def keystrokes(text: str) -> str:
    """Every syllable as the jamo that are typed for it; other characters stay."""
    return text.translate(_KEYSTROKES)


def initials(text: str) -> str:
    """Every syllable as its initial consonant; other characters stay, so offsets do too."""
    return text.translate(_INITIALS)


def to_latin(text: str) -> str:
    """What a keyboard left in Hangul meant in English: ㅜ묻ㄱ -> naver."""
    return keystrokes(text).translate(_LATIN)


def to_hangul(text: str) -> str:
    """What a keyboard left in English meant in Hangul: spdlqj -> 네이버."""
    return compose("".join(_JAMO_OF_KEY.get(char, char) for char in text))


@cache
def beside(key: str) -> frozenset[str]:
    """The keys around *key*, where a thumb lands instead, and those that sound like it.

    >>> sorted(beside("ㅐ"))
    ['ㅏ', 'ㅑ', 'ㅒ', 'ㅔ', 'ㅣ']
    """
    places = {one: (row, column) for row, keys in enumerate(_ROWS) for column, one in enumerate(keys)}
    row, column = places.get(key, (-2, -2))
    around = {one for one, (y, x) in places.items() if abs(y - row) <= 1 and abs(x - column) <= 1}
    alike = {one for pair in _ALIKE if key in pair for one in pair}
    return frozenset((around | alike) - {key})


def is_slip_of(typed: str, meant: str) -> bool:
    """Whether *typed* is *meant* but for one key: beside the right one, alike in sound, too many, too few, too early.

    >>> is_slip_of("채혈침데", "채혈침대"), is_slip_of("수원", "수완"), is_slip_of("설마", "얼마")
    (True, False, False)
    """
    one, other = keystrokes(typed), keystrokes(meant)
    if OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    differing = [a + b for a, b in zip(one, other, strict=False) if a != b]
    return len(one) != len(other) or len(differing) > 1 or differing[0][1] in beside(differing[0][0])


def compose(keys: str) -> str:
    """Keystrokes to syllables, as an input method does: the inverse of `keystrokes` for typed text."""
    out: list[str] = []
    i = 0
    while i < len(keys):
        if not (keys[i] in CHOSEONG and i + 1 < len(keys) and keys[i + 1] in JUNGSEONG):
            out.append(keys[i])
            i += 1
            continue
        initial, vowel = keys[i], keys[i + 1]
        i += 2
        if vowel + keys[i : i + 1] in _JOIN_VOWEL:
            vowel = _JOIN_VOWEL[vowel + keys[i]]
            i += 1
        final = ""
        if _may_close(keys, i):
            final = keys[i]
            i += 1
            if final + keys[i : i + 1] in _JOIN_FINAL and _may_close(keys, i):
                final = _JOIN_FINAL[final + keys[i]]
                i += 1
        out.append(_join(initial, vowel, final))
    return "".join(out)


def _may_close(keys: str, i: int) -> bool:
    """Whether the consonant at *i* closes the syllable: it does unless a vowel follows it."""
    return i < len(keys) and keys[i] in JONGSEONG[1:] and not (i + 1 < len(keys) and keys[i + 1] in JUNGSEONG)


def _join(initial: str, vowel: str, final: str) -> str:
    return chr(FIRST + CHOSEONG.index(initial) * 588 + JUNGSEONG.index(vowel) * 28 + JONGSEONG.index(final))
