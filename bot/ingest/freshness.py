"""What of the folder is news when it arrives, and what is archive.

>>> Freshness(30).is_old(date(2026, 1, 1), datetime(2026, 3, 1, tzinfo=KST))
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.articles.article import KST


@dataclass(frozen=True, slots=True)
class Freshness:
    """max_age_days: how long after its publication an article is news; 0: always."""

    max_age_days: int = 30

    def is_old(self, day: date | None, arrived: datetime) -> bool:
        """Whether what was published on *day*, in Korea, is archive; what has no date is not."""
        if day is None or not self.max_age_days:
            return False
        return (arrived.astimezone(KST).date() - day).days > self.max_age_days
