"""docs/operating.md, walked with a `sosik` that was installed: python -m tests.release_walk PATH/TO/sosik

doctor, run, a reader who searches and subscribes, the same by webhook, backup; then another database (PostgreSQL) and
an empty folder: restore, doctor, run; and back to a file. The reader is answered the same each time, is still
subscribed, and nothing is sent again.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.dialog import Voice
from tests.e2e.copies import SECRET, free_port
from tests.e2e.house import write_articles
from tests.emulator import Emulator
from tests.postgres_server import Server

START_S = 120.0


class Host:
    """Where Sosik was installed, and a reader who talks to it."""

    def __init__(self, sosik: str, home: Path, telegram: Emulator) -> None:
        self.sosik, self.home, self.telegram = sosik, home, telegram
        self.reader, owner = Voice.of(telegram, "독자"), Voice.of(telegram, "주인")
        owner.chat.started = True
        folder = home / "articles"
        folder.mkdir()
        write_articles(folder)
        self.settings = {
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url, "ADMIN_IDS": str(owner.id), "CORPUS_DIR": str(folder),
            "NEWS_MAX_AGE_DAYS": "0",
        }  # fmt: skip

    async def done(self, *command: str, **more: str) -> None:
        """A command that ends well."""
        print("$ sosik", *command, flush=True)
        environment = self.settings | more
        process = await asyncio.create_subprocess_exec(self.sosik, *command, cwd=self.home, env=environment)
        assert 0 == await process.wait(), command

    @asynccontextmanager
    async def at_work(self, **more: str) -> AsyncIterator[None]:
        """`sosik run`, by polling or, where *more* has an address for that, by webhook; ended by SIGTERM."""
        polls, address = self.telegram.polls, more.get("WEBHOOK_URL", "")

        def listens() -> bool:
            return self.telegram.world.webhook == address if address else self.telegram.polls > polls

        print("$ sosik run", *more, flush=True)
        with (self.home / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                self.sosik, "run", cwd=self.home, env=self.settings | more, stdout=log, stderr=log
            )
        try:
            await self.telegram.until(listens, START_S, "the bot to listen")
            yield
        except AssertionError:
            print(self.log)
            raise
        finally:
            process.terminate()
            code = await process.wait()
        assert 0 == code

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(encoding="utf-8")

    async def asks(self, words: str) -> str:
        await self.reader.says(words)
        return (await self.reader.hears(timeout_s=START_S)).text


async def walk(host: Host, server: Server) -> None:
    """Raises: AssertionError where the document does not hold."""
    await host.done("doctor")
    async with host.at_work(ADMIN_IDS=""):
        await host.asks("/help")
    assert f"chat={host.reader.id}" in host.log, "how one finds one's number"
    async with host.at_work():
        found = await host.asks("/search 나룻배 선장")
        assert "선장이 키를 잡았다" in found
        assert "18:00" in await host.asks("/subscribe 18:00")
    await by_webhook(host, found)
    file = f"sqlite:///{host.home}/back.db"
    moved = {"DATABASE_URL": server.database("moved"), "CORPUS_DIR": str(host.home / "new")}
    returned = {"DATABASE_URL": file, "CORPUS_DIR": str(host.home / "third")}
    before: dict[str, str] = {}
    for copy, after in ((host.home / "sosik.zip", moved), (host.home / "back.zip", returned)):
        await host.done("backup", str(copy), **before)
        folder = after["CORPUS_DIR"]
        await host.done("restore", str(copy), "--corpus", folder, DATABASE_URL=after["DATABASE_URL"])
        await host.done("doctor", **after)
        sent = len(host.telegram.sent())
        async with host.at_work(**after):
            assert found == await host.asks("/search 나룻배 선장")
            assert "18:00" in await host.asks("/subscriptions")
        assert sent + 2 == len(host.telegram.sent())  # the two answers
        before = after
    assert [] == host.telegram.violations
    print("docs/operating.md holds")


async def by_webhook(host: Host, found: str) -> None:
    """The same answer; and what a router and Prometheus ask for, beside it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    webhook = {"WEBHOOK_URL": f"{address}/telegram", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    async with host.at_work(**webhook), httpx.AsyncClient(base_url=address) as client:
        assert found == await host.asks("/search 나룻배 선장")
        statuses = [(await client.get(path)).status_code for path in ("/healthz", "/readyz", "/metrics")]
        assert [200, 200, 200] == statuses
        assert 403 == (await client.post("/telegram", json={})).status_code


async def main(sosik: str) -> None:
    server = Server()
    try:
        with tempfile.TemporaryDirectory(prefix="sosik-walk-") as home:
            async with Emulator() as telegram:
                await walk(Host(sosik, Path(home), telegram), server)
    finally:
        server.end()


if __name__ == "__main__":
    asyncio.run(main(str(Path(sys.argv[1]).absolute())))
