"""Setting a subscription by its panel.

Nothing but the data of a button is remembered between two presses. What has to be written is asked for in a message
that ends in a mark, `(#12 w)`, and read from the reply to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from telegram import ForceReply, Message
from telegram.ext import filters

from bot.digests.subscription import EVERY_DAY, Days, Filter, Slot, Subscription
from bot.digests.subscription_parser import Unclear, read_time, read_wish, read_words
from bot.digests.zones import read_zone
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, lines, paragraphs
from bot.entrypoints.telegram.buttons.subscriptions import (
    AskValue,
    ChooseValue,
    OpenPanel,
    SetCount,
    SetDays,
    SetMonthDay,
    SetTime,
    SetZone,
    ShowPanel,
    Toggle,
    ToggleDay,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.message_filters import Typed
from bot.entrypoints.telegram.outlets import with_known_outlets
from bot.entrypoints.telegram.panels import panel
from bot.entrypoints.telegram.permissions import chosen, existing, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import SAID, Button, Listener, Router
from bot.entrypoints.telegram.sender import send
from bot.entrypoints.telegram.views import subscriptions
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom
from bot.patterns import lazy_compile

_MARK = lazy_compile(r"\(#(\d{1,18}) ([wpzt])\)$")
Change = Toggle | SetTime | SetDays | SetMonthDay | ToggleDay | SetZone | SetCount
_QUESTIONS: dict[Literal["words", "papers", "zone", "time"], tuple[str, str]] = {
    "words": ("ask.words", "w"),
    "papers": ("ask.papers", "p"),
    "zone": ("ask.zone", "z"),
    "time": ("ask.time", "t"),
}  # what is said, and the letter of its mark


@dataclass(frozen=True, slots=True)
class SubscriptionPanel:
    """The panel of one subscription. zone: of those who name none."""

    newsroom: Newsroom
    memory: Memory
    zone: str

    @property
    def router(self) -> Router:
        """Its buttons, and what is written when it asks."""
        replied = SAID & Typed() & Asked()
        return Router(
            {},
            (
                Button(OpenPanel, self.open_panel),
                Button(ShowPanel, self.show_panel),
                Button(ChooseValue, self.choose),
                Button(AskValue, self.ask_value),
                Button(Toggle, self.change),
                Button(SetTime, self.change),
                Button(SetDays, self.change),
                Button(SetMonthDay, self.change),
                Button(ToggleDay, self.change),
                Button(SetZone, self.change),
                Button(SetCount, self.change),
            ),
            messages=(Listener("written", self.written, filters.UpdateType.MESSAGE & replied, replied),),
        )

    async def text(self, turn: Turn, one: Subscription) -> Node:
        """What is set, and when it comes next, or why it does not."""
        return await panel(self.memory, self.zone, turn, one)

    async def open_panel(self, turn: Turn, pressed: OpenPanel) -> None:
        """[설정] under a digest: the panel in a message of its own."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        await turn.answer()
        await turn.reply(await self.text(turn, one), subscriptions.panel_keyboard(turn.language, one))

    async def show_panel(self, turn: Turn, pressed: ShowPanel) -> None:
        """The panel in the place of the list, or of a field's values."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        await turn.show(await self.text(turn, one), subscriptions.panel_keyboard(turn.language, one))

    async def choose(self, turn: Turn, pressed: ChooseValue) -> None:
        """The values of a field."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        await turn.show(await self.text(turn, one), subscriptions.choices(turn.language, one, pressed.field))

    async def change(self, turn: Turn, pressed: Change) -> None:
        """A switch, or a value; the days stay open, since several are chosen."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        changed = _changed(one, pressed)
        if changed != one:
            await self._change(turn, changed)
        stays = isinstance(pressed, SetDays | SetMonthDay | ToggleDay)
        keys = (
            subscriptions.choices(turn.language, changed, "days")
            if stays
            else subscriptions.panel_keyboard(turn.language, changed)
        )
        await turn.show(await self.text(turn, changed), keys)

    async def _change(self, turn: Turn, one: Subscription) -> None:
        turn.note(subscription=one.id)
        if not await self.memory.subscriptions.change(one):
            raise ReaderError("subscription.gone")

    async def ask_value(self, turn: Turn, pressed: AskValue) -> None:
        """Ask for what no button has."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        key, letter = _QUESTIONS[pressed.field]
        await turn.answer()
        now = subscriptions.words(turn.language, one.wanted)
        if pressed.field == "papers":
            now = ", ".join(one.wanted.papers) or say(turn.language, "wish.every_paper")
        await self._ask(turn, turn.say(key, now=now), one, letter)

    async def _ask(self, turn: Turn, question: Node, one: Subscription, letter: str) -> None:
        asked = lines(question, f"(#{one.id} {letter})")
        await send(
            turn.bot, turn.spot(is_reply=False), asked, ForceReply(selective=False), silent=turn.silent
        )

    async def written(self, turn: Turn) -> None:
        """What was asked for, written as a reply."""
        found = _MARK.search(turn.asked)
        if found is None:
            raise ReaderError("button.unknown")
        one = await existing(self.memory.subscriptions, int(found[1]))
        await require(turn, one.place.chat)
        try:
            changed = _as_written(one, found[2], turn.said.text or "")
        except ReaderError as fault:  # asked again, since the answer to that is no search
            turn.note(said=fault.key)
            await self._ask(turn, turn.say(fault.key, **fault.values), one, found[2])
            return
        named, notes = await with_known_outlets(self.newsroom, turn, changed.wanted)
        changed = replace(changed, wanted=named)
        await self._change(turn, changed)
        said = paragraphs(await self.text(turn, changed), lines(*notes))
        await turn.reply(said, subscriptions.panel_keyboard(turn.language, changed))


