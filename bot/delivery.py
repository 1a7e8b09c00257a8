"""Delivering: claim, compose, send, settle, part by part, so that a crash at any instant loses nothing.

A delivery is a row: one issue (a local date; for a watch, an arrival) of one subscription, unique, so that it
is told once however often the clock strikes. Its parts (messages) are rows too, kept before the first is sent;
a process that takes over sends what is left of them, not something composed anew. Before a part is sent its
row says `sending`, after Telegram answered `sent`.

**The part in doubt.** A process killed between Telegram's receipt and our `sent` leaves a part `sending`. Nobody
can ask Telegram about it, so it is sent again: none is lost, and at most the parts in flight at the crash come
twice. One part is in flight at a time, as long as Telegram answers fast enough for the pace of `bot.pace`, so
that is at most one duplicate a crash; far from Telegram (`Window`) it is as many as it takes to keep the pace.
A part whose answer did not come while we live (a timeout, a broken connection) was received in all likelihood:
it is settled as `doubtful` and not sent again. Only what surely was not received is retried, with a backoff.

**Two processes on one database.** A delivery is leased to one owner at a time (`Ledger.claim` skips rows that
another is claiming), and every step asks whether the lease still stands: a process that lost it drops the
delivery before it sends anything.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from bot.digest.digest import Digest
from bot.digest.edition import Arrival, Edition
from bot.digest.subscription import Place, Slot, Subscription, last_due, moment
from bot.errors import Undeliverable
from bot.pace import Pace, Window

log = logging.getLogger(__name__)

LATE = timedelta(days=2)  # a digest missed by more is not made up for; its news come with the next one
NEWS_DAYS = 8  # what arrived earlier is no news any more: a weekly digest covers its week
RETOLD_DAYS = 3  # how far back a story that was told is known as such
MOST_ARRIVALS = 20_000  # in one edition
LEASE = timedelta(minutes=2)  # longer than any one call to Telegram takes
AT_WORK = 40  # deliveries claimed at a time: the next is composed while one waits for its turn
PATIENCE_S = 5.0  # a chat that must be waited for longer is put off, so that it holds up nobody
BACKOFF_S = (5.0, 20.0, 60.0, 180.0, 600.0)
GIVE_UP = timedelta(hours=20)  # before the next day's digest, which will tell it all
MANY_FAILURES = 3  # in a row
WATCH_PAUSE = timedelta(minutes=3)  # a watch speaks at most once in it

Outcome = Literal["told", "nothing", "muted", "refused", "given up"]


@dataclass(frozen=True, slots=True)
class Button:
    """text: what it says; data: 1 to 64 bytes that come back when it is pressed."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class Part:
    """One message, ready to be sent: Telegram's HTML and rows of buttons."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One issue of one subscription, claimed by us.

    owner: in whose name; of one claim, so that a later one of the same process takes it over like any other.
    issue: the local date it is for; of a watch, the last arrival it tells.
    upto: the last arrival it tells; what the subscription was told before says where it begins.
    parts: those that are not sent yet, by number; None before it is composed.
    in_doubt: the first of them may have been sent by a process that died over it.
    tries: how often it was put off.
    """

    id: int
    owner: str
    subscription: Subscription
    issue: str
    opened: datetime
    upto: int
    parts: dict[int, Part] | None = None
    in_doubt: bool = False
    tries: int = 0

    @property
    def day(self) -> date:
        """The local date that it is for."""
        if self.subscription.kind == "digest":
            return date.fromisoformat(self.issue)
        return self.opened.astimezone(ZoneInfo(self.subscription.slot.zone)).date()


