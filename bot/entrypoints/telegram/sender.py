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
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import Bot, ForceReply, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.budget import Budget, OwnBudget
from bot.delivery.rate_limit import MINUTE_S, MOST_HELD_S, RateLimiter, Sent
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.receipts import receipt
from bot.entrypoints.telegram.scheduler import resting
from bot.entrypoints.telegram.views import plain
from bot.errors import ReaderError, Refusal
from bot.patterns import lazy_compile

log = logging.getLogger(__name__)
T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

PACED = "paced"  # marks calls that waited for their turn
SENDING = lazy_compile(r"(?:send(?!ChatAction)|edit|forward|copy)", re.IGNORECASE)  # "typing" is no message
# Made twice, it is as if it were made once. Not what is answered with an object, which a second try would not bring.
REPEATABLE = lazy_compile(r"edit|answer(?!Guest|WebApp)|get|set")
LONGEST_WAIT_S = 60.0  # a reader who waits longer has asked again; what is no message waits for MOST_HELD_S
LONGEST_IN_GROUP_S = 3.5 * MINUTE_S  # a line of sixty, each somebody else's; who comes then is told so
AGAIN_S = 1.0
FILE_S = 120.0  # for one to reach Telegram
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NO_PICTURE = frozenset(
    (
        Refusal.RIGHTS,
        Refusal.CONTENT,
        Refusal.TOO_BIG,
        Refusal.TOPIC_GONE,
        Refusal.MOVED,
        Refusal.NOT_RECEIVED,  # also by servers that fail with this very picture
    )
)
_is_first: ContextVar[bool] = ContextVar("is_first", default=False)


@contextmanager
def first_in_line() -> Iterator[None]:
    """What is said meanwhile goes before all that waits for its chat."""
    before = _is_first.set(True)
    try:
        yield
    finally:
        _is_first.reset(before)


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
        chat = data.get("chat_id")
        chat = chat if isinstance(chat, int) else None

        async def call() -> Any:
            return receipt(endpoint, await callback(*args, **kwargs), chat)

        if rate_limit_args == PACED:
            return await call()
        asked, patience_s = self._limiter.now, _patience_s(chat)
        again = list[Refusal]()  # why it was made once more
        while True:
            try:
                if chat is None or SENDING.match(endpoint) is None:
                    return await self._call(call, chat)
                return await self._send(call, chat, -math.inf if _is_first.get() else asked, patience_s)
            except TelegramError as error:
                refusal = refusals.read(error)
                if refusal.kind is Refusal.FLOOD:
                    pause = refusal.retry_after
                elif not again and _is_made_again(endpoint, refusal.kind):
                    log.warning("%s, once more: %s because %s", refusal.kind.value, endpoint, refusal)
                    pause, again = AGAIN_S, [refusal.kind]
                elif again == [Refusal.IN_DOUBT] and refusal.kind in (Refusal.UNCHANGED, Refusal.LATE):
                    return True  # it had been received
                else:
                    raise
                if self._limiter.now + pause > asked + patience_s:
                    raise
            await self._sleep(pause)

    async def _send(
        self, call: Callable[[], Awaitable[Any]], chat: int, asked: float, patience_s: float
    ) -> Any:
        """Make the call of a message when its turn in *chat* has come and there is a place for it in the second.

        asked: since when it waits, which says where it stands. Raises: RetryAfter where that would take longer than
        *patience_s*.
        """
        sent = self._limiter.reply(chat, asked)
        try:
            async with AsyncExitStack() as held:
                with resting():
                    await self._stand_in_line(sent, patience_s)
                    seat = await held.enter_async_context(self._budget.place(chat, patience_s))
                if seat.pause_s:
                    raise RetryAfter(math.ceil(seat.pause_s))
                seat.is_used = False
                while (pause := self._limiter.until(sent)) > 0:
                    await self._sleep(pause)
                seat.is_used = True
                answer = await self._call(call, chat)
                self._limiter.taken()
                return answer
        finally:
            self._limiter.answered(sent)

    async def _call(self, call: Callable[[], Awaitable[Any]], chat: int | None) -> Any:
        """What Telegram answers; where it was too much for *chat*, that is left alone by all."""
        try:
            return await call()
        except TelegramError as error:
            refusal = refusals.read(error)
            if refusal.kind is Refusal.FLOOD and chat is not None:
                self._limiter.flooded(chat, refusal.retry_after)
                await self._budget.hold(chat, refusal.retry_after)
            raise

    async def _stand_in_line(self, sent: Sent, patience_s: float) -> None:
        """Wait for its turn. Raises: RetryAfter where that is too far: who knocks all the same waits longer."""
        while (pause := self._limiter.until_turn(sent)) > 0:
            if pause > patience_s:
                raise RetryAfter(math.ceil(pause))
            await self._sleep(pause)


def _patience_s(chat: int | None) -> float:
    if chat is None:
        return MOST_HELD_S
    return LONGEST_WAIT_S if chat > 0 else LONGEST_IN_GROUP_S


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
                with first_in_line() if at > 1 else nullcontext():  # what was begun is not left half said
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
    """Send *picture*; whether Telegram took it: of a chat without the right to pictures it does not. Raises:
    TelegramError where words would fare no better, or it may have been taken.
    """
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
        if refusals.kind(error) in NO_PICTURE:
            return False
        raise
    return True


async def send_file(bot: Bot, spot: Spot, raw: bytes, name: str, *, silent: bool = False) -> None:
    """Send *raw* as a file. Raises: ReaderError where this chat takes none or none so big, else as Telegram answers."""
    try:
        await bot.send_document(
            spot.chat,
            raw,
            filename=name,
            message_thread_id=spot.topic,
            disable_notification=silent or None,
            write_timeout=FILE_S,
            read_timeout=FILE_S,
        )
    except TelegramError as error:
        if refusals.kind(error) not in (Refusal.RIGHTS, Refusal.CONTENT, Refusal.TOO_BIG):
            raise
        log.warning("a file is not taken: %s", refusals.reason(error))
        raise ReaderError("file.not_taken_in_private" if spot.chat > 0 else "file.not_taken") from None


async def once_more(call: Callable[[], Awaitable[T]], sleep: Sleep = asyncio.sleep) -> T:
    """*call*, and again where it surely was not received: for what python-telegram-bot does beside the bot's calls."""
    try:
        return await call()
    except TelegramError as error:
        if refusals.kind(error) is not Refusal.NOT_RECEIVED:
            raise
    await sleep(AGAIN_S)
    return await call()
