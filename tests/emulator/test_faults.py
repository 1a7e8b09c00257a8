"""What the emulator breaks on command, as python-telegram-bot sees it."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TimedOut

from tests.dialog import Voice
from tests.emulator import Emulator, Limits
from tests.emulator.conftest import Hands


async def test_a_flood_wait_is_answered_once(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    fault = telegram.flood(7)

    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(alice.id, "하나")
    await bot.send_message(alice.id, "둘")

    assert 7 == caught.value._retry_after.total_seconds()
    assert ["둘"] == [heard.text for heard in alice.unheard()]
    assert 1 == fault.met
    assert [] == telegram.violations


async def test_a_fault_meets_its_chat_and_method_only(telegram: Emulator, bot: Bot) -> None:
    alice, bob = Voice.of(telegram, "앨리스"), Voice.of(telegram, "밥")
    await alice.says("안녕")
    await bob.says("안녕")
    telegram.refuse(403, "Forbidden: bot was blocked by the user", chat_id=bob.id, times=None)
    telegram.refuse(502, "Bad Gateway", method="getChat")

    await bot.send_message(alice.id, "하나")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(bob.id, "하나")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_chat(alice.id)

    assert [alice.id] == [call.params["chat_id"] for call in telegram.sent()]


async def test_a_connection_is_lost_before_and_after_receipt(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    telegram.break_off(accepted=False)
    telegram.break_off(accepted=True)

    for text in ("하나", "둘"):
        with pytest.raises(NetworkError):
            await bot.send_message(alice.id, text)

    assert ["둘"] == [heard.text for heard in alice.unheard()]


async def test_an_answer_that_never_comes(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    fault = telegram.break_off(accepted=True, hangs=True)

    with pytest.raises(TimedOut):
        await bot.send_message(alice.id, "하나", read_timeout=0.05)
    fault.withdraw()

    assert "하나" == (await alice.hears()).text


async def test_a_call_is_held_and_then_carried_out(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    fault = telegram.hold()
    sending = asyncio.create_task(bot.send_message(alice.id, "하나"))
    await telegram.until(lambda: fault.met)
    assert [] == alice.unheard()
    fault.withdraw()

    assert "하나" == (await sending).text
    assert "하나" == (await alice.hears()).text


async def test_nobody_can_connect_meanwhile(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    async with telegram.unreachable():
        with pytest.raises(NetworkError):
            await bot.send_message(alice.id, "하나")
    await bot.send_message(alice.id, "둘")

    assert ["둘"] == [heard.text for heard in alice.unheard()]


async def test_flood_limits_by_the_clock(telegram: Emulator, bot: Bot, clock: Hands) -> None:
    telegram.limits = Limits(clock)
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    await bot.send_message(alice.id, "하나")
    with pytest.raises(RetryAfter):
        await bot.send_message(alice.id, "둘")
    telegram.expect_refused("retry after 1")
    clock.now += 1

    await bot.send_message(alice.id, "둘")

    assert ["하나", "둘"] == [heard.text for heard in alice.unheard()]


def test_the_limits_are_thirty_a_second_and_twenty_a_minute_in_a_group() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0])

    assert [None] * 30 == [limits.wait(chat) for chat in range(1, 31)]
    assert 1 == limits.wait(31)
    for second in range(1, 21):
        now[0] = float(second)
        assert limits.wait(-5) is None
    now[0] = 21.0
    assert 40 == limits.wait(-5)
    now[0] = 61.0
    assert limits.wait(-5) is None
