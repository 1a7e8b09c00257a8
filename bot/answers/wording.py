"""Which words of a question a sentence has, whatever their endings, and what it says that the question does not.

A verb is rarely told in the form it is asked in (`태어난 곳은?`, `…에서 태어났다`): what counts is how much of the
beginning of a word is there, keystroke by keystroke, so that a final consonant is a small difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.question import Asked, Kind
from bot.korean.hangul import keystrokes
from bot.korean.particles import is_filler, stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.quotes.names import is_full_name

Floats = NDArray[np.float64]

BEYOND = ("figure", "year", "marks", "name", "named")  # the keys of told_beyond
_SHORTEST = 3  # keystrokes that count as a beginning; a syllable has two to five
_MOST_WORDS = 24  # of a question
NOT_WORD = lazy_compile(r"[^\w%㎡㎞㎏℃]+")
_WORD = lazy_compile(r"[가-힣A-Za-z]{2,}")
NUMBER = lazy_compile(r"\d+")
_ASKS_YEAR = lazy_compile(r"[년연]도|몇\s?년|해는")
_YEAR = lazy_compile(r"\d{4}년")
_MARKED = lazy_compile(r"[‘’“”\"'《》〈〉<>「」『』]")


def content_words(question: str) -> list[str]:
    """The stems of a question's words in order, without those that only ask."""
    return [stem(word) for word in asked_words(question)]


def asked_words(question: str) -> list[str]:
    """The words of a question as they are typed, without those that only ask."""
    words = (NOT_WORD.sub("", word) for word in plain(question).split())
    return [word for word in words if word and not is_filler(word)][:_MOST_WORDS]


@lru_cache(maxsize=4_096)  # a sentence, and a word of the question, are looked at from many sides
def squeeze(text: str) -> str:
    """*text* folded, without spaces and marks, so that spacing does not matter."""
    return NOT_WORD.sub("", plain(text))


def beginnings(words: Sequence[str], keyed: Sequence[str]) -> Floats:
    """How much of each word (column) every sentence (row) has, squared; *keyed* are the sentences'"
    " keystrokes."""
    found = np.zeros((len(keyed), len(words)))
    for column, word in enumerate(words):
        keys = keystrokes(word)
        shortest = min(len(keys), _SHORTEST if len(word) > 1 else 2)
        tried = [(keys[:length], (length / len(keys)) ** 2) for length in range(len(keys), shortest - 1, -1)]
        least = tried[-1][0] if tried else ""
        for row, text in enumerate(keyed):
            if least in text:
                found[row, column] = next((share for begin, share in tried if begin in text), 0.0)
    return found


def trigrams(question: str, squeezed: Sequence[str]) -> Floats:
    """The share of the question's three-syllable stretches that each sentence has, by their rarity."""
    stretches = sorted({question[at : at + 3] for at in range(len(question) - 2)})
    if not stretches:
        return np.zeros(len(squeezed))
    has = np.array([[stretch in text for stretch in stretches] for text in squeezed], float)
    idf = rarity(has)
    share: Floats = has @ idf / max(float(idf.sum()), 1e-9)
    return share


def rarity(has: Floats) -> Floats:
    """BM25's idf of each column, over the rows at hand."""
    count = has.sum(0)
    idf: Floats = np.log(1.0 + (len(has) - count + 0.5) / (count + 0.5))
    return idf


def told_beyond(asked: Asked, sentence: str) -> dict[str, bool]:
    """What *sentence* says of the kind asked for without the question's having said it."""
    what, who = asked.kind is Kind.WHAT, asked.kind is Kind.WHO
    counted = asked.kind in (Kind.NUMBER, Kind.WHEN)
    return {
        "figure": counted and not set(NUMBER.findall(sentence)) <= set(NUMBER.findall(asked.text)),
        "year": bool(_YEAR.search(sentence) and _ASKS_YEAR.search(asked.text)),
        "marks": what and _MARKED.search(sentence) is not None,
        "name": who and any(_is_new_name(word, asked.text) for word in _WORD.findall(sentence)),
        "named": bool(asked.focus) and any(_is_one(word, asked) for word in _WORD.findall(sentence)),
    }


def _is_new_name(word: str, question: str) -> bool:
    if not 2 <= len(word) <= 7:
        return False
    root = stem(word)
    return len(root) <= 4 and is_full_name(root) and root not in question


def _is_one(word: str, asked: Asked) -> bool:
    """Whether *word* names one of the things asked for: 민주당 of parties (정당), 해솔대학 of 대학."""
    if len(word) < 3 or asked.focus[-1] not in word[2:]:
        return False
    root = stem(word)
    return len(root) >= 3 and root[-1] == asked.focus[-1] and root not in asked.text
