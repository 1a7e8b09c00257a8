"""Whether an article has a subscriber's words.

Spacing, case, Hanja and particles are forgiven (소버린AI is in "소버린 AI를"); a Latin word or a number is met whole
(AI is not in "said", 5 not in 15).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bot.korean.normalize import fold

_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """*text* folded and without spaces: what words are looked for in first."""
    return _SPACE.sub("", fold(text))


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[str, re.Pattern[str] | None]:
    """*word* squeezed, and the pattern that confirms it where squeezing alone would meet too much."""
    folded = fold(word).strip()
    squeezed = _SPACE.sub("", folded)
    if not squeezed or not (_is_latin(squeezed[0]) or _is_latin(squeezed[-1])):
        return squeezed, None
    pattern = r"\s*".join(re.escape(char) for char in squeezed)
    if _is_latin(squeezed[0]):
        pattern = r"(?<![a-z0-9])" + pattern
    if _is_latin(squeezed[-1]):
        pattern += r"(?![a-z0-9])"
    return squeezed, re.compile(pattern)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def squeezed_word(word: str) -> str:
    """*word* as `squeeze` makes it; remembered, since the same words are looked for in every article."""
    return _word(word)[0]


def has(word: str, squeezed: str, folded: Callable[[], str]) -> bool:
    """Whether the text, given squeezed and, where that does not decide, folded, has *word*."""
    wanted, pattern = _word(word)
    if not wanted or wanted not in squeezed:
        return False
    return pattern is None or pattern.search(folded()) is not None
