"""What stands around a quote: its own sentence and those before and after, verbatim.

>>> around(quote, before=1).text
'시장은 기자들을 만났다. 그는 “강을 시민에게 돌려드린다”고 말했다.'
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.articles.article import Article
from bot.korean.boilerplate import is_boilerplate
from bot.korean.sentences import sentences
from bot.quotes.quote import Quote

LONGEST = 1_200  # characters to either side
FURTHEST = 5  # sentences to either side; then the article itself is the better place to read on


@dataclass(frozen=True, slots=True)
class Context:
    """`article.body[start:end]` with a quote in it.

    before, after: how many sentences of context there are on either side, at most as many as were asked for.
    more_before, more_after: whether there is one more.
    """

    article: Article
    start: int
    end: int
    before: int = 0
    after: int = 0
    more_before: bool = False
    more_after: bool = False

    @property
    def text(self) -> str:
        """The words themselves, verbatim."""
        return self.article.body[self.start : self.end]


def around(quote: Quote, before: int = 0, after: int = 0) -> Context:
    """*quote* with so many sentences before and after; alone when none is asked for.

    Stops at the ends of the article, at FURTHEST, and at what is no part of the text: tip lines, credits.
    """
    article = quote.article
    spans = sentences(article.body)
    own = [k for k, (start, end) in enumerate(spans) if start < quote.end and quote.start < end]
    if not own:
        return Context(article, quote.start, quote.end)
    first, last = own[0], own[-1]

    first_char, last_char = spans[first][0], spans[last][1]

    def reach(step: int, place: int) -> int:
        """How many sentences can be added in that direction."""
        count = 0
        while count < FURTHEST and 0 <= place + step < len(spans):
            place += step
            if max(first_char - spans[place][0], spans[place][1] - last_char) > LONGEST or is_boilerplate(
                article.body[slice(*spans[place])]
            ):
                break
            count += 1
        return count

    most_before, most_after = reach(-1, first), reach(1, last)
    before, after = min(before, most_before), min(after, most_after)
    start, end = quote.start, quote.end
    if before or after:
        start = min(start, spans[first - before][0])
        end = max(end, spans[last + after][1])
    return Context(article, start, end, before, after, before < most_before, after < most_after)
