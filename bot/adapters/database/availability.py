"""Whether the database can be used: what is a passing fault is known here, and said once at its beginning and end.

A fault of the database, not of a statement, opens the circuit: who needs the database is refused at once, instead of
waiting for a lock or a network again and again, until a small probe has been written.

    availability = Availability(probe)
    availability.check(writes=True)              # raises StoreUnavailable while it is down
    raise availability.failed(fault, writes=True) from fault
    availability.outage                          # None, or what is the matter and since when
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StoreError, StoreUnavailable
from bot.patterns import lazy_compile

log = logging.getLogger(__name__)

PATIENCE_MS = 2_000  # for a lock; a reader waits for it
PROBE_S, LONGEST_PROBE_S = (
    0.25,
    2.0,
)  # pauses before the probes: a tenth of how long it has lasted, within these
QUIET_S = 3.0  # without a fault after a probe: then it is over
SETTLED_S = 15.0  # after it, every process has written what it owed: it finds out in a probe's time and pause

# https://sqlite.org/rescode.html, the primary codes
SQLITE = {
    3: "read-only", 5: "busy", 6: "busy", 8: "read-only", 10: "away", 11: "damaged", 13: "full", 14: "away",
    15: "busy", 26: "damaged",
}  # fmt: skip
# https://www.postgresql.org/docs/current/errcodes-appendix.html, codes and classes, the longest that fits counts
POSTGRESQL = {
    "08": "away", "25006": "read-only", "28": "refused", "3D": "refused", "40": "busy", "42501": "forbidden",
    "53": "crowded", "53100": "full", "55P03": "busy", "57": "away", "57014": "busy", "58": "away", "XX001": "damaged",
    "XX002": "damaged",
}  # fmt: skip


class Silence(Exception):
    """A server gives no connection, and no reason."""


class Displaced(Exception):
    """A database's file is not where it was opened any more: "missing", or "replaced" by another."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


Fault = DBAPIError | PoolTimeout | Silence | Displaced
FAULTS = (DBAPIError, PoolTimeout, Silence, Displaced)
WHOLLY = ("away", "missing", "replaced", "refused", "damaged")  # then it cannot be read either
IN_DOUBT = ("away", "missing", "replaced")  # then a commit may have come to something, or to nothing

# A refused login has no code yet; its words are the server's, English in nearly every installation.
_LOGIN = lazy_compile(
    r"authentication failed|does not exist|no password supplied|pg_hba\.conf|not permitted to log in"
)
_CROWD = lazy_compile(r"too many (?:clients|connections)|connection slots are reserved")


def _detail(fault: Fault) -> str:
    """The driver's own words, in one line; they carry no password, unlike the statement's parameters."""
    return " ".join(str(fault.orig if isinstance(fault, DBAPIError) else fault).split())


