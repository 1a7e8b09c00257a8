"""What editors are told of feeds, once each: in private, in the language they talk with the bot in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.sender import Spot, send
from bot.entrypoints.telegram.views import feeds as views
from bot.errors import Refusal, StoreError
from bot.feeds.health import Notice
from bot.ingest.feed_ports import Subscribed
from bot.observability.logging import get_logger

log = get_logger(__name__)

PASSING = (Refusal.FLOOD, Refusal.NOT_RECEIVED, Refusal.IN_DOUBT)  # later it may be heard


@dataclass(frozen=True, slots=True)
class FeedNotices:
    """bot: introduced. memory: knows the chats."""

    bot: ExtBot[Any]
    office: Office
    memory: Memory

    async def tell(self, feed: Subscribed, notice: Notice) -> bool:
        """To owners and editors who have talked with the bot; False where none could be reached just now."""
        told = passing = False
        for person in sorted(self.office.owners | set(self.office.editors)):
            try:
                chat = await self.memory.chats.get(person)
            except StoreError:
                chat = None
            said = views.notice(chat.language if chat is not None else "ko", feed, notice)
            try:
                await send(self.bot, Spot(person), said)
                told = True
            except TelegramError as refusal:  # who has never talked with the bot cannot be told
                passing |= refusals.kind(refusal) in PASSING
                log.info("not told of a feed", person=person, because=refusals.reason(refusal))
        return told or not passing
