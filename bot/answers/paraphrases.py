"""What papers write for what people say, from `bot/korean/everyday.tsv`: 깎아 주다 is 할인, 잘리다 is 해고.

>>> paraphrases_in("통신비 깎아주는 카드")[0][2]
('할인', '감면', '인하', '우대')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.korean.normalize import read_table
from bot.patterns import lazy_compile

_WRITTEN: dict[str, tuple[str, ...]] = {}
for _said, _papers in read_table("everyday.tsv"):
    for _form in _said.split("|"):
        _WRITTEN[_form] = (*_WRITTEN.get(_form, ()), *_papers.split("|"))
_BARE = {form.replace(" ", ""): papers for form, papers in _WRITTEN.items()}
# One syllable is a word of its own, but for its particle; longer forms are the beginning of one.
_ALONE = r"(?=(?:은|는|이|가|을|를|도|로|에|의|만|들|랑|하고|으로|에서|들은|들이)?(?![가-힣]))"


def _by_letter(letters: Sequence[str]) -> str:
    """A pattern for the forms that begin with one of *letters*, halved until there is one: few are tried."""
    if len(letters) > 1:
        first, last = letters[: len(letters) // 2], letters[len(letters) // 2 :]
        return rf"(?:(?=[{re.escape(''.join(first))}]){_by_letter(first)}|{_by_letter(last)})"
    forms = sorted((form for form in _WRITTEN if form[0] == letters[0]), key=len, reverse=True)
    rests = (
        re.escape(form[1:]).replace(r"\ ", r"\s?") + (_ALONE if len(form) == 1 else "") for form in forms
    )
    return f"{re.escape(letters[0])}(?:{'|'.join(rests)})"


_PATTERN = lazy_compile(f"(?<![가-힣]){_by_letter(sorted({form[0] for form in _WRITTEN}))}")


@lru_cache(maxsize=256)
def paraphrases_in(text: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Where everyday expressions stand in *text*, and what papers write for each."""
    return tuple((*match.span(), _BARE[match.group().replace(" ", "")]) for match in _PATTERN.finditer(text))


def written_for(text: str, start: int, end: int) -> tuple[str, ...]:
    """What papers write for text[start:end], also where it is part of a longer expression."""
    found = (papers for left, right, papers in paraphrases_in(text) if left < end and start < right)
    return tuple(dict.fromkeys(paper for papers in found for paper in papers))
