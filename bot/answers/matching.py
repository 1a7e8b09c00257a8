"""How the words of a question stand in a sentence: which of them, how close together, and what stands beside them.

Which words are there matters by what they do in the question. Its subject is named once and then understood
(`그는 1923년 …`), so a sentence may take it over from the one before; what is asked about stands late in a question
and rarely away from the answer; and the answer itself is a word that the question does not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.question import Asked, Kind
from bot.answers.wording import NUMBER, asked_words, squeeze
from bot.korean.hangul import keystrokes as _keystrokes
from bot.korean.particles import particle_length, stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain

Floats = NDArray[np.float64]

LOOKED_INTO = ("close together", "new words", "new by last words", "new by thing", "new title")
LOOKED_INTO_FIGURES = ("new figures", "new year", "year told", "new month", "day told")
_WINDOW = 8  # words that stand close together
_BEGUN = 0.6  # of a word's keystrokes, with which a word of the sentence begins
_ADNOMINAL = (4, 8)  # final ㄴ and ㄹ: 태어난, 일할
_CIRCUMSTANCE = frozenset("에 에서 에게 로 으로 에는 에서는 부터 까지 로부터 에서의".split())
_POSSESSOR = frozenset("의 와의 과의".split())
_OTHERS = frozenset("은 는 이 가 을 를".split())
_MARK = lazy_compile(r"[^\w%㎡㎞㎏℃\s]+")
_MARKED = lazy_compile(r"[‘“'\"《〈<「『]([^’”'\"》〉>」』]{1,40}+)[’”'\"》〉>」』]")
_YEAR = lazy_compile(r"\d{4}년?")
_MONTH = lazy_compile(r"\d{1,2}월")
_DAY = lazy_compile(r"\d{1,2}일")
_ASKS_YEAR = lazy_compile(r"[년연]도|몇\s?년|해는|년은")
_ASKS_DAY = lazy_compile(r"며칠|날짜|일자|몇\s?일|날은")

_keys = lru_cache(maxsize=20_000)(_keystrokes)


def parts(question: str) -> list[str]:
    """What each of `wording.content_words` does: "last", "of", "adverbial", "modifier", "bare";"""
    " for the rest."
    kept = asked_words(question)
    return [*map(_part, kept[:-1]), "last"] if kept else []


def _part(word: str) -> str:
    length = particle_length(word)
    particle = word[len(word) - length :] if length else ""
    if particle in _POSSESSOR:
        return "of"
    if particle in _CIRCUMSTANCE:
        return "adverbial"
    if particle in _OTHERS:
        return ""
    final = (ord(word[-1]) - 0xAC00) % 28 if "가" <= word[-1] <= "힣" else 0
    modifies = not particle and len(word) >= 2 and final in _ADNOMINAL
    return "modifier" if modifies or word.endswith("던") else "bare"


def word_columns(
    asked: Asked, begun: Floats, idf: Floats, owner: NDArray[np.int64], same_before: NDArray[np.bool_]
) -> dict[str, Floats]:
    """Which of the question's words each sentence has, and which it may take over from its neighbours.

    begun: how much of each word (column) a sentence (row) has. idf: the rarity of each.
    same_before: whether the row before is of the same article.
    """
    rows, count = begun.shape
    total = max(float(idf.sum()), 1e-9)
    done = parts(asked.text)
    same_after = np.append(same_before[1:], False)
    before = np.where(same_before[:, None], np.roll(begun, 1, axis=0), 0.0)
    after = np.where(same_after[:, None], np.roll(begun, -1, axis=0), 0.0)
    from_before = np.maximum(before - begun, 0.0)
    from_after = np.maximum(after - np.maximum(before, begun), 0.0)

    def share(table: Floats, part: str) -> Floats:
        weighed: Floats = table @ (idf * np.array([one == part for one in done], float)) / total
        return weighed

    in_article = np.zeros((int(owner.max()) + 1, count))
    np.maximum.at(in_article, owner, begun)
    cover = begun @ idf / total
    best = np.zeros(len(in_article))
    np.maximum.at(best, owner, cover)
    late = np.linspace(0.0, 1.0, count)
    later = late + 0.1
    flat = begun.sum(1) / max(count, 1)
    greater = rows - np.searchsorted(np.sort(cover), cover + 1e-9, side="right")
    none = np.zeros(rows)
    return {
        "words in article": in_article.sum(1)[owner] / max(count, 1),
        "words with before": np.maximum(begun, before).sum(1) / max(count, 1),
        "words, who": flat * float(asked.kind is Kind.WHO),
        "late words": begun @ (idf * late) / max(float(idf @ late), 1e-9),
        "late words, flat": begun @ later / max(float(later.sum()), 1e-9),
        "third from last": begun[:, -3] * idf[-3] / total if count >= 3 else none,
        "first word": begun[:, 0] * idf[0] / total if count else none,
        "possessor": share(begun, "of"),
        "bare before": share(from_before, "bare"),
        "bare after": share(from_after, "bare"),
        "modifier after": share(from_after, "modifier"),
        "adverbial after": share(from_after, "adverbial"),
        "over best": cover / max(float(cover.max()), 1e-9),
        "over best of article": cover / np.maximum(best[owner], 1e-9),
        "rank": 1.0 / (1.0 + greater),
    }


def longest_stretch(question: str, squeezed: str) -> int:
    """The length of the longest stretch of *question* that is in *squeezed*; both without spaces."""
    best = start = 0
    while start + best < len(question):
        while start + best < len(question) and question[start : start + best + 1] in squeezed:
            best += 1
        start += 1
    return best


def look_into(asked: Asked, roots: Sequence[str], idf: Floats, text: str, folded: str) -> Mapping[str, float]:
    """What a closer look at one sentence finds, in the words of LOOKED_INTO and LOOKED_INTO_FIGURES.

    roots: the question's words. text: the sentence as it is. folded: the same as it is matched.
    """
    question = plain(asked.text).replace(" ", "")
    words = _MARK.sub("", folded).split()
    hits = _hits(tuple(roots), words)
    new = [
        hit < 0 and len(root := stem(word)) >= 2 and root not in question
        for hit, word in zip(hits, words, strict=True)
    ]
    late = [at for at, hit in enumerate(hits) if hit >= 0 and hit >= len(roots) - 2]
    numbers = set(NUMBER.findall(asked.text))
    fresh = len(set(NUMBER.findall(text)) - numbers)
    new_year = any(year not in asked.text for year in _YEAR.findall(text))
    when, what = asked.kind is Kind.WHEN, asked.kind is Kind.WHAT
    return {
        "close together": _closest(hits, idf),
        "new words": sum(new) / 10.0,
        "new by last words": max((sum(new[max(0, at - 2) : at + 3]) / 4.0 for at in late), default=0.0),
        "new by thing": float(_beside_thing(asked, words, new)),
        "new title": float(what and any(squeeze(said) not in question for said in _MARKED.findall(text))),
        "new figures": min(fresh, 3) / 3.0 if asked.kind is Kind.NUMBER else 0.0,
        "new year": float(new_year and _ASKS_YEAR.search(asked.text) is not None),
        "year told": float(new_year and when),
        "new month": float(when and any(month not in asked.text for month in _MONTH.findall(text))),
        "day told": float(_ASKS_DAY.search(asked.text) is not None and _DAY.search(text) is not None),
    }


@lru_cache(maxsize=256)
def _stumps(roots: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """With what a word must begin to be one of *roots*, and which one that is; by the first two"
    " keystrokes."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, root in enumerate(roots):
        keys = _keys(root)
        found.setdefault(keys[:2], []).append((keys[: max(3, int(len(keys) * _BEGUN))], number))
    return found


