"""A desk whose articles come from feeds: the paper is a server on this machine, and the clock may be moved ahead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio

from bot.delivery.timing import Timing
from bot.feeds.directory import papers
from bot.ingest.feed_ports import Reply, Server, Subscribed
from tests.dialog import Voice
from tests.e2e.desk import Desk, open_desk
from tests.emulator import Emulator
from tests.feeds_server import FeedsServer, fill


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait for what happens in the background, where no message tells of it."""
    for _ in range(400):
        if await holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came")


@dataclass
class Clock:
    """Runs, and may be moved ahead."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Newsroom:
    """A desk without articles, a paper with a feed, and the clock of both."""

    desk: Desk
    paper: FeedsServer
    clock: Clock

    @property
    def owner(self) -> Voice:
        return self.desk.owner

    async def feeds(self) -> list[Subscribed]:
        return await self.desk.store.feeds.all()

    async def subscribes(self, path: str = "/") -> Subscribed:
        """The owner adds the paper by an address of it, and its first articles come."""
        before = len(await self.feeds())
        await self.owner.says(f"/feed {self.paper.url(path)}")
        await self.owner.presses("구독", on=await self.owner.hears("한빛일보"))
        await self.owner.hears("구독했어요")
        await self.until_polled(before + 1)
        return (await self.feeds())[-1]

    async def until_polled(self, feeds: int) -> None:
        """Wait until so many feeds have been read for the first time."""

        async def are_read() -> bool:
            return sum(feed.begun for feed in await self.feeds()) >= feeds

        await until(are_read)
        await self.desk.services.feeds.finished()

    async def polls(self) -> None:
        """Every feed is due, and is polled."""
        for feed in await self.feeds():
            await self.desk.store.feeds.change(feed.id, next_at=self.clock())
        await self.desk.services.feeds.poll_due()
        await self.desk.services.feeds.finished()


@dataclass(frozen=True)
class Papers:
    """All papers of the curated list, whose feeds are the one that is played here: none of them is asked."""

    real: Server
    paper: FeedsServer

    async def poll(self, address: str, *, now: datetime, etag: str = "", last_modified: str = "") -> Reply:
        listed = {one.address for one in papers()}
        where = self.paper.url("/rss.xml") if address in listed else address
        return await self.real.poll(where, now=now, etag=etag, last_modified=last_modified)


@pytest_asyncio.fixture(loop_scope="session")
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    clock = Clock()
    async with (
        FeedsServer(datetime.now(UTC)) as paper,
        Emulator() as telegram,
        open_desk(
            tmp_path,
            telegram,
            timing=Timing(clock=clock),
            feeds_allow_private=True,
            publishers=lambda real: Papers(real, paper),
        ) as desk,
    ):
        fill(paper)
        yield Newsroom(desk, paper, clock)
        assert [] == telegram.violations, telegram.violations
