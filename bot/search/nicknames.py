"""What readers call a paper beside its name, from `bot/korean/papers.tsv`.

>>> NICKNAMES["한경"], NICKNAMES["조중동"]
(('한국경제',), ('조선일보', '중앙일보', '동아일보'))
"""

from __future__ import annotations

from bot.korean.normalize import fold, read_table

_WORD_TOO = "~"


def _read() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    called: dict[str, tuple[str, ...]] = {}
    words: set[str] = set()
    for name, *nicknames in read_table("papers.tsv"):
        for nickname in nicknames:
            key = fold(nickname.removeprefix(_WORD_TOO))
            called[key] = (*called.get(key, ()), name)
            if nickname.startswith(_WORD_TOO):
                words.add(key)
    return called, frozenset(words)


NICKNAMES, WORDS_TOO = (
    _read()
)  # the papers that are called so, by the folded nickname; those that are words as well
