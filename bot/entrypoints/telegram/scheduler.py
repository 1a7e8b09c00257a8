"""Whose turn it is: fair queueing of updates, so that one person's flood makes nobody else wait.

Every person has a queue for each chat, and each is worked off in order, one update at a time. Persons take turns, in
however many chats they write: whoever sends two hundred messages is answered one by one, and another's question comes
after one of them at most. What waits for a chat meanwhile (`resting`) keeps nobody, nor its person in other chats.
While thousands of updates are still to be fetched, nobody's second is begun: somebody's first is behind them, and an
answer being searched for makes each fetch take ten times as long.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from telegram.ext import BaseUpdateProcessor

from bot.entrypoints.telegram import updates
from bot.observability.metrics import REFUSED, WAITING

log = logging.getLogger(__name__)

PLACES = 64  # updates worked on at once; each is mostly waiting for Telegram
OF_A_PERSON = 1  # of them; what waits for its chat is none
WAITING_OF_A_PERSON = 100
WAITING_OF_ALL = 10_000  # some 20 KB each
ASIDE_OF_A_PERSON = 2  # bundles and exports that go on for minutes
FULL = 100  # updates in one answer of Telegram's: there are more
FETCHING_S = 3.0  # the longest that second updates wait for what is still at Telegram
TOLD_S = 60.0  # before somebody is told again to slow down
MANY_TOLD = 10_000
_UNBOUNDED = 1_000_000  # PTB's own limit is none, or its order would be that of arrival

Refuse = Callable[[updates.Json], Awaitable[None]]


class _Person:
    """What one person waits for, by chat. Chats take turns as persons do."""

    def __init__(self, id: int) -> None:
        self.id = id
        self.queues: OrderedDict[int, deque[asyncio.Future[_Place]]] = OrderedDict()
        self.busy: set[int] = set()
        self.resting = 0  # of them, that wait for their chats
        self.waiting = 0
        self.aside = 0

    def next_chat(self) -> int | None:
        """The chat whose turn it is, if one may begin."""
        if len(self.busy) - self.resting >= OF_A_PERSON:
            return None
        return next((chat for chat in self.queues if chat not in self.busy), None)

    def is_gone(self) -> bool:
        return not (self.queues or self.busy or self.aside)


class _Place:
    """An update's place among those worked on."""

    def __init__(self, scheduler: FairScheduler, person: _Person, chat: int) -> None:
        self._scheduler, self._person, self._chat = scheduler, person, chat
        self._held, self._is_aside = True, False

    def free(self) -> None:
        """The next update of this person and chat may begin."""
        if self._held:
            self._held = False
            self._person.busy.discard(self._chat)
            self._scheduler.freed(self._person)

    def lend(self) -> bool:
        """Another may begin meanwhile, and nothing of this person's in this chat; whether there was a place."""
        if self._held:
            self._person.resting += 1
            self._scheduler.lent(self._person, 1)
        return self._held

    def take_back(self) -> None:
        self._person.resting -= 1
        self._scheduler.lent(self._person, -1)

    def step_aside(self) -> None:
        if self._held and self._person.aside < ASIDE_OF_A_PERSON:
            self._person.aside += 1
            self._is_aside = True
            self._scheduler.stepped_aside(self._person)
            self.free()

    def end(self) -> None:
        if self._is_aside:
            self._person.aside -= 1
            self._is_aside = False
        self.free()
        self._scheduler.forget(self._person)


_place: ContextVar[_Place | None] = ContextVar("place", default=None)


def step_aside() -> None:
    """Said by a handler that goes on for minutes: who sent the update is answered meanwhile."""
    if (place := _place.get()) is not None:
        place.step_aside()


@contextmanager
def resting() -> Iterator[None]:
    """While nothing is done but wait for a chat: others are worked on meanwhile, however many wait so."""
    place = _place.get()
    is_lent = place is not None and place.lend()
    try:
        yield
    finally:
        if place is not None and is_lent:
            place.take_back()


