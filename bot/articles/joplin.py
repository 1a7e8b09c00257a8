"""Joplin's RAW export: the title, the text, and below it the note's fields, a line each.

>>> draft = read_joplin("다리 개통\\n\\n다리가 열렸다.\\n\\nid: 0a\\nparent_id: 1b\\nsource_url: \\ntype_: 1", "0a.md")
>>> draft.title, draft.body
('다리 개통', '다리가 열렸다.')
"""

from __future__ import annotations

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.plain import read_authored
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

FIELDS_WITHIN = 8_000  # characters from the end

_FIELD = lazy_compile(r"\A([a-z_]{2,40}):(?: (.*))?")
_NOTE = "1"


def read_joplin(text: str, path: str) -> Draft | None:
    """None when *text* does not end as Joplin's do. Raises: UnreadableArticle for a folder, a tag, a picture."""
    text = text.rstrip()
    if "type_: " not in text[-200:]:
        return None
    pairs: dict[str, str] = {}
    start = len(text)
    for line in reversed(text[-FIELDS_WITHIN:].split("\n")):
        found = _FIELD.match(line)
        if found is None:
            break
        pairs[found[1]] = found[2] or ""
        start -= len(line) + 1
    if "type_" not in pairs or "id" not in pairs:
        return None
    if pairs["type_"] != _NOTE:
        raise UnreadableArticle("reason.joplin")
    if pairs.get("is_conflict") == "1":
        raise UnreadableArticle("reason.joplin_conflict")
    title, _, body = text[: max(start, 0)].strip().partition("\n")
    fields = gather([*pairs.items(), ("title", title)])
    return read_authored(fields, body, path, "Joplin")
