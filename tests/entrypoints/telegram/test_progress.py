"""The last word of a long piece of work arrives, whatever became of the message that told how far it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest
from telegram import Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.edits import Edits
from bot.entrypoints.telegram.progress import Progress
from tests.entrypoints.telegram.test_turns import said


class Bot:
    """Sends what it is told to, and refuses every edit with *refusal*."""

    def __init__(self, refusal: TelegramError | None = None) -> None:
        self.refusal, self.said, self.changed = refusal, list[str](), list[int]()

    async def send_message(self, chat: int, text: str, **_: object) -> Message:
        self.said.append(text)
        wire = {"message_id": 100 + len(self.said), "date": 0, "chat": {"id": chat, "type": "private"}}
        message = Message.de_json(wire | {"text": text}, None)
        assert message is not None
        return message

    async def edit_message_text(self, text: str, chat: int, message: int, **_: object) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.changed.append(message)


def turn(bot: Bot) -> Turn:
    update = said()
    assert isinstance(update, Update)
    return Turn(update, cast(Any, bot), "ko", "export", lambda: datetime.now(UTC), Edits())


async def test_it_is_told_in_one_message() -> None:
    bot = Bot()
    progress = Progress(turn(bot), "export.packing")
    await progress.tell(1, 2)
    await progress.end("다 됐어요")
    assert (1, [101]) == (len(bot.said), bot.changed)


@pytest.mark.parametrize(
    "refusal",
    [
        BadRequest("Message to edit not found"),
        BadRequest("Message can't be edited"),
        ChatMigrated(-100123),
    ],
)
async def test_where_its_message_cannot_be_changed_the_end_is_a_new_one(refusal: TelegramError) -> None:
    bot = Bot(refusal)
    progress = Progress(turn(bot), "export.packing")
    await progress.tell(1, 2)
    await progress.end("다 됐어요")
    assert "다 됐어요" == bot.said[1]


async def test_a_refused_word_about_it_does_not_end_the_work() -> None:
    bot = Bot()

    async def refuse(*_: object, **__: object) -> Message:
        raise Forbidden("Forbidden: bot was blocked by the user")

    bot.send_message = refuse  # type: ignore[method-assign]
    await Progress(turn(bot), "export.packing").tell(1, 2)