class Ledger(Protocol):
    """What is due, claimed, sent and settled; `bot.store.ledger` keeps it. Every method is one transaction.

    Those that take *owner* do nothing and say False when the delivery is no longer leased to it.
    """

    async def slots(self) -> list[Slot]:
        """The distinct slots of all digests that are neither paused nor muted."""

    async def open_issues(self, slot: Slot, day: date, now: datetime) -> int:
        """Open *day*'s issue for every subscription of *slot* that has none; returns how many."""

    async def watches(self, quiet_since: datetime) -> list[Subscription]:
        """The watches behind the last arrival that did not speak after *quiet_since*."""

    async def open_watches(self, ids: Sequence[int], upto: int, now: datetime) -> None:
        """Open an issue for each of these watches, about the arrivals up to *upto*."""

    async def passed_by(self, ids: Sequence[int], upto: int) -> None:
        """There was nothing up to *upto* for these watches."""

    async def claim(self, owner: str, now: datetime, until: datetime, limit: int) -> list[Delivery]:
        """Lease open deliveries that are free, oldest first; their subscriptions neither paused nor muted."""

    async def keep(self, owner: str, composed: Mapping[int, Sequence[Part]], now: datetime) -> set[int]:
        """Keep the parts of these deliveries; one without any is closed as "nothing". Returns what is ours."""

    async def start(self, delivery: int, owner: str, part: int, now: datetime, until: datetime) -> bool:
        """Say that *part* is being sent from now on, and lease the delivery until *until*."""

    async def settle(
        self, delivery: int, owner: str, part: int, message_id: int | None, now: datetime, *, last: bool
    ) -> bool:
        """*part* is sent, or in doubt when there is no *message_id*; after the *last* the issue is told."""

    async def close(self, delivery: int, owner: str, outcome: Outcome, now: datetime) -> bool:
        """End it. Told, nothing and refused move the subscription on; after the others it is told later."""

    async def put_off(self, delivery: int, owner: str, until: datetime, *, counts: bool = True) -> bool:
        """Give it back until then; what was being sent surely was not received. counts: as a failed try."""

    async def mute(self, chat: int) -> None:
        """The chat takes no messages; its subscriptions stay and wait."""

    async def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: all that is kept for it is kept for the new id."""

    async def leave_topic(self, place: Place) -> None:
        """What was told in this topic is told in its group from now on."""

    async def last_arrival(self) -> int:
        """The latest sequence number; 0 when nothing ever came."""

    async def last_arrival_before(self, when: datetime) -> int:
        """The latest sequence number of what came before *when*; 0 when nothing did."""

    async def arrivals(self, after: int, upto: int, limit: int) -> list[Arrival]:
        """The newest *limit* arrivals in (after, upto] that are news (no baseline), in order."""


class Messenger(Protocol):
    """The way to Telegram; `bot.chat.messenger` has it."""

    def parts(self, digest: Digest, delivery: Delivery) -> list[Part]:
        """The messages that tell *digest*; [] when there is nothing to say."""

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        """Send, and return the message's id. Raises: Undeliverable, with what to do about it."""

    async def topic_is_gone(self, subscription: Subscription) -> None:
        """Tell the administrators that the topic is gone and the group gets its digests."""


class Desk(Protocol):
    """Where digests are composed, off the event loop; `Newsroom` is it."""

    async def edition(self, arrivals: Sequence[Arrival]) -> Edition: ...

    async def digests(
        self, edition: Edition, wishes: Sequence[tuple[Subscription, date]]
    ) -> list[Digest]: ...

    async def matching(self, edition: Edition, watches: Sequence[Subscription]) -> set[int]:
        """The ids of the *watches* that have something new in *edition*."""


