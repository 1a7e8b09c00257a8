"""Files that Telegram does not give, or does not take: who sent or asked for them is told in words."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from tests.dialog import Voice
from tests.e2e.desk import Desk, open_desk
from tests.e2e.editing import SUBJECTS, _lasting, desk, owner, publishes, story
from tests.emulator import Emulator

__all__ = ["_lasting", "desk", "owner"]

FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.mark.parametrize(
    "odd",
    [True, {}, FILE, FILE | {"file_path": "documents/gone"}, FILE | {"file_path": os.path.relpath(__file__)}],
)
async def test_a_file_that_telegram_does_not_give_is_asked_for_again_and_none_of_ours_is_read(
    desk: Desk, owner: Voice, odd: object, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.mumble(odd, method="getFile", times=2)
    await owner.sends("기사.md", story(SUBJECTS[0]).encode())
    await owner.hears("받아 오지 못했어요")
    await owner.hears_nothing()
    assert [] == [one for one in caplog.records if one.levelno >= logging.ERROR]
    for fault in desk.telegram.faults:
        fault.withdraw()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (413, "Request Entity Too Large"),
        (400, "Bad Request: not enough rights to send documents to the chat"),
    ],
)
async def test_a_file_that_telegram_does_not_take_is_told_in_words(
    desk: Desk, owner: Voice, code: int, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    await owner.says(f"/add {story(SUBJECTS[1])}")
    await publishes(owner, await owner.hears("게시 전에"))
    desk.telegram.refuse(code, why, method="sendDocument")
    await owner.says("/export corpus")
    told = await owner.hears("받지 않았어요")
    assert "1:1" not in told.text, "they are in it"
    assert [] == [one for one in caplog.records if one.levelno >= logging.ERROR]


async def test_where_a_group_does_not_take_a_file_a_private_chat_may(tmp_path: Path) -> None:
    async with Emulator() as telegram:
        place = Voice.into_group(telegram, "편집국", Voice.of(telegram, "국장"), kind="supergroup")
        async with open_desk(tmp_path, telegram, groups=[place.chat.id]) as desk:
            await desk.owner.says(f"/add {story(SUBJECTS[1])}")
            await publishes(desk.owner, await desk.owner.hears("게시 전에"))
            telegram.refuse(
                400, "Bad Request: not enough rights to send documents to the chat", method="sendDocument"
            )
            room = desk.owner.at(place)
            await room.says("/export corpus")
            await room.hears("1:1 대화에서")
