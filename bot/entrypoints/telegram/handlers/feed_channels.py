"""Channels as sources: what is posted where the bot is an administrator becomes an article, an edit a new version."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Chat, ChatFullInfo, ChatMemberAdministrator
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import filters

from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.channels import HERE, address_of, is_administrator, item_of
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, person_of
from bot.entrypoints.telegram.message_filters import WORDS
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.permissions import named_channel
from bot.entrypoints.telegram.routing import Listener, Router
from bot.entrypoints.telegram.sender import Spot, send
from bot.entrypoints.telegram.views import feeds as views
from bot.errors import ReaderError
from bot.ingest.feeds import Feeds

_POSTS = filters.UpdateType.CHANNEL_POST | filters.UpdateType.EDITED_CHANNEL_POST


@dataclass(frozen=True, slots=True)
class FeedChannels:
    """Of the editors' channels alone: others may add the bot to theirs, and bring nothing in."""

    office: Office
    feeds: Feeds

    @property
    def router(self) -> Router:
        """Posts of channels, and whether we are shown them."""
        posts = Listener("post", self.post, _POSTS & WORDS & ~filters.COMMAND)
        return Router({}, messages=(posts,), membership=self.membership)

    async def feed(self, turn: Turn) -> None:
        """`/feed here` in a channel, or `/feed @channel` of an editor in private."""
        chat = turn.update.effective_chat
        if turn.update.channel_post is not None and chat is not None:
            await self._here(turn, chat)
            return
        admitted(self.office, turn)
        name, _ = named_channel(turn.words)
        if name is None:
            raise ReaderError("feed.here_how")
        self.office.desk.require_writable()
        try:
            there = await turn.bot.get_chat(name)
        except (BadRequest, Forbidden):
            raise ReaderError("feed.here_no_channel") from None
        if there.type != ChatType.CHANNEL:
            raise ReaderError("feed.here_no_channel")
        if not await is_administrator(turn.bot, there.id):
            raise ReaderError("feed.here_not_admin")
        if person_of(turn).id not in await _administrators(turn, there.id):
            raise ReaderError("feed.here_nobody")
        await self._add(there, person_of(turn).id, turn)
        await turn.reply(turn.say("feed.here_done", name=views.name_of(there.title or "")))

    async def _here(self, turn: Turn, chat: Chat) -> None:
        """Said in the channel itself; who of its administrators did, nobody can tell, so one must be an editor."""
        if turn.words.strip().lower() not in HERE:
            raise ReaderError("feed.here_how")
        self.office.desk.require_writable()
        editors = [one for one in await _administrators(turn, chat.id) if self.office.is_editor(one)]
        if not editors:
            raise ReaderError("feed.here_nobody")
        await self._add(chat, editors[0], turn)
        told = turn.say("feed.here_done", name=views.name_of(chat.title or ""))
        try:
            await turn.reply(told)
        except TelegramError as error:  # it may read there and not post: then its editors are told
            turn.note(unsaid=refusals.reason(error))
            for editor in editors:
                try:
                    await send(turn.bot, Spot(editor), told)
                except TelegramError as second:
                    turn.note(unsaid=refusals.reason(second))

    async def _add(self, chat: Chat | ChatFullInfo, by: int, turn: Turn) -> None:
        name = chat.title or chat.username or str(chat.id)
        await self.feeds.records.add(address_of(chat.id), name, kind="channel", by=by, now=turn.now)
        await self.feeds.see_channel(address_of(chat.id), is_seen=True)

    async def membership(self, turn: Turn) -> None:
        """The bot became an administrator of a channel, or is none any more: then its editors are told, once."""
        change = turn.update.my_chat_member
        if change is not None and change.chat.type == ChatType.CHANNEL:
            is_seen = isinstance(change.new_chat_member, ChatMemberAdministrator)
            source = await self.feeds.see_channel(address_of(change.chat.id), is_seen=is_seen)
            turn.note(source=int(source))

    async def post(self, turn: Turn) -> None:
        """A post of a channel that is a source, new or edited; of others nothing is kept."""
        message = turn.message
        if message is None or not self.office.desk.writes:
            return
        item = item_of(message)
        if item is None:
            return
        edited = turn.update.edited_channel_post is not None
        address, name = address_of(message.chat.id), message.chat.title or ""  # channels change their names
        taken = await self.feeds.take_post(address, name, item, edited=edited)
        if taken is not None:
            turn.note(new=taken.new, corrected=taken.corrected)


async def _administrators(turn: Turn, chat: int) -> list[int]:
    try:
        found = await turn.bot.get_chat_administrators(chat)
    except (BadRequest, Forbidden):
        raise ReaderError("feed.here_not_admin") from None
    return [one.user.id for one in found if not one.user.is_bot]
