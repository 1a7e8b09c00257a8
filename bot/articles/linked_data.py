"""What JSON-LD says of an article: when, who, and which paper, by the names that pages use too.

>>> linked_pairs('{"@type": "NewsArticle", "headline": "다리 개통", "mainEntityOfPage": {"@id": "https://a.example/1"}}')
[('headline', '다리 개통'), ('mainEntityOfPage', 'https://a.example/1')]
"""

from __future__ import annotations

import json

from bot.articles.fields import flatten

MOST_LINKED = 10
SELF = "mainEntityOfPage"

_NAMES = ("headline", "datePublished", "author", "publisher", "articleSection")


def linked_pairs(text: str) -> list[tuple[str, str]]:
    """Names and values of the first thing in *text* that has a headline; [] where none has, or it is no JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    graph = value.get("@graph", value) if isinstance(value, dict) else value
    for one in graph[:MOST_LINKED] if isinstance(graph, list) else [graph]:
        if isinstance(one, dict) and "headline" in one:
            known = {name: one.get(name) for name in _NAMES}
            pairs = flatten({**known, SELF: _address_of(one.get(SELF)) or one.get("url")})
            return [pair for pair in pairs if pair[1]]
    return []


def _address_of(page: object) -> object:
    """Where a mainEntityOfPage is, which may be an object, an address, or no more than true."""
    if isinstance(page, dict):
        return page.get("@id") or page.get("url")
    return page if isinstance(page, str) else None
