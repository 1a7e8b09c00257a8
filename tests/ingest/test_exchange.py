"""Folders of several copies, kept alike by what a database has of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.cursor import Cursor
from bot.adapters.folder.identity import leave_id, read_id
from bot.editing.manuscript import fingerprint
from bot.errors import CorpusError
from bot.index.index import Index
from bot.ingest.exchange import Exchange
from bot.ingest.pipeline import Pipeline
from bot.ingest.ports import SharedFile
from tests.article_files import crawled


class Files:
    """What all have, in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[SharedFile, bytes]] = {}
        self.begun = 1

    async def series(self) -> str:
        return f"series-{self.begun}"

    async def after(self, seq: int, limit: int) -> list[SharedFile]:
        found = sorted((row for row, _ in self.rows.values() if row.seq > seq), key=lambda row: row.seq)
        return found[:limit]

    async def contents(self, paths: Sequence[str]) -> dict[str, bytes | None]:
        some = {path: self.rows[path] for path in paths[:2]}
        return {path: text if row.fingerprint else None for path, (row, text) in some.items()}

    async def put(self, files: Sequence[tuple[str, bytes | None]]) -> None:
        for path, content in files:
            mark = "" if content is None else fingerprint(content)
            if path in self.rows and self.rows[path][0].fingerprint == mark:
                continue
            seq = max((row.seq for row, _ in self.rows.values()), default=0) + 1
            self.rows[path] = (SharedFile(path, mark, seq), content or b"")


@dataclass
class Copy:
    """A folder, its index, and how it follows."""

    folder: Path
    files: Files
    index: Index = field(default_factory=Index)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        leave_id(self.folder, "0" * 32)

    async def begin(self) -> None:
        """As at a start: what is in the folder is indexed, then shared."""
        self.index, self.corpus = Index(), Corpus(self.folder)
        self.pipeline = Pipeline(self.index, Nobody())
        self.index.add(self.corpus.scan().upserted)
        is_here = lambda: read_id(self.folder) is not None  # noqa: E731
        self.exchange = Exchange(self.files, self.corpus, self.pipeline, Cursor(self.folder), is_here)
        self.pipeline.exchange = self.exchange
        await self.exchange.begin()

    async def look(self) -> None:
        """Take in what changed in the folder, as its watcher does, and what changed elsewhere."""
        async with self.pipeline.busy:
            await self.pipeline.take_in("folder", self.corpus.scan())
        await self.exchange.catch_up()

    def write(self, name: str, body: str = "한 줄이다.") -> None:
        text = crawled(f"{name} 소식이다. {body}", id=f"901_{name}", title=f"{name} 소식")
        (self.folder / f"{name}.md").write_text(text, encoding="utf-8")

    def has(self) -> dict[str, str]:
        return {one.name: one.read_text(encoding="utf-8") for one in sorted(self.folder.glob("*.md"))}


class Nobody:
    """A record of arrivals that keeps nothing."""

    async def record(self, articles: object, *, by_desk: bool = False, is_old: object = None) -> int:
        return 0


@pytest.fixture
async def both(tmp_path: Path) -> tuple[Copy, Copy]:
    files = Files()
    one, other = Copy(tmp_path / "one", files), Copy(tmp_path / "other", files)
    for name in ("10", "20", "30"):
        one.write(name)
    await one.begin()
    await other.begin()
    return one, other


async def test_an_empty_folder_gets_all(both: tuple[Copy, Copy]) -> None:
    one, other = both
    assert one.has() == other.has()
    assert one.index.ids() == other.index.ids()


async def test_changes_go_both_ways_and_settle(both: tuple[Copy, Copy]) -> None:
    one, other = both
    one.write("40")
    other.write("20", "고쳤다.")
    (one.folder / "30.md").unlink()
    for copy in (one, other, one):
        await copy.look()
    assert {"10.md", "20.md", "40.md"} == set(one.has())
    assert one.has() == other.has()
    assert one.index.ids() == other.index.ids()
    last = (await one.files.after(0, 100))[-1]
    for copy in (one, other, one):
        await copy.look()
    assert last == (await one.files.after(0, 100))[-1]  # nobody tells what the others have told


async def test_a_file_that_could_not_be_shared_is_shared_once_it_can_be(both: tuple[Copy, Copy]) -> None:
    one, other = both
    other.write("40", "길다. " * 1_000_000)
    one.write("40", "짧다.")
    await one.look()
    await other.look()
    assert one.has() != other.has()
    other.write("40", "다르다.")
    for copy in (other, one):
        await copy.look()
    assert one.has() == other.has()
    assert "다르다." in one.has()["40.md"]


async def test_work_in_the_folder_is_not_written_over_before_it_is_told(both: tuple[Copy, Copy]) -> None:
    one, other = both
    one.write("10", "하나가 고쳤다.")
    await one.look()
    other.write("10", "둘도 고쳤다.")
    await other.exchange.catch_up()
    assert "둘도 고쳤다." in other.has()["10.md"]
    await other.look()
    await one.look()
    assert one.has() == other.has()
    assert "둘도 고쳤다." in one.has()["10.md"]


async def test_what_was_taken_out_while_away_is_out_and_what_came_is_in(both: tuple[Copy, Copy]) -> None:
    one, other = both
    one.write("40")
    await one.look()
    (other.folder / "10.md").unlink()
    other.write("50")
    await other.begin()
    await one.look()
    assert {"20.md", "30.md", "40.md", "50.md"} == set(one.has()) == set(other.has())


async def test_after_a_restored_database_nothing_is_taken_for_deleted(both: tuple[Copy, Copy]) -> None:
    one, other = both
    (other.folder / "10.md").unlink()  # an older backup of its folder, say
    one.files.rows.clear()
    one.files.begun += 1
    await one.begin()
    await other.begin()
    assert {"10.md", "20.md", "30.md"} == set(one.has()) == set(other.has())


async def test_a_folder_that_is_away_is_not_told_as_emptied(both: tuple[Copy, Copy]) -> None:
    one, other = both
    one.folder.rename(one.folder.with_name("away"))
    one.folder.mkdir()
    with pytest.raises(CorpusError, match="not mounted"):
        await one.look()
    assert all(row.fingerprint for row, _ in one.files.rows.values())
    await other.look()
    assert 3 == len(other.has())


async def test_one_folder_for_both_is_left_as_it_is(tmp_path: Path) -> None:
    files = Files()
    one, other = Copy(tmp_path / "one", files), Copy(tmp_path / "one", files)
    one.write("10")
    await one.begin()
    await other.begin()
    one.write("20")
    await one.look()
    await other.exchange.catch_up()  # before its own watcher
    assert {"901_10", "901_20"} == one.index.ids() == other.index.ids()
    (one.folder / "10.md").unlink()
    await other.look()
    await one.look()
    assert {"901_20"} == one.index.ids() == other.index.ids()


async def test_a_file_that_cannot_be_read_keeps_no_other_back(both: tuple[Copy, Copy]) -> None:
    one, other = both
    (one.folder / "40.md").write_bytes(b"")
    one.write("50")
    await one.look()
    await other.look()
    assert "50.md" in other.has()
    assert "40.md" not in other.has()
