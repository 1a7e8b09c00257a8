"""How well each sentence of some articles supports an answer: features, and the learned weight of each.

Everything is counted over the pool of sentences at hand: a word that all of them share says nothing there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.answers.matching import LOOKED_INTO, LOOKED_INTO_FIGURES, longest_stretch, look_into, word_columns
from bot.answers.model import FEATURES, WEIGHTS
from bot.answers.question import Asked, Kind, answering_spans
from bot.answers.wording import (
    BEYOND,
    NOT_WORD,
    beginnings,
    content_words,
    rarity,
    squeeze,
    told_beyond,
    trigrams,
)
from bot.articles.article import Article
from bot.korean.boilerplate import is_boilerplate
from bot.korean.hangul import keystrokes
from bot.korean.particles import is_filler, particle_length
from bot.korean.sentences import Span, sentences
from bot.quotes.alignment import plain

Floats = NDArray[np.float64]

_PARTICLE_WEIGHT = 0.3  # of a bigram that ends in a particle; as measured for ranking
_LOOKED_AT = 40  # sentences that have most of the question; the others are never first
_LOOKED_INTO = 16  # of those, word by word
_ALIGNED = 12  # sentences; aligning is what costs most
_SHORTEST = 12  # characters; a shorter sentence is a heading, a name or an exclamation,
_SHORTEST_TOLD = 8  # unless it tells something of a word that is asked about: 입장료는 없다.
_LONGEST = 600  # characters; longer spans are lists that could not be split
_READ = 5_000  # characters of an article; 99 of 100 are shorter than 4,100, the others are transcripts


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the pool.

    place: how many quotable sentences of its article are before it.
    plain, squeezed, keyed: as it is matched, the last as keystrokes; the first of the same length as the text.
    answers: spans *into the body* of what is of the kind asked for.
    """

    article: Article
    start: int
    end: int
    place: int
    plain: str
    squeezed: str
    keyed: str
    answers: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.article.body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences that may answer, article by article, and what is known of each article.

    ranks: per article, its score in the search over that of the best one.
    found: the score of the best one itself, over that of one word which a single article has.
    """

    sentences: tuple[Sentence, ...]
    owner: NDArray[np.int64]
    articles: tuple[Article, ...]
    ranks: Floats
    found: float


squeezed_body = lru_cache(maxsize=256)(squeeze)


@lru_cache(maxsize=256)  # what is asked about one story leads to the same articles again
def _quotable(body: str) -> tuple[tuple[int, int, str, str, str], ...]:
    """The sentences worth showing: start and end, as they are matched, and without spaces."""
    folded = plain(body)
    kept = [
        (start, end)
        for start, end in sentences(body)
        if (_SHORTEST_TOLD if body.endswith("다.", start, end) else _SHORTEST) <= end - start <= _LONGEST
        and not is_boilerplate(body[start:end])
        and "://" not in body[start:end]
    ]
    found = []
    for start, end in kept:
        squeezed = NOT_WORD.sub("", folded[start:end])
        found.append((start, end, folded[start:end], squeezed, keystrokes(squeezed)))
    return tuple(found)


def make_pool(asked: Asked, articles: Sequence[tuple[Article, float]], size: int = 1) -> Pool:
    """Every quotable sentence of *articles*, given with their scores in the search, best first.

    size: of the whole index, on which the scale of the scores depends.
    """
    kept: list[Sentence] = []
    owner: list[int] = []
    best = max((score for _, score in articles), default=1.0) or 1.0
    for number, (article, _) in enumerate(articles):
        for place, (start, end, folded, squeezed, keyed) in enumerate(_quotable(article.body[:_READ])):
            if end - start < _SHORTEST and not any(stem in squeezed for stem in asked.stems):
                continue
            spans = answering_spans(asked, article.body[start:end])
            answers = tuple((start + left, start + right) for left, right in spans)
            kept.append(Sentence(article, start, end, place, folded, squeezed, keyed, answers))
            owner.append(number)
    return Pool(
        tuple(kept),
        np.array(owner, np.int64),
        tuple(article for article, _ in articles),
        np.array([score / best for _, score in articles]),
        best / math.log(1.0 + (size + 0.5) / 1.5),  # BM25's idf of a word in one article
    )


def bigrams_of(question: str) -> tuple[list[str], Floats]:
    """The question's bigrams, within and across words, and what each weighs before rarity is counted."""
    weights: dict[str, float] = {}
    last = ""
    for word in plain(question).split():
        letters = NOT_WORD.sub("", word)
        if not letters or is_filler(letters):
            last = ""
            continue
        root = len(letters) - particle_length(letters)
        for at in range(len(letters) - 1):
            weight = 1.0 if at + 1 < root else _PARTICLE_WEIGHT
            pair = letters[at : at + 2]
            weights[pair] = max(weights.get(pair, 0.0), weight)
        if len(letters) == 1 or letters.isdigit():
            weights[letters] = max(weights.get(letters, 0.0), 0.7)
        if last:
            pair = last + letters[0]
            weights[pair] = max(weights.get(pair, 0.0), 0.3)
        last = letters[root - 1] if root == len(letters) else ""
    return list(weights), np.array(list(weights.values()))


