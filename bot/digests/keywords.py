"""Whether an article has a subscriber's words.

Spacing, case, Hanja and particles are forgiven (소버린AI is in "소버린 AI를"); a Latin word or a number is met whole
(AI is not in "said", 5 not in 15), and across a space a word begins with a word and is no short one (한화 is not in
"위독한 화재"). A paper's own lines at the end do not count: "네이버에서 구독해주세요" is no news of 네이버.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.korean.normalize import fold

_TAIL_CHARS = 400  # tip lines are shorter
_TIPS = re.compile(r"제보(?:하기|가 뉴스|를 기다|로 함께|는 카카오톡)|채널 ?추가|구독해 ?주세요|팔로잉하시면")
_TIP_BEGINS = re.compile(r"(?:^|[.■※▶▷\n])[^.■※▶▷\n]{0,25}$")
SHORT = 3  # syllables; a shorter word is written in one


def squeeze(text: str) -> str:
    """*text* folded and without spaces: what words are looked for in first."""
    return without_spaces(fold(text))


def without_spaces(folded: str) -> str:
    return "".join(folded.split())


def told_by(title: str, body: str) -> str:
    """What words are looked for in: title and body, folded, without the tip lines at the end."""
    if tips := _TIPS.search(body, max(0, len(body) - _TAIL_CHARS)):
        line = _TIP_BEGINS.search(body[: tips.start()], max(0, tips.start() - 30))
        body = body[: line.start() + 1 if line else tips.start()]
    return fold(f"{title}\n{body}")


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[str, re.Pattern[str] | None, bool]:
    """*word* squeezed; a pattern that confirms it where spaces are within; whether that must be asked always."""
    squeezed = squeeze(word)
    if not squeezed:
        return squeezed, None, False
    starts, ends = _is_latin(squeezed[0]), _is_latin(squeezed[-1])
    if not starts and not ends and len(squeezed) < SHORT:
        return squeezed, None, False
    pattern = r"\s{0,8}".join(re.escape(char) for char in squeezed)
    pattern = (r"(?<![a-z0-9])" if starts else r"(?<![가-힣a-z0-9])") + pattern
    if not starts:  # within a word it stands in one: 클라우드 in 네이버클라우드
        pattern = f"(?:{pattern}|{re.escape(squeezed)})"
    if ends:
        pattern += r"(?![a-z0-9])"
    return squeezed, re.compile(pattern), starts or ends


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def squeezed_word(word: str) -> str:
    """*word* as `squeeze` makes it; remembered, since the same words are looked for in every article."""
    return _word(word)[0]


def has(word: str, squeezed: str, folded: str) -> bool:
    """Whether the text, given squeezed and folded, has *word*."""
    wanted, pattern, is_strict = _word(word)
    if not wanted or wanted not in squeezed:
        return False
    if not is_strict and wanted in folded:
        return True
    return pattern is not None and pattern.search(folded) is not None
