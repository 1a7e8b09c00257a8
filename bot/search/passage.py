"""The passage of an article that says why it was found: where the query's terms stand closest together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.korean.normalize import fold, fold_units, units
from bot.korean.tokens import CROSS, HANJA, LATIN, LONE, plain_terms, terms
from bot.search.hit import Passage, Span
from bot.search.query import Query

WIDTH = 130  # characters: three lines on a phone
_HANJA_END = 0x10000  # ids below are single characters, headline Hanja among them
_LEAST_RUN = 3  # syllables of a match that is not a whole word of the query


def find_passage(body: str, query: Query, rarity: NDArray[np.float32], width: int = WIDTH) -> Passage:
    """The densest stretch of *body*, about *width* characters; its beginning when nothing of the query is there.

    rarity: the idf of each of `query.terms`.
    """
    spans, weights = matches(body, query, rarity)
    if not spans:
        return Passage(*_bounds(body, 0, width))
    starts = np.array([start for start, _ in spans])
    ends = np.array([end for _, end in spans])
    sums = np.concatenate(([0.0], np.cumsum(weights)))
    last = np.searchsorted(starts, starts + width - 20, side="right")
    best = int(np.argmax(sums[last] - sums[: len(spans)]))
    middle = (int(starts[best]) + int(ends[last[best] - 1])) // 2
    start, end = _bounds(body, min(int(starts[best]), max(0, middle - width // 2)), width)
    return Passage(start, end, tuple((s, e) for s, e in spans if start <= s and e <= end))


def matches(body: str, query: Query, rarity: NDArray[np.float32]) -> tuple[list[Span], list[float]]:
    """Where words of the query stand in *body*, rising and apart, with how much each counts."""
    raw = units(body)
    spelled = any(char.isdigit() for char in query.text) or bool((query.terms < _HANJA_END).any())
    found = terms(raw) if spelled else plain_terms(fold_units(raw))
    at = np.searchsorted(query.terms, found.ids)
    at[at == len(query.terms)] = 0
    hit = (query.terms[at] == found.ids) if len(query.terms) else np.zeros(len(found.ids), bool)
    if not hit.any():
        return [], []
    positions, kinds = found.positions[hit], found.kinds[hit]
    worth = (query.weights * rarity)[at[hit]]
    order = np.argsort(positions, kind="stable")
    to_points = _code_points(raw) if len(raw) != len(body) else None
    folded = fold(body)
    words = set(query.stems)
    spans: list[Span] = []
    weights: list[float] = []
    run_start = run_end = -1
    run_weight = 0.0

    def close() -> None:
        if run_start < 0:
            return
        start, end = (run_start, run_end) if to_points is None else (to_points[run_start], to_points[run_end])
        text = folded[start:end]
        whole = text in words or len(text.replace(" ", "")) >= _LEAST_RUN or not ("가" <= text[0] <= "힣")
        if whole:
            spans.append((start, end))
            weights.append(run_weight)

    for i in order.tolist():
        start = int(positions[i])
        end = start + _reach(raw, start, int(kinds[i]))
        if start < run_end:
            run_end, run_weight = max(run_end, end), run_weight + float(worth[i])
        else:
            close()
            run_start, run_end, run_weight = start, end, float(worth[i])
    close()
    return spans, weights


def _reach(raw: NDArray[np.uint16], start: int, kind: int) -> int:
    if kind == CROSS:
        return 3
    if kind in (LONE, HANJA):
        return 1
    if kind != LATIN:
        return 2
    end = start + 1
    while (
        end < len(raw)
        and (chr(raw[end]).isalnum() or chr(raw[end]) in ",.")
        and not "가" <= chr(raw[end]) <= "힣"
    ):
        end += 1
    while chr(raw[end - 1]) in ",.":
        end -= 1
    return end - start


def _code_points(raw: NDArray[np.uint16]) -> list[int]:
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
