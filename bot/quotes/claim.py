"""What a message claims that somebody said: its words between quotation marks.

>>> claims('단톡방에 "강은 건너는 사람의 것이다"라고 하던데 맞아?')
('강은 건너는 사람의 것이다',)
"""

from __future__ import annotations

import re

from bot.korean.marks import quoted

LEAST = 8  # letters; what is shorter is a name or a word, put in marks to stress it
MOST = 3
_SINGLE = re.compile(r"[‘「『《]([^‘’「」『』《》\n]{8,300})[’」』》]|(?<!\w)'([^'\n]{8,300})'(?![A-Za-z])")
_LETTER = re.compile(r"\w")


def claims(text: str) -> tuple[str, ...]:
    """The words in quotation marks, single ones where there are no double ones, at most MOST, each once."""
    found = [text[start:end] for start, end in quoted(text)]
    found = found or [match[1] or match[2] for match in _SINGLE.finditer(text)]
    kept = [words.strip() for words in found if len(_LETTER.findall(words)) >= LEAST and " " in words.strip()]
    return tuple(dict.fromkeys(kept))[:MOST]
