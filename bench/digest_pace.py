"""The pace of digests, the event loop's peace, and readers who search meanwhile.

A reply is a message too: Telegram's 30 in a second are shared, and who counts digests alone counts 2 a second less
where readers get 2 replies a second. So the digests are counted with a reader now and then (PACE_SEARCHES), and the
readers' waiting where they come often (BUSY_SEARCHES), and both times all messages as well.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench.digest_house import ENOUGH, bot_at_work, deliver_all, fill, telegram_at_work
from bot.adapters.database.store import Store
from bot.articles.article import Article
from bot.delivery.rate_limit import RateLimiter, Sent
from bot.index.index import Index

PACE_SEARCHES, BUSY_SEARCHES = 0.2, 2.0  # a second


class WatchedLimiter(RateLimiter):
    """Notes how long the place of a digest lasts before Telegram has answered."""

    def __init__(self) -> None:
        super().__init__(time.monotonic)
        self._noted: dict[int, float] = {}
        self.answers: list[float] = []

    def note(self, chat: int) -> Sent:
        sent = super().note(chat)
        self._noted[id(sent)] = time.perf_counter()
        return sent

    def answered(self, sent: Sent) -> None:
        super().answered(sent)
        if noted := self._noted.pop(id(sent), None):
            self.answers.append(time.perf_counter() - noted)


class WatchedOutbox:
    """Notes how long each step of the store's outbox takes."""

    def __init__(self, store: Store) -> None:
        self._outbox = store.outbox
        self.took: dict[str, list[float]] = {"start": [], "settle": [], "claim": [], "keep": []}

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._outbox, name)
        if name not in self.took:
            return method

        async def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return await method(*args, **kwargs)
            finally:
                self.took[name].append(time.perf_counter() - began)

        return timed


async def measure_pace(articles: Sequence[Article], count: int, searches: float) -> dict[str, Any]:
    """Digests to *count* private chats, while somebody searches so many times a second."""
    index = Index(articles)
    index.warm_up()
    gc.collect()
    gc.freeze()  # as `sosik run` does
    with (
        tempfile.TemporaryDirectory(prefix="sosik-bench-") as folder,
        telegram_at_work(count, searches) as (token, url, pipe),
    ):
        store = await fill(f"sqlite:///{folder}/sosik.db", articles, count)
        limiter, outbox = WatchedLimiter(), WatchedOutbox(store)
        store.outbox = outbox  # type: ignore[assignment]
        lags: list[float] = []
        watching = asyncio.create_task(_feel(lags))
        began, worked = time.perf_counter(), time.process_time()
        async with bot_at_work(store, index, token, url, limiter=limiter) as deliveries:
            await deliver_all(deliveries, store)
        took, worked = time.perf_counter() - began, time.process_time() - worked
        watching.cancel()
        await store.close()
        pipe.send(ENOUGH)
        seen = await asyncio.to_thread(pipe.recv)
    at, waits = seen["at"], seen["waits"]
    span = at[-1] - at[0]
    replies = sum(at[0] < reply <= at[-1] for reply in seen["replies_at"])
    return {
        "subscribers": count,
        "sent": len(at),
        "to_each_once": set(Counter(chat for chat, _ in seen["sent"]).values()) == {1},
        "seconds": round(took, 1),
        "digests_per_second": round((len(at) - 1) / span, 2),
        "messages_per_second": round((len(at) - 1 + replies) / span, 2),
        "refused": dict(seen["refused"]),
        "refused_calls": seen["calls"],
        "load_average": round(os.getloadavg()[1], 1),
        "cpu_s": round(worked, 1),
        "searches": len(waits),
        "search_ms": _spread(waits),
        "loop_blocked_ms": _spread(lags),
        "telegram_answers_ms": _spread(limiter.answers),
        **{f"{step}_ms": _spread(times) for step, times in outbox.took.items()},
    }


def _spread(seconds: Sequence[float]) -> str:
    """Milliseconds."""
    if not seconds:
        return "-"
    ordered = sorted(1000 * one for one in seconds)
    p50, p95, p999 = (ordered[int(share * len(ordered))] for share in (0.5, 0.95, 0.999))
    mean = statistics.fmean(ordered)
    return f"mean {mean:.1f}, p50 {p50:.1f}, p95 {p95:.1f}, p99.9 {p999:.1f}, most {ordered[-1]:.1f}"


async def _feel(lags: list[float]) -> None:
    """How much later than asked a coroutine wakes up."""
    while True:
        asked = time.perf_counter() + 0.002
        await asyncio.sleep(0.002)
        lags.append(max(0.0, time.perf_counter() - asked))
