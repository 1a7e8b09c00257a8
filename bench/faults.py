"""Known-item queries, three to six words of a title, and the ways in which a reader mistypes them.

Every fault is drawn from a seed, so each run asks the same. One fault a query.

>>> from random import Random
>>> FAULTS["no spaces"]("소버린 AI 전략", Random(1)), FAULTS["initials"]("소버린 전략", Random(1))
('소버린AI전략', 'ㅅㅂㄹ ㅈㄹ')
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from random import Random

from bot.articles.article import Article
from bot.korean.hangul import compose, initials, keystrokes, to_latin
from bot.korean.particles import particle_length

Fault = Callable[[str, Random], str]

# The keys around each key of the two-beolsik layout: where a thumb lands instead.
_NEIGHBOURS = {
    "ㅂ": "ㅈㅁ", "ㅈ": "ㅂㄷㄴ", "ㄷ": "ㅈㄱㅇ", "ㄱ": "ㄷㅅㄹ", "ㅅ": "ㄱㅛㅎ", "ㅛ": "ㅅㅕㅗ", "ㅕ": "ㅛㅑㅓ",
    "ㅑ": "ㅕㅐㅏ", "ㅐ": "ㅑㅔㅣ", "ㅔ": "ㅐㅣ", "ㅁ": "ㅂㄴㅋ", "ㄴ": "ㅁㅇㅌ", "ㅇ": "ㄴㄹㅊ", "ㄹ": "ㅇㅎㅍ",
    "ㅎ": "ㄹㅗㅠ", "ㅗ": "ㅎㅓㅜ", "ㅓ": "ㅗㅏㅡ", "ㅏ": "ㅓㅣㅡ", "ㅣ": "ㅏㅔ", "ㅋ": "ㅌㅁ", "ㅌ": "ㅋㅊㄴ",
    "ㅊ": "ㅌㅍㅇ", "ㅍ": "ㅊㅠㄹ", "ㅠ": "ㅍㅜㅎ", "ㅜ": "ㅠㅡㅗ", "ㅡ": "ㅜㅏ",
}  # fmt: skip
_PARTICLES = ("는", "이", "가", "에서", "의", "도", "으로")
_BRACKETED = re.compile(r"\[[^\]]*\]|<[^>]*>|\([^)]*\)")
_HANGUL = re.compile("[가-힣]")


def clean(text: str, chance: Random) -> str:
    """No fault: what the others are to be measured against."""
    return text


def three_words(text: str, chance: Random) -> str:
    """The first three words: what a query in the wrong layout is to be measured against."""
    return " ".join(text.split()[:3])


def jamo_typo(text: str, chance: Random) -> str:
    """One keystroke slips: a neighbour's key, one missing, one too many, or two in the wrong order."""
    words = text.split()
    typed = [n for n, word in enumerate(words) if len(_HANGUL.findall(word)) >= 2]
    for _ in range(20 if typed else 0):
        number = chance.choice(typed)
        keys = list(keystrokes(words[number]))
        slip, place = chance.choice("sdit"), chance.randrange(len(keys))
        if keys[place] not in _NEIGHBOURS:
            continue
        if slip == "s":
            keys[place] = chance.choice(_NEIGHBOURS[keys[place]])
        elif slip == "d":
            del keys[place]
        elif slip == "i":
            keys.insert(place + chance.randint(0, 1), chance.choice(_NEIGHBOURS[keys[place]]))
        elif place + 1 < len(keys):
            keys[place], keys[place + 1] = keys[place + 1], keys[place]
        mistyped = compose("".join(keys))
        if mistyped != words[number]:
            return " ".join([*words[:number], mistyped, *words[number + 1 :]])
    return text


def no_spaces(text: str, chance: Random) -> str:
    """All words run together."""
    return text.replace(" ", "")


def few_spaces(text: str, chance: Random) -> str:
    """One of two spaces is left out."""
    first, *others = text.split()
    return "".join([first, *(chance.choice(("", " ")) + word for word in others)])


def wrong_spaces(text: str, chance: Random) -> str:
    """As many spaces as there were words, in other places."""
    letters = text.replace(" ", "")
    count = min(max(2, len(text.split())), len(letters) - 1)
    cuts = sorted(chance.sample(range(1, len(letters)), count))
    ends = [*cuts, len(letters)]
    return " ".join(letters[start:end] for start, end in zip([0, *cuts], ends, strict=True))


def particle(text: str, chance: Random) -> str:
    """Another particle at one word, or one where there was none."""
    words = text.split()
    number = chance.randrange(len(words))
    word = words[number]
    words[number] = word[: len(word) - particle_length(word)] + chance.choice(_PARTICLES)
    return " ".join(words)


def english_layout(text: str, chance: Random) -> str:
    """Three words, typed while the keyboard was in English."""
    return to_latin(three_words(text, chance))


def all_english_layout(text: str, chance: Random) -> str:
    """All of it, typed while the keyboard was in English."""
    return to_latin(text)


def all_initials(text: str, chance: Random) -> str:
    """The initial consonants of the whole phrase."""
    return initials(text)


def two_initials(text: str, chance: Random) -> str:
    """The initial consonants of the two longest words only."""
    words = [word for word in text.split() if re.fullmatch("[가-힣]{3,}", word)] or text.split()
    longest = sorted(words, key=len)[-2:]
    return initials(" ".join(word for word in words if word in longest))


FAULTS: dict[str, Fault] = {
    "clean": clean,
    "typo": jamo_typo,
    "no spaces": no_spaces,
    "wrong spaces": wrong_spaces,
    "particle": particle,
    "three words": three_words,
    "English layout": english_layout,
    "initials": all_initials,
    "two initials": two_initials,
}


def known_items(articles: Sequence[Article], count: int = 400, seed: int = 11) -> list[tuple[str, str]]:
    """(id, words of its title) of *count* articles drawn from *seed*; titles of under four words are passed by."""
    chance = random.Random(seed)
    order = list(range(len(articles)))
    chance.shuffle(order)
    items: list[tuple[str, str]] = []
    for number in order:
        title = re.sub(r"[^\w\s%.]", " ", _BRACKETED.sub(" ", articles[number].title))
        words = [word.strip(".") for word in title.split()]
        words = [word for word in words if len(word) >= 2 and _HANGUL.search(word)]
        if len(words) < 4:
            continue
        chosen = sorted(chance.sample(range(len(words)), chance.randint(3, min(6, len(words)))))
        items.append((articles[number].id, " ".join(words[n] for n in chosen)))
        if len(items) == count:
            break
    return items


def faulty(items: Sequence[tuple[str, str]], kind: str, seed: int = 11) -> list[tuple[str, str]]:
    """*items* with one fault of *kind* each; every item has a seed of its own, so order does not matter."""
    return [(id_, FAULTS[kind](text, random.Random(f"{seed} {kind} {id_}"))) for id_, text in items]
