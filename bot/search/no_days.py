"""Days in a query that are none, or of which there can be no news yet: `2월 30일 환율`, `2025-13-02`, `내일 환율 기사`.

>>> without_no_day("2월 30일 환율"), without_no_day("내일 환율 기사")
(('환율', Unread(why='none', said='2월 30일')), ('환율', Unread(why='ahead', said='내일')))
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from bot.patterns import lazy_compile


class Unread(NamedTuple):
    """What was said of days and is not read as it stands: no day, one that is to come, or the later one first."""

    why: Literal["none", "ahead", "turned"]
    said: str


_LEAP = 2024  # a year that has every day
_DAY = lazy_compile(
    r"(?<!\S)(?P<said>(?:(?P<year>20\d\d)년\s?)?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일"
    r"|(?P<in_year>20\d\d)(?P<mark>[-./])(?P<of_month>\d{1,2})(?P=mark)(?P<on_day>\d{1,2})\.?)(?:자|에|의|부터|까지)?(?=\s|$)"
)
_AHEAD = lazy_compile(r"(?P<said>내일|모레|글피)(?:자)?\s(?P<words>\S.{0,99})\s(?:기사|뉴스|소식)(?:들|만)?")


def without_no_day(words: str) -> tuple[str, Unread | None]:
    """*words* without a day that is none or is to come, and that; as they are where nothing is beside it."""
    if (ahead := _AHEAD.fullmatch(words)) is not None:
        return ahead["words"], Unread("ahead", ahead["said"])
    for said in _DAY.finditer(words):
        rest = " ".join(f"{words[: said.start()]} {words[said.end() :]}".split())
        year, month = said["year"] or said["in_year"], said["month"] or said["of_month"]
        if rest and not _is_day(int(year or _LEAP), int(month), int(said["day"] or said["on_day"])):
            return rest, Unread("none", said["said"])
    return words, None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
