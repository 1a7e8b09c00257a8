"""Quiet hours: when a chat is told nothing at once, and what comes on time comes without a sound.

>>> night = Quiet(time(23), time(7))
>>> night.covers(time(23, 30)), night.covers(time(7)), str(night)
(True, False, '23:00-07:00')
"""

from __future__ import annotations

from datetime import time
from typing import NamedTuple


class Quiet(NamedTuple):
    """From *begin* to *end* on the wall, over midnight where *end* is the earlier one; never all day."""

    begin: time
    end: time

    def covers(self, at: time) -> bool:
        """Whether it is quiet at that time of day."""
        if self.begin < self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"


def stored_quiet(text: str | None) -> Quiet | None:
    """What `str` made of one; None for None."""
    if text is None:
        return None
    begin, end = (time.fromisoformat(part) for part in text.split("-"))
    return Quiet(begin, end)
