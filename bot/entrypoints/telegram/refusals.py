"""What Telegram's refusals mean: the one place that knows its words.

The Bot API says in English why it refuses a call, and promises no wording. Each kind has a list of words here, found
in lower case anywhere in the text, in the Bot API's own phrasing or as the constant of the layer below, which the
Bot API passes on where it has no phrase. What is not on a list is told by its class: an unknown 403 is a lack of
rights, an unknown 400 is about this message alone.

>>> kind(Forbidden("Forbidden: bot was blocked by the user"))
<Refusal.BLOCKED: 'blocked'>

Sources: `fail_query` in tdlib/telegram-bot-api, Client.cpp; the lists of TelegramBotAPI/errors and
vrumger/telegram-errors; core.telegram.org/method/messages.sendMessage.
"""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.errors import Refusal, Undeliverable
from bot.patterns import lazy_compile

# Read from top to bottom: what comes first counts.
WORDS: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.FLOOD, ("too many requests", "flood_wait_", "slowmode_wait_", "flood_premium_wait_")),
    (Refusal.UNCHANGED, ("message is not modified", "message_not_modified")),
    (Refusal.UNEDITABLE, (
        "message can't be edited", "message to edit not found", "message_id_invalid", "message_edit_time_expired",
        "message_author_required", "there is no text in the message to edit", "there is no caption in the message",
        "there is no media in the message to edit",
    )),
    (Refusal.LATE, ("query is too old", "query id is invalid", "query_id_invalid")),
    (Refusal.TOO_BIG, ("file is too big", "request entity too large", "file_parts_invalid", "file too large")),
    (Refusal.TOPIC_CLOSED, ("topic_closed", "topic closed", "topic is closed", "thread is closed")),
    (Refusal.TOPIC_GONE, (
        "thread not found", "topic_deleted", "topic deleted", "topic_id_invalid", "topic not found",
        "topic_not_found", "chat is not a forum", "chat is not a supergroup forum", "channel_forum_missing",
        "message thread is invalid", "message_thread_invalid",
    )),
    (Refusal.BLOCKED, (
        "blocked by the user", "bot was blocked", "user_is_blocked", "you_blocked_user",
        "can't initiate conversation", "not started a conversation", "can't send messages to the user",
        "user_privacy_restricted", "privacy_premium_required",
    )),
    (Refusal.DEACTIVATED, (
        "user is deactivated", "user_deactivated", "group chat was deleted",
        "chat was deleted", "chat was deactivated", "group is deactivated", "chat is deactivated",
        "send messages to bots", "user_is_bot",
    )),
    (Refusal.KICKED, (
        "bot was kicked", "bot is not a member", "not a participant", "bot was banned", "channel_private",
        "user_not_participant", "user_banned_in_channel",
    )),
    (Refusal.RIGHTS, (
        "not enough rights", "no rights to send", "have no rights", "no write access", "administrator rights",
        "need to be admin", "admin_required", "chat_restricted", "user_restricted", "_forbidden",
        "member list is inaccessible", "allow_payment_required", "frozen_method_invalid",
    )),
    (Refusal.NOT_FOUND, (
        "chat not found", "peer_id_invalid", "user not found", "chat_id_invalid",
        "user_id_invalid", "channel_invalid", "chat_invalid", "no access to the chat", "no access to the user",
    )),
)  # fmt: skip
# Nothing was on the wire yet.
NOT_RECEIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
# The one that answers gave up on the one behind it, which may have done it: 504, and what proxies say for it.
GAVE_UP = lazy_compile(r"gateway time-?out|timed out|timeout occurred|\((?:408|499|504|52[0-7])\)")
_SECONDS = lazy_compile(r"(?:retry after|wait_) ?(\d{1,9})")
# What the Bot API repeats of a message, and python-telegram-bot of an answer that it cannot read.
_REPEATED = lazy_compile(
    r"\"[^\"]*\"|URL '[^']*'|[. ]{0,8}Parsing the server response.*", re.DOTALL | re.IGNORECASE
)
LONGEST_REASON = 200
LONGEST_WAIT_S = 3_600.0  # one slip of a server, and a chat would hear nothing for years
DEFAULT_WAIT_S = 5.0  # after a 429 that does not say how long

# Nothing can be said in the chat, or to anybody.
UNSAYABLE = frozenset(Refusal) - {
    Refusal.CONTENT,
    Refusal.UNCHANGED,
    Refusal.UNEDITABLE,
    Refusal.LATE,
    Refusal.TOO_BIG,
    Refusal.MOVED,
}


def kind(error: TelegramError) -> Refusal:
    """What *error* means."""
    if isinstance(error, RetryAfter):
        return Refusal.FLOOD
    if isinstance(error, ChatMigrated):
        return Refusal.MOVED
    if isinstance(error, InvalidToken):
        return Refusal.TOKEN
    said = error.message.lower()
    is_line = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    if is_line and isinstance(error.__cause__, httpx.HTTPError):
        return Refusal.NOT_RECEIVED if isinstance(error.__cause__, NOT_RECEIVED) else Refusal.IN_DOUBT
    for meaning, some in WORDS:
        if any(words in said for words in some):
            return meaning
    if isinstance(error, Forbidden):
        return Refusal.RIGHTS
    if is_line:  # the server answered, and with nothing that is about us: 5xx
        return (
            Refusal.IN_DOUBT if isinstance(error, TimedOut) or GAVE_UP.search(said) else Refusal.NOT_RECEIVED
        )
    # else the answer came, and cannot be read
    return Refusal.CONTENT if isinstance(error, BadRequest) else Refusal.IN_DOUBT


def read(error: TelegramError) -> Undeliverable:
    """*error* as the one who has to do with it needs it."""
    meaning = kind(error)
    wait = seconds(error) if meaning is Refusal.FLOOD else 0.0
    chat = error.new_chat_id if isinstance(error, ChatMigrated) else None
    return Undeliverable(meaning, reason(error), retry_after=wait, new_chat_id=chat)


def seconds(error: TelegramError) -> float:
    """How long Telegram asks to wait, LONGEST_WAIT_S at most: then it is asked again whether that still holds."""
    if isinstance(error, RetryAfter):
        pause = error.retry_after
        wait = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
    else:
        found = _SECONDS.search(error.message.lower())
        wait = float(found[1]) if found else DEFAULT_WAIT_S
    return min(max(wait, 0.0), LONGEST_WAIT_S)


def reason(error: TelegramError) -> str:
    """*error* for the log, without the words of a message that it repeats."""
    return f"{type(error).__name__}: {_REPEATED.sub('…', error.message)[:LONGEST_REASON]}"
