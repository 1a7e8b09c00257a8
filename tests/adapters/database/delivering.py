"""A store, articles, a messenger and a clock that moves when somebody sleeps: for tests of what is delivered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.adapters.database.schema import deliveries
from bot.adapters.database.store import Store
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.model import Button, Delivery, Part
from bot.delivery.rate_limit import RateLimiter
from bot.delivery.timing import Timing
from bot.digests.digest import Digest
from bot.digests.edition import Arrival
from bot.digests.subscription import EVERY_DAY, Place, Slot, Subscription
from bot.errors import Refusal, Undeliverable
from bot.newsroom import Newsroom
from tests.digests.test_digest import story
from tests.fakes import FakeIndex

if TYPE_CHECKING:
    from tests.adapters.database.conftest import Clock

SEOUL = "Asia/Seoul"
MORNING = Slot(time(8), EVERY_DAY, SEOUL)
BEFORE = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)  # half past seven in Seoul


class FakeMessenger:
    """Telegram as a list. Every digest is two parts: that it begins, and the titles it tells.

    trouble: what to raise, by the number of the call, instead of sending; received: whether it arrived even so.
    """

    def __init__(self) -> None:
        self.sent: list[tuple[Place, str]] = []
        self.silent: list[bool] = []
        self.trouble: dict[int, Undeliverable] = {}
        self.received: set[int] = set()
        self.refusing: Callable[[Place, Part], Undeliverable | None] = lambda place, part: None
        self.reported: list[tuple[Place, Refusal]] = []
        self.reports = 0
        self.calls = 0

    def parts(self, digest: Digest, delivery: Delivery) -> list[Part]:
        titles = [item.article.id for group in digest.groups for item in group.items]
        if not titles:
            return [Part("nothing")] if delivery.subscription.when_empty else []
        name = f"{delivery.subscription.id}/{delivery.issue}"
        buttons = ((Button("더 보기", f"more:{delivery.id}"),),)
        return [Part(f"{name} begins", buttons), Part(f"{name} {' '.join(titles)}")]

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        self.calls += 1
        trouble = self.trouble.get(self.calls) or self.refusing(place, part)
        await asyncio.sleep(0)
        if trouble is None or self.calls in self.received:
            self.sent.append((place, part.html))
            self.silent.append(silent)
        if trouble is not None:
            raise trouble
        return self.calls

    def plainly(self, part: Part) -> list[Part]:
        first, _, rest = part.html.partition(" ")
        return [Part(first, plain=True), Part(rest, part.buttons, plain=True)]

    async def report(self, found: Sequence[tuple[Subscription, Refusal]]) -> None:
        self.reports += 1
        self.reported += [(subscription.place, why) for subscription, why in found]

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]


class FakePresence:
    """Says what it is told to say."""

    here = True

    async def all_here(self, arrivals: Sequence[Arrival]) -> bool:
        return self.here

    async def still_here(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        return arrivals


class House:
    """A store, articles, a messenger and a clock that moves when somebody sleeps."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.index = FakeIndex()
        self.messenger = FakeMessenger()
        self.presence = FakePresence()
        self.processes = 0

    def dispatcher(self, outbox: Any = None, messenger: Any = None) -> Dispatcher:
        """One more process."""
        self.processes += 1
        return Dispatcher(
            outbox or self.store.outbox,
            messenger or self.messenger,
            Newsroom(self.index, presence=self.presence),
            Timing(self.clock, RateLimiter(self.ticks), self.sleep, ticks=self.ticks),
            name=f"process {self.processes}",
        )

    def ticks(self) -> float:
        return self.clock.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.clock.now += timedelta(seconds=seconds + 1e-5)  # a clock that stands makes waiting endless
        await asyncio.sleep(0)

    async def subscribe(self, chat: int = 7, **changes: Any) -> Subscription:
        await self.store.chats.meet(chat, "private" if chat > 0 else "supergroup", str(chat), "ko")
        wish = Subscription(0, changes.pop("place", Place(chat)), changes.pop("slot", MORNING))
        return await self.store.subscriptions.add(replace(wish, **changes))

    async def publish(self, *numbers: int, title: str = "") -> None:
        articles = [story(number, f"{number}일보", title=title) for number in numbers]
        articles = [replace(one, content_hash=f"hash {one.id}") for one in articles]
        self.index.add(articles)
        await self.store.arrivals.record(articles)

    async def states(self) -> Counter[str]:
        async with self.store.database.read() as connection:
            return Counter((await connection.execute(select(deliveries.c.state))).scalars())

    async def morning(self, days: int = 0) -> None:
        """Eight o'clock in Seoul, so many days after the first."""
        self.clock.now = BEFORE + timedelta(days=days, minutes=30)

    async def deliver(self) -> None:
        await self.dispatcher().deliver_due()
