"""Format A: front matter, then heading, byline, rule, BODY, rule, footer, all HTML-escaped once by the crawler.

Files that Sosik or a person wrote have nothing but a body after the front matter, and nothing in them is escaped.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from bot.articles.draft import Draft
from bot.articles.encoding import compose
from bot.articles.frontmatter import HANDLER
from bot.articles.moment import read_added, read_published
from bot.articles.plain import split_title

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMON = (("&quot;", '"'), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_HEADING = re.compile(r"\A# ([^\n]*)\n{1,4}\*\*[^\n]{0,300}\*\* \|[^\n]{0,300}\n{1,4}---[ \t]{0,8}(?:\n|$)")
_FOOTER_START = "*Crawled at:"
_FOOTER = re.compile(r"\*Crawled at:[^\n*]{0,200}\*\s*+(?:\*Source:[^\n]{0,3000}\*\s*+)?")
_FOOTER_CHARS = 4096  # a URL is 2,048 at most


def read_crawled(text: str) -> Draft | None:
    """None when *text* has no front matter."""
    if not text.lstrip("\n \ufeff").startswith("---"):
        return None
    try:
        front, content = HANDLER.split(text.lstrip("\ufeff").strip())
    except ValueError:
        return None
    matter = HANDLER.load(front)
    if not matter:
        return None
    content = content.strip()
    title = matter.get("title", "")
    heading = _HEADING.match(content)
    crawled = heading is not None or not matter.keys().isdisjoint(("crawled_at", "oid", "aid"))
    if heading:
        title = title or heading[1]
        content = content[heading.end() :]
    body = _without_footer(content).strip()
    if crawled:
        title, body = unescape(title), unescape(body).strip()
        matter = {key: unescape(value) if "&" in value else value for key, value in matter.items()}
    elif not title:
        title, body = split_title(body)
    elif body.startswith("#"):
        first, rest = split_title(body)
        if first == title:
            body = rest
    return Draft(
        title=title,
        body=body,
        id=matter.get("id", ""),
        publisher=matter.get("publisher", ""),
        byline=matter.get("author") or matter.get("authors", ""),
        published=read_published(matter.get("published_at") or matter.get("date", "")),
        added=read_added(matter.get("crawled_at") or matter.get("added_at", "")),
        url=matter.get("url", ""),
        category=matter.get("category", ""),
    )


def unescape(text: str) -> str:
    """Resolve HTML's entities once; what comes out of one is text, and is not looked at again."""
    if "&" not in text:
        return text
    for entity, character in _COMMON:  # nearly all there are, in a fraction of the time
        text = text.replace(entity, character)
    if text.count("&") == text.count("&amp;"):
        return compose(text.replace("&amp;", "&"))
    return compose(_ENTITY.sub(lambda entity: _character(entity[0]), text))


@lru_cache(maxsize=512)
def _character(entity: str) -> str:
    return _CONTROL.sub(" ", html.unescape(entity))


def _without_footer(content: str) -> str:
    start = content.rfind(_FOOTER_START, max(0, len(content) - _FOOTER_CHARS))
    if start < 0 or not _FOOTER.fullmatch(content, start):
        return content
    body = content[:start].rstrip()
    return body[:-3] if body == "---" or body.endswith("\n---") else body
