"""Delivering: claim, compose, send, settle, part by part, so that a crash at any instant loses nothing.

A delivery is a row: one issue (a local date; for a watch, an arrival) of one subscription, unique, so that it
is sent once however often the clock strikes. Its parts (messages) are rows too, kept before the first is sent;
a process that takes over sends what is left of them, not something composed anew. Before a part is sent its
row says `sending`, after Telegram answered `sent`. The row of the next is written while one is in flight, so two
rows may say `sending`; the next part goes only after the one before it is known as `sent`.

**The part in doubt.** A process killed between Telegram's receipt and our `sent` leaves a part `sending`. Nobody
can ask Telegram about it, so it is sent again: none is lost, and at most the parts in flight at the crash come
twice; a row that was only written ahead was not sent at all. One part is in flight at a time, as long as Telegram
answers fast enough for the pace of `rate_limit`, so that is at most one duplicate a crash; far from Telegram
(`Window`) it is as many as it takes to keep the pace.
A part whose answer did not come while we live (a timeout, a broken connection) was received in all likelihood:
it is settled as `doubtful` and not sent again. Only what surely was not received is retried, with a backoff.

**Two processes on one database.** A delivery is leased to one owner at a time (`Outbox.claim` skips rows that
another is claiming), and every step asks whether the lease still stands: a process that lost it drops the
delivery before it sends anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from bot.digests.digest import Digest
from bot.digests.edition import Arrival, Edition
from bot.digests.subscription import Place, Slot, Subscription
from bot.digests.zones import zone_called
from bot.errors import Refusal

NEWS_DAYS = 8  # what arrived earlier is no news any more: a weekly digest covers its week
MONTH_NEWS_DAYS = 33  # and a monthly one its month
RETOLD_DAYS = 3  # how far back a story that was sent is known as such
MOST_ARRIVALS = 20_000  # in one edition

# sent, or nothing to send; muted: the place takes no messages, or is paused. The others are failures: refused by
# Telegram, given up after a day of trying, broken: it cannot be composed.
Outcome = Literal["sent", "nothing", "muted", "refused", "given up", "broken"]
FAILURES: tuple[Outcome, ...] = ("refused", "given up", "broken")

WHOLE_CHAT = -1  # in the place of a topic
GONE = frozenset({Refusal.BLOCKED, Refusal.KICKED, Refusal.DEACTIVATED})
TRY_EVERY = timedelta(hours=20)  # a digest comes once a day, and not to the second
TRY_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Mute:
    """A place to which nothing is sent: a topic, or with WHOLE_CHAT every one of the chat.

    since: the first refusal. next_try: when one is sent to it even so; None: not before a sign of life from there.
    """

    chat: int
    topic: int
    why: Refusal
    since: datetime
    next_try: datetime | None = None


def news_days(slot: Slot) -> int:
    """How far back a digest of *slot* reaches."""
    return MONTH_NEWS_DAYS if slot.month_days else NEWS_DAYS


def next_try(why: Refusal, since: datetime, now: datetime) -> datetime | None:
    """When a place that refused us *now*, and first at *since*, is tried again; see `Mute`."""
    return None if why in GONE or now - since >= TRY_FOR else now + TRY_EVERY


@dataclass(frozen=True, slots=True)
class Button:
    """text: what it says; data: 1 to 64 bytes that come back when it is pressed."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class Part:
    """One message, ready to be sent: Telegram's HTML and rows of buttons.

    plain: *html* is no markup but the text itself, after Telegram refused the markup.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One issue of one subscription, claimed by us.

    owner: in whose name; of one claim, so that a later one of the same process takes it over like any other.
    issue: the local date it is for; of a watch, the last arrival in it.
    upto: the last arrival in it; what the subscription was sent before says where it begins.
    parts: those that are not sent yet, by number; None before it is composed.
    held_until: of a watch: after it the chat hears of none before then, so often did it hear of them.
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
    held_until: datetime | None = None

    @property
    def day(self) -> date:
        """The local date that it is for."""
        if self.subscription.kind == "digest":
            return date.fromisoformat(self.issue)
        return self.opened.astimezone(zone_called(self.subscription.slot.zone)).date()


class Outbox(Protocol):
    """What is due, claimed, sent and settled; `bot.adapters.database.outbox` keeps it. Every method is one transaction.

    Those that take *owner* do nothing and say False when the delivery is no longer leased to it.
    """

    async def usable(self) -> None:
        """Wait until a call that failed by StoreUnavailable is worth being made again."""

    async def set_right(self, now: datetime) -> None:
        """Move what a clock that was ahead has written to *now*, so that it holds nothing up."""

    async def slots(self) -> list[Slot]:
        """The distinct slots of all digests that are not paused, nor muted without another try."""

    async def open_issues(self, slot: Slot, day: date, now: datetime) -> int:
        """Open *day*'s issue for every subscription of *slot* that has none; returns how many."""

    async def watches(self, quiet_since: datetime, now: datetime) -> list[Subscription]:
        """The watches behind the last arrival that did not speak after *quiet_since*, the longest silent first."""

    async def told_by_watches(self, since: datetime) -> dict[int, list[datetime]]:
        """When messages of watches, sent or on their way, were opened after *since*, by chat, the oldest first."""

    async def beside(self, chats: Collection[int]) -> dict[Place, list[Subscription]]:
        """The watches of these chats by their places, but those that pause."""

    async def open_watches(self, ids: Sequence[int], upto: int, now: datetime) -> None:
        """Open an issue for each of these watches, about the arrivals up to *upto*."""

    async def passed_by(self, ids: Sequence[int], upto: int) -> None:
        """There was nothing up to *upto* for these watches."""

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int, but: Collection[int] = ()
    ) -> list[Delivery]:
        """Lease open deliveries that are free, oldest first, *but* these; neither paused nor muted."""

    async def release(self, has_ended: Callable[[str], bool]) -> int:
        """Free what is leased to processes that have ended, by their names; returns how many deliveries."""

    async def keep(self, owner: str, composed: Mapping[int, Sequence[Part]], now: datetime) -> set[int]:
        """Keep the parts of these deliveries; one without any is closed as "nothing". Returns what is ours."""

    async def start(self, delivery: int, owner: str, part: int, now: datetime, until: datetime) -> bool:
        """Say that *part* is being sent from now on, and lease the delivery until *until*."""

    async def settle(
        self, delivery: int, owner: str, part: int, message_id: int | None, now: datetime, *, last: bool
    ) -> bool:
        """*part* is sent, or in doubt when there is no *message_id*; after the *last* the issue is sent."""

    async def close(self, delivery: int, owner: str, outcome: Outcome, now: datetime) -> bool:
        """End it. Sent, nothing and broken move the subscription on; after the others it is sent later."""

    async def put_off(self, delivery: int, owner: str, until: datetime, *, counts: bool = True) -> bool:
        """Give it back until then; what was being sent surely was not received. counts: as a failed try."""

    async def divide(
        self, delivery: int, owner: str, part: int, pieces: Sequence[Part], now: datetime
    ) -> dict[int, Part]:
        """Put *pieces* in the place of *part*, which was refused as it is; the parts that are left. {}: not ours."""

    async def mute(self, chat: int, topic: int, why: Refusal, now: datetime) -> bool:
        """Nothing is sent there until the next try (`next_try`); what is open for it ends.

        It ends as muted where the place is gone, else as refused. Returns: whether this is new.
        """

    async def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: all that is kept for it is kept for the new id."""

    async def leave_topic(self, place: Place) -> None:
        """What was sent in this topic is sent in its group from now on."""

    async def last_arrival(self) -> int:
        """The latest sequence number; 0 when nothing ever came."""

    async def last_arrival_before(self, when: datetime) -> int:
        """The latest sequence number of what came before *when*; 0 when nothing did."""

    async def arrivals(self, after: int, upto: int, limit: int) -> list[Arrival]:
        """The newest *limit* arrivals in (after, upto] that are news (no baseline), in order."""


class Messenger(Protocol):
    """The way to Telegram; `bot.entrypoints.telegram.messenger` has it."""

    def parts(self, digest: Digest, delivery: Delivery) -> list[Part]:
        """The messages that tell *digest*; [] when there is nothing to say."""

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        """Send, and return the message's id. Raises: Undeliverable, with what to do about it."""

    def plainly(self, part: Part) -> list[Part]:
        """*part* without markup, in as many messages as its written-out addresses take."""

    async def report(self, found: Sequence[tuple[Subscription, Refusal]]) -> None:
        """Tell those who can mend it why nothing reaches places: of topics who subscribed; the owners of all others.

        Of a part that may not have been received the place itself is told.
        """


class Desk(Protocol):
    """Where digests are composed, off the event loop; `Newsroom` is it."""

    async def all_here(self, arrivals: Sequence[Arrival]) -> bool:
        """Whether their articles are here, or surely gone; else an edition would leave out what comes yet."""

    async def edition(self, arrivals: Sequence[Arrival]) -> Edition: ...

    async def digests(
        self,
        edition: Edition,
        wishes: Sequence[tuple[Subscription, date]],
        beside: Mapping[Place, Sequence[Subscription]] = ...,
    ) -> list[Digest]:
        """A digest for each of *wishes*, in their order. beside: the watches of their places."""

    async def matching(self, edition: Edition, watches: Sequence[Subscription]) -> set[int]:
        """The ids of the *watches* that have something new in *edition*."""
