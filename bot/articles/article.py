"""The article as every other room knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

KST = ZoneInfo("Asia/Seoul")
AGES_S = 2.0**32  # 136 years; further back the ranking's key of score and moment does not reach


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus. Strings are the article's own characters, NFC-composed; "" is "not given".

    id: short text without spaces; the publisher's where the file has one, else derived from *path*.
    body: what may be quoted: without heading, byline and footer. Offsets anywhere in Sosik are
        code points into it.
    authors: names only; *emails* holds the addresses that stood beside them.
    published: a date in Korea, or an aware datetime where the time of day is known; None if unknown.
    added: when it was crawled or the file was written; aware, UTC.
    path: relative to the corpus folder, with "/"; "" for an article that is not in a file yet.
    content_hash: 32 hex digits over title, body, publisher and published day; equal means same article.
    tags, format: what the file says it is about, and what shape it has; known where it was just read, for people
        who look after the folder. No index keeps them.
    """

    id: str
    title: str
    body: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    published: date | datetime | None = None
    added: datetime | None = None
    url: str = ""
    category: str = ""
    path: str = ""
    content_hash: str = ""
    tags: tuple[str, ...] = field(default=(), compare=False)
    format: str = field(default="", compare=False)

    @property
    def day(self) -> date | None:
        """The day of publication in Korea."""
        return day_in_korea(self.published)

    @property
    def moment(self) -> float:
        """Seconds since the epoch for "newest first": publication; without one, older than all that have one.

        A copied folder gives every undated file the time of copying, which would make it the latest news.
        """
        if isinstance(self.published, datetime):
            return self.published.timestamp()
        if self.published is not None:
            return datetime(
                self.published.year, self.published.month, self.published.day, tzinfo=KST
            ).timestamp()
        return (self.added.timestamp() if self.added else 0.0) - AGES_S


def day_in_korea(published: date | datetime | None) -> date | None:
    """The day of `Article.published`."""
    return published.astimezone(KST).date() if isinstance(published, datetime) else published
