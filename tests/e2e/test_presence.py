"""What another process recorded is told by this one as soon as it is here, and not passed by."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from bot.adapters.folder.watch import WatchedFolder
from bot.articles.reader import read_article
from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.paper import open_paper


class Unwatched(WatchedFolder):
    """A folder whose events never come: it is looked at when somebody asks for it."""

    async def occasions(self, stop: asyncio.Event) -> AsyncIterator[None]:
        await stop.wait()
        return
        yield


async def test_a_digest_waits_for_an_article_that_is_not_here_yet(tmp_path: Path) -> None:
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper:
        paper.sources = [Unwatched(paper.corpus)]
        async with paper.at_work():
            alice = Voice.of(paper.telegram, "앨리스")
            await alice.says("/subscribe 08:00")
            await alice.hears("구독했어요")
            await paper.publish("먼저 온 소식이 들어왔다")
            text = crawled(id="901_0000000077", title="다른 손이 넣은 소식", published_at="2026-03-02 00:00")
            theirs = read_article(text.encode(), "새.md", paper.clock())
            await paper.store.arrivals.record([theirs])  # as another process does, that saw the file first
            away = paper.folder.rename(paper.folder.with_name(f"{paper.folder.name}-away"))
            await paper.at(8)
            assert [] == alice.unheard()

            away.rename(paper.folder)
            (paper.folder / "새.md").write_text(text, encoding="utf-8")
            paper.clock.now += timedelta(minutes=1)
            await paper.deliver()
            digest = await alice.hears("월요일 소식")
            assert {"먼저 온 소식이 들어왔다", "다른 손이 넣은 소식"} == set(digest.links)
            await paper.at(12)
            assert [] == alice.unheard(), "and once"