class FairScheduler(BaseUpdateProcessor):
    """PTB's update processor with a queue for each person and chat, and turns between persons.

    What it is given is not decoded yet (`updates.Json`); the coroutine beside it does that, when its turn comes.

    refuse: tells somebody who sends more than can wait to slow down; called once in TOLD_S, however much is refused.
    clock: seconds, monotonic. fetching_s: see FETCHING_S.
    """

    def __init__(
        self, refuse: Refuse, clock: Callable[[], float], places: int = PLACES, fetching_s: float = FETCHING_S
    ) -> None:
        super().__init__(_UNBOUNDED)
        self._fetching_s = fetching_s
        self._refuse = refuse
        self._clock = clock
        self._free = places
        self._persons: dict[int, _Person] = {}
        self._ready: OrderedDict[int, _Person] = OrderedDict()  # those whose turn it may be
        self._told: OrderedDict[int, float] = OrderedDict()
        self._fetching: asyncio.TimerHandle | None = None  # from a full batch to one that is not
        self._served: set[int] | None = None  # while more is fetched: those who have had a turn
        self.waiting = 0
        self.refused = 0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await *coroutine* when it is its turn, or refuse it."""
        raw = cast(updates.Json, update)  # its worker gives nothing else
        who, chat = updates.origin(raw)
        if self._is_full(who) and updates.may_be_refused(raw):
            _give_up(coroutine)
            self._count_refused()
            await self._refuse_once(raw, who)
            return
        try:
            place = await self._wait(who, chat)
        except asyncio.CancelledError:
            _give_up(coroutine)
            raise
        _place.set(place)
        try:
            await coroutine
        finally:
            place.end()

    def sheds(self, update: updates.Json) -> bool:
        """Whether *update* would be refused without a word, as its sender was told lately.

        Thousands that wait at Telegram are passed over by it at once, and others' behind them are not waited for.
        """
        who, _ = updates.origin(update)
        if not (self._is_full(who) and self._is_told(who) and updates.may_be_refused(update)):
            return False
        self._count_refused()
        return True

    def came(self, count: int) -> None:
        """A batch of *count* updates was fetched: a full one has others behind it, for a while."""
        if count < FULL:
            if self._fetching is not None:
                self._fetching.cancel()
                self._fetching = None
            self._serve_all()
        elif self._fetching is None:
            self._served = {person.id for person in self._persons.values() if person.busy}
            for id in self._served:
                self._ready.pop(id, None)
            self._fetching = asyncio.get_running_loop().call_later(self._fetching_s, self._serve_all)

    def _serve_all(self) -> None:
        if self._served is not None:
            self._served = None
            for person in self._persons.values():
                self._make_ready(person)
            self._begin()

    def _is_told(self, who: int) -> bool:
        return self._clock() - self._told.get(who, float("-inf")) < TOLD_S

    def _count_refused(self) -> None:
        self.refused += 1
        REFUSED.inc()

    def _is_full(self, who: int) -> bool:
        person = self._persons.get(who)
        of_person = person.waiting if person else 0
        return of_person >= WAITING_OF_A_PERSON or self.waiting >= WAITING_OF_ALL

    async def _refuse_once(self, update: updates.Json, who: int) -> None:
        if self._is_told(who):
            return
        self._told[who] = self._clock()
        self._told.move_to_end(who)
        if len(self._told) > MANY_TOLD:
            self._told.popitem(last=False)
        log.warning("refused: chat=%s waits=%d", who, self.waiting)
        await self._refuse(update)

    async def _wait(self, who: int, chat: int) -> _Place:
        person = self._persons.setdefault(who, _Person(who))
        turn: asyncio.Future[_Place] = asyncio.get_running_loop().create_future()
        person.queues.setdefault(chat, deque()).append(turn)
        person.waiting += 1
        self.waiting += 1
        WAITING.inc()
        self._make_ready(person)
        self._begin()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                turn.result().end()
            else:
                self._leave(person, chat, turn)
            raise

    def _leave(self, person: _Person, chat: int, turn: asyncio.Future[_Place]) -> None:
        queue = person.queues.get(chat, deque())
        if turn in queue:  # else its turn had come already
            queue.remove(turn)
            if not queue:
                del person.queues[chat]
            person.waiting -= 1
            self.waiting -= 1
            WAITING.dec()
        self.forget(person)

    def _make_ready(self, person: _Person) -> None:
        if person.next_chat() is not None and person.id not in (self._served or ()):
            self._ready.setdefault(person.id, person)

    def _begin(self) -> None:
        """Give the free places to those who wait, a person after the other."""
        while self._free > 0 and self._ready:  # below: places that were lent, and are taken again
            _, person = self._ready.popitem(last=False)
            chat = person.next_chat()
            if chat is None:
                continue
            queue = person.queues.pop(chat)
            turn = queue.popleft()
            if queue:
                person.queues[chat] = queue  # behind this person's other chats
            person.waiting -= 1
            self.waiting -= 1
            WAITING.dec()
            if not turn.cancelled():
                person.busy.add(chat)
                self._free -= 1
                if self._served is not None:
                    self._served.add(person.id)
                turn.set_result(_Place(self, person, chat))
            self._make_ready(person)

    def stepped_aside(self, person: _Person) -> None:
        """*person* may begin another while more is fetched: the one that stepped aside may wait for it."""
        if self._served is not None:
            self._served.discard(person.id)

    def lent(self, person: _Person, count: int) -> None:
        """So many of *person*'s places are for others; below 0, they are taken back, from whoever has them next."""
        self._free += count
        self._make_ready(person)
        self._begin()

    def freed(self, person: _Person) -> None:
        """One of *person*'s places is free."""
        self._free += 1
        self._make_ready(person)
        self._begin()

    def forget(self, person: _Person) -> None:
        """Keep nothing of who waits for nothing."""
        if person.is_gone():
            self._persons.pop(person.id, None)
            self._ready.pop(person.id, None)


def _give_up(coroutine: Awaitable[Any]) -> None:
    if isinstance(coroutine, Coroutine):
        coroutine.close()  # or Python warns that it was never awaited
