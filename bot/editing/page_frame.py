"""What stands around the article of a page: menus, buttons, captions, lists of links; by names and by what is in them.

An extractor for pages of the whole world knows few of the names that Korean papers' systems give them, and takes
`홈 정치 경제` or a picture's caption for text. Names alone would also take an article away whose box is called
`news_share_view`, so that what holds a large part of the page's words stays, whatever it is called.
"""

from __future__ import annotations

from typing import Any

from bot.articles.frames import ELEMENTS, is_frame_name, words_of
from bot.articles.html_text import BLOCKS

LARGE = 0.4  # share of the page's letters in no link; nothing around an article has as much
LINKED = 0.8  # share of a list's letters that are links'
MOST_IN_PICTURE = 300  # letters of a table that holds a picture and its caption

_KEPT = frozenset("html head body main article h1 title meta link script".split())
_LISTS = frozenset("ul ol dl div section p li".split())
_LEADS = frozenset("summary subtitle subhead subheading subheadline stock support sponsor donation".split())
_BODY = ("articlebody", "article-body", "article_body")


def without_frame(tree: Any) -> Any:
    """*tree*, an lxml element of a page, from which what frames the article was taken out. Changes it."""
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    letters, linked, holds = _counted(elements)
    own = {one: letters[one] - linked[one] for one in elements}  # menus are links, and may be most of a page
    whole = max(own[tree], 1)
    for element in elements:
        if element.tag in _KEPT or element in holds or own[element] > LARGE * whole:
            continue
        parent = element.getparent()
        if parent is not None and _is_frame(element, letters[element], linked[element]):
            _take_out(element, parent)
    return tree


def _counted(elements: list[Any]) -> tuple[dict[Any, int], dict[Any, int], set[Any]]:
    """Letters in each element, those of them in links, and which elements have the article's own within them."""
    letters: dict[Any, int] = dict.fromkeys(elements, 0)
    linked: dict[Any, int] = dict.fromkeys(elements, 0)
    holds: set[Any] = set()
    for element in reversed(elements):  # children before their parents
        inside = _count(element.text) if element.tag not in ("script", "style") else 0
        of_links = 0
        for child in element:
            inside += letters.get(child, 0) + _count(child.tail)
            of_links += linked.get(child, 0)
            if child in holds:
                holds.add(element)
        letters[element] = inside
        linked[element] = inside if element.tag == "a" else of_links
        if element.tag in ("article", "h1") or (element.get("itemprop") or "").lower() in _BODY:
            holds.add(element)
    return letters, linked, holds


def _count(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_frame(element: Any, letters: int, linked: int) -> bool:
    if element.tag in ELEMENTS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    if is_frame_name(names) or not _LEADS.isdisjoint(words_of(names)):
        return True
    if not letters and element.tag in (
        "p",
        "div",
        "span",
    ):  # a picture's: the extractor drops what stands behind it
        return True
    if element.tag == "table" and letters <= MOST_IN_PICTURE:
        return element.find(".//img") is not None
    return element.tag in _LISTS and letters > 0 and linked >= LINKED * letters


def _take_out(element: Any, parent: Any) -> None:
    """Without the words behind it, which are its parent's, in a line of their own where they were so."""
    if element.tag in BLOCKS:
        element.clear(keep_tail=True)
        element.tag = "br"
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} {tail}"
    else:
        parent.text = f"{parent.text or ''} {tail}"
    element.tail = None
    parent.remove(element)
