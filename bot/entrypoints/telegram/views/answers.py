"""An answer: verbatim sentences, what was asked for in bold, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answers.answer import Answer
from bot.answers.dates import When
from bot.answers.reply import Reply
from bot.articles.article import Article
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, lines, text
from bot.entrypoints.telegram.markup import filled
from bot.entrypoints.telegram.views.pages import (
    LISTED_UNITS,
    MONTHS,
    beside,
    block,
    by_whom,
    date_line,
    headline,
    marked,
    numbered,
    of_recent,
    shown,
)
from bot.entrypoints.telegram.views.results import corrections
from bot.i18n import Language, say
from bot.quotes.quote import Quote
from bot.search.hit import Span

NEAREST = 3  # articles offered where none answers
_YES_AND_NO = {"네": "Yes", "아니요": "No"}
_ENGLISH_PARTS = {
    "상반기": "first half of", "하반기": "second half of", "봄": "spring", "여름": "summer", "가을": "autumn",
    "겨울": "winter", "1분기": "first quarter of", "2분기": "second quarter of", "3분기": "third quarter of",
    "4분기": "fourth quarter of",
}  # fmt: skip
SENTENCE_UNITS = 800  # the longest sentence that answers is 600 characters


def shown_reply(language: Language, question: str, reply: Reply, nearest: Sequence[Article]) -> Node:
    """*reply*, of whatever kind; where nothing answers, the *nearest* articles."""
    if reply.kind == "stories":
        return stories(language, question, reply)
    if reply.kind == "quotes":
        return quotes(language, question, reply)
    if reply.answer is None:
        return nothing(language, question, nearest, reply.recent_days, reply.vague)
    return page(language, question, reply)


def page(language: Language, question: str, reply: Reply) -> Node:
    """The answer to *question*: what a model made of it where it did, then the sentences themselves."""
    answer, numbered = reply.answer, bool(reply.statements)
    assert answer is not None
    when = answer.when or (None,) * len(answer.quotes)
    blocks: list[Node] = [_headed(language, f"«{shown(question)}»", reply)]
    if numbered:
        blocks.append(lines(*(_statement(one.text, one.cites) for one in reply.statements)))
        blocks.append(phrase(language, "answer.phrased"))
    elif answer.short:
        blocks.append(short(language, answer.short, when[0]))
    if told := agreement(language, answer):
        blocks.append(told)
    for number, (quote, spans, day) in enumerate(zip(answer.quotes, answer.spans, when, strict=True), 1):
        on_top = number == 1 and bool(answer.short) and not numbered
        said = sentence(language, quote, spans, None if on_top else day, number if numbered else 0)
        blocks.append(lines(said, beside(language, quote.article)))
    return filled(blocks)


def short(language: Language, said: str, when: When | None) -> Node:
    """The short answer, and the day that it means."""
    yes, comma, rest = said.partition(", ")
    if language == "en" and comma and yes in _YES_AND_NO:
        said = f"{_YES_AND_NO[yes]}, {rest}"
    day = f" → {day_told(language, when)}" if when is not None else ""
    return text(bold(tidy(said)), day)


def sentence(
    language: Language, quote: Quote, spans: Sequence[Span], when: When | None = None, number: int = 0
) -> Node:
    """One sentence, who says it, and the day it means; with its *number* where it is cited by one."""
    words = cut(quote.text, SENTENCE_UNITS)
    inside = [
        (max(start, quote.start) - quote.start, min(end, quote.end) - quote.start) for start, end in spans
    ]
    said = block(words if words != quote.text else marked(words, inside, "b"), len(words))
    parts: list[Node] = [f"[{number}]", said] if number else [said]
    if when is not None:
        parts.append(f"→ {day_told(language, when)}")
    if (speaker := by_whom(quote, language)) is not None:
        parts.append(text("— ", speaker))
    return lines(*parts)


def quotes(language: Language, question: str, reply: Reply) -> Node:
    """What somebody said, each with who, where and when."""
    blocks = [_headed(language, phrase(language, "quotes.head", query=shown(question)), reply)]
    blocks += [lines(sentence(language, one, ()), source(language, one.article)) for one in reply.quotes]
    return filled(blocks)


def stories(language: Language, question: str, reply: Reply) -> Node:
    """A list of articles, the newest turn first: title with its link, paper, day, how many more tell it."""
    head = phrase(language, "stories.head", query=shown(question), count=len(reply.stories))
    if reply.newest is not None:
        head = lines(head, phrase(language, "stories.old", day=when_told(language, reply.newest)))
    blocks = [_headed(language, head, reply)]
    for number, hit in enumerate(reply.stories, 1):
        others = say(language, "stories.others", count=len(hit.others)) if hit.others else ""
        line = " · ".join(part for part in (date_line(language, hit.article), others) if part)
        blocks.append(lines(text(f"{number}. ", headline(language, hit.article, LISTED_UNITS)), line))
    return filled(blocks)


def _headed(language: Language, head: Node, reply: Reply) -> Node:
    """*head*, what was read in place of what was typed, and how many days back was looked where that is not all."""
    told = lines(head, corrections(language, reply.mended)) if reply.mended else head
    return of_recent(language, told, reply.recent_days)


def when_told(language: Language, day: date) -> str:
    """A day as a date line has it."""
    return day_told(language, When(day.year, day.month, day.day))


def agreement(language: Language, answer: Answer) -> str:
    """Whether the papers agree on what was asked for; "" where it cannot be told or one paper has it alone."""
    if answer.differing:
        days = {quote.article.day for quote in answer.quotes[: 1 + answer.differing]}
        return say(language, "answer.differing" if len(days) == 1 else "answer.differing_days")
    return say(language, "answer.agreeing", count=answer.agreeing) if answer.agreeing > 1 else ""


def day_told(language: Language, when: When) -> str:
    """A day, a month or a year, as exactly as the article tells it.

    >>> day_told("ko", When(2027, 3, 2)), day_told("en", When(2027, 3))
    ('2027년 3월 2일', 'Mar 2027')
    """
    if when.until is not None:
        return f"{day_told(language, replace(when, until=None))}{_last(language, when, when.until)}"
    if language == "ko":
        parts = [
            f"{when.year}년",
            when.part,
            f"{when.month}월" if when.month else "",
            f"{when.day}일" if when.day else "",
        ]
    else:
        month = MONTHS[when.month - 1] if when.month else ""
        parts = [str(when.day or ""), month, _ENGLISH_PARTS.get(when.part, ""), str(when.year)]
    return " ".join(part for part in parts if part)


def _last(language: Language, first: When, last: When) -> str:
    """The end of several days, without what it has in common with the first."""
    told = day_told(language, last)
    if language == "en":
        return f" – {told}"
    if first.year == last.year:
        told = told.removeprefix(f"{last.year}년 ")
        if first.month == last.month:
            told = told.removeprefix(f"{last.month}월 ")
    return f"~{told}"


def source(language: Language, article: Article) -> Node:
    """Title with its link, paper, date."""
    return lines(headline(language, article), date_line(language, article))


def nothing(
    language: Language, question: str, nearest: Sequence[Article], recent_days: int = 0, vague: str = ""
) -> Node:
    """That no article says so; and the nearest articles, as what they are.

    recent_days: see `of_recent`. vague: the word of *question* for what many articles tell of, see `Reply`.
    """
    head = phrase(language, "answer.nothing", query=shown(question))
    if vague:
        head = phrase(language, "answer.which", query=shown(question), thing=vague)
    blocks = [of_recent(language, head, recent_days)]
    if nearest:
        blocks.append(phrase(language, "answer.nearest"))
    blocks += [numbered(language, number, article) for number, article in enumerate(nearest, 1)]
    return filled(blocks)


def _statement(said: str, cites: Sequence[int]) -> str:
    return f"{said} {''.join(f'[{number}]' for number in cites)}"
