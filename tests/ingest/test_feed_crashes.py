"""A process that is killed in the middle of a poll loses nothing and doubles nothing, on either database."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.feeds.parsing import FeedParser
from tests.databases import database_url, postgres_server, postgres_url
from tests.ingest.feeding import Newsroom, open_newsroom, open_paper

__all__ = ["database_url", "postgres_server", "postgres_url"]

ROOT = Path(__file__).parents[2]
HOUR = timedelta(hours=1)
# function, event, nth: before what is archive is recorded, between two files, in the index but not yet written down,
# while it is written down, and just before that is final
FIRST = (
    ("FeedItems._put_in", "call", 2),
    ("prepared.<locals>.place", "return", 2),
    ("Pipeline.take_in", "return", 1),
    ("Feeds.settle", "call", 4),
    ("Feeds._take", "return", 1),
)
# the same, and within a correction: before its file is there, and after it is in the log
LATER = (
    ("prepared.<locals>.place", "call", 1),
    ("EditingDesk.publish", "return", 2),
    ("ArticleFiles.place", "return", 1),
    ("Pipeline.take_in", "return", 3),
    ("Feeds._take", "return", 2),
)


class Crashing:
    """Processes that are killed in a poll, forked by one that has imported what they need."""

    def __init__(self) -> None:
        self.parser = FeedParser()  # of those that begin again: started once too
        self._forking = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.feed_crashing"], cwd=ROOT, encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    async def killed(self, home: Path, url: str, room_now: str, step: tuple[str, str, int]) -> None:
        """A process polls what is due, and is killed at *step*."""
        line = json.dumps([str(home), url, room_now, *step])
        assert -signal.SIGKILL == await asyncio.to_thread(self._ended, line), f"{step} was not reached"

    def _ended(self, line: str) -> int:
        assert self._forking.stdin is not None
        assert self._forking.stdout is not None
        print(line, file=self._forking.stdin, flush=True)
        return int(self._forking.stdout.readline())

    def close(self) -> None:
        """Ends by the end of its input."""
        self._forking.communicate()
        self.parser.close()


@pytest.fixture(scope="module")
def crashing() -> Iterator[Crashing]:
    made = Crashing()
    yield made
    made.close()


async def begin_again(room: Newsroom, feed: int) -> None:
    """As the next start does: what was begun is finished, what the dead one had is free, what is due is polled."""
    await room.desk.settle()
    assert 1 == await room.store.feeds.release(lambda owner: owner.startswith("killed:"))
    await room.poll(feed)


def each_once(room: Newsroom, stories: set[str]) -> None:
    """Each story is one article of the index and one file, and nothing else is there."""
    ids = room.index.ids()
    found = Counter(article.title for one in ids if (article := room.index.article(one)))
    assert Counter(stories) == found
    names = [path.name for path in room.corpus.folder.rglob("*") if path.is_file()]
    assert len(stories) == len([name for name in names if name.endswith(".md")])


@pytest.mark.parametrize("step", FIRST, ids=lambda step: "-".join(map(str, step)))
async def test_killed_in_the_first_poll(
    tmp_path: Path, database_url: str, crashing: Crashing, step: tuple[str, str, int]
) -> None:
    async with open_paper() as paper:
        async with open_newsroom(tmp_path, database_url, paper, parser=crashing.parser) as room:
            feed = await room.add()
            now = room.now.isoformat()
        await crashing.killed(tmp_path, database_url, now, step)
        async with open_newsroom(tmp_path, database_url, paper, parser=crashing.parser) as room:
            await begin_again(room, feed.id)
            each_once(room, {story.title for story in paper.stories})
            assert [] == await room.news()  # what is there when it begins is archive
            room.paper.publish("한빛강에 얼음이 얼었다", "한빛강이 얼었다고 한빛시가 밝혔다.")
            await room.poll(feed.id, HOUR)
            assert ["한빛강에 얼음이 얼었다"] == await room.news()


async def test_killed_in_later_polls(tmp_path: Path, database_url: str, crashing: Crashing) -> None:
    async with open_paper() as paper:
        async with open_newsroom(tmp_path, database_url, paper, parser=crashing.parser) as room:
            feed = await room.poll((await room.add()).id)
            now = room.now
        told: list[str] = []
        for number, step in enumerate(LATER, 1):
            now += HOUR
            paper.now = now
            paper.publish(
                f"한빛강에 얼음이 {number}번 얼었다", f"한빛강이 {number}번째 얼었다고 한빛시가 밝혔다."
            )
            paper.correct(1, f"한빛시가 {number}월로 바로잡는다고 밝혔다.", f"한빛시, {number}월로 바로잡다")
            async with open_newsroom(tmp_path, database_url, paper, parser=crashing.parser) as room:
                await room.store.feeds.change(feed.id, next_at=now)
            await crashing.killed(tmp_path, database_url, now.isoformat(), step)
            async with open_newsroom(tmp_path, database_url, paper, parser=crashing.parser) as room:
                room.now = now
                await begin_again(room, feed.id)
                each_once(room, {story.title for story in paper.stories})
                assert number == len(await room.store.desk.actions(100, 0)), step
                news = await room.news()
            told.append(f"한빛강에 얼음이 {number}번 얼었다")
            assert Counter(told) == Counter(title for title in news if "얼음" in title), step
            assert number == news.count(f"한빛시, {number}월로 바로잡다"), step  # once for each correction
