"""A whole article in pages, what else there is on its story, and what is quoted in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.related import Related
from bot.articles.article import Article
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, joined, lines, paragraphs, text
from bot.entrypoints.telegram.markup import filled
from bot.entrypoints.telegram.views.pages import block, by_whom, date_line, headline, numbered, shown
from bot.i18n import Language, say
from bot.korean.sentences import Span
from bot.quotes.quote import Quote

PAGE_UNITS = 3_600  # of the text; the head has at most 350 units, the message 4,096
AUTHORS_UNITS = 80
QUOTE_UNITS = 500  # five of them, with who said them, are a message


def page(language: Language, article: Article, portions: Sequence[Span], number: int) -> Node:
    """Page *number*, from 0, of an article: title, paper, day, who wrote it, and its words as they are."""
    many = len(portions) > 1
    place = phrase(language, "article.page", page=number + 1, pages=len(portions)) if many else ""
    parts = [date_line(language, article), cut(tidy(", ".join(article.authors)), AUTHORS_UNITS), place]
    source = [part for part in parts if part]
    head = lines(bold(headline(language, article)), joined(" · ", source) if source else "")
    start, end = portions[number] if portions else (0, 0)
    return paragraphs(head, article.body[start:end].strip())


def related(language: Language, article: Article, found: Related) -> Node:
    """Other reports of the event, then other turns of the story, numbered on."""
    blocks: list[Node] = [phrase(language, "article.related", title=shown(article.title))]
    for number, one in enumerate(found.articles, 1):
        row = numbered(language, number, one)
        if number == 1 and found.reports:
            row = lines(bold(say(language, "article.reports")), row)
        elif number == len(found.reports) + 1:
            row = lines(bold(say(language, "article.turns")), row)
        blocks.append(row)
    return filled(blocks)


def quotations(
    language: Language, article: Article, quotes: Sequence[Quote], offset: int, total: int
) -> Node:
    """*quotes* of the *total* in an article, from number *offset* + 1 on, each with who says it."""
    last = offset + len(quotes)
    head = phrase(
        language,
        "article.quotations",
        title=shown(article.title),
        count=total,
        first=offset + 1,
        last=last,
    )
    blocks: list[Node] = [lines(head, date_line(language, article))]
    for number, one in enumerate(quotes, offset + 1):
        words = cut(one.text, QUOTE_UNITS)
        speaker = by_whom(one, language)
        who = text("— ", speaker) if speaker is not None else ""
        blocks.append(lines(f"{number}.", block(words, len(words)), who))
    return filled(blocks)