def _changed(one: Subscription, pressed: Change) -> Subscription:
    """*one* as the button makes it. Raises: ReaderError for what no button of ours says."""
    if isinstance(pressed, Toggle):
        return _toggled(one, pressed.switch)
    if isinstance(pressed, SetTime):
        return replace(one, slot=one.slot._replace(at=time(*divmod(pressed.minute, 60))))
    if isinstance(pressed, SetDays):
        return _on_days(one, subscriptions.NAMED_DAYS[pressed.days])
    if isinstance(pressed, ToggleDay):
        some = (frozenset() if one.slot.month_days else one.slot.days) ^ {pressed.day}
        return _on_days(one, some or one.slot.days)  # the last day stays: no day at all is a pause
    if isinstance(pressed, SetMonthDay):
        return replace(one, slot=Slot(one.slot.at, EVERY_DAY, one.slot.zone, frozenset({pressed.day})))
    if isinstance(pressed, SetCount):
        return replace(one, count=pressed.count)
    if pressed.zone >= len(subscriptions.ZONES):
        raise ReaderError("button.unknown")
    return replace(one, slot=one.slot._replace(zone=subscriptions.ZONES[pressed.zone]))


def _toggled(one: Subscription, switch: str) -> Subscription:
    if switch == "silent":
        return replace(one, silent=not one.silent)
    if switch == "when_empty":
        return replace(one, when_empty=not one.when_empty)
    return replace(one, paused=not one.paused)


def _on_days(one: Subscription, some: Days) -> Subscription:
    return replace(one, slot=Slot(one.slot.at, some, one.slot.zone))


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
            raise ReaderError("subscribe.no_such_zone", zone=cut(tidy(text), subscriptions.LINE_UNITS))
        return replace(one, slot=one.slot._replace(zone=zone))
    none = ReaderError("panel.no_such_time", time=cut(tidy(text), subscriptions.LINE_UNITS))
    try:
        wish = read_wish(text)
    except Unclear:
        raise none from None
    if wish.also:
        raise ReaderError("subscribe.one_time")
    if read_time(text) is None and wish.wanted.include:
        raise none
    if wish.month_days or wish.days != EVERY_DAY:  # 매월 1일 9시
        return replace(one, slot=Slot(wish.at, wish.days, one.slot.zone, wish.month_days))
    return replace(one, slot=one.slot._replace(at=wish.at))
