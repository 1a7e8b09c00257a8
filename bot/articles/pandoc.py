"""The three lines that Pandoc reads above a text: title, authors, date.

>>> draft = read_title_block("% 다리 개통\\n% 윤서린; 도하람\\n% 2026-03-04\\n\\n다리가 열렸다.", "a.md")
>>> draft.title, draft.fields["author"], draft.body
('다리 개통', '윤서린; 도하람', '다리가 열렸다.')
"""

from __future__ import annotations

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.plain import read_authored
from bot.patterns import lazy_compile

_BLOCK = lazy_compile(
    r"\A%[ \t]+(?P<title>[^\n]{1,400})(?:\n%(?P<author>[^\n]{0,400}))?(?:\n%(?P<date>[^\n]{0,100}))?\n[ \t]*+\n"
)


def read_title_block(text: str, path: str) -> Draft | None:
    """None when *text* does not begin with one."""
    found = _BLOCK.match(text)
    if found is None:
        return None
    fields = gather([(name, (found[name] or "").strip()) for name in ("title", "author", "date")])
    return read_authored(fields, text[found.end() :], path, "Pandoc")
