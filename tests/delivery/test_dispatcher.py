"""The dispatcher's pace, in virtual time: a loop whose clock jumps to the next thing that is to happen."""

from __future__ import annotations

import asyncio
import contextlib
import random
import selectors
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar, cast

from bot.delivery.budget import OwnBudget, Seat
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.model import Delivery, Part
from bot.delivery.rate_limit import RateLimiter, Window
from bot.delivery.timing import Timing
from bot.digests.digest import Digest
from bot.digests.edition import Arrival, Edition
from bot.digests.subscription import EVERY_DAY, Place, Slot, Subscription
from bot.errors import ReaderError, Refusal, StoreError
from tests.emulator.faults import Limits

BEGINNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
T = TypeVar("T")
SLOT = Slot(time(8), EVERY_DAY, "UTC")


class Jumping(selectors.SelectSelector):
    """Instead of waiting it moves the clock on."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.selector = Jumping()
        super().__init__(self.selector)

    def time(self) -> float:
        return self.selector.now


def in_virtual_time(run: Callable[[], Coroutine[Any, Any, T]]) -> T:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(run())


def ticks() -> float:
    return asyncio.get_running_loop().time()


def clock() -> datetime:
    return BEGINNING + timedelta(seconds=ticks())


@dataclass
class SlowOutbox:
    """Deliveries of one part each, in memory; a step takes *step_s* on average, sometimes three times as long."""

    subscribers: int
    step_s: float
    dice: random.Random = field(default_factory=lambda: random.Random(5))
    owners: dict[int, str] = field(default_factory=dict)
    leased_until: dict[int, datetime] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    sending: set[int] = field(default_factory=set)
    most_sending: int = 0

    async def _step(self) -> None:
        await asyncio.sleep(self.step_s * self.dice.choice((0.5, 0.5, 0.5, 0.5, 3.0)))

    async def usable(self) -> None:
        """It always is."""

    async def set_right(self, now: datetime) -> None:
        """The clock is right."""

    async def slots(self) -> list[Slot]:
        return [SLOT]

    async def open_issues(self, slot: Slot, day: date, now: datetime) -> int:
        return self.subscribers

    async def watches(self, quiet_since: datetime, now: datetime) -> list[Subscription]:
        return []

    async def last_arrival_before(self, when: datetime) -> int:
        return 0

    async def arrivals(self, after: int, upto: int, limit: int) -> list[Arrival]:
        return []

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int, but: Collection[int] = ()
    ) -> list[Delivery]:
        await self._step()
        open_ones = (
            id
            for id in range(1, self.subscribers + 1)
            if id not in self.told and self.leased_until.get(id, now) <= now
        )
        ids = [id for id, _ in zip(open_ones, range(limit), strict=False)]
        for id in ids:
            self.owners[id], self.leased_until[id] = owner, until
        return [
            Delivery(id, owner, Subscription(id, Place(id), SLOT), "2026-03-02", now, 1, in_doubt=id in self.sending)
            for id in ids
        ]  # fmt: skip

    async def keep(self, owner: str, composed: Mapping[int, Sequence[Part]], now: datetime) -> set[int]:
        await self._step()
        return {id for id in composed if self.owners[id] == owner}

    async def start(self, delivery: int, owner: str, part: int, now: datetime, until: datetime) -> bool:
        await self._step()
        if self.owners[delivery] != owner:
            return False
        self.leased_until[delivery] = until
        self.sending.add(delivery)
        self.most_sending = max(self.most_sending, len(self.sending))
        return True

    async def settle(
        self, delivery: int, owner: str, part: int, message_id: int | None, now: datetime, *, last: bool
    ) -> bool:
        await self._step()
        if self.owners[delivery] != owner:
            return False
        self.sending.discard(delivery)
        self.told.add(delivery)
        return True

    async def put_off(self, delivery: int, owner: str, until: datetime, *, counts: bool = True) -> bool:
        await self._step()
        self.sending.discard(delivery)
        self.leased_until[delivery] = until
        return True


@dataclass
class NearTelegram:
    """Counts a message somewhere on its way, by Telegram's limits; notes what was in doubt at that moment."""

    outbox: SlowOutbox
    way_s: float
    sent: list[tuple[int, float]] = field(default_factory=list)
    refused: int = 0
    unsettled_at_most: int = 0

    def __post_init__(self) -> None:
        self.limits, self.dice = Limits(ticks), random.Random(7)

    def parts(self, digest: Digest, delivery: Delivery) -> list[Part]:
        return [Part("news")]

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        assert place.chat in self.outbox.sending, "the row must say so before Telegram hears of it"
        there = self.dice.random()
        await asyncio.sleep(2 * self.way_s * there)
        self.refused += self.limits.wait(place.chat) is not None
        self.sent.append((place.chat, ticks()))
        unsettled = {chat for chat, _ in self.sent[-50:]} - self.outbox.told
        self.unsettled_at_most = max(self.unsettled_at_most, len(unsettled))
        await asyncio.sleep(2 * self.way_s * (1 - there))
        return len(self.sent)

    def plainly(self, part: Part) -> list[Part]:
        raise AssertionError("nothing is refused here")

    async def report(self, found: Sequence[tuple[Subscription, Refusal]]) -> None:
        raise AssertionError("nothing is refused here")

    @property
    def per_second(self) -> float:
        return (len(self.sent) - 1) / (self.sent[-1][1] - self.sent[0][1])


