"""A subscription as people see it: summed up, chosen by its button, set by its panel.

Nothing but the data of a button is remembered between two presses. What has to be written is asked for in a message
that ends in a mark, `(#12 w)`, and read from the reply to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from telegram import ForceReply, InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.delivery.model import Button
from bot.digests.subscription import (
    EVERY_DAY,
    MOST_STORIES,
    WEEKDAYS,
    WEEKEND,
    Days,
    Filter,
    Slot,
    Subscription,
    next_due,
)
from bot.digests.subscription_parser import Wish, read_time, read_wish, read_words, write_wish
from bot.digests.zones import read_zone, write_zone
from bot.entrypoints.telegram.callbacks import (
    AskToEnd,
    AskValue,
    CallbackData,
    ChooseValue,
    OfSubscription,
    OpenPanel,
    SetCount,
    SetDays,
    SetTime,
    SetZone,
    ShowPanel,
    Toggle,
    ToggleDay,
    encode,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import cut, tidy
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.permissions import require
from bot.entrypoints.telegram.sender import send
from bot.entrypoints.telegram.views import mutes
from bot.entrypoints.telegram.views.digests import day_name
from bot.errors import ReaderError
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
COUNTS = (5, 10, 15, 20, MOST_STORIES)
WORDS_UNITS, LINE_UNITS = 120, 40
_MARK = re.compile(r"\(#(\d{1,18}) ([wpzt])\)$")
_DAYS: dict[Language, Sequence[str]] = {
    "ko": "월화수목금토일",
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_NAMED_DAYS: dict[Literal["every_day", "weekdays", "weekend"], Days] = {
    "every_day": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "weekend": WEEKEND,
}
Change = Toggle | SetTime | SetDays | ToggleDay | SetZone | SetCount
_QUESTIONS: dict[Literal["words", "papers", "zone", "time"], tuple[str, str]] = {
    "words": ("ask.words", "w"),
    "papers": ("ask.papers", "p"),
    "zone": ("ask.zone", "z"),
    "time": ("ask.time", "t"),
}  # what is said, and the letter of its mark


# --- as text ---


def summary(turn: Turn, one: Subscription) -> str:
    """What, when and how, in a few lines of HTML."""
    on, off = say(turn.language, "wish.on"), say(turn.language, "wish.off")
    lines = [f"<b>{days(turn.language, one.slot.days)} {one.slot.at:%H:%M}</b>"]
    if one.slot.zone != turn.desk.zone:
        lines[0] += f" ({write_zone(one.slot.zone)})"
    if one.paused:
        lines[0] += " · " + say(turn.language, "wish.paused")
    lines.append(turn.say("wish.words", words=words(turn, one.wanted)))
    if one.wanted.papers:
        lines.append(turn.say("wish.papers", papers=cut(", ".join(one.wanted.papers), WORDS_UNITS)))
    lines.append(turn.say("wish.count", count=one.count))
    switches = {"silent": on if one.silent else off, "empty": on if one.when_empty else off}
    lines.append(turn.say("wish.switches", **switches))
    return "\n".join(lines)


def short(turn: Turn, one: Subscription, limit: int = LINE_UNITS) -> str:
    """One line of plain text, for a button."""
    when = f"{days(turn.language, one.slot.days)} {one.slot.at:%H:%M}"
    return cut(f"{when} · {words(turn, one.wanted, limit)}", limit)


def words(turn: Turn, wanted: Filter, limit: int = WORDS_UNITS) -> str:
    """The words in plain text: 네이버, 소버린AI, −스포츠; "all articles" without any."""
    said = [*wanted.include, *(f"−{word}" for word in wanted.exclude)]
    if not wanted.include:
        said.insert(0, say(turn.language, "wish.everything"))
    return cut(tidy((" + " if wanted.every else ", ").join(said)), limit)


def days(language: Language, some: Days) -> str:
    """매일, 평일, 주말, 월·수·금."""
    named = {EVERY_DAY: "wish.every_day", WEEKDAYS: "wish.weekdays", WEEKEND: "wish.weekend"}
    if some in named:
        return say(language, named[some])
    return "·".join(_DAYS[language][day] for day in sorted(some))


def as_typed(turn: Turn, one: Subscription) -> str:
    """The command that would make it again."""
    zone = one.slot.zone if one.slot.zone != turn.desk.zone else None
    return "/subscribe " + write_wish(Wish(one.slot.at, one.slot.days, zone, one.wanted), turn.language)


def next_time(turn: Turn, one: Subscription, now: datetime) -> str:
    """When the next digest comes, as people say it: 내일 08:00."""
    due = next_due(one.slot, now)
    if due is None or one.paused:
        return say(turn.language, "wish.never")
    local, today = due.astimezone(zone_of(one)), now.astimezone(zone_of(one)).date()
    named = {today: "wish.today", today + timedelta(days=1): "wish.tomorrow"}
    day = local.date()
    name = say(turn.language, named[day]) if day in named else day_name(turn.language, day)
    return f"{name} {local:%H:%M}"


def zone_of(one: Subscription) -> ZoneInfo:
    return ZoneInfo(one.slot.zone)


# --- by its button ---


async def chosen(turn: Turn, pressed: OfSubscription, *, to_change: bool = True) -> Subscription:
    """The subscription of the pressed button, which who pressed may change.

    Raises: ReaderError when it is gone, or not theirs.
    """
    one = await _get(turn, pressed.subscription)
    if to_change:
        await require(turn, one.place.chat)
    elif turn.update.effective_chat is None or turn.update.effective_chat.id != one.place.chat:
        await require(turn, one.place.chat)  # a channel's, seen from its administrator's private chat
    return one


async def _get(turn: Turn, id: int) -> Subscription:
    assert turn.desk.memory is not None
    one = await turn.desk.memory.subscriptions.get(id)
    if one is None:
        raise ReaderError("subscription.gone")
    return one


# --- the panel ---


async def panel_text(turn: Turn, one: Subscription) -> str:
    """What is set, and when it comes next, or why it does not."""
    assert turn.desk.memory is not None
    mute = mutes.of(one.place, await turn.desk.memory.mutes.of(one.place.chat))
    if mute is None:
        comes = turn.say("wish.next", when=next_time(turn, one, turn.now))
    else:
        comes = mutes.notice(turn.language, mute)
    return "\n\n".join([summary(turn, one), comes])


def panel_keyboard(turn: Turn, one: Subscription) -> InlineKeyboardMarkup | None:
    """What can be changed."""

    def button(key: Key, data: CallbackData) -> Button:
        return Button(say(turn.language, key), encode(data))

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


async def open_panel(turn: Turn, pressed: OpenPanel) -> None:
    """[설정] under a digest: the panel in a message of its own."""
    one = await chosen(turn, pressed)
    await turn.answer()
    await turn.reply(await panel_text(turn, one), panel_keyboard(turn, one))


async def show_panel(turn: Turn, pressed: ShowPanel) -> None:
    """The panel in the place of the list, or of a field's values."""
    one = await chosen(turn, pressed)
    await turn.show(await panel_text(turn, one), panel_keyboard(turn, one))


