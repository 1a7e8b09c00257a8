"""The desk while the database goes away: nothing is half done, and what was cut off goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.database.editing import DeskRecords
from bot.articles.article import Article
from bot.editing.history import Action, Change, Kind, Person
from bot.editing.manuscript import read_manuscript
from bot.editing.service import BATCH, EditingDesk
from bot.errors import ReaderError, StoreUnavailable
from bot.ingest.pipeline import Pipeline
from tests.adapters.database.breaking import broken, mended, until
from tests.databases import database_url, postgres_server, postgres_url
from tests.editing.test_service import MINSU, NOW, House, bridge

__all__ = ["database_url", "postgres_server", "postgres_url"]


class Failing(DeskRecords):
    """Records whose database goes away: at the *fails_at*-th record, before it is written or, in doubt, after."""

    fails_at, in_doubt, calls = 0, False, 0

    async def record(
        self, kind: Kind, person: Person, subject: str, changes: Sequence[Change], **how: Any
    ) -> int:
        self.calls += 1
        action = 0
        if self.calls != self.fails_at or self.in_doubt:
            action = await super().record(kind, person, subject, changes, **how)
        if self.calls == self.fails_at:
            raise StoreUnavailable("away", datetime.now(UTC), in_doubt=self.in_doubt)
        return action


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    (tmp_path / "corpus").mkdir()
    house = House(tmp_path / "corpus", database_url)
    await house.open()
    yield house
    await house.store.close()


def failing(house: House, at: int, *, in_doubt: bool = False) -> EditingDesk:
    """A desk of *house* whose database goes away at the *at*-th record."""
    records = Failing(house.store.database, lambda: house.now)
    records.fails_at, records.in_doubt = at, in_doubt
    pipeline = Pipeline(house.index, house.store.arrivals)
    return EditingDesk(house.corpus, house.index, records, pipeline, lambda: house.now)


def many(count: int) -> list[Article]:
    texts = (f"# {n}번째 나룻배\n\n{n}번째 배가 {n * 7}명을 태우고 떠났다." for n in range(count))
    return [read_manuscript(text.encode(), f"배{n}.md", NOW).article for n, text in enumerate(texts)]


async def ignored(done: int) -> None:
    """Nobody looks."""


async def test_every_act_is_refused_whole_while_the_database_is_locked(
    house: House, database_url: str
) -> None:
    there = (await house.desk.publish(MINSU, bridge())).article
    files = house.files()
    text = "한빛시가 여울강에 새 다리를 놓고 이름을 붙였다. 이름은 시민이 정했다."
    changed = read_manuscript(f"# 여울강 다리 이름\n\n{text}".encode(), "이름.md", NOW).article
    async with broken(house.store.database, database_url, "busy"):
        for act in (
            lambda: house.desk.publish(MINSU, changed),
            lambda: house.desk.publish_many(MINSU, "묶음.zip", many(3), ignored),
            lambda: house.desk.remove(MINSU, there.id),
            lambda: house.desk.undo(MINSU),
        ):
            with pytest.raises(StoreUnavailable) as refused:
                await act()
            assert not refused.value.in_doubt
            assert files == house.files(), "not even a hidden file"
            assert [there.id] == house.found("여울강 다리")
    await mended(house.store.database)
    assert changed.id == (await house.desk.publish(MINSU, changed)).article.id
    await house.desk.undo(MINSU)
    await house.desk.undo(MINSU)
    assert [] == house.found("여울강 다리")
    assert ["undo", "undo", "add", "add"] == [one.kind for one in await house.store.desk.actions(9, 0)]


@pytest.mark.parametrize("act", ["publish", "remove"])
async def test_what_may_have_been_committed_is_made_so_or_left_alone_once_that_is_known(
    house: House, act: str
) -> None:
    article = bridge()
    if act == "remove":
        await house.desk.publish(MINSU, article)
    desk = failing(house, 1, in_doubt=True)
    with pytest.raises(StoreUnavailable) as refused:
        await (desk.publish(MINSU, article) if act == "publish" else desk.remove(MINSU, article.id))
    assert refused.value.in_doubt
    await until(lambda: bool(house.found("여울강 다리")) == (act == "publish"))
    assert [path for path in house.files() if path.endswith(".md")] == (
        [f"{article.id}.md"] if act == "publish" else []
    )
    with pytest.raises(ReaderError) as said:  # who tries again is told that it was done
        await (desk.publish(MINSU, article) if act == "publish" else desk.remove(MINSU, article.id))
    assert said.value.key == ("editing.taken" if act == "publish" else "editing.not_found")


async def test_a_bundle_that_is_cut_off_says_how_far_it_got_and_goes_on_from_there(house: House) -> None:
    articles, desk = many(BATCH + 10), failing(house, 2)
    with pytest.raises(ReaderError) as said:
        await desk.publish_many(MINSU, "묶음.zip", articles, ignored)
    assert ("editing.partly", {"count": BATCH}) == (said.value.key, said.value.values)
    assert BATCH == len(house.index)
    _, put_in = await desk.publish_many(MINSU, "묶음.zip", articles, ignored)
    assert 10 == put_in
    assert len(articles) == len(house.index) == len(house.corpus)


async def test_an_undo_that_is_cut_off_is_gone_on_with_by_the_next(house: House) -> None:
    articles = many(BATCH + 10)
    await house.desk.publish_many(MINSU, "묶음.zip", articles, ignored)
    desk = failing(house, 2)
    with pytest.raises(StoreUnavailable):
        await desk.undo(MINSU)
    assert 10 == len(house.index)
    await desk.undo(MINSU)
    assert 0 == len(house.index)
    assert [] == [path for path in house.files() if path.endswith(".md")]
    with pytest.raises(ReaderError, match="nothing_to_undo"):
        await desk.undo(MINSU)


async def test_what_is_noted_of_no_article_is_noted_later(house: House, database_url: str) -> None:
    async with broken(house.store.database, database_url, "busy"):
        await house.desk.note("appoint", MINSU, "12 하람")
    await mended(house.store.database)
    async with asyncio.timeout(20):
        noted: list[Action] = []
        while not noted:
            noted = await house.store.desk.actions(9, 0)
    assert ["appoint"] == [one.kind for one in noted]
