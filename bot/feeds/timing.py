"""When a feed is asked again: by how often it publishes, and never against what its server says.

>>> every_hour = [NOW - timedelta(hours=number) for number in range(12)]
>>> wait = next_check("https://hanbit.example/rss", NOW, every_hour) - NOW
>>> timedelta(minutes=27) < wait < timedelta(minutes=33)
True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from statistics import median

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=6)  # between two checks of a feed that is well
BACK_OFF = timedelta(hours=24)  # … of one that fails or rests, and the longest that a server's wish is heeded
UNKNOWN = timedelta(minutes=30)  # of a feed that nothing is known of yet
RECENT = 20  # arrivals that tell how often it publishes
SPREAD = 0.1  # of the interval: feeds of one rhythm are not asked in one moment

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)  # of the examples


@dataclass(frozen=True, slots=True)
class Hints:
    """What the feed and its server said of asking again.

    ttl, skip_hours, skip_days: of `Feed`. max_age: of Cache-Control. retry_after: of the header of that name, from now.
    """

    ttl: timedelta | None = None
    max_age: timedelta | None = None
    retry_after: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


def next_check(
    address: str,
    now: datetime,
    arrivals: Sequence[datetime] = (),
    hints: Hints | None = None,
    *,
    failures: int = 0,
    resting: bool = False,
) -> datetime:
    """The moment from which the feed at *address* may be asked again.

    now: aware. arrivals: when its last items were published, or first seen where that is not known; in any order.
    failures: polls that failed since the last that did not; each doubles the wait. resting: a feed that is gone
    is looked at once a day.
    """
    hints = hints or Hints()
    wait = BACK_OFF if resting else _interval(now, arrivals)
    if failures and not resting:
        wait = min(BACK_OFF, max(wait, SHORTEST * 2 ** min(failures, 10)))
    wished = [wish for wish in (hints.ttl, hints.max_age, hints.retry_after) if wish is not None]
    wait = max(wait, min(max(wished, default=wait), BACK_OFF))
    return _after_skipped(now + wait * (1 + SPREAD * _share(address)), hints)


def _interval(now: datetime, arrivals: Sequence[datetime]) -> timedelta:
    """Half of the usual gap between two items; the time since the last one counts as a gap once it is longer."""
    moments = sorted((moment for moment in arrivals if moment <= now), reverse=True)[:RECENT]
    if len(moments) < 2:
        return UNKNOWN if not moments else min(LONGEST, max(UNKNOWN, (now - moments[0]) / 4))
    usual = max(_median_gap(moments), (now - moments[0]) / 4)
    return min(LONGEST, max(SHORTEST, usual / 2))


def usual_gap(arrivals: Sequence[datetime]) -> timedelta | None:
    """The usual time between two items, None where too few are known: to tell a feed that has fallen silent."""
    moments = sorted(arrivals, reverse=True)[:RECENT]
    if len(moments) < 3:
        return None
    return _median_gap(moments)


def _median_gap(moments: Sequence[datetime]) -> timedelta:
    return timedelta(seconds=median((newer - older).total_seconds() for newer, older in pairwise(moments)))


def _share(address: str) -> float:
    """0 to 1, by the address alone."""
    return int.from_bytes(blake2b(address.encode("utf-8", "replace"), digest_size=4).digest(), "big") / 2**32


def _after_skipped(moment: datetime, hints: Hints) -> datetime:
    """*moment*, or the first hour after it that the feed does not ask to skip; one that skips all is asked."""
    utc = moment.astimezone(UTC)
    for hours in range(0, 8 * 24):
        later = utc + timedelta(hours=hours)
        if later.hour not in hints.skip_hours and later.weekday() not in hints.skip_days:
            if not hours:
                return moment
            return later.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=utc.minute / 6)
        if later - utc > BACK_OFF and not hints.skip_days:
            break
    return moment
