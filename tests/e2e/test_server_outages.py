"""A PostgreSQL that is stopped, killed, frozen, read-only or not up yet, under a running bot.

Readers are answered from memory within seconds, what arrives is told once afterwards, and the outage is said once.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator

import pytest

from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import QUOTE, House, add_article
from tests.postgres_server import Server

PROMISED_S = 5.0  # three for an answer of the server, and ours; a busy machine is given more
DATABASE = "sosik_outages"
BEGUN, OVER = "is tried again until it is", "can be used again"

WHY = {
    "stopped": "연결되지 않아요",
    "killed": "연결되지 않아요",
    "frozen": "연결되지 않아요",
    "read-only": "읽기 전용이에요",
}
SAID = {fault: "is read-only" if fault == "read-only" else "is not reachable" for fault in WHY}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.end()


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    yield server.database(DATABASE)
    server.says("DROP DATABASE {} WITH (FORCE)", DATABASE)


@contextlib.contextmanager
def broken(server: Server, fault: str) -> Iterator[None]:
    """The server with that fault; whole again afterwards."""
    if fault == "frozen":
        with server.frozen():
            yield
    elif fault == "read-only":
        with server.read_only(DATABASE):
            yield
    else:
        (server.stop if fault == "stopped" else server.kill)()
        try:
            yield
        finally:
            server.start()


async def in_time(house: House, voice: Voice, words: str, answer: str) -> list[str]:
    """Say *words* and hear *answer* within the time promised; the buttons under it."""
    began, promised_s = time.monotonic(), max(PROMISED_S, house.sosik.may_take_s)
    await voice.says(words)
    heard = await voice.hears(answer, timeout_s=promised_s + 10)
    assert time.monotonic() - began < promised_s, words
    return heard.labels


async def until_found(voice: Voice, words: str, title: str) -> None:
    """Search for *words* until *title* is found: its file was put into the folder a moment ago."""
    async with asyncio.timeout(40):
        found = False
        while not found:
            await voice.says(f"/search {words}")
            found = title in (await voice.hears(words, timeout_s=20)).text


@pytest.mark.parametrize("fault", WHY)
async def test_readers_are_answered_and_nothing_is_lost_or_told_twice(
    fresh: House, server: Server, url: str, fault: str
) -> None:
    alice, ann = Voice.of(fresh.telegram, "앨리스"), Voice.of(fresh.telegram, "Ann", "en")
    await alice.says("/watch 노면전차")
    sosik = await fresh.start(DATABASE_URL=url, ADMIN_IDS=str(alice.id))
    await alice.hears("노면전차")
    with broken(server, fault):
        found = await in_time(fresh, alice, "/search 나룻배", "나룻배")
        assert ["1", "2", "3", "4", "5"] == found, "its second page cannot be remembered"
        add_article(fresh.folder, "새.md", crawled(title="한빛시 노면전차 첫 운행", id="901_0000000777"))
        await in_time(fresh, alice, "/quote 강은 건너는 사람의 것", QUOTE)
        assert "👍" not in await in_time(fresh, alice, "나룻배 요금은 얼마야?", "이천 원")
        await in_time(fresh, alice, "/latest", "나룻배")
        await in_time(fresh, alice, "/subscribe 09:00", "몇 분 뒤에 다시")
        await in_time(fresh, ann, "/subscribe 09:00", "try again in a few minutes")
        await fresh.telegram.until(lambda: SAID[fault] in fresh.log, why="the reason")
        await in_time(fresh, alice, "/status", WHY[fault])
        await until_found(ann, "노면전차", "첫 운행")
        assert sosik.process.returncode is None
    told = await alice.hears("첫 운행", timeout_s=60)
    assert "sent" == told.what
    await fresh.telegram.until(lambda: OVER in fresh.log, 60, "the end of the outage")
    await in_time(fresh, ann, "/subscribe 09:00", "Subscribed")
    assert "다음 ▶" in await in_time(fresh, alice, "/search 나룻배", "나룻배")
    await alice.says("/status")
    assert "데이터베이스" not in (await alice.hears("소식")).text
    assert [] == [heard for heard in alice.unheard() if "첫 운행" in heard.text]
    assert 1 == fresh.log.count(BEGUN)
    assert 1 == fresh.log.count(OVER)
    assert " ERROR " not in fresh.log
    assert 0 == (await sosik.stop())[0]


async def test_a_server_that_is_restarted_again_and_again_costs_nobody_an_answer(
    fresh: House, server: Server, url: str
) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    sosik = await fresh.start(DATABASE_URL=url)
    for restart in (server.stop, server.kill, server.stop):
        restart()
        server.start()
        await in_time(fresh, alice, "/search 나룻배", "나룻배")
    await alice.says("/subscribe 09:00")
    await alice.hears()
    await fresh.telegram.until(lambda: fresh.log.count(BEGUN) == fresh.log.count(OVER), 60, "the end")
    assert " ERROR " not in fresh.log
    assert 0 == (await sosik.stop())[0]


async def test_the_start_waits_for_a_server_that_is_not_up_yet_and_says_so_once(
    fresh: House, server: Server, url: str
) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    server.stop()
    try:
        await fresh.launch(DATABASE_URL=url)
        await fresh.telegram.until(lambda: BEGUN in fresh.log, 60, "the outage")
    finally:
        server.start()
    await alice.says("/search 나룻배")
    await alice.hears("나룻배", timeout_s=60)
    assert 1 == fresh.log.count(BEGUN)
    assert 0 == (await fresh.sosik.stop())[0]


async def test_the_start_waits_for_a_server_that_takes_connections_and_says_nothing(
    fresh: House, server: Server, url: str
) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    with server.frozen():
        await fresh.launch(DATABASE_URL=url)
        await fresh.telegram.until(lambda: BEGUN in fresh.log, 60, "the outage")
    await alice.says("/search 나룻배")
    await alice.hears("나룻배", timeout_s=60)
    assert 1 == fresh.log.count(BEGUN)


async def test_a_bot_that_is_told_to_stop_ends_in_time_while_its_server_is_frozen(
    fresh: House, server: Server, url: str
) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    sosik = await fresh.start(DATABASE_URL=url)
    with server.frozen():
        await alice.says("/subscribe 09:00")
        await alice.hears("몇 분 뒤에 다시", timeout_s=20)
        code, seconds = await sosik.stop()
    assert 0 == code
    assert seconds < 2 * sosik.may_take_s, "an answer of the server that is waited for"
