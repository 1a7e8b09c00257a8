"""The way out: whatever the bot says, changes, answers or asks goes through here, digests apart.

A call that surely was not received is made once more, and one that can be made twice also where that is in doubt; a
flood limit is waited for, a short while. A message that may have been received is not sent again; `turns` says so. A
reply goes before any digest. Digests (PACED) have an outbox of their own, which decides the same by
`bot.delivery.recovery`.
"""

from __future__ import annotations

import asyncio
import logging
import math
import re
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import Bot, ForceReply, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.budget import Budget, OwnBudget, Seat
from bot.delivery.rate_limit import MOST_HELD_S, RateLimiter
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.views import plain
from bot.errors import Refusal
from bot.patterns import lazy_compile

log = logging.getLogger(__name__)
T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

PACED = "paced"  # marks calls that waited for their turn
SENDING = lazy_compile(r"(?:send(?!ChatAction)|edit|forward|copy)", re.IGNORECASE)  # "typing" is no message
# Made twice, it is as if it were made once. Not what is answered with an object, which a second try would not bring.
REPEATABLE = lazy_compile(r"edit|answer(?!Guest|WebApp)|get|set")
LONGEST_WAIT_S = 60.0  # a reader who waits longer has asked again; what is no message waits for MOST_HELD_S
AGAIN_S = 1.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender(BaseRateLimiter[str]):
    """Every call of the bot, as python-telegram-bot's hook for it; getUpdates does not come this way.

    What is said to people is counted by *limiter*, so that digests leave room for it, and gets the next free place.
    sleep: in the time of *limiter*. budget: what copies of the bot share of Telegram's limits.
    """

    def __init__(
        self, limiter: RateLimiter, sleep: Sleep = asyncio.sleep, budget: Budget | None = None
    ) -> None:
        self._limiter, self._budget = limiter, budget or OwnBudget()
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
        """Call, patiently. Raises: what Telegram answered at last."""
        if rate_limit_args == PACED:
            return await callback(*args, **kwargs)
        chat = data.get("chat_id")
        chat = chat if isinstance(chat, int) else None
        counts = chat is not None and SENDING.match(endpoint) is not None
        longest = LONGEST_WAIT_S if chat is not None else MOST_HELD_S
        waited, again = 0.0, list[Refusal]()  # why it was made once more
        while True:
            if counts and chat is not None and (pause := self._limiter.held(chat)) > 0:
                waited += pause
                if waited > longest:  # who knocks all the same is told to wait longer
                    raise RetryAfter(math.ceil(pause))
                await self._sleep(pause)
            async with self._placed(chat if counts else None) as seat:
                if seat.pause_s:
                    raise RetryAfter(math.ceil(seat.pause_s))
                try:
                    return await self._call(lambda: callback(*args, **kwargs), chat if counts else None)
                except TelegramError as error:
                    refusal = refusals.read(error)
                    if refusal.kind is Refusal.FLOOD:
                        if chat is not None:
                            self._limiter.flooded(chat, refusal.retry_after)
                            await self._budget.hold(chat, refusal.retry_after)
                        pause = refusal.retry_after
                    elif not again and _is_made_again(endpoint, refusal.kind):
                        log.warning("%s, once more: %s because %s", refusal.kind.value, endpoint, refusal)
                        pause, again = AGAIN_S, [refusal.kind]
                    elif again == [Refusal.IN_DOUBT] and refusal.kind in (Refusal.UNCHANGED, Refusal.LATE):
                        return True  # it had been received
                    else:
                        raise
                    if waited + pause > longest:
                        raise
                    waited += pause
            await self._sleep(pause)

    def _placed(self, chat: int | None) -> AbstractAsyncContextManager[Seat]:
        """A place among the messages of all copies; what is no message needs none."""
        return nullcontext(Seat()) if chat is None else self._budget.place(chat, LONGEST_WAIT_S)

    async def _call(self, call: Callable[[], Awaitable[Any]], chat: int | None) -> Any:
        """*chat*: whose place in the second the call takes first, a few hundredths away while Telegram answers."""
        if chat is None:
            return await call()
        sent = self._limiter.reply(chat)
        try:
            while (pause := self._limiter.until(sent)) > 0:
                await self._sleep(pause)
            answer = await call()
            self._limiter.taken()
            return answer
        finally:
            self._limiter.answered(sent)


