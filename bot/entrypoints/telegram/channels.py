"""Channels as sources of articles: how one is named, and what a post of it is as an item of a feed."""

from __future__ import annotations

from telegram import Message

from bot.articles.article import KST
from bot.entrypoints.telegram.permissions import named_channel
from bot.feeds.model import FeedItem

HERE = frozenset({"here", "여기"})
TITLE_CHARS = 100


def is_channel_wish(words: str) -> bool:
    """Whether `/feed` was said of a channel: *here*, or a channel by its @name or number."""
    name, rest = named_channel(words)
    return words.strip().lower() in HERE or (name is not None and not rest and "/" not in words)


def address_of(chat: int) -> str:
    """By what a channel is remembered, whatever it is called."""
    return f"https://t.me/c/{str(chat).removeprefix('-100')}"


def item_of(message: Message) -> FeedItem | None:
    """The post as an item: its first line is the title where more lines follow; None where it has no words."""
    text = (message.text or message.caption or "").strip()
    if not text:
        return None
    first, _, rest = text.partition("\n")
    has_title = bool(rest.strip()) and len(first.strip()) <= TITLE_CHARS
    return FeedItem(
        guid=f"telegram:{message.chat.id}:{message.message_id}",
        link=message.link or f"{address_of(message.chat.id)}/{message.message_id}",
        title=first.strip() if has_title else "",
        text="\n\n".join(part.strip() for part in (rest if has_title else text).split("\n") if part.strip()),
        full=True,
        published=message.date.astimezone(KST),
        updated=message.edit_date,
    )
