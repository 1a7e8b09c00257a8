"""The end of feeds at work: what was begun is finished, and nothing is begun after it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from datetime import datetime
from pathlib import Path

import pytest

from bot.adapters.feeds.parsing import FeedParser
from bot.errors import FeedError
from bot.feeds.health import Notice
from bot.ingest.feed_ports import Subscribed
from tests.databases import database_url, postgres_server, postgres_url
from tests.ingest.feeding import NOW, open_newsroom, open_paper

__all__ = ["database_url", "postgres_server", "postgres_url"]

FEED = (
    b"<rss version='2.0'><channel><title>N</title>"
    b"<item><title>A</title><link>http://n.example/1</link></item></channel></rss>"
)


async def test_a_poll_claimed_while_it_ends_does_not_outlive_it(tmp_path: Path, database_url: str) -> None:
    async def tell(feed: Subscribed, notice: Notice) -> bool:
        return True

    async def ready() -> None:
        return

    claiming = asyncio.Event()
    async with open_paper() as paper, open_newsroom(tmp_path, database_url, paper) as room:

        def clock() -> datetime:
            claiming.set()
            return room.now

        await room.add()
        room.feeds.clock = clock  # asked right before what is due is claimed
        async with room.feeds.at_work(tell, ready):
            await claiming.wait()
        for task in asyncio.all_tasks():  # it was finished, or given up
            assert "Feeds." not in str(task.get_coro()), task


def test_a_closed_parser_starts_no_process() -> None:
    parser = FeedParser()
    parser.close()
    with pytest.raises(FeedError):
        parser.parse(FEED, content_type=None, address="http://n.example/rss", now=NOW)


def test_what_is_parsed_while_it_closes_is_given_up_and_leaves_no_process() -> None:
    """A process that is left behind is a ResourceWarning, which is an error here."""
    for _ in range(5):
        parser = FeedParser()

        def parse(parser: FeedParser = parser) -> None:
            with contextlib.suppress(FeedError):
                parser.parse(FEED, content_type=None, address="http://n.example/rss", now=NOW)

        thread = threading.Thread(target=parse)
        thread.start()
        parser.close()
        thread.join(20)
        assert not thread.is_alive()