class BlankDesk:
    """Every digest is the same."""

    async def all_here(self, arrivals: Sequence[Arrival]) -> bool:
        return True

    async def edition(self, arrivals: Sequence[Arrival]) -> Edition:
        return Edition([], [])

    async def digests(
        self,
        edition: Edition,
        wishes: Sequence[tuple[Subscription, date]],
        beside: Mapping[Place, Sequence[Subscription]] | None = None,
    ) -> list[Digest]:
        return [Digest(day, (), 0, 0, 0, ()) for _, day in wishes]

    async def matching(self, edition: Edition, watches: Sequence[Subscription]) -> set[int]:
        return set()


class Stuck(RateLimiter):
    """One that lets nobody through up to a moment."""

    until_then = 0.0

    def wait_for_all(self) -> float:
        return max(super().wait_for_all(), self.until_then - ticks())


async def sleep(seconds: float) -> None:
    await asyncio.sleep(seconds + 1e-5)  # a clock that hardly moves makes waiting endless


def dispatcher(
    outbox: Any,
    telegram: NearTelegram,
    limiter: RateLimiter,
    name: str = "one",
    desk: BlankDesk | None = None,
) -> Dispatcher:
    return Dispatcher(
        outbox, telegram, desk or BlankDesk(), Timing(clock, limiter, sleep, ticks=ticks), name=name
    )


def test_a_slow_disk_does_not_cost_the_pace_and_one_at_most_is_in_doubt() -> None:
    """A step of the outbox takes 10 ms and at times 30, an answer of Telegram 14; 33 are there for each message."""

    async def run() -> tuple[SlowOutbox, NearTelegram]:
        outbox = SlowOutbox(1200, step_s=0.010)
        telegram = NearTelegram(outbox, way_s=0.007)
        await dispatcher(outbox, telegram, RateLimiter(ticks)).deliver_due()
        return outbox, telegram

    outbox, telegram = in_virtual_time(run)
    assert {1} == set(Counter(chat for chat, _ in telegram.sent).values())
    assert 1200 == len(telegram.sent)
    assert 0 == telegram.refused
    assert 29.3 <= telegram.per_second <= 30.0
    assert 1 == telegram.unsettled_at_most, "sent, and not known as sent"
    assert 2 == outbox.most_sending, "one in flight, and the row of the next"


def test_who_waited_longer_than_the_lease_leaves_it_to_whoever_took_over() -> None:
    """Nobody gets through for ten minutes just when the next row has been written."""

    async def run() -> tuple[list[tuple[int, float]], float]:
        outbox = SlowOutbox(40, step_s=0.010)
        telegram = NearTelegram(outbox, way_s=0.007)
        held = Stuck(ticks)
        first = asyncio.create_task(dispatcher(outbox, telegram, held).deliver_due())
        await asyncio.sleep(0.5)
        held.until_then = ticks() + 600
        await asyncio.sleep(200)
        before = len(telegram.sent)
        await dispatcher(outbox, telegram, RateLimiter(ticks), "another").deliver_due()
        taken_over = ticks()
        await first
        assert before < 40
        return telegram.sent, taken_over

    sent, taken_over = in_virtual_time(run)
    assert {1} == set(Counter(chat for chat, _ in sent).values())
    assert 40 == len(sent)
    assert max(at for _, at in sent) < taken_over < 300


