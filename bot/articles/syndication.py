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
from bot.patterns import lazy_compile

SUFFIXES = (".xml", ".rss", ".atom")
MOST_DEPTH = 50
MOST_TERMS = 50
MOST_SOUGHT = 50  # marks that are sought in a record

_RECORD = lazy_compile(
    r"<(?P<name>(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry|doc|article|news|document|record|row|post|기사|뉴스|항목|문서))(?=[\s>])"
)
_SECTION = lazy_compile(r"<!(?:--|\[CDATA\[)")
_ASIDE = lazy_compile(
    r"<(?P<name>image|textInput)(?:\s[^<>]{0,1000})?(?<!/)>"
)  # of a feed, with titles of their own
_MARK = lazy_compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z가-힣][\w:.-]{0,60})(?P<rest>(?:\s[^<>]{0,4000}?)?)(?P<empty>/?)>"
)
_ATTRIBUTE = lazy_compile(r"([A-Za-z][\w:.-]{0,40})\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)')")
_TEXTS = frozenset(("main", "body.content", "inlineXML"))
_WITHIN = frozenset(("name", "value", "title", "text"))  # whose outer element says of what
_LOGIN = lazy_compile(
    r"<wp:author_login>([^<]{1,100})</wp:author_login>.{0,2000}?"
    r"<wp:author_display_name>([^<]{1,100})</wp:author_display_name>",
    re.DOTALL,
)
_OF_POSTS = ("", "post")  # to WordPress, a menu and a picture are entries too
_STATUS = ("wp:status", "blogger:status")

Pairs = list[tuple[str, str]]


def read_items(text: str) -> Iterator[Draft | UnreadableArticle]:
    """What each record says, or why it is no article; one record where nothing is called so."""
    xml = _without_prefix(_without_sections(text))
    starts = _starts(xml)
    above = _without_asides(xml[: starts[0]] if starts else "")
    title = re.search(r"<title(?:\s[^<>]{0,200})?>([^<]{1,300})</title>", above)
    publisher = html_text(unescape(title[1])) if title and not above.startswith("<doc") else ""
    writers = {login: unescape(name) for login, name in _LOGIN.findall(above)}
    for start, end in zip(starts or [0], [*starts[1:], len(xml)], strict=True):
        yield _record(xml[start:end], publisher, writers)


def _starts(xml: str) -> list[int]:
    """Where the records begin: those of the first name that has a title, unless it only holds others that have one."""
    places: dict[str, list[int]] = {}
    for found in _RECORD.finditer(xml):
        if ":" not in found["name"]:
            places.setdefault(found["name"], []).append(found.start())
    ends = {name: _end(xml, name, starts[0]) for name, starts in places.items()}
    titled = [name for name, starts in places.items() if _tells(xml[starts[0] : ends[name]], ("title",))]
    for position, name in enumerate(titled):
        start, end = places[name][0], ends[name]
        inner = next((other for other in titled[position + 1 :] if places[other][0] < end), "")
        if not inner:
            return places[name]
        first, last = places[inner][0], xml.rfind(f"</{inner}", start, end)
        is_root = len(places[name]) == 1  # which may describe itself, and have the others within <content>
        text = ("body",) if is_root else ("body", "lead")
        if _tells(xml[start + 1 : first], text, at_end=is_root) or (
            last >= 0 and _tells(xml[last:end], text)
        ):
            return places[name]
    return next(iter(places.values()), [])


def _end(xml: str, name: str, start: int) -> int:
    found = xml.find(f"</{name}>", start)
    return found if found >= 0 else len(xml)


def _tells(xml: str, fields: tuple[str, ...], *, at_end: bool = False) -> bool:
    """Whether an element of *xml*, or its first in its own mark, says one of *fields*; at_end: by where it ends."""
    for position, found in enumerate(_MARK.finditer(xml)):
        names = [found["name"]] if bool(found["end"]) is at_end else []
        if position == 0 and not at_end:
            names += [name for name, _ in _attributes(found["name"], found["rest"], is_record=True)]
        if any((known := field_of(name)) and known[0] in fields for name in names):
            return True
    return False


