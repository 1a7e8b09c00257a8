"""Sentences that speak of what was asked, where nobody's remembered words are found: all the words, in any order.

>>> article = Article(id="1", title="", body="비가 왔다. 파업한 버스가 돌아왔다.")
>>> [quote.text for quote in mentions([article], "버스 파업", 5)]
['파업한 버스가 돌아왔다.']
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.articles.article import Article
from bot.korean.boilerplate import is_boilerplate
from bot.korean.marks import quoted
from bot.korean.particles import is_filler, stem
from bot.korean.sentences import sentences
from bot.quotes.alignment import plain
from bot.quotes.quote import Quote

SCORE = 50.0  # of 100: below any words remembered rightly
_LONGEST = 300  # characters worth showing for two words


def mentions(articles: Iterable[Article], text: str, limit: int) -> list[Quote]:
    """One quotation or sentence of each of *articles* that has every word of *text*, in their order; at most *limit*.

    A quotation comes before a sentence of its article, and a short one before a long one; what another paper
    has to the letter is given once.
    """
    seen: set[str] = set()
    words = {plain(stem(word)) for word in text.split() if not is_filler(word)}
    found: list[Quote] = []
    if not words:
        return found
    for article in articles:
        body = plain(article.body)
        if len(found) == limit:
            break
        if not all(word in body for word in words):
            continue
        said = quoted(article.body)
        spans = [*said, *(span for span in sentences(article.body) if span[1] - span[0] <= _LONGEST)]
        holding = [
            (start, end)
            for start, end in spans
            if all(word in body[start:end] for word in words) and not is_boilerplate(article.body[start:end])
        ]
        if holding:
            start, end = min(holding, key=lambda span: (span not in said, span[1] - span[0]))
            if (sentence := article.body[start:end]) not in seen:
                seen.add(sentence)
                found.append(Quote(article, start, end, score=SCORE))
    return found
