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

from bot.articles.copied_post import read_copied, read_handed_round
from bot.articles.draft import Draft
from bot.articles.factiva import read_factiva
from bot.articles.frame import is_for_reading, without_frame
from bot.articles.head import address_alone
from bot.articles.html_text import html_text, without_modules
from bot.articles.joplin import read_joplin
from bot.articles.labels import read_labels
from bot.articles.mail import read_mail
from bot.articles.no_article import why_no_text
from bot.articles.pandoc import read_title_block
from bot.articles.plain import is_many, read_plain
from bot.articles.portal import read_portal
from bot.articles.ris import read_ris
from bot.articles.ruled import read_ruled
from bot.articles.several import articles_in
from bot.articles.sheet import is_head
from bot.articles.signature import is_paper
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

MOST_OF_TABLE = 4096  # characters

_TABLE_END = lazy_compile("</table>", re.IGNORECASE)
_SITE = lazy_compile(r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}")


def read_unmarked(text: str, path: str) -> Draft:
    """What *text* says of itself. Raises: UnreadableArticle where it is no article."""
    if path.lower().endswith(".mdx"):
        text = without_modules(text).strip()
    if text[:6].lower() == "<table":
        text = _as_lines(text)
    draft = _read_as_it_is(text, path)
    if draft is None:
        address, below = _origin_above(text)
        draft = _read_as_it_is(below, path) if below else None
        draft = draft or _read_rest(below or text, path)
        if address:
            draft.fields["url"] = draft.fields["url"] or address
    return draft


def _as_lines(text: str) -> str:
    """*text* with the table of HTML that it begins with as lines, its cells apart by tabs."""
    end = _TABLE_END.search(text, 0, MOST_OF_TABLE)
    return f"{html_text(text[: end.end()])}\n\n{text[end.end() :].lstrip()}" if end else text


def _origin_above(text: str) -> tuple[str, str]:
    """The address that *text* begins with, and what stands below, which is "" where it does not say where it is from:
    what was copied first is an address, or the site of a page that a browser shows for reading.
    """
    first, _, below = text.partition("\n")
    address, below = address_alone(first), below.strip()
    is_site = _SITE.fullmatch(first.strip()) or is_paper(first.strip())
    is_origin = address or (is_site and is_for_reading(below))
    return (address, below) if is_origin else ("", "")


def _read_as_it_is(text: str, path: str) -> Draft | None:
    """Of a text that is told from its first line; None of any other. Raises: as `read_unmarked`."""
    first = text.partition("\n")[0]
    if first.count("\t") > 1 and is_head(first.split("\t")):
        raise UnreadableArticle("reason.table")
    if why := why_no_text(text):
        raise UnreadableArticle(why)
    draft = read_mail(text)
    if draft is None and (articles := articles_in(text)) > 1:
        raise UnreadableArticle("reason.many", articles=articles)
    draft = draft or read_title_block(text, path) or read_factiva(text) or read_ris(text)
    draft = draft or read_ruled(text, path) or read_copied(text) or read_handed_round(text)
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
