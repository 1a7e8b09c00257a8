"""Messages out: what is made once more, what is waited for, moved groups, lost topics, and what is refused as it is."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.adapters.database.pace import MINUTE_S
from bot.delivery.budget import Seat
from bot.delivery.rate_limit import PER_SECOND, RateLimiter
from bot.entrypoints.presentation.tree import bold, lines, link, text
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.sender import AGAIN_S, Sender, Spot, once_more, send
from tests.entrypoints.telegram.stage import GROUP, MINSU, Stage


class Naps:
    """Time that passes only in sleep, and what was slept."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.now = 1000.0

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.now += seconds


class Line:
    """A call that fails with each of *errors*, then goes through."""

    def __init__(self, *errors: TelegramError) -> None:
        self.left = list(errors)
        self.calls = 0
        self.naps = Naps()
        self.limiter = RateLimiter(lambda: self.naps.now)

    async def call(self) -> Any:
        self.calls += 1
        if self.left:
            raise self.left.pop(0)
        return {"file_id": "f", "file_unique_id": "u", "file_path": "documents/f"}

    async def make(self, endpoint: str = "sendMessage", **data: Any) -> Any:
        sender = Sender(self.limiter, self.naps)
        return await sender.process_request(self.call, (), {}, endpoint, data, None)


def broken(cause: httpx.HTTPError) -> TelegramError:
    error = NetworkError("lost")
    error.__cause__ = cause
    return error


NOT_RECEIVED: tuple[Callable[[], TelegramError], ...] = (
    lambda: NetworkError("Bad Gateway"),
    lambda: NetworkError("Service Unavailable"),
    lambda: NetworkError("Internal Server Error"),
    lambda: broken(httpx.ConnectError("refused")),
)


@pytest.mark.parametrize("fault", NOT_RECEIVED)
@pytest.mark.parametrize(
    ("endpoint", "data"),
    [("sendMessage", {"chat_id": 7}), ("editMessageText", {"chat_id": 7}), ("sendDocument", {"chat_id": -7}),
     ("answerCallbackQuery", {"callback_query_id": "q"}), ("getFile", {"file_id": "f"})],
)  # fmt: skip
async def test_what_surely_was_not_received_is_made_once_more(
    fault: Callable[[], TelegramError], endpoint: str, data: dict[str, Any]
) -> None:
    line = Line(fault())
    await line.make(endpoint, **data)
    assert (2, [AGAIN_S]) == (line.calls, line.naps.taken)
    line = Line(fault(), fault())
    with pytest.raises(NetworkError):
        await line.make(endpoint, **data)
    assert 2 == line.calls, "once, no more"


@pytest.mark.parametrize(
    "fault", [NetworkError("Gateway Timeout"), TimedOut(), broken(httpx.ReadError("gone")), BadRequest("no")]
)
async def test_what_may_have_been_received_or_is_refused_is_not(fault: TelegramError) -> None:
    line = Line(fault)
    with pytest.raises(type(fault)):
        await line.make(chat_id=7)
    assert 1 == line.calls


DOUBTS = [NetworkError("Gateway Timeout"), TimedOut(), broken(httpx.RemoteProtocolError("gone"))]


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize("endpoint", ["editMessageText", "answerCallbackQuery", "getFile", "setMyCommands"])
async def test_what_can_be_made_twice_is_made_once_more_where_it_is_in_doubt(
    doubt: TelegramError, endpoint: str
) -> None:
    line = Line(doubt)
    await line.make(endpoint)
    assert (2, [AGAIN_S]) == (line.calls, line.naps.taken)


@pytest.mark.parametrize(
    "refusal",
    ["Message is not modified", "Query is too old and response timeout expired or query id is invalid"],
)
async def test_what_had_been_received_although_it_was_in_doubt_is_no_fault(refusal: str) -> None:
    line = Line(TimedOut(), BadRequest(refusal))
    assert await line.make("editMessageText", chat_id=7) is True
    line = Line(BadRequest(refusal))
    with pytest.raises(BadRequest):
        await line.make("editMessageText", chat_id=7)


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize("endpoint", ["answerGuestQuery", "answerWebAppQuery"])
async def test_what_is_answered_with_an_object_is_not_made_again_where_it_is_in_doubt(
    doubt: TelegramError, endpoint: str
) -> None:
    line = Line(doubt, BadRequest("Query is too old and response timeout expired or query id is invalid"))
    with pytest.raises(type(doubt)):
        await line.make(endpoint)
    assert 1 == line.calls


