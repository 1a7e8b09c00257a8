"""A subscription as people see it: summed up, chosen by its button, set by its panel.

Buttons carry `<prefix>:<subscription>:<field>:<value>`; nothing else is remembered between two presses. What has
to be written is asked for in a message that ends in a mark, `(#12 w)`, and read from the reply to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
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
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import cut, tidy
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.permissions import require
from bot.entrypoints.telegram.sender import send
from bot.entrypoints.telegram.views import mutes
from bot.entrypoints.telegram.views.digests import day_name
from bot.errors import ReaderError
from bot.i18n import Language, say

PANEL = "e"  # prefix of callback data: e:<subscription>[:<field>[:<value>]]
TIMES = (
    "06:00",
    "06:30",
    "07:00",
    "07:30",
    "08:00",
    "08:30",
    "09:00",
    "12:00",
    "18:00",
    "19:00",
    "20:00",
    "22:00",
)
ZONES = (
    "Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Asia/Singapore", "Australia/Sydney", "Europe/London",
    "Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC",
)  # fmt: skip
COUNTS = (5, 10, 15, 20, MOST_STORIES)
WORDS_UNITS, LINE_UNITS = 120, 40
_NUMBER = re.compile(r"[0-9]{1,19}")
_WEEKDAY = re.compile(r"t[0-6]")
_MARK = re.compile(r"\(#(\d{1,18}) ([wpzt])\)$")
_DAYS: dict[Language, Sequence[str]] = {
    "ko": "월화수목금토일",
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_LARGEST = 2**63 - 1  # a database's whole number


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


def numbers(turn: Turn, count: int) -> list[int]:
    """The first *count* arguments of the button. Raises: ReaderError for what no button of ours says."""
    args = turn.args[:count]
    if len(args) < count or not all(_NUMBER.fullmatch(arg) and int(arg) <= _LARGEST for arg in args):
        raise ReaderError("button.unknown")
    return [int(arg) for arg in args]


async def chosen(turn: Turn, *, to_change: bool = True) -> Subscription:
    """The subscription of the pressed button, which who pressed may change.

    Raises: ReaderError when it is gone, or not theirs.
    """
    (id,) = numbers(turn, 1)
    one = await _get(turn, id)
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

    def button(key: str, field: str) -> Button:
        return Button(say(turn.language, key), f"{PANEL}:{one.id}:{field}")

    return keyboard(
        (
            (button("panel.time", "t"), button("panel.days", "d"), button("panel.zone", "z")),
            (button("panel.words", "w"), button("panel.papers", "p"), button("panel.count", "n")),
            (
                button("panel.loud" if one.silent else "panel.silent", "s"),
                button("panel.no_empty" if one.when_empty else "panel.empty", "m"),
            ),
            (
                button("panel.resume" if one.paused else "panel.pause", "x"),
                Button(say(turn.language, "button.unsubscribe"), f"dx:{one.id}"),
            ),
        )
    )


async def open_panel(turn: Turn) -> None:
    """[설정] under a digest: the panel in a message of its own."""
    one = await chosen(turn)
    await turn.answer()
    await turn.reply(await panel_text(turn, one), panel_keyboard(turn, one))


async def panel(turn: Turn) -> None:
    """A press on the panel, or on what a press opened."""
    one = await chosen(turn)
    field, value = [*turn.args[1:3], "", ""][:2]
    if field in _CHOICES and not value:
        await turn.show(await panel_text(turn, one), _choices(turn, one, field))
    elif field in ("w", "p") or value == "?":
        await _ask(turn, one, field)
    else:
        changed = _changed(one, field, value)
        if changed != one:
            await _change(turn, changed)
        stays = field == "d"
        keys = _choices(turn, changed, field) if stays else panel_keyboard(turn, changed)
        await turn.show(await panel_text(turn, changed), keys)


async def _change(turn: Turn, one: Subscription) -> None:
    assert turn.desk.memory is not None
    turn.note(subscription=one.id)
    if not await turn.desk.memory.subscriptions.change(one):
        raise ReaderError("subscription.gone")


def _changed(one: Subscription, field: str, value: str) -> Subscription:
    """*one* as the button makes it. Raises: ReaderError for what no button of ours says."""
    switches = {"s": "silent", "m": "when_empty", "x": "paused"}
    if field in switches and not value:
        return replace(one, **{switches[field]: not getattr(one, switches[field])})  # type: ignore[arg-type]
    if not field:
        return one
    if field == "t" and (at := read_time(f"{value[:2]}:{value[2:]}")) is not None:
        return replace(one, slot=one.slot._replace(at=at))
    if field == "d" and value in ("all", "5", "2"):
        return _on_days(one, {"all": EVERY_DAY, "5": WEEKDAYS, "2": WEEKEND}[value])
    if field == "d" and _WEEKDAY.fullmatch(value):
        some = one.slot.days ^ {int(value[1])}
        return _on_days(one, some or one.slot.days)  # the last day stays: no day at all is a pause
    if field == "z" and value.isdigit() and int(value) < len(ZONES):
        return replace(one, slot=one.slot._replace(zone=ZONES[int(value)]))
    if field == "n" and value.isdigit() and 0 < int(value) <= MOST_STORIES:
        return replace(one, count=int(value))
    raise ReaderError("button.unknown")


def _on_days(one: Subscription, some: Days) -> Subscription:
    return replace(one, slot=Slot(one.slot.at, some, one.slot.zone))


_CHOICES = ("t", "d", "z", "n")  # fields with a choice of values on buttons


def _choices(turn: Turn, one: Subscription, field: str) -> InlineKeyboardMarkup | None:
    """The values of *field* on buttons, the present one ticked."""

    def button(text: str, value: str, ticked: bool = False) -> Button:
        return Button(f"✓ {text}" if ticked else text, f"{PANEL}:{one.id}:{field}:{value}")

    made: list[Button]
    width = 4
    if field == "t":
        made = [button(at, at.replace(":", ""), f"{one.slot.at:%H:%M}" == at) for at in TIMES]
        made.append(button(say(turn.language, "panel.write"), "?"))
    elif field == "d":
        named = {"all": EVERY_DAY, "5": WEEKDAYS, "2": WEEKEND}
        made = [button(days(turn.language, some), key, one.slot.days == some) for key, some in named.items()]
        made += [
            button(name, f"t{day}", day in one.slot.days) for day, name in enumerate(_DAYS[turn.language])
        ]
        width = 5
    elif field == "z":
        made = [button(zone, str(at), one.slot.zone == zone) for at, zone in enumerate(ZONES)]
        made.append(button(say(turn.language, "panel.write"), "?"))
        width = 2
    else:
        made = [button(str(count), str(count), one.count == count) for count in COUNTS]
        width = 5
    rows = [tuple(made[start : start + width]) for start in range(0, len(made), width)]
    if field == "d":
        rows = [tuple(made[:3]), tuple(made[3:8]), tuple(made[8:])]
    return keyboard((*rows, (Button(say(turn.language, "panel.back"), f"{PANEL}:{one.id}"),)))


# --- in writing ---


async def _ask(turn: Turn, one: Subscription, field: str) -> None:
    """Ask for what no button has."""
    key = {"w": "ask.words", "p": "ask.papers", "z": "ask.zone", "t": "ask.time"}.get(field)
    if key is None:
        raise ReaderError("button.unknown")
    await turn.answer()
    now = words(turn, one.wanted) if field == "w" else ", ".join(one.wanted.papers)
    text = turn.say(key, now=now or say(turn.language, "wish.everything")) + f"\n(#{one.id} {field})"
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
