"""What a search, a story or a list was limited to, in the same few words everywhere. Pure.

>>> demanded("ko", Filters(publisher=("한빛일보",), last_days=7))
'매체 한빛일보 · 최근 7일'
"""

from __future__ import annotations

from datetime import date

from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.telegram.views.pages import LINE, when
from bot.i18n import Key, Language, say
from bot.search.filters import Filters

NAMES_CHARS = 20  # of what is demanded, repeated


def demanded(language: Language, filters: Filters) -> str:
    """What *filters* demand, in a few words: `매체 뉴시스 · 2026.1.3.`."""
    named: tuple[tuple[Key, tuple[str, ...]], ...] = (
        ("filter.publisher", filters.publisher),
        ("filter.author", filters.author),
        ("filter.category", filters.category),
        ("filter.title", filters.title),
        ("filter.phrase", filters.phrases),
        ("filter.without", filters.left_out),
    )
    said = [
        say(language, key, names=cut(tidy(", ".join(names)), NAMES_CHARS)) for key, names in named if names
    ]
    if days := _days(language, filters.since, filters.until):
        said.append(days)
    if filters.last_days is not None:
        said.append(say(language, "filter.last_days", count=filters.last_days))
    return cut(" · ".join(said), LINE)


def _days(language: Language, since: date | None, until: date | None) -> str:
    if since == until:
        return when(language, since)
    return f"{when(language, since)}–{when(language, until)}" if since or until else ""
