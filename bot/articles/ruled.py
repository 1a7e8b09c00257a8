"""Fields that stand apart by rules, as Kirby keeps a page (`Title: …`, `----`) and Movable Type hands out a blog.

>>> draft = read_ruled("TITLE: 다리 개통\\n-----\\nBODY:\\n다리가 열렸다.\\n-----\\nCOMMENT:\\n잘됐네요.\\n-----\\n")
>>> draft.title, draft.body
('다리 개통', '다리가 열렸다.')
"""

from __future__ import annotations

import re

from bot.articles.draft import Draft, markup_of
from bot.articles.fields import gather
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

LEAST_BLOCKS = 3  # a heading, a rule and a text are no such file
MOST_BLOCKS = 1_000

_RULE = lazy_compile(r"^-{4,8}[ \t]*(?:\n|\Z)", re.MULTILINE)
_NAME = lazy_compile(r"(?P<name>[A-Z][A-Za-z_ -]{0,29}):(?:[ \t]+|(?=\n|\Z))(?P<value>.*)")
_MONTH_FIRST = lazy_compile(
    r"(\d\d)/(\d\d)/(\d{4}) (?=\d\d:\d\d:\d\d)", re.ASCII
)  # as a blog's day always is
_MORE = "extendedbody"
_SAID = frozenset(("comment", "ping"))  # by others, of what stands above


def read_ruled(text: str, path: str = "a.txt") -> Draft | None:
    """None when what stands between the rules does not all begin with a name. Raises: UnreadableArticle of many."""
    if "\n----" not in text or not _NAME.match(text):
        return None
    blocks = [block.strip() for block in _RULE.split(text, MOST_BLOCKS)]
    told = [(found, block) for block in blocks if block and (found := _NAME.match(block))]
    if len(told) < LEAST_BLOCKS or len(told) < sum(map(bool, blocks)):
        return None
    pairs, more = [], ""
    for found, block in told:
        name = found["name"]
        if name.replace(" ", "").lower() == _MORE:
            more = block[found.start("value") :].strip()
        elif name.lower() not in _SAID:
            pairs += _pairs(block) or [(name, block[found.start("value") :].strip())]
    fields = gather((name, value.replace("\n\\----", "\n----")) for name, value in pairs)
    if not (fields["title"] and fields["body"]):
        return None
    if (entries := sum(name == fields.keys_found["title"] for name, _ in pairs)) > 1:
        raise UnreadableArticle("reason.many", articles=entries)
    body = f"{fields['body']}\n\n{more}".strip()
    return Draft("labels", fields["title"], body, fields, markup_of(path))


def _pairs(block: str) -> list[tuple[str, str]]:
    """Name and value of each line of *block*; [] where one is none, or there is but one."""
    lines = [_NAME.fullmatch(line) for line in block.split("\n")]
    told = [
        (found["name"], _MONTH_FIRST.sub(r"\3-\1-\2 ", found["value"].strip())) for found in lines if found
    ]
    return told if len(told) == len(lines) > 1 else []
