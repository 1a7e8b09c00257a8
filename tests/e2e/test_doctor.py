"""`sosik doctor` beside an emulated Telegram: each thing that may be wrong is a line that says what to do."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from aiohttp import web

from tests.dialog import Voice
from tests.e2e.house import House
from tests.e2e.test_webhook import SECRET
from tests.emulator.world import BOT_ID


async def examine(house: House, **more: str) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """The exit code, and what was found by what it is about."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", "--json", cwd=house.home, env=house.environment(**more),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    assert b"" == err
    assert house.telegram.token.partition(":")[2].encode() not in out
    found: dict[str, list[dict[str, str]]] = {}
    for line in out.decode().splitlines():
        one = json.loads(line)
        found.setdefault(one["about"], []).append(one)
    assert process.returncode is not None
    return process.returncode, found


async def test_a_healthy_bot_has_no_fault(fresh: House) -> None:
    await fresh.start()
    group = fresh.telegram.people.group("동네", fresh.telegram.people.person("주인"))
    alice = Voice.of(fresh.telegram, "앨리스")
    await alice.says("/subscribe 18:00")
    await alice.hears()
    code, found = await examine(fresh)
    states = {about: {one["state"] for one in some} for about, some in found.items()}
    assert states.pop("pictures") <= {"ok", "note"}  # a host may have no font with Hangul
    assert (0, {"ok"}) == (code, set().union(*states.values()))
    assert "14 files to be looked at" in found["folder"][0]["told"]
    assert "1 can be told things" in found["chats"][0]["told"]
    assert group.id not in {call.params.get("chat_id") for call in fresh.telegram.log}


async def test_nothing_is_changed_before_the_first_start(fresh: House) -> None:
    code, found = await examine(fresh)
    assert (0, "ok") == (code, found["database"][0]["state"])
    assert not (fresh.home / "sosik.db").exists()
    assert not (fresh.folder / ".sosik-corpus").exists()


async def test_a_database_that_is_no_file(fresh: House) -> None:
    (fresh.home / "folder").mkdir()
    code, found = await examine(fresh, DATABASE_URL=f"sqlite:///{fresh.home / 'folder'}")
    assert (1, "fault") == (code, found["database"][0]["state"])
    assert "folder is no file" in found["database"][0]["told"]


async def test_a_token_that_telegram_does_not_know(fresh: House) -> None:
    code, found = await examine(fresh, TELEGRAM_BOT_TOKEN="123456789:AAanother-one_that-is-not-the-bots-own")
    assert (1, "fault") == (code, found["token"][0]["state"])
    assert "@BotFather" in found["token"][0]["todo"]
    fresh.telegram.violations.clear()


async def test_telegram_out_of_reach(fresh: House) -> None:
    async with fresh.telegram.unreachable():
        code, found = await examine(fresh)
    assert (1, "fault") == (code, found["telegram"][0]["state"])


async def test_a_database_that_is_away(fresh: House) -> None:
    code, found = await examine(fresh, DATABASE_URL="postgresql://nobody:secret-word@127.0.0.1:9/none")
    assert (1, "fault") == (code, found["database"][0]["state"])
    assert "secret-word" not in json.dumps(found)
    assert "ok" == found["token"][0]["state"]  # one that fails keeps no other from being made


async def test_a_database_of_a_newer_version(fresh: House) -> None:
    import sqlite3

    await fresh.start()
    await fresh.sosik.stop()
    with sqlite3.connect(fresh.home / "sosik.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    code, found = await examine(fresh)
    assert (1, "fault") == (code, found["database"][0]["state"])
    assert "newer Sosik" in found["database"][0]["told"]


async def test_a_group_that_threw_the_bot_out(fresh: House) -> None:
    await fresh.start()
    owner = fresh.telegram.people.person("주인")
    group = fresh.telegram.people.group("동네", owner, kind="supergroup")
    voice = Voice(fresh.telegram, owner, group)
    await voice.says("/subscribe 18:00")
    await voice.hears()
    await fresh.sosik.stop()
    del group.members[BOT_ID]
    code, found = await examine(fresh)
    fresh.telegram.violations.clear()  # it was asked about a chat that it is not in
    assert (0, ["ok", "note"]) == (code, [one["state"] for one in found["chats"] + found["chat"]])
    assert "add the bot again" in found["chat"][0]["todo"]


async def test_a_webhook_that_is_another(fresh: House) -> None:
    fresh.telegram.world.webhook = "https://elsewhere.example/telegram"
    _, found = await examine(fresh)
    assert ("note", True) == (found["webhook"][0]["state"], "elsewhere" in found["webhook"][0]["told"])
    fresh.telegram.world.webhook = "https://bot.example/telegram"
    more = {"WEBHOOK_URL": "https://bot.example/telegram", "WEBHOOK_SECRET": SECRET}
    _, found = await examine(fresh, **more)
    assert "ok" == found["webhook"][0]["state"]


@pytest.mark.parametrize(("ahead", "state"), [(0, "ok"), (-120, "fault"), (120, "fault")])
async def test_the_clock_is_compared_with_telegrams(fresh: House, ahead: int, state: str) -> None:
    async def late(request: web.Request) -> web.Response:
        when = format_datetime(
            datetime.fromtimestamp(datetime.now(UTC).timestamp() + ahead, UTC), usegmt=True
        )
        me = {"id": 1, "username": "sosik_bot", "can_join_groups": True, "url": "", "status": "member"}
        return web.json_response({"ok": True, "result": me}, headers={"Date": when})

    app = web.Application()
    app.router.add_route("*", "/{any:.+}", late)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    _, found = await examine(fresh, TELEGRAM_API_URL=f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()
    assert state == found["clock"][0]["state"]


async def test_what_reads_photos_and_hears_voices_is_asked_for(fresh: House) -> None:
    _, found = await examine(fresh)
    assert ["ok", "ok"] == [found["photos"][0]["state"], found["voice"][0]["state"]]
    _, found = await examine(fresh, STT_URL="http://127.0.0.1:9/v1")
    assert "fault" == found["voice"][0]["state"]
    assert "cannot be reached" in found["voice"][0]["told"]