def features(asked: Asked, pool: Pool) -> Floats:
    """One row a sentence, one column for each of FEATURES, about 0..1 each."""
    grams, weights = bigrams_of(asked.text)
    rows = len(pool.sentences)
    if not rows or not grams:
        return np.zeros((rows, len(FEATURES)))
    same_before = np.concatenate(([False], pool.owner[1:] == pool.owner[:-1]))
    columns, cover = _shared_pairs(grams, weights, pool, same_before)
    likely = np.argsort(-cover, kind="stable")[:_LOOKED_AT]
    columns |= _likeness(asked, pool, likely, same_before)
    columns |= _kinds(asked, pool, columns)
    columns |= _standing(asked, pool)
    return np.stack([columns[name] for name in FEATURES], axis=1)


def _shared_pairs(
    grams: Sequence[str], weights: Floats, pool: Pool, same_before: NDArray[np.bool_]
) -> tuple[dict[str, Floats], Floats]:
    """What a sentence, the one before, the article and its title share with the question; and the first of these."""
    rows = len(pool.sentences)
    has = np.array([[gram in s.squeezed for gram in grams] for s in pool.sentences], float)
    idf = np.log(1.0 + (rows - has.sum(0) + 0.5) / (has.sum(0) + 0.5))
    worth = weights * idf
    total = worth.sum() or 1.0
    titles = [squeeze(article.title) for article in pool.articles]
    in_title = np.array([[gram in title for gram in grams] for title in titles], float)
    fresh = worth * (1.0 - in_title[pool.owner])
    counts = np.zeros((len(pool.articles), len(grams)))
    np.add.at(counts, pool.owner, has)
    whole = (np.maximum(counts > 0, in_title) @ worth) / total
    cover: Floats = has @ worth / total
    return {
        "cover": cover,
        "beyond title": (has * fresh).sum(1) / np.maximum(fresh.sum(1), 1e-9),
        "rare": (has * weights / np.maximum(counts[pool.owner], 1.0)).sum(1) / weights.sum(),
        "with before": _or_before(has, same_before) @ worth / total,
        "article": whole[pool.owner],
        "title": (in_title @ worth / total)[pool.owner],
    }, cover


def _likeness(
    asked: Asked, pool: Pool, likely: NDArray[np.int64], same_before: NDArray[np.bool_]
) -> dict[str, Floats]:
    """How the words of the *likely* sentences go with those of the question; 0 for the others."""
    rows = len(pool.sentences)
    keyed = [pool.sentences[k].keyed for k in likely]
    asked_words = content_words(asked.text)
    begun = np.zeros((rows, len(asked_words)))
    begun[likely] = beginnings(asked_words, keyed)
    begun_idf = rarity(begun)
    begun_total = max(float(begun_idf.sum()), 1e-9)
    begun_worth = np.pad(begun * begun_idf, ((0, 0), (2, 0)))  # two columns at least
    question = squeeze(asked.text)
    stretches, longest = np.zeros(rows), np.zeros(rows)
    stretches[likely] = trigrams(question, [pool.sentences[k].squeezed for k in likely])
    longest[likely] = [longest_stretch(question, pool.sentences[k].squeezed) for k in likely]
    columns = word_columns(asked, begun, begun_idf, pool.owner, same_before)
    for name in (*BEYOND, *LOOKED_INTO, *LOOKED_INTO_FIGURES):
        columns[name] = np.zeros(rows)
    for k in likely[:_LOOKED_INTO].tolist():
        sentence = pool.sentences[k]
        text = sentence.text
        for name, told in told_beyond(asked, text).items():
            columns[name][k] = told
        for name, found in look_into(asked, asked_words, begun_idf, text, sentence.plain).items():
            columns[name][k] = found
    return columns | {
        "alike": _alike(keystrokes(question), keyed, likely, rows),
        "begun": begun @ begun_idf / begun_total,
        "begun with before": _or_before(begun, same_before) @ begun_idf / begun_total,
        "word before last": begun_worth[:, -2],
        "best stretch": (stretches >= stretches.max() - 1e-9).astype(float),
        "stretch over best": longest / max(float(longest.max()), 1.0),
    }


