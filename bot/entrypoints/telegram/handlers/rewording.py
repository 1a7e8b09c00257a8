"""Changing a subscription by saying so: 시간 9시로 바꿔줘, 파업 빼줘, pause my digest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.answers.follow_up import LAST, nth_asked
from bot.delivery.model import Button as Key
from bot.digests.edit_parser import Edit, applied, names_words, read_edit
from bot.digests.subscription import Subscription, with_words, words_of
from bot.entrypoints.presentation.tree import paragraphs
from bot.entrypoints.telegram.buttons.subscriptions import ChangeSo, OfSubscription
from bot.entrypoints.telegram.callbacks import decode, encode
from bot.entrypoints.telegram.context import Turn, said_words
from bot.entrypoints.telegram.message_filters import SpokenTo, Typed
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.paging import SavedWords
from bot.entrypoints.telegram.panels import panel
from bot.entrypoints.telegram.permissions import chosen, here, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import SAID, Button, Handler, Listener, Router
from bot.entrypoints.telegram.views import subscriptions
from bot.errors import ReaderError
from bot.korean.particles import stem

ALL = "전부"  # as it may stand behind /unsubscribe


@dataclass(frozen=True, slots=True)
class Rewording:
    """zone: of those who name none.

    listed, watches: show what a place has. end: asks which subscription is to end; end_one: whether that one is.
    otherwise: takes all other words.
    """

    memory: Memory
    saved: SavedWords
    zone: str
    listed: Handler
    watches: Handler
    end: Handler
    end_one: Callable[[Turn, Subscription], Awaitable[None]]
    otherwise: Handler

    @property
    def router(self) -> Router:
        """Words without a command that may be about a subscription."""
        spoken = filters.ChatType.PRIVATE | SpokenTo()
        said = filters.UpdateType.MESSAGE & SAID & spoken & Typed() & Rewords()
        return Router({}, (Button(ChangeSo, self.chosen),), messages=(Listener("reword", self.reword, said),))

    async def reword(self, turn: Turn) -> None:
        """Do what is said to the only subscription that may be meant; of several, show them to choose from."""
        edit, replied = read_edit(turn.words), _replied(turn.said)
        if edit is None or replied is None:  # which the filter saw
            await self.otherwise(turn)
            return
        mine = await self.memory.subscriptions.of(here(turn))
        mine = [one for one in mine if one.id in replied] or mine
        unsure = False  # 버스 말고 다른 구독, 버스랑 나룻배 구독
        if edit.which:
            called = _called(edit.which, mine)
            unsure = not called and bool(with_words(mine, edit.which))
            if not called and not unsure:
                await self.otherwise(turn)
                return
            mine = called or mine
        meant = [one for one in mine if not edit.less or names_words(edit, one.wanted)]
        meant = meant or (mine if edit.is_named else [])
        if not meant and not edit.is_named:
            watches = await self.memory.subscriptions.of(here(turn), "watch")
            watched = any(names_words(edit, one.wanted) for one in watches)
            await (self._show(turn, self.watches) if watched else self.otherwise(turn))
            return
        turn.note(act=edit.act)
        if edit.act in {"watches", "unwatch"}:
            await self._show(turn, self.watches)
        elif edit.act == "end" and len(mine) == 1 and not unsure and (edit.which or replied):
            await require(turn, mine[0].place.chat)
            await self.end_one(turn, mine[0])
        elif edit.act == "end":
            await self._show(turn, self.end, ALL if edit.of_all else "" if unsure else _words(edit, mine))
        elif edit.act == "list" or not meant:
            await self._show(turn, self.listed)
        elif len(meant) > 1 or unsure:
            await self._ask_which(turn, meant)
        else:
            await require(turn, meant[0].place.chat)
            await self._change(turn, meant[0], edit)

    async def _show(self, turn: Turn, handler: Handler, words: str = "") -> None:
        """As its command with *words* does."""
        turn.words = words
        await handler(turn)

    async def _ask_which(self, turn: Turn, some: Sequence[Subscription]) -> None:
        """A press on one of *some* does what was said."""
        number = await self.saved.save(turn, turn.words)
        if number is None:  # then they are opened, and it is said in reply
            await self._show(turn, self.listed)
            return
        rows = [
            (Key(subscriptions.short(turn.language, one), encode(ChangeSo(one.id, number))),) for one in some
        ]
        await turn.reply(turn.say("subscription.which"), keyboard(tuple(rows)))

    async def chosen(self, turn: Turn, pressed: ChangeSo) -> None:
        """What was said is done to the one that was chosen."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        edit = read_edit(await self.saved.load(pressed.query))
        if edit is None:
            raise ReaderError("button.unknown")
        turn.note(act=edit.act)
        await self._change(turn, one, edit)

    async def _change(self, turn: Turn, one: Subscription, edit: Edit) -> None:
        changed = applied(edit, one)
        if changed is None:
            await turn.answer()
            await self._show(turn, self.end)
            return
        said = [await panel(self.memory, self.zone, turn, changed)]
        if changed != one:
            turn.note(subscription=one.id)
            if not await self.memory.subscriptions.change(changed):
                raise ReaderError("subscription.gone")
            said.insert(0, turn.say("subscription.changed"))
        if edit.span:
            said.insert(1, turn.say("subscription.no_span", span=edit.span))
        await turn.show(paragraphs(*said), subscriptions.panel_keyboard(turn.language, changed))


def _called(which: str, mine: Sequence[Subscription]) -> list[Subscription]:
    """Those of *mine* that *which* names, and nothing beside: 2번, 쿠팡, 쿠팡의."""
    number = nth_asked(which)
    if number is None:
        bare = " ".join(map(stem, which.split()))
        known = [(one, (*one.wanted.include, *one.wanted.papers)) for one in mine]
        return [one for one, words in known if words_of(words, which) or words_of(words, bare)]
    return list(mine[-1:] if number == LAST else mine[number - 1 : number])


def _words(edit: Edit, mine: Sequence[Subscription]) -> str:
    """By which /unsubscribe knows the ones that *edit* names."""
    return " ".join((*mine[0].wanted.include, *mine[0].wanted.papers)) if edit.which else ""


class Rewords(filters.MessageFilter):
    """Words that may be about a subscription; whether there is one, `reword` sees."""

    def filter(self, message: Message) -> bool:
        """See the class. A reply is one only to what is about a subscription."""
        try:
            is_edit = read_edit(said_words(message, message.get_bot().username)) is not None
        except ReaderError:
            is_edit = True  # 25시로 바꿔줘, which is told
        return is_edit and _replied(message) is not None


def _replied(message: Message) -> frozenset[int] | None:
    """The subscriptions under the message that is replied to, all of them without a reply; None under any other."""
    reply = message.reply_to_message
    if reply is None or reply.forum_topic_created is not None:
        return frozenset()
    keys = reply.reply_markup.inline_keyboard if reply.reply_markup else ()
    found = set[int]()
    for wire in [key.callback_data for row in keys for key in row if isinstance(key.callback_data, str)]:
        with suppress(ReaderError):  # of an earlier version
            if isinstance(data := decode(wire), OfSubscription):
                found.add(data.subscription)
    return frozenset(found) or None