class Courier:
    """Delivers what is due.

    name: one that no other process has. clock: aware now; ticks: seconds, monotonic, the clock of *pace*.
    """

    def __init__(
        self,
        ledger: Ledger,
        messenger: Messenger,
        desk: Desk,
        pace: Pace,
        *,
        name: str,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._ledger, self._messenger, self._desk, self._pace = ledger, messenger, desk, pace
        self._name, self._clock, self._ticks, self._sleep = name, clock, ticks, sleep
        self._claims = 0
        self._window = Window()
        self._editions: dict[tuple[int, int], Edition] = {}
        self._failures = 0  # calls in a row that Telegram's servers failed
        self._wanted = self._stopping = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def deliver_due(self) -> None:
        """Deliver all that is due now. Where that is going on already, it looks again before it ends."""
        self._wanted = True
        if not self._idle.is_set() or self._stopping:
            return
        self._idle.clear()
        try:
            await self._work()
        finally:
            self._editions.clear()
            self._idle.set()

    async def stop(self) -> None:
        """Deliver no more: the parts in flight are finished, what is claimed is given back."""
        self._stopping = True
        await self._idle.wait()

    async def _work(self) -> None:
        at_work: set[asyncio.Task[None]] = set()
        more = False
        while not self._stopping:
            if self._wanted:
                self._wanted = False
                await self._open_due()
                more = True
            if more and len(at_work) <= AT_WORK // 2:
                claimed = await self._claim(AT_WORK - len(at_work))
                at_work |= {asyncio.create_task(self._deliver(one)) for one in claimed}
                more = bool(claimed)
            elif at_work:
                at_work = await self._wait(at_work, asyncio.FIRST_COMPLETED)
            elif not self._wanted:
                break
        if at_work:
            await self._wait(at_work, asyncio.ALL_COMPLETED)

    async def _wait(self, tasks: set[asyncio.Task[None]], until: str) -> set[asyncio.Task[None]]:
        done, left = await asyncio.wait(tasks, return_when=until)
        for task in done:
            if fault := task.exception():
                # its lease runs out, and whoever claims it next goes on where it was
                log.error("delivering stopped: %s", task.get_name(), exc_info=fault)
        return left

    # --- what is due ---

    async def _open_due(self) -> None:
        """Open an issue of everything that is due and not told."""
        now = self._clock()
        for slot in await self._ledger.slots():
            day = last_due(slot, now)
            if day is not None and now - moment(day, slot) <= LATE:
                opened = await self._ledger.open_issues(slot, day, now)
                if opened:
                    log.info("due: day=%s time=%s zone=%s digests=%d", day, slot.at, slot.zone, opened)
        watches = await self._ledger.watches(now - WATCH_PAUSE)
        if not watches:
            return
        upto = await self._ledger.last_arrival()
        oldest = min(one.told for one in watches)
        edition = await self._edition(max(oldest, await self._arrived_before(NEWS_DAYS)), upto)
        found = await self._desk.matching(edition, watches)
        await self._ledger.open_watches(sorted(found), upto, now)
        await self._ledger.passed_by([one.id for one in watches if one.id not in found], upto)

    async def _arrived_before(self, days: int) -> int:
        return await self._ledger.last_arrival_before(self._clock() - timedelta(days=days))

    async def _edition(self, after: int, upto: int) -> Edition:
        """The edition of the arrivals in (after, upto]; most digests of a day share one."""
        if (after, upto) not in self._editions:
            while len(self._editions) >= 4:
                del self._editions[next(iter(self._editions))]
            arrivals = await self._ledger.arrivals(after, upto, MOST_ARRIVALS)
            self._editions[after, upto] = await self._desk.edition(arrivals)
        return self._editions[after, upto]

    # --- claim and compose ---

    async def _claim(self, limit: int) -> list[Delivery]:
        """Deliveries that are ours now, each with the parts that are left to send."""
        now = self._clock()
        self._claims += 1
        owner = f"{self._name}/{self._claims}"
        claimed = await self._ledger.claim(owner, now, now + LEASE, limit)
        blank = [one for one in claimed if one.parts is None]
        ready = [one for one in claimed if one.parts is not None]
        for one in ready:
            log.warning(
                "goes on: delivery=%d part=%d in_doubt=%s", one.id, min(one.parts or [0]), one.in_doubt
            )
        if not blank:
            return ready
        composed: dict[int, list[Part]] = {}
        for (after, upto), some in (await self._by_edition(blank)).items():
            edition = await self._edition(after, upto)
            digests = await self._desk.digests(edition, [(one.subscription, one.day) for one in some])
            for one, digest in zip(some, digests, strict=True):
                composed[one.id] = self._messenger.parts(digest, one)
        ours = await self._ledger.keep(owner, composed, now)
        return ready + [
            replace(one, parts=dict(enumerate(composed[one.id], 1))) for one in blank if one.id in ours
        ]

    async def _by_edition(self, deliveries: Sequence[Delivery]) -> dict[tuple[int, int], list[Delivery]]:
        """Deliveries by the edition they are composed from: as few editions as do, since each takes a second."""
        recent, oldest = await self._arrived_before(RETOLD_DAYS), await self._arrived_before(NEWS_DAYS)
        found: dict[tuple[int, int], list[Delivery]] = {}
        for one in deliveries:
            told = one.subscription.told
            after = recent if told >= recent else oldest
            if one.subscription.kind == "watch":
                after = max(told, oldest)
            found.setdefault((after, one.upto), []).append(one)
        return found

    # --- send and settle ---

    async def _deliver(self, delivery: Delivery) -> None:
        """Send the parts that are left, in order."""
        assert delivery.parts is not None
        place = delivery.subscription.place
        for number, part in sorted(delivery.parts.items()):
            last = number == max(delivery.parts)
            went = await self._send(delivery, place, number, part, last=last)
            while isinstance(went, Place):
                place = went
                went = await self._send(delivery, place, number, part, last=last)
            if not went:
                return

    async def _send(
        self, delivery: Delivery, place: Place, number: int, part: Part, *, last: bool
    ) -> bool | Place:
        """Send one part when its turn comes.

        Returns: True to go on with the next, False when the delivery is over or given back, or the place to
        send it to again.
        """
        while True:
            pause = self._pace.wait_for_chat(place.chat)
            if pause > PATIENCE_S or self._stopping:
                await self._put_off(delivery, 0.0 if self._stopping else pause, counts=False)
                return False
            await self._sleep(pause)
            async with self._window:
                if self._pace.wait_for_chat(place.chat) > 0:
                    continue  # another one was faster
                while (pause := self._pace.wait(place.chat)) > 0 and not self._stopping:
                    await self._sleep(min(pause, 1.0))
                if self._stopping:
                    continue
                return await self._send_now(delivery, place, number, part, last=last)

    async def _send_now(
        self, delivery: Delivery, place: Place, number: int, part: Part, *, last: bool
    ) -> bool | Place:
        began, now = self._ticks(), self._clock()
        if not await self._ledger.start(delivery.id, delivery.owner, number, now, now + LEASE):
            return False
        self._pace.note(place.chat)
        try:
            message = await self._messenger.send(place, part, silent=delivery.subscription.silent)
        except Undeliverable as refusal:
            return await self._refused(delivery, place, number, refusal, last=last)
        self._failures = 0
        settled = await self._ledger.settle(
            delivery.id, delivery.owner, number, message, self._clock(), last=last
        )
        self._window.note(self._ticks() - began)
        return settled

    async def _refused(
        self, delivery: Delivery, place: Place, number: int, refusal: Undeliverable, *, last: bool
    ) -> bool | Place:
        """What to do about it; as `_send`."""
        where = f"delivery={delivery.id} chat={place.chat}"
        if refusal.new_chat_id is not None:
            log.info("moved: %s to=%d", where, refusal.new_chat_id)
            await self._ledger.move_chat(place.chat, refusal.new_chat_id)
            return Place(refusal.new_chat_id, place.topic)
        if refusal.topic_gone and place.topic:
            log.info("topic gone: %s topic=%d", where, place.topic)
            await self._ledger.leave_topic(place)
            await self._messenger.topic_is_gone(delivery.subscription)
            return Place(place.chat)
        if refusal.permanent:
            log.info("muted: %s because %s", where, refusal)
            await self._ledger.mute(place.chat)
            await self._ledger.close(delivery.id, delivery.owner, "muted", self._clock())
            return False
        if refusal.retry_after is not None:
            return await self._retry(delivery, place, refusal, refusal.retry_after)
        if refusal.in_doubt:
            log.warning("in doubt, not sent again: %s part=%d because %s", where, number, refusal)
            return await self._ledger.settle(
                delivery.id, delivery.owner, number, None, self._clock(), last=last
            )
        log.error("refused: %s part=%d because %s", where, number, refusal)
        await self._ledger.close(delivery.id, delivery.owner, "refused", self._clock())
        return False

    async def _retry(
        self, delivery: Delivery, place: Place, refusal: Undeliverable, seconds: float
    ) -> bool | Place:
        """It surely was not received: later, and at once only where Telegram asks for a moment's patience."""
        if refusal.flood:
            log.warning("flood: delivery=%d chat=%d retry_after=%s", delivery.id, place.chat, seconds)
            self._pace.flooded(place.chat, seconds)
            return place  # `_send` waits for the chat, or puts the delivery off
        self._failures += 1
        pause = BACKOFF_S[min(delivery.tries, len(BACKOFF_S) - 1)]
        log.warning("not received: delivery=%d because %s; again in %.0f s", delivery.id, refusal, pause)
        if self._failures >= MANY_FAILURES:  # it is the servers: do not knock for every delivery
            self._pace.hold(2.0 ** min(self._failures - MANY_FAILURES, 6))
        if self._clock() - delivery.opened > GIVE_UP:
            log.error("given up: delivery=%d", delivery.id)
            await self._ledger.close(delivery.id, delivery.owner, "given up", self._clock())
        else:
            await self._put_off(delivery, max(pause, seconds), counts=True)
        return False

    async def _put_off(self, delivery: Delivery, seconds: float, *, counts: bool) -> None:
        until = self._clock() + timedelta(seconds=seconds)
        await self._ledger.put_off(delivery.id, delivery.owner, until, counts=counts)
