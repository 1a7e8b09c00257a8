"""The bot comes, goes and is blocked; groups move; whoever speaks is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.ext import filters

from bot.delivery.model import WHOLE_CHAT
from bot.digests.subscription import (
    Place,
)
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Listener, Router
from bot.entrypoints.telegram.scheduler import resting
from bot.errors import Refusal, StoreError
from bot.observability.logging import get_logger

log = get_logger(__name__)

MOVES_S = 2.0  # a group that becomes a supergroup joins it first, and is said to have moved within a moment


@dataclass(frozen=True, slots=True)
class Presence:
    """What a chat's comings and goings mean for what it is told. sleep: in seconds."""

    memory: Memory
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    @property
    def router(self) -> Router:
        """No commands: what Telegram tells of chats."""
        migrated = Listener("migrated", self.migrated, filters.StatusUpdate.MIGRATE)
        return Router({}, messages=(migrated,), membership=self.membership, seen=self.alive)

    async def alive(self, update: Update) -> None:
        """Whatever comes from a place is a sign of life; what is written while the database is away is not missed."""
        message = update.effective_message
        if update.my_chat_member is not None or update.guest_message is not None or message is None:
            return
        topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else 0
        try:
            await self.memory.mutes.alive(Place(message.chat.id, topic or 0))
        except StoreError as fault:
            log.debug("sign of life not kept", because=type(fault).__name__)

    async def membership(self, turn: Turn) -> None:
        """The bot was added, let back, removed or blocked."""
        change = turn.update.my_chat_member
        if change is None:
            return
        chat, new = change.chat, change.new_chat_member
        gone = new.status in (ChatMember.LEFT, ChatMember.BANNED) or (
            new.status == ChatMember.RESTRICTED and not getattr(new, "is_member", True)
        )
        if gone:
            why = Refusal.BLOCKED if chat.type == ChatType.PRIVATE else Refusal.KICKED
            await self.memory.mutes.mute(chat.id, WHOLE_CHAT, why)
            turn.note(muted=1)
            return
        back = await self.memory.mutes.lift(chat.id)
        turn.note(back=int(back))
        was_gone = change.old_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED)
        if not was_gone or chat.type == ChatType.PRIVATE:
            return
        known = await self.memory.chats.meet(chat.id, chat.type, chat.title or "", turn.language)
        if chat.type == ChatType.SUPERGROUP:
            with resting():  # that it has moved comes from the same sender, in the chat that it was
                await self.sleep(MOVES_S)
        if chat.type != ChatType.CHANNEL and await self.memory.chats.greet(chat.id):
            await turn.reply(phrase(known.language, "greeting.group"))

    async def migrated(self, turn: Turn) -> None:
        """The group became a supergroup: what is kept for it moves along."""
        message = turn.update.message
        if message is not None and message.migrate_to_chat_id is not None:
            await self.memory.chats.move(message.chat.id, message.migrate_to_chat_id)
