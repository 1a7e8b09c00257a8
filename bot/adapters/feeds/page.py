"""The whole text of an article whose feed has only its beginning, from its page, where the site lets us read that.

Whoever calls has asked robots.txt and the feed's switch. The page is read in a process that is given up where it takes
too much; what is found counts only if the words of the teaser are in it, else a notice of cookies or another article
might be taken for the text: then the item stays what it is, a summary.
"""

from __future__ import annotations

from bot.adapters.sandbox.limited_process import Limits, run_limited
from bot.errors import UnreadableArticle
from bot.feeds.full_text import full_text

LIMITS = Limits(
    cpu_s=5, wall_s=10.0, memory=256 * 1024 * 1024
)  # the slowest of real pages took 0.6 s and 60 MB
EXTRACT = "bot.editing.web_page:extract"


def read_full_text(html: bytes, address: str, teaser: str) -> str | None:
    """The text of the article in *html*, paragraphs parted by a blank line; None where it is not surely *teaser*'s.

    teaser: `FeedItem.text`. Blocks for a second, 10 s at most.
    """
    try:
        found = run_limited(EXTRACT, html, {"url": address}, LIMITS)
    except UnreadableArticle:
        return None
    return full_text(found["text"], teaser, found["title"])
