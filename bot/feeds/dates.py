"""When items were published, by our own reader of dates, and one fault of whole feeds brought right.

Half of the Korean papers write the time of Korea and call it UTC's, so that their news are of nine hours hence. A feed
shows it by items that are still to come, by days in its links, or by a newsroom that would only work at night.
A date that stays in the future, or is of before there were feeds, is dropped: a wrong date is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.articles.article import KST, day_in_korea
from bot.articles.moment import date_in_path, read_published
from bot.patterns import lazy_compile

SLACK = timedelta(minutes=15)  # that clocks may differ
AHEAD = timedelta(hours=9)  # Korea's clocks before UTC's
OLDEST = 1985  # nothing in a feed is older, but for zeros of some database
NEAR = timedelta(minutes=30)  # between the number of an article, made of a time, and its publication
NIGHT = range(0, 6)  # hours in which few articles come out
LEAST_ITEMS = 8  # that tell at which hours a newsroom works
MANY, FEW = 0.4, 0.05  # shares of articles at night that a newsroom never has, and that one has

_TIME_IN_LINK = lazy_compile(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)([01]\d|2[0-3])([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dated:
    """What one item says of its time, as it is written, and its link."""

    published: str = ""
    updated: str = ""
    link: str = ""


Moment = date | datetime


def read_moment(text: str) -> Moment | None:
    """The moment in *text*, as `read_published` reads it; midnight to the second is a day without a time."""
    moment = read_published(text) if text else None
    if moment is None or moment.year < OLDEST:
        return None
    if isinstance(moment, datetime):
        if moment.time() == time():
            return moment.date()
        return moment.replace(microsecond=0)
    return moment


def read_dates(
    items: Sequence[Dated], now: datetime, *, korean: bool, utc_is_kst: bool = False
) -> tuple[list[tuple[Moment | None, Moment | None]], bool]:
    """Published and updated of each of *items*, and whether the feed calls Korea's time UTC's.

    now: aware. korean: whether it is a feed in Korean, whose newsroom sleeps when Korea does. utc_is_kst: whether
    that fault is known of the feed already.
    """
    read = [
        (read_moment(item.published) or read_moment(item.updated), read_moment(item.updated))
        for item in items
    ]
    faulty = utc_is_kst or _calls_kst_utc(items, [published for published, _ in read], now, korean)
    settled = []
    for published, updated in read:
        if faulty:
            published, updated = _brought_right(published), _brought_right(updated)
        published = published if published is not None and not _is_ahead(published, now) else None
        updated = updated if updated is not None and not _is_ahead(updated, now) else None
        settled.append((published, updated))
    return settled, faulty


def _calls_kst_utc(
    items: Sequence[Dated], moments: Sequence[Moment | None], now: datetime, korean: bool
) -> bool:
    said = [
        (moment, item.link)
        for item, moment in zip(items, moments, strict=True)
        if isinstance(moment, datetime) and moment.tzinfo is UTC
    ]
    if not said:
        return False
    if votes := sum(_vote_of_time(moment, link) for moment, link in said):
        return votes > 0
    ahead = sum(_is_ahead(moment, now) and not _is_ahead(moment - AHEAD, now) for moment, _ in said)
    votes = sum(_vote_of_day(moment, link) for moment, link in said)
    if ahead > 1 or (ahead and votes >= 0):  # one alone may be meant for later
        return True
    if votes:
        return votes > 0
    if not korean or len(said) < LEAST_ITEMS:
        return False
    if_right = sum(moment.astimezone(KST).hour in NIGHT for moment, _ in said) / len(said)
    if_faulty = sum(moment.hour in NIGHT for moment, _ in said) / len(said)
    return if_right >= MANY and if_faulty <= FEW


def _vote_of_time(moment: datetime, link: str) -> int:
    """1 where the time within *link* is near that of *moment* read as Korea's, -1 where it is near as it is; else 0."""
    here, there = moment.astimezone(KST).replace(tzinfo=None), moment.replace(tzinfo=None)
    for found in _TIME_IN_LINK.finditer(link):
        try:
            written = datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            continue
        if abs(written - there) <= NEAR:
            return 1
        if abs(written - here) <= NEAR:
            return -1
    return 0


def _vote_of_day(moment: datetime, link: str) -> int:
    day = date_in_path(link)
    here, there = moment.astimezone(KST).date(), moment.date()
    return 0 if day is None or here == there else (day == there) - (day == here)


def _brought_right(moment: Moment | None) -> Moment | None:
    if isinstance(moment, datetime) and moment.tzinfo is UTC:
        return moment.replace(tzinfo=KST)
    return moment


def _is_ahead(moment: Moment, now: datetime) -> bool:
    if isinstance(moment, datetime):
        return moment > now + SLACK
    return moment > (day_in_korea(now + SLACK) or moment)
