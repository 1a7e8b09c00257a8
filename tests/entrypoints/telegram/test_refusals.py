"""What Telegram's answers mean, in the texts that its servers send."""

from __future__ import annotations

import json
from http import HTTPStatus

import httpx
import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.listening import QuietRequest
from bot.errors import Refusal

# As tdlib/telegram-bot-api words them, or hands on from the layer below.
ANSWERS: dict[Refusal, tuple[str, ...]] = {
    Refusal.BLOCKED: (
        "403 Forbidden: bot was blocked by the user",
        "403 Forbidden: bot can't initiate conversation with a user",
        "403 Forbidden: bot can't send messages to the user",
        "403 Forbidden: the user has not started a conversation with the bot",
        "400 Bad Request: USER_IS_BLOCKED",
        "403 Forbidden: USER_PRIVACY_RESTRICTED",
    ),
    Refusal.KICKED: (
        "403 Forbidden: bot was kicked from the group chat",
        "403 Forbidden: bot was kicked from the supergroup chat",
        "403 Forbidden: bot was kicked from the channel chat",
        "403 Forbidden: bot is not a member of the group chat",
        "403 Forbidden: bot is not a member of the supergroup chat",
        "403 Forbidden: bot is not a member of the channel chat",
        "403 Forbidden: bot is not a participant of the group chat",
        "400 Bad Request: CHANNEL_PRIVATE",
        "400 Bad Request: USER_BANNED_IN_CHANNEL",
    ),
    Refusal.DEACTIVATED: (
        "403 Forbidden: user is deactivated",
        "400 Bad Request: INPUT_USER_DEACTIVATED",
        "403 Forbidden: the group chat was deleted",
        "400 Bad Request: group chat was deactivated",
        "400 Bad Request: group is deactivated",
        "403 Forbidden: bot can't send messages to bots",
    ),
    Refusal.TOPIC_CLOSED: ("400 Bad Request: TOPIC_CLOSED", "400 Bad Request: topic closed"),
    Refusal.TOPIC_GONE: (
        "400 Bad Request: message thread not found",
        "400 Bad Request: TOPIC_DELETED",
        "400 Bad Request: TOPIC_ID_INVALID",
        "400 Bad Request: the chat is not a forum",
        "400 Bad Request: the chat is not a supergroup forum",
    ),
    Refusal.RIGHTS: (
        "400 Bad Request: not enough rights to send text messages to the chat",
        "400 Bad Request: not enough rights to send documents to the chat",
        "400 Bad Request: have no rights to send a message",
        "400 Bad Request: need administrator rights in the channel chat",
        "400 Bad Request: Have no write access to the chat",
        "400 Bad Request: CHAT_WRITE_FORBIDDEN",
        "403 Forbidden: CHAT_WRITE_FORBIDDEN",
        "403 Forbidden: CHAT_SEND_PLAIN_FORBIDDEN",
        "400 Bad Request: CHAT_GUEST_SEND_FORBIDDEN",
        "400 Bad Request: CHAT_RESTRICTED",
        "400 Bad Request: CHAT_ADMIN_REQUIRED",
        "400 Bad Request: member list is inaccessible",
        "403 Forbidden: something that nobody has seen yet",
    ),
    Refusal.NOT_FOUND: (
        "400 Bad Request: chat not found",
        "400 Bad Request: private chat not found",
        "400 Bad Request: PEER_ID_INVALID",
        "400 Bad Request: CHAT_ID_INVALID",
        "400 Bad Request: user not found",
    ),
    Refusal.CONTENT: (
        "400 Bad Request: ENTITIES_TOO_LONG",
        '400 Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 7',
        "400 Bad Request: Can't find end tag corresponding to start tag b",
        "400 Bad Request: message is too long",
        "400 Bad Request: MESSAGE_TOO_LONG",
        "400 Bad Request: too many entities",
        "400 Bad Request: message text is empty",
        "400 Bad Request: text must be encoded in UTF-8",
        "400 Bad Request: BUTTON_DATA_INVALID",
        "400 Bad Request: something that nobody has seen yet",
    ),
    Refusal.UNCHANGED: (
        "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the "
        "same as a current content and reply markup of the message",
        "400 Bad Request: MESSAGE_NOT_MODIFIED",
    ),
    Refusal.UNEDITABLE: (
        "400 Bad Request: message can't be edited",
        "400 Bad Request: message to edit not found",
        "400 Bad Request: MESSAGE_ID_INVALID",
        "400 Bad Request: there is no text in the message to edit",
    ),
    Refusal.LATE: (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid",
        "400 Bad Request: QUERY_ID_INVALID",
    ),
    Refusal.TOO_BIG: ("400 Bad Request: file is too big", "413 Request Entity Too Large"),
    Refusal.FLOOD: ("429 Too Many Requests: retry after 35", "400 Bad Request: SLOWMODE_WAIT_35"),
    Refusal.NOT_RECEIVED: (
        "500 Internal Server Error",
        "500 Internal Server Error: restart",
        "502 Bad Gateway",
        "503 Service Unavailable",
    ),
    Refusal.IN_DOUBT: ("504 Gateway Timeout", "524 A timeout occurred"),
    Refusal.TOKEN: ("401 Unauthorized", "404 Not Found"),
}


class Wire(BaseRequest):
    """A line on which Telegram always answers the same, read as the bot reads it."""

    parse_json_payload = staticmethod(QuietRequest.parse_json_payload)

    def __init__(self, code: int, payload: bytes) -> None:
        self.code, self.payload = code, payload

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...

    async def do_request(self, *args: object, **named: object) -> tuple[int, bytes]:
        return self.code, self.payload


