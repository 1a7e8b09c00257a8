"""docs/operating.md, walked with a `sosik` that was installed: python -m tests.release_walk PATH/TO/sosik

doctor, run, a reader who searches and subscribes, backup; then another database (PostgreSQL) and an empty folder:
restore, doctor, run; and back to a file. The reader is answered the same each time, is still subscribed, and nothing is
sent again.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.dialog import Voice
from tests.e2e.house import write_articles
from tests.emulator import Emulator
from tests.postgres_server import Server

START_S = 120.0


async def walk(sosik: str, home: Path, telegram: Emulator, server: Server) -> None:
    """Raises: AssertionError where the document does not hold."""
    reader, owner = Voice.of(telegram, "독자"), Voice.of(telegram, "주인")
    owner.chat.started = True
    first, second = home / "articles", home / "new"
    first.mkdir()
    write_articles(first)
    settings = {
        "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url, "ADMIN_IDS": str(owner.id), "CORPUS_DIR": str(first),
        "NEWS_MAX_AGE_DAYS": "0",
    }  # fmt: skip
    moved = settings | {"DATABASE_URL": server.database("moved"), "CORPUS_DIR": str(second)}
    file = f"sqlite:///{home}/back.db"
    returned = settings | {"DATABASE_URL": file, "CORPUS_DIR": str(home / "third")}

    async def done(*command: str, **more: str) -> None:
        print("$ sosik", *command, flush=True)
        process = await asyncio.create_subprocess_exec(sosik, *command, cwd=home, env=settings | more)
        assert 0 == await process.wait(), command

    async def at_work(**more: str) -> asyncio.subprocess.Process:
        polls = telegram.polls
        with (home / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sosik, "run", cwd=home, env=settings | more, stdout=log, stderr=log
            )
        try:
            await telegram.until(lambda: telegram.polls > polls, START_S, "the bot to listen")
        except AssertionError:
            print((home / "log").read_text(encoding="utf-8"))
            raise
        return process

    async def asks(words: str) -> str:
        await reader.says(words)
        return (await reader.hears(timeout_s=START_S)).text

    await done("doctor")
    process = await at_work()
    found = await asks("/search 나룻배 선장")
    assert "선장이 키를 잡았다" in found
    assert "18:00" in await asks("/subscribe 18:00")
    process.terminate()
    assert 0 == await process.wait()
    before: dict[str, str] = {}
    for copy, after in ((home / "sosik.zip", moved), (home / "back.zip", returned)):
        await done("backup", str(copy), **before)
        folder = after["CORPUS_DIR"]
        await done("restore", str(copy), "--corpus", folder, DATABASE_URL=after["DATABASE_URL"])
        await done("doctor", **after)
        sent = len(telegram.sent())
        process = await at_work(**after)
        assert found == await asks("/search 나룻배 선장")
        assert "18:00" in await asks("/subscriptions")
        assert sent + 2 == len(telegram.sent())  # the two answers
        process.terminate()
        assert 0 == await process.wait()
        before = after
    assert [] == telegram.violations
    print("docs/operating.md holds")


async def main(sosik: str) -> None:
    server = Server()
    try:
        with tempfile.TemporaryDirectory(prefix="sosik-walk-") as home:
            async with Emulator() as telegram:
                await walk(sosik, Path(home), telegram, server)
    finally:
        server.end()


if __name__ == "__main__":
    asyncio.run(main(str(Path(sys.argv[1]).absolute())))
