"""A writer that is killed at one instant after another, and a reader that looks what is left. Run by test_crashes.

python -m tests.e2e.crashing HOME INSTANTS SEED   prints a line of JSON for each instant

An instant is a call of any function in any thread: the writer counts them, and at the chosen one sends itself
SIGKILL, so that no time has to be waited for and every step of the way is as likely as any other.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.adapters.database.engine import Database
from bot.adapters.database.store import Store
from bot.adapters.folder.corpus import Corpus
from bot.delivery.timing import utc_now
from bot.editing.history import Person
from bot.editing.manuscript import Manuscript, fingerprint, mended, read_manuscript
from bot.editing.service import EditingDesk
from bot.index.index import Index
from bot.ingest.pipeline import Pipeline

WRITER = Person(7, "writer")
NEVER = 10**9


async def open_house(home: Path, counting: Callable[[], None]) -> tuple[EditingDesk, Index, Store]:
    """As `sosik run` opens it; *counting* begins before the folder is settled."""
    store = Store(Database(f"sqlite:///{home}/desk.db"))
    corpus, index = Corpus(home / "corpus"), Index()
    index.add(corpus.scan().upserted)
    desk = EditingDesk(corpus, index, store.desk, Pipeline(index, store.arrivals), utc_now)
    counting()
    await desk.settle()
    return desk, index, store


async def write(home: Path, serial: int, instant: int, tell: Callable[[str], None]) -> int:
    """Five things happen to one article, unless the end comes before; how many calls that took."""
    calls = itertools.count(1)
    last = 0

    def count(*_: object) -> None:
        nonlocal last
        last = next(calls)
        if last == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    def counting() -> None:
        threading.setprofile(count)
        sys.setprofile(count)

    desk, _, store = await open_house(home, counting)
    article = read_manuscript(draft(serial), "", utc_now()).article
    changed = mended(Manuscript(article), "publisher", "새 신문", utc_now()).article
    tell(article.id)

    async def edit() -> None:
        _, base = await desk.find(article.id)
        await desk.publish(WRITER, changed, base)

    steps: tuple[Callable[[], Awaitable[Any]], ...] = (
        lambda: desk.publish(WRITER, article),
        edit,
        lambda: desk.remove(WRITER, article.id),
        lambda: desk.restore(WRITER, article.id),
        lambda: desk.undo(WRITER),
    )
    for step in steps:
        await step()
        tell("done")
    sys.setprofile(None)
    threading.setprofile(None)
    await store.close()
    return last


def draft(serial: int) -> bytes:
    """What is typed for an article."""
    return (f"# 소식 {serial}\n\n한빛시의 {serial}번째 소식이다. " + "강물이 흐른다. " * 200).encode()


async def look(home: Path) -> dict[str, Any]:
    """What of each article is in the database, the folder and the index, once the house is open again."""
    _, index, store = await open_house(home, lambda: None)
    rows: dict[str, list[str]] = {}
    after = ""
    while page := await store.desk.page(after, 500):
        rows |= {one.article: [one.state, one.path, one.fingerprint] for one in page}
        after = page[-1].article
    texts = {}
    for article_id in index.ids():
        article = index.article(article_id)
        assert article is not None
        texts[article_id] = [article.path, article.publisher]
    files = {path.name: fingerprint(path.read_bytes()) for path in (home / "corpus").iterdir()}
    actions = [action.kind for action in await store.desk.actions(10, 0)]
    news = {one.article for one in await store.arrivals.arrivals(0, NEVER, 10_000)}
    await store.close()
    return {"rows": rows, "files": files, "index": texts, "actions": actions, "news": sorted(news)}


def in_a_child(work: Callable[[Callable[[str], None]], None]) -> list[str]:
    """Do *work* in a process of its own; the lines it told before its end."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        code = 1
        try:
            work(lambda line: void(os.write(writing, f"{line}\n".encode())))
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        told = lines.read().splitlines()
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), f"the child ended with {status}: {told}"
    return told


def void(_: object) -> None:
    """Nothing."""


def main(home: Path, instants: int, seed: int) -> None:
    """See the module."""
    asyncio.run(make(home))
    read_manuscript(
        draft(0), "", utc_now()
    )  # else each child imports the readers, and most instants are of that
    dice = random.Random(seed)
    measured: list[int] = []
    for serial in range(instants + 1):
        instant = NEVER
        if measured:  # one in each of as many stretches, so that no step is passed over
            begin, end = ((serial - 1 + n) * measured[0] // instants for n in (0, 1))
            instant = dice.randrange(max(1, begin), max(2, end))

        def writing(tell: Callable[[str], None], serial: int = serial, instant: int = instant) -> None:
            tell(str(asyncio.run(write(home, serial, instant, tell))))

        told = in_a_child(writing)
        if not measured:
            measured.append(int(told[-1]))
        (seen,) = in_a_child(lambda tell: tell(json.dumps(asyncio.run(look(home)))))
        row = {"instant": instant, "article": told[0] if told else "", "done": told.count("done")}
        print(json.dumps(row | json.loads(seen)), flush=True)


async def make(home: Path) -> None:
    """The folder and the database."""
    (home / "corpus").mkdir()
    store = await Store.open(f"sqlite:///{home}/desk.db")
    await store.arrivals.record(())
    await store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
