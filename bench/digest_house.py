"""What the benches of digests share: a day's articles, Telegram in a process of its own, the bot at work over HTTP."""

from __future__ import annotations

import asyncio
import multiprocessing
import secrets
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from telegram.request import HTTPXRequest

from bench.data import news_folder, read_articles
from bot.adapters.database.schema import chats, subscriptions
from bot.adapters.database.store import Store
from bot.articles.article import Article
from bot.delivery.rate_limit import RateLimiter
from bot.delivery.service import Deliveries, Owner
from bot.delivery.timing import LEASE, Timing
from bot.entrypoints.telegram.application import App, build_application
from bot.entrypoints.telegram.messenger import TelegramMessenger
from bot.entrypoints.telegram.polling import Fetcher, PollingRequest
from bot.entrypoints.telegram.services import ChatServices, Network
from bot.entrypoints.telegram.worker import Worker
from bot.index.index import Index
from bot.newsroom import Newsroom

FIRST_CHAT = 1_000_000
MOST_TURNS = 300  # on end in which nobody is told: half a minute and more
SO_FAR, ENOUGH = "so far", "enough"  # asks Telegram who got how many messages; and for all it saw, at the end


def busiest_day(data: Path) -> list[Article]:
    """The articles of the day on which most arrived, in the order of their arrival."""
    news = news_folder(data)
    assert news is not None, f"no articles in {data}"
    by_day: dict[date, list[Article]] = {}
    for article in read_articles(news):
        if article.added is not None:
            by_day.setdefault(article.added.date(), []).append(article)
    most = max(by_day.values(), key=len)
    return sorted(most, key=lambda article: (article.added, article.id))


def chat_row(id: int) -> dict[str, Any]:
    return {
        "id": id, "kind": "private", "title": "", "language": "ko", "zone": None, "greeted": False,
    }  # fmt: skip


def subscription_row(chat: int, at: str, zone: str) -> dict[str, Any]:
    return {
        "kind": "digest", "chat": chat, "topic": 0, "owner": None, "at": at, "days": 127, "zone": zone,
        "include": [], "exclude": [], "papers": [], "stories": 10, "silent": False, "when_empty": False,
        "paused": False, "since": 0, "last_seq": 0, "last_sent_at": None, "last_issue": None,
        "made_at": datetime.now(UTC),
    }  # fmt: skip


def telegram(pipe: Connection, people: int, searches: float) -> None:
    """Be Telegram until told to say what was seen."""
    asyncio.run(_telegram(pipe, people, searches))


async def _telegram(pipe: Connection, people: int, searches: float) -> None:
    from tests.dialog import Voice
    from tests.emulator import Emulator
    from tests.emulator.faults import Limits
    from tests.emulator.world import Chat

    async with Emulator(limits=Limits(time.time)) as emulator:
        for id in range(FIRST_CHAT, FIRST_CHAT + people):
            emulator.world.users[id] = {"id": id, "is_bot": False, "first_name": "독자"}
            emulator.world.add_chat(Chat(id, "private", "독자", started=True))
        pipe.send((emulator.token, emulator.url))
        waits: list[float] = []
        reader = asyncio.create_task(_search(Voice, emulator, searches, waits)) if searches else None
        while await asyncio.to_thread(pipe.recv) != ENOUGH:
            pipe.send(Counter(int(call.params["chat_id"]) for call in emulator.sent()))
        if reader is not None:
            reader.cancel()
        messages = emulator.sent()
        digests = [call for call in messages if int(call.params["chat_id"]) >= FIRST_CHAT]
        pipe.send(
            {
                "sent": [(int(call.params["chat_id"]), call.params["text"]) for call in digests],
                "at": [call.at for call in digests],
                "replies_at": [call.at for call in messages if int(call.params["chat_id"]) < FIRST_CHAT],
                "refused": Counter(str(one.code) for one in emulator.violations),
                "waits": waits,
                "calls": [
                    f"{one.method} {one.params.get('chat_id')} {one.description}"
                    for one in emulator.violations[:5]
                ],
            }
        )


