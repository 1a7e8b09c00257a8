"""How well each sentence carries what a question asks: its words by their part, and the article around it.

A sentence need not repeat the subject, which its title, its lead and the sentences before it give; but what is told of
it, and the thing of the kind asked for, stand in the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.binding import OTHER, TYPED, Look, look_at, matched, matcher
from bot.answers.features import Pool, squeezed_body
from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.question import Asked
from bot.answers.wording import squeeze
from bot.korean.hangul import keystrokes
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.quotes.names import is_full_name
from bot.quotes.roles import ROLE

Floats = NDArray[np.float64]

LOOKED_AT = 40  # sentences, the likeliest by words
_BEFORE, _BEFORE_LAST, _TITLE, _LEAD = (
    0.9,
    0.6,
    0.85,
    0.7,
)  # of a word that stands there and not in the sentence
_LEAST_RARE = 0.08  # what the commonest word counts
_COMPOUND = lazy_compile(r"[가-힣A-Za-z0-9]{4,14}")
_LATIN = lazy_compile("[A-Za-z]+")  # of which two letters are no part
_PART = 2  # syllables of a part of one, at least
_BY_SURNAME = 0.9  # of a name of which only the surname stands there
STRUCTURE = (
    *"base said around article titled act head".split(), "head around", "late", "last", "rarest around", "asks",
    *TYPED, "new figures", "list marks", "lead", "before", "typed around", "base squared", "base over article",
    "beyond title", "means around",
)  # fmt: skip
_FIGURE = lazy_compile(r"\d[\d,.]*")
_LIST_MARK = lazy_compile(r"[·,△▲ㆍ▷]")
_TOLD_IN_FIGURES = (Want.NUMBER, Want.MONEY, Want.WHEN, Want.SINCE, Want.UNTIL)
_ALONE = (Want.WHY, Want.HOW, Want.WHETHER, Want.ABOUT)  # what papers seldom say in the same words


@dataclass(frozen=True, slots=True)
class Support:
    """The sentences of a pool against one question.

    table: one row a sentence, one column for each of STRUCTURE.
    looks: what the likeliest sentences have of the kind asked for.
    has: how much of each unit (column) each sentence has. whole: each article, title and all.
    rarity: of each unit, see `Searchable.rarity`.
    """

    frame: Frame
    table: Floats
    looks: dict[int, Look]
    has: Floats
    titles: Floats
    whole: Floats
    rarity: Sequence[float]


def unit_weights(frame: Frame, rarity: Sequence[float]) -> Floats:
    """How much each word of the question counts, by its rarity in the whole index; one of two"
    " spellings the rarer."""
    return np.array(
        [
            max(0.08, rare) * (0.8 if unit.part is Part.ACT else 1.0)
            for unit, rare in zip(frame.units, rarity, strict=True)
        ]
    )


def has_table(units: Sequence[Unit], texts: Sequence[tuple[str, str, str]]) -> Floats:
    """Per text, given as it is matched, without spaces and as keystrokes, how much of each unit it has."""
    wanted = [matcher(unit) for unit in units]
    found = [[matched(one, *text) for one in wanted] for text in texts]
    return np.array(found, float).reshape(len(texts), len(units))


def find_support(frame: Frame, asked: Asked, pool: Pool, base: Floats, rarity: Sequence[float]) -> Support:
    """Look at every sentence of *pool*, and closer at the likeliest.

    base: the worth of each sentence by its words alone. rarity: of each unit of *frame*, see `Searchable.rarity`.
    """
    units = frame.units
    weights = unit_weights(frame, rarity)
    has = has_table(units, [(s.plain, s.squeezed, s.keyed) for s in pool.sentences])
    headed = [_title(article.title) for article in pool.articles]
    titles = has_table(units, headed)
    _by_parts(units, has, [s.squeezed for s in pool.sentences], titles, [bare for _, bare, _ in headed])
    _by_surname(units, pool, has)
    columns, whole = _columns(frame, pool, base, weights, has, titles)
    looks = _look_closer(frame, asked, pool, columns, weights / max(float(weights.sum()), 1e-9))
    if frame.want not in _ALONE:
        _agree(pool, looks, columns["article"], columns["agreed"])
    columns["typed around"] = columns["typed"] * (columns["around"] - columns["said"])
    columns["means around"] = columns["means told"] * columns["around"]
    table = np.stack([columns[name] for name in STRUCTURE], axis=1)
    return Support(frame, table, looks, has, titles, whole, rarity)


