"""What a reader typed, understood: mended, weighed, and turned into terms.

The keyboard left in the other language, initial consonants, particles, question words, slips of the finger, other
spellings of a name: each is told here, once, and what was mended is said in `Query.corrections`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.errors import QueryError
from bot.korean.english import forms_of, is_stop_word
from bot.korean.hangul import is_jamo, keystrokes, to_hangul, to_latin
from bot.korean.normalize import fold, fold_units, units
from bot.korean.particles import is_filler, particle_length, stem
from bot.korean.romanized import hangul_names
from bot.korean.tokens import CROSS, LATIN, LONE, term_ids, terms_of
from bot.patterns import lazy_compile
from bot.search.aliases import aliases_in
from bot.search.hit import Correction
from bot.search.ports import Lexicon

_STRETCHED = lazy_compile(r"(.)\1{3,}")
_WORD = lazy_compile(r"\w+")
_AFTER_WORD = lazy_compile(r"(?<!\W)\W++$")
_HANGUL = lazy_compile("[ㅏ-ㅣ가-힣]")
_SYLLABLE = lazy_compile("[가-힣]")
_CONSONANT = lazy_compile("[ㄱ-ㅎ]")
_LATIN = lazy_compile("[0-9A-Za-z]")
_LATIN_RUN = lazy_compile("[A-Za-z]{2,}")
_ADDRESS = lazy_compile(r"[@/-]|\w\.\w")
_LOWER_RUN = lazy_compile("[a-z]{2,}")
_NOT_INITIAL = lazy_compile(r"[^ㄱ-ㅎ0-9a-z]")
_LAUGHTER = lazy_compile("ㅋ+|ㅎ+")
_TYPED = lazy_compile("[가-힣ㄱ-ㅎ]+")
_UNSPEAKABLE = lazy_compile("[^aeiouy]{4}", re.IGNORECASE)  # in no English word, or in few
_MENDABLE = lazy_compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]{2,12}|[a-z]{4,20}")
LONGEST = 1_000  # characters of a query; a pasted paragraph is still one
_MOST_TERMS = 256
_MOST_RUNS = 6  # of initials; each is a pass over all titles
_MOST_WORDS = 40  # distinct words that are looked at one by one
_MOST_NAMES = 4  # readings of one in Latin letters that are looked up
_MOST_MENDED = 8  # words that are looked up for a slip
_PARTICLE, _FILLER, _CROSS, _ALIAS, _MENDED, _FORM = (
    0.3,
    0.2,
    0.6,
    0.25,
    0.8,
    0.7,
)  # weights of terms beside a plain 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A reader's words, ready to rank by.

    text: folded, mended and without initials; *stems* its words without particles and fillers.
    initials: runs of initial consonants (ㄴㅇㅂ), to be looked up in titles.
    terms, weights: sorted distinct term ids and how much each counts, before its rarity.
    """

    text: str
    stems: tuple[str, ...]
    initials: tuple[str, ...]
    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    corrections: tuple[Correction, ...]


NO_QUERY = Query("", (), (), np.zeros(0, np.uint32), np.zeros(0, np.float32), ())


def parse_query(text: str, lexicon: Lexicon) -> Query:
    """Understand *text* against the words of the articles.

    Raises: QueryError when it is empty of letters and digits, or longer than LONGEST.
    """
    if len(text) > LONGEST:
        raise QueryError("query.too_long", limit=LONGEST)
    typed = " ".join(unicodedata.normalize("NFC", text).split())
    typed = _STRETCHED.sub(r"\1\1\1", typed)
    corrections: list[Correction] = []
    typed = _read_names(typed, lexicon, corrections)
    words, initials = _read_words(typed, lexicon, corrections)
    folded = fold(words)
    ids, weights = [], []
    stems: list[str] = []
    meant: dict[str, str] = {}
    for stem_, near in _mend_slips(folded, lexicon):
        for other, likeness in near[1:]:
            ids.append(term_ids(other))
            weights.append(np.full(len(ids[-1]), likeness * likeness * _MENDED, np.float32))
        if near:
            corrections.append(Correction(stem_, near[0][0]))
            meant[stem_] = near[0][0]
        stems.append(near[0][0] if near else stem_)
    if meant:  # no article has the slip: it ranks as if the word had been typed
        if " " in folded:  # or it is a piece of a word: 클 라우드
            found = terms_of(words)
            ids.append(found.ids)
            weights.append(_weights(folded, found.positions, found.kinds))
        words = folded = _WORD.sub(lambda word: _as_meant(word.group(), meant), folded)
    found = terms_of(words)
    if not len(found.ids) and not initials:
        raise QueryError("query.empty")
    ids.append(found.ids)
    weights.append(_weights(folded, found.positions, found.kinds))
    for form in _other_forms(folded, lexicon):
        ids.append(form)
        weights.append(np.full(1, _FORM, np.float32))
    for _, other in aliases_in(words.lower()):
        ids.append(np.array([ord(other)], np.uint32) if len(other) == 1 else term_ids(other))
        weights.append(np.full(len(ids[-1]), _ALIAS, np.float32))
    distinct, heaviest = _heaviest(np.concatenate(ids), np.concatenate(weights))
    return Query(
        text=folded,
        stems=tuple(dict.fromkeys(stems)),
        initials=tuple(dict.fromkeys(initials))[:_MOST_RUNS],
        terms=distinct,
        weights=heaviest,
        corrections=tuple(corrections),
    )


