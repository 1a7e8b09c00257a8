"""The desk's promises, on a real folder, index and database: searchable at once, never half there, never lost."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.database.store import Store
from bot.adapters.folder.atomic_write import UNFINISHED
from bot.adapters.folder.corpus import Corpus
from bot.articles.article import Article
from bot.articles.written import written
from bot.editing.history import Person
from bot.editing.manuscript import fingerprint, mended, read_manuscript
from bot.editing.service import BATCH, EditingDesk
from bot.errors import CorpusError, ReaderError
from bot.index.index import Index
from bot.ingest.pipeline import Pipeline
from tests.article_files import crawled
from tests.databases import database_url, postgres_server, postgres_url

__all__ = ["database_url", "postgres_server", "postgres_url"]

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
MINSU, HARAM = Person(11, "민수"), Person(12, "하람")


@dataclass
class House:
    """A desk with all it works on; `open` is another process on the same folder and database."""

    folder: Path
    url: str
    now: datetime = NOW

    async def open(self) -> EditingDesk:
        self.store = await Store.open(self.url, lambda: self.now)
        self.corpus, self.index = Corpus(self.folder), Index()
        self.index.add(self.corpus.scan().upserted)
        await self.store.arrivals.record(self.index.latest(1000))

        pipeline = Pipeline(self.index, self.store.arrivals)
        self.desk = EditingDesk(self.corpus, self.index, self.store.desk, pipeline, lambda: self.now)
        await self.desk.settle()
        return self.desk

    async def reopen(self) -> EditingDesk:
        await self.store.close()
        return await self.open()

    def found(self, words: str) -> list[str]:
        return [hit.article.id for hit in self.index.search(words).hits]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    (tmp_path / "corpus").mkdir()
    house = House(tmp_path / "corpus", database_url)
    await house.open()
    yield house
    await house.store.close()


def bridge(text: str = "한빛시가 여울강에 새 다리를 놓았다. 개통식에는 시민 이백 명이 왔다.") -> Article:
    return read_manuscript(f"# 여울강 다리 개통\n\n{text}".encode(), "다리.md", NOW).article


def many(count: int) -> list[Article]:
    texts = [f"# 소식 {i}호\n\n한빛시의 {i}번째 소식이다. 자세한 것은 내일 알린다." for i in range(count)]
    return [read_manuscript(text.encode(), "", NOW).article for text in texts]


async def nobody_asks(done: int) -> None:
    pass


async def test_what_is_published_is_file_index_database_and_news(house: House) -> None:
    done = await house.desk.publish(MINSU, bridge())
    assert [done.article.id] == house.found("여울강")
    assert [f"{done.article.id}.md"] == house.files()
    (kept,) = (await house.store.desk.known([done.article.id])).values()
    assert ("live", (house.folder / kept.path).read_bytes()) == (kept.state, kept.content)
    news = await house.store.arrivals.arrivals(0, await house.store.arrivals.last_arrival(), 10)
    assert [(done.article.id, False)] == [(one.article, one.is_update) for one in news]


async def test_an_ephemeral_disk_gets_everything_back_at_the_next_start(house: House) -> None:
    await house.desk.publish_many(MINSU, "묶음", many(BATCH + 1), nobody_asks)
    await house.desk.publish(MINSU, bridge())
    await house.desk.remove(MINSU, many(1)[0].id)
    before = {path.name: path.read_bytes() for path in house.folder.iterdir()}
    shutil.rmtree(house.folder)
    house.folder.mkdir()
    await house.reopen()
    assert before == {path.name: path.read_bytes() for path in house.folder.iterdir()}
    assert BATCH + 1 == len(house.index) == len(house.corpus)
    assert [bridge().id] == house.found("여울강")


async def test_what_is_removed_comes_back_from_the_bin_to_the_byte(house: House) -> None:
    (house.folder / "산책로.txt").write_bytes(crawled().encode("cp949"))
    await house.reopen()
    raw = (house.folder / "산책로.txt").read_bytes()
    await house.desk.remove(MINSU, "901_0000000017")
    assert ([], []) == (house.files(), house.found("산책로"))
    await house.desk.restore(HARAM, "901_0000000017")
    assert raw == (house.folder / "산책로.txt").read_bytes()
    assert ["901_0000000017"] == house.found("산책로")


async def test_a_removed_article_stays_removed_where_the_disk_is_delivered_anew(house: House) -> None:
    file = house.folder / "산책로.md"
    file.write_text(crawled(), encoding="utf-8")
    await house.reopen()
    await house.desk.remove(MINSU, "901_0000000017")
    file.write_text(crawled(), encoding="utf-8")
    await house.reopen()
    assert ([], 0) == (house.files(), len(house.index))


async def test_an_edit_outlives_a_disk_that_is_delivered_anew(house: House) -> None:
    file = house.folder / "산책로.md"
    file.write_text(crawled(), encoding="utf-8")
    await house.reopen()
    manuscript, base = await house.desk.find("901_0000000017")
    await house.desk.publish(MINSU, mended(manuscript, "title", "강변길이 열렸다", NOW).article, base)
    assert ["901_0000000017"] == house.found("강변길이 열렸다")
    file.write_text(crawled(), encoding="utf-8")
    await house.reopen()
    assert "강변길이 열렸다" in file.read_text(encoding="utf-8")


async def test_somebodys_own_work_in_the_folder_is_left_alone(house: House) -> None:
    done = await house.desk.publish(MINSU, bridge())
    file = house.folder / f"{done.article.id}.md"
    file.write_bytes(written(replace(done.article, title="손으로 고친 제목")))
    await house.reopen()
    assert "손으로 고친 제목" in file.read_text(encoding="utf-8")


async def test_the_bin_forgets_after_thirty_days(house: House) -> None:
    done = await house.desk.publish(MINSU, bridge())
    await house.desk.remove(MINSU, done.article.id)
    house.now = NOW + timedelta(days=31)
    await (await house.reopen()).forget_old()
    with pytest.raises(ReaderError, match="not_binned"):
        await house.desk.restore(MINSU, done.article.id)
    with pytest.raises(ReaderError, match="nothing_to_undo"):
        await house.desk.undo(MINSU)


async def test_undo_takes_back_the_last_of_ones_own_actions_one_after_the_other(house: House) -> None:
    first = (await house.desk.publish(MINSU, bridge())).article
    manuscript, base = await house.desk.find(first.id)
    await house.desk.publish(MINSU, mended(manuscript, "title", "새 제목", NOW).article, base)
    await house.desk.publish(HARAM, many(1)[0])
    await house.desk.remove(MINSU, first.id)
    undone = [(await house.desk.undo(MINSU)).kind for _ in range(2)]
    assert ["remove", "edit"] == undone
    assert [first.id] == house.found("여울강 다리 개통")
    assert "add" == (await house.desk.undo(MINSU)).kind
    assert [f"{many(1)[0].id}.md"] == house.files()
    with pytest.raises(ReaderError, match="nothing_to_undo"):
        await house.desk.undo(MINSU)


async def test_undo_does_not_destroy_what_was_built_upon_it(house: House) -> None:
    first = (await house.desk.publish(MINSU, bridge())).article
    manuscript, base = await house.desk.find(first.id)
    await house.desk.publish(HARAM, mended(manuscript, "title", "하람의 제목", NOW).article, base)
    with pytest.raises(ReaderError, match="built_upon"):
        await house.desk.undo(MINSU)
    assert [first.id] == house.found("하람의 제목")


async def test_a_bundle_is_undone_whole(house: House) -> None:
    await house.desk.publish(HARAM, bridge())
    _, count = await house.desk.publish_many(MINSU, "묶음", [*many(BATCH + 5), bridge()], nobody_asks)
    assert BATCH + 5 == count
    assert BATCH + 5 == (await house.desk.undo(MINSU)).articles
    assert [bridge().id] == [article.id for article in house.index.latest(1000)]
    assert [f"{bridge().id}.md"] == house.files()


async def test_two_who_publish_the_same_at_once_publish_it_once(house: House) -> None:
    results = await asyncio.gather(
        *(house.desk.publish(person, bridge()) for person in (MINSU, HARAM)), return_exceptions=True
    )
    assert ["Done", "ReaderError"] == sorted(type(one).__name__ for one in results)
    assert 1 == len(house.files()) == len(await house.store.desk.actions(10, 0))


async def test_two_processes_that_mend_the_same_do_not_overwrite_each_other(house: House) -> None:
    done = await house.desk.publish(MINSU, bridge())
    other = House(house.folder, house.url)
    await other.open()
    manuscript, base = await house.desk.find(done.article.id)
    await other.desk.publish(HARAM, mended(manuscript, "title", "하람의 제목", NOW).article, base)
    with pytest.raises(ReaderError, match="overtaken"):
        await house.desk.publish(MINSU, mended(manuscript, "title", "민수의 제목", NOW).article, base)
    await other.store.close()
    assert "하람의 제목" in (house.folder / f"{done.article.id}.md").read_text(encoding="utf-8")


async def test_an_id_that_another_process_published_is_taken_and_not_overwritten(house: House) -> None:
    other = House(house.folder, house.url)
    await other.open()
    done = await other.desk.publish(HARAM, bridge())
    with pytest.raises(ReaderError, match="taken"):
        await house.desk.publish(MINSU, replace(bridge(), title="민수의 제목"))
    _, put_in = await house.desk.publish_many(
        MINSU, "묶음", [replace(bridge(), title="민수의 제목"), *many(1)], nobody_asks
    )
    assert 1 == put_in
    assert written(bridge()) == (house.folder / f"{done.article.id}.md").read_bytes()
    assert [bridge().id] == house.found("여울강 다리 개통"), "from now on it is here too"
    await other.store.close()


async def test_a_folder_that_cannot_be_written_loses_nothing_and_records_nothing(house: House) -> None:
    os.rename(house.folder, house.folder.with_name("away"))  # noqa: PTH104 - the folder's own path must stay
    house.folder.write_text("no folder", encoding="utf-8")
    with pytest.raises(CorpusError):
        await house.desk.publish(MINSU, bridge())
    house.folder.unlink()
    house.folder.with_name("away").rename(house.folder)
    assert ([], []) == (house.files(), await house.store.desk.actions(10, 0))
    assert [] == house.found("여울강")
    await house.desk.publish(MINSU, bridge())
    assert [bridge().id] == house.found("여울강")


async def test_what_a_crash_left_unfinished_is_swept_away(house: House) -> None:
    (house.folder / f"{UNFINISHED}abc").write_text("half", encoding="utf-8")
    await house.reopen()
    assert [] == house.files()


async def test_another_file_of_the_same_name_is_not_overwritten(house: House) -> None:
    (house.folder / f"{bridge().id}.md").touch()
    await house.desk.publish(MINSU, bridge())
    assert [f"{bridge().id}-2.md", f"{bridge().id}.md"] == house.files()
    assert b"" == (house.folder / f"{bridge().id}.md").read_bytes()
    assert fingerprint(written(bridge())) == (await house.desk.find(bridge().id))[1]


async def test_what_was_done_is_logged_with_who_and_when(house: House) -> None:
    done = await house.desk.publish(MINSU, bridge())
    await house.desk.remove(HARAM, done.article.id)
    actions = await house.store.desk.actions(10, 0)
    assert [("remove", HARAM, NOW), ("add", MINSU, NOW)] == [(a.kind, a.person, a.at) for a in actions]
    assert f"{done.article.id} 여울강 다리 개통" == actions[0].subject
