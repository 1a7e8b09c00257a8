"""A bundle of thousands of articles through a running bot, with readers searching meanwhile (`just bench-desk`).

Zips the articles of the data folder (see bench/data.py; under short names, since Telegram hands bots 20 MB at most),
sends the zip to `sosik run` over the emulator, publishes it, and takes it out again. Writes
`bench/results/desk.md`. Targets: looked through and published in 60 s, p95 of a reader's /search under 300 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.data import data_folder, news_folder
from bench.results import FOLDER, machine
from tests.dialog import Voice
from tests.e2e.house import open_house

_READERS = 2
_LARGEST = 20 * 1024 * 1024


def bundle(files: list[Path], at: Path) -> int:
    """Write *files* to a zip; how many fit into what Telegram hands a bot."""
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for number, file in enumerate(files):
            packed.write(file, f"{number}.md")
            if at.stat().st_size > _LARGEST - 500_000:
                return number + 1
    return len(files)


async def measure(zipped: bytes, home: Path) -> list[tuple[str, str]]:
    """(what, figure) of one bundle, from sending it to taking it out again."""
    rows: list[tuple[str, str]] = []
    async with open_house(home) as house:
        owner = Voice.of(house.telegram, "주인")
        owner.chat.started = True
        await house.start(ADMIN_IDS=str(owner.id))
        waits: list[float] = []
        ended = asyncio.Event()

        async def reader(number: int) -> None:
            voice = Voice.of(house.telegram, f"독자{number}")
            while not ended.is_set():
                asked = time.perf_counter()
                await voice.says("/search 나룻배")
                await voice.hears(timeout_s=60)
                waits.append(time.perf_counter() - asked)
                await asyncio.sleep(0.5)

        async def timed(what: str, step: Callable[[], Awaitable[None]]) -> None:
            waits.clear()
            begun = time.perf_counter()
            await step()
            rows.append((f"{what}, s", f"{time.perf_counter() - begun:.1f}"))
            if waits:
                rows.append(
                    (f"a reader's /search meanwhile, p95 ms of {len(waits)}", f"{_p95(waits) * 1000:.0f}")
                )

        async def look_through() -> None:
            await owner.sends("news.zip", zipped)
            await owner.hears("묶음 «", timeout_s=180)

        async def publish() -> None:
            await owner.presses("게시")
            await owner.hears("게시했어요", timeout_s=180)

        async def take_out() -> None:
            await owner.says("/undo")
            await owner.hears("되돌렸어요", timeout_s=180)

        readers = [asyncio.create_task(reader(number)) for number in range(_READERS)]
        await timed("looked through", look_through)
        await timed("published", publish)
        ended.set()
        await asyncio.gather(*readers)
        await timed("taken out again", take_out)
        rows.append(("calls that Telegram refused", str(len(house.telegram.violations))))
        house.telegram.violations.clear()
    return rows


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    """Run the bench and write its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of the articles; else SOSIK_BENCH_DATA")
    folder = data_folder(parser.parse_args().data)
    news = news_folder(folder) if folder else None
    if news is None:
        print("no articles to bundle: name a folder with --data or SOSIK_BENCH_DATA; nothing measured")
        return
    with tempfile.TemporaryDirectory() as scratch:
        zipped = Path(scratch) / "news.zip"
        count = bundle(sorted(news.glob("*.md")), zipped)
        rows = [
            ("articles in the bundle", f"{count:,}"),
            ("its size, MB", f"{zipped.stat().st_size / 1e6:.1f}"),
        ]
        home = Path(scratch) / "home"
        home.mkdir()
        rows += asyncio.run(measure(zipped.read_bytes(), home))
    lines = [
        "# The editing desk: figures",
        "",
        "| | |",
        "|---|---|",
        *(f"| {what} | {figure} |" for what, figure in rows),
    ]
    lines += ["", f"{machine()}; {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; `python -m bench.desk`", ""]
    (FOLDER / "desk.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
