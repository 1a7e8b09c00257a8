"""The house of the soak: copies of the bot by webhook behind a router, one PostgreSQL, an emulated Telegram, a paper.

The router is nginx where it is installed, else a round-robin of our own; which, the report says.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from aiohttp import ClientError, ClientSession, web

from tests.article_files import crawled
from tests.e2e.house import environment
from tests.emulator import Emulator
from tests.postgres_server import Server
from tests.router import nginx, routing

SECRET = "a-secret_of-the-soak-0123"
START_S = 300.0
PLACES = ("나루", "은하동", "도담천", "솔빛", "별내골", "모래섬", "호숫가", "언덕", "물안교", "갈매뜰")
THINGS = ("등대", "도서관", "왜가리", "극장", "우물", "기차", "그네", "빵집", "시장", "다리", "풍차", "온실")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def article(number: int, word: str = "") -> str:
    """An article that no other here repeats."""
    place, thing = PLACES[number % len(PLACES)], THINGS[number // len(PLACES) % len(THINGS)]
    told = f"{number}번째 {thing} 앞에서 {number * 13 % 997}명이 {number * 7 % 89}시간을 기다렸다."
    said = f"윤서린 시장은 “{place}의 {number}번째 약속”이라고 말했다."
    body = f"한빛시 {place}에 {thing} {word}이 생겼다. {told}\n\n{said}"
    return crawled(body, id=f"903_{number:010}", title=f"{place} {thing} {word} {number}호",
                   published_at="2026-03-04 00:00")  # fmt: skip


@dataclass(slots=True)
class Copy:
    """One `sosik run`."""

    folder: Path
    port: int
    settings: dict[str, str]
    log: Path
    process: asyncio.subprocess.Process | None = None
    started: int = 0

    async def start(self) -> None:
        """Run it, until it listens."""
        self.started += 1
        seen = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder.parent, env=self.settings,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        async with asyncio.timeout(START_S):
            while b"listening as @" not in self.log.read_bytes()[seen:]:  # a small local file
                assert self.process.returncode is None, self.log.read_text(encoding="utf-8")[-3000:]
                await asyncio.sleep(0.1)

    async def kill(self) -> None:
        """As the kernel does it when memory is short."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()

    @property
    def lives(self) -> bool:
        return self.process is not None and self.process.returncode is None

    def cpu_s(self) -> float:
        """Processor seconds that it has had."""
        assert self.process is not None
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """What is resident."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@dataclass(slots=True)
class House:
    """All of it. router: what stands before the copies."""

    telegram: Emulator
    server: Server
    database_url: str
    copies: list[Copy]
    router: str
    log: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def note(self, what: str) -> None:
        """Something was done to it."""
        self.log.append(f"{time.monotonic() - self.began:6.1f} s {what}")

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.database_url) as connection:
            return list(connection.execute(statement))  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def open_house(home: Path, copies: int, articles: int) -> AsyncIterator[House]:
    """Everything at work; ended at the end."""
    server = Server()
    try:
        async with Emulator() as telegram, _routing(home, copies) as (router, url, ports):
            database_url = server.database("sosik")
            made = []
            for number, port in enumerate(ports):
                folder = home / f"copy-{number}" / "articles"
                folder.mkdir(parents=True)
                settings = environment(
                    folder.parent, folder, DATABASE_URL=database_url, TELEGRAM_BOT_TOKEN=telegram.token,
                    TELEGRAM_API_URL=telegram.url, WEBHOOK_URL=url, WEBHOOK_SECRET=SECRET, PORT=str(port),
                    FEEDS_ALLOW_PRIVATE="1",
                )  # fmt: skip
                made.append(Copy(folder, port, settings, home / f"copy-{number}.log"))
            for number in range(articles):
                (made[0].folder / f"{number:05}.md").write_text(article(number), encoding="utf-8")
            house = House(telegram, server, database_url, made, router)
            try:
                for copy in made:
                    await copy.start()
                yield house
            finally:
                for copy in made:
                    await copy.kill()
    finally:
        server.end()


@contextlib.asynccontextmanager
async def _routing(home: Path, copies: int) -> AsyncIterator[tuple[str, str, list[int]]]:
    """What leads to the copies: its name, its address, their ports."""
    port, ports = free_port(), [free_port() for _ in range(copies)]
    url = f"http://127.0.0.1:{port}/telegram"
    if nginx() is None:
        async with _round_robin(port, ports):
            yield "a round-robin of the bench itself", url, ports
        return
    async with routing(home, port, ports):
        yield "nginx", url, ports


@contextlib.asynccontextmanager
async def _round_robin(port: int, ports: list[int]) -> AsyncIterator[None]:
    turn = 0

    async def lead(request: web.Request) -> web.Response:
        nonlocal turn
        body = await request.read()
        for _ in ports:
            turn += 1
            address = f"http://127.0.0.1:{ports[turn % len(ports)]}{request.path}"
            with contextlib.suppress(ClientError, TimeoutError):
                async with session.post(address, data=body, headers=request.headers) as answer:
                    if answer.status not in {502, 503}:
                        return web.Response(status=answer.status)
        return web.Response(status=502)

    app = web.Application()
    app.router.add_post("/telegram", lead)
    runner = web.AppRunner(app, access_log=None)
    async with ClientSession() as session:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()
