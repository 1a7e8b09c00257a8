"""Messages out: flood limits, moved groups, lost topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, RetryAfter

from bot.entrypoints.telegram.sender import patiently, send
from tests.entrypoints.telegram.stage import GROUP, MINSU, Stage


class Naps:
    """A sleep that only counts."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def failing(*errors: Exception) -> Callable[[], Any]:
    left = list(errors)

    async def call() -> str:
        if left:
            raise left.pop(0)
        return "sent"

    return call


async def test_a_flood_limit_is_waited_for_as_long_as_telegram_says() -> None:
    naps = Naps()
    assert "sent" == await patiently(failing(RetryAfter(3), RetryAfter(5)), naps)
    assert [3.0, 5.0] == naps.taken


async def test_a_flood_limit_longer_than_anyone_waits_is_given_up() -> None:
    naps = Naps()
    with pytest.raises(RetryAfter):
        await patiently(failing(RetryAfter(3600)), naps)
    assert [] == naps.taken


async def test_a_group_is_followed_to_its_new_id(stage: Stage) -> None:
    stage.network.says(MINSU, "안녕", GROUP)
    asked = []

    def moved(wanted: dict[str, Any]) -> Any:
        asked.append(wanted)
        del stage.network.answers["sendMessage"]
        raise ChatMigrated(GROUP.id)

    stage.network.answers["sendMessage"] = moved
    await send(stage.app.bot, -55, "안녕", reply_to=7)
    assert [-55] == [one["chat_id"] for one in asked]
    assert GROUP == stage.heard[-1].room
    assert stage.heard[-1].reply_to is None  # message ids do not move with the group


async def test_a_lost_topic_is_answered_in_the_group(stage: Stage) -> None:
    stage.network.says(MINSU, "안녕", GROUP)

    def no_topic(_: dict[str, Any]) -> Any:
        del stage.network.answers["sendMessage"]
        raise BadRequest("Message thread not found")

    stage.network.answers["sendMessage"] = no_topic
    await send(stage.app.bot, GROUP.id, "안녕", thread_id=42)
    assert stage.heard[-1].thread_id is None
