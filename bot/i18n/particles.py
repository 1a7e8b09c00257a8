"""Korean particles that depend on the last sound of the word before them.

>>> "쿠팡" + particle("쿠팡", "은"), "네이버" + particle("네이버", "은")
('쿠팡은', '네이버는')
"""

from __future__ import annotations

import re

# After a final consonant, after a vowel, and what careful writers put where the sound is not plain to see.
PARTICLES = {
    "은": ("은", "는", "은(는)"),
    "이": ("이", "가", "이(가)"),
    "을": ("을", "를", "을(를)"),
    "과": ("과", "와", "와(과)"),
    "로": ("으로", "로", "(으)로"),
    "이라": ("이라", "라", "(이)라"),
}
_CLOSING = " \t\n\u00a0»›”’\"')]}.,!?"
_TAG = re.compile(r"(?:<[^<>]{0,99}>|&(?:quot|[lg]t|#x?\w{1,4});)\Z")
_SPELLED = re.compile(r"(?:^|[^A-Za-z])[A-Z]{1,5}$")  # read letter by letter: KBS, SK, LG
_RIEUL = 8  # the final ㄹ, after which 로 stays as after a vowel
# Final consonants of what is read: 영 일 이 삼 사 오 육 칠 팔 구; 엘 엠 엔 알.
_DIGITS = dict(zip("0123456789", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0), strict=True))
_LETTERS = {"L": _RIEUL, "M": 16, "N": 4, "R": _RIEUL}


def particle(word: str, kind: str) -> str:
    """The particle of *kind*, a key of PARTICLES, after *word*: text or HTML, with marks that close it or without.

    >>> [particle(word, "로") for word in ("네이버", "쿠팡", "<b>서울</b>»", "KBS", "S-Oil")]
    ['로', '으로', '로', '로', '(으)로']
    """
    after_consonant, after_vowel, unsure = PARTICLES[kind]
    final = _final(_bare(word[-200:]))
    if final is None:
        return unsure
    return after_vowel if not final or (kind == "로" and final == _RIEUL) else after_consonant


def _bare(word: str) -> str:
    """*word* without the marks, tags and entities at its end."""
    while (bare := _TAG.sub("", word.rstrip(_CLOSING))) != word:
        word = bare
    return word


def _final(word: str) -> int | None:
    """The last sound's final consonant, as Unicode numbers them; 0 for none, None where it is unsure."""
    last = word[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - 0xAC00) % 28
    if last in _DIGITS:
        return None if ":" in word[-3:] else _DIGITS[last]  # 07:30 is read with its hours and minutes
    return _LETTERS.get(last, 0) if _SPELLED.search(word) else None