def reason_of(fault: BaseException) -> str | None:
    """Why the database cannot be used, one of `StoreUnavailable`'s; None where the statement is at fault."""
    if isinstance(fault, PoolTimeout):
        return "busy"  # every connection is waiting for something
    if isinstance(fault, Silence):
        return "away"
    if isinstance(fault, Displaced):
        return fault.reason
    if not isinstance(fault, DBAPIError):
        return None
    orig = fault.orig
    code = getattr(orig, "sqlite_errorcode", None)
    if code is not None:
        return SQLITE.get(code & 0xFF)
    state = getattr(orig, "sqlstate", None)
    if state:
        return next((POSTGRESQL[state[:n]] for n in (5, 2) if state[:n] in POSTGRESQL), None)
    if type(orig).__name__ in ("OperationalError", "ConnectionTimeout") or fault.connection_invalidated:
        words = str(orig)
        return "refused" if _LOGIN.search(words) else "crowded" if _CROWD.search(words) else "away"
    return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a lock is waited for, in milliseconds, and by which clocks everything else."""

    lock_ms: int = PATIENCE_MS
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep


PATIENT = Waiting()


class Availability:
    """The state of one database.

    probe: writes something small, past this circuit; raises a fault of FAULTS while that cannot be done. One of a
    statement is none: the database answers, and what it lacks is not told by a probe.
    """

    def __init__(self, probe: Callable[[], Awaitable[object]], waiting: Waiting) -> None:
        self._probe = probe
        self._clock, self._ticks, self._sleep = waiting.clock, waiting.ticks, waiting.sleep
        self._outage: StoreUnavailable | None = None
        self._open = False  # the circuit: nobody passes
        self._reads_too = False
        self._faults = 0
        self._ended = float("-inf")
        self._probing: asyncio.Task[None] | None = None
        self._usable, self._over = asyncio.Event(), asyncio.Event()
        self._usable.set()
        self._over.set()

    @property
    def outage(self) -> StoreUnavailable | None:
        """What is the matter, for whoever asks how things are; None when nothing is."""
        return self._outage

    @property
    def recovers(self) -> bool:
        """Whether another process may still owe what it could not write in an outage."""
        return self._outage is not None or self._ticks() - self._ended < SETTLED_S

    async def usable(self) -> None:
        """Wait until it is worth trying: nothing is the matter, or a probe has gone through."""
        await self._usable.wait()

    async def over(self) -> None:
        """Wait until nothing is the matter any more."""
        await self._over.wait()

    def check(self, *, writes: bool) -> None:
        """Raises: StoreUnavailable while it is known that this would fail."""
        if self._open and self._outage is not None and (writes or self._reads_too):
            raise StoreUnavailable(self._outage.reason, self._outage.since)

    def failed(self, fault: Fault, *, writes: bool, committing: bool = False) -> StoreError:
        """The error to raise for *fault*; opens the circuit where the database is at fault.

        committing: the database was asked to commit, and may have done so.
        """
        reason = reason_of(fault)
        if reason is None:
            return StoreError(f"the database failed: {_detail(fault)}")
        self._faults += 1
        self._reads_too |= not writes
        outage = self._begin(reason, fault)
        self._open = True
        self._usable.clear()
        self._over.clear()
        if self._probing is None or self._probing.done():
            self._probing = asyncio.create_task(self._until_over())
        return StoreUnavailable(
            outage.reason, outage.since, _detail(fault), in_doubt=committing and reason in IN_DOUBT
        )

    def _begin(self, reason: str, fault: Fault) -> StoreUnavailable:
        """An outage, or the one there is with what is the matter by now."""
        before = self._outage
        if before is not None and isinstance(fault, PoolTimeout):
            return before  # who waits for a connection of ours does not know why
        self._outage = StoreUnavailable(reason, before.since if before else self._clock(), _detail(fault))
        self._reads_too |= reason in WHOLLY
        if before is None:
            log.warning("%s; what must be recorded is tried again until it is", self._outage)
        elif before.reason != reason:
            log.warning("%s", self._outage)
        return self._outage

    async def _until_over(self) -> None:
        """Probe until the database can be written and has been quiet for a moment."""
        began = self._ticks()
        while True:
            await self._sleep(min(max(PROBE_S, (self._ticks() - began) / 10), LONGEST_PROBE_S))
            try:
                await self._probe()
            except FAULTS as fault:
                if (reason := reason_of(fault)) is not None:
                    self._reads_too = False  # unless it is so for them too
                    self._begin(reason, fault)
                    continue
            self._open = self._reads_too = False
            self._usable.set()
            seen = self._faults
            await self._sleep(QUIET_S)
            if seen == self._faults:
                break
        assert self._outage is not None
        seconds = (self._clock() - self._outage.since).total_seconds()
        log.warning("the database can be used again, after %.0f s", seconds)
        self._outage = None
        self._ended = self._ticks()
        self._over.set()

    async def close(self) -> None:
        """Probe no more."""
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)
