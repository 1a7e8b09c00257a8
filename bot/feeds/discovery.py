"""Which feeds a page offers: by what it says in its head, by links in it, and by where papers usually have one.

>>> page = '<html><link rel="alternate" type="application/rss+xml" href="/rss.xml" title="한빛"></html>'
>>> candidates(page.encode(), "text/html", "https://hanbit.example/news")[0]
Candidate(address='https://hanbit.example/rss.xml', title='한빛')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from bot.articles.html_text import html_text, unescape
from bot.articles.links import absolute
from bot.errors import FeedError
from bot.feeds.decoding import decode_feed
from bot.feeds.repair import repair
from bot.feeds.sniffing import sniff
from bot.patterns import lazy_compile

MOST = 20  # candidates: each is fetched once
PAGE_CHARS = 1_000_000  # of a page that are looked through
WELL_KNOWN = (
    "/rss", "/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed/", "/rss/", "/rss/allArticle.xml",
    "/feeds/posts/default", "/feed.json", "/data/rss/news.xml",
)  # fmt: skip

_TAG = lazy_compile(r"<(?P<name>link|a|base)\s(?P<rest>[^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = lazy_compile(
    r"([a-z-]{2,20})\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_FEED_TYPE = lazy_compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json|(?:text|application)/xml",
    re.IGNORECASE,
)
_FEED_ADDRESS = lazy_compile(
    r"(?:^|[/_.?=&-])(?:rss|atom|feeds?|rdf)(?:$|[/_.?=&\d-])|\.(?:rss|atom|rdf)$|rss[\w]{0,20}\.xml|^https?://(?:rss|feeds?)\.",
    re.IGNORECASE,
)
_NO_FEED = lazy_compile(
    r"\.(?:html?|jpe?g|png|gif|svg|css|js|pdf)$|^(?:mailto|javascript|tel):|feedback|rss-?reader",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed's, and what the page calls it; "" for nothing."""

    address: str
    title: str = ""


def is_feed(body: bytes, content_type: str | None) -> bool:
    """Whether *body* is a feed, by its content."""
    if not body.strip():
        return False
    try:
        text = decode_feed(body[:200_000], content_type).lstrip()
        return sniff(text if text.startswith("{") else repair(text)) in ("xml", "json")
    except FeedError:
        return False


def candidates(body: bytes, content_type: str | None, address: str) -> tuple[Candidate, ...]:
    """Where the feeds of the page *body* from *address* may be: the likeliest first, each once; at most 20.

    Those of its head, then of its links, then well-known paths. A feed is its own only candidate.
    """
    if is_feed(body, content_type):
        return (Candidate(address),)
    try:
        page = decode_feed(body, content_type)[:PAGE_CHARS]
    except FeedError:
        page = ""
    base, heads, links = address, [], []
    for tag in _TAG.finditer(page):
        values = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag["rest"])}
        name, href = tag["name"].lower(), values.get("href", "").strip()
        if name == "base" and href:
            base = absolute(href, address) or address
        elif not href or _NO_FEED.search(href):
            continue
        elif name == "link":
            relations = values.get("rel", "").lower().split()
            is_typed = _FEED_TYPE.match(values.get("type", "").strip()) is not None
            if ("alternate" in relations or "feed" in relations) and (is_typed or "feed" in relations):
                heads.append((href, values.get("title", "")))
        elif _FEED_ADDRESS.search(href):
            text = page[tag.end() : tag.end() + 200].partition("</a")[0]
            links.append((href, values.get("title", "") or html_text(text)))
    known = [(urljoin(address, path), "") for path in WELL_KNOWN]
    found: dict[str, Candidate] = {}
    for href, title in (*heads, *links, *known):
        if one := absolute(re.sub(r"^feed:(?://)?(?=https?:)", "", href).replace("feed://", "http://"), base):
            found.setdefault(one, Candidate(one, " ".join(title.split())[:200]))
    return tuple(found.values())[:MOST]
