"""Whether the bot can do its work: its index is there, its database can be used, Telegram was reached lately."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LATELY_S = 90.0  # a poll lasts 25 s; a webhook's bot asks once a minute

Told = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Reach:
    """When Telegram was reached last. clock: seconds, monotonic."""

    clock: Callable[[], float] = time.monotonic
    last: float | None = None

    def note(self) -> None:
        """It answered."""
        self.last = self.clock()

    def seconds(self) -> float | None:
        """Since it answered; None before it did."""
        return None if self.last is None else self.clock() - self.last


@dataclass(slots=True)
class Health:
    """What /readyz tells.

    articles: how many are searchable; None while the index is built. outage: of the database, in a word; None if none.
    """

    articles: Callable[[], int | None]
    outage: Callable[[], str | None]
    reach: Reach

    def look(self) -> Told:
        """Each part: whether it is well, and what it says."""
        count, outage = self.articles(), self.outage()
        since = self.reach.seconds()
        return {
            "index": {"ok": count is not None, "articles": count},
            "database": {"ok": outage is None, "outage": outage},
            "telegram": {
                "ok": since is not None and since <= LATELY_S,
                "seconds_ago": None if since is None else round(since),
            },
        }
