"""A story day by day, and a person by what is newest of them. Pure."""

from __future__ import annotations

from bot.answers.timeline import Day, Profile, Timeline
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, lines, text
from bot.entrypoints.telegram.markup import filled
from bot.entrypoints.telegram.views.filters import demanded
from bot.entrypoints.telegram.views.pages import (
    PUBLISHER_UNITS,
    beside,
    block,
    day_of,
    headline,
    numbered,
    of_recent,
    shown,
    when,
)
from bot.i18n import Language, say

LINE_UNITS = 70  # of a title: with its day two rows of a phone at most
QUOTE_UNITS = 300


def timeline(language: Language, story: Timeline, first: int, recent_days: int = 0) -> Node:
    """The days of *story*, the oldest first, numbered from *first*: a line each with what most papers carried.

    recent_days: see `of_recent`.
    """
    head = phrase(
        language,
        "story.head",
        topic=shown(story.topic),
        count=story.reports,
        first=when(language, story.first),
        last=when(language, story.last),
    )
    if story.filters:
        limited = phrase(language, "search.demanded", filters=demanded(language, story.filters))
        head = lines(head, limited)
    days = lines(*(_day(language, number, day) for number, day in enumerate(story.days, first)))
    return filled([of_recent(language, head, recent_days), days])


def _day(language: Language, number: int, day: Day) -> Node:
    title = headline(language, day.article, LINE_UNITS)
    carried = say(language, "story.reports", count=day.reports)
    return text(f"{number}. ", bold(day_of(language, day.day)), " ", title, f" · {carried}")


def profile(language: Language, one: Profile, recent_days: int = 0) -> Node:
    """Who it is by the newest title; the latest articles, numbered; the last quotations. recent_days: as above."""
    who: Node = bold(shown(one.name))
    if one.role and one.role_day is not None:
        role = cut(tidy(one.role), PUBLISHER_UNITS)
        who = phrase(language, "person.role", name=who, role=role, day=when(language, one.role_day))
    blocks: list[Node] = [of_recent(language, who, recent_days)]
    if one.articles:
        rows = [numbered(language, number, article) for number, article in enumerate(one.articles, 1)]
        blocks.append(lines(bold(say(language, "person.articles")), *rows))
    for number, quote in enumerate(one.quotes):
        words = cut(quote.text, QUOTE_UNITS)
        head = bold(say(language, "person.quotes")) if number == 0 else ""
        blocks.append(lines(head, block(words, len(words)), beside(language, quote.article)))
    return filled(blocks)