def _record(xml: str, publisher: str, writers: dict[str, str]) -> Draft | UnreadableArticle:
    pairs = [*_elements(xml)]
    told = dict(pairs)
    if told.get("wp:post_type", "") not in _OF_POSTS or told.get("blogger:type", "POST") != "POST":
        return UnreadableArticle("reason.no_post")
    categories = [value for name, value in pairs if name == "category"][:MOST_TERMS]
    tags = [value for name, value in pairs if name == "tag"][:MOST_TERMS]
    pairs = [("status" if name in _STATUS else name, value) for name, value in pairs if name != "id"]
    fields = gather(pairs)
    fields["title"] = fields["title"] or next(filter(None, map(_title_within, pairs)), "")
    fields["tags"] = "\n".join(tags or categories[1:] or filter(None, [fields["tags"]]))
    fields["publisher"] = fields["publisher"] or publisher
    fields["author"] = writers.get(fields["author"], fields["author"])
    title = " ".join(html_text(fields["title"]).split())
    body = fields["body"] or fields["lead"]
    if "[" in body:
        from bot.articles.markup import without_shortcodes  # markdown-it, which most feeds need not

        body = without_shortcodes(body)
    if not (title and body.strip()):
        return UnreadableArticle("reason.nothing")
    return Draft("XML", title, body.strip(), fields, "none")


def _title_within(pair: tuple[str, str]) -> str:
    """A title in an element that says nothing else of an article: <head>, <header>; "" if *pair* is none."""
    outer, _, name = pair[0].rpartition(".")
    return pair[1] if outer and name == "title" and field_of(outer) is None else ""


def _elements(xml: str) -> Iterator[tuple[str, str]]:
    """Name and text of each element with nothing but text within, and of what holds an article's text."""
    opened: list[tuple[str, int]] = []
    sought: dict[str, int] = {}
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
            end = _next(f"</{name}>", xml, at, sought)
            if end >= 0 and not at <= _next("<body.content", xml, at, sought) < end:
                inner = xml[at:end]
                text = inner if "<" in inner else unescape(inner)
                yield "body" if name in _TEXTS else name, html_text(text)
                at = end
                opened.append((name, at))
                last = -1
                continue
        if len(opened) < MOST_DEPTH:
            opened.append((name, at))


def _next(mark: str, xml: str, at: int, sought: dict[str, int]) -> int:
    """Where *mark* is next, found once for all that stand before it; -1 where it is not, or too many were sought."""
    known = sought.get(mark, 0 if len(sought) < MOST_SOUGHT else -1)
    if 0 <= known < at:
        sought[mark] = known = xml.find(mark, at)
    return known


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
    """*text* with its CDATA as other text is written, and without comments; what is never closed is text."""
    shown: list[str] = []
    unclosed: set[str] = set()
    at = behind = 0
    while found := _SECTION.search(text, behind):
        behind = found.end()
        closing = "-->" if found[0] == "<!--" else "]]>"
        end = text.find(closing, behind) if closing not in unclosed else -1
        if end < 0:
            unclosed.add(closing)
            continue
        shown += [text[at : found.start()], _escaped(text[behind:end]) if closing == "]]>" else ""]
        at = behind = end + 3
    return "".join((*shown, text[at:]))


def _without_prefix(xml: str) -> str:
    """*xml* without the prefix that its records have, or else its root: <a:entry>. Others keep theirs."""
    found = _RECORD.search(xml) or _MARK.search(xml)
    prefix, colon, _ = found["name"].partition(":") if found else ("", "", "")
    return xml.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</") if colon else xml


def _without_asides(above: str) -> str:
    shown: list[str] = []
    at = 0
    while found := _ASIDE.search(above, at):
        shown.append(above[at : found.start()])
        end = above.find(f"</{found['name']}>", found.end())
        if end < 0:
            return "".join(shown)
        at = end
    return "".join((*shown, above[at:]))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
