"""Whatever arrives, by whatever way, takes the same steps: searchable, recorded, kept up, saved."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.watch import WatchedFolder
from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.bootstrap.loading import load, take_changes
from bot.index.files import Shelf
from bot.index.index import Index
from bot.ingest.pipeline import Pipeline
from bot.ingest.ports import Known, Origin


def article(n: int, title: str = "") -> Article:
    title = title or f"{n}번째 소식"
    body = f"{title}이다. 한빛시가 {n}번 일을 알렸다."
    return Article(id=f"901_{n}", title=title, body=body, content_hash=f"{n:032x}")


def write(folder: Path, name: str, title: str) -> None:
    (folder / name).write_text(f"# {title}\n\n{title} 소식이다. 자세한 것은 내일 알린다.\n", encoding="utf-8")


def found(index: Index, words: str) -> list[str]:
    return [hit.article.path for hit in index.search(words).hits]


class Record:
    """An `Arrivals` that remembers hashes."""

    def __init__(self) -> None:
        self.hashes: list[str] = []

    async def record(
        self,
        articles: Iterable[Known],
        *,
        by_desk: bool = False,
        is_old: Callable[[str], bool] = lambda _: False,
    ) -> int:
        new = [one.content_hash for one in articles if one.content_hash not in self.hashes]
        self.hashes += new
        return len(new)


class Given:
    """A `Source` that gives what it was given, once for each."""

    origin: Origin = "folder"

    def __init__(self, changes: Iterable[Changes]) -> None:
        self._changes = iter(changes)

    def look(self) -> Changes:
        return next(self._changes, Changes())

    async def occasions(self, stop: asyncio.Event) -> AsyncIterator[None]:
        yield
        await stop.wait()


class Broken(Index):
    """An index that cannot take anything in."""

    def add(self, articles: Iterable[Article]) -> None:
        if articles:
            raise MemoryError


async def publish(pipeline: Pipeline, articles: Iterable[Article]) -> None:
    async with pipeline.busy:
        await pipeline.take_in("desk", Changes(tuple(articles)))


@contextlib.asynccontextmanager
async def kept(index: Index, save: Callable[[], bool] = lambda: False) -> AsyncIterator[Pipeline]:
    """A pipeline at work that follows nothing, and for which every moment is one of rest."""
    pipeline = Pipeline(index, None, save, rest_s=0)
    async with pipeline.following([], asyncio.Event()):
        yield pipeline


async def test_a_new_word_is_mended_once_its_article_has_arrived() -> None:
    index = Index(article(n) for n in range(200))
    async with kept(index) as pipeline:
        await publish(pipeline, [article(900, "노면전차 첫 운행")])
        await pipeline.kept_up()
        assert "901_900" == index.search("노면전챠").hits[0].article.id
        assert [("노면전챠", "노면전차")] == [
            (one.wrong, one.right) for one in index.search("노면전챠").corrections
        ]


async def test_many_more_articles_leave_as_many_segments_as_a_fresh_index_has(tmp_path: Path) -> None:
    articles = [article(n) for n in range(2_000 + 2_500 + 400)]
    index = Index(articles[:2_000])
    async with kept(index) as pipeline:
        for first in (*range(2_000, 4_500, 250), 4_500, 4_750):
            await publish(pipeline, articles[first : first + 250 if first < 4_500 else 4_750])
        await publish(pipeline, articles[4_500:])
        await pipeline.kept_up()
    assert len(Index(articles).segments()[0]) == len(index.segments()[0])
    assert len(articles) == len(index)


async def test_an_article_alone_is_not_worth_writing_thousands_anew() -> None:
    index = Index(article(n) for n in range(3_000))
    (big,), _ = index.segments()
    async with kept(index) as pipeline:
        await publish(pipeline, [article(n) for n in range(3_000, 3_040)])
        await pipeline.kept_up()
    assert index.segments()[0][0] is big


async def test_what_the_desk_published_is_saved_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    shelf, index = Shelf(tmp_path / "index", tmp_path / "corpus", least=1), Index([article(1)])
    async with kept(index, lambda: shelf.save(index, ())) as pipeline:
        await publish(pipeline, [article(2)])
    saved = Shelf(tmp_path / "index", tmp_path / "corpus").load()
    assert saved is not None
    assert {"901_1", "901_2"} == saved.index.ids()


async def test_words_that_were_learnt_are_saved_at_once_for_a_start_after_a_kill() -> None:
    index, saved, loop = Index([article(n) for n in range(20)]), asyncio.Event(), asyncio.get_running_loop()

    def save() -> bool:
        assert index.learnt
        assert 20 == index.learnt.of
        loop.call_soon_threadsafe(saved.set)
        return True

    async with kept(index, save), asyncio.timeout(30):
        await saved.wait()


async def test_what_changed_in_the_folder_is_saved_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    write(tmp_path / "corpus", "snow.md", "은하동 폭설")
    corpus, index = load(tmp_path / "corpus")
    shelf = Shelf(tmp_path / "index", corpus.folder, least=1)
    write(corpus.folder, "bridge.md", "여울강 다리")
    pipeline = Pipeline(index, None, lambda: shelf.save(index, corpus.records()), rest_s=0)
    async with pipeline.following([], asyncio.Event()):
        await pipeline.look(WatchedFolder(corpus))
    saved = Shelf(tmp_path / "index", corpus.folder).load()
    assert saved is not None
    assert 2 == len(index)
    assert index.ids() == saved.index.ids()
    assert corpus.records() == saved.records


async def test_what_arrives_is_recorded_after_what_was_there() -> None:
    record, told = Record(), []
    pipeline = Pipeline(Index(), record)
    pipeline.on_arrival = lambda: told.append(list(record.hashes))
    pipeline.begin([article(1)])
    await publish(pipeline, [article(2)])
    assert [[article(1).content_hash, article(2).content_hash]] == told


async def test_a_fault_of_the_index_stops_the_bot_and_is_raised() -> None:
    stop = asyncio.Event()
    following = Pipeline(Broken(), None).following([Given([Changes((article(1),))])], stop)
    await following.__aenter__()
    async with asyncio.timeout(30):
        await stop.wait()
    with pytest.raises(MemoryError):
        await following.__aexit__(None, None, None)


async def test_in_its_first_moments_nothing_is_followed_nor_kept_up() -> None:
    index = Index([article(n) for n in range(50)])
    source = Given([Changes((article(900),))])
    async with asyncio.timeout(30), Pipeline(index, None).following([source], asyncio.Event(), quiet_s=3600):
        for _ in range(100):
            await asyncio.sleep(0)
        assert (50, None) == (len(index), index.learnt)


async def test_what_is_given_up_in_its_first_moments_leaves_no_work_begun(
    recwarn: pytest.WarningsRecorder,
) -> None:
    before = asyncio.all_tasks()
    following = Pipeline(Index(), None).following([Given([])], asyncio.Event(), quiet_s=3600)
    await following.__aenter__()
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - before:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following.__aexit__(None, None, None)
    gc.collect()
    assert [] == [str(one.message) for one in recwarn]


async def test_after_its_first_moments_what_came_in_them_is_taken_in() -> None:
    index, came = Index(), asyncio.Event()
    pipeline = Pipeline(index, Record())
    pipeline.on_arrival = came.set
    source = Given([Changes((article(900),))])
    async with asyncio.timeout(30), pipeline.following([source], asyncio.Event(), quiet_s=0.01):
        await came.wait()
    assert 1 == len(index)


async def test_a_look_and_its_application_are_one_where_others_change_the_source_too() -> None:
    index = Index()
    pipeline = Pipeline(index, None)
    async with pipeline.busy:
        looking = asyncio.create_task(pipeline.look(Given([Changes((article(1),))])))
        for _ in range(100):
            await asyncio.sleep(0)
        assert 0 == len(index)
    await looking
    assert 1 == len(index)


class Picky(Index):
    """An index that an unforeseen fault of one article stops."""

    def add(self, articles: Iterable[Article]) -> None:
        few = list(articles)
        if any("눈사태" in article.title for article in few):
            raise ValueError("a fault of ours")
        super().add(few)


async def test_an_article_that_cannot_be_indexed_is_refused_by_path_and_keeps_no_other_out(
    tmp_path: Path,
) -> None:
    write(tmp_path, "snow.md", "은하동 폭설")
    corpus, index, record = Corpus(tmp_path), Picky(), Record()
    pipeline = Pipeline(index, record, refuse=corpus.refuse)
    folder = WatchedFolder(corpus)
    await pipeline.look(folder)
    write(tmp_path, "snow.md", "은하동 눈사태")
    write(tmp_path, "bridge.md", "여울강 다리")
    await pipeline.look(folder)
    assert ["bridge.md"] == found(index, "다리")
    assert {"snow.md": "cannot be read (ValueError)"} == dict(corpus.refused)
    assert [] == found(index, "폭설"), "what the file was is no more"
    assert 2 == len(record.hashes), "it is no news"
    assert index.ids() == Corpus(tmp_path).restore(corpus.records())
    write(tmp_path, "snow.md", "은하동 폭설 그쳤다")
    await pipeline.look(folder)
    assert ["snow.md"] == found(index, "폭설")
    assert {} == dict(corpus.refused)


async def test_a_saved_index_takes_in_what_changed_but_for_what_cannot_be_indexed(tmp_path: Path) -> None:
    write(tmp_path, "snow.md", "은하동 폭설")
    corpus, index = Corpus(tmp_path), Picky()
    index.add(corpus.scan().upserted)
    write(tmp_path, "slide.md", "은하동 눈사태")
    write(tmp_path, "bridge.md", "여울강 다리")
    assert take_changes(corpus, index, corpus.look(), None)
    assert ["bridge.md"] == found(index, "다리")
    assert ["slide.md"] == list(corpus.refused)
    assert index.ids() == Corpus(tmp_path).restore(corpus.records())


class Aged(Record):
    """Remembers as well which of those recorded were old."""

    old: tuple[str, ...] = ()

    async def record(
        self,
        articles: Iterable[Known],
        *,
        by_desk: bool = False,
        is_old: Callable[[str], bool] = lambda _: False,
    ) -> int:
        self.old = tuple(one.id for one in articles if is_old(one.id))
        return 0


async def test_what_only_the_archive_has_is_no_news() -> None:
    record = Aged()
    pipeline = Pipeline(Index([article(1)]), record)
    pipeline.archiving = object()  # type: ignore[assignment]
    pipeline.begin([article(1), article(2)])
    await pipeline.begun()
    assert ("901_2",) == record.old
