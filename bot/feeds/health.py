"""How a feed is: from the outcomes of its polls to a mark, and to what its editors are told, once each.

    well ── fails ──> failing ── a day ──> (told FAILING)        any ── 410, no feed, no rights ──> resting
    well ── five times its gap without an item ──> silent        failing, silent, resting ── an item ──> well (HEALED)

No feed is ever given up: one that rests is looked at once a day, and heals by itself; a channel does when Telegram says
that we are its administrator again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

LONG = timedelta(days=1)  # failing so long is told
SILENT_GAPS = 5
LEAST_SILENCE = timedelta(hours=60)  # a weekend without a paper is nothing to tell


class Outcome(StrEnum):
    """Of one poll. NEW: items that were not known; UNCHANGED: none, or 304. MOVED: well, from another address.

    GONE: 410. NOT_FEED: something else than a feed. UNSEEN: a channel whose posts we are not shown any more.
    BUSY: 429 or 503, with a wish when to come again. SLOW: not within the limit of time. FAILED: anything else.
    LARGE, REFUSED (401, 403) are told apart for the list.
    """

    NEW = "new"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    NOT_FEED = "not a feed"
    UNSEEN = "unseen"
    BUSY = "busy"
    SLOW = "slow"
    LARGE = "large"
    REFUSED = "refused"
    FAILED = "failed"


WELL = frozenset({Outcome.NEW, Outcome.UNCHANGED, Outcome.MOVED})
RESTS = frozenset({Outcome.GONE, Outcome.NOT_FEED, Outcome.UNSEEN})


class Mark(StrEnum):
    """What the list of feeds shows."""

    WELL = "well"
    FAILING = "failing"
    SILENT = "silent"
    RESTING = "resting"


class Notice(StrEnum):
    """What editors are told, once: the next is only told after it has healed."""

    FAILING = "failing"
    SILENT = "silent"
    RESTING = "resting"
    HEALED = "healed"


@dataclass(frozen=True, slots=True)
class Health:
    """What is remembered of a feed. Moments are aware.

    failures: polls since the last that went well. since: when the first of them was. last_new: when an item that was
    not known came last, or the feed was added. told: what editors know of and was not healed yet.
    last: the outcome of the last poll.
    """

    mark: Mark = Mark.WELL
    failures: int = 0
    since: datetime | None = None
    last_new: datetime | None = None
    told: Notice | None = None
    last: Outcome | None = None


def advance(
    health: Health, outcome: Outcome, now: datetime, gap: timedelta | None = None
) -> tuple[Health, Notice | None]:
    """The health after a poll that ended with *outcome* at *now*, and what editors are to be told of it.

    gap: the usual time between two items (`timing.usual_gap`); without it silence means nothing.
    """
    health = replace(health, last=outcome, last_new=now if outcome is Outcome.NEW else health.last_new or now)
    if outcome in WELL:
        return _well(replace(health, failures=0, since=None), outcome, now, gap)
    health = replace(health, failures=health.failures + 1, since=health.since or now)
    if outcome in RESTS:
        return _told(replace(health, mark=Mark.RESTING), Notice.RESTING)
    mark = health.mark if health.mark is Mark.RESTING else Mark.FAILING
    health = replace(health, mark=mark)
    if health.since is not None and now - health.since >= LONG:
        return _told(health, Notice.FAILING)
    return health, None


def _well(
    health: Health, outcome: Outcome, now: datetime, gap: timedelta | None
) -> tuple[Health, Notice | None]:
    silence = now - (health.last_new or now)
    silent = gap is not None and silence > max(SILENT_GAPS * gap, LEAST_SILENCE)
    if silent and outcome is not Outcome.NEW:
        return _told(replace(health, mark=Mark.SILENT), Notice.SILENT)
    healed = replace(health, mark=Mark.WELL, told=None)
    return healed, Notice.HEALED if health.told is not None else None


def _told(health: Health, notice: Notice) -> tuple[Health, Notice | None]:
    """*notice* unless editors know; what is worse (it rests now) is told even so."""
    if health.told is not None and (health.told is notice or notice is not Notice.RESTING):
        return health, None
    return replace(health, told=notice), notice
