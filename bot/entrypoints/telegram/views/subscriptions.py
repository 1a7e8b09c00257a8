"""A subscription as people see it: summed up, on a button, as the panel that sets it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardMarkup

from bot.delivery.model import Button, Mute
from bot.digests.month_days import write_month_days
from bot.digests.quiet import Quiet, Stretch
from bot.digests.subscription import (
    EVERY_DAY,
    LAST_DAY,
    MOST_STORIES,
    WEEKDAYS,
    WEEKEND,
    Days,
    Filter,
    Slot,
    Subscription,
    next_due,
)
from bot.digests.subscription_parser import Wish, write_wish
from bot.digests.zones import name_zone, zone_called
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, lines, paragraphs, text
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.buttons.subscriptions import (
    AskToEnd,
    AskValue,
    ChooseValue,
    SetCount,
    SetDays,
    SetMonthDay,
    SetTime,
    SetZone,
    ShowPanel,
    Toggle,
    ToggleDay,
)
from bot.entrypoints.telegram.callbacks import encode
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.views import mutes
from bot.entrypoints.telegram.views.digests import day_name
from bot.i18n import Key, Language, say

TIMES = tuple(
    time(*at)
    for at in (
        (6, 0),
        (6, 30),
        (7, 0),
        (7, 30),
        (8, 0),
        (8, 30),
        (9, 0),
        (12, 0),
        (18, 0),
        (19, 0),
        (20, 0),
        (22, 0),
    )
)
ZONES = (
    "Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Asia/Singapore", "Australia/Sydney", "Europe/London",
    "Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC",
)  # fmt: skip
MONTH_DAYS: dict[int, Key] = {1: "wish.first_of_month", LAST_DAY: "wish.last_of_month"}
SHORTEST_MONTH = 28  # days, of February
COUNTS = (5, 10, 15, 20, MOST_STORIES)
WORDS_UNITS, LINE_UNITS = 120, 40
_DAYS: dict[Language, Sequence[str]] = {
    "ko": "월화수목금토일",
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
NAMED_DAYS: dict[Literal["every_day", "weekdays", "weekend"], Days] = {
    "every_day": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "weekend": WEEKEND,
}


def summary(language: Language, zone: str, one: Subscription) -> Node:
    """What, when and how, in a few lines."""
    on, off = say(language, "wish.on"), say(language, "wish.off")
    head = bold(f"{days(language, one.slot)} {one.slot.at:%H:%M}")
    if one.slot.zone != zone:
        head = text(head, f" ({name_zone(one.slot.zone, language)})")
    if one.paused:
        head = text(head, " · ", phrase(language, "wish.paused"))
    papers = cut(", ".join(one.wanted.papers), WORDS_UNITS)
    switches = {"silent": on if one.silent else off, "empty": on if one.when_empty else off}
    return lines(
        head,
        phrase(language, "wish.short_months") if max(one.slot.month_days, default=0) > SHORTEST_MONTH else "",
        phrase(language, "wish.words", words=words(language, one.wanted)),
        phrase(language, "wish.papers", papers=papers) if one.wanted.papers else "",
        phrase(language, "wish.count", count=one.count),
        phrase(language, "wish.switches", **switches),
    )


def short(language: Language, one: Subscription, limit: int = LINE_UNITS) -> str:
    """One line of plain text, for a button."""
    when = f"{days(language, one.slot)} {one.slot.at:%H:%M}"
    return cut(f"{when} · {words(language, one.wanted, limit)}", limit)


def words(language: Language, wanted: Filter, limit: int = WORDS_UNITS) -> str:
    """The words in plain text: 네이버, 소버린AI, −스포츠; of a watch 네이버 + AI −광고; "all articles" without any."""
    included = wanted.include or (say(language, "wish.everything"),)
    excluded = [f"−{word}" for word in wanted.exclude]
    if wanted.every:
        return cut(tidy(" ".join([" + ".join(included), *excluded])), limit)
    return cut(tidy(", ".join([*included, *excluded])), limit)


def quiet(language: Language, hours: Quiet, zone: str) -> Node:
    """When nothing is told at once, and how that ends."""
    return phrase(language, "quiet.set", hours=quiet_hours(language, hours), zone=name_zone(zone, language))


def quiet_line(language: Language, hours: Quiet | None) -> Node:
    """When nothing is told at once, in a line below what is told; "" where that is never so."""
    return "" if hours is None else phrase(language, "quiet.so_far", hours=quiet_hours(language, hours))


def quiet_hours(language: Language, hours: Quiet) -> str:
    """23:00부터 07:00까지; 평일 23:00부터 07:00까지, 주말 하루 종일."""
    is_alone = len(hours.stretches) == 1
    return ", ".join(_stretch(language, one, is_alone=is_alone) for one in hours.stretches)


def _stretch(language: Language, one: Stretch, *, is_alone: bool) -> str:
    begin, end = f"{one.begin:%H:%M}", f"{one.end:%H:%M}"
    if one.days == EVERY_DAY and is_alone:
        return say(language, "quiet.stretch", begin=begin, end=end)
    days = _weekdays(language, one.days)
    if language == "ko" and len(one.days) == 1:
        days += "요일"  # 일 하루 종일 is no Sunday
    if one.is_all_day:
        return say(language, "quiet.all_day", days=days)
    return say(language, "quiet.stretch_on", days=days, begin=begin, end=end)


def days(language: Language, slot: Slot) -> str:
    """매일, 평일, 주말, 월·수·금, 매월 1일."""
    if slot.month_days:
        said = write_month_days(slot.month_days, language)
        return said[0].upper() + said[1:]
    return _weekdays(language, slot.days)


def _weekdays(language: Language, some: Days) -> str:
    named = {EVERY_DAY: "wish.every_day", WEEKDAYS: "wish.weekdays", WEEKEND: "wish.weekend"}
    if some in named:
        return say(language, named[some])
    return "·".join(_DAYS[language][day] for day in sorted(some))


def as_typed(language: Language, zone: str, one: Subscription) -> str:
    """The command that would make it again."""
    other = one.slot.zone if one.slot.zone != zone else None
    return "/subscribe " + write_wish(_wish(one, other), language)


def _wish(one: Subscription, zone: str | None) -> Wish:
    return Wish(one.slot.at, one.slot.days, zone, one.wanted, month_days=one.slot.month_days)


def next_time(language: Language, one: Subscription, now: datetime) -> str:
    """When the next digest comes, as people say it: 내일 08:00."""
    due = next_due(one.slot, now)
    if due is None or one.paused:
        return say(language, "wish.never")
    local, today = due.astimezone(zone_of(one)), now.astimezone(zone_of(one)).date()
    named = {today: "wish.today", today + timedelta(days=1): "wish.tomorrow"}
    day = local.date()
    name = say(language, named[day]) if day in named else day_name(language, day)
    return f"{name} {local:%H:%M}"


def zone_of(one: Subscription) -> ZoneInfo:
    return zone_called(one.slot.zone)


def panel(
    language: Language, zone: str, one: Subscription, now: datetime, mute: Mute | None, elsewhere: str = ""
) -> Node:
    """What is set, and when it comes next, or why it does not. elsewhere: the channel it goes to, seen from outside."""
    if mute is None:
        comes = phrase(language, "wish.next", when=next_time(language, one, now))
    else:
        comes = mutes.notice(language, mute)
    return paragraphs(cut(tidy(elsewhere), WORDS_UNITS), summary(language, zone, one), comes)


def panel_keyboard(language: Language, one: Subscription) -> InlineKeyboardMarkup | None:
    """What can be changed."""

    def button(key: Key, data: CallbackData) -> Button:
        return Button(say(language, key), encode(data))

    return keyboard(
        (
            (
                button("panel.time", ChooseValue(one.id, "time")),
                button("panel.days", ChooseValue(one.id, "days")),
                button("panel.zone", ChooseValue(one.id, "zone")),
            ),
            (
                button("panel.words", AskValue(one.id, "words")),
                button("panel.papers", AskValue(one.id, "papers")),
                button("panel.count", ChooseValue(one.id, "count")),
            ),
            (
                button("panel.loud" if one.silent else "panel.silent", Toggle(one.id, "silent")),
                button("panel.no_empty" if one.when_empty else "panel.empty", Toggle(one.id, "when_empty")),
            ),
            (
                button("panel.resume" if one.paused else "panel.pause", Toggle(one.id, "paused")),
                button("button.unsubscribe", AskToEnd(one.id)),
            ),
        )
    )


def choices(language: Language, one: Subscription, field: str) -> InlineKeyboardMarkup | None:
    """The values of *field* on buttons, the present one ticked."""

    def button(text: str, data: CallbackData, ticked: bool = False) -> Button:
        return Button(f"✓ {text}" if ticked else text, encode(data))

    made: list[Button]
    width, monthly = 4, one.slot.month_days
    if field == "time":
        made = [
            button(f"{at:%H:%M}", SetTime(one.id, at.hour * 60 + at.minute), one.slot.at == at)
            for at in TIMES
        ]
        made.append(button(say(language, "panel.write"), AskValue(one.id, "time")))
    elif field == "days":
        made = [
            button(_weekdays(language, some), SetDays(one.id, name), not monthly and one.slot.days == some)
            for name, some in NAMED_DAYS.items()
        ]
        made += [
            button(name, ToggleDay(one.id, day), not monthly and day in one.slot.days)
            for day, name in enumerate(_DAYS[language])
        ]
        made += [
            button(say(language, key), SetMonthDay(one.id, day), monthly == {day})
            for day, key in MONTH_DAYS.items()
        ]
    elif field == "zone":
        made = [
            button(name_zone(zone, language), SetZone(one.id, at), one.slot.zone == zone)
            for at, zone in enumerate(ZONES)
        ]
        made.append(button(say(language, "panel.write"), AskValue(one.id, "zone")))
        width = 2
    else:
        made = [button(str(count), SetCount(one.id, count), one.count == count) for count in COUNTS]
        width = 5
    rows = [tuple(made[start : start + width]) for start in range(0, len(made), width)]
    if field == "days":
        rows = [tuple(made[:3]), tuple(made[3:8]), tuple(made[8:10]), tuple(made[10:])]
    return keyboard((*rows, (button(say(language, "panel.back"), ShowPanel(one.id)),)))
