"""How much one person may ask within a while, where anybody in any chat may ask.

>>> few = Allowance(2, 60.0, clock=lambda: 0.0)
>>> few.take(7), few.take(7), few.take(7), few.take(8)
(True, True, False, True)
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

PERSONS = 10_000  # who are remembered; whoever asked longest ago is forgotten first


class Allowance:
    """*most* takings of a person within any *within_s* seconds. Kept in memory for so long, by number alone."""

    def __init__(self, most: int, within_s: float, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._within_s, self._clock = most, within_s, clock
        self._taken: OrderedDict[int, deque[float]] = OrderedDict()

    def take(self, person: int) -> bool:
        """Whether *person* may ask once more; then that is counted."""
        now = self._clock()
        while self._taken and now - next(iter(self._taken.values()))[-1] >= self._within_s:
            self._taken.popitem(last=False)
        times = self._taken.setdefault(person, deque())
        self._taken.move_to_end(person)
        if len(self._taken) > PERSONS:
            self._taken.popitem(last=False)
        while times and now - times[0] >= self._within_s:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True