async def choose(turn: Turn, pressed: ChooseValue) -> None:
    """The values of a field."""
    one = await chosen(turn, pressed)
    await turn.show(await panel_text(turn, one), _choices(turn, one, pressed.field))


async def change(turn: Turn, pressed: Change) -> None:
    """A switch, or a value; the days stay open, since several are chosen."""
    one = await chosen(turn, pressed)
    changed = _changed(one, pressed)
    if changed != one:
        await _change(turn, changed)
    stays = isinstance(pressed, SetDays | ToggleDay)
    keys = _choices(turn, changed, "days") if stays else panel_keyboard(turn, changed)
    await turn.show(await panel_text(turn, changed), keys)


async def _change(turn: Turn, one: Subscription) -> None:
    assert turn.desk.memory is not None
    turn.note(subscription=one.id)
    if not await turn.desk.memory.subscriptions.change(one):
        raise ReaderError("subscription.gone")


def _changed(one: Subscription, pressed: Change) -> Subscription:
    """*one* as the button makes it. Raises: ReaderError for what no button of ours says."""
    if isinstance(pressed, Toggle):
        return _toggled(one, pressed.switch)
    if isinstance(pressed, SetTime):
        return replace(one, slot=one.slot._replace(at=time(*divmod(pressed.minute, 60))))
    if isinstance(pressed, SetDays):
        return _on_days(one, _NAMED_DAYS[pressed.days])
    if isinstance(pressed, ToggleDay):
        some = one.slot.days ^ {pressed.day}
        return _on_days(one, some or one.slot.days)  # the last day stays: no day at all is a pause
    if isinstance(pressed, SetCount):
        return replace(one, count=pressed.count)
    if pressed.zone >= len(ZONES):
        raise ReaderError("button.unknown")
    return replace(one, slot=one.slot._replace(zone=ZONES[pressed.zone]))


