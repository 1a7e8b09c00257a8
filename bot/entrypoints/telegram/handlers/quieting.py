"""The quiet hours of a chat."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.digests.quiet import Quiet
from bot.digests.quiet_hours import ends_quiet, read_days_to_end, read_quiet, read_wish_for_quiet, why_none
from bot.digests.subscription import Chat
from bot.digests.subscription_parser import asks_to_end
from bot.entrypoints.telegram.context import Turn, said_words
from bot.entrypoints.telegram.message_filters import SpokenTo, Typed
from bot.entrypoints.telegram.permissions import here, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import SAID, Listener, Router
from bot.entrypoints.telegram.views import subscriptions
from bot.errors import ReaderError


@dataclass(frozen=True, slots=True)
class Quieting:
    """zone: of those who name none."""

    memory: Memory
    zone: str

    @property
    def router(self) -> Router:
        """/quiet, and the same without a command."""
        spoken = filters.ChatType.PRIVATE | SpokenTo()
        said = filters.UpdateType.MESSAGE & SAID & spoken & Typed() & WantsQuiet()
        return Router({"quiet": self.quiet}, messages=(Listener("quiet", self.quiet, said),))

    async def quiet(self, turn: Turn) -> None:
        """Set, end or show when nothing is told at once."""
        place, chat = here(turn), turn.chat
        if turn.words:
            await require(turn, place.chat)
        known = await self.memory.chats.meet(
            chat.id, chat.type, chat.title or chat.first_name or "", turn.language
        )
        said = turn.words.strip()
        hours = _hours(said, known) if said else known.quiet
        if said:
            await self.memory.chats.hush(chat.id, hours)
        if hours is not None:
            await turn.reply(subscriptions.quiet(turn.language, hours, known.zone or self.zone))
        else:
            await turn.reply(turn.say("quiet.ended" if said else "quiet.none"))


def _hours(said: str, known: Chat) -> Quiet | None:
    """When it is quiet from now on; None for never. Raises: ReaderError where *said* is nothing of that kind."""
    if asks_to_end(said):
        return None
    if (days := read_days_to_end(said)) is not None:
        return known.quiet.without(days) if known.quiet is not None else None
    if (hours := read_quiet(said)) is None:
        raise why_none(said)
    return hours.beside(known.quiet)


class WantsQuiet(filters.MessageFilter):
    """Words that say when it shall be quiet; no answer to anything but the bot."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        said = said_words(message, message.get_bot().username)
        try:
            return read_wish_for_quiet(said) is not None or ends_quiet(said)
        except ReaderError:
            return True  # 25시부터 조용히, which is told
