"""What a browser shows of HTML's marks within a text: tags go, entities become characters, paragraphs stay apart.

Only tags that HTML has are tags: `<앵커>`, `<4>` and `<S-Oil>` are words of the article.

>>> html_text("<p>다리가 &quot;열렸다&quot;.</p><p>길은 3.5&nbsp;㎞다.<br>끝</p>")
'다리가 "열렸다".\\n\\n길은 3.5\\xa0㎞다.\\n끝'
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from bot.articles.encoding import compose
from bot.patterns import lazy_compile

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend "
    "li main nav ol p pre section summary table tbody tfoot "
    "thead title tr ul".split()
)
_WITHIN = frozenset(
    "a abbr acronym audio b base bdi bdo big br button cite code col colgroup data del dfn em embed font i img input "
    "ins kbd label link map mark math meta meter nobr noscript object option output param picture progress q rp rt "
    "ruby s samp script select slot small source span strike strong "
    "style sub sup svg td template textarea th time track tt "
    "u use var video wbr o:p".split()
)
_UNSEEN = frozenset("head iframe math noscript object script select style svg template textarea".split())
_MODULE = lazy_compile(
    r"^(?:import\s[^\n]{0,300}?[\"'][^\"'\n]{0,200}[\"'];?"
    r"|export\s(?:const|default|let|function)\s[^\n]{0,300}(?<=[{\[(])\n(?:[^\n]{0,500}\n){0,60}?[}\])]{1,3};?"
    r"|export\s(?:const|default|let|function)\s[^\n]{0,300})[ \t]*$\n?",
    re.MULTILINE,
)
TAG = lazy_compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,20})"
    r"(?:[\s/](?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'|[\"'])*+)?/?>"
)
_ENTITY = lazy_compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMON = (("&quot;", '"'), ("&#x27;", "'"), ("&#x3D;", "="), ("&lt;", "<"), ("&gt;", ">"))
_CONTROL = lazy_compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_GAPS = lazy_compile(r"(?<![ \t])[ \t]*+\n[ \t]*+\n\s*+")
_LINE_GAPS = lazy_compile(r"(?<![ \t])[ \t]*+\n[ \t]*+")


def has_tags(text: str) -> bool:
    """Whether *text* has a tag of HTML's."""
    return "<" in text and any(_is_html(found["name"]) for found in TAG.finditer(text))


def html_text(text: str) -> str:
    """*text* without tags, what no browser shows left out, its entities resolved once."""
    return unescape(without_tags(without(text, "<!--", "-->"))).strip()


def without_tags(text: str) -> str:
    """*text* without tags; entities stay."""
    if "<" not in text:
        return text
    shown: list[str] = []
    at, hidden, cells = 0, "", 0
    ends: dict[str, int] = {}  # where the last of those whose content nobody sees is closed
    for found in TAG.finditer(text):
        name = found["name"].lower()
        if not _is_html(name):
            continue
        if hidden:
            if not (found["end"] and name == hidden):
                continue
            hidden = ""
        else:
            shown.append(text[at : found.start()])
            if name in _UNSEEN and not found["end"]:
                if name not in ends:
                    ends[name] = text.lower().rfind(f"</{name}")
                hidden = name if ends[name] > found.start() else ""
        at = found.end()
        cells = cells + 1 if name in ("td", "th") and not found["end"] else 0 if name == "tr" else cells
        if name == "br":
            shown.append("\n")
        elif name in BLOCKS:
            shown.append("\n" if name in ("li", "tr", "dt", "dd", "option") else "\n\n")
        elif name in ("td", "th") and not found["end"] and cells > 1:
            shown.append("\t")
    if not shown and not hidden:
        return text
    shown.append("" if hidden else text[at:])
    return _LINE_GAPS.sub("\n", _GAPS.sub("\n\n", "".join(shown)))


def without_modules(text: str) -> str:
    """*text* without the lines with which MDX fetches and hands on what programs need."""
    return _MODULE.sub("", text) if "import" in text or "export" in text else text


def without(text: str, opening: str, closing: str) -> str:
    """*text* without what stands between *opening* and *closing*; one that is never closed is text."""
    if opening not in text:
        return text
    shown, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        shown.append(text[at:start])
        at = end + len(closing)
    return "".join((*shown, text[at:]))


def unescape(text: str) -> str:
    """Resolve HTML's entities once; what comes out of one is text, and is not looked at again."""
    if "&" not in text:
        return text
    for entity, character in _COMMON:  # nearly all there are, in a fraction of the time
        text = text.replace(entity, character)
    if "&" not in text or text.count("&") == text.count("&amp;"):
        return text.replace("&amp;", "&")  # none of these composes with what stands beside it
    return compose(_ENTITY.sub(lambda entity: _character(entity[0]), text))


@lru_cache(maxsize=512)
def _character(entity: str) -> str:
    return _CONTROL.sub(" ", html.unescape(entity))


def _is_html(name: str) -> bool:
    name = name.lower()
    return name in BLOCKS or name in _WITHIN
