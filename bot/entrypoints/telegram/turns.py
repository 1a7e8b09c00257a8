"""A turn from an update to its answer: one log line, and one place where what fails is said."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any

from telegram import Bot, Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.digests.subscription import Manners
from bot.entrypoints.telegram import callbacks, refusals
from bot.entrypoints.telegram.allowance import Allowance
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.context import Turn, language_of_update, said_words
from bot.entrypoints.telegram.corrections import Answered
from bot.entrypoints.telegram.edits import Edits
from bot.entrypoints.telegram.routing import Button, Handler
from bot.entrypoints.telegram.sender import first_in_line
from bot.errors import ReaderError, Refusal, StoreUnavailable
from bot.i18n import Key
from bot.observability.logging import get_logger
from bot.observability.metrics import UPDATE_SECONDS, UPDATES

log = get_logger(__name__)
TYPING_AFTER_S = 0.5
TYPING_S = 4.5  # Telegram shows it for five seconds
MOST_TYPING = 12
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
BEHIND_S = 60.0  # before a chat is told again that more is asked there than Telegram lets be answered
# What may yet be said, of a message and of a press: it may have gone, or Telegram was away for a moment.
UNSAID: dict[Refusal, tuple[Key, Key]] = {
    Refusal.IN_DOUBT: ("message.in_doubt", "button.in_doubt"),
    Refusal.NOT_RECEIVED: ("message.unsent", "button.unsent"),
}
Context = CallbackContext[Any, Any, Any, Any]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Turns:
    """Makes turns of updates. before: called with who speaks. manners: of a chat. sleep: between signs of typing."""

    clock: Callable[[], datetime]
    before: Callable[[int | None], Awaitable[None]]
    manners: Callable[[int], Awaitable[Manners]] | None = None
    edits: Edits = field(default_factory=Edits)
    answered: Answered = field(default_factory=Answered)
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    typing: set[tuple[int, int | None]] = field(default_factory=set)  # chats and topics where it is shown
    behind: Allowance = field(default_factory=lambda: Allowance(1, BEHIND_S))  # by chat

    def begin(self, update: Update, bot: Bot, name: str) -> Turn:
        """The turn of *update*. name: of what takes it, for the log."""
        turn = Turn(update, bot, language_of_update(update), name, self.clock, self.edits)
        message = update.effective_message
        if update.callback_query is None and isinstance(message, Message):
            turn.words = said_words(message, bot.username)
        return turn

    def running(self, name: str, handler: Handler) -> Callback:
        """*handler* as PTB calls it, with one log line for each update, whatever happens.

        What is not for the bot leaves no line: what people say among themselves is theirs.
        """

        async def run(update: Update, context: Context) -> None:
            began = perf_counter()
            turn = self.begin(update, context.bot, name)
            if (asked := update.message or update.edited_message) is not None:
                self.answered.note(asked)
            typing = asyncio.create_task(self._show_typing(turn)) if asked is not None else None
            try:
                await self.before(turn.user_id)
                await self._mind(turn)
                await handler(turn)
            except Exception as error:
                await self._explain(turn, error)
            finally:
                if typing is not None:
                    typing.cancel()
                chat, seconds = update.effective_chat, perf_counter() - began
                UPDATES.labels(turn.name, str(turn.noted.get("error", "ok"))).inc()
                UPDATE_SECONDS.labels(turn.name, str(turn.noted.get("route", "-"))).observe(seconds)
                turn.note(
                    ms=round(seconds * 1000),
                    chat=chat.id if chat else "-",
                    update=update.update_id,
                )
                log.info("answered", cmd=turn.name, **turn.noted)

        return run

    async def _mind(self, turn: Turn) -> None:
        """Speak as the chat has chosen; a guest's chat is not one of ours."""
        chat = turn.update.effective_chat
        if self.manners is None or chat is None or turn.update.guest_message is not None:
            return
        chosen = await self.manners(chat.id)
        turn.speak(chosen.language)
        turn.silent = chosen.silent

    async def _show_typing(self, turn: Turn) -> None:
        """What takes over half a second is seen to be worked on, until this is cancelled; by one of all that wait in a
        chat.
        """
        spot = turn.spot(is_reply=False)
        place = spot.chat, spot.topic
        await self.sleep(TYPING_AFTER_S)
        for _ in range(MOST_TYPING):
            if place in self.typing:
                await self.sleep(TYPING_S)
                continue
            self.typing.add(place)
            try:
                with suppress(TelegramError):
                    await turn.bot.send_chat_action(
                        spot.chat, ChatAction.TYPING, message_thread_id=spot.topic
                    )
                await self.sleep(TYPING_S)
            finally:
                self.typing.discard(place)

    async def _explain(self, turn: Turn, error: Exception) -> None:
        """The one place where a failed turn is told: to the log always, to the reader where there is one who waits."""
        turn.note(error=type(error).__name__)
        for _ in range(2):  # where it cannot be said, that is told
            try:
                await _tell_of(turn, error)
                break
            except TelegramError as fault:
                _not_said(turn, fault)
                error = fault
        if isinstance(error, TelegramError) and refusals.kind(error) is Refusal.FLOOD:
            await self._tell_of_line(turn)

    async def _tell_of_line(self, turn: Turn) -> None:
        """Who would wait too long in a group is told so before all others; where it is a message, for all who do."""
        chat, is_press = turn.update.effective_chat, turn.update.callback_query is not None
        if chat is None or chat.type not in GROUPS or not _is_heard(turn.update):
            return
        if (is_press and not turn.answered) or self.behind.take(chat.id):
            try:
                with first_in_line():
                    await turn.tell(turn.say("message.behind"))
            except TelegramError as fault:
                _not_said(turn, fault)

    def pressing(self, buttons: Mapping[type[CallbackData], Button[Any]]) -> Callback:
        """The same for presses: what a button brings back goes to whom it is for."""

        async def press(turn: Turn) -> None:
            query = turn.update.callback_query
            data = callbacks.decode(query.data if query is not None else None)
            button = buttons.get(type(data))
            if button is None:
                raise ReaderError("button.unknown")
            turn.name = f"button-{callbacks.TAGS[type(data)]}"
            turn.go_on_in(getattr(data, "language", turn.language))
            await button.handler(turn, data)

        return self.running("button-unknown", press)


