"""Whether bare words are a question or plainly words to search for.

>>> is_question("버스 파업은 언제 끝나"), is_question("버스 파업 이유")
(True, False)
"""

from __future__ import annotations

import re

from bot.korean.asking import ANYWHERE, ASKING
from bot.patterns import lazy_compile

# At the beginning of a word; some also where a space was left out.
_QUESTION_WORD = lazy_compile(
    rf"(?<![가-힣])(?:{ASKING}|누굴|누군|어째서|왜(?![가-힣])|며칠)|(?<=[가-힣])(?:{ANYWHERE})"
)
_QUESTION_END = lazy_compile(
    r"(?:나요|까요|습니까|입니까|[는은던인]가요|[는던]가|[느으이하했았었]냐|[하했갔왔났됐었았]니"
    r"|는지|했는지|을지|죠"
    r"|알려\s?(?:줘|줘요|주세요|주라|다오)|궁금(?:해|해요|합니다|하다)?|뭐야|뭐지|누구야"
    r"|누구지|[뭐머](?:임|냐|였지|더라))\s*[.!~ㅋㅎㅠ]*$"
)
_ENGLISH = lazy_compile(
    r"\s{0,8}(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could"
    r"|will|has|have)\b\s+\S",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether *text* asks: a question mark at its end, a question word in it, or the ending of a question.

    Everything else is words to search for; a headline's worth of nouns asks nothing.
    """
    text = text.strip()
    if text.endswith(("?", "？")):
        return any(character.isalnum() for character in text)
    return asks_by_word(text) or _QUESTION_END.search(text) is not None


def asks_by_word(text: str) -> bool:
    """Whether there is a question word in *text*; in English at its beginning, as a verb may be that asks."""
    return _QUESTION_WORD.search(text) is not None or _ENGLISH.match(text) is not None
