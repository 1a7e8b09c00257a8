"""A saved web page: its text as another found it, and what the page itself says in its head.

>>> head = '<meta property="og:title" content="다리 개통"><link rel=canonical href="https://a.example/1">'
>>> draft = read_page(head, "다리가 열렸다.", {})
>>> draft.title, draft.body, draft.fields["url"]
('다리 개통', '다리가 열렸다.', 'https://a.example/1')
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from bot.articles.article import KST, day_in_korea
from bot.articles.draft import Draft
from bot.articles.fields import Fields, flatten, gather
from bot.articles.furniture import reporters_of, without_end
from bot.articles.head import address_alone, is_date_line
from bot.articles.html_text import html_text, unescape
from bot.articles.linked_data import MOST_LINKED, SELF, linked_pairs
from bot.articles.moment import read_published
from bot.articles.page_date import entered, is_of_paper, moment_on
from bot.articles.plain import split_title
from bot.articles.portal import read_portal
from bot.articles.signature import is_paper, read_signature, read_signers
from bot.i18n.reasons import NONE, Reason
from bot.patterns import lazy_compile

HEAD_CHARS = 400_000
LEAST_CHARS = 20  # of text; what is shorter is a menu

_TAG = lazy_compile(r"<(?P<kind>meta|link)\s(?P<rest>[^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = lazy_compile(
    r"([a-z-]{2,20})\s{0,3}=\s{0,3}(?:\"((?:[^\"]|\"(?!\s{0,9}(?:/?$|[a-z:-]{2,30}\s{0,3}(?:=|$))))*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
_TITLE = lazy_compile(r"<title[^<>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_LINKED = lazy_compile(  # JSON-LD, where papers say the time of day as well
    r"<script[^<>]{0,200}application/ld\+json[^<>]{0,200}>([^<]{2,200000})</script", re.IGNORECASE
)
_SAVED_FROM = lazy_compile(
    r"(?:Page saved with SingleFile\s{1,5}url:\s{1,3}|saved from url=\(\d{1,5}\))(https?://[^\s<>\"]{1,2000})"
)
_OWN_LINK = lazy_compile(r"<a href=\"(https?://[^\s\"<>]{1,2000})\"[^<>]{0,200} class=\"p-canonical")
_ARCHIVED = lazy_compile(r"\Ahttps?://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/(?=https?://)")
_AT_PORTAL = lazy_compile(r"(?<![^|\n])([^|\n]{2,40}+)\|\s?(?:네이버|다음|NAVER|Daum)")
_PORTAL_FIRST = lazy_compile(
    r"^(?:다음|네이버|네이트|daum|naver)(?: ?뉴스)? ?[-|·:] ?(?=\S)", re.IGNORECASE
)  # 다음 - 한빛일보
_BOOKMARKS = lazy_compile(
    r"<!DOCTYPE NETSCAPE-Bookmark-file|<title>\s{0,9}(?:Pocket Export|Instapaper: Export)", re.IGNORECASE
)
_NOT_FOUND = lazy_compile(  # what a server shows in place of a page
    r"(?:http )?(?:error )?(?:40[0134]|410|50[0-4])(?:\W{1,3}(?:[a-z]{2,12} ?){1,3})?"
    r"|(?:(?:http )?(?:error )?\d{3}\W{1,3})?(?:(?:page )?not found"
    r"|(?:요청하신 |찾으시는 |해당 )?(?:페이지|기사|게시물|글)[를을가이]? ?"
    r"(?:찾을 수 (?:없습니다|없음|없어요)|존재하지 않(?:습니다|음|아요)|삭제되었습니다))[.!]?",
    re.IGNORECASE,
)
_GUESSED = "date time"  # what a library took for the page's day
_TAIL = lazy_compile(r"(?<!\s)\s++[|:<>–—-]\s++(?=\S)")
_HEADING = lazy_compile(r"<h[1-4][^<>]{0,300}>(.{1,600}?)</h[1-4]\s*>", re.IGNORECASE | re.DOTALL)
MOST_HEADINGS = 50
MOST_HEAD = 5  # lines between a title and its text
_NO_TITLE = lazy_compile(r"인쇄(?:하기)?$|^(?:인쇄|프린트|print)\b|print (?:view|page)", re.IGNORECASE)
_HOST = lazy_compile(r"(?<![\w-])[\w-]++(?:\.[\w-]+)+")
_OWNER = lazy_compile(r"itemprop=[\"']?publisher\b", re.IGNORECASE)
_OWNER_NAME = lazy_compile(
    r"itemprop=[\"']?name\b(?P<rest>[^<>]{0,400})>(?P<text>[^<]{0,100})", re.IGNORECASE
)
_AFTER_TITLE = lazy_compile(r"(?<!\s)\s++[|:<>–—-]\s++.{1,40}$")


def why_no_page(html: str) -> Reason:
    """Why HTML that a program handed out is no article, and what its owner does about it; none if it may be one."""
    if _BOOKMARKS.search(html, 0, 4_000):
        return Reason("reason.bookmarks")
    title = _TITLE.search(html, 0, HEAD_CHARS)
    named = html_text(title[1]).strip() if title else ""
    is_gone = len(named) > 2 and _NOT_FOUND.fullmatch(_AFTER_TITLE.sub("", named)) is not None
    return Reason("reason.no_article") if is_gone else NONE


def read_page(html: str, text: str, found: Mapping[str, str]) -> Draft:
    """text: of the article, as plain text. found: what else was found, for what the page's head does not say."""
    pairs: list[tuple[str, str]] = []
    for tag in _TAG.finditer(html, 0, HEAD_CHARS):
        values = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag["rest"])}
        if tag["kind"].lower() == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            value = unescape(values.get("content", "")).strip()
            if name == "og:article:author" and (paper := _AT_PORTAL.fullmatch(value)):
                name, value = "press", paper[1].strip()
            pairs.append((name, _PORTAL_FIRST.sub("", value) if name == "og:site_name" else value))
            pairs += _pairs_within(name, value)
        elif values.get("rel", "").lower() == "canonical":
            pairs.append(("canonical", unescape(values.get("href", ""))))
        elif values.get("itemprop", "") == SELF:
            pairs.append((SELF, unescape(values.get("href", ""))))
    pairs += _linked(html)
    pairs.append(("publisher name", _owner(html)))
    if own := _OWN_LINK.search(html):  # of microformats
        pairs.append(("location", unescape(own[1])))
    if saved := _SAVED_FROM.search(html, 0, 4_000):
        pairs.append(("location", saved[1]))
    pairs += [("dc:title", found.get("title", "")), ("dc:publisher", found.get("sitename", ""))]
    of_note = {name for name, _ in pairs} >= {
        "created",
        "source-url",
    }  # when a page was cut out is not its day
    pairs.append(("article:author", found.get("author", "")))
    pairs.append((_GUESSED, "" if of_note else moment_on(html, found.get("date", ""))))
    fields = gather((name, _ARCHIVED.sub("", value)) for name, value in pairs)
    if fields.keys_found.get("published") == _GUESSED and is_of_paper(html, found["date"]):
        del fields["published"], fields.keys_found["published"]
    title = fields["title"]
    named = _TITLE.search(html, 0, HEAD_CHARS)
    if named and (whole := " ".join(unescape(named[1]).split())).startswith(title):
        title = min(
            filter(None, (_take_tail(whole, html, fields), title or _AFTER_TITLE.sub("", whole))), key=len
        )
    if not title:
        title, rest = split_title(text)
        text = text if title.endswith((".", "…")) else f"{title}\n{rest}"
    title = _take_tail(title, html, fields)
    if (is_paper(title) or _NO_TITLE.search(title)) and (printed := read_portal(text)):
        printed.fields.update(
            {name: value for name, value in fields.items() if name not in ("title", "published")}
        )
        return Draft("web page", printed.title, printed.body, printed.fields, "none")
    first, _, rest = text.strip().partition("\n")
    is_title = first.strip(" #") == title and not title.endswith(".")
    body = _without_head(rest.strip() if is_title else text.strip(), fields)
    if not of_note:
        _take_entered(html, title, body, fields)
    body = "\n".join(without_end(body.split("\n"), fields)).strip() or body
    return Draft("web page", title, body, fields, "none")