def _toggled(one: Subscription, switch: str) -> Subscription:
    if switch == "silent":
        return replace(one, silent=not one.silent)
    if switch == "when_empty":
        return replace(one, when_empty=not one.when_empty)
    return replace(one, paused=not one.paused)


def _on_days(one: Subscription, some: Days) -> Subscription:
    return replace(one, slot=Slot(one.slot.at, some, one.slot.zone))


def _choices(turn: Turn, one: Subscription, field: str) -> InlineKeyboardMarkup | None:
    """The values of *field* on buttons, the present one ticked."""

    def button(text: str, data: CallbackData, ticked: bool = False) -> Button:
        return Button(f"✓ {text}" if ticked else text, encode(data))

    made: list[Button]
    width = 4
    if field == "time":
        made = [
            button(f"{at:%H:%M}", SetTime(one.id, at.hour * 60 + at.minute), one.slot.at == at)
            for at in TIMES
        ]
        made.append(button(say(turn.language, "panel.write"), AskValue(one.id, "time")))
    elif field == "days":
        made = [
            button(days(turn.language, some), SetDays(one.id, name), one.slot.days == some)
            for name, some in _NAMED_DAYS.items()
        ]
        made += [
            button(name, ToggleDay(one.id, day), day in one.slot.days)
            for day, name in enumerate(_DAYS[turn.language])
        ]
    elif field == "zone":
        made = [button(zone, SetZone(one.id, at), one.slot.zone == zone) for at, zone in enumerate(ZONES)]
        made.append(button(say(turn.language, "panel.write"), AskValue(one.id, "zone")))
        width = 2
    else:
        made = [button(str(count), SetCount(one.id, count), one.count == count) for count in COUNTS]
        width = 5
    rows = [tuple(made[start : start + width]) for start in range(0, len(made), width)]
    if field == "days":
        rows = [tuple(made[:3]), tuple(made[3:8]), tuple(made[8:])]
    return keyboard((*rows, (button(say(turn.language, "panel.back"), ShowPanel(one.id)),)))


# --- in writing ---


async def ask_value(turn: Turn, pressed: AskValue) -> None:
    """Ask for what no button has."""
    one = await chosen(turn, pressed)
    key, letter = _QUESTIONS[pressed.field]
    await turn.answer()
    now = words(turn, one.wanted) if pressed.field == "words" else ", ".join(one.wanted.papers)
    text = turn.say(key, now=now or say(turn.language, "wish.everything")) + f"\n(#{one.id} {letter})"
    chat = turn.update.effective_chat
    assert chat is not None
    message = turn.message
    thread = message.message_thread_id if message is not None and message.is_topic_message else None
    await send(turn.bot, chat.id, text, ForceReply(selective=False), thread_id=thread)


class Asked(filters.MessageFilter):
    """A reply to a message in which we asked for something."""

    def filter(self, message: Message) -> bool:
        """Whether it is one; whose, `written` sees."""
        reply = message.reply_to_message
        return (
            reply is not None
            and reply.from_user is not None
            and reply.from_user.id == message.get_bot().id
            and _MARK.search(reply.text or "") is not None
        )


async def written(turn: Turn) -> None:
    """What was asked for, written as a reply."""
    message = turn.message
    assert message is not None
    assert message.reply_to_message is not None
    found = _MARK.search(message.reply_to_message.text or "")
    assert found is not None
    one = await _get(turn, int(found[1]))
    await require(turn, one.place.chat)
    changed = _as_written(one, found[2], message.text or "")
    await _change(turn, changed)
    await turn.reply(await panel_text(turn, changed), panel_keyboard(turn, changed))


def _as_written(one: Subscription, field: str, text: str) -> Subscription:
    text = text.strip()
    nothing = text in ("-", "−", "–")
    if field == "w":
        wanted = Filter() if nothing else read_words(text.replace(",", " "))
        return replace(one, wanted=replace(wanted, papers=one.wanted.papers))
    if field == "p":
        papers = () if nothing else read_words(text.replace(" ", "").replace(",", " ")).include
        return replace(one, wanted=replace(one.wanted, papers=papers))
    if field == "z":
        zone = read_zone(text)
        if zone is None:
            raise ReaderError("subscribe.no_such_zone", zone=cut(tidy(text), LINE_UNITS))
        return replace(one, slot=one.slot._replace(zone=zone))
    wish = read_wish(text)
    if wish.also:
        raise ReaderError("subscribe.one_time")
    if read_time(text) is None and wish.wanted.include:
        raise ReaderError("subscribe.no_such_time", time=cut(tidy(text), LINE_UNITS))
    return replace(one, slot=one.slot._replace(at=wish.at))
