"""Markdown or text without any frame: the first heading or the first line is the title.

>>> split_title("# 강변 산책로 개통\\n\\n한빛시는 …")
('강변 산책로 개통', '한빛시는 …')
"""

from __future__ import annotations

import re

from bot.articles import release
from bot.articles.dateline import read_dateline
from bot.articles.draft import Draft, markup_of
from bot.articles.fields import Fields
from bot.articles.furniture import is_prose
from bot.articles.head import without_address, without_head
from bot.patterns import lazy_compile

LONGEST_TITLE_LINE = 200  # a longer first line is text; its beginning is the title
LEAD_CHARS = 80
HEADING_WITHIN = 600  # characters; one further down is a subhead

_HEADING = lazy_compile(r"^ {0,3}(?:[-*+] )?#{1,6}[ \t](?=[ \t]*\S)([^\n]*)$", re.MULTILINE)
_FIRST_HEADING = lazy_compile(r"^ {0,3}#[ \t](?=[ \t]*\S)([^\n]*)$", re.MULTILINE)
_WIKI = lazy_compile(
    r"={1,6}[ \t]+([^=\n]{1,300}?)(?:[ \t]+={1,6})?|h[1-6]\.[ \t]+(.{1,300})"
)  # == 다리 ==, = 다리 (AsciiDoc), h1. 다리
_UNDERLINE = lazy_compile(r"\A(?:={3,}|-{3,})[ \t]*+(?:\n|$)")
_RULES = lazy_compile(r"\A(?:[-=*_]{3,}+[ \t]*+(?:\n\s*+|$))+")
_POST = lazy_compile(r"\d{4}-\d\d-\d\d-")  # of Jekyll's, named by its title
_LINKED_TITLE = lazy_compile(r"\A\[(.{1,300})\]\((https?://[^\s()]{1,2000})\)")
_ONLY_LINKS = lazy_compile(r"\A(?:\s*\[\[[^\[\]\n]{1,60}\]\])+\s*")  # [[ReadItLater]] [[Article]]
_ANCHOR = lazy_compile(r"[ \t]\{#[^{}\s]{1,80}\}$")
_STEM_DATE = lazy_compile(r"^[\[(]?\d{4}[-_. ]?\d\d[-_. ]?\d\d[\])]?[-_. ]*|^\d{1,10}[-_. ]+")
_CODES = lazy_compile(
    r"(?=[^\n]{4,60}$)(?=.*\d)[A-Z]{2,5}-?\d{2,20}(?:[ \t]+(?:[A-Z0-9/-]{1,8}|[가-힣]{2}))*+"
)
_VERSION = lazy_compile(
    r"[가-힣]{2,4}(?:[ \t]+(?:\d보|속보|종합\d?보?|긴급|단신))?"
)  # 사회 2보, below a code
_COMMENTS = lazy_compile(r"(?:\n\[[a-z]{1,2}\][^\n]{0,2000}|\n(?=\n|\Z))+")
_HANGUL = lazy_compile(r"[가-힣].*[가-힣]")


def read_plain(text: str, path: str) -> Draft:
    """Any text is an article."""
    text = without_rules(text.strip())
    markup = markup_of(path)
    fields = Fields()
    if markup != "plain" and (heading := _title_heading(text)):
        before, after = text[: heading.start()].rstrip(), text[heading.end() :].strip()
        title = bare(heading[1])
        if linked := _LINKED_TITLE.fullmatch(title):
            title, fields["url"] = linked[1], linked[2]
        before = "" if _ONLY_LINKS.fullmatch(before) else before
        after = without_address(without_head(after, title, fields), fields)
        return Draft("Markdown", title, f"{before}\n\n{after}" if before else after, fields, markup)
    title, body = split_title(_without_codes(_without_comments(text)))
    title = release.without_name(title)
    if title and not title.endswith("…"):
        body = without_address(body, fields)
    take_dateline(body, fields)
    return Draft("Markdown" if markup != "plain" else "plain text", title, body, fields, markup)


