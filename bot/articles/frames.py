"""What systems put in around and amid the text of an article, by the names that they give it: buttons, captions, lists.

>>> without_frames("<p>다리가 열렸다.</p><div class='sharedaddy sd-sharing'><h3>Share this:</h3></div>")
'<p>다리가 열렸다.</p><hr>'
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.articles.html_text import BLOCKS, TAG
from bot.patterns import lazy_compile

ELEMENTS = frozenset("nav footer aside button form select figcaption noscript template".split())
_NAMES = frozenset(
    "nav navi navigation gnb lnb snb tnb menu breadcrumb location sns share sharing sharedaddy related relate relation "
    "relnews relatedposts copyright copy byline caption cap photodesc imgdesc footer foot comment comments reply "
    "replies tag tags hashtag keyword ad ads adv advertisement adsense adsbygoogle revenue banner blind popular "
    "ranking rank recommend tts player subscribe subscription newsletter promotion cookie popup fontsize journalist "
    "reporter btn button bookmark toc".split()
)
_WORD = lazy_compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TWO_WORDS = lazy_compile(
    r"\bfield--name-(?:title|uid|created)\b|(?:img|image|photo|pic|picture)[-_]?(?:desc|txt|text|info)(?![a-z])"
)
_NAMED = lazy_compile(
    r"""\s(?:class|id)\s{0,9}=\s{0,9}(?:"([^"<>]{1,500})"|'([^'<>]{1,500})')""", re.IGNORECASE
)
_HIDDEN = lazy_compile(
    r"\sstyle\s{0,9}=\s{0,9}(?:\"[^\"<>]{0,500}?|'[^'<>]{0,500}?)(?<![\w-])display\s{0,3}:\s{0,3}none",
    re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def words_of(names: str) -> list[str]:
    """The words that classes and ids of an element are made of: `articleCaption-text` has three."""
    return [word.lower() for word in _WORD.findall(names)]


def is_frame_name(names: str) -> bool:
    """Whether *names*, classes and ids of an element, say that it is none of the article."""
    names = names[:500]
    return not _NAMES.isdisjoint(words_of(names)) or _TWO_WORDS.search(names) is not None


def without_frames(text: str) -> str:
    """*text*, a piece of HTML, without the elements that are none of the article; what is never closed stays.

    For pieces alone, which have nothing around them: of whole pages names are not enough (`bot.editing.page_frame`).
    """
    return _without(text, _is_frame)


def without_hidden(text: str) -> str:
    """*text*, HTML, without what is in it for programs alone: the line that a list of mails shows of a letter.

    >>> without_hidden('<div style="display:none">미리 보기</div><p>다리가 열렸다.</p>')
    '<hr><p>다리가 열렸다.</p>'
    """
    return _without(text, _is_hidden)


def _without(text: str, is_frame: Callable[[str, str], bool]) -> str:
    if "<" not in text:
        return text
    opened: dict[str, list[tuple[int, bool]]] = {}
    cut: list[tuple[int, int, str]] = []
    for found in TAG.finditer(text):
        name = found["name"].lower()
        if name in _VOID or found[0].endswith("/>"):
            continue
        if not found["end"]:
            opened.setdefault(name, []).append((found.start(), is_frame(name, found[0])))
        elif opened.get(name):
            start, is_cut = opened[name].pop()
            if is_cut:
                while cut and cut[-1][0] >= start:  # it stands within this one
                    cut.pop()
                cut.append((start, found.end(), "<hr>" if name in BLOCKS else ""))
    shown: list[str] = []
    at = 0
    for start, end, gap in sorted(cut):
        if start >= at:
            shown += [text[at:start], gap]
        at = max(at, end)
    return "".join((*shown, text[at:]))


def _is_hidden(_: str, tag: str) -> bool:
    return _HIDDEN.search(tag) is not None


def _is_frame(name: str, tag: str) -> bool:
    if name in ELEMENTS:
        return True
    if name == "a" or "=" not in tag:  # a link is words of its sentence, whatever it is called
        return False
    return any(is_frame_name(found[1] or found[2]) for found in _NAMED.finditer(tag))