async def test_a_flood_limit_is_waited_for_as_long_as_telegram_says() -> None:
    line = Line(RetryAfter(3), RetryAfter(5))
    await line.make(chat_id=7)
    assert [3.0, 5.0] == line.naps.taken


async def test_a_flood_limit_longer_than_anyone_waits_is_given_up_and_holds_the_chat_alone() -> None:
    line = Line(RetryAfter(3600))
    with pytest.raises(RetryAfter):
        await line.make(chat_id=7)
    assert [] == line.naps.taken
    assert 3600 == pytest.approx(line.limiter.wait_for_chat(7))
    assert line.limiter.wait(8) < 0.1
    with pytest.raises(RetryAfter):
        await line.make(chat_id=7)
    assert 1 == line.calls, "nobody knocks meanwhile"
    await line.make(chat_id=8)
    line.naps.now += 3590
    await line.make(chat_id=7)
    assert [10.0] == [pytest.approx(nap) for nap in line.naps.taken]


async def test_what_is_no_message_waits_for_a_moment_only() -> None:
    line = Line(RetryAfter(4), RetryAfter(4))
    with pytest.raises(RetryAfter):
        await line.make("setMyCommands", commands=[])
    assert [4.0] == line.naps.taken


class Places:
    """A budget that has a place after *pause*; what is done, in order."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.done: list[object] = []
        self.seats: list[Seat] = []
        self.patience_s: list[float] = []

    @asynccontextmanager
    async def place(self, chat: int, patience_s: float, gap_s: float = 0.0) -> AsyncIterator[Seat]:
        self.done.append(chat)
        self.patience_s.append(patience_s)
        self.seats.append(Seat(self.pause))
        try:
            yield self.seats[-1]
        finally:
            self.done.append("given back")

    async def hold(self, chat: int, seconds: float) -> None:
        raise AssertionError("nobody is to be left alone")

    async def forget_old(self) -> None:
        raise AssertionError("nothing is to be forgotten")


@pytest.mark.parametrize(
    ("endpoint", "done"),
    [
        ("sendMessage", [-7, "sent", "given back"]),
        ("editMessageText", [-7, "sent", "given back"]),
        ("sendChatAction", ["sent"]),
    ],
)
async def test_a_message_has_a_place_among_those_of_all_copies_until_it_is_answered_and_typing_none(
    endpoint: str, done: list[object]
) -> None:
    line, places = Line(), Places()

    async def call() -> str:
        places.done.append("sent")
        return "sent"

    sender = Sender(line.limiter, line.naps, places)
    await sender.process_request(call, (), {}, endpoint, {"chat_id": -7}, None)
    assert done == places.done


async def test_a_full_minute_of_a_group_is_waited_for_also_where_copies_count_it() -> None:
    line, places = Line(), Places()
    sender = Sender(line.limiter, line.naps, places)
    for chat in (7, -7):
        await sender.process_request(line.call, (), {}, "sendMessage", {"chat_id": chat}, None)
    in_private, in_group = places.patience_s
    assert in_private < MINUTE_S < in_group


async def test_a_message_for_which_there_is_no_place_does_not_go() -> None:
    line = Line()
    sender = Sender(line.limiter, line.naps, Places(70.5))
    with pytest.raises(RetryAfter) as refused:
        await sender.process_request(line.call, (), {}, "sendMessage", {"chat_id": 7}, None)
    assert (71.0, 0) == (refusals.seconds(refused.value), line.calls)


@pytest.mark.parametrize("busy", [0, PER_SECOND])
async def test_a_seat_counts_only_where_the_call_was_made(busy: int) -> None:
    line, places, began = Line(), Places(), asyncio.Event()
    for chat in range(busy):
        sent = line.limiter.reply(100 + chat)
        assert 0 == line.limiter.until_turn(sent) == line.limiter.until(sent)

    async def hang(seconds: float = 0.0) -> None:
        began.set()
        await asyncio.Event().wait()

    sender = Sender(line.limiter, hang, places)
    sending = asyncio.create_task(sender.process_request(hang, (), {}, "sendMessage", {"chat_id": -7}, None))
    await began.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert [not busy] == [seat.is_used for seat in places.seats]


async def test_a_download_is_made_once_more() -> None:
    line = Line(NetworkError("Bad Gateway"))
    await once_more(line.call, line.naps)
    line = Line(TimedOut())
    with pytest.raises(TimedOut):
        await once_more(line.call, line.naps)


def once(stage: Stage, error: TelegramError, method: str = "sendMessage") -> list[dict[str, Any]]:
    """The next call of *method* is answered with *error*; what it asked for."""
    asked: list[dict[str, Any]] = []

    def refuse(wanted: dict[str, Any]) -> Any:
        asked.append(wanted)
        del stage.network.answers[method]
        raise error

    stage.network.answers[method] = refuse
    return asked


class _Asking(RateLimiter):
    """Remembers since when each message waited."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(clock)
        self.asked = list[float]()

    def reply(self, chat: int, asked: float) -> Any:
        self.asked.append(asked)
        return super().reply(chat, asked)


