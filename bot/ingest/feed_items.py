"""What a poll means for the folder: new articles, other versions of known ones, and what was seen before.

The order, by which a crash at any instant loses nothing and doubles nothing: what is archive is recorded as such, the
files are placed under names made of what their items go by, and then the items are written down as known. Who is cut
off before that finds the same items again, and writes the same files.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Protocol

from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.articles.reader import read_article
from bot.articles.written import written
from bot.editing.history import Person
from bot.editing.manuscript import fingerprint
from bot.errors import ReaderError, UnreadableArticle
from bot.feeds.archive import first_items
from bot.feeds.item_file import article_text, item_article
from bot.feeds.item_filter import is_wanted
from bot.feeds.item_text import is_cut
from bot.feeds.model import FeedItem, RefusedItem
from bot.feeds.revision import Known, revised
from bot.feeds.sameness import item_names, text_hash
from bot.ingest.feed_ports import Desk, FeedRecords, Files, KnownItem, Subscribed, TakenItem
from bot.ingest.ports import Arrivals

MOST_VERSIONS = 20  # of one article; a page that counts its readers in the text is no news
FEEDS = -1  # who corrected something, in the log: a feed; 0 is the shell


class Way(Protocol):
    """The way into the archive; `bot.ingest.pipeline.Pipeline` is it."""

    @property
    def busy(self) -> asyncio.Lock: ...

    async def take_in(self, origin: Literal["feeds"], changes: Changes) -> None: ...


class Whole(Protocol):
    """Makes a teaser whole from its page; `bot.adapters.feeds.full_texts.FullTexts.whole` is it."""

    async def __call__(self, item: FeedItem, now: datetime) -> FeedItem: ...


async def as_it_is(item: FeedItem, now: datetime) -> FeedItem:
    """The `Whole` of a house that reads no pages."""
    return item


@dataclass(slots=True)
class Taken:
    """What a poll brought. new: of which articles were made. moments: when those were published, or came."""

    items: list[TakenItem] = field(default_factory=list)
    refused: list[RefusedItem] = field(default_factory=list)
    new: int = 0
    corrected: int = 0
    moments: list[datetime] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _New:
    item: FeedItem
    names: tuple[str, ...]
    article: Article
    content: bytes


class FeedItems:
    """Takes items in, for one folder and its pipeline. whole: asked for feeds that show sentences."""

    def __init__(
        self,
        records: FeedRecords,
        arrivals: Arrivals,
        files: Files,
        desk: Desk,
        pipeline: Way,
        whole: Whole = as_it_is,
    ) -> None:
        self.records = records
        self._whole = whole
        self._arrivals, self._files = arrivals, files
        self._desk, self._pipeline = desk, pipeline

    async def take(
        self, feed: Subscribed, items: Sequence[FeedItem], now: datetime, *, redated: bool = False
    ) -> Taken:
        """Put in what of *items* is new. Of a feed that has just begun a few, as archive; the others are only known.

        redated: the feed has shown that it calls Korea's time UTC's: what was dated before that is brought right.
        Raises: StoreError, CorpusError; then the next poll does it.
        """
        names = [item_names(item, feed.address) for item in items]
        known = dict(await self.records.known({name for some in names for name in some}))
        wanted = await asyncio.to_thread(_wanted, feed, items) if feed.query else items
        kept = {id(item) for item in (wanted if feed.begun else first_items(wanted, now))}
        taken, fresh, seen = Taken(), [], set[str]()
        for position, (item, some) in enumerate(zip(items, names, strict=True)):
            if seen.intersection(some):  # twice in one feed
                continue
            seen.update(some)
            found = next((known[name] for name in some if name in known), None)
            if found is not None:
                again = await self._seen(feed, item, found, now, redated)
                if again is not found or found.seen_on != now.date() or not all(one in known for one in some):
                    hash_, mark = again.text_hash, again.fingerprint
                    taken.items.append(TakenItem(some, found.article, found.path, hash_, mark, found))
                taken.corrected += again.fingerprint not in ("", found.fingerprint)
            elif id(item) not in kept:
                taken.items.append(TakenItem(some, "", "", text_hash(item), ""))
            else:
                try:
                    shown = await self._shown(feed, item, now)
                    fresh.append(await asyncio.to_thread(_new, feed, item, shown, some, now))
                except UnreadableArticle:
                    taken.refused.append(RefusedItem(position, item.title, "feed.item_broken"))
        await self._put_in(feed, fresh)
        for one in fresh:
            article, mark = one.article, fingerprint(one.content)
            taken.items.append(TakenItem(one.names, article.id, article.path, text_hash(one.item), mark))
            published = one.item.published
            taken.moments.append(min(published, now) if isinstance(published, datetime) else now)
        taken.new = len(fresh)
        return taken

    async def _shown(self, feed: Subscribed, item: FeedItem, now: datetime) -> FeedItem:
        """As much of *item* as the feed's switch lets be kept."""
        if feed.shows != "sentences":
            return replace(item, text="", full=False)
        return await self._whole(item, now)

    async def _put_in(self, feed: Subscribed, fresh: Sequence[_New]) -> None:
        if not fresh:
            return
        if not feed.begun:
            await self._arrivals.record([one.article for one in fresh], is_old=lambda _: True)
        files = [(one.article.path, one.content) for one in fresh]
        async with self._pipeline.busy:
            changes = await asyncio.to_thread(self._files.place, files)
            await self._pipeline.take_in("feeds", changes)

    async def _seen(
        self, feed: Subscribed, item: FeedItem, found: KnownItem, now: datetime, redated: bool
    ) -> KnownItem:
        """*found* itself, or as it is after another version of it came; another section's copy is none."""
        version = text_hash(item)
        if found.feed not in (None, feed.id) or not (redated or version != found.text_hash):
            return found
        left = found.fingerprint
        if left and found.versions < MOST_VERSIONS:
            left = await self._correct(feed, item, found, now)
        return replace(found, text_hash=version, fingerprint=left)

    async def _correct(self, feed: Subscribed, item: FeedItem, found: KnownItem, now: datetime) -> str:
        """The fingerprint of the new version; "" where the file is somebody's own work, or gone: it is left alone."""
        content = await asyncio.to_thread(self._files.content, found.path)
        if content is None:
            return ""
        try:
            shown = await self._shown(feed, item, now)
            before, after = await asyncio.to_thread(_versions, feed, shown, found, content, now)
        except UnreadableArticle:
            return found.fingerprint
        if fingerprint(content) == fingerprint(written(after)):  # cut off after it was corrected
            return fingerprint(content)
        if fingerprint(content) != found.fingerprint:
            return ""
        same = (after.content_hash, after.published) == (before.content_hash, before.published)
        if same or _is_worse(shown, before):
            return found.fingerprint
        if text_hash(item) == found.text_hash:  # the date alone is brought right, which is no news
            await self._arrivals.record([after], is_old=lambda _: True)
        try:
            await self._desk.publish(Person(FEEDS, feed.name), after, fingerprint(content))
        except ReaderError:
            return ""
        return fingerprint(written(after))


