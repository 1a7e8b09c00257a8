"""Digests on their way to Telegram: what `bot.delivery.model` calls a Messenger; and replies, which go before them.

What Telegram answers is turned into what to do about it. The question that matters is whether a message that was
not confirmed may have been received; python-telegram-bot's errors do not tell, but the fault of the connection
underneath does.
"""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ChatMemberStatus, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import BaseRateLimiter, ExtBot

from bot.delivery.model import Button, Delivery, Part
from bot.delivery.rate_limit import Pace
from bot.digests.digest import Digest
from bot.digests.subscription import Place, Subscription
from bot.entrypoints.telegram.markup import parse
from bot.entrypoints.telegram.sender import NO_PREVIEW, Sleep
from bot.entrypoints.telegram.views import digests
from bot.errors import Undeliverable
from bot.i18n import say

log = logging.getLogger(__name__)

MORE, SETTINGS, STOP = (
    "dm",
    "dn",
    "dx",
)  # prefixes of callback data; see bot.entrypoints.telegram.handlers.subscribing
# Nothing was on the wire yet, or the server says itself that it did not do it.
NOT_RECEIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
GATEWAY_TIMEOUT = "gateway timeout"  # 504: the one behind it may have done it
TOPIC_GONE = ("thread not found", "topic_deleted", "topic_id_invalid")
CHAT_CLOSED = (
    "chat not found", "not enough rights", "no rights to send", "write_forbidden", "user is deactivated",
    "chat_restricted", "have no rights", "peer_id_invalid", "need administrator rights", "topic_closed",
    "group chat was deactivated", "bot is not a member", "user not found",
)  # fmt: skip
NOT_PARSED = re.compile(r"can't parse entities|entity", re.IGNORECASE)
MOST_RENDERED = 200
SENDING = re.compile(r"(?:send|edit|forward|copy)", re.IGNORECASE)


class TelegramMessenger:
    """`bot.delivery.model.Messenger`, over a bot that has been introduced."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self._bot = bot
        self._rendered: OrderedDict[tuple[int, str, str], tuple[Digest, list[str], int]] = OrderedDict()
        # where nobody is counted (a terminal), nobody has to be told that this one is
        self._paced: dict[str, Any] = {"rate_limit_args": PACED} if bot.rate_limiter else {}

    def parts(self, digest: Digest, delivery: Delivery) -> list[Part]:
        """The messages that tell *digest*; the last one has the buttons."""
        subscription = delivery.subscription
        texts, shown = self._pages(digest, subscription)
        if not texts:
            if not subscription.when_empty or subscription.kind == "watch":
                return []
            day = digests.day_name(subscription.language, digest.day)
            texts = [say(subscription.language, "digest.empty", date=day)]
        parts = [Part(text) for text in texts]
        more = digest.stories > shown > 0
        parts[-1] = Part(texts[-1], buttons(subscription, delivery.upto, shown if more else 0))
        return parts

    def _pages(self, digest: Digest, subscription: Subscription) -> tuple[list[str], int]:
        """As `digests.pages`; those who asked for the same get the same digest, which is rendered once."""
        key = (id(digest), subscription.language, subscription.kind)
        if key not in self._rendered:
            texts, shown = digests.pages(subscription.language, digest, subscription)
            self._rendered[key] = (digest, texts, shown)  # with the digest, whose id is then no other's
            while len(self._rendered) > MOST_RENDERED:
                self._rendered.popitem(last=False)
        _, texts, shown = self._rendered[key]
        return list(texts), shown

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        """Send one part; a text whose markup Telegram cannot read goes without it. Raises: Undeliverable."""
        try:
            try:
                return await self._send(place, part.html, part.buttons, silent, ParseMode.HTML)
            except BadRequest as refusal:
                if not NOT_PARSED.search(refusal.message):
                    raise
                log.error("markup refused, sent plain: chat=%s: %s", place.chat, refusal)
                return await self._send(place, parse(part.html).text, part.buttons, silent, None)
        except TelegramError as refusal:
            raise undeliverable(refusal) from refusal

    async def _send(
        self,
        place: Place,
        text: str,
        rows: tuple[tuple[Button, ...], ...],
        silent: bool,
        parse_mode: str | None,
    ) -> int:
        message = await self._bot.send_message(
            place.chat,
            text,
            parse_mode=parse_mode,
            link_preview_options=NO_PREVIEW,
            disable_notification=silent,
            message_thread_id=place.topic or None,
            reply_markup=keyboard(rows),
            **self._paced,
        )
        return message.message_id

    async def topic_is_gone(self, subscription: Subscription) -> None:
        """Tell the group's administrators, those who talk with the bot; the group itself sees its digest."""
        try:
            admins = await self._bot.get_chat_administrators(subscription.place.chat)
        except TelegramError as refusal:
            log.warning("administrators unknown: chat=%s: %s", subscription.place.chat, refusal)
            return
        for admin in admins:
            if admin.user.is_bot or admin.status not in (
                ChatMemberStatus.OWNER,
                ChatMemberStatus.ADMINISTRATOR,
            ):
                continue
            try:
                chat = await self._bot.get_chat(subscription.place.chat)
                text = say(subscription.language, "topic.gone", title=chat.title or "")
                await self._bot.send_message(admin.user.id, text, **self._paced)
            except TelegramError as refusal:  # most have never talked with the bot, and cannot be told
                log.info("administrator not told: chat=%s: %s", subscription.place.chat, refusal)


