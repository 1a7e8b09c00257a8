"""Markdown or text without any frame: the first heading or the first line is the title.

>>> split_title("# 강변 산책로 개통\\n\\n한빛시는 …")
('강변 산책로 개통', '한빛시는 …')
"""

from __future__ import annotations

import re

from bot.articles.draft import Draft

LONGEST_TITLE_LINE = 200  # a longer first line is text; its beginning is the title
LEAD_CHARS = 80

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t](?=[ \t]*\S)([^\n]*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"\A(?:={3,}|-{3,})[ \t]*+(?:\n|$)")


def read_plain(text: str, path: str) -> Draft:
    """Any text is an article."""
    text = text.strip()
    if not path.lower().endswith(".txt") and (heading := _HEADING.search(text)):
        before, after = text[: heading.start()].rstrip(), text[heading.end() :].strip()
        return Draft(title=_bare(heading[1]), body=f"{before}\n\n{after}" if before else after)
    title, body = split_title(text)
    return Draft(title=title, body=body)


def split_title(text: str) -> tuple[str, str]:
    """First line and the rest; the line stays in the body when it is too long for a title."""
    line, _, rest = text.strip().partition("\n")
    if heading := _HEADING.match(line):
        return _bare(heading[1]), rest.strip()
    if len(line) > LONGEST_TITLE_LINE:
        return line[:LEAD_CHARS].rsplit(" ", 1)[0].rstrip() + "…", text.strip()
    if underline := _UNDERLINE.match(rest):
        rest = rest[underline.end() :]
    return _bare(line), rest.strip()


def _bare(title: str) -> str:
    title = title.strip()
    opened = title.rstrip("#")
    if opened.endswith((" ", "\t")):
        title = opened.rstrip()  # ## 제목 ##
    bold = len(title) > 4 and title.startswith("**") and title.endswith("**")
    return title[2:-2].strip() if bold else title
