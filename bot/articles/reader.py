"""From the bytes of a file to an Article, whichever of the known shapes it has.

    frontmatter.py   YAML, TOML or JSON above the text: crawled.py, where a crawler wrote it, else plain.py
    records.py       JSON, lines of JSON, CSV
    unmarked.py      anything else

Each shape's module turns text into a Draft; what holds for all of them is done here. The body of an Article is what
readers see (markup.py): the file keeps its marks, and everything else works on the text without them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b

from bot.articles import collections, records
from bot.articles.article import Article, day_in_korea
from bot.articles.boundary import refusing_faults
from bot.articles.byline import read_byline
from bot.articles.crawled import read_crawled
from bot.articles.draft import Draft
from bot.articles.encoding import decode
from bot.articles.fences import without_fenced
from bot.articles.fields import Fields
from bot.articles.frontmatter import read_matter
from bot.articles.html_text import without
from bot.articles.moment import date_in_path, due, read_added, read_published
from bot.articles.parts import MAX_SHARED_BYTES, part_path
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

MAX_TITLE_CHARS = 300
MAX_FIELD_CHARS = 100
MAX_URL_CHARS = 2048

_ID = lazy_compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")  # goes into 64 bytes of Telegram's callback data
_URL = lazy_compile(r"https?://[^\s<>\"\\^`{|}\x00-\x1f]+", re.IGNORECASE)
_NAVER = lazy_compile(r"naver\.com/[^\s?#]{0,40}?article/(?:comment/)?(\d{3})/(\d{10})(?!\d)")
_TRACKING = lazy_compile(
    r"#.*|(?<=[?&])(?:utm_\w{1,20}|fbclid|gclid|igshid|sid|ref|from|cds)=[^&#]{0,200}&?", re.IGNORECASE
)
_NEXT_MATTER = lazy_compile(
    r"^---[ \t]*\n(?=(?:title|제목)[ \t]*:[^\n]*\n(?:[ \t-][^\n]*\n|[^\s:-][^\n:]*:[^\n]*\n){0,30}---[ \t]*$)",
    re.MULTILINE,
)
_NO_EMBARGO = frozenset(
    ("", "no", "n", "false", "off", "0", "none", "없음", "아니오", "아니요", "해제", "for immediate release")
)
_MONTH_AND_DAY = lazy_compile(r"(?<!\d)(\d{1,2})월 ?\d{1,2}일")
_APART = lazy_compile(r"\[\[[^\[\]]{1,100}\]\]|[^\s\[\]]+")  # 다리 [[밤의 책]], as TiddlyWiki parts tags
_BLANKS = lazy_compile(r"^\s|\s$|[\t\n]+| {2,}")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_TEMPLATE = lazy_compile(
    r"\{\{[^{}\n]{1,80}\}\}|<%[^%\n]{1,80}%>|\{%[^%\n]{1,80}%\}|^\$\{[^{}\n]{1,80}\}$"
    r"|^[(\[<]?(?:여기에 )?(?:기사 )?제목을? ?"
    r"(?:입력|(?:입력하|입력해 ?주|적으|적어 ?주|쓰|써 ?주|넣으|넣어 ?주)(?:세요|십시오|시오))[.)\]>]?$"
)
_UNMERGED = (
    "<<<<<<< ",
    "=======\n",
    ">>>>>>> ",
)  # Git's marks of two that are merged, at the beginning of a line


@refusing_faults
def read_article(raw: bytes, path: str, modified: datetime) -> Article:
    """The article in a file's bytes. Pure.

    path: relative to the corpus folder; gives the id where the file has none, and is kept in the Article.
    modified: aware; the time of arrival where the file does not say when it was crawled.
    The body may be empty: a flash headline is nothing but its title.
    Raises: UnreadableArticle with the reason, whatever is wrong.
    """
    return article_of(read_draft(decode(raw), path), path, modified)


@refusing_faults
def read_shared(raw: bytes, path: str, modified: datetime) -> list[tuple[str, Article | UnreadableArticle]]:
    """The articles of a file with many, or why a record of it is none, each with its path; as `read_article`.

    Raises: UnreadableArticle where it has none.
    """
    text = decode(raw, MAX_SHARED_BYTES).lstrip(" \n\t" + _UNSEEN)
    is_collection = path.lower().endswith(collections.SUFFIXES)
    drafts = (collections.read_collection if is_collection else records.read_records)(text, path)
    if len(drafts) == 1 and isinstance(drafts[0], Draft):
        return [(path, article_of(drafts[0], path, modified))]
    return [
        (where := part_path(path, number), _part(draft, path, where, modified))
        for number, draft in enumerate(drafts, 1)
    ]


def _part(
    draft: Draft | UnreadableArticle, path: str, where: str, modified: datetime
) -> Article | UnreadableArticle:
    if isinstance(draft, UnreadableArticle):
        return draft
    number = where.removeprefix(path)  # the file's own name tells no record's day
    try:
        article = refusing_faults(article_of)(draft, number, modified)
    except UnreadableArticle as refusal:
        return refusal
    own = article.id != id_from_path(number)
    return replace(
        article,
        path=where,
        id=article.id if own else id_from_path(f"{path}\n{article.content_hash}"),  # wherever it moves in it
    )


def read_draft(text: str, path: str) -> Draft:
    """What *text* says of itself. Raises: UnreadableArticle."""
    text = text.lstrip(" \n\t" + _UNSEEN)
    if path.lower().endswith(records.SUFFIXES):
        return records.read_record(text, path)
    if text.startswith("<!--"):
        if told := _labels_in_comment(text, path):
            return told
        text = without(text[:4096], "<!--", "-->").lstrip(" \n\t" + _UNSEEN) + text[4096:]
    matter = read_matter(text)
    if matter and (crawled := read_crawled(*matter)):
        return crawled
    if _is_unmerged(text):
        raise UnreadableArticle("reason.unmerged")
    if matter:
        fields, content = matter
        if more := len(_NEXT_MATTER.findall(content)):
            raise UnreadableArticle("reason.many", articles=1 + more)
        from bot.articles.frame import without_frame
        from bot.articles.plain import read_authored

        if not fields["title"] and (labelled := _labels_below(fields, content, path)):
            return labelled
        draft = read_authored(fields, content, path)
        if draft.markup == "none":
            return draft
        return replace(draft, body=without_frame(draft.body, draft.fields, sources=False))
    from bot.articles.unmarked import (
        read_unmarked,  # forms of dates and labels, which a crawler's files need not
    )

    return read_unmarked(text, path)


def _is_unmerged(text: str) -> bool:
    """Whether *text* holds two versions of something, between Git's marks, which it may show in a fence."""
    if not _has_marks_of_git(text):
        return False
    return _has_marks_of_git("\n".join(without_fenced(text.split("\n"))))