def _hits(roots: tuple[str, ...], words: Sequence[str]) -> list[int]:
    """Which of *roots* each of *words* is, the last of several; -1 for none."""
    stumps = _stumps(roots)
    hits = []
    for word in words:
        keys = _keys(word)
        begun = [number for stump, number in stumps.get(keys[:2], ()) if keys.startswith(stump)]
        hits.append(begun[-1] if begun else -1)
    return hits


def _closest(hits: Sequence[int], idf: Floats) -> float:
    """The share of the question, by rarity, that stands within a few words."""
    best = 0.0
    at = [place for place, hit in enumerate(hits) if hit >= 0]
    for start in at:
        near = {hit for hit in hits[start : start + _WINDOW] if hit >= 0}
        best = max(best, sum(float(idf[hit]) for hit in near))
    return best / max(float(idf.sum()), 1e-9)


def _beside_thing(asked: Asked, words: Sequence[str], new: Sequence[bool]) -> bool:
    """Whether the thing asked for is named with a word beside or before it that the question does not say."""
    thing = squeeze(asked.focus)
    if len(thing) < 2:
        return False
    return any(
        thing in word
        and (len(word) > len(thing) + 2 or (at > 0 and new[at - 1]) or (at + 1 < len(new) and new[at + 1]))
        for at, word in enumerate(words)
    )
