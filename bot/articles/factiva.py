"""An article of Factiva's, saved as text: two or three letters tell what stands behind them, and below.

>>> draft = read_factiva("HD 다리 개통\\nBY 도하람\\nPD 2026-03-04\\nSN 한빛일보\\nLP\\n열렸다.\\nTD\\n차가 다닌다.")
>>> draft.title, draft.body, draft.fields["publisher"]
('다리 개통', '열렸다.\\n\\n차가 다닌다.', '한빛일보')
"""

from __future__ import annotations

import re

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.patterns import lazy_compile

FIRST = ("SE ", "HD ", "CLM ", "BY ", "WC ", "PD ")
_CODE = lazy_compile(r"^(?P<code>[A-Z]{2,3})(?:[ \t]+(?P<value>\S.*))?$")
_NAMES = {
    "HD": "title", "BY": "byline", "PD": "published", "SN": "publisher", "SE": "section", "AN": "other",
}  # fmt: skip
_TEXT = ("LP", "TD")  # the first paragraphs, and the rest
_OF_WORDS = r"[a-z0-9]{1,16}(?: ?: .+)?"  # i8396 : Newspapers
_BELOW = {  # a text, by what they tell there: LA, PD, CT and more are words of texts as well
    "CO": _OF_WORDS, "IN": _OF_WORDS, "NS": _OF_WORDS, "RE": _OF_WORDS,
    "IPD": r"[A-Z0-9 |/&-]+", "IPC": r"[A-Z0-9 |/&-]+", "PUB": r".{1,60}(?<!\.)", "AN": r"Document \w+", "CT": r".*@.*",
}  # fmt: skip
_ALL = frozenset(
    (*_NAMES, *_TEXT, *"CLM WC ET SC ED PG LA CY CO IN NS RE IPC IPD PUB ART CR VOL RF CT".split())
)


def read_factiva(text: str) -> Draft | None:
    """None when *text* does not begin so, or has no headline and text."""
    if not text.startswith(FIRST):
        return None
    told: dict[str, list[str]] = {}
    lines: list[str] = []
    code = ""
    for line in text.split("\n"):
        found = _CODE.match(line)
        if found and found["code"] in _ALL and not (code in _TEXT and _is_of_text(code, found)):
            code = found["code"]
            lines = told.setdefault(code, [])
            line = found["value"] or ""
        lines.append(line.strip())
    fields = gather((name, " ".join(told.get(code, ())).strip()) for code, name in _NAMES.items())
    body = "\n\n".join("\n".join(told.get(code, ())).strip() for code in _TEXT).strip()
    return Draft("labels", fields["title"], body, fields) if fields["title"] and body else None


def _is_of_text(code: str, found: re.Match[str]) -> bool:
    """Whether a line that begins as with a code stands within the text below *code*, which it does not end."""
    if not found["value"] or (code, found["code"]) == _TEXT:
        return False
    kind = _BELOW.get(found["code"])
    return kind is None or re.fullmatch(kind, found["value"]) is None
