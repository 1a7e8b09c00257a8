"""Many articles in one file, as programs hand them out: mails in .mbox, Evernote's .enex, and what is XML.

A message or a note that is no article is that one's refusal. Both are taken apart by their marks alone, in one pass:
no entity and no document type of a stranger's is ever resolved.

>>> notes = read_collection("<note><title>다리 개통</title><content>열렸다.</content></note>", "a.enex")
>>> notes[0].title, notes[0].body
('다리 개통', '열렸다.')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.articles import syndication
from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.html_text import html_text, unescape
from bot.articles.records import MAX_RECORDS
from bot.errors import UnreadableArticle
from bot.i18n import Key
from bot.patterns import lazy_compile

SUFFIXES = (".mbox", ".enex", *syndication.SUFFIXES)

_MESSAGE = lazy_compile(r"(?:\A|(?<=\n\n))From [^\n]{1,200}\n")
_OWN_MARKS = lazy_compile(r"</?en-[a-z]{1,10}(?:\s[^<>]{0,1000})?/?>")  # of a picture, a task
_QUOTED_FROM = lazy_compile(r"^>(?=>{0,9}From )", re.MULTILINE)
_NOTE_FIELDS = ("title", "created", "author", "source-url", "tag")


def read_collection(text: str, path: str) -> list[Draft | UnreadableArticle]:
    """What each message or note says, or why it is no article. Raises: UnreadableArticle where none is one."""
    ending = path.lower().rpartition(".")[2]
    found = list(islice(_READERS[ending](text), MAX_RECORDS + 1))
    if len(found) > MAX_RECORDS:
        raise UnreadableArticle("reason.records", most=MAX_RECORDS)
    if not any(isinstance(one, Draft) for one in found):
        key: Key = "reason.no_fields" if f".{ending}" in syndication.SUFFIXES else "reason.no_kind"
        raise UnreadableArticle(key, kind=ending.upper())
    return found


def _messages(text: str) -> Iterator[Draft | UnreadableArticle]:
    from bot.articles.mail import read_mail  # its patterns, which a crawler's files need not

    starts = [*_MESSAGE.finditer(text)]
    ends = [found.start() for found in starts[1:]] + [len(text)] * bool(starts)
    for start, end in zip(starts, ends, strict=True):
        try:
            draft = read_mail(_QUOTED_FROM.sub("", text[start.end() : end]).strip("\n"))
        except UnreadableArticle as refusal:
            yield refusal
        else:
            yield draft if draft and draft.title else UnreadableArticle("reason.mail")


def _notes(text: str) -> Iterator[Draft | UnreadableArticle]:
    at = 0
    while (start := text.find("<note>", at)) >= 0:
        end = text.find("</note>", start)
        at = end if end >= 0 else len(text)
        note = text[start:at]
        content = _between(note, "<content>", "</content>").strip()
        if content.startswith("<![CDATA["):
            content = content[9:].removesuffix("]]>")
        head = note.replace(content, "") if content else note
        pairs = [(name, unescape(_between(head, f"<{name}>", f"</{name}>").strip())) for name in _NOTE_FIELDS]
        fields = gather(pairs)
        fields["tags"] = "\n".join(
            unescape(tag) for tag in re.findall(r"<tag>([^<]{1,100})</tag>", head)[:50]
        )
        body = html_text(_OWN_MARKS.sub("", _within_note(content)))
        told = fields["title"] and body
        yield (
            Draft("note", fields["title"], body, fields, "none")
            if told
            else UnreadableArticle("reason.nothing")
        )


def _within_note(content: str) -> str:
    """The HTML of a note, without what Evernote puts around it."""
    start = content.find("<en-note")
    if start < 0:
        return content
    return content[start:].partition(">")[2].rstrip().removesuffix("</en-note>")


def _between(text: str, opening: str, closing: str) -> str:
    start = text.find(opening)
    end = text.find(closing, start)
    return text[start + len(opening) : end] if 0 <= start < end else ""


_READERS: dict[str, Callable[[str], Iterator[Draft | UnreadableArticle]]] = {
    "mbox": _messages,
    "enex": _notes,
    **{ending.removeprefix("."): syndication.read_items for ending in syndication.SUFFIXES},
}
