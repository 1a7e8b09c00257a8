"""Feeds at work: who is due is claimed and polled, what is new goes into the folder, how it went is written down.

    feeds = Feeds(server, parser, records, items, …)
    async with feeds.at_work(tell):
        …

Several processes share the work, since a feed is claimed by a conditional update; see `feed_items` for what a crash
finds. A fault of one feed is that feed's.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.delivery.service import Owner
from bot.errors import CorpusError, FeedError, StoreError, StoreUnavailable
from bot.feeds.health import Mark, Notice, Outcome, advance
from bot.feeds.model import Feed, FeedItem, RefusedItem
from bot.feeds.timing import RECENT, Hints, next_check, usual_gap
from bot.ingest.feed_finding import FeedReader, Finder
from bot.ingest.feed_items import FeedItems, Taken
from bot.ingest.feed_ports import Polled, Reply, Server, Subscribed
from bot.observability.logging import get_logger
from bot.observability.metrics import FEED_POLLS

log = get_logger(__name__)

TICK_S = 5.0
LEASE = timedelta(minutes=5)  # a poll takes a minute at the very most
MOST_AT_ONCE = 8
STOP_S = 1.5
AFTER_OUR_FAULT = timedelta(minutes=10)  # a disk that is full
LISTENED = timedelta(hours=6)  # a channel is looked at so often, whether it has fallen silent
RESTS = ("feed.page", "feed.not_feed")
LARGE = ("feed.large", "feed.too_much", "feed.too_long", "fetch.large")

Ready = Callable[[], Awaitable[object]]
Tell = Callable[[Subscribed, Notice], Awaitable[bool]]  # whether it is done with: told, or never can be
T = TypeVar("T")


class Feeds:
    """One for each process.

    server: see its protocol. outlast: does what must be written as soon as the database can be used.
    """

    def __init__(
        self,
        server: Server,
        reader: FeedReader,
        items: FeedItems,
        clock: Callable[[], datetime],
        owner: Owner,
        outlast: Callable[[Callable[[], Awaitable[bool]]], Awaitable[bool]],
    ) -> None:
        self.records = items.records
        self.clock = clock
        self.finder = Finder(server, reader.read)
        self._server, self._reader, self._items = server, reader, items
        self._owner = f"{owner.name}:{secrets.token_hex(3)}"
        self._has_ended, self._outlast = owner.has_ended, outlast
        self._woken = asyncio.Event()
        self._polls: set[asyncio.Task[None]] = set()
        self._channels = asyncio.Lock()

    # -- at work

    @asynccontextmanager
    async def at_work(self, tell: Tell, ready: Ready) -> AsyncIterator[None]:
        """Poll what is due until the end, *ready* awaited before the first.

        A poll in the middle is finished, or done again by the next start.
        """
        stop = asyncio.Event()
        going_on = asyncio.create_task(self._run(tell, ready, stop))
        try:
            yield
        finally:
            stop.set()
            self._woken.set()
            limit = asyncio.get_running_loop().time() + STOP_S
            await _end([going_on], limit)
            await _end(list(self._polls), limit)  # also those that it began last
            await asyncio.to_thread(self._reader.close)

    def wake(self) -> None:
        """Look now what is due."""
        self._woken.set()

    async def finished(self) -> None:
        """Wait until nothing is being polled."""
        while self._polls:
            await asyncio.gather(*self._polls)

    async def _run(self, tell: Tell, ready: Ready, stop: asyncio.Event) -> None:
        await ready()
        released = False
        while not stop.is_set():
            self._woken.clear()
            try:
                if not released:
                    await self.records.release(self._has_ended)
                    released = True
                await self.poll_due()
                await self.tell_editors(tell)
            except StoreUnavailable as away:
                log.debug("feeds wait", because=str(away))  # said already
            except Exception:
                log.exception("feeds: a tick failed")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_S):
                    await self._woken.wait()

    async def tell_editors(self, tell: Tell) -> None:
        """What they are still to be told; what could not be sent just now is told later."""
        untold = await self.records.take_notices()
        try:
            for one in list(untold):
                if await tell(*one):
                    untold.remove(one)
        finally:
            for feed, notice in untold:
                await self.records.return_notice(feed.id, notice)

    async def poll_due(self) -> None:
        """Begin the polls that are due, as many as may go on at once."""
        room = MOST_AT_ONCE - len(self._polls)
        if room <= 0:
            return
        for feed in await self.records.claim(self._owner, self.clock(), LEASE, room):
            task = asyncio.create_task(self._poll_or_log(feed))
            self._polls.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._polls.discard(task)
        self._woken.set()  # its host may be asked for another feed

    async def _poll_or_log(self, feed: Subscribed) -> None:
        try:
            await self.poll(feed)
        except StoreUnavailable:
            return  # the lease ends, and it is done again
        except CorpusError as fault:
            log.error("a feed was not taken in", feed=feed.id, because=str(fault))
            await self._put_off(feed)
        except StoreError:
            log.exception("a feed was not polled", feed=feed.id)
        except Exception:
            log.exception("a feed was not polled", feed=feed.id)
            await self._put_off(feed)

    async def _put_off(self, feed: Subscribed) -> None:
        with contextlib.suppress(StoreError):
            await self.records.change(feed.id, next_at=self.clock() + AFTER_OUR_FAULT)
            await self.records.give_back(self._owner, feed.id)

    # -- one poll

    async def poll(self, feed: Subscribed) -> Outcome:
        """Ask for a claimed *feed*, take in what is new, write down how it went."""
        if feed.kind == "channel":
            return await self._listen(feed)
        now = self.clock()
        reply = await self._server.poll(
            feed.address, now=now, etag=feed.etag, last_modified=feed.last_modified
        )
        outcome, taken = _outcome(reply), Taken()
        refused: list[RefusedItem] | None = None
        if reply.kind == "fed":
            try:
                found = await self._reader.read(reply, now, utc_is_kst=feed.utc_is_kst)
            except FeedError as fault:
                outcome = _fault(fault)
            else:
                redated = found.utc_is_kst and not feed.utc_is_kst and feed.begun
                taken = await self._items.take(feed, found.items, now, redated=redated)
                refused = [*found.refused, *taken.refused]
                feed = _read(feed, reply, found)
                outcome = Outcome.NEW if taken.new else Outcome.UNCHANGED
        elif reply.kind == "unchanged" and reply.moved is not None:
            feed = replace(feed, address=reply.moved)
        polled = _polled(feed, reply, outcome, taken, refused, now)
        mine = await self._outlast(lambda: self.records.settle(self._owner, polled, now.date(), now))
        figures = {"new": taken.new, "corrected": taken.corrected, "refused": len(refused or ())}
        FEED_POLLS.labels(outcome.value).inc()
        log.info("polled", feed=feed.id, outcome=outcome.value, mine=mine, **figures)
        return outcome

    # -- channels

    async def take_post(
        self, address: str, name: str, item: FeedItem, *, edited: bool = False
    ) -> Taken | None:
        """A post of the channel at *address*, or another version of it; None where that is no source, or paused.

        name: of the channel as it is now; "" for the one that is known.
        """
        async with self._channels:
            channel = await self.records.at(address)
            if channel is None or channel.paused:
                return None
            now = self.clock()
            channel = replace(channel, name=name or channel.name, begun=True)
            taken = await self._items.take(channel, (item,), now)
            health, notice, recent = channel.health, None, _recent(channel, taken)
            if not (edited and health.last is Outcome.UNSEEN):  # an edit may be older than the loss of rights
                outcome = Outcome.NEW if taken.new else Outcome.UNCHANGED
                health, notice = advance(health, outcome, now, usual_gap(recent))
            polled = Polled(replace(channel, health=health, recent=recent), taken.items, notice)
            await self._outlast(lambda: self.records.settle(None, polled, now.date(), now))
        if notice is not None:
            self.wake()  # to tell its editors
        return taken

    async def _listen(self, claimed: Subscribed) -> Outcome:
        """Whether a channel has fallen silent: nothing is asked for, since its posts come by themselves."""
        async with self._channels:
            now = self.clock()
            channel = await self.records.one(claimed.id) or claimed
            health, notice = channel.health, None
            if health.last is not Outcome.UNSEEN:
                health, notice = advance(health, Outcome.UNCHANGED, now, usual_gap(channel.recent))
            polled = Polled(replace(channel, health=health, next_at=now + LISTENED), (), notice)
            await self._outlast(lambda: self.records.settle(self._owner, polled, now.date(), now))
        return Outcome.UNCHANGED

    async def see_channel(self, address: str, *, is_seen: bool) -> bool:
        """Whether we are shown the posts of the channel at *address*, as Telegram says; whether it is a source."""
        async with self._channels:
            channel = await self.records.at(address)
            if channel is None or is_seen == (channel.health.last is not Outcome.UNSEEN):
                return channel is not None
            now = self.clock()
            health, notice = advance(channel.health, Outcome.UNCHANGED if is_seen else Outcome.UNSEEN, now)
            polled = Polled(replace(channel, health=health), (), notice)
            await self._outlast(lambda: self.records.settle(None, polled, now.date(), now))
        self.wake()  # to tell its editors
        return True


def _outcome(reply: Reply) -> Outcome:
    """What *reply* is where it is no feed."""
    if reply.kind == "unchanged":
        return Outcome.UNCHANGED
    if reply.kind == "gone":
        return Outcome.GONE
    if reply.kind == "busy":
        return Outcome.BUSY
    if reply.status in (401, 403):
        return Outcome.REFUSED
    if reply.reason in LARGE:
        return Outcome.LARGE
    return Outcome.SLOW if reply.reason == "fetch.slow" else Outcome.FAILED


async def _end(tasks: list[asyncio.Task[None]], limit: float) -> None:
    """Wait for *tasks*; those that go on at *limit*, by the loop's time, are cancelled."""
    if tasks:
        _, left = await asyncio.wait(tasks, timeout=max(0.0, limit - asyncio.get_running_loop().time()))
        for task in left:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _fault(fault: FeedError) -> Outcome:
    if fault.key in RESTS:
        return Outcome.NOT_FEED
    return Outcome.LARGE if fault.key in LARGE else Outcome.FAILED


