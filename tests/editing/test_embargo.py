"""What the desk publishes ahead of its day: searched by nobody before it, in the editors' hands all the while."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.adapters.folder.corpus import Corpus
from bot.editing.manuscript import read_manuscript
from bot.editing.service import EditingDesk
from bot.ingest.pipeline import Pipeline
from tests.databases import database_url, postgres_server, postgres_url
from tests.editing.test_service import MINSU, NOW, House

__all__ = ["database_url", "postgres_server", "postgres_url"]

DUE = NOW + timedelta(days=2)


async def test_it_is_searched_when_its_time_comes_and_edited_before(
    tmp_path: Path, database_url: str
) -> None:
    house = House(tmp_path, database_url)
    await house.open()
    corpus = Corpus(tmp_path, lambda: int(house.now.timestamp() * 1e9))
    pipeline = Pipeline(house.index, house.store.arrivals)
    desk = EditingDesk(corpus, house.index, house.store.desk, pipeline, lambda: house.now)
    text = f"---\ntitle: 한빛대교가 열린다\npublished: {DUE.isoformat()}\n---\n한빛시가 다리를 연다."
    manuscript = read_manuscript(text.encode(), "a.md", NOW)
    try:
        done = await desk.publish(MINSU, manuscript.article, "")
        assert [] == house.found("한빛대교")
        assert "한빛대교가 열린다" == (await desk.find(done.article.id))[0].article.title
        house.now = DUE
        await pipeline.take_in("folder", corpus.scan())
        assert [done.article.id] == house.found("한빛대교")
    finally:
        await house.store.close()
