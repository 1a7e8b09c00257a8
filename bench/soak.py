"""A soak: copies of the bot under load and faults, and what became of every update, digest and article.

    python -m bench.soak [--minutes 30] [--rate 20] [--kills-a-minute 1]

Three `sosik run` by webhook on one PostgreSQL behind a router. People search, quote, ask and press; files are dropped
into folders, a feed brings items, digests and watches are due each minute; messages are refused (429, 5xx) and cut off,
the database is restarted every third minute, and copies are killed, all but the first, whose memory is watched.
Reported as it is, also where it is bad; figures go to bench/results/soak.md.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.results import FOLDER, machine, versions
from bench.soak_house import PLACES, THINGS, Copy, House, article, open_house
from bench.soak_report import NEAR_A_FAULT_S, report
from bot.adapters.database.store import Store
from bot.i18n import say
from tests.dialog import Voice
from tests.feeds_server import FeedsServer

PEOPLE = 240
ARTICLES = 1000
DIGESTS = 6  # readers whose digest is due, each minute
WATCHERS = 10
ADDED_EVERY_S, FED_EVERY_S, FAULT_EVERY_S, RESTART_EVERY_S = 5.0, 30.0, 7.0, 180.0
PARTS = (  # of each chat's digest
    "SELECT chat, count(*) FROM parts JOIN deliveries ON delivery = deliveries.id "
    "JOIN subscriptions ON subscription = subscriptions.id WHERE kind = 'digest' GROUP BY chat"
)
SETTLE_S = 150.0  # for what is still due at the end; a killed copy's lease of a digest ends within 120
WITHIN_S = 2.0
WORD = "황조롱이"  # which the watches watch for
KST = ZoneInfo("Asia/Seoul")
IN_DOUBT = {say("ko", "message.in_doubt"), say("en", "message.in_doubt")}
PART_IN_DOUBT = say("ko", "digest.in_doubt").split(" /latest")[0]  # the command is drawn in its own way


@dataclass(slots=True)
class Asked:
    """One update: when, of whom, and when it was answered."""

    at: float
    kind: str
    answered: float | None = None


@dataclass(slots=True)
class Reader:
    """Somebody who asks one thing after the other.

    seen: messages that came. heard: those of them that are answers. told: the others, which say that an answer may not
    have come.
    """

    voice: Voice
    asked: list[Asked] = field(default_factory=list)
    seen: int = 0
    heard: int = 0
    told: int = 0
    pressed: dict[str, Asked] = field(default_factory=dict)

    def hears(self, text: str, now: float) -> None:
        """One message more."""
        self.seen += 1
        if text in IN_DOUBT:
            self.told += 1
            return
        if self.heard < len(self.asked):
            self.asked[self.heard].answered = now
        self.heard += 1

    def unanswered(self) -> list[Asked]:
        """What was neither answered nor said to be in doubt; of what was said, the last ones."""
        missing = max(0, len(self.asked) - self.heard - self.told)
        pressed = [one for one in self.pressed.values() if one.answered is None]
        return self.asked[len(self.asked) - missing :] + pressed


@dataclass(slots=True)
class Soak:
    """What is measured."""

    house: House
    paper: FeedsServer
    minutes: float
    rate: float
    kills_a_minute: float
    chance: random.Random
    readers: list[Reader] = field(default_factory=list)
    due: dict[int, str] = field(default_factory=dict)  # chat -> when its digest is
    watchers: list[Voice] = field(default_factory=list)
    added: dict[str, tuple[float, Copy]] = field(default_factory=dict)
    arrived_s: list[float] = field(default_factory=list)
    faults: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, float, int]] = field(
        default_factory=list
    )  # when, MB, articles, of the first copy
    cpu_before_s: float = 0.0
    cpu_s: float = 0.0  # of the first copy
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    # -- what goes on

    async def run(self) -> None:
        """Everything at once, then a while in which what is due is done."""
        self.cpu_before_s = self.house.copies[0].cpu_s()
        work: list[Callable[[], Awaitable[None]]] = [
            self.ask, self.add, self.feed, self.break_things, self.restart, self.kill, self.watch_memory
        ]  # fmt: skip
        tasks = [asyncio.create_task(self._going_on(one)) for one in work]
        watching = asyncio.create_task(self.hear())
        await asyncio.sleep(self.minutes * 60)
        self.stop.set()
        await asyncio.gather(*tasks)
        self.house.note("the load ends")
        until = time.monotonic() + SETTLE_S
        while time.monotonic() < until and (self.unanswered() or self.waits_for_digests()):  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        await asyncio.sleep(5.0)  # what comes twice comes now
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)

    async def _going_on(self, work: Callable[[], Awaitable[None]]) -> None:
        while not self.stop.is_set():
            await work()

    async def _pause(self, seconds: float) -> bool:
        """Whether it goes on afterwards."""
        try:
            async with asyncio.timeout(seconds):
                await self.stop.wait()
        except TimeoutError:
            return True
        return False

    async def ask(self) -> None:
        turn = itertools.cycle(self.readers)
        next_at = time.monotonic()
        while not self.stop.is_set():
            next_at += 1 / self.rate
            await asyncio.sleep(max(0.0, next_at - time.monotonic()))
            reader = next(turn)
            if self.chance.random() < 0.1 and self._press(reader):
                continue
            kind, words = self._words()
            reader.asked.append(Asked(time.monotonic(), kind))
            await reader.voice.says(words)

    def _words(self) -> tuple[str, str]:
        place, thing = self.chance.choice(PLACES), self.chance.choice(THINGS)
        number = self.chance.randrange(ARTICLES)
        return self.chance.choice([
            ("search", f"/search {place} {thing}"), ("search", f"/검색 {place}에 생긴 {thing}"),
            ("quote", f"/quote {PLACES[number % len(PLACES)]}의 {number}번째 약속"),
            ("ask", f"/ask {number}번째 {thing} 앞에서 몇 명이 기다렸나?"),
            ("text", f"{place} {thing}"), ("text", f"{place}에 {thing}이 언제 생겼어?"),
            ("latest", "/latest"), ("help", "/help"), ("subscriptions", "/subscriptions"),
        ])  # fmt: skip

    def _press(self, reader: Reader) -> bool:
        """Turn a page under what was heard last; whether there was one."""
        telegram = self.house.telegram
        seen = [one for one in telegram.world.seen_in[reader.voice.id][-3:] if one.what != "deleted"]
        for one in reversed(seen):
            rows = one.message.get("reply_markup", {}).get("inline_keyboard", [])
            keys = [key for row in rows for key in row if "▶" in key["text"] and "callback_data" in key]
            if keys:
                asked = Asked(time.monotonic(), "press")
                query = telegram.people.press(
                    reader.voice.chat,
                    reader.voice.person,
                    one.message["message_id"],
                    keys[0]["callback_data"],
                )
                reader.pressed[query] = asked
                return True
        return False

    async def hear(self) -> None:
        """When each was answered."""
        telegram = self.house.telegram
        while True:
            now = time.monotonic()
            for reader in self.readers:
                sent = [one for one in telegram.world.seen_in[reader.voice.id] if one.what == "sent"]
                for one in sent[reader.seen :]:
                    reader.hears(str(one.message.get("text", "")), now)
                for query, asked in reader.pressed.items():
                    if asked.answered is None and query in telegram.world.answers:
                        asked.answered = now
            self._look_for_articles(now)
            await asyncio.sleep(0.02)

    def _look_for_articles(self, now: float) -> None:
        for name, (at, origin) in list(self.added.items()):
            others = [one for one in self.house.copies if one is not origin and one.lives]
            if all((one.folder / name).exists() for one in others):
                del self.added[name]
                if not self.is_near_a_fault(at):
                    self.arrived_s.append(now - at)

    async def add(self) -> None:
        if not await self._pause(ADDED_EVERY_S):
            return
        number = ARTICLES + len(self.arrived_s) + len(self.added) + self.kinds["added"]
        copy = self.chance.choice([one for one in self.house.copies if one.lives])
        name = f"새{number:06}.md"
        (copy.folder / name).write_text(article(number, WORD), encoding="utf-8")
        self.kinds["added"] += 1
        self.added[name] = (time.monotonic(), copy)

    async def feed(self) -> None:
        if not await self._pause(FED_EVERY_S):
            return
        self.paper.now = datetime.now(UTC)
        number = self.kinds["feed items"]
        self.paper.publish(
            f"솔숲 {number}호 개장", f"한빛시 솔숲에 {number}번째 쉼터가 {number * 3}평으로 열렸다."
        )
        self.kinds["feed items"] += 1
        await self._when_up("UPDATE feeds SET next_at = now()")

    async def _when_up(self, statement: str) -> None:
        import psycopg

        try:
            async with await psycopg.AsyncConnection.connect(self.house.database_url) as connection:
                await connection.execute(statement)  # type: ignore[arg-type]
        except psycopg.Error:  # the database is away just now
            return

    # -- what goes wrong

    async def break_things(self) -> None:
        if not await self._pause(FAULT_EVERY_S):
            return
        telegram = self.house.telegram
        kind = self.chance.choice(["429", "500", "502", "reset before", "reset after"])
        if kind == "429":
            telegram.flood(1)
        elif kind.startswith("reset"):
            telegram.break_off(accepted=kind.endswith("after"))
        else:
            telegram.refuse(int(kind), "Internal Server Error" if kind == "500" else "Bad Gateway")
        self.kinds[kind] += 1

    async def restart(self) -> None:
        if not await self._pause(RESTART_EVERY_S):
            return
        self._fault("the database is restarted")
        await asyncio.to_thread(self.house.server.stop)
        await asyncio.to_thread(self.house.server.start)
        self.kinds["restarts of the database"] += 1
        self._fault("the database is back")

    async def kill(self) -> None:
        if not await self._pause(60.0 / self.kills_a_minute):
            return
        copy = self.chance.choice(self.house.copies[1:])
        self._fault(f"copy {self.house.copies.index(copy)} is killed")
        await copy.kill()
        self.kinds["kills"] += 1
        await asyncio.sleep(2.0)
        await copy.start()
        self._fault(f"copy {self.house.copies.index(copy)} is back")

    def _fault(self, what: str) -> None:
        self.house.note(what)
        self.faults.append(time.monotonic())

    def is_near_a_fault(self, moment: float) -> bool:
        return any(0 <= moment - fault < NEAR_A_FAULT_S or 0 <= fault - moment < 3.0 for fault in self.faults)

    async def watch_memory(self) -> None:
        self.cpu_s = self.house.copies[0].cpu_s() - self.cpu_before_s
        copy = self.house.copies[0]
        articles = sum(1 for _ in copy.folder.glob("*.md"))
        self.memory.append((time.monotonic() - self.house.began, copy.megabytes(), articles))
        await self._pause(5.0)

    # -- what became of it

    def unanswered(self) -> list[Asked]:
        return [one for reader in self.readers for one in reader.unanswered()]

    def sent_to(self, chat: int) -> list[str]:
        seen = self.house.telegram.world.seen_in[chat]
        return [str(one.message.get("text", "")) for one in seen if one.what == "sent"]

    def told(self) -> dict[int, int]:
        """How many messages more than its digest has each chat got; below 0, what it lacks."""
        parts = dict(self.house.rows(PARTS))
        return {
            chat: sum(PART_IN_DOUBT not in text for text in self.sent_to(chat))
            - int(str(parts.get(chat, -99)))
            for chat in self.due
        }

    def doubts(self) -> Counter[int]:
        """How often each chat was told that a part of its digest may not have come."""
        return Counter({chat: sum(PART_IN_DOUBT in text for text in self.sent_to(chat)) for chat in self.due})

    def waits_for_digests(self) -> bool:
        doubts = self.doubts()
        return any(more < -doubts[chat] for chat, more in self.told().items())

    def doubled(self) -> int:
        return sum(max(0, reader.heard - len(reader.asked)) for reader in self.readers)


async def prepare(soak: Soak) -> None:
    """Who asks, who is told, what is subscribed to."""
    telegram = soak.house.telegram
    soak.readers = [Reader(Voice.of(telegram, f"독자{n}")) for n in range(PEOPLE)]
    soak.watchers = [Voice.of(telegram, f"파수꾼{n}") for n in range(WATCHERS)]
    for reader in soak.readers:
        reader.voice.chat.started = True
    for voice in soak.watchers:
        await voice.says(f"/watch {WORD}")
        await voice.hears(timeout_s=60)
    soak.watchers = soak.watchers[:WATCHERS]
    store = await Store.open(soak.house.database_url)
    try:
        begin = datetime.now(KST).replace(second=0, microsecond=0) + timedelta(minutes=2)
        for minute in range(max(1, int(soak.minutes) - 1)):
            at = begin + timedelta(minutes=minute)
            for _ in range(DIGESTS):
                voice = Voice.of(telegram, f"구독자{len(soak.due)}")
                voice.chat.started = True
                await store.chats.meet(voice.id, "private", "", "ko")
                soak.due[voice.id] = f"{at:%H:%M}"
        await _subscribe(store, soak.due)
        soak.paper.now = datetime.now(UTC)
        soak.paper.publish("솔숲 개장", "한빛시 솔숲이 열렸다.")
        await store.feeds.add(
            soak.paper.url("/rss.xml"), soak.paper.title, kind="feed", by=1, now=datetime.now(UTC)
        )
    finally:
        await store.close()


async def _subscribe(store: Store, due: dict[int, str]) -> None:
    from bench.digest_house import subscription_row
    from bot.adapters.database.schema import subscriptions

    async with store.database.write() as connection:
        rows = [subscription_row(chat, at, KST.key) | {"when_empty": True} for chat, at in due.items()]
        await connection.execute(subscriptions.insert(), rows)


async def main(minutes: float, rate: float, kills_a_minute: float) -> None:
    with tempfile.TemporaryDirectory(prefix="sosik-soak-") as home:
        async with (
            open_house(Path(home), copies=3, articles=ARTICLES) as house,
            FeedsServer(now=datetime.now(UTC)) as paper,
        ):
            soak = Soak(house, paper, minutes, rate, kills_a_minute, random.Random(7))
            await prepare(soak)
            house.note("the load begins")
            await soak.run()
            table = report(soak)
            traces = [
                f"{copy.log.name}: {copy.log.read_text(encoding='utf-8').count('Traceback')}"
                for copy in house.copies
            ]
            for copy in house.copies:
                (Path(tempfile.gettempdir()) / copy.log.name).write_bytes(copy.log.read_bytes())
    text = (
        f"# Soak\n\n{minutes:g} minutes, three copies by webhook behind {house.router}, one PostgreSQL.\n"
        f"`python -m bench.soak --minutes {minutes:g} --rate {rate:g} --kills-a-minute {kills_a_minute:g}`, "
        f"{datetime.now(UTC).date()}, {versions()['sosik']}, {machine()}\n\n| | |\n|---|---|\n{table}\n"
        f"| tracebacks in the logs | {', '.join(traces)} |\n\n```text\n" + "\n".join(house.log) + "\n```\n"
    )  # fmt: skip
    print(text)
    (FOLDER / "soak.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--kills-a-minute", type=float, default=1.0)
    given = parser.parse_args()
    asyncio.run(main(given.minutes, given.rate, given.kills_a_minute))
