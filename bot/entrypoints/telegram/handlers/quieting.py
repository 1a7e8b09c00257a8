"""The quiet hours of a chat."""

from __future__ import annotations

from dataclasses import dataclass

from bot.digests.quiet_hours import read_quiet, why_none
from bot.digests.subscription_parser import asks_to_end
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.permissions import here, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.views import subscriptions


@dataclass(frozen=True, slots=True)
class Quieting:
    """zone: of those who name none."""

    memory: Memory
    zone: str

    @property
    def router(self) -> Router:
        """/quiet"""
        return Router({"quiet": self.quiet})

    async def quiet(self, turn: Turn) -> None:
        """Set, end or show when nothing is told at once."""
        place, chat = here(turn), turn.chat
        if turn.words:
            await require(turn, place.chat)
        known = await self.memory.chats.meet(
            chat.id, chat.type, chat.title or chat.first_name or "", turn.language
        )
        hours, said, ends = known.quiet, turn.words.strip(), asks_to_end(turn.words)
        if ends:
            hours = None
        elif said and (hours := read_quiet(turn.words)) is None:
            raise why_none(turn.words)
        if said:
            await self.memory.chats.hush(chat.id, hours)
        if hours is None:
            await turn.reply(turn.say("quiet.ended" if ends else "quiet.none"))
        else:
            await turn.reply(subscriptions.quiet(turn.language, hours, known.zone or self.zone))