def buttons(subscription: Subscription, upto: int, shown: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a digest. shown: stories in it when there are more, else 0.

    A channel gets none: whoever reads it may not change it, and pages turned by one would turn for all.
    """
    language, id = subscription.language, subscription.id
    if subscription.in_channel:
        return ()
    if subscription.kind == "watch":
        return ((Button(say(language, "button.unwatch"), f"w:{id}"),),)
    rows: list[tuple[Button, ...]] = []
    if shown:
        data = f"{MORE}:{id}:{subscription.told}:{upto}:{shown}"
        rows.append((Button(say(language, "button.more"), data),))
    rows.append(
        (
            Button(say(language, "button.settings"), f"{SETTINGS}:{id}"),
            Button(say(language, "button.unsubscribe"), f"{STOP}:{id}"),
        )
    )
    return tuple(rows)


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.text, callback_data=one.data) for one in row] for row in rows]
    )


def undeliverable(refusal: TelegramError) -> Undeliverable:
    """What Telegram's answer to a message means for it."""
    reason = f"{type(refusal).__name__}: {refusal.message}"
    low = refusal.message.lower()
    if isinstance(refusal, RetryAfter):
        pause = refusal.retry_after
        seconds = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
        return Undeliverable(reason, retry_after=seconds, flood=True)
    if isinstance(refusal, ChatMigrated):
        return Undeliverable(reason, new_chat_id=refusal.new_chat_id)
    if isinstance(refusal, Forbidden):
        return Undeliverable(reason, permanent=True)
    if isinstance(refusal, BadRequest):
        if any(words in low for words in TOPIC_GONE):
            return Undeliverable(reason, topic_gone=True)
        return Undeliverable(reason, permanent=any(words in low for words in CHAT_CLOSED))
    if isinstance(refusal, NetworkError):  # TimedOut is one
        cause = refusal.__cause__
        if isinstance(cause, httpx.HTTPError):
            in_doubt = not isinstance(cause, NOT_RECEIVED)
        else:  # the server answered 5xx
            in_doubt = isinstance(refusal, TimedOut) or GATEWAY_TIMEOUT in low
        return Undeliverable(reason, in_doubt=True) if in_doubt else Undeliverable(reason, retry_after=0.0)
    return Undeliverable(reason)


PACED = "paced"  # marks calls that waited for their turn


class RepliesFirst(BaseRateLimiter[str]):
    """Counts what is said to people, so that digests leave room for it, and gives it the next free place."""

    def __init__(self, pace: Pace, sleep: Sleep) -> None:
        self._pace = pace
        self._sleep = sleep

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Call; a message that nobody paced takes its place first, a few hundredths of a second away at most."""
        chat = data.get("chat_id")
        if rate_limit_args != PACED and SENDING.match(endpoint) and isinstance(chat, int):
            sent = self._pace.reply(chat)
            if (pause := self._pace.until(sent)) > 0:
                await self._sleep(pause)
            try:
                return await callback(*args, **kwargs)
            finally:
                self._pace.answered(sent)
        return await callback(*args, **kwargs)