def _is_made_again(endpoint: str, kind: Refusal) -> bool:
    is_sure = kind is Refusal.NOT_RECEIVED
    return is_sure or (kind is Refusal.IN_DOUBT and REPEATABLE.match(endpoint) is not None)


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words of a message, by their place in it in UTF-16 units."""

    message: int
    words: str
    at: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message goes: a chat, a topic in it, and the message that it replies to, where that still exists.

    pointing: at the very words that it replies to.
    """

    chat: int
    topic: int | None = None
    reply_to: int | None = None
    pointing: Pointing | None = None


async def send(
    bot: Bot,
    spot: Spot,
    content: Node,
    keyboard: InlineKeyboardMarkup | ForceReply | None = None,
    *,
    as_plain: bool = False,
    silent: bool = False,
) -> Message:
    """Send *content* without link previews.

    Follows a group to its new id and a lost topic to the group; what is refused as it is goes once more, plain (at
    once where *as_plain*). Returns: the message, of several the last. Raises: what Telegram answers otherwise.
    """
    chat, topic, known = spot.chat, spot.topic, set[Refusal]()
    while True:
        is_plain = as_plain or Refusal.CONTENT in known
        texts: Sequence[str] = plain.pieces(content) if is_plain else [draw(content)]
        reply = None
        if spot.reply_to is not None and chat == spot.chat:  # message ids do not move with the group
            reply = ReplyParameters(spot.reply_to, allow_sending_without_reply=True)
            if spot.pointing is not None:
                words, place = spot.pointing.words, spot.pointing.at
                reply = ReplyParameters(
                    spot.reply_to, allow_sending_without_reply=True, quote=words, quote_position=place
                )
        try:
            for at, text in enumerate(texts, 1):
                message = await bot.send_message(
                    chat,
                    text,
                    parse_mode=None if is_plain else ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=keyboard if at == len(texts) else None,
                    message_thread_id=topic,
                    reply_parameters=reply,
                    disable_notification=silent or None,
                )
            return message
        except TelegramError as error:
            refusal = refusals.read(error)
            if spot.pointing is not None and refusal.kind is Refusal.CONTENT:
                spot = replace(spot, pointing=None)  # the message was changed meanwhile
                continue
            if refusal.kind in known or (as_plain and refusal.kind is Refusal.CONTENT):
                raise
            known.add(refusal.kind)
            if refusal.kind is Refusal.MOVED and refusal.new_chat_id is not None:
                chat = refusal.new_chat_id
            elif refusal.kind is Refusal.TOPIC_GONE and topic is not None:
                log.warning("topic gone: chat=%s thread=%s", chat, topic)
                topic = None
            elif refusal.kind is Refusal.CONTENT:
                log.error("refused, once more plain: chat=%s because %s", chat, refusal)
            else:
                raise


async def send_photo(bot: Bot, spot: Spot, picture: bytes, caption: Node, *, silent: bool = False) -> bool:
    """Send *picture*; whether Telegram took it: of a chat without the right to pictures it does not."""
    reply = ReplyParameters(spot.reply_to, allow_sending_without_reply=True) if spot.reply_to else None
    try:
        await bot.send_photo(
            spot.chat,
            picture,
            caption=draw(caption),
            parse_mode=ParseMode.HTML,
            message_thread_id=spot.topic,
            reply_parameters=reply,
            disable_notification=silent or None,
        )
    except TelegramError as error:
        if refusals.kind(error) in (Refusal.RIGHTS, Refusal.CONTENT, Refusal.TOPIC_GONE, Refusal.MOVED):
            return False
        raise
    return True


async def once_more(call: Callable[[], Awaitable[T]], sleep: Sleep = asyncio.sleep) -> T:
    """*call*, and again where it surely was not received: for what python-telegram-bot does beside the bot's calls."""
    try:
        return await call()
    except TelegramError as error:
        if refusals.kind(error) is not Refusal.NOT_RECEIVED:
            raise
    await sleep(AGAIN_S)
    return await call()
