"""/subscriptions: what a place has asked for, and what of it is not told at present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.delivery.model import WHOLE_CHAT, Button
from bot.digests.subscription import Place, Subscription
from bot.entrypoints.presentation.text import cut
from bot.entrypoints.presentation.tree import Node, lines, paragraphs
from bot.entrypoints.telegram.buttons.subscriptions import ShowPanel
from bot.entrypoints.telegram.callbacks import encode
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.panels import panel
from bot.entrypoints.telegram.permissions import here
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.views import mutes, subscriptions


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """zone: of those who name none."""

    memory: Memory
    zone: str

    @property
    def router(self) -> Router:
        """/subscriptions."""
        return Router({"subscriptions": self.listed})

    async def listed(self, turn: Turn) -> None:
        """/subscriptions: the panel of the only one, or a list to choose from."""
        place = here(turn)
        await self.memory.mutes.alive(place)  # it speaks to us, whatever was thought of it
        mine = await self.memory.subscriptions.of(place)
        if turn.private:
            mine += await self.memory.subscriptions.of_channels(place.chat)
        known = await self.memory.chats.get(place.chat)
        notes = [subscriptions.quiet_line(turn.language, None if known is None else known.quiet)]
        notes += await self._troubles(turn, place, mine)
        if not mine:
            await turn.reply(paragraphs(turn.say("digest.none"), *notes))
        elif len(mine) == 1:
            text = paragraphs(await panel(self.memory, self.zone, turn, mine[0]), *notes)
            await turn.reply(text, subscriptions.panel_keyboard(turn.language, mine[0]))
        else:
            rows = tuple([(Button(await self._line(turn, one), encode(ShowPanel(one.id))),) for one in mine])
            text = lines(turn.say("subscriptions.list", count=len(mine)), *notes)
            await turn.reply(text, keyboard(rows))

    async def _troubles(self, turn: Turn, place: Place, mine: Sequence[Subscription]) -> list[Node]:
        """What is muted of *mine*, where they are several, and of the other topics of this chat; one line each."""
        found = {
            mute
            for chat in {place.chat, *(one.place.chat for one in mine)}
            for mute in await self.memory.mutes.of(chat)
            if mute.topic not in (WHOLE_CHAT, place.topic) or len(mine) > 1
        }
        lines = []
        for mute in sorted(found, key=lambda one: (one.since, one.chat, one.topic)):
            chat_there = await self.memory.chats.get(mute.chat)
            lines.append(mutes.row(turn.language, mute, chat_there.title if chat_there else ""))
        return lines

    async def _line(self, turn: Turn, one: Subscription) -> str:
        """One of the list; a channel's with its name."""
        paused = "⏸ " if one.paused else ""
        if one.place.chat == here(turn).chat:
            return paused + subscriptions.short(turn.language, one)
        chat = await self.memory.chats.get(one.place.chat)
        return paused + cut(
            f"{chat.title if chat else ''}: {subscriptions.short(turn.language, one)}",
            subscriptions.LINE_UNITS,
        )