def _is_worse(shown: FeedItem, before: Article) -> bool:
    """Whether a corrected teaser would stand in the place of the whole text, since its page is not to be had now."""
    return is_cut(shown.text) and len(before.body) > len(shown.text)


def _wanted(feed: Subscribed, items: Sequence[FeedItem]) -> list[FeedItem]:
    return [item for item in items if is_wanted(item, feed.query, feed.name, feed.category)]


def _new(feed: Subscribed, item: FeedItem, shown: FeedItem, names: tuple[str, ...], now: datetime) -> _New:
    """The article of *item*, of which *shown* is kept, and its file. Raises: UnreadableArticle."""
    article = item_article(
        shown, publisher=feed.name, feed_address=feed.address, added=now, category=feed.category
    )
    # by the whole item, whose names do not depend on how much of it is kept
    whole = item_article(item, publisher=feed.name, feed_address=feed.address, added=now)
    text = article_text(
        shown, publisher=feed.name, feed_address=feed.address, added=now, category=feed.category
    )
    if whole.id != article.id:
        article = replace(article, id=whole.id, path=whole.path)
        return _New(item, names, article, written(article))
    return _New(item, names, article, text.encode())


def _versions(
    feed: Subscribed, shown: FeedItem, found: KnownItem, content: bytes, now: datetime
) -> tuple[Article, Article]:
    """The article as it is in its file, and as it is in the feed. Raises: UnreadableArticle."""
    before = read_article(content, found.path, now)
    shown = revised(Known(found.text_hash, before.published), shown) or shown
    after = item_article(
        shown,
        publisher=feed.name,
        feed_address=feed.address,
        added=before.added or now,
        category=feed.category,
    )
    after = replace(after, id=before.id, path=found.path, published=shown.published)
    return before, read_article(written(after), found.path, before.added or now)
