"""Format B: 제목, 내용 and 날짜 as pasted from a portal. Paper and author stand only in the dateline.

>>> read_dateline("[한빛=한빛통신] 윤서린 기자 = 한빛대교가 열렸다.")
('한빛통신', '윤서린 기자')
"""

from __future__ import annotations

import re

from bot.articles.draft import Draft
from bot.articles.moment import read_published

# Blanks are bounded: unbounded ones side by side would make a file of blanks take minutes.
_TITLE = re.compile(r"\A#{0,6}[ \t]{0,8}\*{0,3}[ \t]{0,8}제목[ \t]{0,8}[::]([^\n]*)")
_BODY = re.compile(r"^[ \t]{0,8}\*{0,3}[ \t]{0,8}내용[ \t]{0,8}[::]\*{0,3}", re.MULTILINE)
_DATE = re.compile(r"^[ \t]{0,8}\*{0,3}[ \t]{0,8}날짜[ \t]{0,8}[::]([^\n]*)", re.MULTILINE)
_DATELINE = re.compile(
    r"[\[(【]([^\[\](){}=\n【】]{1,20})=([^\[\]()=\n【】]{1,20})[\])】][ \t]*"
    r"(?:([^=\n\[\]()]{2,60}?)[ \t]*=[ \t])?"
)
_DATELINE_WITHIN = 600  # characters: subheads are glued before it


def read_pasted(text: str) -> Draft | None:
    """None when *text* does not begin with 제목, or has neither 내용 nor 날짜."""
    text = text.strip()
    heading = _TITLE.match(text)
    if heading is None:
        return None
    begin = _BODY.search(text, heading.end())
    start = begin.end() if begin else heading.end()
    dates = list(_DATE.finditer(text, start))
    date = dates[-1] if dates else None  # an article may have a line of its own that begins with 날짜:
    if begin is None and date is None:
        return None
    body = text[start : date.start() if date else len(text)].strip()
    publisher, byline = read_dateline(body)
    return Draft(
        title=heading[1].strip().removesuffix("**").strip(),
        body=body,
        publisher=publisher,
        byline=byline,
        published=read_published(date[1]) if date else None,
    )


def read_dateline(body: str) -> tuple[str, str]:
    """Paper and byline from `[서울=뉴시스] 오동현 기자 = `; "" for what is not there."""
    found = _DATELINE.search(body, 0, _DATELINE_WITHIN)
    return (found[2].strip(), (found[3] or "").strip()) if found else ("", "")
