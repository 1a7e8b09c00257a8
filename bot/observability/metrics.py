"""Figures of a running bot, as Prometheus takes them; what each means is its own help text.

Counted where it happens, by these objects; what is only known when it is asked is read then (`gauges`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from time import monotonic

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)  # memory, processor time, open files
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LAG_EVERY_S = 0.5

UPDATES = Counter(
    "sosik_updates", "Updates of Telegram that were answered", ["cmd", "outcome"], registry=REGISTRY
)
UPDATE_SECONDS = Histogram(
    "sosik_update_seconds",
    "From an update's turn to its answer; route: as what words without a command were answered",
    ["cmd", "route"],
    buckets=SECONDS,
    registry=REGISTRY,
)
WAITING = Gauge(
    "sosik_waiting_updates", "Updates that wait for their turn in this process", registry=REGISTRY
)
ARRIVALS = Counter(
    "sosik_arrivals", "Articles that came, by what they are to digests", ["kind"], registry=REGISTRY
)
MUTED = Counter("sosik_mutes", "Places to which nothing is sent any more, by why", ["why"], registry=REGISTRY)
DELIVERIES = Counter("sosik_deliveries", "Digests and watches by outcome", ["outcome"], registry=REGISTRY)
FEED_POLLS = Counter("sosik_feed_polls", "Polls of feeds by outcome", ["outcome"], registry=REGISTRY)
RETRY_AFTER = Counter("sosik_retry_after", "Times Telegram asked to wait", registry=REGISTRY)
REFUSED = Counter("sosik_refused_updates", "Updates of people who sent more than can wait", registry=REGISTRY)
LOOP_LAG = Histogram(
    "sosik_event_loop_lag_seconds", "How late the event loop is", buckets=SECONDS, registry=REGISTRY
)

Figure = tuple[str, Callable[[], float | None]]  # help, and what it is now; None: not known


class Gauges(Collector):
    """Figures that are read when they are asked for."""

    def __init__(self, gauges: Mapping[str, Figure]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One family for each figure that is known."""
        for name, (told, read) in self._gauges.items():
            if (value := read()) is not None:
                yield GaugeMetricFamily(name, told, value=value)


@asynccontextmanager
async def watching_loop() -> AsyncIterator[None]:
    """Measure the event loop's lag meanwhile."""

    async def watch() -> None:
        while True:
            before = monotonic()
            await asyncio.sleep(LAG_EVERY_S)
            LOOP_LAG.observe(max(0.0, monotonic() - before - LAG_EVERY_S))

    watch_task = asyncio.create_task(watch())
    try:
        yield
    finally:
        watch_task.cancel()
        await asyncio.gather(watch_task, return_exceptions=True)
