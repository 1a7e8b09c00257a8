"""Text that was meant to be XML, brought nearer to it; what is good XML comes out as it went in, to a reader.

Taken away: controls, comments, instructions, the document type with all entities it declares. Made good: ampersands
that stand alone, entities that only HTML has, brackets that open no tag, sections of CDATA that never end.

>>> repair("<title>R&D &nbsp;<앵커> 3 < 4</title>")
'<title>R&amp;D \\xa0&lt;앵커> 3 &lt; 4</title>'
"""

from __future__ import annotations

import html
import re

from bot.patterns import lazy_compile

CONTROLS = lazy_compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HALVES = lazy_compile(
    r"&#(5\d{4}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});&#(5\d{4}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});"
)
_C1_BREAKS = lazy_compile("[\x85\u2028]")

_SPOT = lazy_compile(
    r"<!\[CDATA\[|<!--|<\?|<![A-Za-z]|<(?!/?[A-Za-z_][\w.:-]{0,99}(?:[\s>]|/>))"
    r"|&(?!(?:amp|lt|gt|quot|apos);)(?P<entity>#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.ASCII,
)
_DOCTYPE_END = lazy_compile(r"\]\s{0,100}>")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_ENDS = lazy_compile(
    r"</(?:item|entry|title|description|content:encoded|summary|link|author|category)\s{0,9}>"
)


def repair(text: str) -> str:
    """*text* from its first tag on, as XML that a parser takes further than it was."""
    text = _HALVES.sub(_whole, CONTROLS.sub("", _C1_BREAKS.sub("\n", text)))
    at = max(text.find("<"), 0)
    parts: list[str] = []
    while found := _SPOT.search(text, at):
        start, mark = found.start(), found.group()
        parts.append(text[at:start])
        if mark == _CDATA:
            at, section = _section(text, found.end())
            parts.append(section)
        elif mark == "<!--":
            at = _past(text, "-->", found.end(), found.end())
        elif mark == "<?":
            at = _past(text, "?>", found.end(), _past(text, ">", start, found.end()))
        elif mark.startswith("<!"):
            at = _after_doctype(text, start)
        elif mark == "<":
            at = found.end()
            parts.append("&lt;")
        else:
            at = found.end()
            parts.append(_character(found["entity"]))
    parts.append(text[at:])
    return "".join(parts).strip()


def _whole(found: re.Match[str]) -> str:
    """The emoji that was written as the two halves that UTF-16 makes of it."""
    high, low = (int(half[1:], 16) if half[0] in "xX" else int(half) for half in found.groups())
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    return found[0]


def _past(text: str, end: str, since: int, otherwise: int) -> int:
    at = text.find(end, since)
    return at + len(end) if at >= 0 else otherwise


def _section(text: str, start: int) -> tuple[int, str]:
    """Where a section of CDATA that begins before *start* is over, and the section, closed.

    One that was not closed ends where the element ends in which it stands, and not with the next that is closed.
    """
    end = text.find(_CDATA_END, start)
    within = text.find(_CDATA, start)
    if end >= 0 and not 0 <= within < end:
        return end + len(_CDATA_END), f"{_CDATA}{text[start:end]}{_CDATA_END}"
    closing = _ENDS.search(text, start)
    until = closing.start() if closing else len(text)
    if end >= 0 and until > end:
        until = end
    return until if until != end else end + len(_CDATA_END), f"{_CDATA}{text[start:until]}{_CDATA_END}"


def _after_doctype(text: str, start: int) -> int:
    """Behind a declaration, with the declarations that may stand within it."""
    end, within = text.find(">", start), text.find("[", start)
    if 0 <= within < end and (closing := _DOCTYPE_END.search(text, within)):
        return closing.end()
    return end + 1 if end >= 0 else len(text)


def _character(entity: str | None) -> str:
    """What is to stand for an ampersand and the *entity* that follows it: XML, without any that XML lacks."""
    if entity is None:
        return "&amp;"
    character = html.unescape(f"&{entity}")
    if character == f"&{entity}":
        return f"&amp;{entity}"
    return html.escape(CONTROLS.sub("", character.replace("\ufffd", "")))
