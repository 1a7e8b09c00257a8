"""News among copies that are killed: each is told to whoever watches for it, whichever copy got it and died.

    python -m bench.copies_kills [--kills 50]

Three copies behind a router on one PostgreSQL. Each round an article is dropped into the folder of one of them, and up
to two seconds later one of the three, by chance the same, is killed; it is back before the next round. Counted is what
each watcher heard: lost, once, twice. An article that was only in the folder of a killed copy is told when it is back.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench.results import FOLDER, machine, versions
from bench.soak_house import House, article, open_house
from tests.dialog import Voice

WATCHERS = 2  # of each round's word
TOLD_S = 60.0
# of birds, so that no round's word is in another's
BIRDS = "황새 두루미 저어새 왜가리 물떼새 도요새 원앙 쇠오리 고니 재갈매기 뻐꾸기 꾀꼬리 올빼미 부엉이 참매".split()


def word(number: int) -> str:
    """What is watched for in that round."""
    return f"{BIRDS[number % len(BIRDS)]}{chr(0xAC00 + number * 37)}{chr(0xB098 + number * 11)}"


async def rounds(house: House, kills: int, chance: random.Random) -> tuple[Counter[str], list[float]]:
    """How many watchers were told how often; and after how many seconds."""
    told: Counter[str] = Counter()
    took: list[float] = []
    for number in range(kills):
        watchers = [Voice.of(house.telegram, f"파수꾼{number}-{n}") for n in range(WATCHERS)]
        for voice in watchers:
            await voice.says(f"/watch {word(number)}")
            await voice.hears(timeout_s=TOLD_S)
        before = {voice.id: len(house.telegram.world.seen_in[voice.id]) for voice in watchers}
        origin, victim = chance.choice(house.copies), chance.choice(house.copies)
        began = time.monotonic()
        (origin.folder / f"새{number}.md").write_text(article(5000 + number, word(number)), encoding="utf-8")
        await asyncio.sleep(chance.uniform(0.0, 2.0))
        await victim.kill()
        house.note(f"copy {house.copies.index(victim)} killed, the news came to {house.copies.index(origin)}")
        await victim.start()

        def heard(voice: Voice, before: dict[int, int] = before) -> int:
            return len(house.telegram.world.seen_in[voice.id]) - before[voice.id]

        until = time.monotonic() + TOLD_S
        while time.monotonic() < until and not all(heard(voice) for voice in watchers):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        took.append(time.monotonic() - began)
        await asyncio.sleep(1.0)  # what comes twice comes now
        told.update({0: "lost", 1: "once", 2: "twice"}.get(heard(voice), "more often") for voice in watchers)
    return told, took


async def main(kills: int) -> None:
    with tempfile.TemporaryDirectory(prefix="sosik-kills-") as home:
        async with open_house(Path(home), copies=3, articles=100) as house:
            told, took = await rounds(house, kills, random.Random())
            names = [sorted(path.name for path in copy.folder.glob("*.md")) for copy in house.copies]
            same = names.count(names[0]) == len(names)
            router = house.router
    command = f"python -m bench.copies_kills --kills {kills}"
    rows = [
        ("news told to watchers", str(dict(told))),
        ("until all were told, with the copy's start, s, at most", f"{max(took):.1f}"),
        ("articles on the copies at the end", f"{[len(one) for one in names]}, the same: {same}"),
    ]
    text = "\n".join([
        "# News among copies that are killed", "",
        f"{kills} random kills among three copies behind {router}, one PostgreSQL.",
        f"`{command}`, {datetime.now(UTC).date()}, {versions()['sosik']}, {machine()}", "",
        "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), "",
    ])  # fmt: skip
    print(text)
    (FOLDER / "copies_kills.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    asyncio.run(main(parser.parse_args().kills))