def _by_parts(
    units: Sequence[Unit], has: Floats, said: Sequence[str], titles: Floats, headed: Sequence[str]
) -> None:
    """A compound that stands nowhere as such is there by its two parts: 교체용타이어 by 교체용 and 타이어.

    said, headed: sentences and titles without spaces, which have their rows in *has* and *titles*.
    """
    for column, unit in enumerate(units):
        root = unit.root
        if (
            _COMPOUND.fullmatch(root) is None
            or _LATIN.fullmatch(root)
            or has[:, column].max(initial=0.0) >= OTHER
        ):
            continue
        splits = [(root[:at], root[at:]) for at in range(_PART, len(root) - _PART + 1)]
        parts = next(
            (both for both in splits if all(any(part in text for text in said) for part in both)), None
        )
        if parts is None:
            continue
        for rows, texts in ((has, said), (titles, headed)):
            for row, text in enumerate(texts):
                held = sum(len(part) for part in parts if part in text) / len(root)
                rows[row, column] = max(rows[row, column], OTHER * held)


def _by_surname(units: Sequence[Unit], pool: Pool, has: Floats) -> None:
    """Where an article has a full name, its later 황씨 and 황 의원 are the same person."""
    for column, unit in enumerate(units):
        if len(unit.root) != 3 or not is_full_name(unit.root):
            continue
        named = np.zeros(len(pool.articles))
        np.maximum.at(named, pool.owner, has[:, column])
        short = re.compile(
            rf"(?<![가-힣]){re.escape(unit.root[0])}"
            r"(?:씨|\s(?:전\s)?[가-힣]{1,6}(?:은|는|이|가|을|를|에게|의|도)?(?=[\s,]))"
        )
        for row in np.flatnonzero((named[pool.owner] == 1.0) & (has[:, column] < _BY_SURNAME)).tolist():
            found = short.search(pool.sentences[row].plain)
            if found and (
                found.group().endswith("씨") or ROLE.search(found.group().rstrip("은는이가을를의도"))
            ):
                has[row, column] = _BY_SURNAME


@lru_cache(maxsize=1024)
def _title(title: str) -> tuple[str, str, str]:
    squeezed = squeeze(title)
    return plain(title), squeezed, keystrokes(squeezed)


def _columns(
    frame: Frame, pool: Pool, base: Floats, weights: Floats, has: Floats, titles: Floats
) -> tuple[dict[str, Floats], Floats]:
    """The columns that words alone give; what each whole article has of each unit."""
    units, owner, rows = frame.units, pool.owner, len(pool.sentences)
    total = max(float(weights.sum()), 1e-9)
    one, two = _shifted(has, owner, 1), _shifted(has, owner, 2)
    lead, whole = np.zeros_like(titles), titles.copy()
    np.maximum.at(whole, owner, has)
    early = np.array([sentence.place < 2 for sentence in pool.sentences])
    np.maximum.at(lead, owner[early], has[early])
    around = np.maximum.reduce(
        [has, _BEFORE * one, _BEFORE_LAST * two, _TITLE * titles[owner], _LEAD * lead[owner]]
    )
    act = np.array([unit.part is Part.ACT for unit in units], float)
    head = np.array([unit.part is Part.HEAD for unit in units], float)
    late = np.linspace(0.3, 1.0, len(units)) * weights
    columns: dict[str, Floats] = {
        "base": (base - base.max()) / 5.0,
        "said": has @ weights / total,
        "around": around @ weights / total,
        "article": (whole @ weights / total)[owner],
        "titled": (titles @ weights / total)[owner],
        "act": has @ act / max(act.sum(), 1.0),
        "head": has @ head / max(head.sum(), 1.0),
        "head around": around @ head / max(head.sum(), 1.0),
        "late": has @ late / max(float(late.sum()), 1e-9),
        "last": has[:, -1] if len(units) else np.zeros(rows),
        "rarest around": _rarest(around, weights),
        "asks": np.array([s.text.rstrip("\"'”’)] ").endswith("?") for s in pool.sentences], float),
        **{name: np.zeros(rows) for name in TYPED},
    }
    columns |= _beside_words(frame, pool, columns["base"], has, titles, weights)
    return columns, whole


