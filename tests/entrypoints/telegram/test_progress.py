"""The last word of a long piece of work arrives, whatever became of the message that told how far it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest
from telegram import Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.entrypoints.telegram import progress as progress_module
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


class Gone(Bot):
    """The message that was pressed is gone, others are not."""

    async def edit_message_text(self, text: str, chat: int, message: int, **_: object) -> None:
        if message == 5:
            raise BadRequest("Message to edit not found")
        await super().edit_message_text(text, chat, message)

    async def answer_callback_query(self, *_: object, **__: object) -> bool:
        return True


def pressed_turn(bot: Bot) -> Turn:
    chat, person = {"id": 3, "type": "private"}, {"id": 3, "is_bot": False, "first_name": "민수"}
    query = {"id": "1", "from": person, "chat_instance": "1", "data": "x"}
    message = {"message_id": 5, "date": 0, "chat": chat, "text": "받을까요?"}
    update = Update.de_json({"update_id": 1, "callback_query": query | {"message": message}}, cast(Any, bot))
    assert update is not None
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


async def test_a_pressed_message_that_is_gone_is_told_of_in_one_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress_module, "EVERY_S", 0.0)
    bot = Gone()
    progress = Progress(pressed_turn(bot), "export.packing")
    for done in range(1, 5):
        await progress.tell(done, 5)
    await progress.end("다 됐어요")
    assert (1, [101] * 4) == (len(bot.said), bot.changed)


async def test_a_refused_word_about_it_does_not_end_the_work() -> None:
    bot = Bot()

    async def refuse(*_: object, **__: object) -> Message:
        raise Forbidden("Forbidden: bot was blocked by the user")

    bot.send_message = refuse  # type: ignore[method-assign]
    await Progress(turn(bot), "export.packing").tell(1, 2)
