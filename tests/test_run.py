"""`sosik run` as a service: a process of its own against a Bot API server on a loopback port."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.dialog import Voice
from tests.emulator import Emulator

HOUSE = Path(__file__).parent.parent
ARTICLE = "# 달빛역 새 승강장 열었다\n\n달빛역 승강장이 2일 문을 열었다. “열두 해를 기다렸다”고 고다온 역장이 말했다.\n"
EXIT_S = 5.0  # what hosts are promised
START_S = 60.0  # patience on a busy machine


class Service:
    """The running process and what it has logged so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.logged = ""
        self._more = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            async with self._more:
                self.logged += line.decode()
                self._more.notify_all()

    async def logs(self, words: str) -> None:
        """Wait for *words* in the log."""
        async with asyncio.timeout(START_S), self._more:
            await self._more.wait_for(lambda: words in self.logged)

    async def ended(self) -> int:
        """The exit code, once the log is complete."""
        async with asyncio.timeout(START_S):
            await self._reading
            return await self.process.wait()


Start = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
async def telegram() -> AsyncIterator[Emulator]:
    async with Emulator() as emulator:
        yield emulator


@pytest.fixture
def start(telegram: Emulator, tmp_path: Path) -> Start:
    """Start `sosik run` on a folder of one article, with more settings if given."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "station.md").write_text(ARTICLE, encoding="utf-8")

    @asynccontextmanager
    async def run(**settings: str) -> AsyncIterator[Service]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HOUSE),
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "CORPUS_DIR": str(corpus),
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        service = Service(process)
        try:
            yield service
        finally:
            if process.returncode is None:
                process.kill()
            await service.ended()

    return run


async def polled(telegram: Emulator) -> None:
    await telegram.until(lambda: telegram.polls > 0, START_S, "the first getUpdates")


async def test_it_answers_and_ends_in_time_when_told_to(telegram: Emulator, start: Start) -> None:
    alice = Voice.of(telegram, "앨리스")
    async with start(LOG_LEVEL="DEBUG") as service:
        await polled(telegram)
        await alice.says("/search 달빛역")
        assert "달빛역 새 승강장" in (await alice.hears()).text
        service.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert 0 == await service.ended()
        assert time.monotonic() - began < EXIT_S
        assert [] == telegram.violations
        assert "cmd=search" in service.logged
        assert telegram.token.partition(":")[2] not in service.logged


async def test_what_is_being_said_is_said_to_the_end(telegram: Emulator, start: Start) -> None:
    alice = Voice.of(telegram, "앨리스")
    async with start() as service:
        await polled(telegram)
        slow = telegram.flood(1, method="sendMessage")
        await alice.says("/search 달빛역")
        await telegram.until(lambda: slow.met, why="the answer to be held back")
        service.process.send_signal(signal.SIGINT)
        assert "달빛역 새 승강장" in (await alice.hears()).text
        assert 0 == await service.ended()


async def test_an_answer_that_hangs_does_not_hold_up_the_end(telegram: Emulator, start: Start) -> None:
    alice = Voice.of(telegram, "앨리스")
    async with start() as service:
        await polled(telegram)
        stuck = telegram.break_off(accepted=False, hangs=True, method="sendMessage")
        await alice.says("/search 달빛역")
        await telegram.until(lambda: stuck.met, why="the answer to hang")
        began = time.monotonic()
        service.process.send_signal(signal.SIGTERM)
        assert 0 == await service.ended()
        assert time.monotonic() - began < EXIT_S
        assert "left unsaid" in service.logged
        stuck.withdraw()


async def test_a_dropped_file_is_found_without_a_restart(
    telegram: Emulator, start: Start, tmp_path: Path
) -> None:
    alice = Voice.of(telegram, "앨리스")
    async with start() as service:
        await polled(telegram)
        (tmp_path / "corpus" / "snow.md").write_text(
            "# 은하동 폭설\n\n은하동에 눈이 내렸다.\n", encoding="utf-8"
        )
        (tmp_path / "corpus" / "broken.md").write_bytes(b"\x00\x01\x02" * 500)
        await service.logs("corpus upserted=1")
        await alice.says("/search 은하동 폭설")
        assert "은하동 폭설" in (await alice.hears()).text


async def test_an_unknown_token_is_one_clear_line(telegram: Emulator, start: Start) -> None:
    token = "123456789:" + "AAEhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao"
    async with start(TELEGRAM_BOT_TOKEN=token, LOG_LEVEL="ERROR") as service:
        assert 2 == await service.ended()
        [line] = service.logged.splitlines()
        assert line.startswith("sosik: TELEGRAM_BOT_TOKEN: ")
        assert token not in line


async def test_a_token_taken_back_ends_the_service(telegram: Emulator, start: Start) -> None:
    async with start() as service:
        await polled(telegram)
        telegram.refuse(401, "Unauthorized", method="getUpdates", times=None)
        await Voice.of(telegram, "앨리스").says("안녕")  # ends the poll that waits
        assert 2 == await service.ended()
        assert "sosik: TELEGRAM_BOT_TOKEN: " in service.logged
        assert telegram.token.partition(":")[2] not in service.logged


async def test_a_server_out_of_reach_is_waited_for(telegram: Emulator, start: Start) -> None:
    async with start() as service:
        async with telegram.unreachable():
            await service.logs("Telegram cannot be reached")
            assert "Traceback" not in service.logged
        await polled(telegram)
        service.process.send_signal(signal.SIGTERM)
        assert 0 == await service.ended()


async def test_it_can_be_stopped_while_the_server_is_out_of_reach(telegram: Emulator, start: Start) -> None:
    async with telegram.unreachable(), start() as service:
        await service.logs("Telegram cannot be reached")
        service.process.send_signal(signal.SIGTERM)
        assert 0 == await service.ended()
