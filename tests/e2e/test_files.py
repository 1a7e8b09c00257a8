"""Files that Telegram does not give, or does not take: who sent or asked for them is told in words."""

from __future__ import annotations

import logging
import os

import pytest

from tests.dialog import Voice
from tests.e2e.desk import Desk
from tests.e2e.editing import SUBJECTS, _lasting, desk, owner, publishes, story

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
    await owner.hears("파일을 보낼 수 없거나")
    assert [] == [one for one in caplog.records if one.levelno >= logging.ERROR]
