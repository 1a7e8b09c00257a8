"""Updates that are recorded before they are worked off, in whatever way they came.

    worker = Worker(inbox, name, has_ended)
    await worker.record(came)            # by whoever receives or fetches them: then Telegram is told that they came
    await worker.work(application)       # until cancelled

Copies of the bot behind one address share what is recorded; see `bot.adapters.database.inbox`. An update whose process
was killed while it worked on it is worked off by another or by the next one, so its reader may be answered a second
time; none is lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

from bot.entrypoints.telegram import updates
from bot.entrypoints.telegram.application import App
from bot.entrypoints.telegram.scheduler import FairScheduler
from bot.errors import StoreError, StoreUnavailable

log = logging.getLogger(__name__)

SWEEP_S = 1.0  # between looks for what another copy left
RENEW_S = 3.0  # a tenth of the lease
SURE_S = 15.0  # half of it: who was not able to renew it for so long asks whether it has it still
SETTLED_AT_ONCE = 500
RECORDED_AT_ONCE = 3  # posts; the database's other connections are for what is in hand, however many come
IN_HAND = 1_000  # updates claimed at once; the scheduler works on some of them, and is fair among them


class Entry(Protocol):
    """An update as it was recorded."""

    @property
    def update_id(self) -> int: ...
    @property
    def body(self) -> str: ...


class Inbox(Protocol):
    """See `bot.adapters.database.inbox.Inbox`."""

    async def put(
        self, came: Sequence[tuple[int, int, str]], owner: str = "", most: int = ...
    ) -> Sequence[Literal["claimed", "waits", "known"]]: ...
    async def claim(self, owner: str, most: int) -> Sequence[Entry]: ...
    async def renew(self, owner: str, ids: Collection[int]) -> Collection[int]: ...
    async def done(self, ids: Collection[int], owner: str) -> bool: ...
    async def put_done(self, ids: Collection[int]) -> None: ...
    async def release(self, owner: str, ids: Collection[int] | None = None) -> None: ...
    async def release_ended(self, has_ended: Callable[[str], bool]) -> None: ...


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came: its id, its chat (0: none), its JSON."""

    update_id: int
    chat: int
    body: str


class _Lost(Exception):
    """A lease that ran out before its update was begun."""