def in_meant_layout(text: str, lexicon: Lexicon) -> str:
    """*text* with the words that were typed while the keyboard was in the other language as they were meant.

    Where most of a text without Hangul reads as words of the articles, all of it is Hangul that can be.
    """
    words = [
        word
        for word in dict.fromkeys(text.split()[:_MOST_WORDS])
        if not (
            _is_initials(word, False) or _ADDRESS.search(word) or is_stop_word(word.lower().strip("?!.,"))
        )
    ]
    layouts = {
        word: _LATIN_RUN.sub(_reading, word) if _asks(word) else _mend_layout(word, lexicon) for word in words
    }
    typed = [] if _HANGUL.search(text) else [word for word in words if _LATIN_RUN.search(word)]
    turned = [word for word in typed if layouts[word] != word]
    if any(map(_asks, typed)) or 2 * len(turned) > len(typed):
        layouts |= {word: _LATIN_RUN.sub(_reading, word) for word in typed if layouts[word] == word}
    else:
        layouts |= {word: word for word in typed if len(layouts[word].strip("?!.,")) == 1}
    return re.sub(r"\S+", lambda word: layouts.get(word.group(), word.group()), text)


def _asks(word: str) -> bool:
    """Whether it is a question word on the other keyboard: djswp for 언제, which few articles have."""
    return word[:1].isascii() and is_filler(to_hangul(word.strip("?!.,")))


def _reading(latin: re.Match[str]) -> str:
    reading = to_hangul(latin.group())
    return reading if _TYPED.fullmatch(reading) and _SYLLABLE.search(reading) else latin.group()


def _read_names(typed: str, lexicon: Lexicon, corrections: list[Correction]) -> str:
    """*typed* with Korean names in Latin letters as the articles write them, where they do so far more often."""
    if _HANGUL.search(typed) or " " not in typed:
        return typed
    words = typed.split(" ")
    last = min(len(words), _MOST_WORDS)
    for begin, end in ((at, at + size) for size in (3, 2) for at in range(last - size + 1)):
        said = " ".join(words[begin:end]).strip("?!.,")
        if end - begin == 3 and any(map(is_stop_word, said.lower().split())):
            continue
        if name := _name_of(said, lexicon):
            corrections.append(Correction(said, name))
            return typed.replace(said, name, 1)
    return typed


