"""`sosik` as a process beside an emulated Telegram, with a folder of articles of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.article_files import crawled
from tests.emulator import Emulator

ROOT = Path(__file__).parent.parent.parent
START_S = 60.0  # a loaded machine; it takes about two
STOP_S = 20.0
PROMISED_S = (
    5.0  # from a signal to the end, on a machine that starts Sosik in as long; a busier one is given more
)

# thirteen days of one ferry, told shortly enough that none is taken for another's near-duplicate
FERRY = (
    "첫 배가 도담나루를 떠났다", "승객이 천 명을 넘었다", "안개로 오전 배가 쉬었다", "요금은 이천 원으로 정해졌다",
    "새 선장이 키를 잡았다", "야간 운항을 시험했다", "선착장에 지붕이 생겼다", "자전거를 실을 수 있게 됐다",
    "정비를 마치고 돌아왔다", "학생은 무료로 탄다", "겨울 시간표가 나왔다", "두 번째 배를 주문했다",
    "소음 민원이 줄었다",
)  # fmt: skip
QUOTE = "강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다"


def write_articles(folder: Path) -> None:
    """Thirteen articles that /search 나룻배 finds, one of them with a quotation; and a file that is none."""
    (folder / "비었음.md").touch()
    for day, news in enumerate(FERRY, 1):
        body = f"한빛강 나룻배 소식이다. {news}. {day}일 도하람 기자가 물가에서 전했다."
        if day == 1:
            body += f"\n\n윤서린 시장은 “{QUOTE}”라고 말했다."
        add_article(folder, f"배{day:02}.md", crawled(
            body, id=f"901_{day:010}", title=f"한빛강 나룻배, {news}", published_at=f"2026-02-{day:02} 00:00"
        ))  # fmt: skip


def add_article(folder: Path, name: str, text: str) -> None:
    """Put a file into the folder."""
    (folder / name).write_text(text, encoding="utf-8")


def environment(home: Path, folder: Path, **more: str) -> dict[str, str]:
    """What a process of Sosik sees: nothing of the developer's own settings."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ}
    return (
        kept
        | {
            "PYTHONPATH": str(ROOT),
            "CORPUS_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{home / 'sosik.db'}",
            "LANG": "C.UTF-8",
            "XDG_STATE_HOME": str(home / "state"),
            "NEWS_MAX_AGE_DAYS": "0",  # the articles here have fixed dates
        }
        | more
    )


class Sosik:
    """A running `sosik run`."""

    def __init__(self, process: asyncio.subprocess.Process, telegram: Emulator) -> None:
        self.process = process
        self.may_take_s = PROMISED_S
        self._written = bytearray()
        self._reading = asyncio.create_task(self._read(telegram))

    async def _read(self, telegram: Emulator) -> None:
        assert self.process.stdout
        while chunk := await self.process.stdout.read(65536):
            self._written += chunk
            telegram.look_again()  # so that `until` may wait for a word in the log

    @property
    def log(self) -> str:
        """All it wrote up to now, to standard output and error."""
        return self._written.decode("utf-8", "replace")

    async def ends(self) -> int:
        """Wait for its end; the exit code."""
        async with asyncio.timeout(STOP_S):
            await self._reading
            return await self.process.wait()

    async def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; exit code and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        return await self.ends(), time.monotonic() - began

    async def end(self) -> None:
        """Gone, in whatever way."""
        if self.process.returncode is None:
            self.process.kill()
        await self.ends()


@dataclass(slots=True)
class House:
    """Telegram, the folder of articles, and the processes of Sosik that ran beside them."""

    telegram: Emulator
    home: Path
    processes: list[Sosik] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """CORPUS_DIR."""
        return self.home / "corpus"

    @property
    def sosik(self) -> Sosik:
        """The process started last."""
        return self.processes[-1]

    @property
    def log(self) -> str:
        """What all processes wrote."""
        return "\n".join(one.log for one in self.processes)

    def environment(self, **more: str) -> dict[str, str]:
        """See the function; with token and address of the emulator."""
        return environment(
            self.home, self.folder, TELEGRAM_BOT_TOKEN=self.telegram.token, TELEGRAM_API_URL=self.telegram.url
        ) | more  # fmt: skip

    async def start(self, *options: str, within_s: float = START_S, **more: str) -> Sosik:
        """Run `sosik run` until it listens. *more*: further environment. Raises: AssertionError with its log."""
        began = time.monotonic()
        sosik = await self.launch(*options, **more)
        polling = asyncio.ensure_future(
            self.telegram.until(lambda: "listening as @" in sosik.log, within_s, "the bot to listen")
        )
        gone = asyncio.create_task(sosik.process.wait())
        await asyncio.wait({polling, gone}, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not polling.done():
            polling.cancel()
            raise AssertionError(f"sosik run ended with {sosik.process.returncode}:\n{sosik.log}")
        polling.result()
        sosik.may_take_s = max(PROMISED_S, time.monotonic() - began)
        return sosik

    async def launch(self, *options: str, **more: str) -> Sosik:
        """Start the process and do not wait for anything."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", *options, cwd=self.home, env=self.environment(**more),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        self.processes.append(Sosik(process, self.telegram))
        return self.sosik

    def check(self) -> None:
        """What must be so at the end of every test."""
        violations, self.telegram.violations = self.telegram.violations, []  # each test answers for its own
        assert violations == [], violations
        assert self.telegram.token.partition(":")[2] not in self.log
        assert "Traceback" not in self.log, self.log


@contextlib.asynccontextmanager
async def open_house(home: Path) -> AsyncIterator[House]:
    """A house with the articles in it and nothing started; what runs at the end is ended."""
    (home / "corpus").mkdir()
    write_articles(home / "corpus")
    async with Emulator() as telegram:
        house = House(telegram, home)
        try:
            yield house
        finally:
            for one in house.processes:
                await one.end()
