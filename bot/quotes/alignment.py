"""Half-remembered words back to the verbatim stretch they came from.

The candidates of the index are aligned with what the reader remembers; the best places are then widened or
narrowed to what an editor would quote: a quotation, some sentences of it, or a sentence of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.articles.article import Article
from bot.korean.marks import DOUBLE, quoted
from bot.korean.normalize import fold
from bot.korean.sentences import sentences
from bot.quotes.marked import READ_CHARS

_SINGLE = "‘’`´"
_CLOSEST = 8  # articles whose units are compared one by one; the alignment alone is right for most
_LETTERS = 4  # different ones; ㅋㅋㅋㅋ is not remembered from anywhere
_BEHIND = 25.0  # an alignment this far behind the best one never ends up first
_FRAGMENT = 85.0  # words that align this well are part of the unit, however long the unit is
_AROUND = 4_000  # characters of a text beyond READ_CHARS, before and after a place
_BY_SEARCH = 5.0  # what the first place in the search is worth, in points of likeness
MAX_REMEMBERED = 300  # characters; longer messages are cut, their beginning is enough to find the article


@dataclass(frozen=True, slots=True)
class Recollection:
    """article.body[start:end], and how much of what was remembered it holds, 0..100."""

    article: Article
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article aligns: *body* is plain, *rank* the search's score."""

    score: float
    rank: float
    start: int
    end: int
    body: str
    article: Article


def plain(text: str) -> str:
    """Folded, with one kind of quotation mark; of the same length as *text*."""
    folded = fold(text)
    for mark in _SINGLE:
        folded = folded.replace(mark, "'")
    for mark in DOUBLE:
        folded = folded.replace(mark, '"')  # a chain of replace is ten times as fast as translate
    return folded


def recall(articles: Iterable[tuple[Article, float]], remembered: str, limit: int) -> list[Recollection]:
    """The stretch of each article that is nearest to *remembered*, best first; at most *limit*.

    articles: with the score of the search, which decides between equal ones.
    """
    wanted = plain(remembered[:MAX_REMEMBERED]).strip()
    if len(set(wanted)) < _LETTERS:
        return []
    places: list[_Place] = []
    highest = 0.0
    for article, rank in articles:
        body = plain(article.body)
        found = fuzz.partial_ratio_alignment(wanted, body, score_cutoff=max(0.0, highest - _BEHIND))
        if found is not None and found.dest_end > found.dest_start:
            highest = max(highest, found.score)
            places.append(_Place(found.score, rank, found.dest_start, found.dest_end, body, article))
    places.sort(key=lambda place: (-place.score, -place.rank))
    best = max((place.rank for place in places), default=1.0) or 1.0
    ranked = []
    for place in places[: max(_CLOSEST, limit)]:
        (start, end), likeness = _unit(place, wanted)
        score = max(likeness, place.score if place.score >= _FRAGMENT else 0.0)
        rank = max(place.score, likeness) + _BY_SEARCH * place.rank / best
        ranked.append((rank, Recollection(place.article, start, end, score)))
    ranked.sort(key=lambda pair: -pair[0])
    return [recollection for _, recollection in ranked[:limit]]


def _unit(place: _Place, wanted: str) -> tuple[tuple[int, int], float]:
    """The quotable unit around the place that is most like *wanted*, and how like it is, 0..100."""
    best, best_likeness, best_price = (place.start, place.end), 0.0, -1.0
    text, first = place.article.body, 0
    if len(text) > READ_CHARS:  # what is around is enough
        first = max(0, place.start - _AROUND)
        text = text[first : place.end + _AROUND]
    for (left, right), bonus in _units(text, place.start - first, place.end - first):
        unit = left + first, right + first
        likeness = fuzz.ratio(wanted, place.body[unit[0] : unit[1]])
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
    near = [span for span in sentences(text) if span[0] < end and start < span[1]]
    for i in range(len(near)):
        for j in range(i, len(near)):
            yield (near[i][0], near[j][1]), 0.0