def _name_of(said: str, lexicon: Lexicon) -> str:
    names = hangul_names(said)
    if not names:
        return ""
    told = {name: int(lexicon.frequencies(term_ids(name)).min()) for name in names}
    likeliest = sorted(told, key=told.__getitem__, reverse=True)[:_MOST_NAMES]
    typed = int(lexicon.frequencies(term_ids(said)).min(initial=1 << 40))
    return next(
        (name for name in likeliest if told[name] // 4 >= typed and told[name] and lexicon.knows(name)), ""
    )


def _read_words(typed: str, lexicon: Lexicon, corrections: list[Correction]) -> tuple[str, list[str]]:
    """The words, in the layout they were meant in, and the runs of initials among them."""
    initials: list[str] = []
    kept: list[str] = []
    layouts: dict[str, str] = {}
    alone = not _HANGUL.search(typed)
    for word in typed.split(" "):
        if _is_initials(word, alone):
            initials.append(_NOT_INITIAL.sub("", word.lower()))
            continue
        if word not in layouts:
            layouts[word] = _mend_layout(word, lexicon) if len(layouts) < _MOST_WORDS else word
            if layouts[word] != word:
                corrections.append(Correction(word, layouts[word]))
        kept.append(layouts[word])
    return " ".join(kept), initials


def _mend_slips(folded: str, lexicon: Lexicon) -> Iterator[tuple[str, Sequence[tuple[str, float]]]]:
    """Stems, each once, with the words it may be a slip for; none where an article holds it."""
    seen: list[str] = []
    mendable = _MOST_MENDED
    english = folded.isascii()
    for word in _WORD.findall(folded):
        if is_filler(word) or (english and is_stop_word(word, alone=True)):
            continue
        plain = stem(word)
        if plain in seen or len(seen) >= _MOST_WORDS:
            continue
        near: Sequence[tuple[str, float]] = ()
        asked = word if word.isascii() else plain  # an English slip is like the whole word, not like its stem
        if mendable and _MENDABLE.fullmatch(asked) and not (lexicon.knows(plain) or lexicon.knows(asked)):
            near = lexicon.neighbours(asked)
            mendable -= 1
        seen.append(near[0][0] if near else plain)
        yield (asked if near else plain), near


def _as_meant(word: str, meant: Mapping[str, str]) -> str:
    """*word* with its stem mended, and its particle as it is."""
    plain = word if word in meant else stem(word)
    return meant[plain] + word[len(plain) :] if plain in meant else word


def _other_forms(folded: str, lexicon: Lexicon) -> Iterator[NDArray[np.uint32]]:
    """Terms of the forms that articles have of English words: layoffs for layoff."""
    for word in _WORD.findall(folded)[:_MOST_WORDS]:
        for form in () if is_stop_word(word) else forms_of(word):
            found = term_ids(form)
            if len(found) == 1 and int(lexicon.frequencies(found)[0]):
                yield found


def _is_initials(word: str, alone: bool) -> bool:
    """ㄴㅇㅂ, ㅅㅅㅈㅈ4: two consonants or more, no vowel, no syllable, mostly consonants.

    With no syllable in the whole query, *alone*, also 13ㅁ, Tㅁ and ㄱㄱㄱ; never ㅋㅋㅋ, which is laughter.
    """
    consonants = len(_CONSONANT.findall(keystrokes(word)))  # a keyboard makes ㄳ of ㄱ and ㅅ
    if not consonants or any("ㅏ" <= char <= "ㅣ" or "가" <= char <= "힣" for char in word):
        return False
    if alone:
        laughter = _LAUGHTER.fullmatch(word) is not None
        return consonants + len(_LATIN.findall(word)) >= 2 and not laughter
    return consonants >= 2 and consonants * 2 >= len(word) and len(set(word)) > 1


def _mend_layout(word: str, lexicon: Lexicon) -> str:
    """The word in the layout it was meant in: where the articles have that reading, and it is the more frequent."""

    def hangul(match: re.Match[str]) -> str:
        latin = match.group()
        reading = to_hangul(latin)
        syllables = len(_SYLLABLE.findall(reading))
        if not syllables or not _TYPED.fullmatch(reading):
            return latin
        as_typed = int(lexicon.frequencies(term_ids(latin)).min(initial=1 << 40))
        as_read = lexicon.frequencies(term_ids(reading))
        whole = syllables == len(reading)
        if whole and len(as_read) and (as_read > 0).all() and as_typed <= int(as_read.min()) // 4:
            return reading
        if as_typed or syllables < 2:
            return latin
        # an English word that the articles lack is none typed with the wrong keyboard: `when` is no 쪼두
        root = stem(reading)
        meant = lexicon.knows(root) or (_UNSPEAKABLE.search(latin) and lexicon.neighbours(root))
        return reading if meant else latin

    if _LATIN_RUN.search(word):
        return _LATIN_RUN.sub(hangul, word)
    if any(is_jamo(char) for char in word):
        latin = to_latin(word).lower()
        if _LOWER_RUN.fullmatch(latin):
            if int(lexicon.frequencies(term_ids(latin)).min(initial=1 << 40)) > 0:
                return latin
            near = lexicon.neighbours(latin) if len(latin) >= 4 else ()
            return near[0][0] if near else word
    return word


def _weights(folded: str, positions: NDArray[np.int64], kinds: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The weight of each occurrence: particles and fillers count little, bigrams across a space somewhat less."""
    codes = fold_units(units(folded))
    importance = np.ones(len(codes) + 3, np.float32)
    at = 0
    english = folded.isascii()
    for word in folded.split(" "):
        size = len(word.encode("utf-16-le", "surrogatepass")) // 2
        core = _AFTER_WORD.sub("", word)
        length = particle_length(core)
        if length:
            importance[at + len(core) - length : at + len(core)] = _PARTICLE
        if is_filler(core) or (english and is_stop_word(core, alone=True)):
            importance[at : at + size] = _FILLER
        at += size + 1
    reach = np.where(kinds == CROSS, 2, np.where((kinds == LONE) | (kinds == LATIN), 0, 1))
    weights = np.minimum(importance[positions], importance[positions + reach])
    return np.where(kinds == CROSS, _CROSS * weights, weights).astype(np.float32)


def _heaviest(
    ids: NDArray[np.uint32], weights: NDArray[np.float32]
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Distinct ids with their largest weight; of too many, the heaviest."""
    distinct, place = np.unique(ids, return_inverse=True)
    largest = np.zeros(len(distinct), np.float32)
    np.maximum.at(largest, place, weights)
    if len(distinct) > _MOST_TERMS:
        chosen = np.sort(np.argsort(-largest, kind="stable")[:_MOST_TERMS])
        distinct, largest = distinct[chosen], largest[chosen]
    return distinct, largest
