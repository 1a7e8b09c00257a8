"""A quotation or an article as it is cited in somebody else's chat: the words, who, paper, day, link. Pure."""

from __future__ import annotations

from bot.articles.article import Article
from bot.entrypoints.presentation.text import cut, rows, tidy
from bot.entrypoints.presentation.tree import Node, lines, paragraphs, text
from bot.entrypoints.telegram.views.pages import (
    LINE,
    beside,
    block,
    by_whom,
    comparison,
    date_line,
    headline,
    marked,
    of_recent,
    snippet,
)
from bot.i18n import Language
from bot.quotes.comparison import Comparison
from bot.quotes.quote import Quote
from bot.search.hit import Passage

QUOTE_UNITS = 1_500
OFFERED_ROWS = 2  # of a title or description in the list of offers, on a phone


def article(language: Language, cited: Article, passage: Passage) -> Node:
    """Title with its link, paper and day, and what of it was found."""
    words = snippet(cited, Passage(passage.start, passage.end))
    return lines(headline(language, cited), date_line(language, cited), words)


def offered(words: str) -> str:
    """A title or a description in the list of what may be posted."""
    words, most = tidy(words), OFFERED_ROWS * LINE
    while rows(shown := cut(words, most), LINE) > OFFERED_ROWS:  # where rows end before long words
        most -= 1
    return shown


def quotation(language: Language, cited: Quote, compared: Comparison | None = None) -> Node:
    """The words, who said them, paper and day, title with its link; underlined where *compared* words differ."""
    words = cut(cited.text, QUOTE_UNITS)
    said: Node = words
    if words == cited.text and compared is not None and compared.is_quote:
        said = marked(words, [one.original for one in compared.differences], "u")
    speaker = by_whom(cited, language)
    return lines(
        block(said, len(words)),
        text("— ", speaker) if speaker is not None else "",
        beside(language, cited.article),
    )


def checked(language: Language, said: str, cited: Quote, compared: Comparison, recent_days: int = 0) -> Node:
    """What *said* has otherwise than the quotation that is like it, then it. recent_days: see `of_recent`."""
    verdict = comparison(language, said, cited, compared)
    return paragraphs(of_recent(language, verdict, recent_days), quotation(language, cited, compared))
