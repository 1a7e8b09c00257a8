"""Articles in XML: a saved feed (RSS, Atom), what WordPress hands out of itself, a crawler's export, trafilatura's own.

It is taken apart by its marks in one pass: no parser of XML, no entity and no document type of a stranger's.

>>> items = read_items("<rss><channel><title>한빛일보</title><item><title>다리 개통</title>"
...                    "<description>&lt;p&gt;열렸다.&lt;/p&gt;</description></item></channel></rss>")
>>> [(item.title, item.body, item.fields["publisher"]) for item in items]
[('다리 개통', '열렸다.', '한빛일보')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.articles.draft import Draft
from bot.articles.fields import field_of, gather
from bot.articles.html_text import html_text, unescape
from bot.errors import UnreadableArticle

SUFFIXES = (".xml", ".rss", ".atom")
MOST_DEPTH = 50
MOST_TERMS = 50

_RECORDS = ("item", "entry", "doc", "article", "news", "document", "record", "row", "post")
_MARK = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,60})(?P<rest>(?:\s[^<>]{0,4000}?)?)(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:.-]{0,40})\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)')")
_TEXTS = frozenset(("main", "body.content", "inlineXML"))
_WITHIN = frozenset(("name", "value", "title", "text"))  # whose outer element says of what
_LOGIN = re.compile(
    r"<wp:author_login>([^<]{1,100})</wp:author_login>.{0,2000}?"
    r"<wp:author_display_name>([^<]{1,100})</wp:author_display_name>",
    re.DOTALL,
)
_OF_POSTS = ("", "post")  # to WordPress, a menu and a picture are entries too

Pairs = list[tuple[str, str]]


def read_items(text: str) -> Iterator[Draft | UnreadableArticle]:
    """What each record says, or why it is no article; one record where nothing is called so."""
    xml = _without_sections(text)
    starts = _starts(xml)
    above = xml[: starts[0]] if starts else ""
    title = re.search(r"<title(?:\s[^<>]{0,200})?>([^<]{1,300})</title>", above)
    publisher = html_text(unescape(title[1])) if title and not above.startswith("<doc") else ""
    writers = {login: unescape(name) for login, name in _LOGIN.findall(above)}
    for start, end in zip(starts or [0], [*starts[1:], len(xml)], strict=True):
        yield _record(xml[start:end], publisher, writers)


def _starts(xml: str) -> list[int]:
    for name in _RECORDS:
        if starts := [found.start() for found in re.finditer(rf"<{name}(?=[\s>])", xml)]:
            return starts
    return []


def _record(xml: str, publisher: str, writers: dict[str, str]) -> Draft | UnreadableArticle:
    pairs = [*_elements(xml)]
    told = dict(pairs)
    if told.get("wp:post_type", "") not in _OF_POSTS:
        return UnreadableArticle("reason.nothing")
    categories = [value for name, value in pairs if name == "category"][:MOST_TERMS]
    tags = [value for name, value in pairs if name == "tag"][:MOST_TERMS]
    pairs = [("status" if name == "wp:status" else name, value) for name, value in pairs if name != "id"]
    fields = gather(pairs)
    fields["tags"] = "\n".join(tags or categories[1:] or filter(None, [fields["tags"]]))
    fields["publisher"] = fields["publisher"] or publisher
    fields["author"] = writers.get(fields["author"], fields["author"])
    title = " ".join(html_text(fields["title"]).split())
    body = fields["body"] or fields["lead"]
    if not (title and body.strip()):
        return UnreadableArticle("reason.nothing")
    return Draft("XML", title, body.strip(), fields, "none")


def _elements(xml: str) -> Iterator[tuple[str, str]]:
    """Name and text of each element with nothing but text within, and of what holds an article's text."""
    opened: list[tuple[str, int]] = []
    at, last = 0, 0
    while found := _MARK.search(xml, at):
        at = found.end()
        name = found["name"]
        if found["end"]:
            if opened and opened[-1][0] == name:
                start = opened.pop()[1]
                if start == last:  # no other mark since
                    outer = opened[-1][0] if len(opened) > 1 and name in _WITHIN else ""
                    yield f"{outer}.{name}" if outer else name, unescape(xml[start : found.start()]).strip()
            last = -1
            continue
        yield from _attributes(name, found["rest"], is_record=not opened)
        if found["empty"]:
            continue
        last = at
        known = field_of(name)
        if opened and (name in _TEXTS or (known and known[0] in ("body", "lead"))):
            end = xml.find(f"</{name}", at)
            inner = xml[at:end] if end >= 0 else ""
            if end >= 0 and "<body.content" not in inner:
                text = inner if "<" in inner else unescape(inner)
                yield "body" if name in _TEXTS else name, html_text(text)
                at = end
                opened.append((name, at))
                last = -1
                continue
        if len(opened) < MOST_DEPTH:
            opened.append((name, at))


def _attributes(name: str, rest: str, *, is_record: bool) -> Pairs:
    """What an element says of the record in its own mark: of what that is, or where to, or under which name."""
    values = {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(rest)} if rest else {}
    if is_record:
        return [*values.items()]
    if name == "link" and values.get("rel", "alternate") == "alternate" and values.get("href"):
        return [("link", values["href"])]
    if name == "category" and values.get("term"):
        return [("category", values["term"])]
    return []


def _without_sections(text: str) -> str:
    """*text* with its CDATA as other text is written, and without comments."""
    shown: list[str] = []
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        shown += [text[at:start], _escaped(text[start + 9 : end])]
        at = end + 3
    return "".join((*shown, text[at:]))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
