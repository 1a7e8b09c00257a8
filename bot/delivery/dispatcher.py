"""The dispatcher: opens what is due, claims it, has it composed, sends it part by part, settles it.

Why a crash at any instant loses nothing, and what is sent again, is said in `bot.delivery.model`.

    dispatcher = Dispatcher(outbox, messenger, newsroom, Timing(), name="host:123")
    await dispatcher.deliver_due()
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.delivery.hourly import HOUR, WATCH_PAUSE, held_until, with_room
from bot.delivery.model import (
    MOST_ARRIVALS,
    NEWS_DAYS,
    RETOLD_DAYS,
    Delivery,
    Desk,
    Messenger,
    Outbox,
    Part,
    news_days,
)
from bot.delivery.outlasting import outlasting
from bot.delivery.rate_limit import CHAT_S, Sent, Window
from bot.delivery.recovery import Next, Recovery
from bot.delivery.timing import Timing
from bot.digests.edition import Edition
from bot.digests.subscription import Place, Slot, Subscription, last_due, moment
from bot.errors import ReaderError, Undeliverable

log = logging.getLogger(__name__)

LATE = timedelta(days=2)  # a digest missed by more is not made up for; its news come with the next one
AT_WORK = 40  # deliveries claimed at a time: the next is composed while one waits for its turn
PATIENCE_S = 5.0  # a chat that must be waited for longer is put off, so that it holds up nobody
NOT_HERE = timedelta(seconds=1)  # then what waits for its articles is due again, as soon as one comes
GIVE_UP = timedelta(hours=20)  # before the next day's digest, which will tell it all
WATCH_MEMORY = timedelta(hours=6)  # in which a watch does not tell a story again


class Dispatcher:
    """Delivers what is due.

    name: one that no other process has.
    """

    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        desk: Desk,
        timing: Timing,
        *,
        name: str,
    ) -> None:
        self._clock, self._ticks, self._sleep = timing.clock, timing.ticks, timing.sleep
        self._limiter, self._budget, self._lease = timing.limiter, timing.budget, timing.lease
        self._outbox = outlasting(outbox, lambda: self._stopping)
        self._messenger, self._desk, self._name = messenger, desk, name
        self._recovery = Recovery(self._outbox, messenger, self._limiter, self._budget, self._clock)
        self._claims = 0
        self._next = asyncio.Lock()  # held by the one whose row is written while another is in flight
        self._window = Window()
        self._editions: dict[tuple[int, int], Edition] = {}
        self._opened: dict[Slot, date] = {}  # the last date of which an issue was opened for all of a slot
        self._hour: datetime | None = None
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

    @property
    def busy(self) -> bool:
        """Whether something is being delivered."""
        return not self._idle.is_set()

    async def finished(self) -> None:
        """Wait until nothing is being delivered."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Deliver no more: the parts in flight are finished, what is claimed is given back."""
        self._stopping = True
        await self._idle.wait()

    async def _work(self) -> None:
        at_work: set[asyncio.Task[None]] = set()
        more = False
        try:
            while not self._stopping:
                if self._wanted:
                    self._wanted = False
                    await self._open_due()
                    more = True
                if more and len(at_work) <= AT_WORK // 2:
                    ours = {int(task.get_name()) for task in at_work}
                    claimed = await self._claim(AT_WORK - len(at_work), ours)
                    at_work |= {asyncio.create_task(self._deliver(one), name=str(one.id)) for one in claimed}
                    more = bool(claimed)
                elif at_work:
                    at_work = await self._wait(at_work, asyncio.FIRST_COMPLETED)
                elif not self._wanted:
                    break
        except asyncio.CancelledError:
            for task in at_work:
                task.cancel()
            raise
        finally:  # whatever failed, what is at work is ours until it is done
            if at_work:
                await self._wait(at_work, asyncio.ALL_COMPLETED)
        await self._recovery.report()

    async def _wait(self, tasks: set[asyncio.Task[None]], until: str) -> set[asyncio.Task[None]]:
        done, left = await asyncio.wait(tasks, return_when=until)
        for task in done:
            if not task.cancelled() and (fault := task.exception()):
                # its lease runs out, and whoever claims it next goes on where it was
                log.error("delivering stopped: %s", task.get_name(), exc_info=fault)
        return left

    # --- what is due ---

    async def _open_due(self) -> None:
        """Open an issue of everything that is due and not sent."""
        now = self._clock()
        await self._outbox.set_right(now)
        if now.replace(minute=0, second=0, microsecond=0) != self._hour:
            # once an hour every slot is looked at, lest one that came by another way be overlooked
            self._hour = now.replace(minute=0, second=0, microsecond=0)
            self._opened.clear()
        for slot in await self._outbox.slots():
            day = last_due(slot, now)
            if day is None or day == self._opened.get(slot) or now - moment(day, slot) > LATE:
                continue
            opened = await self._outbox.open_issues(slot, day, now)
            self._opened[slot] = day
            if opened:
                log.info("due: day=%s time=%s zone=%s digests=%d", day, slot.at, slot.zone, opened)
        watches = [one for one in await self._outbox.watches(now - WATCH_PAUSE, now) if not one.is_quiet(now)]
        told = await self._outbox.told_by_watches(now - HOUR) if watches else {}
        watches = [one for one in watches if with_room([one], told)]
        if not watches:
            return
        upto = await self._outbox.last_arrival()
        edition = await self._edition(await self._watched_since(watches), upto)
        if edition is None:
            return
        found = await self._desk.matching(edition, watches)
        free = with_room([one for one in watches if one.id in found], told)
        await self._outbox.open_watches(sorted(one.id for one in free), upto, now)
        await self._outbox.passed_by([one.id for one in watches if one.id not in found], upto)

    async def _watched_since(self, watches: Sequence[Subscription]) -> int:
        """Where the edition for *watches* begins: all of their news, and what was sent a while before."""
        remembered = await self._outbox.last_arrival_before(self._clock() - WATCH_MEMORY)
        oldest = min(remembered, *(one.last_seq for one in watches))
        return max(oldest, await self._arrived_before(NEWS_DAYS))

    async def _arrived_before(self, days: int) -> int:
        return await self._outbox.last_arrival_before(self._clock() - timedelta(days=days))

    async def _edition(self, after: int, upto: int) -> Edition | None:
        """The edition of the arrivals in (after, upto], most digests of a day share one; None: not all is here yet."""
        if (after, upto) not in self._editions:
            while len(self._editions) >= 4:
                del self._editions[next(iter(self._editions))]
            arrivals = await self._outbox.arrivals(after, upto, MOST_ARRIVALS)
            try:
                made = await self._desk.edition(arrivals) if await self._desk.all_here(arrivals) else None
            except ReaderError:  # the archive went away in between
                made = None
            if made is None:
                log.warning(
                    "not all articles up to arrival %d are here yet: what is due waits for them", upto
                )
                return None
            self._editions[after, upto] = made
        return self._editions[after, upto]

    # --- claim and compose ---

    async def _claim(self, limit: int, at_work: Collection[int]) -> list[Delivery]:
        """Deliveries that are ours now, but for those *at_work*; each with the parts that are left to send."""
        now = self._clock()
        self._claims += 1
        owner = f"{self._name}/{self._claims}"
        claimed = await self._outbox.claim(owner, now, now + self._lease, limit, at_work)
        blank = [one for one in claimed if one.parts is None]
        ready = [one for one in claimed if one.parts is not None]
        for one in ready:
            if one.in_doubt:
                log.warning("in doubt since a crash, sent again: delivery=%d", one.id)
        if not blank:
            return ready
        blank = await self._held(blank, now)
        composed: dict[int, list[Part]] = {}
        for (after, upto), some in (await self._by_edition(blank)).items():
            edition = await self._edition(after, upto)
            if edition is None:
                for one in some:
                    await self._outbox.put_off(one.id, one.owner, now + NOT_HERE, counts=False)
                continue
            try:
                composed |= await self._compose(edition, some)
            except Exception:  # whatever it is, it must not keep all the others from theirs
                log.exception("composing failed, now one by one")
                for one in some:
                    try:
                        composed |= await self._compose(edition, [one])
                    except Exception:
                        log.exception("broken: delivery=%d cannot be composed", one.id)
                        await self._outbox.close(one.id, one.owner, "broken", now)
        ours = await self._outbox.keep(owner, composed, now)
        return ready + [
            replace(one, parts=dict(enumerate(composed[one.id], 1))) for one in blank if one.id in ours
        ]

    async def _held(self, blank: Sequence[Delivery], now: datetime) -> list[Delivery]:
        """*blank*, the last one of each chat saying until when it hears of no other watch."""
        last = {one.subscription.place.chat: one.id for one in blank if one.subscription.kind == "watch"}
        told = await self._outbox.told_by_watches(now - HOUR) if last else {}
        return [
            replace(
                one, held_until=held_until(one.subscription, told.get(one.subscription.place.chat, ()), now)
            )
            if last.get(one.subscription.place.chat) == one.id
            else one
            for one in blank
        ]

    async def _compose(self, edition: Edition, some: Sequence[Delivery]) -> dict[int, list[Part]]:
        chats = {one.subscription.place.chat for one in some if one.subscription.kind == "watch"}
        beside = await self._outbox.beside(chats) if chats else {}
        wishes = [(one.subscription, one.day) for one in some]
        digests = await self._desk.digests(edition, wishes, beside)
        composed = {}
        for one, made in zip(some, digests, strict=True):
            composed[one.id] = self._messenger.parts(made, one)
            await asyncio.sleep(0)  # people are answered between two
        return composed

    async def _by_edition(self, deliveries: Sequence[Delivery]) -> dict[tuple[int, int], list[Delivery]]:
        """Deliveries by the edition they are composed from: as few editions as do, since each takes a second."""
        recent = await self._arrived_before(RETOLD_DAYS)
        oldest = {
            days: await self._arrived_before(days)
            for days in {news_days(one.subscription.slot) for one in deliveries}
        }
        found: dict[tuple[int, int], list[Delivery]] = {}
        for one in deliveries:
            last_seq = one.subscription.last_seq
            after = recent if last_seq >= recent else oldest[news_days(one.subscription.slot)]
            if one.subscription.kind == "watch":
                after = await self._watched_since([one.subscription])
            found.setdefault((after, one.upto), []).append(one)
        return found

    # --- send and settle ---

    async def _deliver(self, delivery: Delivery) -> None:
        """Send the parts that are left, in order."""
        assert delivery.parts is not None
        if self._clock() - delivery.opened > GIVE_UP:
            log.error("given up: delivery=%d", delivery.id)
            await self._outbox.close(delivery.id, delivery.owner, "given up", self._clock())
            return
        place, left = delivery.subscription.place, dict(delivery.parts)
        while left:
            number = min(left)
            went = await self._send(delivery, place, number, left[number], last=len(left) == 1)
            if isinstance(went, Place):
                place = went
            elif isinstance(went, dict):
                left = went
                delivery = replace(delivery, parts=dict(left))
            elif went:
                del left[number]
            else:
                return

    async def _send(self, delivery: Delivery, place: Place, number: int, part: Part, *, last: bool) -> Next:
        """Send one part when its turn comes."""
        while True:
            pause = self._limiter.wait_for_chat(place.chat)
            if pause > PATIENCE_S or self._stopping:
                return await self._recovery.put_off(delivery, 0.0 if self._stopping else pause, counts=False)
            await self._sleep(pause)
            async with AsyncExitStack() as held, AsyncExitStack() as flight:
                async with self._next:
                    if self._stopping or self._limiter.wait_for_chat(place.chat) > 0:
                        continue  # the chat got another one meanwhile
                    # written before the place is taken, while another one is in flight: the place lasts until
                    # a second after the answer, and a slow disk would cost the pace
                    now = self._clock()
                    until = now + self._lease
                    if not await self._outbox.start(delivery.id, delivery.owner, number, now, until):
                        return False
                    await flight.enter_async_context(self._window)
                seat = await held.enter_async_context(self._budget.place(place.chat, PATIENCE_S, CHAT_S))
                if seat.pause_s:
                    return await self._recovery.put_off(delivery, seat.pause_s, counts=False)
                while (pause := self._limiter.wait_for_all()) > 0 and not self._stopping:
                    await self._sleep(min(pause, 1.0))
                is_late = self._clock() - now > self._lease / 2  # another process might soon take it over
                if self._stopping or is_late or self._limiter.wait(place.chat) > 0:
                    seat.is_used = False
                    continue
                sent = self._limiter.note(place.chat)  # at once, lest another take the same place meanwhile
                return await self._send_now(delivery, place, number, part, sent, last=last)

    async def _send_now(
        self, delivery: Delivery, place: Place, number: int, part: Part, sent: Sent, *, last: bool
    ) -> Next:
        """Send one part, whose row says so and whose place is taken; as `_send`."""
        began = self._ticks()
        try:
            message = await self._messenger.send(
                place, part, silent=_is_silent(delivery.subscription, self._clock())
            )
        except Undeliverable as refusal:
            return await self._recovery.after(delivery, place, number, refusal, last=last)
        finally:
            self._limiter.answered(sent)
        self._window.note(self._ticks() - began)
        self._recovery.taken()
        return await self._outbox.settle(
            delivery.id, delivery.owner, number, message, self._clock(), last=last
        )


def _is_silent(subscription: Subscription, now: datetime) -> bool:
    return subscription.silent or subscription.is_quiet(now)
