"""A turn is seen to be worked on while it takes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from telegram import Update

from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.turns import TYPING_AFTER_S, TYPING_S, Turns
from bot.entrypoints.terminal.loopback import BOT_USERNAME


class Bot:
    """Notes where it is seen to type."""

    id, username = 1, BOT_USERNAME

    def __init__(self) -> None:
        self.typing: list[tuple[int, str, int | None]] = []

    async def send_chat_action(self, chat: int, action: str, message_thread_id: int | None = None) -> None:
        self.typing.append((chat, action, message_thread_id))


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
