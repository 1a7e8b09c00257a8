"""Several `sosik run` on one PostgreSQL, each with a folder and a port of its own, beside one emulated Telegram."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.dialog import Voice
from tests.e2e.house import House, Sosik, open_house, write_articles
from tests.emulator import Emulator

SECRET = "a-secret_of-the-webhook-0123"
WITHIN_S = 2.0  # what is promised of an article that another copy got


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(slots=True)
class Copy:
    """One of them; it takes part when Telegram posts to it."""

    folder: Path
    port: int
    sosik: Sosik | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/telegram"

    async def told(self, path: str) -> httpx.Response:
        """What it serves at *path*."""
        async with httpx.AsyncClient() as client:
            return await client.get(f"http://127.0.0.1:{self.port}{path}", timeout=10)


@dataclass(slots=True)
class Copies:
    """The copies on one database."""

    house: House
    database_url: str
    owner: Voice
    all: list[Copy] = field(default_factory=list)

    @property
    def telegram(self) -> Emulator:
        return self.house.telegram

    async def start(self, port: int | None = None, **more: str) -> Copy:
        """One more, whose folder is empty; Telegram posts to it. more: settings."""
        folder = self.house.home / f"copy-{len(self.all)}"
        folder.mkdir()
        if not self.all:
            write_articles(folder)
        copy = Copy(folder, port or free_port())
        self.all.append(copy)
        await self.go_on(copy, **more)
        return copy

    async def go_on(self, copy: Copy, **more: str) -> None:
        """Start *copy* (again)."""
        settings = {
            "DATABASE_URL": self.database_url,
            "CORPUS_DIR": str(copy.folder),
            "INDEX_DIR": str(self.house.home / f"index-{copy.port}"),
            "ADMIN_IDS": str(self.owner.id),
            "WEBHOOK_URL": copy.url,
            "WEBHOOK_SECRET": SECRET,
            "PORT": str(copy.port),
        }
        copy.sosik = await self.house.start(**settings | more)

    def post_to(self, copy: Copy) -> None:
        """The router turns to *copy*."""
        self.telegram.world.webhook = copy.url


@contextlib.asynccontextmanager
async def open_copies(home: Path, database_url: str) -> AsyncIterator[Copies]:
    """None started; those that run at the end are ended, and the log is checked."""
    async with open_house(home) as house:
        owner = Voice.of(house.telegram, "주인")
        owner.chat.started = True  # has talked to the bot before
        yield Copies(house, database_url, owner)
        house.check()