def _pairs_within(name: str, value: str) -> list[tuple[str, str]]:
    """What a mark of a page's head tells of its article as an object of JSON: parsely-page, `{"title": …}`."""
    if not value.startswith("{"):
        return []
    try:
        told = json.loads(value)
    except (ValueError, RecursionError):
        return []
    of = name.partition("-")[0]
    return [(f"{of}-{inner}", one) for inner, one in flatten(told)] if isinstance(told, dict) else []


def _take_entered(html: str, title: str, body: str, fields: Fields) -> None:
    """When the page says that it was entered, where nothing else told it, or a library guessed its day alone."""
    known = fields["published"]
    if known and (fields.keys_found.get("published") != _GUESSED or len(known) != len("2026-03-04")):
        return
    told = entered(html, title, body)
    at = read_published(told)
    if not known or (isinstance(at, datetime) and at.astimezone(KST).date().isoformat() == known):
        fields["published"] = told


def _take_tail(title: str, html: str, fields: Fields) -> str:
    """*title* without the crumbs and the paper behind it: 다리 개통 < 사회 < 기사본문 - 한빛신문.

    What is left is a heading of the page, or all before the paper's own name.
    """
    tails = list(_TAIL.finditer(title))
    if not tails:
        return title
    last = title[tails[-1].end() :].strip()
    if is_paper(last) and (not fields["publisher"] or _HOST.fullmatch(fields["publisher"])):
        fields["publisher"] = last
    heads = {title[: tail.start()].strip() for tail in tails}
    for heading in islice(_HEADING.finditer(html), MOST_HEADINGS):
        if (told := " ".join(html_text(heading[1]).split())) in heads:
            return told
    if " < " in title and title.count(" < ") > 1:
        return title.partition(" < ")[0].strip()
    return title[: tails[-1].start()].strip() if last and last == fields["publisher"] else title