def _beside_words(
    frame: Frame, pool: Pool, base: Floats, has: Floats, titles: Floats, weights: Floats
) -> dict[str, Floats]:
    """The columns of what a sentence adds: to the question, to its title, to the best one of its article."""
    total = max(float(weights.sum()), 1e-9)
    asked = set(_FIGURE.findall(frame.text))
    figures = [
        len({found.rstrip(".,") for found in _FIGURE.findall(s.plain)} - asked) for s in pool.sentences
    ]
    marks = [len(_LIST_MARK.findall(s.plain)) for s in pool.sentences]
    best = np.full(len(pool.articles), -np.inf)
    np.maximum.at(best, pool.owner, base)
    return {
        "new figures": np.minimum(figures, 4) / 4.0 * float(frame.want in _TOLD_IN_FIGURES),
        "list marks": np.minimum(marks, 6) / 6.0,
        "lead": np.array([s.place == 0 for s in pool.sentences], float),
        "before": _shifted(has, pool.owner, 1) @ weights / total,
        "base squared": -(np.minimum(-base, 2.0) ** 2),
        "base over article": base - best[pool.owner],
        "beyond title": (has * (1.0 - titles[pool.owner])) @ weights / total,
    }


def _look_closer(
    frame: Frame, asked: Asked, pool: Pool, columns: dict[str, Floats], weights: Floats
) -> dict[int, Look]:
    """Look at the likeliest sentences one by one, and fill in the columns of TYPED."""
    looks: dict[int, Look] = {}
    merit = columns["base"] + 2.0 * columns["around"] + columns["said"]
    for k in np.argsort(-merit, kind="stable")[:LOOKED_AT].tolist():
        sentence = pool.sentences[k]
        looks[k], found = look_at(frame, asked, sentence.plain, weights, sentence.text)
        if "explains" in found:
            found["explains"] *= max(float(columns["before"][k]), float(columns["said"][k]))
        for name, value in found.items():
            columns[name][k] = value
    return looks


def _agree(pool: Pool, looks: dict[int, Look], about: Floats, agreed: Floats) -> None:
    """How many of the other articles, by how much of the question they have, say what is best bound here."""
    bodies = [squeezed_body(article.body) for article in pool.articles]
    worth = np.zeros(len(bodies))
    np.maximum.at(worth, pool.owner, about)
    worth = np.where(worth > 0.5 * worth.max(), worth, 0.0)
    for k, look in looks.items():
        if not look.spans:
            continue
        start, end = look.spans[0]
        words = squeeze(pool.sentences[k].plain[start:end])
        others = worth.sum() - worth[pool.owner[k]]
        if len(words) >= 2 and others > 0:
            there = sum(worth[j] for j, body in enumerate(bodies) if j != pool.owner[k] and words in body)
            agreed[k] = there / others


def _shifted(has: Floats, owner: NDArray[np.int64], by: int) -> Floats:
    """The rows *by* before, of the same article; zeros where there are none."""
    moved = np.zeros_like(has)
    if len(has) > by:
        same = owner[by:] == owner[:-by]
        moved[by:][same] = has[:-by][same]
    return moved


def _rarest(around: Floats, weights: Floats) -> Floats:
    """How much of the three rarest words is around: their mean."""
    if not len(weights):
        return np.zeros(len(around))
    rarest = np.argsort(-weights, kind="stable")[:3]
    mean: Floats = around[:, rarest].mean(1)
    return mean
