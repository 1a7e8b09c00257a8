"""The live folder: real files, a real watcher, and two seconds."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.adapters.folder import watch
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.watch import WatchedFolder, Watcher, watch_folder
from bot.articles.article import Article
from bot.ingest.pipeline import Pipeline
from tests.article_files import crawled

LIVE_WITHIN_S = 2.0


class Shelf:
    """A `LiveIndex` of titles by id, and a way to wait for a state of it."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self._changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def __len__(self) -> int:
        return len(self.titles)

    def article(self, article_id: str) -> Article | None:
        raise NotImplementedError

    def remove(self, ids: Iterable[str]) -> None:
        for gone in ids:
            self.titles.pop(gone, None)

    def add(self, articles: Iterable[Article]) -> None:
        self.titles |= {article.id: article.title for article in articles}
        self._loop.call_soon_threadsafe(self._changed.set)

    def compact(self, *, at_rest: bool = False) -> bool:
        return False

    def warm_up(self, stopped: Callable[[], bool] = lambda: False) -> None:
        pass

    async def becomes(self, expected: dict[str, str]) -> None:
        """Raises TimeoutError, with what was there instead, when it takes longer than two seconds."""
        try:
            async with asyncio.timeout(LIVE_WITHIN_S):
                while self.titles != expected:
                    await self._changed.wait()
                    self._changed.clear()
        except TimeoutError:
            raise TimeoutError(f"{self.titles} instead of {expected}") from None


@asynccontextmanager
async def watched(
    corpus: Corpus, shelf: Shelf, rescan_every_s: float = 180.0, watcher: Watcher = watch_folder
) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        following = Pipeline(shelf, None).following([WatchedFolder(corpus, rescan_every_s, watcher)], stop)
        await stack.enter_async_context(following)
        yield
        stop.set()
        async with asyncio.timeout(LIVE_WITHIN_S):
            await stack.aclose()


def article(n: int, title: str = "") -> str:
    return crawled(f"{n}번 기사다.", id=f"901_{n}", title=title or f"{n}번째 소식")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "first.md").write_text(article(0))
    return tmp_path


@pytest.fixture
async def shelf(folder: Path) -> AsyncIterator[Shelf]:
    shelf = Shelf()
    async with watched(Corpus(folder), shelf):
        await shelf.becomes({"901_0": "0번째 소식"})
        yield shelf


async def test_a_file_added_changed_renamed_and_removed_is_live(shelf: Shelf, folder: Path) -> None:
    path = folder / "sub/a.md"
    path.write_text(article(1))
    await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식"})
    path.write_text(article(1, "고침"))
    await shelf.becomes({"901_0": "0번째 소식", "901_1": "고침"})
    path = path.rename(folder / "renamed.txt")
    (folder / "first.md").unlink()
    await shelf.becomes({"901_1": "고침"})
    path.unlink()
    await shelf.becomes({})


async def test_a_file_in_a_new_folder_is_live(shelf: Shelf, folder: Path) -> None:
    (folder / "new/deep").mkdir(parents=True)
    (folder / "new/deep/a.md").write_text(article(1))
    await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식"})
    shutil.rmtree(folder / "new")
    await shelf.becomes({"901_0": "0번째 소식"})


async def test_a_file_moved_into_place_is_live(shelf: Shelf, folder: Path) -> None:
    temporary = folder / ".a.md.tmp"
    temporary.write_text(article(0, "고침"))
    temporary.replace(folder / "first.md")
    await shelf.becomes({"901_0": "고침"})


async def test_a_half_written_file_is_read_when_it_is_finished(folder: Path) -> None:
    shelf, corpus = Shelf(), Corpus(folder)
    async with watched(corpus, shelf):
        await shelf.becomes({"901_0": "0번째 소식"})
        with (folder / "half.md").open("w") as file:
            file.write(article(1)[:70])
            file.flush()
            (folder / "whole.md").write_text(article(2))
            await shelf.becomes({"901_0": "0번째 소식", "901_2": "2번째 소식"})
            assert {"half.md"} == corpus.unfinished
            assert {} == corpus.refused
            file.write(article(1)[70:])
        await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식", "901_2": "2번째 소식"})


async def test_a_broken_file_hurts_nothing(folder: Path) -> None:
    shelf, corpus = Shelf(), Corpus(folder)
    async with watched(corpus, shelf):
        (folder / "bad.md").write_bytes(b"\0")
        (folder / "good.md").write_text(article(1))
        await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식"})
        assert {"bad.md": "not text"} == corpus.refused


async def test_a_thousand_files_at_once_are_live(shelf: Shelf, folder: Path) -> None:
    for n in range(1, 1001):
        (folder / f"sub/{n}.md").write_text(article(n))
    await shelf.becomes({f"901_{n}": f"{n}번째 소식" for n in range(1001)})