def test_stopping_gives_back_the_row_that_was_written_ahead() -> None:
    async def run() -> tuple[SlowOutbox, NearTelegram]:
        outbox = SlowOutbox(100, step_s=0.010)
        telegram = NearTelegram(outbox, way_s=0.007)
        working = dispatcher(outbox, telegram, RateLimiter(ticks))
        delivering = asyncio.create_task(working.deliver_due())
        while len(outbox.sending) < 2:  # noqa: ASYNC110 - in virtual time that is no busy waiting
            await asyncio.sleep(0.001)
        await working.stop()
        await delivering
        return outbox, telegram

    outbox, telegram = in_virtual_time(run)
    assert set() == outbox.sending
    assert outbox.told == {chat for chat, _ in telegram.sent}
    assert len(telegram.sent) < 10


class Seats(OwnBudget):
    """Places without end, of which each is noted."""

    def __init__(self) -> None:
        self.taken = list[Seat]()

    def place(self, chat: int, patience_s: float, gap_s: float = 0.0) -> AbstractAsyncContextManager[Seat]:
        self.taken.append(Seat())
        return nullcontext(self.taken[-1])


def test_a_place_whose_message_did_not_go_is_given_back_as_such() -> None:
    async def run() -> tuple[Seats, NearTelegram]:
        outbox, seats, held = SlowOutbox(40, step_s=0.010), Seats(), Stuck(ticks)
        telegram = NearTelegram(outbox, way_s=0.007)
        timing = Timing(clock, held, sleep, ticks=ticks, budget=seats)
        working = Dispatcher(cast(Any, outbox), telegram, BlankDesk(), timing, name="one")
        delivering = asyncio.create_task(working.deliver_due())
        await asyncio.sleep(0.5)
        held.until_then = ticks() + 600
        await asyncio.sleep(5)
        await working.stop()
        await delivering
        return seats, telegram

    seats, telegram = in_virtual_time(run)
    assert len(telegram.sent) < len(seats.taken)
    assert len(telegram.sent) == sum(seat.is_used for seat in seats.taken)


def test_far_from_telegram_more_are_in_flight_and_the_pace_is_kept() -> None:
    async def run() -> NearTelegram:
        outbox = SlowOutbox(800, step_s=0.005)
        telegram = NearTelegram(outbox, way_s=0.1)
        await dispatcher(outbox, telegram, RateLimiter(ticks)).deliver_due()
        return telegram

    telegram = in_virtual_time(run)
    assert 0 == telegram.refused
    assert 1 < telegram.unsettled_at_most <= Window.MOST
    assert telegram.per_second > 20


@dataclass
class Failing(SlowOutbox):
    """The second claim fails, as of a statement that the database does not take."""

    claims: int = 0

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int, but: Collection[int] = ()
    ) -> list[Delivery]:
        self.claims += 1
        if self.claims == 2:
            raise StoreError("not taken")
        return await super().claim(owner, now, until, limit, but)


def test_what_is_at_work_when_a_claim_fails_is_finished_before_the_next_begins() -> None:
    async def run() -> tuple[Failing, NearTelegram, int]:
        outbox = Failing(100, step_s=0.010)
        telegram = NearTelegram(outbox, way_s=0.007)
        working = dispatcher(outbox, telegram, RateLimiter(ticks))
        with contextlib.suppress(StoreError):
            await working.deliver_due()
        left = len(outbox.sending)
        await working.deliver_due()
        return outbox, telegram, left

    outbox, telegram, left = in_virtual_time(run)
    assert 0 == left, "nothing is under way when it ends"
    assert {1} == set(Counter(chat for chat, _ in telegram.sent).values())
    assert 100 == len(outbox.told)


class Unread(BlankDesk):
    """Its archive went away between the question whether all is here and the edition."""

    is_away = True

    async def edition(self, arrivals: Sequence[Arrival]) -> Edition:
        if self.is_away:
            raise ReaderError("archive.away")
        return await super().edition(arrivals)


def test_an_archive_that_goes_away_meanwhile_is_waited_for() -> None:
    async def run() -> tuple[int, SlowOutbox]:
        outbox, desk = SlowOutbox(3, step_s=0.010), Unread()
        telegram = NearTelegram(outbox, way_s=0.007)
        working = dispatcher(outbox, telegram, RateLimiter(ticks), desk=desk)
        await working.deliver_due()
        before = len(telegram.sent)
        desk.is_away = False
        await asyncio.sleep(2)
        await working.deliver_due()
        return before, outbox

    before, outbox = in_virtual_time(run)
    assert 0 == before
    assert {1, 2, 3} == outbox.told
