"""Whether the text that was found in a page is that of an item, of which the feed has the beginning.

>>> page = "한빛대교가 30일 열렸다.\\n시청은 하루 사만 대가 다리를 건널 것으로 내다봤다."
>>> full_text(page, "(한빛=소식) 한빛대교가 30일 열렸다. 시청은 하루…")
'한빛대교가 30일 열렸다.\\n\\n시청은 하루 사만 대가 다리를 건널 것으로 내다봤다.'
>>> full_text(page, "나루가 닫혔다. 주민들은 옛일을 떠올렸다.") is None
True
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from urllib.parse import urlsplit

from bot.articles.written import UNSEEN
from bot.feeds.model import FeedItem

SHARE = 0.8  # of the teaser's words that must be in the page: the rest is a by-line, or was cut
LEAST_WORDS = 4  # a teaser of fewer tells nothing
MOST_CHARS = 200_000
_PORTALS = (".naver.com", ".daum.net", ".nate.com", ".zum.com", ".msn.com", ".google.com")

_PLACE = re.compile(r"\A\s*+[(\[【<][^()\[\]【】<>]{1,40}[)\]】>]")  # (한빛=소식)
_WORD = re.compile(r"[^\W_]+")


def wants_page(item: FeedItem) -> bool:
    """Whether the page of *item* would tell more and is its paper's own: portals are not read because of a feed.

    What the feed's switch and robots.txt allow is asked elsewhere.
    """
    if item.full or not item.link or not item.own_link:
        return False
    host = f".{urlsplit(item.link).hostname or ''}"
    return not host.endswith(_PORTALS)


def full_text(found: str, teaser: str, title: str = "") -> str | None:
    """*found* as an item's text, where it goes on from *teaser*; None where it does not, or says no more.

    found: one paragraph a line, as an extractor gives it. title: of the page, left out where the text begins with it.
    """
    found = UNSEEN.sub("", found)[:MOST_CHARS]
    lines = [" ".join(line.split()) for line in found.splitlines() if line.strip()]
    if lines and lines[0] == " ".join(title.split()):
        lines = lines[1:]
    text = "\n\n".join(lines)
    if len(text) <= len(teaser) or not _is_within(teaser, text):
        return None
    return text


def _is_within(teaser: str, text: str) -> bool:
    words, there = _words(_PLACE.sub("", teaser)), Counter(_words(text))
    if words and len(words) >= 2:
        words = words[:-1]  # the last may be cut
    if len(words) < LEAST_WORDS:
        return False
    found = sum((Counter(words) & there).values())
    return found >= SHARE * len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
