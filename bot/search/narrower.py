"""What the words of a search may narrow as well: the paper that they begin or end with, the month of a year in them.

A paper's name is a word like others, unless it stands where nothing but a paper can; and what was exported in December
is told in January. So these are offered, and not done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.korean.days import YEARS_BACK
from bot.patterns import lazy_compile
from bot.search.names import by_letters, papers_called
from bot.search.ports import Searchable
from bot.search.query_language import Asked

_MONTH = lazy_compile(rf"(?:^|(?<=\s))(?:20\d\d년|{'|'.join(YEARS_BACK)})\s?(?:1[0-2]|0?[1-9])월(?=\s|$)")
_MOST_BESIDE = 4  # words: what has more is a headline


def narrower(index: Searchable, asked: Asked, today: date) -> Iterator[Asked]:
    """*asked* with the paper as a filter, and with the month: each that its words have beside others."""
    words = asked.words.split()
    if not 2 <= len(words) <= _MOST_BESIDE + 2:
        return
    if not asked.filters.publisher:
        for size, at_end in ((1, False), (1, True), (2, False), (2, True)):  # YTN, 연합 뉴스, Korea Herald
            word = " ".join(words[-size:] if at_end else words[:size])
            rest = words[:-size] if at_end else words[size:]
            papers = papers_called(word, by_letters(index.outlets(word)))
            if papers and rest and word not in rest:
                yield replace(asked, words=" ".join(rest), filters=replace(asked.filters, publisher=papers))
                break
    month = _MONTH.search(asked.words)
    rest = [] if month is None else f"{asked.words[: month.start()]} {asked.words[month.end() :]}".split()
    if month is not None and rest and not _MONTH.search(" ".join(rest)) and not asked.filters.in_time:
        days = index.read(f"{month[0]} 기사", today).filters
        if days.since and days.since <= today:
            filters = replace(asked.filters, since=days.since, until=days.until)
            yield replace(asked, words=" ".join(rest), filters=filters)
