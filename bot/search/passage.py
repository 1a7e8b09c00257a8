"""The passage of an article that says why it was found: where the query's terms stand closest together."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bot.articles.dateline import dateline_span
from bot.korean.normalize import Codes, fold_units, text_of, units
from bot.korean.tokens import (
    BIGRAM,
    CROSS,
    HANJA,
    LATIN,
    LONE,
    MIXED,
    Found,
    among,
    find_terms,
    other_spellings,
)
from bot.search.hit import Passage, Span
from bot.search.query import Query

WIDTH = 130  # characters: three lines on a phone
_HANJA_END = 0x10000  # ids below are single characters, headline Hanja among them
_LEAST_RUN = 3  # syllables of a match that is not a whole word of the query
_REACH = {BIGRAM: 2, MIXED: 2, LONE: 1, HANJA: 1, CROSS: 3}  # code units of a term


def find_passage(body: str, query: Query, rarity: NDArray[np.float32], width: int = WIDTH) -> Passage:
    """The densest stretch of *body*, about *width* characters; its beginning when nothing of the query is there.

    rarity: the idf of each of `query.terms`.
    """
    spans, weights = matches(body, query, rarity)
    if not spans:
        return Passage(*lead_of(body, width))
    starts = [start for start, _ in spans]
    sums = list(accumulate(weights, initial=0.0))
    last = [bisect_right(starts, start + width - 20) for start in starts]
    best = max(range(len(spans)), key=lambda i: sums[last[i]] - sums[i])
    middle = (starts[best] + spans[last[best] - 1][1]) // 2
    start, end = _told(body, *_bounds(body, min(starts[best], max(0, middle - width // 2)), width), width)
    return Passage(start, end, tuple((s, e) for s, e in spans if start <= s and e <= end))


def lead_of(body: str, width: int = WIDTH) -> Span:
    """Where the beginning of *body*, about *width* characters, starts and ends."""
    return _told(body, *_bounds(body, 0, width), width)


def _told(body: str, start: int, end: int, width: int) -> Span:
    """The stretch moved behind the dateline and its byline, where it would show those in place of the news."""
    dateline = dateline_span(body)
    if dateline is None or not start <= dateline[1] or not dateline[0] <= start + width // 2:
        return start, end
    begin, finish = _bounds(body, dateline[1], width)
    return max(begin, dateline[1]), finish


def matches(body: str, query: Query, rarity: NDArray[np.float32]) -> tuple[list[Span], list[float]]:
    """Where words of the query stand in *body*, rising and apart, with how much each counts."""
    raw = units(body)
    codes = fold_units(raw)
    places, positions, kinds = _found(raw, codes, query)
    if not len(places):
        return [], []
    worth = (query.weights * rarity).tolist()
    to_points = _code_points(raw) if len(raw) != len(body) else None
    folded = text_of(codes)
    words = set(query.stems)
    spans: list[Span] = []
    weights: list[float] = []

    def close(start: int, end: int, weight: float) -> None:
        if to_points is not None:
            start, end = to_points[start], to_points[end]
        text = folded[start:end]
        if text in words or len(text.replace(" ", "")) >= _LEAST_RUN or not ("가" <= text[0] <= "힣"):
            spans.append((start, end))
            weights.append(weight)

    run_start = run_end = -1
    run_weight = 0.0
    for place, start, kind in zip(places.tolist(), positions.tolist(), kinds.tolist(), strict=True):
        end = _word_end(raw, start) if kind == LATIN else start + _REACH[kind]
        if start < run_end:
            run_end, run_weight = max(run_end, end), run_weight + worth[place]
        else:
            if run_start >= 0:
                close(run_start, run_end, run_weight)
            run_start, run_end, run_weight = start, end, worth[place]
    close(run_start, run_end, run_weight)
    return spans, weights


def _found(raw: Codes, codes: Codes, query: Query) -> Found:
    """Where the query's terms stand, by rising position; other spellings where it may have any."""
    plain = find_terms(codes, query.terms)
    numbers = any(char.isdigit() for char in query.text)
    if not numbers and not (query.terms[:1] < _HANJA_END).any():
        return plain
    others = among(other_spellings(raw, codes, numbers), query.terms)
    if not len(others.places):
        return plain
    order = np.argsort(np.concatenate((plain.positions, others.positions)), kind="stable")
    return Found(
        np.concatenate((plain.places, others.places))[order],
        np.concatenate((plain.positions, others.positions))[order],
        np.concatenate((plain.kinds, others.kinds))[order],
    )


def _word_end(raw: Codes, start: int) -> int:
    """The end of the Latin word or number that begins at *start*."""
    end = start + 1
    while (
        end < len(raw)
        and (chr(raw[end]).isalnum() or chr(raw[end]) in ",.")
        and not "가" <= chr(raw[end]) <= "힣"
    ):
        end += 1
    while chr(raw[end - 1]) in ",.":
        end -= 1
    return end


def _code_points(raw: Codes) -> list[int]:
    """Code unit -> code point, with the end behind."""
    low = (raw >= 0xDC00) & (raw <= 0xDFFF)
    return [0, *np.cumsum(~low).tolist()]


def _bounds(body: str, start: int, width: int) -> Span:
    """A stretch of about *width* from *start*, at word boundaries."""
    if start:
        space = body.rfind(" ", max(0, start - 15), start)
        start = space + 1 if space >= 0 else start
    end = min(len(body), start + width)
    if end < len(body):
        space = body.rfind(" ", end - 15, end)
        end = space if space > start else end
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end
