"""Names written in more than one way, from `bot/korean/aliases.tsv`: S-Oil and 에쓰오일, 美 and 미국.

>>> [other for _, other in aliases_in("엘지 실적")]
['lg']
"""

from __future__ import annotations

import re

from bot.korean.normalize import fold, read_table
from bot.patterns import lazy_compile

_LATIN = lazy_compile(r"[a-z0-9&%\- ]+")
_GROUPS = [[form if len(form) == 1 else fold(form) for form in row] for row in read_table("aliases.tsv")]
_OTHERS: dict[str, list[str]] = {}
for _group in _GROUPS:
    for _form in _group:
        _OTHERS.setdefault(_form, []).extend(other for other in _group if other != _form)


def _pattern() -> re.Pattern[str]:
    """Latin forms stand alone, others at the start of a word, a Hanja anywhere; the longest form wins.

    No form of one kind begins with one of the next, so that each kind may have its own turn.
    """
    latin, hanja, others = [], [], []
    for form in sorted(_OTHERS, key=len, reverse=True):
        if _LATIN.fullmatch(form):
            latin.append(re.escape(form))
        elif len(form) == 1 and "\u4e00" <= form <= "\u9fff":
            hanja.append(form)
        else:
            others.append(re.escape(form))
    return lazy_compile(
        rf"(?<![가-힣a-z0-9])(?:{'|'.join(others)})|(?<![a-z0-9])(?:{'|'.join(latin)})(?![a-z0-9])|[{''.join(hanja)}]"
    )


_PATTERN = _pattern()


def aliases_in(text: str) -> list[tuple[str, str]]:
    """(form in *text*, another way to write it) for every name in *text*, which keeps its Hanja but is lower case."""
    return [(m.group(), other) for m in _PATTERN.finditer(text) for other in _OTHERS[m.group()]]
