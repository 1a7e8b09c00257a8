"""A question that names nobody and nothing: `장례는 어디서 해?`, where the articles tell of many funerals.

Which one is meant nobody can tell, so that it is asked back rather than guessed.

>>> from bot.answers.frame import read_frame
>>> bare_thing(read_frame("장례는 어디서 해?")), bare_thing(read_frame("홍나루 장례는 어디서 해?"))
('장례', '')
"""

from __future__ import annotations

from bot.answers.answer import Weighed
from bot.answers.binding import OTHER
from bot.answers.frame import Frame, Part, Want, is_english
from bot.answers.question import COUNTRY
from bot.korean.particles import stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.quotes.names import is_body, is_full_name, is_known_place, is_role, looks_foreign
from bot.search.ports import Searchable

_COMMON = 0.7  # of `Searchable.rarity`; in the needs of bench/, what is asked by one rarer word is a name
_SYLLABLES = range(2, 4)  # a longer word is a compound, which says which one: 등불축제, 안산시장
_HANGUL = lazy_compile("[가-힣]+")
_WORD = lazy_compile(r"[가-힣A-Za-z0-9]{2,}")
_ASKS_WHO = lazy_compile("누구|누가")
_ANYTHING = "소식"  # what is asked about, where only what happened is said: 몇 명 다쳤어?
_ONLY_ONE = frozenset(
    "환율 금리 기준금리 기온 날씨 유가 물가 수능 대선 총선 계엄 설날 추석 정부 국회 대통령 총리".split()
)
_SEVERAL = 2
_MOST = 0.5  # of the articles; of more in one affair that one is meant


def bare_thing(frame: Frame) -> str:
    """The one word for what *frame* asks about, where it is no name and nothing else says which; "" otherwise."""
    things = [unit for unit in frame.units if unit.part is not Part.ACT]
    if frame.want is Want.WHY and len(things) > 1:
        things = [unit for unit in things if unit.part is not Part.HEAD]  # 화재 원인
    units = things or list(frame.units)
    defined = frame.want is Want.ABOUT and _ASKS_WHO.search(frame.text) is None
    if defined or is_english(frame.text) or len(units) != 1:
        return ""
    root = units[0].root
    common = len(root) in _SYLLABLES and _HANGUL.fullmatch(root) and not _is_name(root)
    return root if common and root not in _ONLY_ONE else ""


def _is_name(root: str) -> bool:
    if len(root) == 3 and (is_full_name(root) or looks_foreign(root)):
        return True
    return is_known_place(root) or is_body(root) or COUNTRY.fullmatch(root) is not None


def thing_of_many(index: Searchable, weighed: Weighed) -> str:
    """The word for what is asked about, where the articles found tell of several and nothing says which; else ""."""
    support, pool = weighed.support, weighed.pool
    thing = bare_thing(support.frame) if weighed.topic == weighed.question else ""
    if not thing or max(index.rarity([thing])) > _COMMON:
        return ""
    column, unit = next((k, unit) for k, unit in enumerate(support.frame.units) if unit.root == thing)
    having = [k for k in range(len(pool.articles)) if support.whole[k, column] >= OTHER]
    titled = [k for k in having if support.titles[k, column] >= OTHER]
    told = titled if len(titled) > 1 else having
    affairs = _affairs([_words(pool.articles[k].title, thing) for k in told])
    many_hold = support.frame.want is Want.WHO and is_role(thing)
    if len(affairs) < _SEVERAL or (max(affairs) > max(1, _MOST * len(told)) and not many_hold):
        return ""
    return _ANYTHING if unit.part is Part.ACT else thing


def _words(title: str, thing: str) -> frozenset[str]:
    """The words of *title* but for *thing* itself, without particles."""
    words = (stem(word) for word in _WORD.findall(plain(title)))
    return frozenset(word for word in words if len(word) > 1 and not word.startswith(thing))


def _affairs(titles: list[frozenset[str]]) -> list[int]:
    """How many of *titles* are about each affair: those of one have a word in common with another of it."""
    affairs: list[tuple[set[str], int]] = []
    for words in titles:
        met = [one for one in affairs if any(_is_one(a, b) for a in one[0] for b in words)]
        affairs = [one for one in affairs if one not in met]
        affairs.append((set(words).union(*(one[0] for one in met)), 1 + sum(one[1] for one in met)))
    return [count for _, count in affairs]


def _is_one(one: str, other: str) -> bool:
    """Whether two words are one, or one begins with the other: 등불, 등불축제."""
    return one.startswith(other) or other.startswith(one)
