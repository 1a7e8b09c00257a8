"""Channels as sources of articles: how one is named, and what a post of it is as an item of a feed."""

from __future__ import annotations

from telegram import Bot, ChatMemberAdministrator, Message, MessageOriginChannel
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.articles.article import KST
from bot.entrypoints.telegram.permissions import named_channel
from bot.feeds.model import FeedItem
from bot.ingest.feeds import Feeds

HERE = frozenset({"here", "여기"})
TITLE_CHARS = 100
_ADDRESS = "https://t.me/c/"


def is_channel_wish(words: str) -> bool:
    """Whether `/feed` was said of a channel: *here*, or a channel by its @name or number."""
    name, rest = named_channel(words)
    return words.strip().lower() in HERE or (name is not None and not rest and "/" not in words)


def address_of(chat: int) -> str:
    """By what a channel is remembered, whatever it is called."""
    return f"{_ADDRESS}{str(chat).removeprefix('-100')}"


def channel_at(address: str) -> int:
    """The channel of that address."""
    return int(f"-100{address.removeprefix(_ADDRESS)}")


async def is_administrator(bot: Bot, chat: int) -> bool:
    """Whether the bot is shown the posts of a channel. Raises: TelegramError when that cannot be told just now."""
    try:
        me = await bot.get_chat_member(chat, bot.id)
    except (BadRequest, Forbidden):
        return False
    return isinstance(me, ChatMemberAdministrator)


async def look_at_channels(bot: Bot, feeds: Feeds) -> None:
    """Whether the channels that are sources still are: while nobody was at work, Telegram's word may have been lost."""
    for channel in await feeds.records.all():
        if channel.kind != "channel":
            continue
        try:
            is_seen = await is_administrator(bot, channel_at(channel.address))
        except TelegramError:
            continue
        await feeds.see_channel(channel.address, is_seen=is_seen)


def item_of(message: Message) -> FeedItem | None:
    """The post as an item: its first line is the title where more lines follow; None where it has no words."""
    text = (message.text or message.caption or "").strip()
    if not text:
        return None
    origin = message.forward_origin
    by: tuple[str, ...] = ()
    chat, number, link = message.chat, message.message_id, message.link
    if isinstance(origin, MessageOriginChannel):  # the same post as there, where that channel is a source too
        chat, number = origin.chat, origin.message_id
        link = f"https://t.me/{chat.username}/{number}" if chat.username else None
        by = (chat.title,) if chat.title else ()
    first, _, rest = text.partition("\n")
    has_title = bool(rest.strip()) and len(first.strip()) <= TITLE_CHARS
    return FeedItem(
        guid=f"telegram:{chat.id}:{number}",
        link=link or f"{address_of(chat.id)}/{number}",
        title=first.strip() if has_title else "",
        text="\n\n".join(part.strip() for part in (rest if has_title else text).split("\n") if part.strip()),
        full=True,
        authors=by,
        published=message.date.astimezone(KST),
        updated=message.edit_date,
    )