def _without_head(body: str, fields: Fields) -> str:
    """*body* from its text: its day, who signed it and where it is from may stand above, as nothing else tells them."""
    for _ in range(MOST_HEAD):
        line, _, rest = body.partition("\n")
        told = _told_above(line.strip()) if rest.strip() else {}
        is_other = (
            "published" in told
            and fields["published"]
            and not _is_same_day(fields["published"], told["published"])
        ) or ("url" in told and fields["url"] not in ("", told["url"]))
        if not told or is_other:
            break
        for field, value in told.items():
            fields[field] = fields[field] or value
        body = rest.strip()
    return body


def _told_above(line: str) -> dict[str, str]:
    """What a line above a text tells that is nothing but a day, an address, or who signs."""
    if is_date_line(line):
        return {"published": line}
    if address := address_alone(line):
        return {"url": address}
    if told := read_signature(line) or read_signers(line):
        return dict(told)
    reporters = reporters_of(line)
    return {"author": reporters} if reporters else {}


def _is_same_day(told: str, other: str) -> bool:
    return day_in_korea(read_published(told)) == day_in_korea(read_published(other))


def _owner(html: str) -> str:
    """The name within a page's publisher, where that is marked as schema.org has it."""
    owner = _OWNER.search(html, 0, HEAD_CHARS)
    named = _OWNER_NAME.search(html, owner.end(), owner.end() + 1_000) if owner else None
    if named is None:
        return ""
    told = next((a or b or c for name, a, b, c in _ATTRIBUTE.findall(named["rest"]) if name == "content"), "")
    return unescape(told or named["text"]).strip()


def _linked(html: str) -> list[tuple[str, str]]:
    """What the page says of its article in JSON-LD."""
    scripts = islice(_LINKED.finditer(html, 0, HEAD_CHARS), MOST_LINKED)
    return next(filter(None, (linked_pairs(script[1]) for script in scripts)), [])
