"""A turn is seen to be worked on while it takes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Update
from telegram.error import BadRequest, TelegramError, TimedOut

from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.turns import TYPING_AFTER_S, TYPING_S, Turns
from bot.entrypoints.terminal.loopback import BOT_USERNAME
from bot.errors import ReaderError, StoreUnavailable
from bot.i18n import say


class Bot:
    """Notes where it is seen to type, and what it says."""

    id, username = 1, BOT_USERNAME

    def __init__(self) -> None:
        self.typing: list[tuple[int, str, int | None]] = []
        self.said: list[str] = []

    async def send_chat_action(self, chat: int, action: str, message_thread_id: int | None = None) -> None:
        self.typing.append((chat, action, message_thread_id))

    async def send_message(self, chat: int, text: str, **_: object) -> SimpleNamespace:
        self.said.append(text)
        return SimpleNamespace(message_id=len(self.said))


def said() -> Update:
    update = Update.de_json(
        {
            "update_id": 1,
            "message": {
                "message_id": 5,
                "date": 0,
                "chat": {"id": -7, "type": "supergroup", "title": "방"},
                "from": {"id": 3, "is_bot": False, "first_name": "민수"},
                "text": "/search 로봇",
                "message_thread_id": 42,
                "is_topic_message": True,
            },
        },
        None,
    )
    assert update is not None
    return update


async def test_typing_is_shown_again_and_again_in_the_topic_until_it_is_answered() -> None:
    waits: list[float] = []
    typed_twice, bot = asyncio.Event(), Bot()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            typed_twice.set()
            await asyncio.Event().wait()

    async def slow(turn: Turn) -> None:
        await typed_twice.wait()

    async def nobody(person: int | None) -> None:
        return

    turns = Turns(lambda: datetime.now(UTC), nobody, sleep=sleep)
    await turns.running("slow", slow)(said(), cast(Any, SimpleNamespace(bot=bot)))
    assert [(-7, "typing", 42)] * 2 == bot.typing
    assert [TYPING_AFTER_S, TYPING_S, TYPING_S] == waits
    assert {asyncio.current_task()} == {task for task in asyncio.all_tasks() if not task.cancelling()}


async def test_of_many_that_wait_in_a_chat_one_shows_typing_and_another_goes_on_when_it_is_answered() -> None:
    bot, answered, asleep = Bot(), [asyncio.Event() for _ in range(9)], list[asyncio.Event]()

    async def sleep(_: float) -> None:
        asleep.append(asyncio.Event())
        await asleep[-1].wait()

    async def nobody(person: int | None) -> None:
        return

    async def pass_time() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        while asleep:
            asleep.pop().set()
        for _ in range(5):
            await asyncio.sleep(0)

    turns = Turns(lambda: datetime.now(UTC), nobody, sleep=sleep)

    async def wait(number: int) -> None:
        async def slow(turn: Turn) -> None:
            await answered[number].wait()

        await turns.running("slow", slow)(said(), cast(Any, SimpleNamespace(bot=bot)))

    waiting = [asyncio.create_task(wait(number)) for number in range(len(answered))]
    await pass_time()
    assert 1 == len(bot.typing)
    await pass_time()
    assert 2 == len(bot.typing)
    answered[0].set()
    await waiting[0]
    await pass_time()
    assert 3 == len(bot.typing)
    for one in answered:
        one.set()
    await asyncio.gather(*waiting)
    await asyncio.sleep(0)
    assert set() == turns.typing


async def test_what_is_answered_at_once_shows_none() -> None:
    bot = Bot()

    async def quick(turn: Turn) -> None:
        return

    async def nobody(person: int | None) -> None:
        return

    await Turns(lambda: datetime.now(UTC), nobody).running("quick", quick)(
        said(), cast(Any, SimpleNamespace(bot=bot))
    )
    await asyncio.sleep(0)
    assert [] == bot.typing


GROUP = {"id": -7, "type": "supergroup", "title": "방"}
CHANNEL = {"id": -8, "type": "channel", "title": "소식"}
MINSU = {"id": 3, "is_bot": False, "first_name": "민수", "language_code": "ko"}
SAID = {"message_id": 5, "date": 0, "chat": GROUP, "from": MINSU, "text": "/search 로봇"}
POSTED = {"message_id": 5, "date": 0, "chat": CHANNEL, "text": "/search 로봇"}
MEMBER = {"user": MINSU, "status": "member"}
CHANGE = {"chat": GROUP, "from": MINSU, "date": 0, "old_chat_member": MEMBER, "new_chat_member": MEMBER}
PRESS = {"id": "1", "from": MINSU, "chat_instance": "x", "data": "y"}


def doubt() -> TelegramError:
    return TimedOut()


def away() -> StoreUnavailable:
    return StoreUnavailable("away", datetime.now(UTC), in_doubt=True)


@pytest.mark.parametrize(
    ("kind", "event", "after_doubt", "after_outage"),
    [
        ("message", SAID, "다시 보내 주세요", "저장소"),
        ("edited_message", SAID, "다시 보내 주세요", "저장소"),
        ("callback_query", PRESS | {"message": SAID}, "다시 눌러 주세요", "저장소"),
        ("callback_query", PRESS | {"message": POSTED}, None, "저장소"),
        ("channel_post", POSTED, None, "저장소"),
        ("edited_channel_post", POSTED, None, None),
        ("my_chat_member", CHANGE, None, None),
        ("chat_member", CHANGE, None, None),
        ("guest_message", SAID | {"guest_query_id": "1"}, None, None),
    ],
)
async def test_a_line_or_a_database_that_breaks_is_told_to_who_waits_for_an_answer_alone(
    kind: str, event: dict[str, Any], after_doubt: str | None, after_outage: str | None
) -> None:
    for fault, expected in ((doubt(), after_doubt), (away(), after_outage)):
        bot = Bot()
        update = Update.de_json({"update_id": 1, kind: event}, cast(Any, bot))

        async def fails(turn: Turn, fault: Exception = fault) -> None:
            turn.answered = True  # a press's notice is over
            raise fault

        async def nobody(person: int | None) -> None:
            return

        turns = Turns(lambda: datetime.now(UTC), nobody)
        await turns.running("failing", fails)(update, cast(Any, SimpleNamespace(bot=bot)))
        assert [expected is not None] == [bool(bot.said)]
        assert all(expected is not None and expected in words for words in bot.said)


async def test_a_guest_is_told_nothing_in_a_chat_that_is_not_ours() -> None:
    bot = Bot()
    update = Update.de_json({"update_id": 1, "guest_message": SAID | {"guest_query_id": "1"}}, cast(Any, bot))

    async def nobody(person: int | None) -> None:
        return

    for fault in (ZeroDivisionError(), ReaderError("query.too_long", limit=1_000)):

        async def fails(turn: Turn, fault: Exception = fault) -> None:
            raise fault

        turns = Turns(lambda: datetime.now(UTC), nobody)
        await turns.running("guest", fails)(update, cast(Any, SimpleNamespace(bot=bot)))
    assert [] == bot.said


@pytest.mark.parametrize(("message", "is_said"), [(SAID, True), (POSTED, False)])
async def test_the_alert_of_an_old_press_is_a_message_but_in_channels(
    message: dict[str, Any], is_said: bool
) -> None:
    bot = Bot()

    async def too_old(*_: object, **__: object) -> bool:
        raise BadRequest("Query is too old and response timeout expired or query id is invalid")

    bot.answer_callback_query = too_old  # type: ignore[attr-defined]
    update = Update.de_json({"update_id": 1, "callback_query": PRESS | {"message": message}}, cast(Any, bot))

    async def refuses(turn: Turn) -> None:
        await turn.answer("다 봤어요", alert=False)  # passes by itself, and has passed
        turn.answered = False
        raise ReaderError("subscription.gone")

    async def nobody(person: int | None) -> None:
        return

    turns = Turns(lambda: datetime.now(UTC), nobody)
    await turns.running("old", refuses)(update, cast(Any, SimpleNamespace(bot=bot)))
    assert [say("ko", "subscription.gone")] * is_said == bot.said
