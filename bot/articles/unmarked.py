"""The shapes of a text without front matter, tried one after the other.

mail.py          a mail with its headers
labels.py        제목: … and the like above the text
portal.py        a page that was copied as a whole
joplin.py        a note with its fields below
plain.py         anything else: the first heading or the first line is the title
"""

from __future__ import annotations

import re

from bot.articles.copied_post import read_copied
from bot.articles.draft import Draft
from bot.articles.joplin import read_joplin
from bot.articles.labels import read_labels
from bot.articles.mail import read_mail
from bot.articles.pandoc import read_title_block
from bot.articles.plain import is_many, read_plain
from bot.articles.portal import read_portal
from bot.errors import UnreadableArticle

# A whole talk, as KakaoTalk writes it into a file
_TALK = re.compile(
    r"\A[^\n]{1,100}(?:님과 카카오톡 대화|카카오톡 대화|KakaoTalk Chats with [^\n]{1,100})\n"
    r"(?:저장한 날짜|Date Saved) ?:"
)


def read_unmarked(text: str, path: str) -> Draft:
    """What *text* says of itself. Raises: UnreadableArticle where it is no article."""
    if _TALK.match(text):
        raise UnreadableArticle("reason.talk")
    draft = (
        read_mail(text)
        or read_title_block(text, path)
        or read_copied(text)
        or read_labels(text, path)
        or read_portal(text)
    )
    if draft is not None:
        return draft
    if path.lower().endswith(".eml"):
        raise UnreadableArticle("reason.mail")
    if path.lower().endswith((".mdx", ".text")) and not text.startswith("#"):
        raise UnreadableArticle("reason.no_shape")
    if is_many(text, path):
        raise UnreadableArticle("reason.many_lines")
    return read_joplin(text, path) or read_plain(text, path)