async def refuse(turn: Turn) -> None:
    """The one polite line for who sends more than can wait; a channel's readers are spared it."""
    if turn.update.channel_post is None:
        try:
            await turn.tell(turn.say("message.slow_down"))
        except TelegramError as fault:
            log.warning("unsaid", **_where(turn), because=refusals.reason(fault))


async def _tell_of(turn: Turn, error: Exception) -> None:
    """Raises: TelegramError where that cannot be said."""
    is_heard = _is_heard(turn.update)
    if isinstance(error, ReaderError):
        turn.note(said=error.key)
        await turn.tell(turn.say(error.key, **error.values))
    elif isinstance(error, StoreUnavailable):
        turn.note(store=error.reason)
        if is_heard:
            await turn.tell(turn.say("store.in_doubt" if error.in_doubt else "store.unavailable"))
    elif isinstance(error, TelegramError) and refusals.kind(error) in refusals.UNSAYABLE:
        log.warning("unsaid", **_where(turn), because=refusals.reason(error))
        is_press = turn.update.callback_query is not None
        keys = UNSAID.get(refusals.kind(error))
        if keys is not None and is_heard and not turn.in_channel:
            await turn.tell(turn.say(keys[is_press]))
    else:
        error_id = secrets.token_hex(4)
        turn.note(error_id=error_id)
        if isinstance(error, TelegramError):  # which may repeat what was said
            log.error("failed", error_id=error_id, **_where(turn), because=refusals.reason(error))
        else:
            log.error("failed", error_id=error_id, **_where(turn), exc_info=error)
        await turn.tell(turn.say("error", id=error_id))


def _not_said(turn: Turn, fault: TelegramError) -> None:
    log.warning("apology unsaid", **_where(turn), because=refusals.reason(fault))


def _is_heard(update: Update) -> bool:
    """Whether somebody waits for an answer."""
    unasked = (update.my_chat_member, update.chat_member, update.edited_channel_post)
    return all(event is None for event in unasked)


def _where(turn: Turn) -> dict[str, object]:
    return {"cmd": turn.name, "update": turn.update.update_id}