async def answered(code: int, payload: bytes) -> TelegramError:
    """The answer as python-telegram-bot raises it."""
    with pytest.raises(TelegramError) as caught:
        await Wire(code, payload).post("https://api.example/bot1:x/sendMessage", RequestData([]))
    return caught.value


def body(code: int, description: str, **parameters: object) -> bytes:
    said = {"ok": False, "error_code": code, "description": description}
    return json.dumps(said | ({"parameters": parameters} if parameters else {})).encode()


@pytest.mark.parametrize(
    ("text", "meaning"), [(text, meaning) for meaning, texts in ANSWERS.items() for text in texts]
)
async def test_each_answer_has_one_meaning(text: str, meaning: Refusal) -> None:
    code, _, description = text.partition(" ")
    error = await answered(int(code), body(int(code), description))
    assert meaning is refusals.kind(error)


def test_every_meaning_is_tried() -> None:
    assert set(Refusal) == {*ANSWERS, Refusal.MOVED}
    assert {meaning for meaning, _ in refusals.WORDS} <= set(ANSWERS)


@pytest.mark.parametrize("code", [500, 502, 503])
async def test_a_proxys_page_in_place_of_an_answer_is_a_server_that_received_nothing(code: int) -> None:
    page = b"<html><head><title>" + HTTPStatus(code).phrase.encode() + b"</title></head></html>"
    error = await answered(code, page)
    assert Refusal.NOT_RECEIVED is refusals.kind(error)
    assert "title" not in refusals.reason(error)


@pytest.mark.parametrize("code", [504, 520, 524])
async def test_a_proxys_page_for_a_server_that_took_too_long_leaves_doubt(code: int) -> None:
    assert Refusal.IN_DOUBT is refusals.kind(await answered(code, b"<html></html>"))


async def test_a_flood_and_a_move_carry_their_figures() -> None:
    flood = refusals.read(await answered(429, body(429, "Too Many Requests: retry after 9", retry_after=9)))
    assert (Refusal.FLOOD, 9.0) == (flood.kind, flood.retry_after)
    unsaid = refusals.read(await answered(429, body(429, "Too Many Requests: retry after 35")))
    assert (Refusal.FLOOD, 35.0) == (unsaid.kind, unsaid.retry_after)
    upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
    moved = refusals.read(await answered(400, body(400, upgraded, migrate_to_chat_id=-1005)))
    assert (Refusal.MOVED, -1005) == (moved.kind, moved.new_chat_id)
    assert (Refusal.FLOOD, 3600.0) == (refusals.kind(RetryAfter(3600)), refusals.seconds(RetryAfter(3600)))


@pytest.mark.parametrize("forever", [10**9, str(10**9), 10**15])
async def test_nobody_is_left_alone_for_years(forever: object) -> None:
    said = refusals.read(
        await answered(429, body(429, "Too Many Requests: retry after 9", retry_after=forever))
    )
    assert (Refusal.FLOOD, refusals.LONGEST_WAIT_S) == (said.kind, said.retry_after)
    unsaid = refusals.read(await answered(429, body(429, f"Too Many Requests: retry after {10**30}")))
    assert refusals.LONGEST_WAIT_S == unsaid.retry_after


@pytest.mark.parametrize(
    ("odd", "seconds"), [("3", 3.0), (-5, 7.0), (None, 7.0), ([], 7.0), ("soon", 7.0), (1e400, 7.0)]
)
async def test_a_figure_that_is_none_leaves_the_words(odd: object, seconds: float) -> None:
    said = refusals.read(await answered(429, body(429, "Too Many Requests: retry after 7", retry_after=odd)))
    assert (Refusal.FLOOD, seconds) == (said.kind, said.retry_after)


async def test_a_reason_that_is_no_text_is_none() -> None:
    refused = {"ok": False, "error_code": 400, "description": ["x"], "parameters": [1]}
    assert Refusal.CONTENT is refusals.kind(await answered(400, json.dumps(refused).encode()))


def lost(cause: Exception, timed_out: bool = False) -> TelegramError:
    error = TimedOut() if timed_out else NetworkError("lost")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (lost(httpx.ConnectError("refused")), Refusal.NOT_RECEIVED),
        (lost(httpx.ConnectTimeout("slow"), timed_out=True), Refusal.NOT_RECEIVED),
        (lost(httpx.PoolTimeout("full"), timed_out=True), Refusal.NOT_RECEIVED),
        (lost(httpx.ReadTimeout("slow"), timed_out=True), Refusal.IN_DOUBT),
        (lost(httpx.WriteTimeout("slow"), timed_out=True), Refusal.IN_DOUBT),
        (lost(httpx.RemoteProtocolError("gone")), Refusal.IN_DOUBT),
        (lost(httpx.ReadError("gone")), Refusal.IN_DOUBT),
    ],
)
def test_what_was_on_the_wire_may_have_arrived(error: TelegramError, meaning: Refusal) -> None:
    assert meaning is refusals.kind(error)


async def test_a_reason_for_the_log_repeats_no_word_of_a_message() -> None:
    for said in (
        'Bad Request: can\'t parse entities: Unsupported start tag "비밀" at byte offset 7',
        "Bad Request: inline keyboard button URL 'https://news.example/비밀' is invalid: Wrong HTTP URL",
    ):
        assert "비밀" not in refusals.reason(await answered(400, body(400, said)))
    assert "비밀" not in refusals.reason(await answered(400, "{비밀".encode()))
