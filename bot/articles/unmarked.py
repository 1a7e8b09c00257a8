"""The shapes of a text without front matter, tried one after the other.

mail.py          a mail with its headers
labels.py        제목: … and the like above the text
portal.py        a page that was copied as a whole
joplin.py        a note with its fields below
plain.py         anything else: the first heading or the first line is the title
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.articles.copied_post import read_copied
from bot.articles.draft import Draft
from bot.articles.frame import is_for_reading, without_frame
from bot.articles.furniture import is_prose
from bot.articles.head import address_alone
from bot.articles.html_text import without_modules
from bot.articles.joplin import read_joplin
from bot.articles.labels import read_labels
from bot.articles.mail import read_mail
from bot.articles.pandoc import read_title_block
from bot.articles.plain import is_many, read_plain
from bot.articles.portal import read_portal
from bot.articles.several import articles_in
from bot.articles.sheet import is_head
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

# A whole talk, as KakaoTalk writes it into a file
_TALK = lazy_compile(
    r"\A[^\n]{1,100}(?:님과 카카오톡 대화|카카오톡 대화|KakaoTalk Chats with [^\n]{1,100})\n"
    r"(?:저장한 날짜|Date Saved) ?:"
)


_LINKS = lazy_compile(
    r"(?<![ \t])[ \t]*+(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t].{1,300}"
    r"|\[(?:[^\[\]]|\[[^\[\]]{1,60}\]){1,200}\]\([^()]{0,500}\)"
    r"|\[\[[^\[\]]{1,200}\]\]|<?https?://\S{1,500}>?)|<?https?://\S{1,500}>?)[ \t]*"
)
_SITE = lazy_compile(r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}")
_AGO = lazy_compile(
    r"(?:\d{1,3} ?(?:분|시간|일|주) ?전|어제|\d{1,3} (?:minutes?|hours?|days?) ago|yesterday)", re.IGNORECASE
)
MOST_AGO = 3  # headlines, each with how long ago it was
MOST_WORDS = 8  # lines of one word each: as many are a list
_WORD = lazy_compile(r"[ \t]{0,8}[^\s.!?]{1,20}[ \t]{0,8}")
_LOG = lazy_compile(
    r"\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d.{0,40}?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b.*"
)


def is_list(text: str) -> bool:
    """Whether a text has nothing but a heading and links or tasks, headlines with how long ago
    they were, or a program's log.

    >>> is_list("# 목차\\n\\n- [[다리]]\\n- [공원](공원.md)"), is_list("# 다리\\n\\n- [[다리]]가 열렸다.\\n- [[공원]]")
    (True, False)
    """
    lines = [line for line in text[:20_000].split("\n")[:200] if line.strip() and not line.startswith("#")]
    if len(lines) >= MOST_WORDS and all(map(_WORD.fullmatch, lines)):
        return True
    if sum(_AGO.fullmatch(line.strip()) is not None for line in lines) >= MOST_AGO and not any(
        is_prose(line.strip()) or line.rstrip().endswith(".") for line in lines
    ):
        return True
    return len(lines) > 1 and (all(map(_LINKS.fullmatch, lines)) or all(map(_LOG.fullmatch, lines)))


def read_unmarked(text: str, path: str) -> Draft:
    """What *text* says of itself. Raises: UnreadableArticle where it is no article."""
    if path.lower().endswith(".mdx"):
        text = without_modules(text).strip()
    draft = _read_as_it_is(text, path)
    if draft is None:
        address, below = _origin_above(text)
        draft = _read_as_it_is(below, path) if below else None
        draft = draft or _read_rest(below or text, path)
        if address:
            draft.fields["url"] = draft.fields["url"] or address
    return draft


def _origin_above(text: str) -> tuple[str, str]:
    """The address that *text* begins with, and what stands below, which is "" where it does not say where it is from:
    what was copied first is an address, or the site of a page that a browser shows for reading.
    """
    first, _, below = text.partition("\n")
    address, below = address_alone(first), below.strip()
    is_origin = address or (_SITE.fullmatch(first.strip()) and is_for_reading(below))
    return (address, below) if is_origin else ("", "")


def _read_as_it_is(text: str, path: str) -> Draft | None:
    """Of a text that is told from its first line; None of any other. Raises: as `read_unmarked`."""
    if _TALK.match(text):
        raise UnreadableArticle("reason.talk")
    first = text.partition("\n")[0]
    if first.count("\t") > 1 and is_head(first.split("\t")):
        raise UnreadableArticle("reason.table")
    if is_list(text):
        raise UnreadableArticle("reason.list")
    draft = read_mail(text)
    if draft is None and (articles := articles_in(text)) > 1:
        raise UnreadableArticle("reason.many", articles=articles)
    draft = draft or read_title_block(text, path) or read_copied(text)
    if draft is not None:
        return draft
    if draft := read_labels(text, path):
        return replace(draft, body=without_frame(draft.body, draft.fields, sources=False))
    if path.lower().endswith(".eml"):
        raise UnreadableArticle("reason.mail")
    return None


def _read_rest(text: str, path: str) -> Draft:
    """Of a text whose title is its first line. Raises: as `read_unmarked`."""
    if draft := read_portal(text, path):
        return replace(draft, body=without_frame(draft.body, draft.fields))
    if path.lower().endswith((".mdx", ".text")) and not text.startswith("#"):
        raise UnreadableArticle("reason.no_shape")
    if is_many(text, path):
        raise UnreadableArticle("reason.many_lines")
    if draft := read_joplin(text, path):
        return draft
    draft = read_plain(text, path)
    return replace(draft, body=without_frame(draft.body, draft.fields))
