"""The words of an item: marks and what feeds add to a text taken away, and whether it is the whole text.

>>> item_text("<p>다리가 열렸다.</p><p>The post <a href='/1'>다리</a> appeared first on 한빛일보.</p>")
'다리가 열렸다.'
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from bot.articles.encoding import compose
from bot.articles.frames import without_frames
from bot.articles.html_text import has_tags, html_text
from bot.articles.written import UNSEEN
from bot.feeds.repair import CONTROLS
from bot.korean.boilerplate import is_boilerplate
from bot.patterns import lazy_compile

LEAST_WHOLE = 300  # characters; of 158 Korean feeds the teasers have 200
LEAST_LEFT = 0.5  # of a text without what stands in it by its names; else the names mean something else
MOST_ESCAPED = 3
LINES_OF_END = 8  # by-line, copyright, tags: so many may stand behind the last sentence

_ESCAPED = lazy_compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_ESCAPED_MARK = lazy_compile(r"&(?:amp;){0,2}(?:lt|#0{0,4}60|#x0{0,4}3c);", re.IGNORECASE)
_SPACES = lazy_compile(r"[^\S\n]+")
_GAPS = lazy_compile(r" ?\n ?(?:\n\s*)?")
_BREAKS = lazy_compile(r"</br\s{0,9}>", re.IGNORECASE)
_ADDED = lazy_compile(
    r"(?P<post>The post .{1,300} (?:appeared first on|first appeared on) .{1,100}"
    r"|\A.{1,300} was originally published in .{1,100} on .{1,30}, where people .{1,200}"
    r"|\d{1,6} posts? - \d{1,6} participants?|Read full topic|submitted by /u/.{1,40}\n\[link\] \[comments\])"
    r"|\[?(?:Continue reading|Read more|Read the full story|계속 읽기|더 ?보기).{0,80}"
    r"|\[?(?:기사 ?(?:전문|더)|전체 ?기사|원문) ?보기.{0,80}",
    re.IGNORECASE,
)
_GOES_ON = lazy_compile(
    r"(?<!\s)\s*+[\[(«<]?(?:더 ?보기|계속 ?읽기|(?:기사 ?(?:전문|더)|전체 ?기사|원문) ?보기|Continue reading|Read more)"
    r"[\s\])»>→]{0,9}\Z",
    re.IGNORECASE,
)
_CUT = lazy_compile(
    r"(?:…|(?<!\.)\.{2,9}+|‥|⋯)[\"”’')\]\s]{0,3}$|(?:더 ?보기|계속 읽기|more)[\s\]»>]{0,4}$", re.IGNORECASE
)
_ENDED = lazy_compile(r"[.!?。．][\"”’')\]」』〉》\s]{0,4}$|[다요죠음함임][\"”’')\]」』]{0,2}$")


def line(text: str, chars: int = 300) -> str:
    """A title or a name: one line of plain text."""
    plain = _plain(text)
    if _ESCAPED.search(plain):  # three times, as some do
        plain = html.unescape(plain)
    return " ".join(plain.split())[:chars].rstrip()


def item_text(source: str) -> str:
    """Plain text of *source*, which may be HTML; paragraphs parted by a blank line."""
    return _text(source)[0]


def best_text(sources: Iterable[str], plain: str = "") -> tuple[str, bool]:
    """The text of that of *sources* which says most, and whether it looks whole. plain: a source without marks."""
    texts = [_text(source) for source in sources]
    texts.append((_paragraphs(compose(UNSEEN.sub("", CONTROLS.sub("", plain)))), False))
    text, goes_on = max(texts, key=lambda one: len(one[0]))
    return text, not goes_on and is_full(text)


def _paragraphs(plain: str) -> str:
    """*plain* with paragraphs parted by a blank line, and no space too many."""
    parts = re.split(r"\n\s*\n", _SPACES.sub(" ", plain).strip())
    return "\n\n".join(re.sub(r" ?\n ?", "\n", part.strip()) for part in parts if part.strip())


def _text(source: str) -> tuple[str, bool]:
    """The text, and whether what was taken from its end says that it goes on elsewhere."""
    source = _peeled(source)
    text = _SPACES.sub(" ", _plain(source)).strip()
    if (bare := _unframed(source)) != source:
        framed = _SPACES.sub(" ", _plain(bare)).strip()
        text = framed if len(framed) >= LEAST_LEFT * len(text) else text
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text)]
    goes_on = False
    while paragraphs and (added := _ADDED.fullmatch(paragraphs[-1])):
        goes_on = goes_on or not added["post"]
        paragraphs.pop()
    if paragraphs and (tail := _GOES_ON.search(paragraphs[-1])):
        goes_on, paragraphs[-1] = True, paragraphs[-1][: tail.start()]
    return "\n\n".join(re.sub(r" ?\n ?", "\n", part) for part in paragraphs if part), goes_on


def _peeled(source: str, *, read: bool = False) -> str:
    """*source* as HTML, where all of it was escaped, once or more often; else as it is. read: once already."""
    text = source
    for times in range(MOST_ESCAPED):
        if "<" in text or not _ESCAPED_MARK.search(text):
            break
        text = html.unescape(text)
        if has_tags(text) and ("</" in text or not (times or read)):  # a text that tells of marks has few
            return text
    return source


def _unframed(source: str) -> str:
    """*source* without captions, boxes and buttons, also where what stands in it is escaped."""
    bare = without_frames(source) if "<" in source else source
    if _ESCAPED_MARK.search(bare) and has_tags(once := _peeled(html_text(_BREAKS.sub("", bare)), read=True)):
        return without_frames(once)
    return bare if len(bare) < len(source) else source


def is_cut(text: str) -> bool:
    """Whether *text* says itself that it goes on elsewhere."""
    return _CUT.search(text[-40:]) is not None


def is_full(text: str) -> bool:
    """Whether *text* looks whole: long enough, and its last sentence ends."""
    if len(text) < LEAST_WHOLE or is_cut(text):
        return False
    lines = [one for one in text.split("\n") if one.strip()]
    for one in reversed(lines[-LINES_OF_END:]):
        if _ENDED.search(one[-20:]):
            return True
        if not is_boilerplate(one[-300:]):
            return False
    return False


def _plain(source: str) -> str:
    """Marks are taken away twice where they were escaped twice, as feeds do."""
    text = _peeled(html_text(_BREAKS.sub("", source)), read=True)
    if has_tags(text):
        text = html_text(text)
    return compose(UNSEEN.sub("", CONTROLS.sub("", text)))