def _has_marks_of_git(text: str) -> bool:
    at = 0
    for mark in _UNMERGED:
        at = text.find(f"\n{mark}", at) if at or not text.startswith(mark) else len(mark)
        if at < 0:
            return False
    return True


def _labels_below(fields: Fields, content: str, path: str) -> Draft | None:
    """A text with fields below front matter that tells little (aliases: []); None where none stand there."""
    from bot.articles.labels import read_labels

    draft = read_labels(content.strip(), path)
    if draft is None:
        return None
    for field, value in fields.items():
        draft.fields[field] = value
    draft.fields.keys_found.update(fields.keys_found)
    return draft


def _labels_in_comment(text: str, path: str) -> Draft | None:
    """What a comment above a text tells of it, a field a line; None where it tells nothing."""
    inside, closed, below = text[4:].partition("-->")
    if not closed or len(inside) > 4096 or inside.count("\n") < 2:
        return None
    from bot.articles.labels import read_labels

    draft = read_labels(f"{inside.strip()}\n\n{below.strip()}", path)
    return draft if draft and draft.fields["title"] else None


def article_of(draft: Draft, path: str, modified: datetime) -> Article:
    """The Article of *draft*. Raises: UnreadableArticle when it is none, or may not be read yet."""
    fields = draft.fields
    if fields.withheld:
        raise UnreadableArticle("reason.withheld", said=fields.withheld)
    title, body = draft.title, draft.body
    if draft.markup != "none":
        if _TEMPLATE.search(title):
            raise UnreadableArticle("reason.template")
        title, body = _shown(draft)
    title = _line(title, MAX_TITLE_CHARS)
    if not title or not (body or draft.markup == "none" or any(map(str.isalnum, title))):
        raise UnreadableArticle("reason.nothing")
    publisher = _line(
        fields["publisher"].removeprefix("[[").removesuffix("]]"), MAX_FIELD_CHARS
    )  # Obsidian's link
    authors, emails = read_byline(fields["author"], publisher)
    published = read_published(fields["published"]) if fields["published"] else None
    if embargo := _embargo(fields, published):
        published = max(published or embargo, embargo, key=due)
    if published is None and (draft.markup != "none" or draft.format == "web page"):
        published = date_in_path(path)
    url = fields["url"] if _URL.fullmatch(fields["url"]) and len(fields["url"]) <= MAX_URL_CHARS else ""
    return Article(
        id=_id(fields["id"], url, title, path),
        title=title,
        body=body,
        publisher=publisher,
        authors=authors,
        emails=emails,
        published=published,
        added=read_added(fields["added"]) or modified,
        url=url,
        category=_line(fields["category"].partition("\n")[0], MAX_FIELD_CHARS),
        path=path,
        content_hash=_content_hash(title, body, publisher, day_in_korea(published)),
        tags=_tags(fields["tags"]) if fields["tags"] else (),
        format=draft.format,
    )