def _or_before(has: Floats, same_before: NDArray[np.bool_]) -> Floats:
    """What a sentence has, or the one before it in the same article."""
    before: Floats = np.where(same_before[:, None], np.roll(has, 1, axis=0), 0.0)
    return np.maximum(has, before)


def _kinds(asked: Asked, pool: Pool, columns: dict[str, Floats]) -> dict[str, Floats]:
    """What counts for questions of some kind alone."""
    answered = np.array([bool(s.answers) for s in pool.sentences], float)
    return {
        "number": answered * (asked.kind is Kind.NUMBER),
        "place": answered * (asked.kind is Kind.WHERE),
        "kind, close together": answered * columns["close together"],
        "kind, over best": answered * columns["over best"],
        "new words, how many": columns["new words"] * (asked.kind is Kind.NUMBER),
        "new words, when": columns["new words"] * (asked.kind is Kind.WHEN),
    }


def _standing(asked: Asked, pool: Pool) -> dict[str, Floats]:
    """Where a sentence stands: in its article, and its article among the others."""
    first = np.array([s.place == 0 for s in pool.sentences], float)
    places = np.array([s.place for s in pool.sentences], float)
    return {
        "far down": np.minimum(places, 10.0) / 10.0,
        "echo": _echo(pool),
        "focus": _focus(asked, pool),
        "first": first,
        "lead": first * np.array([bool(s.article.title) for s in pool.sentences], float),
        "search": pool.ranks[pool.owner],
        "top article": (pool.owner == 0).astype(float),
        "quoted": np.array([s.text[:1] in '"“' for s in pool.sentences], float),
    }


def scores(asked: Asked, pool: Pool) -> Floats:
    """How well each sentence answers; higher is better, comparable within one pool."""
    weighted: Floats = features(asked, pool) @ np.array([WEIGHTS[name] for name in FEATURES])
    return weighted


def _alike(keys: str, keyed: Sequence[str], likely: NDArray[np.int64], rows: int) -> Floats:
    """How well the keystrokes of the question align with each sentence's; only the likeliest are aligned."""
    aligned = [fuzz.partial_ratio(keys, other) / 100.0 for other in keyed[:_ALIGNED]]
    found = np.full(rows, min(aligned))
    found[likely[:_ALIGNED]] = aligned
    return found


def _echo(pool: Pool) -> Floats:
    """How many of the other articles, by their rank, have what stands in the place of the answer here."""
    if not any(sentence.answers for sentence in pool.sentences) or len(pool.articles) < 2:
        return np.zeros(len(pool.sentences))
    bodies = [squeezed_body(article.body) for article in pool.articles]
    spread: dict[str, Floats] = {}
    found = np.zeros(len(pool.sentences))
    total = pool.ranks.sum()
    for row, sentence in enumerate(pool.sentences):
        others = total - pool.ranks[pool.owner[row]]
        for start, end in sentence.answers:
            words = squeeze(sentence.article.body[start:end])
            if len(words) < 2 or others <= 0:
                continue
            if words not in spread:
                spread[words] = np.array([words in body for body in bodies]) * pool.ranks
            echo = (spread[words].sum() - spread[words][pool.owner[row]]) / others
            found[row] = max(found[row], echo)
    return found


def _focus(asked: Asked, pool: Pool) -> Floats:
    """Whether the thing asked for is named in the sentence: 도시, 의원, 대학."""
    focus = squeeze(asked.focus)
    if len(focus) < 2:
        return np.zeros(len(pool.sentences))
    return np.array([focus in s.squeezed or focus[-2:] in s.squeezed for s in pool.sentences], float)
