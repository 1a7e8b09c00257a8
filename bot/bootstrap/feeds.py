"""What is subscribed to, for the shell: without a folder, an index or anybody to talk with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.adapters.feeds.parsing import FeedParser
from bot.adapters.feeds.poller import poller_for
from bot.bootstrap.services import open_store
from bot.config import ChatSettings
from bot.ingest.feed_finding import FeedReader, Finder
from bot.ingest.feed_ports import FeedRecords


@asynccontextmanager
async def open_feeds(settings: ChatSettings) -> AsyncIterator[tuple[FeedRecords, Finder]]:
    """What is subscribed to, and what finds more, as the shell needs it: the running bot polls them."""
    server = poller_for(settings.contact, allow_private=settings.feeds_allow_private)
    reader = FeedReader(FeedParser())
    try:
        async with open_store(settings.database_url) as store:
            yield store.feeds, Finder(server, reader.read)
    finally:
        reader.close()
