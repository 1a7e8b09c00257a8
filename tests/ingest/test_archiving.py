"""The archive follows the folder, whatever is away meanwhile; memory lets go of what is old and safe there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.errors import ArchiveError, StoreUnavailable
from bot.index.index import Index
from bot.ingest.archiving import BY_ITSELF, FORGET, Archiving, Change, Places, Standing

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OLD, NEW = (
    Article(id=name, title=f"노면전차 {name}", body="한빛시다.", published=day, content_hash=name * 8)
    for name, day in (("old1", date(2020, 1, 1)), ("new1", date(2026, 3, 1)))
)


class FakeChanges:
    """An outbox in a dict."""

    def __init__(self) -> None:
        self.wanted: dict[str, str] = {}
        self.is_away, self.puts = False, 0

    async def put(self, wanted: Mapping[str, str]) -> None:
        self.puts += 1
        await asyncio.sleep(0)
        if self.is_away:
            raise StoreUnavailable("away", NOW)
        self.wanted |= wanted

    async def after(self, article: str, limit: int) -> Sequence[Change]:
        return [Change(*one) for one in sorted(self.wanted.items()) if one[0] > article][:limit]

    async def count(self) -> int:
        if self.is_away:
            raise StoreUnavailable("away", NOW)
        return len(self.wanted)

    async def done(self, changes: Sequence[Change]) -> None:
        for one in changes:
            if self.wanted.get(one.article) == one.content_hash:
                del self.wanted[one.article]


class FakeArchive:
    """An archive in a dict."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self.articles = {one.id: one for one in articles}
        self.is_away, self.fault = False, ""
        self.prepared = self.settled = 0

    @property
    def size(self) -> int:
        return len(self.articles)

    def _ask(self) -> None:
        if self.is_away:
            raise ArchiveError("away")
        if self.fault:
            raise ArchiveError(self.fault)

    def prepare(self) -> None:
        self._ask()
        self.prepared += 1

    def settle(self) -> None:
        self._ask()
        self.settled += 1

    def snapshot(self) -> object:
        return self._ask()

    def put(self, articles: Iterable[Article]) -> dict[str, str]:
        self._ask()
        self.articles |= {one.id: one for one in articles}
        return {}

    def remove(self, ids: Iterable[str]) -> None:
        self._ask()
        for one in ids:
            self.articles.pop(one, None)

    def held(self, article_ids: Sequence[str]) -> dict[str, str]:
        self._ask()
        return {one: self.articles[one].content_hash for one in article_ids if one in self.articles}

    def hashes(self, source: str) -> Iterator[tuple[str, str]]:
        self._ask()
        return iter([(one.id, one.content_hash) for one in self.articles.values()])


class FakeFolder:
    """A folder in a list."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.known = list(articles)

    def articles(self) -> Sequence[Article]:
        return list(self.known)

    def article(self, article_id: str) -> Article | None:
        return next((one for one in self.known if one.id == article_id), None)


class House:
    """A folder's articles in memory, an archive, and what keeps them alike."""

    def __init__(
        self, here: Iterable[Article], there: Iterable[Article] = (), archive: FakeArchive | None = None
    ) -> None:
        self.folder, self.changes, self.busy = FakeFolder(here), FakeChanges(), asyncio.Lock()
        self.memory, self.archive = Index(self.folder.known), archive or FakeArchive(there)
        places = Places(self.folder, self.memory, self.archive)
        self.now = NOW
        self.archiving = Archiving(places, self.changes, lambda: self.now, 90, self.busy)

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        keeping = asyncio.create_task(self.archiving.keep_up())
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)


