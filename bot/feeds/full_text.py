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

from bot.articles.furniture import is_prose
from bot.articles.written import UNSEEN
from bot.feeds.model import FeedItem
from bot.korean.boilerplate import is_boilerplate
from bot.patterns import lazy_compile

SHARE = 0.8  # of the teaser's words that must be in the page: the rest is a by-line, or was cut
LEAST_WORDS = 4  # a teaser of fewer tells nothing
MOST_CHARS = 200_000
MOST_BEFORE = 12  # lines before the first sentence that may be none of the text
NOTICE_CHARS = 120
_PORTALS = (".naver.com", ".daum.net", ".nate.com", ".zum.com", ".msn.com", ".google.com")

_SENTENCE = lazy_compile(r"^[▲◆■]|[.!?。．…][\"”’')\]」』〉》]{0,4}$|[다요죠][\"”’')\]」』]{0,2}$")
_LABEL = lazy_compile(
    r"(?:광고|AD|ADVERTISEMENT|관련 ?(?:기사|뉴스)|댓글(?: ?\d{1,5})?|기사 ?듣기|공유하기|많이 본 (?:기사|뉴스))",
    re.IGNORECASE,
)
_PLACE = lazy_compile(r"\A\s*+[(\[【<][^()\[\]【】<>]{1,40}[)\]】>]")  # (한빛=소식)
_WORD = lazy_compile(r"[^\W_]+")


def wants_page(item: FeedItem) -> bool:
    """Whether the page of *item* would tell more and is its paper's own: portals are not read because of a feed.

    What the feed's switch and robots.txt allow is asked elsewhere.
    """
    if item.full or not item.link or not item.own_link:
        return False
    return not is_portal(item.link)


def is_portal(address: str) -> bool:
    """Whether a page is of a portal, which shows the articles of many papers."""
    host = f".{(urlsplit(address).hostname or '').rstrip('.')}"
    return host.endswith(_PORTALS)


def full_text(found: str, teaser: str, title: str = "") -> str | None:
    """*found* as an item's text, where it goes on from *teaser*; None where it does not, or says no more.

    found: one paragraph a line, as an extractor gives it. title: of the page, left out where the text begins with it.
    """
    found = UNSEEN.sub("", found)[:MOST_CHARS]
    text = "\n\n".join(_of_article([" ".join(line.split()) for line in found.splitlines()], title))
    if len(text) <= len(teaser) or not _is_within(teaser, text):
        return None
    return text


def _of_article(lines: list[str], title: str) -> list[str]:
    """*lines* without title, by-line and notices before the first sentence, and without notices later on."""
    title = " ".join(title.split())
    lines = [line for line in lines if line and line != title]
    first = next((n for n, line in enumerate(lines[:MOST_BEFORE]) if _SENTENCE.search(line)), 0)
    return [line for line in lines[first:] if not _is_notice(line)]


def _is_notice(line: str) -> bool:
    if _LABEL.fullmatch(line):
        return True
    return len(line) <= NOTICE_CHARS and not is_prose(line) and is_boilerplate(line)


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
