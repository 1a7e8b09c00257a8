"""Half-remembered words back to the verbatim stretch they came from.

The candidates of the index are aligned with what the reader remembers; the best places are then widened or
narrowed to what an editor would quote: a quotation, some sentences of it, or a sentence of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.corpus.article import Article
from bot.korean.marks import DOUBLE, quoted
from bot.korean.normalize import fold
from bot.korean.sentences import sentences

_PLAIN = {ord(mark): '"' for mark in DOUBLE} | {ord(mark): "'" for mark in "‘’`´"}
_CLOSEST = 12  # articles whose units are compared one by one; the alignment alone is right for most
_NEARLY = 0.6  # a unit at least this much of the aligned stretch is a rival to it
MAX_REMEMBERED = 600  # characters; longer messages are cut, their beginning is enough to find the article


@dataclass(frozen=True, slots=True)
class Recollection:
    """article.body[start:end], and how much of what was remembered it holds, 0..100."""

    article: Article
    start: int
    end: int
    score: float


def plain(text: str) -> str:
    """Folded, with one kind of quotation mark; of the same length as *text*."""
    return fold(text).translate(_PLAIN)


def recall(articles: Iterable[tuple[Article, float]], remembered: str) -> list[Recollection]:
    """The stretch of each article that is nearest to *remembered*, best first.

    articles: with the score of the search, which decides between equal ones.
    """
    wanted = plain(remembered[:MAX_REMEMBERED]).strip()
    placed = []
    for article, rank in articles:
        body = plain(article.body)
        found = fuzz.partial_ratio_alignment(wanted, body)
        if found is not None and found.dest_end > found.dest_start:
            placed.append((found.score, rank, found.dest_start, found.dest_end, body, article))
    placed.sort(key=lambda place: (-place[0], -place[1]))
    best = max((rank for _, rank, *_ in placed), default=1.0) or 1.0
    found_ones = []
    for score, rank, start, end, body, article in placed[:_CLOSEST]:
        unit, likeness = _unit(article.body, body, wanted, start, end)
        found_ones.append((max(score, likeness) + 5.0 * rank / best, Recollection(article, *unit, likeness)))
    found_ones.sort(key=lambda pair: -pair[0])
    return [recollection for _, recollection in found_ones]


def _unit(text: str, body: str, wanted: str, start: int, end: int) -> tuple[tuple[int, int], float]:
    """The quotable unit around text[start:end] that is most like *wanted*, and how like it is."""
    best, best_likeness, best_price = (start, end), 0.0, -1.0
    for unit, bonus in _units(text, start, end):
        likeness = fuzz.ratio(wanted, body[unit[0] : unit[1]])
        if likeness + bonus > best_price:
            best, best_likeness, best_price = unit, likeness, likeness + bonus
    return best, best_likeness


def _units(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], float]]:
    """Every quotable unit that shares something with text[start:end], and how much it is preferred."""
    quotations = quoted(text)
    for left, right in quotations:
        if left < end and start < right:
            yield (left, right), 6.0
            inner = [(left + a, left + b) for a, b in sentences(text[left:right])]
            if len(inner) > 1:
                for i in range(len(inner)):
                    for j in range(i, min(len(inner), i + 6)):
                        yield (inner[i][0], inner[j][1]), 0.0
    near = [span for span in sentences(text, quotations) if span[0] < end and start < span[1]]
    for i in range(len(near)):
        for j in range(i, len(near)):
            yield (near[i][0], near[j][1]), 0.0
