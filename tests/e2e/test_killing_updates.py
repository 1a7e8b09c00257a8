"""An update with which each process ends that works on it: set aside after some tries, everybody else is answered."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from bot.adapters.database.inbox import MOST_TRIES
from bot.adapters.database.store import Store
from tests.databases import database_url, postgres_server, postgres_url
from tests.dialog import Voice
from tests.e2e.house import House, open_house
from tests.e2e.test_webhook import Hooked

ASIDE = "update set aside: id="
__all__ = ["database_url", "postgres_server", "postgres_url"]


async def test_an_update_that_ends_its_process_is_set_aside_and_everybody_else_is_answered(
    tmp_path: Path, database_url: str
) -> None:
    async with open_house(tmp_path) as house:
        (tmp_path / "data").mkdir(exist_ok=True)
        hooked = Hooked(house)
        await hooked.start(DATABASE_URL=database_url)
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
            house.sosik.process.send_signal(signal.SIGKILL)
            await house.sosik.ends()
            met = held.met
            await hooked.start(DATABASE_URL=database_url)
            await others[kills % 3].says("/search 선장")
            await others[kills % 3].hears("선장")
        assert MOST_TRIES <= kills < 2 * MOST_TRIES - 1, "a call of who was killed may be met late"
        assert "비밀스러운" not in house.log
        held.withdraw()
        await killer.says("/search 나룻배")
        assert "나룻배" in (await killer.hears()).text
        store = await Store.open(database_url)
        while await store.inbox.waiting():  # noqa: ASYNC110 # another process settles it
            await asyncio.sleep(0.05)
        await store.close()


@pytest.mark.parametrize("turns", [2])
async def test_an_update_that_was_cut_off_by_a_kill_or_two_is_answered(tmp_path: Path, turns: int) -> None:
    async with open_house(tmp_path) as house:
        hooked = Hooked(house)
        await hooked.start()
        reader = Voice.of(house.telegram, "독자")
        held = house.telegram.hold(chat_id=reader.id, times=None)
        await reader.says("/search 나룻배")
        for turn in range(turns):
            await house.telegram.until(lambda met=turn: held.met > met, why=f"try {turn}")  # type: ignore[misc]
            house.sosik.process.send_signal(signal.SIGKILL)
            await house.sosik.ends()
            await hooked.start()
        held.withdraw()
        assert "나룻배" in (await reader.hears()).text


async def test_an_update_that_ends_a_polling_process_is_not_asked_for_again(fresh: House) -> None:
    await fresh.start()
    killer, other = Voice.of(fresh.telegram, "말썽"), Voice.of(fresh.telegram, "독자")
    held = fresh.telegram.hold(chat_id=killer.id, times=None)
    await killer.says("/search 나룻배")
    await fresh.telegram.until(lambda: held.met > 0, why="the answer that ends the process")
    fresh.sosik.process.send_signal(signal.SIGKILL)
    await fresh.sosik.ends()
    met = held.met
    await fresh.start()
    await other.says("/search 선장")
    await other.hears("선장", timeout_s=60.0)
    assert met == held.met, "what Telegram gave to a process that ended is begun again"
    held.withdraw()
    await killer.says("/search 나룻배")
    await killer.hears("나룻배", timeout_s=60.0)
