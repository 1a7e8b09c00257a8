"""An update with which each process ends that works on it: set aside after some tries, everybody else is answered."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from bot.adapters.database.inbox import MOST_TRIES
from bot.adapters.database.store import Store
from tests.adapters.database.breaking import locked_file
from tests.databases import database_url, postgres_server, postgres_url
from tests.dialog import Voice
from tests.e2e.house import House, Sosik, open_house
from tests.e2e.test_webhook import Hooked

WAYS = ["polling", "webhook"]
ASIDE = "update set aside: id="
__all__ = ["database_url", "postgres_server", "postgres_url"]


async def start(house: House, way: str, hooked: Hooked, **more: str) -> None:
    """`sosik run`, to which updates come that way."""
    await (hooked.start(**more) if way == "webhook" else house.start(**more))


async def kill(sosik: Sosik) -> None:
    """As the kernel does when memory is short."""
    sosik.process.send_signal(signal.SIGKILL)
    await sosik.ends()


async def settled(database_url: str, all_but: int = 0) -> None:
    """Wait until the process has recorded what it is done with."""
    store = await Store.open(database_url)
    while await store.inbox.waiting() > all_but:  # noqa: ASYNC110 # another process settles it
        await asyncio.sleep(0.05)
    await store.close()


@pytest.mark.parametrize("way", WAYS)
async def test_an_update_that_ends_its_process_is_set_aside_and_everybody_else_is_answered(
    tmp_path: Path, database_url: str, way: str
) -> None:
    async with open_house(tmp_path) as house:
        (tmp_path / "data").mkdir(exist_ok=True)
        hooked = Hooked(house)
        await start(house, way, hooked, DATABASE_URL=database_url)
        killer, others = (
            Voice.of(house.telegram, "말썽"),
            [Voice.of(house.telegram, f"독자{n}") for n in range(3)],
        )
        # whoever is about to answer it ends, as by a fault in a library of C
        held = house.telegram.hold(chat_id=killer.id, times=None)
        await killer.says("/search 비밀스러운 낱말")
        await others[0].says("/search 나룻배")
        await others[0].hears("나룻배")
        met = 0
        for kills in range(2 * MOST_TRIES):
            await house.telegram.until(
                lambda met=met: held.met > met or ASIDE in house.log,  # type: ignore[misc]
                100.0,  # at the latest when the lease of who was killed ends
                "another try, or the log to say that there is none",
            )
            if ASIDE in house.log:
                break
            await settled(database_url, all_but=1)
            await kill(house.sosik)
            met = held.met
            await start(house, way, hooked, DATABASE_URL=database_url)
            await others[kills % 3].says("/search 선장")
            await others[kills % 3].hears("선장")
        assert MOST_TRIES <= kills < 2 * MOST_TRIES - 1, "a call of who was killed may be met late"
        assert "비밀스러운" not in house.log
        held.withdraw()
        await killer.says("/search 나룻배")
        assert "나룻배" in (await killer.hears()).text
        await settled(database_url)


@pytest.mark.parametrize("way", WAYS)
async def test_an_update_that_was_cut_off_by_a_kill_or_two_is_answered(tmp_path: Path, way: str) -> None:
    async with open_house(tmp_path) as house:
        hooked = Hooked(house)
        await start(house, way, hooked)
        reader = Voice.of(house.telegram, "독자")
        held = house.telegram.hold(chat_id=reader.id, times=None)
        await reader.says("/search 나룻배")
        for turn in range(2):
            await house.telegram.until(lambda met=turn: held.met > met, why=f"try {turn}")  # type: ignore[misc]
            await kill(house.sosik)
            await start(house, way, hooked)
        held.withdraw()
        assert "나룻배" in (await reader.hears()).text


async def test_what_was_fetched_and_not_answered_when_the_process_was_killed_is_answered_once_and_in_order(
    fresh: House,
) -> None:
    await fresh.start()
    readers = [Voice.of(fresh.telegram, f"독자{n}") for n in range(3)]
    held = fresh.telegram.hold(method="sendMessage", times=None)
    words = ("나룻배", "선장", "요금")
    for word in words:
        for one in readers:
            await one.says(f"/search {word}")
    await fresh.telegram.until(
        lambda: not fresh.telegram.world.updates, why="all of it fetched and confirmed"
    )
    await kill(fresh.sosik)
    held.withdraw()
    await fresh.start()
    for one in readers:
        for word in words:
            assert word in (await one.hears()).text
    assert 0 == (await fresh.sosik.stop())[0]
    await fresh.start()
    await readers[0].says("/search 안개")
    await readers[0].hears("안개")
    assert [4, 3, 3] == [len(fresh.telegram.sent(chat_id=one.id)) for one in readers]


async def test_what_is_under_way_when_a_polling_bot_is_told_to_stop_is_answered_by_the_next(
    fresh: House,
) -> None:
    await fresh.start()
    reader = Voice.of(fresh.telegram, "독자")
    held = fresh.telegram.hold(chat_id=reader.id, times=None)
    await reader.says("/search 나룻배")
    await fresh.telegram.until(lambda: held.met > 0, why="the answer under way")
    code, took_s = await fresh.sosik.stop()
    assert (0, True) == (code, took_s < fresh.sosik.may_take_s)
    held.withdraw()
    await fresh.start()
    await reader.hears("나룻배")


async def test_what_is_asked_while_the_database_is_locked_is_answered_from_memory_and_once(
    fresh: House,
) -> None:
    await fresh.start()
    reader = Voice.of(fresh.telegram, "독자")
    with locked_file(fresh.home / "sosik.db"):
        for word in ("나룻배", "선장", "요금"):
            await reader.says(f"/search {word}")
            await reader.hears(word)
    await fresh.telegram.until(lambda: "can be used again" in fresh.log, why="the end of the outage")
    await kill(fresh.sosik)
    await fresh.start()
    await reader.says("/search 안개")
    await reader.hears("안개")
    assert 4 == len(fresh.telegram.sent(chat_id=reader.id))


async def test_what_is_answered_from_memory_when_the_process_is_killed_is_answered_by_the_next(
    fresh: House,
) -> None:
    await fresh.start()
    reader, others = Voice.of(fresh.telegram, "독자"), Voice.of(fresh.telegram, "다른 독자")
    held = fresh.telegram.hold(chat_id=reader.id, method="sendMessage", times=None)
    with locked_file(fresh.home / "sosik.db"):
        await reader.says("/search 나룻배")
        await fresh.telegram.until(lambda: held.met, why="the answer under way")
        for word in ("선장", "요금"):
            await others.says(f"/search {word}")
            await others.hears(word)
        await kill(fresh.sosik)
    held.withdraw()
    await fresh.start()
    await reader.hears("나룻배")
    await others.says("/search 안개")
    await others.hears("안개")
    assert 1 == len(fresh.telegram.sent(chat_id=reader.id))


@pytest.mark.parametrize("is_killed", [False, True], ids=["told to stop", "killed"])
async def test_what_was_answered_from_memory_behind_a_slow_answer_is_not_answered_by_the_next(
    fresh: House, *, is_killed: bool
) -> None:
    await fresh.start()
    reader, others = Voice.of(fresh.telegram, "독자"), Voice.of(fresh.telegram, "다른 독자")
    held = fresh.telegram.hold(chat_id=reader.id, method="sendMessage", times=None)
    with locked_file(fresh.home / "sosik.db"):
        await others.says("/search 안개")
        await others.hears("안개")
        await reader.says("/search 나룻배")
        await fresh.telegram.until(lambda: held.met, why="the answer under way")
        for word in ("선장", "요금"):
            await others.says(f"/search {word}")
            await others.hears(word)
    await fresh.telegram.until(lambda: "can be used again" in fresh.log, why="the end of the outage")
    if is_killed:
        await kill(fresh.sosik)
    else:
        assert 0 == (await fresh.sosik.stop())[0]
    held.withdraw()
    await fresh.start()
    await reader.hears("나룻배")
    await others.says("/search 나룻배")
    await others.hears("나룻배")
    assert (1, 4) == tuple(len(fresh.telegram.sent(chat_id=one.id)) for one in (reader, others))


async def test_what_was_answered_from_memory_is_confirmed_when_told_to_stop(fresh: House) -> None:
    await fresh.start()
    reader, others = Voice.of(fresh.telegram, "독자"), Voice.of(fresh.telegram, "다른 독자")
    held = fresh.telegram.hold(chat_id=reader.id, method="sendMessage", times=1)
    with locked_file(fresh.home / "sosik.db"):
        await reader.says("/search 나룻배")
        await fresh.telegram.until(lambda: held.met, why="the answer under way")
        await others.says("/search 선장")
        await others.hears("선장")
        stopping = asyncio.create_task(fresh.sosik.stop())
        await asyncio.sleep(0.3)
        held.withdraw()
        await reader.hears("나룻배")
        assert 0 == (await stopping)[0]
        assert not fresh.telegram.world.updates
