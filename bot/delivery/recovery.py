"""What is done about a part that Telegram did not take.

Whose refusal it is decides: a place that is gone, or where we lack rights, is muted (`bot.delivery.model.Mute`); a
group that moved is followed; a topic that is gone is left for its group; what surely was not received goes later;
what may have been is not sent again, and its readers are told so; and a message that is refused as it is goes once
more, plain and in pieces.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.delivery.budget import Budget
from bot.delivery.model import GONE, WHOLE_CHAT, Delivery, Messenger, Outbox, Part
from bot.delivery.rate_limit import MOST_HELD_S, RateLimiter
from bot.digests.subscription import Place, Subscription
from bot.errors import Refusal, Undeliverable

log = logging.getLogger(__name__)

BACKOFF_S = (5.0, 20.0, 60.0, 180.0, 600.0)
MANY_FAILURES = 3  # in a row: it is the servers

# True: go on with the next part; False: the delivery is over or given back; a place: the same part goes there; or the
# parts that are left now.
Next = bool | Place | dict[int, Part]


class Recovery:
    """Knows what to do next about a delivery. clock: aware now."""

    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        limiter: RateLimiter,
        budget: Budget,
        clock: Callable[[], datetime],
    ) -> None:
        self._outbox, self._messenger, self._clock = outbox, messenger, clock
        self._limiter, self._budget = limiter, budget
        self._failures = 0  # calls in a row that Telegram's servers failed
        self._reports: list[tuple[Subscription, Refusal]] = []

    def taken(self) -> None:
        """Telegram took a part."""
        self._failures = 0
        self._limiter.taken()

    async def after(
        self, delivery: Delivery, place: Place, number: int, refusal: Undeliverable, *, last: bool
    ) -> Next:
        """What becomes of *delivery* after the *refusal* of its part *number* at *place*."""
        where = f"delivery={delivery.id} chat={place.chat}"
        match refusal.kind:
            case Refusal.MOVED if refusal.new_chat_id is not None:
                log.info("moved: %s to=%d", where, refusal.new_chat_id)
                await self._outbox.move_chat(place.chat, refusal.new_chat_id)
                return Place(refusal.new_chat_id, place.topic)
            case Refusal.TOPIC_GONE if place.topic:
                log.info("topic gone: %s topic=%d", where, place.topic)
                await self._outbox.leave_topic(place)
                self._reports.append((delivery.subscription, refusal.kind))
                return Place(place.chat)
            case Refusal.TOPIC_CLOSED:
                return await self._mute(delivery, place.chat, place.topic, refusal)
            case Refusal.RIGHTS | Refusal.NOT_FOUND:
                return await self._mute(delivery, place.chat, WHOLE_CHAT, refusal)
            case kind if kind in GONE:
                return await self._mute(delivery, place.chat, WHOLE_CHAT, refusal)
            case Refusal.FLOOD:
                log.warning("flood: %s retry_after=%s", where, refusal.retry_after)
                self._limiter.flooded(place.chat, refusal.retry_after)
                await self._budget.hold(place.chat, refusal.retry_after)
                return place  # whoever sends waits for the chat, or puts the delivery off
            case Refusal.NOT_RECEIVED | Refusal.TOKEN:
                return await self._later(delivery, refusal)
            case Refusal.IN_DOUBT:
                log.warning("in doubt, not sent again: %s part=%d because %s", where, number, refusal)
                self._reports.append((delivery.subscription, refusal.kind))
                return await self._outbox.settle(
                    delivery.id, delivery.owner, number, None, self._clock(), last=last
                )
        return await self._plainly(delivery, number, f"{where} part={number} because {refusal}")

    async def report(self) -> None:
        """Tell at once of all that was found since; said to people, it may wait, and must not keep a part waiting."""
        found, self._reports = self._reports, []
        if found:
            await self._messenger.report(found)

    async def put_off(self, delivery: Delivery, seconds: float, *, counts: bool) -> bool:
        """Give it back for so long. Returns: False, as `Next`."""
        until = self._clock() + timedelta(seconds=seconds)
        await self._outbox.put_off(delivery.id, delivery.owner, until, counts=counts)
        return False

    async def _mute(self, delivery: Delivery, chat: int, topic: int, refusal: Undeliverable) -> bool:
        is_new = await self._outbox.mute(chat, topic, refusal.kind, self._clock())
        where = "all" if topic == WHOLE_CHAT else topic
        log.info("muted: delivery=%d chat=%d topic=%s because %s", delivery.id, chat, where, refusal)
        if is_new and refusal.kind not in GONE:
            self._reports.append((delivery.subscription, refusal.kind))
        return False

    async def _later(self, delivery: Delivery, refusal: Undeliverable) -> bool:
        """It surely was not received."""
        self._failures += 1
        pause = BACKOFF_S[min(delivery.tries, len(BACKOFF_S) - 1)]
        log.warning("not received: delivery=%d because %s; again in %.0f s", delivery.id, refusal, pause)
        if self._failures >= MANY_FAILURES:  # do not knock for every delivery
            self._limiter.hold(MOST_HELD_S)
        return await self.put_off(delivery, pause, counts=True)

    async def _plainly(self, delivery: Delivery, number: int, what: str) -> Next:
        """It is refused as it is: once more without markup, then it has failed and is sent with the next issue."""
        assert delivery.parts is not None
        part = delivery.parts[number]
        if not part.plain:
            log.warning("refused, once more plain: %s", what)
            pieces = self._messenger.plainly(part)
            left = await self._outbox.divide(delivery.id, delivery.owner, number, pieces, self._clock())
            return left or False
        log.error("refused: %s", what)
        await self._outbox.close(delivery.id, delivery.owner, "refused", self._clock())
        return False