async def _search(voice: Any, emulator: Any, per_second: float, waits: list[float]) -> None:
    """Somebody new searches, again and again, and waits for the answer."""
    number = 0
    while True:
        number += 1
        reader = voice.of(emulator, f"찾는 이 {number}")
        began = time.perf_counter()
        await reader.says("/search 대통령")
        await reader.hears()
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(max(0.0, 1 / per_second - (time.perf_counter() - began)))


@contextmanager
def telegram_at_work(people: int, searches: float = 0.0) -> Iterator[tuple[str, str, Connection]]:
    """Token, address, and the pipe that answers SO_FAR and ENOUGH. searches: how many a second."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=telegram, args=(there, people, searches), daemon=True)
    process.start()
    token, url = here.recv()
    try:
        yield token, url, here
    finally:
        process.terminate()
        process.join()


async def fill(url: str, articles: Sequence[Article], count: int) -> Store:
    """A store in which *count* private chats are due for *articles*."""
    store = await Store.open(url)
    await store.arrivals.record([])
    await store.arrivals.record(articles)
    people = range(FIRST_CHAT, FIRST_CHAT + count)
    async with store.database.write() as connection:
        await connection.execute(chats.insert(), [chat_row(id) for id in people])
        await connection.execute(
            subscriptions.insert(), [subscription_row(id, "00:00", "UTC") for id in people]
        )
    return store


class bot_at_work:
    """The application polling *url*, delivering; `async with` gives its Deliveries."""

    def __init__(
        self,
        store: Store,
        index: Index,
        token: str,
        url: str,
        lease: timedelta | None = None,
        limiter: RateLimiter | None = None,
    ) -> None:
        self.newsroom = Newsroom(index)
        timing = Timing(limiter=limiter or RateLimiter(time.monotonic), lease=lease or LEASE)
        self.deliveries = Deliveries(
            store.outbox, self.newsroom, store.queries.forget_old, timing, Owner(secrets.token_hex(8))
        )
        self.line = PollingRequest(lambda: None)
        name = secrets.token_hex(4)
        self.worker = Worker(store.inbox, name, lambda other: other != name)
        self.application: App = build_application(
            token,
            ChatServices(
                newsroom=self.newsroom,
                queries=store.queries,
                answers=store.answers,
                memory=store,
                limiter=timing.limiter,
            ),
            Network(
                request=HTTPXRequest(connection_pool_size=64, pool_timeout=10.0),
                get_updates_request=self.line,
                base_url=f"{url}/bot",
            ),
        )

    async def __aenter__(self) -> Deliveries:
        application = self.application
        await application.initialize()
        await application.start()
        fetching = Fetcher(self.line, self.worker).fetch(application)
        self._working = [
            asyncio.create_task(self.worker.work(application)),
            asyncio.create_task(fetching),
        ]
        self._delivering = self.deliveries.at_work(TelegramMessenger(application.bot))
        await self._delivering.__aenter__()
        return self.deliveries

    async def __aexit__(self, *fault: Any) -> None:
        await self._delivering.__aexit__(*fault)
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        await self.worker.finish(1.0)
        await self.application.stop()
        await self.application.shutdown()


async def deliver_all(deliveries: Deliveries, store: Store, turns: int = MOST_TURNS) -> None:
    """Deliver until every subscriber is told; the first time the bot may not be able to send yet.

    Raises: RuntimeError once so many *turns* on end told nobody.
    """
    untold = select(func.count()).where(subscriptions.c.last_seq == 0)
    left, idle = -1, 0
    while True:
        async with store.database.read() as connection:
            before, left = left, (await connection.execute(untold)).scalar_one()
        if not left:
            return
        idle = idle + 1 if left == before else 0
        if idle >= turns:
            raise RuntimeError(f"{left} subscribers are still untold after {turns} turns that told nobody")
        await deliveries.deliver_due()
        await deliveries.finished()
        await asyncio.sleep(0.1)
