"""Days in a query that are none, or of which there can be no news yet: `2월 30일 환율`, `2025-13-02`, `내일 환율 기사`.

>>> today = date(2026, 1, 7)
>>> without_no_day("2월 30일 환율", today), without_no_day("내일 환율 기사", today)
(('환율', Unread(why='none', said='2월 30일')), ('환율', Unread(why='ahead', said='내일')))
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from bot.korean.days import MONTH_NAME, MONTHS
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
# 나룻배 내일 기사, 2030년 기사 나룻배; no 내년 예산 기사, which is about it, and no 2030년 기사 시험
_ISSUE_AHEAD = lazy_compile(
    r"(?P<before>(?:\S{1,20}\s){0,3})(?P<said>내일|모레|글피|다음\s?주|다음\s?달|내달|내년|20\d\d년)(?:자)?\s(?:기사|뉴스)(?:들|만)?"
    r"(?P<behind>(?:\s(?!자격|시험|필기|실기|접수|일정|원서|응시)\S{1,20}){0,2})"
)
_YEAR = lazy_compile(r"20\d\d(?=년)")
_ENGLISH_DAY = lazy_compile(
    rf"(?<!\S)(?:on\s)?(?P<said>(?:(?P<month>{MONTH_NAME})\s(?P<day>[0-3]?\d)|(?P<on_day>[0-3]?\d)\s(?P<of_month>{MONTH_NAME}))"
    r"(?:,?\s(?P<year>20\d\d))?)(?=\s|$)",
    re.IGNORECASE,
)


def without_no_day(words: str, today: date) -> tuple[str, Unread | None]:
    """*words* without a day that is none or is to come, and that; as they are where nothing is beside it."""
    if (ahead := _AHEAD.fullmatch(words)) is not None:
        return ahead["words"], Unread("ahead", ahead["said"])
    if (ahead := _ISSUE_AHEAD.fullmatch(words)) is not None:
        year, rest = _YEAR.match(ahead["said"]), " ".join(f"{ahead['before']} {ahead['behind']}".split())
        if rest and (year is None or int(year[0]) > today.year):
            return rest, Unread("ahead", ahead["said"])
    for pattern, day_of in ((_DAY, _numbered), (_ENGLISH_DAY, _named)):
        for said in pattern.finditer(words):
            rest = " ".join(f"{words[: said.start()]} {words[said.end() :]}".split())
            if rest and not _is_day(*day_of(said)):
                return rest, Unread("none", said["said"])
    return words, None


def _numbered(said: re.Match[str]) -> tuple[int, int, int]:
    year, month = said["year"] or said["in_year"], said["month"] or said["of_month"]
    return int(year or _LEAP), int(month), int(said["day"] or said["on_day"])


def _named(said: re.Match[str]) -> tuple[int, int, int]:
    month = MONTHS.index((said["month"] or said["of_month"])[:3].lower()) + 1
    return int(said["year"] or _LEAP), month, int(said["day"] or said["on_day"])


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
