"""What is not here yet is not gone: the folder is looked at again, and the record asked."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.watch import WatchedFolder
from bot.digests.edition import Arrival, Edition
from bot.errors import ReaderError
from bot.index.index import Index
from bot.ingest.pipeline import Pipeline
from bot.ingest.presence import Presence
from bot.newsroom import Newsroom
from bot.search.tiered import Tiered
from tests.article_files import MODIFIED, crawled


@dataclass(frozen=True)
class Came:
    """An arrival."""

    seq: int
    article: str


class Record:
    """What editors published a moment ago."""

    def __init__(self) -> None:
        self.lately: set[str] = set()

    async def underway(self, ids: Collection[str]) -> set[str]:
        return self.lately & set(ids)


class House:
    """A folder that this process looked at once; files are put in and taken out without its knowledge."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.record, self.index, self.looks = folder, Record(), Index(), 0
        self.source = WatchedFolder(Corpus(folder))
        self.pipeline = Pipeline(self.index, None)
        self.presence = Presence(self.index, self.record, self.look)

    async def look(self) -> None:
        self.looks += 1
        await self.pipeline.look(self.source)

    def write(self, number: int) -> Came:
        text = crawled(f"{number}번째 소식이다.", id=f"901_{number}", title=f"{number}번째 소식")
        (self.folder / f"{number}.md").write_text(text, encoding="utf-8")
        return Came(number, f"901_{number}")


@pytest.fixture
async def house(tmp_path: Path) -> House:
    (tmp_path / "news").mkdir()
    house = House(tmp_path / "news")
    house.write(1)
    await house.look()
    return house


async def test_what_is_in_the_folder_and_not_seen_yet_is_taken_in(house: House) -> None:
    assert await house.presence.all_here([house.write(2)])
    assert {"901_1", "901_2"} == house.index.ids()


async def test_what_is_neither_in_the_folder_nor_expected_is_gone_and_looked_for_once(house: House) -> None:
    looks = house.looks
    for _ in range(3):
        assert await house.presence.all_here([Came(1, "901_1"), Came(2, "901_2")])
    assert looks + 1 == house.looks
    assert await house.presence.all_here([house.write(2), Came(3, "901_2")]), "that came again"
    assert "901_2" in house.index.ids()


async def test_while_the_folder_is_away_nothing_is_gone(house: House) -> None:
    house.folder.rename(house.folder.with_name("away"))
    assert not await house.presence.all_here([Came(2, "901_2")])
    house.folder.mkdir()  # where something was mounted there is an empty folder
    assert not await house.presence.all_here([Came(2, "901_2")])
    shutil.rmtree(house.folder)
    house.folder.with_name("away").rename(house.folder)
    assert await house.presence.all_here([Came(1, "901_1"), Came(2, "901_2")])


async def test_what_an_editor_published_a_moment_ago_is_waited_for(house: House) -> None:
    house.record.lately = {"901_2"}
    assert not await house.presence.all_here([Came(2, "901_2")])
    house.write(2)
    assert await house.presence.all_here([Came(2, "901_2")])


class Archive:
    """A folder of those *ids*, of which an archive has those in *there*."""

    def __init__(self, ids: Collection[str], there: Collection[str]) -> None:
        self.ids, self.there, self.is_away = ids, there, False

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self.ids

    def get_many(self, article_ids: Sequence[str]) -> list[str | None]:
        if self.is_away:
            raise ReaderError("archive.away")
        return [one if one in self.there else None for one in article_ids]


async def test_what_memory_let_go_is_here_and_waited_for_while_the_archive_is_away(house: House) -> None:
    archive = Archive(["901_1", "901_2"], ["901_1", "901_2"])
    presence = Presence(house.index, house.record, house.look, archive)
    arrivals = [Came(1, "901_1"), Came(2, "901_2")]
    assert await presence.all_here(arrivals)
    archive.is_away = True
    assert not await presence.all_here(arrivals)
    assert await presence.all_here(arrivals[:1]), "what is near waits for nobody"


async def test_what_was_taken_out_of_the_folder_waits_for_no_archive(house: House) -> None:
    archive = Archive(["901_1"], ["901_1", "901_2"])
    archive.is_away = True
    assert await Presence(house.index, house.record, house.look, archive).all_here([Came(2, "901_2")])


class Away:
    """The archive itself, that failed a moment ago."""

    is_away, size, revision = True, 0, 0


def told(edition: Edition) -> list[str]:
    return sorted(entry.article.id for reports in edition.stories for entry in reports)


async def test_an_edition_asks_no_archive_for_what_is_gone(house: House) -> None:
    archive = Archive(["901_1"], [])
    archive.is_away = True
    presence = Presence(house.index, house.record, house.look, archive)
    newsroom = Newsroom(Tiered(house.index, Away(), 90), presence=presence)  # type: ignore[arg-type]
    arrivals = [Arrival(seq, f"901_{seq}", MODIFIED) for seq in (1, 2)]
    assert await newsroom.all_here(arrivals)
    assert ["901_1"] == told(await newsroom.edition(arrivals))
    house.write(2)
    await house.look()
    assert ["901_1", "901_2"] == told(await newsroom.edition(arrivals))


async def test_a_folder_of_which_all_is_archived_is_not_away(house: House) -> None:
    house.index.remove(["901_1"])
    for ids, here in ((["901_1"], True), ([], False)):
        presence = Presence(house.index, house.record, house.look, Archive(ids, ids))
        assert here == await presence.all_here([Came(2, "901_2")])