class Worker:
    """Records what comes, and works off what is recorded.

    name: this process's. has_ended: whether another process, by its name, surely lives no more. sure_s: for how long a
    lease is surely its own without being renewed; for ever where it is alone.
    """

    def __init__(
        self,
        inbox: Inbox,
        name: str,
        has_ended: Callable[[str], bool],
        sure_s: float = SURE_S,
    ) -> None:
        self._inbox, self._name, self._has_ended, self._sure_s = inbox, name, has_ended, sure_s
        self._come, self._over = asyncio.Event(), asyncio.Event()
        self._recording = asyncio.Semaphore(RECORDED_AT_ONCE)
        self._application: App | None = None  # while it works
        self._in_hand: dict[int, asyncio.Task[None]] = {}  # by the update's id
        self._leased = dict[int, float]()  # those of them that are recorded: until when they surely are ours
        self._done: dict[
            int, asyncio.Future[None]
        ] = {}  # those that are worked off, and not recorded as such
        self._settling: asyncio.Task[None] | None = None

    @property
    def door(self) -> updates.Door:
        """Which updates are refused without a word, before they are decoded."""
        processor = self._application.update_processor if self._application is not None else None
        return processor if isinstance(processor, FairScheduler) else updates.OpenDoor()

    async def record(self, came: Sequence[Received]) -> None:
        """Record what came, and begin what there is room for; the rest is begun when there is.

        Raises: StoreError, and then nothing of it is begun.
        """
        async with self._recording:
            await self._record(came)

    async def _record(self, came: Sequence[Received]) -> None:
        application, room, asked = self._application, IN_HAND - len(self._leased), time.time()
        owner = self._name if application is not None and room > 0 else ""
        rows = [(one.update_id, one.chat, one.body) for one in came]
        claimed = list[Received]()
        for one, put in zip(came, await self._inbox.put(rows, owner, room), strict=True):
            if put == "claimed":
                claimed.append(one)
            elif put == "waits":
                self._come.set()
            else:
                log.info("update came again: id=%d", one.update_id)
        if application is None or self._application is not application:  # it has stopped meanwhile
            await self._release([one.update_id for one in claimed])
            return
        for one in claimed:
            self._begin(application, one, asked)

    async def take(self, came: Sequence[Received]) -> dict[int, asyncio.Task[None]]:
        """As `record`; where the database is away, what came is worked off all the same, from memory.

        Returns: what is worked off so, by its id: it is nowhere but here until it is done.
        """
        try:
            await self.record(came)
        except StoreError as fault:  # said already
            application, in_doubt = self._application, isinstance(fault, StoreUnavailable) and fault.in_doubt
            if application is not None:
                for one in came:
                    if one.update_id not in self._in_hand:
                        self._begin(application, one, time.time() if in_doubt else None)
            return {one.update_id: task for one in came if (task := self._in_hand.get(one.update_id))}
        return {}

    async def record_done(self, ids: Collection[int]) -> bool:
        """Record what was worked off from memory, so that it is not answered again; whether that went through."""
        try:
            await self._inbox.put_done(ids)
        except StoreError:  # said already
            return False
        return True

    async def work(self, application: App) -> None:
        """Work off updates until cancelled; what is in hand then is for `finish`."""
        self._application = application
        self._settling = self._settling or asyncio.create_task(self._settle())
        renewing = asyncio.create_task(self._renew())
        try:
            while True:
                self._come.clear()
                asked, claimed = time.time(), await self._claim()
                for entry in claimed:
                    self._begin(application, entry, asked)
                if not claimed or len(self._leased) >= IN_HAND:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(SWEEP_S):
                            await self._come.wait()
        finally:
            self._application = None
            renewing.cancel()

    async def finish(self, seconds: float) -> None:
        """Let what is in hand be finished, for *seconds* at most, and leave the rest to others or the next start."""
        self._application = None  # what is recorded from now on is not begun here
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=seconds)
        left = [task for task in self._in_hand.values() if not task.done()]
        if left:
            log.warning("stopped with something left unsaid after %.0f s: %d updates", seconds, len(left))
        ending = [*left, *((self._settling,) if self._settling is not None else ())]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        await self._release()

    async def _release(self, ids: Collection[int] | None = None) -> None:
        with contextlib.suppress(StoreError):  # they lapse by themselves
            await self._inbox.release(self._name, ids)

    async def _claim(self) -> Sequence[Entry]:
        room = IN_HAND - len(self._leased)
        if room <= 0:
            return ()
        try:
            claimed = await self._inbox.claim(self._name, room)
            # where a lease of ours ran out, as while this machine slept, what we work on is not begun again
            return [entry for entry in claimed if entry.update_id not in self._in_hand]
        except StoreError:  # said already; looked for again at the next sweep
            return ()

    async def _renew(self) -> None:
        """Keep the leases, and end those of processes that have ended."""
        while True:
            with contextlib.suppress(StoreError):  # said already; the next time is in time
                if self._leased:
                    await self._renewed(list(self._leased))
                await self._inbox.release_ended(self._has_ended)
                self._come.set()
            await asyncio.sleep(RENEW_S)

    async def _renewed(self, ids: Collection[int]) -> Collection[int]:
        """Those of *ids* whose leases are ours, for another while. Raises: StoreError."""
        asked = time.time()  # which goes on while the machine sleeps, as leases do
        ours = await self._inbox.renew(self._name, ids)
        self._leased |= {id: asked + self._sure_s for id in ours if id in self._leased}
        return ours

    def _begin(self, application: App, entry: Entry, leased_at: float | None) -> None:
        """leased_at: None where it is not recorded."""
        task = asyncio.create_task(self._work_off(application, entry))
        self._in_hand[entry.update_id] = task
        if leased_at is not None:
            self._leased[entry.update_id] = leased_at + self._sure_s
        task.add_done_callback(partial(self._laid_down, entry.update_id))

    async def _work_off(self, application: App, entry: Entry) -> None:
        is_leased = entry.update_id in self._leased
        try:
            update = json.loads(entry.body)
            processor = application.update_processor
            await processor.process_update(update, self._answer(application, update))
        except _Lost:
            log.warning("update left to whoever has it by now: id=%d", entry.update_id)
            return
        except Exception as fault:  # it would be the same the next time
            log.error("an update was not worked off: id=%d", entry.update_id, exc_info=fault)
        if is_leased:
            self._done[entry.update_id] = asyncio.get_running_loop().create_future()
            self._over.set()
            await self._done[entry.update_id]

    async def _answer(self, application: App, undecoded: updates.Json) -> None:
        """Raises: _Lost where its turn came so late that another copy may have taken it, and answered it."""
        id = undecoded["update_id"]
        while id in self._leased and time.time() >= self._leased[id]:
            try:
                if id not in await self._renewed([id]):
                    raise _Lost
                break
            except StoreError:  # then nobody knows; the later ones of its chat wait behind it
                await asyncio.sleep(SWEEP_S)
        if (update := updates.read(undecoded, application.bot)) is not None:
            await application.process_update(update)

    async def _settle(self) -> None:
        """Record what is worked off: at once, whatever was finished while the last of it was being written."""
        while True:
            await self._over.wait()
            self._over.clear()
            finished, self._done = self._done, {}
            left = list(finished)
            while left:
                ids, left = left[:SETTLED_AT_ONCE], left[SETTLED_AT_ONCE:]
                try:
                    if await self._inbox.done(ids, self._name):
                        self._come.set()  # later ones of these chats, that came to another copy, have waited
                except StoreError:
                    pass  # one that does not pass; said already
                except Exception:  # else whoever waits here would wait for ever
                    log.exception("updates are not recorded as worked off")
                for id in ids:
                    if not finished[id].done():
                        finished[id].set_result(None)

    def _laid_down(self, update_id: int, task: asyncio.Task[None]) -> None:
        if len(self._leased) >= IN_HAND:
            self._come.set()
        del self._in_hand[update_id]
        self._leased.pop(update_id, None)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("an update was not worked off", exc_info=fault)
