"""A manuscript: what somebody handed in, on its way to being an article of the corpus.

Whatever shape it came in, it is brought at once into the one in which it would be kept (`written`), and read back
from there. So what an editor sees beforehand is what every reader will find, to the letter.

>>> manuscript = read_manuscript("# 다리가 열렸다\\n\\n한빛시가 다리를 열었다.".encode(), "다리.md", NOW)
>>> manuscript.article.title, manuscript.missing
('다리가 열렸다', ('publisher', 'published'))
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Literal, get_args

from bot.articles.article import KST, Article
from bot.articles.boundary import refusing_faults
from bot.articles.dateline import read_dateline
from bot.articles.encoding import decode
from bot.articles.moment import read_published
from bot.articles.reader import content_hash, read_article
from bot.articles.written import UNSEEN, quoted, written
from bot.errors import ReaderError, UnreadableArticle
from bot.patterns import lazy_compile

Field = Literal["title", "publisher", "published", "author", "url", "category"]
FIELDS: tuple[Field, ...] = get_args(Field)
WANTED: tuple[Field, ...] = ("publisher", "published")  # asked for where they are missing; a title never is

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)  # of the examples

ID = lazy_compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_MADE_ID = lazy_compile(r"[fu][0-9a-f]{12}")
TRIES = 3  # until what is written reads as it was


@dataclass(frozen=True, slots=True)
class Source:
    """Where it came from, as far as that is known from elsewhere than the text; fills what the text leaves open."""

    publisher: str = ""
    published: date | datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as it would be published, and which of its fields were guessed."""

    article: Article
    guessed: tuple[Field, ...] = ()

    @property
    def missing(self) -> tuple[Field, ...]:
        """Wanted fields that are not known."""
        return tuple(field for field in WANTED if not getattr(self.article, field))


@refusing_faults
def read_manuscript(raw: bytes, name: str, now: datetime, source: Source | None = None) -> Manuscript:
    """The manuscript in *raw*, in any form that the corpus knows.

    name: of the file, "" for none; only its ending is looked at. now: aware; the time of arrival.
    Raises: UnreadableArticle, with the reason.
    """
    ending = name.lower().rpartition(".")[2]
    suffix = ending if ending in {"md", "markdown", "txt"} else "txt"
    text = UNSEEN.sub("", decode(raw))
    if not text.strip():
        raise UnreadableArticle("reason.empty")
    article = read_article(text.encode(), f"handed-in.{suffix}", now)
    if not article.body.strip():
        raise UnreadableArticle("reason.no_text")
    guessed: list[Field] = []
    begins = text.lstrip()
    if not begins.startswith("---"):
        guessed.append("title")
        publisher, byline = read_dateline(article.body)
        if publisher := article.publisher or publisher:
            guessed.append("publisher")
            article = replace(article, publisher=publisher)
        if byline:
            signed = mended(Manuscript(article), "author", byline, now).article
            if not article.authors or article.authors == signed.authors:
                guessed.append("author")
            article = article if article.authors else signed
    if source is not None:
        published = article.published or source.published
        article = replace(
            article,
            publisher=article.publisher or UNSEEN.sub("", source.publisher),
            published=published,
            url=article.url or source.url,
        )
    return Manuscript(
        as_stored(replace(article, added=now, path=""), keep_id=_has_id(article)), tuple(guessed)
    )


def _has_id(article: Article) -> bool:
    """Whether the text named its id itself; else it was made from the file's name, and is nobody's."""
    return not _MADE_ID.fullmatch(article.id)


@refusing_faults
def as_stored(article: Article, *, keep_id: bool = True) -> Article:
    """*article* as it reads once it is kept. Without *keep_id* its id is made from its content.

    Raises: UnreadableArticle when it cannot be kept as it is.
    """
    if not keep_id or not ID.fullmatch(article.id):
        article = replace(article, id="d" + _digest(content_hash(article)))
    for _ in range(TRIES):
        again = read_article(written(article), article.path or file_name(article.id), _added(article))
        again = replace(again, path=article.path)
        if again == replace(article, content_hash=again.content_hash):
            return again
        article = again
    raise UnreadableArticle("reason.reads_otherwise")


def _added(article: Article) -> datetime:
    return article.added or datetime(1970, 1, 1, tzinfo=UTC)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def file_name(article_id: str) -> str:
    """A name for the article's file. Made of the id alone, so that nothing a sender calls a file survives."""
    if not ID.fullmatch(article_id):
        raise UnreadableArticle("reason.no_id")
    return f"{article_id}.md"


def fingerprint(content: bytes) -> str:
    """32 hex digits; which text a file has."""
    return blake2b(content, digest_size=16).hexdigest()


@refusing_faults
def mended(manuscript: Manuscript, field: Field | str, value: str, now: datetime) -> Manuscript:
    """*manuscript* with another *value* in *field*; "-" empties it.

    Raises: ReaderError for a field or a value that cannot be; UnreadableArticle when nothing good would be left.
    """
    value = " ".join(UNSEEN.sub("", value).split())
    value = "" if value == "-" else value
    article = manuscript.article
    if field == "published":
        published = read_published(value)
        if value and published is None:
            raise ReaderError("editing.no_date", value=value[:40])
        if published is not None and _day(published) > now.astimezone(KST).date() + timedelta(days=1):
            raise ReaderError("editing.future", value=value[:40])
        changed = replace(article, published=published)
    elif field == "author":
        probe = read_article(f"---\ntitle: x\nauthor: {quoted(value)}\n---\nx".encode(), "probe.md", now)
        changed = replace(article, authors=probe.authors, emails=probe.emails)
    elif field == "url":
        probe = read_article(f"---\ntitle: x\nurl: {quoted(value)}\n---\nx".encode(), "probe.md", now)
        if value and not probe.url:
            raise ReaderError("editing.no_url", value=value[:40])
        changed = replace(article, url=probe.url)
    elif field == "title":
        if not value:
            raise ReaderError("editing.no_title")
        changed = replace(article, title=value)
    elif field == "publisher":
        changed = replace(article, publisher=value)
    elif field == "category":
        changed = replace(article, category=value)
    else:
        raise ReaderError("editing.no_field", field=field[:40])
    guessed = tuple(one for one in manuscript.guessed if one != field)
    return Manuscript(as_stored(changed), guessed)


def _day(moment: date | datetime) -> date:
    return moment.astimezone(KST).date() if isinstance(moment, datetime) else moment
