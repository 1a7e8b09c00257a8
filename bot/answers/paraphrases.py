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


def _bare(form: str) -> str:
    """*form* without its spaces and marks, by which it is known again."""
    return "".join(form.split()).translate({ord(mark): None for mark in "_."})


_FORMS: set[str] = set()
_WRITTEN: dict[str, tuple[str, ...]] = {}
for _said, _papers in read_table("everyday.tsv"):
    for _form in _said.split("|"):
        _FORMS.add(_form)
        _WRITTEN[_bare(_form)] = (*_WRITTEN.get(_bare(_form), ()), *_papers.split("|"))
# One syllable, and what has a full stop behind it, is a word of its own but for its particle; others begin one.
_PARTICLES = "은|는|이|가|을|를|도|로|에|의|만|들|랑|하고|으로|에서|들은|들이"
_LONGER = "와|과|에게|한테|께서|부터|까지|보다|에는|에도|에서는|들의|들을|들과|들에게|인|이나|나"
_ALONE = rf"(?=(?:{_PARTICLES})?(?![가-힣\d]))"
_WHOLE = rf"(?=(?:{_PARTICLES}|{_LONGER})?(?![가-힣\d]))"


def _by_letter(letters: Sequence[str]) -> str:
    """A pattern for the forms that begin with one of *letters*, halved until there is one: few are tried."""
    if len(letters) > 1:
        first, last = letters[: len(letters) // 2], letters[len(letters) // 2 :]
        return rf"(?:(?=[{re.escape(''.join(first))}]){_by_letter(first)}|{_by_letter(last)})"
    forms = sorted((form for form in _FORMS if form[0] == letters[0]), key=len, reverse=True)
    return f"{re.escape(letters[0])}(?:{'|'.join(map(_rest, forms))})"


def _rest(form: str) -> str:
    """A pattern for *form* behind its first letter."""
    whole = form.removesuffix(".")
    rest = re.escape(whole[1:]).replace(r"\ ", r"\s?").replace("_", r"\s")
    return rest + (_ALONE if len(whole) == 1 else _WHOLE if whole != form else "")


_PATTERN = lazy_compile(f"(?<![가-힣\\d]){_by_letter(sorted({form[0] for form in _FORMS}))}")


@lru_cache(maxsize=256)
def paraphrases_in(text: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Where everyday expressions stand in *text*, and what papers write for each."""
    return tuple((*match.span(), _WRITTEN[_bare(match.group())]) for match in _PATTERN.finditer(text))


def written_for(text: str, start: int, end: int) -> tuple[str, ...]:
    """What papers write for text[start:end], also where it is part of a longer expression."""
    found = (papers for left, right, papers in paraphrases_in(text) if left < end and start < right)
    return tuple(dict.fromkeys(paper for papers in found for paper in papers))
