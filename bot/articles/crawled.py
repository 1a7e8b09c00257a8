"""A crawler's file: front matter, then heading, byline, rule, BODY, rule, footer, all HTML-escaped once.

Nothing in it is Markdown: what looks like a mark is the paper's own character.
"""

from __future__ import annotations

from bot.articles.draft import Draft
from bot.articles.fields import Fields
from bot.articles.html_text import unescape
from bot.patterns import lazy_compile

_HEADING = lazy_compile(r"\A# ([^\n]*)\n{1,4}\*\*[^\n]{0,300}\*\* \|[^\n]{0,300}\n{1,4}---[ \t]{0,8}(?:\n|$)")
_FOOTER_START = "*Crawled at:"
_FOOTER = lazy_compile(r"\*Crawled at:[^\n*]{0,200}\*\s*+(?:\*Source:[^\n]{0,3000}\*\s*+)?")
_FOOTER_CHARS = 4096  # a URL is 2,048 at most
_ONLY_CRAWLERS = frozenset(("crawledat", "oid", "aid"))


def read_crawled(fields: Fields, content: str) -> Draft | None:
    """None when nothing shows that a crawler wrote it."""
    content = content.strip()
    heading = _HEADING.match(content)
    if heading is None and fields.names.isdisjoint(_ONLY_CRAWLERS):
        return None
    for name, value in fields.items():
        if "&" in value:
            fields[name] = unescape(value)
    title = fields["title"]
    if heading:
        title = title or unescape(heading[1])
        content = content[heading.end() :]
    return Draft("crawler", title, unescape(_without_footer(content).strip()).strip(), fields, "none")


def _without_footer(content: str) -> str:
    start = content.rfind(_FOOTER_START, max(0, len(content) - _FOOTER_CHARS))
    if start < 0 or not _FOOTER.fullmatch(content, start):
        return content
    body = content[:start].rstrip()
    return body[:-3] if body == "---" or body.endswith("\n---") else body