def _read(feed: Subscribed, reply: Reply, found: Feed) -> Subscribed:
    """*feed* after what was *found*: begun, and at its new address where it has moved for good."""
    return replace(
        feed,
        address=reply.moved or feed.address,
        begun=True,
        etag=reply.etag,
        last_modified=reply.last_modified,
        utc_is_kst=found.utc_is_kst,
        hints=Hints(ttl=found.ttl, skip_hours=found.skip_hours, skip_days=found.skip_days),
    )


def _recent(feed: Subscribed, taken: Taken) -> tuple[datetime, ...]:
    return tuple(sorted((*feed.recent, *taken.moments), reverse=True)[:RECENT])


def _polled(
    feed: Subscribed,
    reply: Reply,
    outcome: Outcome,
    taken: Taken,
    refused: list[RefusedItem] | None,
    now: datetime,
) -> Polled:
    recent = _recent(feed, taken)
    health, notice = advance(feed.health, outcome, now, usual_gap(recent))
    wishes = replace(feed.hints, max_age=reply.max_age, retry_after=reply.retry_after)
    next_at = next_check(
        feed.address, now, recent, wishes, failures=health.failures, resting=health.mark is Mark.RESTING
    )
    feed = replace(feed, recent=recent, health=health, next_at=next_at)
    return Polled(feed, taken.items, notice, refused)
