"""Three copies by webhook behind nginx, as deploy/nginx.conf has it: whichever is asked, it is one bot."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from tests.adapters.database.breaking import held, locked_tables
from tests.article_files import crawled
from tests.databases import postgres_server, postgres_url
from tests.dialog import Voice
from tests.e2e.copies import SECRET, WITHIN_S, Copies, free_port, open_copies
from tests.e2e.house import add_article
from tests.emulator.faults import Limits
from tests.router import nginx, routing

__all__ = ["postgres_server", "postgres_url"]

pytestmark = pytest.mark.skipif(nginx() is None, reason="nginx is not here (Debian: nginx-light)")
ASKED = 9  # so many who ask one after the other are answered by each copy, since nginx takes turns


@pytest_asyncio.fixture(loop_scope="session")
async def bot(tmp_path: Path, postgres_url: str) -> AsyncIterator[Copies]:
    async with open_copies(tmp_path, postgres_url) as copies:
        port = free_port()
        ports = [free_port() for _ in range(3)]
        async with routing(tmp_path, port, ports):
            for one in ports:
                await copies.start(port=one, WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram")
            yield copies


async def answers(bot: Copies, words: str) -> set[str]:
    """What ASKED new readers hear of it."""
    heard = set()
    for _ in range(ASKED):
        reader = Voice.of(bot.telegram, "독자")
        await reader.says(words)
        heard.add((await reader.hears(timeout_s=30)).text)
    return heard


async def test_what_one_copy_knows_every_answer_knows(bot: Copies) -> None:
    text = crawled("한빛시 굴뚝에 황새가 둥지를 틀었다.", id="901_0000000777", title="황새 둥지")
    add_article(bot.all[1].folder, "황새.md", text)
    began = time.monotonic()
    while not all((one.folder / "황새.md").exists() for one in bot.all):
        assert time.monotonic() - began < WITHIN_S
        await asyncio.sleep(0.02)
    await asyncio.sleep(max(0.0, WITHIN_S - (time.monotonic() - began)))
    assert all("황새가 둥지를 틀었다" in heard for heard in await answers(bot, "/search 황새 둥지"))

    editor = Voice.of(bot.telegram, "편집자")
    editor.chat.started = True
    for verb, is_one in (("add", True), ("remove", False)):
        await bot.owner.says(f"/editors {verb} {editor.id}")
        await bot.owner.hears(timeout_s=30)
        await asyncio.sleep(WITHIN_S if is_one else 0.0)  # who is dismissed is so at once
        for _ in range(ASKED):
            await editor.says("/log")
            assert is_one == ("편집자만" not in (await editor.hears(timeout_s=30)).text)


async def test_all_are_answered_within_telegrams_limits_though_a_copy_is_killed(bot: Copies) -> None:
    bot.telegram.limits = Limits(time.time, per_second=30, chat_per_second=100, group_per_minute=20)
    people = [Voice.of(bot.telegram, f"사람{n}") for n in range(60)]
    room = Voice.into_group(bot.telegram, "나루 사람들", *people[:18])
    name = bot.telegram.world.bot["username"]
    for number, person in enumerate(people):
        if number < 18:
            await person.at(room).says(f"/search@{name} 나룻배")
        await person.says("/search 나룻배")
        if number == 30:
            assert bot.all[0].sosik is not None
            bot.all[0].sosik.process.send_signal(signal.SIGKILL)
    for person in people:
        await person.hears(timeout_s=60)
    await bot.telegram.until(lambda: len(bot.telegram.sent(chat_id=room.chat.id)) >= 18, 60, "the group")
    assert [] == [one for one in bot.telegram.violations if one.code == 429]


async def test_copies_without_their_database_are_not_taken_for_dead(bot: Copies, postgres_url: str) -> None:
    url, secret = bot.telegram.world.webhook, {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert url is not None
    reader = Voice.of(bot.telegram, "독자")
    said = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 0, "chat": {"id": reader.id, "type": "private"}},
    }
    async with httpx.AsyncClient(headers=secret, timeout=30) as client, held(locked_tables(postgres_url)):
        told = [(await client.post(url, json=said)).status_code for _ in range(6)]
    assert [503] * 6 == told  # of the copies; 502 would be nginx's own
    await reader.says("/search 나룻배")
    assert "나룻배" in (await reader.hears(timeout_s=30)).text


async def test_nothing_but_telegrams_own_posts_come_through(bot: Copies) -> None:
    url = bot.telegram.world.webhook
    assert url is not None
    async with httpx.AsyncClient() as client:
        forged = await client.post(url, json={"update_id": 1})
        assert 403 == forged.status_code
        assert 404 == (await client.get(url.replace("/telegram", "/metrics"))).status_code
        assert 404 == (await client.get(url.replace("/telegram", "/healthz"))).status_code
    for copy in bot.all:
        assert 200 == (await copy.told("/readyz")).status_code
        assert SECRET not in (await copy.told("/metrics")).text
