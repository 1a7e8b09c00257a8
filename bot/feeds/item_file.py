"""An item as a file of the folder, which reads back as the article that was written.

>>> item = FeedItem(None, "https://hanbit.example/a/1", "다리 개통", "다리가 열렸다.", True)
>>> str(file_path(item, "한빛일보", "https://hanbit.example/rss"))
'feeds/한빛일보/r1f8f95a3ac5e.md'
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from hashlib import blake2b
from pathlib import PurePosixPath

from bot.articles.article import Article
from bot.articles.boundary import refusing_faults
from bot.articles.names import why_not
from bot.articles.reader import read_article
from bot.articles.written import UNSEEN, written
from bot.errors import UnreadableArticle
from bot.feeds.model import FeedItem
from bot.feeds.sameness import item_key
from bot.patterns import lazy_compile

FOLDER = "feeds"
NAME_BYTES = 80  # of a paper's folder; with the rest of the path under 255 on every file system
LEAD_CHARS = 60  # of a text without a title that stand for one
TRIES = 3  # until what is written reads as it was

_NO_NAME = lazy_compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u2028\u2029]')
_RESERVED = lazy_compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= {0,9}(?:\.|$))", re.IGNORECASE
)
_NAVER = lazy_compile(r"naver:(\d{3}_\d{10})")


def file_path(item: FeedItem, publisher: str, address: str) -> PurePosixPath:
    """Where the file of *item* is in the folder: the same for every version of it. address: of the feed."""
    return PurePosixPath(FOLDER, folder_name(publisher), f"{article_id(item, address)}.md")


def article_id(item: FeedItem, address: str) -> str:
    """The id of the article of *item*: Naver's where it is there, as crawlers have it, else one of its key."""
    key = item_key(item, address)
    if naver := _NAVER.fullmatch(key):
        return naver[1]
    return "r" + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def folder_name(publisher: str) -> str:
    """A name for the folder of a paper, whatever it is called: one that every file system takes.

    >>> folder_name("../한빛/일보."), folder_name("CON"), folder_name("...")
    ('한빛 일보', 'CON_', 'feed')
    """
    name = _NO_NAME.sub(" ", UNSEEN.sub("", unicodedata.normalize("NFC", publisher)))
    name = " ".join(name.split()).strip(" .~#_-")
    while len(name.encode("utf-8", "ignore")) > NAME_BYTES:
        name = name[:-1].rstrip(" .")
    name = name.encode("utf-8", "ignore").decode()
    if not name:
        return "feed"
    if reserved := _RESERVED.match(name):
        name = f"{reserved[0]}_{name[reserved.end() :]}"
    return f"{name}_" if why_not(f"{name}/a.md") else name


@refusing_faults
def item_article(
    item: FeedItem, *, publisher: str, feed_address: str, added: datetime, category: str = ""
) -> Article:
    """The article that *item* is, exactly as it reads from its file.

    added: aware; when it was first seen. category: the feed's, where an editor gave one; else the item's first.
    Raises: UnreadableArticle when nothing is left to read, or it cannot be kept as it is.
    """
    text = UNSEEN.sub("", item.text).strip()
    title = " ".join(UNSEEN.sub("", item.title).split()) or _lead(text)
    if not title:
        raise UnreadableArticle("reason.nothing")
    article = Article(
        id=article_id(item, feed_address),
        title=title,
        body=text,
        publisher=" ".join(UNSEEN.sub("", item.source or publisher).split()),
        authors=item.authors,
        published=item.published,
        added=added.replace(microsecond=0),
        url=item.link or "",
        category=category or next(iter(item.categories), ""),
        path=str(file_path(item, publisher, feed_address)),
    )
    for _ in range(TRIES):
        again = read_article(written(article), article.path, article.added or added)
        if _same(again, article):
            return again
        article = again
    raise UnreadableArticle("reason.reads_otherwise")


def article_text(
    item: FeedItem, *, publisher: str, feed_address: str, added: datetime, category: str = ""
) -> str:
    """The file of *item*, which `read_article` reads back as `item_article`; arguments and errors as there."""
    article = item_article(
        item, publisher=publisher, feed_address=feed_address, added=added, category=category
    )
    more = {"tags": list(item.categories), "note": f"{'전문' if item.full else '요약만'} {feed_address}"}
    return written(article, more).decode()


def _lead(text: str) -> str:
    line = text.partition("\n")[0].strip()
    return line if len(line) <= LEAD_CHARS else line[:LEAD_CHARS].rstrip() + "…"


def _same(one: Article, other: Article) -> bool:
    from dataclasses import replace

    return one == replace(other, content_hash=one.content_hash)
