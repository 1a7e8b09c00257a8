"""Changing a subscription by saying so: 시간 9시로 바꿔줘, 파업 빼줘, pause my digest."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.digests.edit_parser import Edit, applied, names_words, read_edit
from bot.digests.subscription import Subscription
from bot.entrypoints.presentation.tree import paragraphs
from bot.entrypoints.telegram.buttons.subscriptions import OfSubscription
from bot.entrypoints.telegram.callbacks import decode
from bot.entrypoints.telegram.context import Turn, said_words
from bot.entrypoints.telegram.message_filters import SpokenTo, Typed
from bot.entrypoints.telegram.panels import panel
from bot.entrypoints.telegram.permissions import here, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import SAID, Handler, Listener, Router
from bot.entrypoints.telegram.views import subscriptions
from bot.errors import ReaderError


@dataclass(frozen=True, slots=True)
class Rewording:
    """zone: of those who name none.

    listed, watches: show what a place has. end: asks which subscription is to end. otherwise: takes all other words.
    """

    memory: Memory
    zone: str
    listed: Handler
    watches: Handler
    end: Handler
    otherwise: Handler

    @property
    def router(self) -> Router:
        """Words without a command that may be about a subscription."""
        spoken = filters.ChatType.PRIVATE | SpokenTo()
        said = filters.UpdateType.MESSAGE & SAID & spoken & Typed() & Rewords()
        return Router({}, messages=(Listener("reword", self.reword, said),))

    async def reword(self, turn: Turn) -> None:
        """Do what is said to the only subscription that may be meant; of several, show them to choose from."""
        edit, replied = read_edit(turn.words), _replied(turn.said)
        if edit is None or replied is None:  # which the filter saw
            await self.otherwise(turn)
            return
        mine = await self.memory.subscriptions.of(here(turn))
        mine = [one for one in mine if one.id in replied] or mine
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
        elif edit.act == "end":
            await self._show(turn, self.end)
        elif edit.act == "list" or len(meant) != 1:
            await self._show(turn, self.listed)
        else:
            await self._change(turn, meant[0], edit)

    async def _show(self, turn: Turn, handler: Handler) -> None:
        """As its command alone does."""
        turn.words = ""
        await handler(turn)

    async def _change(self, turn: Turn, one: Subscription, edit: Edit) -> None:
        await require(turn, one.place.chat)
        changed = applied(edit, one)
        if changed is None:
            await self._show(turn, self.end)
            return
        said = [await panel(self.memory, self.zone, turn, changed)]
        if changed != one:
            turn.note(subscription=one.id)
            if not await self.memory.subscriptions.change(changed):
                raise ReaderError("subscription.gone")
            said.insert(0, turn.say("subscription.changed"))
        await turn.reply(paragraphs(*said), subscriptions.panel_keyboard(turn.language, changed))


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
