"""Stretches of the day: 8~22시, 밤 11시부터 아침 7시까지, between 9am and 5pm.

>>> for said in ("8~22시", "오전 9시부터 오후 6시까지", "between 9am and 5pm"):
...     print(*read_span(said))
08:00:00 22:00:00
09:00:00 18:00:00
09:00:00 17:00:00
"""

from __future__ import annotations

from datetime import time

from bot.digests import clock
from bot.patterns import lazy_compile

HALF = r"(?:(?:오전|오후|아침|새벽|저녁|밤|낮|점심)\s?)?"
NATIVE = r"(?:열두|열한|열|아홉|여덟|일곱|여섯|다섯|네|세|두|한)"
CLOCK = (
    rf"(?:{HALF}(?:\d{{1,2}}|{NATIVE}(?=\s?시))(?::\d{{2}}|\s?시(?:\s?\d{{1,2}}\s?분|\s?반)?)?(?:\s?[ap]\.?m\.?)?"
    r"|정오|자정|noon|midnight)"
)
SPAN = rf"{CLOCK}\s?(?:[-–~∼]|부터|에서|\s(?:to|until|till|and)\s|(?:to|until|till|and)\s)\s?{CLOCK}"
_CLOCK = lazy_compile(CLOCK)
_HALF_SAID = lazy_compile(r"오전|오후|아침|새벽|저녁|밤|낮|점심|정오|자정|noon|midnight|[ap]\.?m")
_BARE = lazy_compile(rf"{HALF}\d{{1,2}}")


def read_span(said: str, *, by_day: bool = False) -> tuple[time, time] | None:
    """When the stretch that *said* names begins and ends; None where it names none, or both are one moment.

    An hour that stands alone is one of 24, but behind a begin of which the half is said, or by_day: 9시부터 6시까지
    is then over before midnight. Raises: ReaderError for a time like 25:00.
    """
    ends = read_ends(said, by_day=by_day)
    return None if ends is None or ends[0] == ends[1] else ends


def read_ends(said: str, *, by_day: bool = False) -> tuple[time, time] | None:
    """As `read_span`, and be both ends one moment."""
    named = [found[0].strip() for found in _CLOCK.finditer(said.lower())]
    if len(named) != 2:
        return None
    begin, end = map(read_clock, named)
    if begin is None or end is None:
        return None
    of_twelve = _HALF_SAID.search(named[0]) or (by_day and begin.hour <= 12)
    is_open = not _HALF_SAID.search(named[1]) and 0 < end.hour <= 12 and not named[1].startswith("0")
    later = (end.hour + 12, end.minute)
    if of_twelve and is_open and end < begin and later > (begin.hour, begin.minute):
        end = end.replace(hour=later[0] % 24)  # 오후 1시부터 5시까지; not 밤 11시부터 7시까지
    return begin, end


def hours(begin: time, end: time, apart: int) -> tuple[int, ...]:
    """Every so many hours from *begin* to *end*, over midnight where *end* is the earlier one.

    >>> hours(time(8), time(22), 6), hours(time(22), time(2), 2)
    ((8, 14, 20), (22, 0, 2))
    """
    minutes = (end.hour * 60 + end.minute - begin.hour * 60 - begin.minute) % (24 * 60)
    return tuple((begin.hour + step) % 24 for step in range(0, minutes // 60 + 1, apart))


def read_clock(said: str) -> time | None:
    """The time that *said* is, wholly; an hour that stands alone is one of 24. Raises: as `read_span`."""
    whole = f"{said}시" if _BARE.fullmatch(said) else said
    found = clock.match(whole, 0)
    if found is None or found[1] != len(whole):
        return None
    ((hour, minute, _), *_) = found[0]
    return time(hour, minute)