async def until(is_so: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come so")


async def test_what_is_added_edited_and_deleted_reaches_the_archive() -> None:
    house = House([])
    house.memory.add([OLD, NEW])
    await house.archiving.follow(Changes((OLD, NEW)))
    await house.archiving.bring()
    assert {"old1": OLD, "new1": NEW} == house.archive.articles
    house.memory.remove(["old1"])
    await house.archiving.follow(Changes((), ("old1",)))
    await house.archiving.bring()
    assert {"new1": NEW} == house.archive.articles
    assert {} == house.changes.wanted


async def test_a_cluster_that_is_away_loses_nothing() -> None:
    house = House([NEW])
    house.archive.is_away = True
    await house.archiving.follow(Changes((NEW,)))
    with pytest.raises(ArchiveError):
        await house.archiving.bring()
    assert {"new1": NEW.content_hash} == house.changes.wanted
    house.archive.is_away = False
    await house.archiving.bring()
    assert {"new1": NEW} == house.archive.articles


async def test_a_database_that_is_away_loses_nothing_either() -> None:
    house = House([NEW])
    house.changes.is_away = True
    await house.archiving.follow(Changes((NEW,)))
    house.changes.is_away = False
    await house.archiving.bring()
    assert {"new1": NEW} == house.archive.articles


async def test_a_database_that_takes_nothing_is_asked_again_later_and_not_at_once() -> None:
    house = House([NEW])
    house.changes.is_away = True
    await house.archiving.follow(Changes((NEW,)))
    async with house.at_work():
        await until(lambda: house.changes.puts > 1)
        await asyncio.sleep(0.1)
    assert house.changes.puts < 5


async def test_what_comes_while_something_is_queued_is_queued_as_well() -> None:
    house = House([OLD, NEW])
    newer = replace(OLD, content_hash="newer")
    await asyncio.gather(*(house.archiving.follow(Changes((one,))) for one in (OLD, NEW, newer)))
    assert {"old1": "newer", "new1": NEW.content_hash} == house.changes.wanted


async def test_what_is_in_the_folder_again_is_not_removed_for_an_old_word_that_it_is_gone() -> None:
    house = House([NEW], [NEW])
    house.changes.wanted = {"new1": ""}
    await house.archiving.bring()
    assert {"new1": NEW} == house.archive.articles
    assert {} == house.changes.wanted


async def test_what_comes_while_the_archives_list_is_read_is_not_strange_to_the_folder() -> None:
    class Growing(FakeArchive):
        def hashes(self, source: str) -> Iterator[tuple[str, str]]:
            yield from super().hashes(source)
            house.folder.known.append(OLD)

    house = House([NEW], archive=Growing([NEW, OLD]))
    async with house.at_work():
        await until(lambda: OLD in house.folder.known)
        await asyncio.sleep(0.1)
    assert {"old1": OLD, "new1": NEW} == house.archive.articles


async def test_what_only_another_copy_has_yet_is_left_to_it() -> None:
    house = House([])
    house.changes.wanted = {"new1": NEW.content_hash}
    await house.archiving.bring()
    assert {"new1": NEW.content_hash} == house.changes.wanted
    assert {} == house.archive.articles


async def test_at_the_start_folder_and_archive_are_compared() -> None:
    gone = Article(id="gone", title="사라진 기사", body="없다.", content_hash="0" * 32)
    house = House([OLD, NEW], [NEW, gone])
    async with house.at_work():
        await until(lambda: house.archive.articles == {"old1": OLD, "new1": NEW})


async def test_a_folder_that_is_quite_another_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    others = [Article(id=f"x{n}", title="다른 기사", body="다르다.") for n in range(BY_ITSELF + 1)]
    house = House([NEW], others)
    async with house.at_work():
        await until(lambda: "sosik archive load" in caplog.text)
    assert len(others) == len(house.archive.articles)
    assert Standing(len(others), False, 0, len(others) + 1) == await house.archiving.standing()


async def test_a_folder_that_is_empty_or_another_small_one_changes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for here in ([], [NEW]):
        house = House(here, [OLD])
        caplog.clear()
        async with house.at_work():
            await until(lambda: "sosik archive load" in caplog.text)
        assert {"old1": OLD} == house.archive.articles


async def test_what_the_archive_has_as_wanted_is_not_waited_for_where_memory_let_it_go() -> None:
    house = House([], [OLD])
    house.changes.wanted = {"old1": OLD.content_hash}
    await house.archiving.bring()
    assert {} == house.changes.wanted
    assert {"old1": OLD} == house.archive.articles


async def test_what_is_old_and_in_the_archive_leaves_memory_and_nothing_else_does() -> None:
    other = Article(
        id="old2", title="다른 기사", body="다르다.", published=date(2020, 1, 1), content_hash="a"
    )
    house = House([OLD, NEW, other], [OLD, NEW])
    house.folder.known = [OLD, NEW]
    async with house.at_work():
        await until(lambda: len(house.memory) < 3)
    assert {"new1", "old2"} == house.memory.ids()


async def test_what_the_archive_lost_is_read_from_the_folder_where_memory_let_it_go() -> None:
    house = House([OLD, NEW])
    house.memory.remove(["old1"])
    async with house.at_work():
        await until(lambda: house.archive.articles == {"old1": OLD, "new1": NEW})
    assert {} == house.changes.wanted


async def test_what_was_edited_since_is_not_brought_for_what_it_was() -> None:
    house = House([OLD])
    house.memory.remove(["old1"])
    house.changes.wanted = {"old1": "what it was"}
    await house.archiving.bring()
    assert {} == house.archive.articles
    assert {"old1": "what it was"} == house.changes.wanted, "the edit is on its way"


async def test_an_edit_while_memory_lets_go_of_the_article_is_not_lost() -> None:
    edited = replace(OLD, title="노면전차 새 이름", content_hash="edited")

    class Slow(FakeArchive):
        def held(self, article_ids: Sequence[str]) -> dict[str, str]:
            found = super().held(article_ids)
            if "old1" in article_ids:
                asked.append(house.busy.locked())
            return found

    asked: list[bool] = []
    house = House([OLD], archive=Slow([OLD]))
    async with house.busy, house.at_work():
        await until(lambda: bool(asked))
        await asyncio.sleep(0.1)
        assert {"old1"} == house.memory.ids(), "nothing is taken out while the folder changes"
        house.folder.known[:] = [edited]
        house.memory.add([edited])
    async with house.at_work():
        await house.archiving.follow(Changes((edited,)))
        await until(lambda: house.archive.articles == {"old1": edited})
    assert {} == house.changes.wanted


async def test_how_the_archive_stands_is_told_whatever_is_away() -> None:
    house = House([OLD, NEW], [OLD])
    house.changes.wanted = {"new1": NEW.content_hash}
    assert Standing(1, False, 1, 0) == await house.archiving.standing()
    house.archive.is_away = house.changes.is_away = True
    assert Standing(1, True, None, 0) == await house.archiving.standing()


async def standing_until(house: House, expected: Standing) -> None:
    """Wakes what keeps the archive, and waits until it stands as *expected*."""
    told = await house.archiving.standing()
    for _ in range(1_000):
        if told == expected:
            return
        await house.archiving.follow(Changes())
        await asyncio.sleep(0.01)
        told = await house.archiving.standing()
    assert expected == told


@pytest.mark.parametrize(("reason", "is_outdated"), [("slow", False), ("refused", False), ("outdated", True)])
async def test_what_the_archive_failed_with_is_told_until_it_is_kept_up_again(
    reason: str, is_outdated: bool
) -> None:
    house = House([NEW], [NEW])
    house.archive.fault = reason
    async with house.at_work():
        await standing_until(house, Standing(1, True, 0, 0, is_outdated))
        assert not house.archive.is_away, "it says so for a moment only"
    house.archive.is_away = True
    async with house.at_work():
        await asyncio.sleep(0.1)
        assert Standing(1, True, 0, 0, is_outdated) == await house.archiving.standing(), "it was not asked"
    house.archive.is_away, house.archive.fault = False, ""
    async with house.at_work():
        await standing_until(house, Standing(1, False, 0, 0))


async def test_an_archive_that_fails_while_nothing_changes_is_noticed() -> None:
    house = House([NEW], [NEW])
    async with house.at_work():
        await standing_until(house, Standing(1, False, 0, 0))
        house.archive.fault = "red"
        await standing_until(house, Standing(1, True, 0, 0))


async def test_what_was_found_lacking_and_then_loaded_is_no_longer_told() -> None:
    many = [Article(id=f"x{n}", title="다른 기사", body="다르다.") for n in range(BY_ITSELF + 1)]
    house = House(many)
    async with house.at_work():
        await standing_until(house, Standing(0, False, 0, len(many)))
        house.archive.articles = {one.id: one for one in many}
        await asyncio.sleep(0.1)
        assert len(many) == (await house.archiving.standing()).lacking, "it is not compared at every change"
        house.now += FORGET
        await standing_until(house, Standing(len(many), False, 0, 0))


async def test_what_a_load_left_is_looked_for_again_and_no_index_is_made() -> None:
    house = House([NEW], [NEW])
    async with house.at_work():
        await until(lambda: house.archive.settled == 1)
        house.now += FORGET
        await house.archiving.follow(Changes())
        await until(lambda: house.archive.settled == 2)
    assert 1 == house.archive.prepared


async def test_it_ends_also_where_something_comes_in_that_moment() -> None:
    house = House([NEW], [NEW])
    async with house.at_work():
        await until(lambda: house.archive.settled == 1)
        await asyncio.sleep(0.1)
        await house.archiving.follow(Changes())