async def test_what_is_too_long_for_one_message_stands_in_line_once(stage: Stage) -> None:
    naps = Naps()
    limiter = _Asking(lambda: naps.now)
    sender, sent = Sender(limiter, naps), list[str]()

    class Group:
        async def send_message(self, chat: int, text: str, **how: Any) -> Any:
            async def call() -> Any:
                return sent.append(text)

            data = {"chat_id": chat}
            return await sender.process_request(call, (), {}, "sendMessage", data, None)  # type: ignore[arg-type]

    await send(Group(), Spot(GROUP.id), text("가 나 다 " * 2_000), as_plain=True)  # type: ignore[arg-type]
    first, *others = limiter.asked
    assert (len(sent) > 2, 1000.0) == (True, first)
    assert {-math.inf} == set(others)


async def test_a_group_is_followed_to_its_new_id(stage: Stage) -> None:
    stage.network.says(MINSU, "안녕", GROUP)
    asked = once(stage, ChatMigrated(GROUP.id))
    await send(stage.app.bot, Spot(-55, reply_to=7), "안녕")
    assert [-55] == [one["chat_id"] for one in asked]
    assert GROUP == stage.heard[-1].room
    assert stage.heard[-1].reply_to is None  # message ids do not move with the group


async def test_a_lost_topic_is_answered_in_the_group(stage: Stage) -> None:
    stage.network.says(MINSU, "안녕", GROUP)
    once(stage, BadRequest("Message thread not found"))
    await send(stage.app.bot, Spot(GROUP.id, 42), "안녕")
    assert stage.heard[-1].thread_id is None


async def test_what_is_refused_as_it_is_goes_once_more_without_markup_and_with_its_addresses(
    stage: Stage,
) -> None:
    stage.network.says(MINSU, "안녕", GROUP)
    once(stage, BadRequest("Entities_too_long"))
    await send(
        stage.app.bot,
        Spot(GROUP.id),
        lines(bold("소식"), text("• ", link("노면전차", "https://news.example/1"))),
    )
    assert "소식\n• 노면전차 https://news.example/1" == stage.heard[-1].text


async def test_and_then_it_is_refused(stage: Stage) -> None:
    stage.network.says(MINSU, "안녕", GROUP)
    calls = []

    def refuse(wanted: dict[str, Any]) -> Any:
        calls.append(wanted)
        raise BadRequest("Something new")

    stage.network.answers["sendMessage"] = refuse
    with pytest.raises(BadRequest, match="new"):
        await send(stage.app.bot, Spot(GROUP.id), "안녕")
    assert 2 == len(calls)
