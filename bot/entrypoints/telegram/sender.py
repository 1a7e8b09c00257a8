"""Messages to chats: one way out, which keeps to the topic and waits when Telegram says so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, ForceReply, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, RetryAfter

log = logging.getLogger(__name__)
T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

LONGEST_WAIT_S = 60.0  # a reader who waits longer has asked again
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(
    bot: Bot,
    chat_id: int,
    html: str,
    keyboard: InlineKeyboardMarkup | ForceReply | None = None,
    *,
    thread_id: int | None = None,
    reply_to: int | None = None,
    sleep: Sleep = asyncio.sleep,
) -> Message:
    """Send *html* without link previews, into its topic, as a reply where *reply_to* still exists.

    Follows a group to its new id, and a lost topic to the group. Raises what Telegram answers otherwise.
    """

    async def attempt(chat: int, thread: int | None) -> Message:
        reply = None
        if reply_to is not None and chat == chat_id:
            reply = ReplyParameters(reply_to, allow_sending_without_reply=True)
        return await patiently(
            lambda: bot.send_message(
                chat,
                html,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
                message_thread_id=thread,
                reply_parameters=reply,
            ),
            sleep,
        )

    try:
        return await attempt(chat_id, thread_id)
    except ChatMigrated as moved:
        return await attempt(moved.new_chat_id, thread_id)
    except BadRequest as refusal:
        if thread_id is None or "thread not found" not in refusal.message.lower():
            raise
        log.warning("topic gone: chat=%s thread=%s", chat_id, thread_id)
        return await attempt(chat_id, None)


async def patiently(call: Callable[[], Awaitable[T]], sleep: Sleep = asyncio.sleep) -> T:
    """Call until Telegram's flood control lets it through, for LONGEST_WAIT_S at most; then RetryAfter."""
    waited = 0.0
    while True:
        try:
            return await call()
        except RetryAfter as flood:
            pause = flood.retry_after
            seconds = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
            waited += seconds
            if waited > LONGEST_WAIT_S:
                raise
            await sleep(seconds)