async def test_without_events_a_rescan_finds_what_changed(folder: Path) -> None:
    async def silent(_: Path, stop: asyncio.Event) -> AsyncIterator[object]:
        while not stop.is_set():
            yield set()
            await asyncio.sleep(0)

    shelf = Shelf()
    async with watched(Corpus(folder), shelf, rescan_every_s=0.05, watcher=silent):
        await shelf.becomes({"901_0": "0번째 소식"})
        (folder / "late.md").write_text(article(1))
        await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식"})


@pytest.mark.parametrize("fault", [OSError("too many watches"), RuntimeError("the watcher died")])
async def test_a_broken_watcher_is_replaced_after_a_rescan(
    folder: Path, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: Path, stop: asyncio.Event) -> AsyncIterator[object]:
        yield set()
        (folder / "late.md").write_text(article(1))
        raise fault

    shelf = Shelf()
    async with watched(Corpus(folder), shelf, watcher=broken):
        await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식"})
    assert str(fault) in caplog.text


async def test_what_breaks_the_watcher_is_logged_once_until_it_watches_again(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "RETRY_S", 0.0)
    stop, attempts = asyncio.Event(), [False] * 3 + [True] + [False] * 3

    async def limited(_: Path, stop: asyncio.Event) -> AsyncIterator[object]:
        if attempts.pop():
            yield {"watched"}
        if not attempts:
            stop.set()
        raise OSError("no inotify instance is left")

    source = WatchedFolder(Corpus(folder), watcher=limited)
    async for _ in source.occasions(stop):
        pass
    told = [one.message for one in caplog.records if one.name == watch.__name__]
    assert [2, 1] == [sum(words in one for one in told) for words in ("no inotify instance", "watched again")]


async def test_a_folder_that_vanishes_is_said_and_nothing_is_forgotten(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = asyncio.Event()

    async def vanishing(_: Path, stop: asyncio.Event) -> AsyncIterator[object]:
        yield set()
        shutil.rmtree(folder)
        yield {"gone"}
        said.set()
        await stop.wait()

    shelf = Shelf()
    async with watched(Corpus(folder), shelf, watcher=vanishing):
        async with asyncio.timeout(LIVE_WITHIN_S):
            await said.wait()
    assert {"901_0": "0번째 소식"} == shelf.titles
    assert "folder not looked at" in caplog.text


async def test_a_folder_moved_away_and_made_anew_is_watched_again(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "first.md").write_text(article(0))
    shelf = Shelf()
    async with watched(Corpus(folder), shelf):
        await shelf.becomes({"901_0": "0번째 소식"})
        for n in (1, 2):
            folder.rename(tmp_path / f"away{n}")
            folder.mkdir()
            (folder / "new.md").write_text(article(n))
            await shelf.becomes({f"901_{n}": f"{n}번째 소식"})
            (folder / "newer.md").write_text(article(n + 10))
            await shelf.becomes({f"901_{n}": f"{n}번째 소식", f"901_{n + 10}": f"{n + 10}번째 소식"})


async def test_a_folder_that_goes_and_comes_is_watched_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As a mount does, where nothing is there meanwhile: what was known stays until it is looked at."""
    folder, gone = tmp_path / "news", asyncio.Event()
    folder.mkdir()
    (folder / "first.md").write_text(article(0))
    shelf = Shelf()

    async def waiting(_: Path, stop: asyncio.Event) -> AsyncIterator[object]:
        async for happened in watch_folder(folder, stop):
            yield happened
            if happened == {"replaced"}:
                gone.set()

    async with watched(Corpus(folder), shelf, watcher=waiting):
        await shelf.becomes({"901_0": "0번째 소식"})
        folder.rename(tmp_path / "away")
        async with asyncio.timeout(LIVE_WITHIN_S):
            await gone.wait()
        assert {"901_0": "0번째 소식"} == shelf.titles
        (tmp_path / "away").rename(folder)
        (folder / "new.md").write_text(article(1))
        await shelf.becomes({"901_0": "0번째 소식", "901_1": "1번째 소식"})
        (folder / "newer.md").write_text(article(2))
        await shelf.becomes({f"901_{n}": f"{n}번째 소식" for n in range(3)})


async def test_a_link_that_is_led_elsewhere_is_watched_there(tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / f"release{n}").mkdir()
        (tmp_path / f"release{n}/a.md").write_text(article(n))
    link, shelf = tmp_path / "current", Shelf()
    link.symlink_to("release1")
    async with watched(Corpus(link), shelf):
        await shelf.becomes({"901_1": "1번째 소식"})
        (tmp_path / "next").symlink_to("release2")
        (tmp_path / "next").replace(link)
        await shelf.becomes({"901_2": "2번째 소식"})
        (tmp_path / "release2/b.md").write_text(article(3))
        await shelf.becomes({"901_2": "2번째 소식", "901_3": "3번째 소식"})
