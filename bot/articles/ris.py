"""An article that a library's program handed out in RIS: two letters tell what stands behind them.

>>> draft = read_ris("TY  - NEWS\\nTI  - 다리 개통\\nT2  - 한빛일보\\nAB  - 다리가 열렸다.\\nER  - ")
>>> draft.title, draft.body, draft.fields["publisher"]
('다리 개통', '다리가 열렸다.', '한빛일보')
"""

from __future__ import annotations

import re

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

_FIRST = lazy_compile(r"TY {1,2}- ")
_LINE = lazy_compile(r"^(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*))?$", re.MULTILINE)
_NAMES = {
    "TI": "title", "T1": "title", "AU": "author", "A1": "author", "T2": "publisher", "JO": "publisher",
    "JF": "publisher", "PB": "publisher", "DA": "published", "Y1": "published", "UR": "url", "KW": "tags",
    "Y2": "added", "AB": "body", "N2": "body",
}  # fmt: skip
_SEVERAL = frozenset(("AU", "A1", "KW"))


def read_ris(text: str) -> Draft | None:
    """None when *text* does not begin so. Raises: UnreadableArticle where it has many, or none with its text."""
    if not _FIRST.match(text):
        return None
    told: dict[str, list[str]] = {}
    tag = ""
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found:
            tag = found["tag"]
            told.setdefault(tag, []).append((found["value"] or "").strip())
        elif tag:
            told[tag][-1] += f"\n{line.strip()}"  # a long value goes on below
    if len(told["TY"]) > 1:
        raise UnreadableArticle("reason.many", articles=len(told["TY"]))
    fields = gather(
        (name, "\n".join(told[tag] if tag in _SEVERAL else told[tag][:1]).rstrip("/ \n"))
        for tag, name in _NAMES.items()
        if tag in told
    )
    if not (fields["title"] and fields["body"]):
        raise UnreadableArticle("reason.references", ending="ris")
    return Draft("labels", fields["title"], fields["body"], fields)
