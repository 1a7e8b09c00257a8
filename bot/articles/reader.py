"""From the bytes of a file to an Article, whichever of the known shapes it has.

    crawled.py   front matter: a crawler's file (heading, byline and footer around the body), or one of our own
    pasted.py    제목, 내용 and 날짜: text pasted from a portal
    plain.py     anything else: the first heading or the first line is the title

Each shape's module turns text into a Draft; what holds for all of them is done here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from hashlib import blake2b

from bot.articles.article import Article, day_in_korea
from bot.articles.boundary import refusing_faults
from bot.articles.byline import read_byline
from bot.articles.crawled import read_crawled
from bot.articles.draft import Draft
from bot.articles.encoding import decode
from bot.articles.pasted import read_pasted
from bot.articles.plain import read_plain
from bot.errors import UnreadableArticle

MAX_TITLE_CHARS = 300
MAX_FIELD_CHARS = 100
MAX_URL_CHARS = 2048

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")  # goes into 64 bytes of Telegram's callback data
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x1f]+", re.IGNORECASE)
_BLANKS = re.compile(r"^\s|\s$|[\t\n]+| {2,}")


@refusing_faults
def read_article(raw: bytes, path: str, modified: datetime) -> Article:
    """The article in a file's bytes. Pure.

    path: relative to the corpus folder; gives the id where the file has none, and is kept in the Article.
    modified: aware; the time of arrival where the file does not say when it was crawled.
    The body may be empty: a flash headline is nothing but its title.
    Raises: UnreadableArticle with an English reason, whatever is wrong.
    """
    text = decode(raw)
    draft = read_crawled(text) or read_pasted(text) or read_plain(text, path)
    title = _line(draft.title, MAX_TITLE_CHARS)
    if not title:
        raise UnreadableArticle("no title and no text")
    publisher = _line(draft.publisher, MAX_FIELD_CHARS)
    authors, emails = read_byline(draft.byline, publisher)
    return Article(
        id=_id(draft, path),
        title=title,
        body=draft.body,
        publisher=publisher,
        authors=authors,
        emails=emails,
        published=draft.published,
        added=draft.added or modified,
        url=draft.url if _URL.fullmatch(draft.url) and len(draft.url) <= MAX_URL_CHARS else "",
        category=_line(draft.category, MAX_FIELD_CHARS),
        path=path,
        content_hash=_content_hash(title, draft.body, publisher, day_in_korea(draft.published)),
    )


def content_hash(article: Article) -> str:
    """32 hex digits; equal for equal title, body, publisher and day of publication."""
    return _content_hash(article.title, article.body, article.publisher, article.day)


def _content_hash(title: str, body: str, publisher: str, day: date | None) -> str:
    parts = (title, body, publisher, day.isoformat() if day else "")
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _id(draft: Draft, path: str) -> str:
    """The file's own id where it is short and plain, else one that only depends on it, else on the path."""
    if not draft.id:
        return "f" + _digest(unicodedata.normalize("NFC", path))
    return draft.id if _ID.fullmatch(draft.id) else "x" + _digest(draft.id)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _line(text: str, chars: int) -> str:
    text = _BLANKS.sub(" ", text).strip() if _BLANKS.search(text) else text
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"
