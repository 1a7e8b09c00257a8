"""A page of Notion's, handed out as HTML: its properties stand in a table above its text.

>>> page = '<h1 class="page-title">다리 개통</h1><div class="page-body"><p>열렸다.</p></div>'
>>> draft = read_notion(page)
>>> draft.title, draft.body
('다리 개통', '열렸다.')
"""

from __future__ import annotations

import re

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.html_text import html_text
from bot.patterns import lazy_compile

MOST_PROPERTIES = 100
HEAD_CHARS = 400_000

_TITLE = lazy_compile(r'<h1 class="page-title"[^<>]{0,200}>(.{1,1000}?)</h1>', re.DOTALL)
_BODY = '<div class="page-body"'
_ROW = '<tr class="property-row'
_VALUES = lazy_compile(r"(?=<(?:span|a)\b)")  # of several each stands in one


def read_notion(html: str) -> Draft | None:
    """None for any other page."""
    title = _TITLE.search(html, 0, HEAD_CHARS)
    start = html.find(_BODY, title.end()) if title else -1
    if title is None or start < 0:
        return None
    pairs = [("title", html_text(title[1]))]
    for row in html[title.end() : start].split(_ROW, MOST_PROPERTIES + 1)[1 : MOST_PROPERTIES + 1]:
        name, _, value = row.partition("</th>")
        value = value.partition("</td>")[0].partition(">")[2]
        lines = [html_text(part) for part in _VALUES.split(value)]
        told = "\n".join(filter(None, lines))
        pairs.append((html_text(f"<tr{name}"), told.replace("@", "") if "<time" in value else told))
    return Draft("Notion", html_text(title[1]), html_text(html[start:]), gather(pairs), "none")
