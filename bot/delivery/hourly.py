"""At most so many messages of watches an hour in a chat, whatever its watches find. Pure.

>>> from bot.digests.subscription import EVERY_DAY, Place, Slot
>>> from datetime import UTC, time
>>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
>>> one, other = (Subscription(id, Place(7), Slot(time(8), EVERY_DAY, "UTC"), "watch", hourly=2) for id in (1, 2))
>>> [it.id for it in with_room([one, other], {7: [noon]})]
[1]
>>> held_until(one, [noon, noon], noon)
datetime.datetime(2026, 3, 2, 13, 0, tzinfo=datetime.timezone.utc)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.digests.subscription import Subscription

HOUR = timedelta(hours=1)
WATCH_PAUSE = timedelta(minutes=10)  # a watch speaks at most once in it: six times an hour


def with_room(watches: Sequence[Subscription], told: Mapping[int, Sequence[datetime]]) -> list[Subscription]:
    """The first of *watches* that their chats may still hear; told: of the last hour, by chat."""
    heard = Counter({chat: len(moments) for chat, moments in told.items()})
    free: list[Subscription] = []
    for one in watches:
        if heard[one.place.chat] < one.hourly:
            heard[one.place.chat] += 1
            free.append(one)
    return free


def held_until(watch: Subscription, moments: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when the chat of *watch* hears of no other one; None where it may within the usual pause.

    moments: when messages of watches were opened there in the last hour, the oldest first.
    """
    if len(moments) < watch.hourly:
        return None
    free = moments[len(moments) - watch.hourly] + HOUR
    return free if free - now > WATCH_PAUSE else None