def _embargo(fields: Fields, published: date | datetime | None) -> date | datetime | None:
    """From when it may be read; a day without a year is of that of *published*.

    Raises: UnreadableArticle where nobody can tell: it must not go out too early.
    """
    said = fields["embargo"].strip()
    if said.casefold() in _NO_EMBARGO or said.startswith("즉시"):
        return None
    embargo = read_published(said)
    if embargo is None and published is not None and (monthly := _MONTH_AND_DAY.search(said)):
        day = day_in_korea(published) or published
        year = day.year + (day.month - int(monthly[1]) > 6)  # said in December of January
        embargo = read_published(f"{year}년 {said[monthly.start() :]}")
    if embargo is None:
        raise UnreadableArticle("reason.withheld", said=f"{fields.keys_found['embargo']}: {said[:60]}")
    return embargo


def content_hash(article: Article) -> str:
    """32 hex digits; equal for equal title, body, publisher and day of publication."""
    return _content_hash(article.title, article.body, article.publisher, article.day)


def _shown(draft: Draft) -> tuple[str, str]:
    from bot.articles.markup import (  # markdown-it, which a crawler's files need not
        shown,
        shown_plain,
        shown_title,
    )

    if draft.markup == "plain":
        return shown_plain(draft.title), shown_plain(draft.body)
    return shown_title(draft.title), shown(draft.body, mdx=draft.markup == "mdx")


def _content_hash(title: str, body: str, publisher: str, day: date | None) -> str:
    parts = (title, body, publisher, day.isoformat() if day else "")
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _tags(text: str) -> tuple[str, ...]:
    text = text.replace(":", ",") if text[-1] == ":" else text  # of Org
    apart = _APART.findall(text[:2000]) if "[[" in text and not any(map(text.__contains__, "\n,;")) else ()
    parts = (part.strip(" \t#[]\"'") for part in apart or re.split(r"[\n,;]| (?=#)", text[:2000]))
    return tuple(dict.fromkeys(part[:MAX_FIELD_CHARS] for part in parts if part))


def id_from_path(path: str, *, composed: bool = True) -> str:
    """The id of an article that has none: the same on every system, however that writes names."""
    return "f" + _digest(unicodedata.normalize("NFC", path) if composed else path)


def _id(given: str, url: str, title: str, path: str) -> str:
    """The file's own id where it is short and plain, else one that only depends on it, the address, or the path.

    One address with two titles is two articles: it may be that of a section, or of a search.
    """
    if not given and (naver := _NAVER.search(url)):
        return f"{naver[1]}_{naver[2]}"
    if not given and url:
        return "u" + _digest(f"{_TRACKING.sub('', url).rstrip('?&/')}\n{title}")
    if not given:
        return id_from_path(path)
    return given if _ID.fullmatch(given) else "x" + _digest(given)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _line(text: str, chars: int) -> str:
    if "  " in text or "\n" in text or "\t" in text or text != text.strip():
        text = _BLANKS.sub(" ", text).strip()
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"