def take_dateline(body: str, fields: Fields) -> None:
    """Paper and author of a dateline into *fields*, where nothing else told them."""
    publisher, byline = read_dateline(body)
    known = fields["publisher"]  # 공감언론 한빛통신사, where the line says 한빛통신
    if publisher and _HANGUL.search(publisher) and (not known or publisher in known):
        fields["publisher"] = publisher
        fields["author"] = fields["author"] or byline


def _without_codes(text: str) -> str:
    """*text* from its first line in words: what a wire puts above a story, or 보도자료, is no title."""
    below_code = False
    for _ in range(3):
        line, _, rest = text.partition("\n")
        is_code = _CODES.fullmatch(line.strip()) is not None
        if not rest.strip() or not (
            is_code or release.is_name(line) or (below_code and _VERSION.fullmatch(line.strip()))
        ):
            return text
        text, below_code = rest.lstrip(), is_code
    return text


def _without_comments(text: str) -> str:
    """*text* without what was said in the margin, as a document that is saved as text has it: [a] and, below, [a]…"""
    start = text.rfind("\n[a]")
    if start < 0 or not _COMMENTS.fullmatch(text, start):
        return text
    body = text[:start].rstrip()
    marks = set(re.findall(r"^\[[a-z]{1,2}\]", text[start:], re.MULTILINE))
    if not all(mark in body for mark in marks):
        return text
    for mark in marks:
        body = body.replace(mark, "")
    return body.rstrip().rstrip("_").rstrip()


def is_many(text: str, path: str) -> bool:
    """Whether every line is an article of its own, two blanks standing where its lines end."""
    if markup_of(path) != "plain" or "  " not in text[:4096]:
        return False
    lines = [line for line in text.split("\n", 50)[:50] if line.strip()]
    return len(lines) > 2 and all(line.strip().count("  ") > 1 for line in lines)


def read_authored(fields: Fields, content: str, path: str, form: str = "front matter") -> Draft:
    """A text whose *fields* somebody wrote above it."""
    content = content.strip()
    markup = "none" if fields["markup"] == "text" else markup_of(path)
    title = fields["title"].strip()
    if not title:
        title, content = title_of(content, path)
    content = content if markup == "none" else without_head(content, title, fields)
    return Draft(form, title, content or fields["body"], fields, markup)


def title_of(text: str, path: str) -> tuple[str, str]:
    """Title and text: by its heading, by the file's name where that is in words, else by its first line."""
    if heading := _HEADING.match(text):
        return bare(heading[1]), text[heading.end() :].strip()
    stem = _STEM_DATE.sub("", path.rpartition("/")[2].rpartition(".")[0])
    is_post = _POST.match(path.rpartition("/")[2]) is not None and is_prose(text.partition("\n")[0].strip())
    if _HANGUL.search(stem) and (is_post or " " in stem or len(stem) > 8):
        return stem.replace("_", " ").replace("-", " " if is_post else "-").strip(), text
    return split_title(text)


def split_title(text: str) -> tuple[str, str]:
    """First line and the rest; the line stays in the body when it is too long for a title."""
    line, _, rest = text.strip().partition("\n")
    if heading := _HEADING.match(line):
        return bare(heading[1]), rest.strip()
    if len(line) > LONGEST_TITLE_LINE:
        return line[:LEAD_CHARS].rsplit(" ", 1)[0].rstrip() + "…", text.strip()
    if underline := _UNDERLINE.match(rest):
        rest = rest[underline.end() :]
    return bare(line), rest.strip()


def without_rules(text: str) -> str:
    """*text* without rules at its beginning, which are no title."""
    rules = _RULES.match(text)
    return text[rules.end() :] if rules else text


def _title_heading(text: str) -> re.Match[str] | None:
    first = _HEADING.search(text, 0, HEADING_WITHIN)
    return _FIRST_HEADING.search(text, 0, HEADING_WITHIN) or first if first else None


def bare(title: str) -> str:
    """*title* without the marks that make a line one."""
    title = title.strip()
    title = _ANCHOR.sub("", title)
    opened = title.rstrip("#")
    if opened.endswith((" ", "\t")):
        title = opened.rstrip()  # ## 제목 ##
    if marked := _WIKI.fullmatch(title):
        title = (marked[1] or marked[2]).strip()
    bold = len(title) > 4 and title.startswith("**") and title.endswith("**")
    return title[2:-2].strip() if bold else title
