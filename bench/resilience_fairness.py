"""Fairness: how long another reader waits while one person floods the bot.

    python -m bench.resilience_fairness [--data FOLDER]

`sosik run` as a process of its own beside an emulated Telegram. One person sends 200 /quote at once, then 150 commands
into ten groups, then 6,000 updates of every kind, then five persons 3,000; two others ask one question after the other
meanwhile. Without data the few
articles of the tests are searched. Figures are milliseconds from a question to its answer on the reader's screen.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.data import data_folder, news_folder
from tests.dialog import Voice
from tests.e2e.house import House, open_house

ASKED = 50  # of each of the two
SETTLED_S = 2.0  # without an answer to the flood: it is over
LIMIT_MS = 1_000
START_S = 600.0  # 12,000 articles on a machine that has other things to do
WORDS = (
    "나룻배",
    "선장",
    "요금",
    "안개",
    "야간 운항",
    "시간표",
    "쿠팡",
    "정부 대책",
    "반도체 수출",
    "부동산",
)
STICKER = {"sticker": {"file_id": "S", "file_unique_id": "s", "width": 9, "height": 9, "type": "regular",
                       "is_animated": False, "is_video": False}}  # fmt: skip

Flood = Callable[[Voice, int], None]


def quotes(flooder: Voice, number: int) -> None:
    """/quote, each with other words."""
    _writes(flooder, {"text": f"/quote {WORDS[number % len(WORDS)]} {number}"})


def mixed(flooder: Voice, number: int) -> None:
    """Whatever a person can send."""
    word = WORDS[number % len(WORDS)]
    kinds: tuple[dict[str, Any], ...] = (
        {"text": f"/search {word}"}, {"text": f"/quote {word}"}, {"text": f"{word}는 얼마야?"}, {"text": "/latest"},
        {"text": word * 50}, STICKER, {"text": "/help"}, {"text": "/없는명령"}, {"text": f"/ask {word} 언제"},
    )  # fmt: skip
    if number % 10 == 9:
        flooder.telegram.people.press(flooder.chat, flooder.person, 1, "2l:0:ko")
    else:
        _writes(flooder, kinds[number % len(kinds)])


class Groups:
    """Commands of one person, in one group after the other: in each its share of Telegram's twenty a minute."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._rooms = list[Voice]()

    def __call__(self, flooder: Voice, number: int) -> None:
        if not self._rooms:
            self._rooms = [
                Voice.into_group(flooder.telegram, f"방{one}", flooder, kind="supergroup")
                for one in range(self._number)
            ]
        room, word = self._rooms[number % self._number], WORDS[number % len(WORDS)]
        text = (
            f"/search@sosik_bot {word}",
            f"/quote@sosik_bot {word} {number}",
            f"/ask@sosik_bot {word} 언제",
        )
        _writes(room, {"text": text[number % len(text)]})


def _writes(flooder: Voice, content: dict[str, Any]) -> None:
    flooder.telegram.people.write(flooder.chat, flooder.user, content)


async def ask(reader: Voice, count: int) -> list[float]:
    """One question after the other; the milliseconds to each answer."""
    taken = []
    for number in range(count):
        began = time.perf_counter()
        await reader.says(f"/search {WORDS[number % len(WORDS)]}")
        await reader.hears(timeout_s=120.0)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


async def under(house: House, flood: Flood, count: int, persons: int = 1) -> dict[str, Any]:
    """What two other readers wait while so many persons send *count* updates at once, all together."""
    flooders = [Voice.of(house.telegram, f"홍수{number}") for number in range(persons)]
    readers = [Voice.of(house.telegram, name) for name in ("독자", "또 다른 독자")]
    before = len(house.telegram.world.seen)
    for number in range(count):
        flood(flooders[number % persons], number)
    taken = [ms for some in await asyncio.gather(*(ask(reader, ASKED) for reader in readers)) for ms in some]
    answered, last = 0, time.monotonic()
    while time.monotonic() - last < SETTLED_S:
        await asyncio.sleep(0.1)
        if (new := len(house.telegram.world.seen) - before - len(taken)) > answered:
            answered, last = new, time.monotonic()
    return {**figures(taken), "sent": count, "answered": answered}


def figures(taken: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(taken)
    return {
        "asked": len(ordered),
        "p50_ms": round(ordered[len(ordered) // 2], 1),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 1),
        "max_ms": round(ordered[-1], 1),
    }


async def _measure(data: Path | None) -> dict[str, Any]:
    news = news_folder(data) if data else None
    more = {"CORPUS_DIR": str(news)} if news else {}
    with tempfile.TemporaryDirectory() as home:
        async with open_house(Path(home)) as house:
            await house.start(within_s=START_S, **more)
            alone = Voice.of(house.telegram, "혼자")
            await ask(alone, 5)  # what is made on first use
            found = {
                "alone": figures(await ask(alone, ASKED)),
                "200 quotes of one person": await under(house, quotes, 200),
                "150 commands of one person in ten groups": await under(house, Groups(10), 150),
                "6,000 mixed of one person": await under(house, mixed, 6_000),
                "3,000 mixed of five persons": await under(house, mixed, 3_000, persons=5),
            }
            with contextlib.suppress(AssertionError):  # forged presses count as violations here
                house.check()
            return found


def measure(data: Path | None = None) -> dict[str, Any]:
    """The reader's figures alone and under each flood."""
    return asyncio.run(_measure(data))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where the reader's p95 under a flood is a second or more."""
    parser = argparse.ArgumentParser(prog="python -m bench.resilience_fairness")
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    found = measure(data_folder(parser.parse_args(arguments).data))
    for name, record in found.items():
        print(name, record)
    return int(any(record["p95_ms"] >= LIMIT_MS for record in found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
