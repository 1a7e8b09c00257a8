"""Names of papers, authors and sections as readers type them: short, mistyped, on the wrong keyboard, in initials.

>>> papers = by_letters(["뉴시스", "한국경제", "한국경제TV", "연합뉴스"])
>>> find_names("한경", papers), find_names("뉴시쓰", papers), find_names("ㅇㅎㄴㅅ", papers), find_names("한국", papers)
(('한국경제',), ('뉴시스',), ('연합뉴스',), ('한국경제', '한국경제TV'))
>>> find_names("Yonhap", papers)
('연합뉴스',)
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from bot.articles.article import Article
from bot.korean.hangul import initials, keystrokes, to_hangul, to_latin
from bot.korean.normalize import fold
from bot.patterns import lazy_compile
from bot.search.aliases import aliases_in
from bot.search.nicknames import NICKNAMES, WORDS_TOO

NameKind = Literal["publisher", "author", "category"]
Known = Mapping[str, str]  # names by their letters
KnownNames = Callable[[NameKind], Known]

_NOT_LETTER = lazy_compile(r"[\W_]+")
_INITIALS = lazy_compile("[ㄱ-ㅎ]{2,}")
_HANGUL = lazy_compile("[가-힣]{2,5}")
_ABBREVIATION = 2  # syllables: 한경 begins 한경비즈니스 and is 한국경제
_SHORT, _LEAST = 7, 4  # keystrokes up to which one slip is forgiven, then two; and from which any
_SURELY = 6  # keystrokes from which a name with one slip is surely that name, where a name stands
_MOST = 20  # names that one word may mean


@lru_cache(maxsize=20_000)
def letters(name: str) -> str:
    """*name* folded, without spaces and marks: what names are told by."""
    return _NOT_LETTER.sub("", fold(name))


@dataclass(slots=True)
class Registry:
    """Who bears which names: names by their letters, and the numbers of their bearers, rising."""

    known: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, array[int]] = field(default_factory=dict)

    def enter(self, number: int, names: Iterable[str]) -> None:
        """*number* bears *names*."""
        for name in names:
            if key := letters(name):
                self.known.setdefault(key, name)
                self.bearers.setdefault(key, array("I")).append(number)


def by_letters(names: Iterable[str]) -> dict[str, str]:
    """*names* by their letters; those without any are left out."""
    return {key: name for name in names if (key := letters(name))}


def names_in(article: Article, kind: NameKind) -> tuple[str, ...]:
    """The names of that kind that *article* bears."""
    if kind == "author":
        return article.authors
    return (article.publisher if kind == "publisher" else article.category,)


def find_names(typed: str, known: Known, *, slips: bool = True) -> tuple[str, ...]:
    """The names of *known* that *typed* means, at most _MOST; () where none is near. slips: those like it, too.

    The whole name, else those that begin with it, else those that have it; else on the other keyboard, by initials,
    as an abbreviation, with something behind it, and but for a slip.
    """
    if found := _as_called(typed, known):
        return found
    wanted = letters(typed)
    for look in (_by_initials, _abbreviated, _within, *((_slipped,) if slips else ())):
        if found := tuple(look(wanted, known))[:_MOST]:
            return found
    return ()


def surely_means(typed: str, name: str) -> bool:
    """Whether *typed* is *name*, a part of it, its initials, or short for a long one: not one that is only like it.

    >>> surely_means("한경", "한국경제"), surely_means("ㅎㅂㅇㅂ", "한빛일보"), surely_means("한밭일보", "한빛일보")
    (True, True, False)
    """
    wanted, known = letters(typed), by_letters([name])
    return is_name(typed, known) or bool(_as_called(typed, known)) or any(_by_initials(wanted, known))


def name_called(word: str, known: Known) -> str | None:
    """The name of *known* that *word* is, be it in the other language; None where it is none."""
    if (name := known.get(letters(word))) is not None or not word.isascii():
        return name
    low = word.lower()
    others = (known.get(letters(other)) for form, other in aliases_in(low) if form == low)
    return next(filter(None, others), None)


def papers_called(word: str, papers: Known, *, surely: bool = False) -> tuple[str, ...]:
    """The names of *papers* that *word* is, or is short for; () where it is none.

    surely: *word* stands where nothing but a paper can: 조선 is the paper, too, and one slip in a name is forgiven. A
    name with a slip is given as it is: it is mended, and that is said, where names are looked up.

    >>> papers = by_letters(["조선일보", "한국경제", "중앙일보"])
    >>> papers_called("조중동", papers), papers_called("조선", papers), papers_called("조선", papers, surely=True)
    (('조선일보', '중앙일보'), (), ('조선일보',))
    """
    if (name := name_called(word, papers)) is not None:
        return (name,)
    called = letters(word)
    if (surely or called not in WORDS_TOO) and (found := _nicknamed(called, papers)):
        return found
    return (word,) if surely and _is_slip(called, papers) else ()


def _nicknamed(called: str, papers: Known) -> tuple[str, ...]:
    names = (papers.get(letters(name)) for name in NICKNAMES.get(called, ()))
    return tuple(name for name in names if name is not None)


def _is_slip(called: str, papers: Known) -> bool:
    keys = keystrokes(called)
    return len(keys) >= _SURELY and any(
        OSA.distance(keys, keystrokes(key), score_cutoff=1) == 1 for key in papers
    )


def is_name(typed: str, known: Known) -> bool:
    """Whether *typed* is a name of *known*, begins one, or is short for a long one: nothing is forgiven."""
    wanted = letters(typed)
    return len(wanted) >= _ABBREVIATION and (
        name_called(typed, known) is not None
        or any(key.startswith(wanted) for key in known)
        or any(len(letters(name)) >= 2 * len(wanted) for name in _abbreviated(wanted, known))
    )


def _as_called(typed: str, known: Known) -> tuple[str, ...]:
    """Those of *known* that *typed* is or is a part of, be it on the other keyboard or in the other language."""
    folded = fold(typed)
    others = (letters(folded.replace(form, other)) for form, other in aliases_in(folded))
    forms = (letters(typed), letters(to_hangul(typed)), letters(to_latin(typed)), *others)
    return next((found for form in dict.fromkeys(forms) if form and (found := _holding(form, known))), ())


def _holding(wanted: str, known: Known) -> tuple[str, ...]:
    if wanted in known:
        return (known[wanted],)
    if called := _nicknamed(wanted, known):
        return called
    beginning = tuple(name for key, name in known.items() if key.startswith(wanted))
    if beginning and len(wanted) == _ABBREVIATION:
        beginning = tuple(dict.fromkeys((*beginning, *_abbreviated(wanted, known))))
    return (beginning or tuple(name for key, name in known.items() if wanted in key))[:_MOST]


def _by_initials(wanted: str, known: Known) -> Iterator[str]:
    if _INITIALS.fullmatch(wanted):
        whole = [name for key, name in known.items() if initials(key) == wanted]
        yield from whole or [name for key, name in known.items() if initials(key).startswith(wanted)]


def _abbreviated(wanted: str, known: Known) -> Iterator[str]:
    """한경 of 한국경제: its syllables in order, the first one first; of the shortest names."""
    if not _HANGUL.fullmatch(wanted):
        return
    pattern = re.compile(wanted[0] + "".join(f"[^{char}]*{char}" for char in wanted[1:]))
    fitting = [(len(key), name) for key, name in known.items() if pattern.match(key)]
    fitting = [one for one in fitting if not letters(one[1]).startswith(wanted)]
    least = min(fitting, default=(0, ""))[0]
    yield from (name for size, name in fitting if size == least)


def _within(wanted: str, known: Known) -> Iterator[str]:
    """뉴시스통신: a name with something behind it; the longest."""
    held = [key for key in known if len(key) >= 2 and wanted.startswith(key)]
    if held:
        yield known[max(held, key=len)]


def _slipped(wanted: str, known: Known) -> Iterator[str]:
    keys = keystrokes(wanted)
    if len(keys) < _LEAST:
        return
    most = 1 if len(keys) <= _SHORT else 2
    near = [
        (distance, name)
        for key, name in known.items()
        if abs(len(strokes := keystrokes(key)) - len(keys)) <= most
        and (distance := OSA.distance(keys, strokes, score_cutoff=most)) <= most
    ]
    least = min(near, default=(0, ""))[0]
    yield from (name for distance, name in near if distance == least)
