"""Flood control: how soon the next message may go, so that Telegram never has to say 429.

Telegram lets about 30 messages a second pass over all, one a second a chat, 20 a minute a group, and says
`retry_after` when it was too many. Digests wait for their turn and are evenly spaced. A reply to a person goes
before any digest: it takes the next free place in the second, at most 1/30 s away, whatever digests are waiting.
Replies to one chat stand in a line: in a group that has had its twenty they wait there, and nobody else for them.

>>> limiter = RateLimiter(clock)
>>> limiter.wait(7)         # seconds until a digest may go to chat 7; 0.0 is now
0.0
>>> sent = limiter.note(7)  # it goes …
>>> limiter.answered(sent)  # … and Telegram has it
>>> sent = limiter.reply(7)
>>> limiter.until_turn(sent), limiter.until(sent)  # a reply goes there, in so many seconds
(0.0, 0.0)
>>> limiter.answered(sent)
"""

from __future__ import annotations

import asyncio
import statistics
from bisect import insort
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.observability.metrics import RETRY_AFTER

PER_SECOND = 30  # over all chats: Telegram's Bot FAQ, as are the next two
CHAT_S = 1.0
GROUP_PER_MINUTE = 20
MINUTE_S = 60.0
SPACING_S = 1 / PER_SECOND  # even, so that a reply finds room at any moment; `_free_place` keeps the limit
CATCH_UP_S = 3 * SPACING_S  # how far a late one lets the next ones close up
SLACK_S = 0.002  # clocks are not read at the very moment
SLOWER, SLOWEST = 1.25, 8.0  # a complaint about all multiplies the spacing, up to 3.7 messages a second
RECOVERY_S = 30.0  # without a complaint: one step back
TOGETHER_S = 10.0  # complaints from two chats within it may be about all chats
MOST_HELD_S = 5.0  # all of them at a time: whose limit was met, nobody says
LASTING = 20  # answers before any of them says how far Telegram is


class Sent:
    """One message: *at* is when it goes, and once it is answered when that was, the latest it can have counted.

    asked: since when it waits for its turn. is_on_its_way: it has gone, and nobody knows when it counts.
    """

    __slots__ = ("asked", "at", "chat", "is_on_its_way")

    def __init__(self, chat: int, asked: float, *, is_on_its_way: bool) -> None:
        self.chat, self.asked, self.at, self.is_on_its_way = chat, asked, asked, is_on_its_way


