"""The words under the picture of a trend, which say the same. Pure."""

from __future__ import annotations

from bot.answers.trend import Trend
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, lines, text
from bot.entrypoints.telegram.views.pages import day_of, of_recent, when
from bot.i18n import Language, say

TOPIC_UNITS = 60  # four of them, with their figures, are half of the 1,024 units of a caption


def caption(language: Language, trend: Trend, *, numbered: bool, recent_days: int = 0) -> Node:
    """How many articles were on each topic, and on which day most. numbered: as the lines of the picture are.

    recent_days: see `of_recent`.
    """
    days = trend.days
    head = phrase(language, "trend.head", first=when(language, days[0]), last=when(language, days[-1]))
    rows: list[Node] = [of_recent(language, head, recent_days)]
    for number, one in enumerate(trend.series, 1):
        name = text(f"{number}. " if numbered else "", bold(cut(tidy(one.topic), TOPIC_UNITS)))
        told = say(language, "trend.total", count=one.total)
        if one.total:
            peak = say(
                language, "trend.peak", day=day_of(language, days[one.peak]), most=one.counts[one.peak]
            )
            told = f"{told} · {peak}"
        rows.append(text(name, " ", told))
    return lines(*rows)
