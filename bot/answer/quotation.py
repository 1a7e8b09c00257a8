"""Quotations of articles: found again from what a reader remembers, and whose words they are."""

from __future__ import annotations

from bot.answer.quote import Quote
from bot.answer.recall import recall
from bot.search.index import Searchable

_CANDIDATES = 50  # guide figure: recall@50 of misquotations is .99, and all of them align in some 5 ms
_NOTHING = 55.0  # unrelated Korean sentences are up to 50 alike, human misquotations 70 and more


def find_quotes(index: Searchable, text: str, limit: int = 10) -> list[Quote]:
    """The verbatim quotations or sentences nearest to *text*, best first; [] when nothing is near."""
    return [
        Quote(match.article, match.start, match.end, score=match.score)
        for match in recall(index.candidates(text, _CANDIDATES), text, limit)
        if match.score >= _NOTHING
    ]