@dataclass(slots=True)
class _Chat:
    """What went to a chat last, of a group in a minute, and the replies that wait for it; both in order.

    most: of *gone*; of a group what it takes in a minute.
    """

    most: int
    gone: deque[Sent] = field(init=False)
    line: list[Sent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gone = deque(maxlen=self.most)

    def ready(self, now: float, ahead: int) -> float:
        """When a group takes one more behind the first *ahead* of its line; what is on its way may count only now."""
        minutes, ahead = divmod(ahead, self.most)
        counted = sorted(max(now, one.at) if one.is_on_its_way else one.at for one in self.gone)
        over = len(counted) + ahead - self.most
        ready = now if over < 0 else max(now, counted[over] + MINUTE_S + SLACK_S)
        return ready + minutes * MINUTE_S


class RateLimiter:
    """When messages went, and so when the next may go. clock: seconds, monotonic."""

    def __init__(self, clock: Callable[[], float], group_per_minute: int = GROUP_PER_MINUTE) -> None:
        self._clock, self._group_per_minute = clock, group_per_minute
        self._recent: list[Sent] = []  # answered in the last second, in order
        self._on_their_way = 0
        self._waiting: set[Sent] = set()  # replies with places ahead
        self._chats: OrderedDict[int, _Chat] = (
            OrderedDict()
        )  # in the order in which something was for them last
        self._held: dict[int, float] = {}
        self._all_held = 0.0
        self._next = 0.0  # when the even spacing lets the next digest go
        self._slowed = 1.0
        self._eased = 0.0  # when that was changed
        self._complaint: tuple[float, int | None] = (float("-inf"), None)  # the last: when, from which chat

    @property
    def now(self) -> float:
        """The clock, in seconds."""
        return self._clock()

    def wait(self, chat: int) -> float:
        """Seconds until a digest may go to *chat*; 0.0 when it may now. Ask again after waiting."""
        return max(self.wait_for_chat(chat), self.wait_for_all())

    def wait_for_chat(self, chat: int) -> float:
        """Seconds until *chat* would take another message, the others left out of account."""
        now, known = self._clock(), self._chats.get(chat)
        line = len(known.line) if known is not None else 0
        ready = self._ready(chat, now, line)
        if line:
            ready = max(ready, self._ready(chat, now, line - 1) + CHAT_S + SLACK_S)
        elif known is not None and known.gone:
            ready = max(ready, known.gone[-1].at + CHAT_S + SLACK_S)
        return ready - now

    def _ready(self, chat: int, now: float, ahead: int) -> float:
        """When *chat* takes a reply that has so many *ahead* in its line."""
        held, known = self._held.get(chat, now), self._chats.get(chat)
        return max(now, held, known.ready(now, ahead) if known is not None and chat < 0 else now)

    def wait_for_all(self) -> float:
        """Seconds until a digest may go to some chat, its own last message left out of account."""
        now = self._clock()
        if self._slowed > 1.0 and now - self._eased > RECOVERY_S:
            self._slowed = max(1.0, self._slowed / SLOWER)
            self._eased = now
        return max(0.0, self._all_held - now, self._next - now, self._free_place(now, self._waiting) - now)

    def _free_place(self, now: float, waiting: Iterable[Sent]) -> float:
        """The earliest moment at which one more makes no more than PER_SECOND in a second, after those *waiting*."""
        while self._recent and self._recent[0].at <= now - 1.0 - SLACK_S:
            self._recent.pop(0)
        taken = sorted([one.at for one in self._recent] + [max(now, one.at) for one in waiting])
        room = PER_SECOND - self._on_their_way
        if len(taken) < room:
            return now
        return taken[-room] + 1.0 + SLACK_S if room > 0 else now + SPACING_S

    def note(self, chat: int) -> Sent:
        """A digest goes to *chat* now; `answered` is to be told of it."""
        now = self._clock()
        earliest = now - CATCH_UP_S if self._slowed == 1.0 else now
        self._next = max(self._next, earliest) + SPACING_S * self._slowed
        self._on_their_way += 1
        sent = Sent(chat, now, is_on_its_way=True)
        self._known(chat).gone.append(sent)
        return sent

    def reply(self, chat: int, asked: float | None = None) -> Sent:
        """A reply in the line of *chat*; it goes when first `until_turn` and then `until` say so.

        asked: since when it waits, where it was refused before; it stands before who came after that.
        """
        sent = Sent(chat, self._clock() if asked is None else asked, is_on_its_way=False)
        insort(self._known(chat).line, sent, key=_asked)
        return sent

    def until_turn(self, sent: Sent) -> float:
        """Seconds until its chat takes a reply and all before it in the line have gone; 0.0: its turn has come. Ask
        again after waiting.
        """
        now = self._clock()
        ahead = self._chats[sent.chat].line.index(sent)
        pause = self._ready(sent.chat, now, ahead) - now
        return pause or ahead * SPACING_S

    def until(self, sent: Sent) -> float:
        """Seconds until a reply whose turn has come goes, before any digest; 0.0: it goes now, and `answered` is to be
        told of it. Ask again after waiting.
        """
        now = self._clock()
        if sent not in self._waiting:
            sent.at = self._free_place(now, self._waiting)
            self._waiting.add(sent)
        elif sent.at <= now:
            sent.at = self._free_place(now, ())  # those before it may be answered later than was thought
        if sent.at > now:
            return sent.at - now
        self._waiting.remove(sent)
        chat = self._chats[sent.chat]
        chat.line.remove(sent)
        chat.gone.append(sent)
        sent.is_on_its_way = True
        self._on_their_way += 1
        return 0.0

    def answered(self, sent: Sent) -> None:
        """Telegram has taken or refused it; when, nobody knows, so it counts from now. Or it was given up before."""
        if not sent.is_on_its_way:
            self._waiting.discard(sent)
            self._chats[sent.chat].line.remove(sent)
            return
        sent.is_on_its_way = False
        self._on_their_way -= 1
        sent.at = self._clock()
        insort(self._recent, sent, key=_time)

    def _known(self, chat: int) -> _Chat:
        self._let_go(self._clock() - MINUTE_S)
        known = self._chats.setdefault(chat, _Chat(self._group_per_minute if chat < 0 else 1))
        self._chats.move_to_end(chat)
        return known

    def _let_go(self, until: float) -> None:
        """Forget the chats to which nothing goes, and nothing went since."""
        while self._chats:
            chat, known = next(iter(self._chats.items()))
            if known.line or any(one.is_on_its_way or one.at > until for one in known.gone):
                return
            del self._chats[chat]

    def hold(self, seconds: float) -> None:
        """No digest to anybody for so long, and MOST_HELD_S at most: then one of them finds out anew."""
        self._all_held = max(self._all_held, self._clock() + min(seconds, MOST_HELD_S))

    def flooded(self, chat: int, retry_after: float) -> None:
        """Telegram refused a message to *chat*: leave it alone so long.

        When another chat was refused a moment ago, and nobody was sent anything since, the limit over all chats may
        be meant: all wait a little, and go slower from now on.
        """
        RETRY_AFTER.inc()
        now = self._clock()
        self._held = {one: until for one, until in self._held.items() if until > now}
        self._held[chat] = now + retry_after
        when, other = self._complaint
        if other is not None and other != chat and now - when < TOGETHER_S:
            self.hold(retry_after)
            self._slowed = min(SLOWEST, self._slowed * SLOWER)
            self._eased = now
        self._complaint = (now, chat)

    def taken(self) -> None:
        """Telegram took a message: what it complained about before was not about all chats."""
        self._complaint = (float("-inf"), None)


def _time(sent: Sent) -> float:
    return sent.at


def _asked(sent: Sent) -> float:
    return sent.asked


class Window:
    """How many digests are in flight: one, or as many as keep the pace where Telegram is far.

    One is what keeps the promise of one duplicate a crash; far is where it would halve the pace and more.
    """

    MOST = 8

    def __init__(self) -> None:
        self.size = 1
        self._in_flight = 0
        self._took: deque[float] = deque(maxlen=50)
        self._freed = asyncio.Condition()

    async def __aenter__(self) -> None:
        async with self._freed:
            await self._freed.wait_for(lambda: self._in_flight < self.size)
            self._in_flight += 1

    async def __aexit__(self, *_: object) -> None:
        async with self._freed:
            self._in_flight -= 1
            self._freed.notify_all()

    def note(self, seconds: float) -> None:
        """Telegram answered one after so long. Only a lasting distance counts: a slow moment must not put more
        of them in doubt.
        """
        self._took.append(seconds)
        if len(self._took) >= LASTING:
            self.size = max(1, min(self.MOST, int(statistics.median(self._took) / SPACING_S)))
