"""What papers write for what people say, from `bot/korean/everyday.tsv`: 깎아 주다 is 할인, 잘리다 is 해고.

>>> paraphrases_in("통신비 깎아주는 카드")[0][2]
('할인', '감면', '인하', '우대')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from bot.korean.normalize import read_table
from bot.patterns import lazy_compile

# One syllable, and what has a full stop behind it, is a word of its own but for its particle; others begin one.
_PARTICLES = "은|는|이|가|을|를|도|로|에|의|만|들|랑|하고|으로|에서|들은|들이"
_LONGER = "와|과|에게|한테|께서|부터|까지|보다|에는|에도|에서는|들의|들을|들과|들에게|인|이나|나"
_ALONE = lazy_compile(rf"(?:{_PARTICLES})?(?![가-힣\d])")
_WHOLE = lazy_compile(rf"(?:{_PARTICLES}|{_LONGER})?(?![가-힣\d])")
_START = lazy_compile(r"(?<![가-힣\d])[^\W_]")
_KEY = 2  # letters by which forms are found


@cache
def _forms() -> Mapping[str, Sequence[tuple[str, str]]]:
    """What is said and what is written for it, as the file has both, by the first letters of what is said."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for said, written in read_table("everyday.tsv"):
        for form in said.split("|"):
            found[_key(form)].append((form, written))
    return found


def _key(text: str) -> str:
    """The first letters of *text* without spaces and marks."""
    start = text[:_KEY]
    return start if start.isalnum() else _bare(text[: 2 * _KEY])[:_KEY]


def _bare(form: str) -> str:
    """*form* without its spaces and marks, by which it is known again."""
    return "".join(filter(str.isalnum, form))


def _end(form: str, text: str, at: int) -> int | None:
    """Where *form* ends if it stands in *text* from *at* on; a space in it may be missing, `_` is one that may not."""
    whole = form.removesuffix(".")
    for letter in whole:
        here = text[at : at + 1]
        if letter == " ":
            at += here.isspace()
        elif here == letter or (letter == "_" and here.isspace()):
            at += 1
        else:
            return None
    if len(whole) > 1 and whole == form:
        return at
    return at if (_ALONE if len(whole) == 1 else _WHOLE).match(text, at) else None


@lru_cache(maxsize=256)
def paraphrases_in(text: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Where everyday expressions stand in *text*, and what papers write for each.

    Of those that begin at one place it is the longest, with what is written for shorter ones that its word begins with;
    a phrase is more than its first word (`밤에 일`, not `밤에`).
    """
    found: list[tuple[int, int, tuple[str, ...]]] = []
    last = 0
    for match in _START.finditer(text):
        at = match.start()
        standing = [
            (form, end, written)
            for form, written in _near(text, at)
            if (end := _end(form, text, at)) is not None
        ]
        if at < last or not standing:
            continue
        last = standing[0][1]
        longest = standing[0][0]
        is_phrase = not {*longest}.isdisjoint(" _")
        same = [written for form, _, written in standing if not is_phrase or _bare(form) == _bare(longest)]
        found.append((at, last, tuple(dict.fromkeys("|".join(same).split("|")))))
    return tuple(found)


def _near(text: str, at: int) -> Sequence[tuple[str, str]]:
    """The forms that begin with the letters from *at* on, longest first."""
    letters = _key(text[at : at + 2 * _KEY])
    near = (*_forms().get(letters, ()), *(_forms().get(letters[:1], ()) if len(letters) > 1 else ()))
    return sorted(near, key=lambda one: -len(one[0]))


def written_for(text: str, start: int, end: int) -> tuple[str, ...]:
    """What papers write for text[start:end], also where it is part of a longer expression."""
    found = (papers for left, right, papers in paraphrases_in(text) if left < end and start < right)
    return tuple(dict.fromkeys(paper for papers in found for paper in papers))
