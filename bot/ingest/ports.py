"""What ingesting needs of the world: sources of articles, an index, a record of arrivals, a place to save."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from bot.articles.article import Article
from bot.articles.changes import Changes, Record

Origin = Literal["folder", "desk", "feeds"]  # who brought it: the folder as it is found, or an editor's deed


class Source(Protocol):
    """Where articles come from. `bot.adapters.folder.watch.WatchedFolder` is one; feeds and channels are others."""

    @property
    def origin(self) -> Origin: ...

    def look(self) -> Changes:
        """What changed since the last look; blocks. Raises: CorpusError when it cannot be looked at."""

    def occasions(self, stop: asyncio.Event) -> AsyncIterator[object]:
        """Once for each reason to look, until *stop* is set."""


class LiveIndex(Protocol):
    """An index that changes while it is searched; every method blocks."""

    def __len__(self) -> int: ...
    def article(self, article_id: str) -> Article | None: ...
    def add(self, articles: Iterable[Article]) -> None: ...
    def remove(self, ids: Iterable[str]) -> None: ...

    def compact(self, *, at_rest: bool = False) -> bool:
        """Merge one group of segments if that is due, *at_rest* also what pays only then; whether it was."""

    def warm_up(self, stopped: Callable[[], bool] = ...) -> bool:
        """Make now what the next search would make, the words of what arrived among it; give up once *stopped*.

        Returns: whether it took so long that the next start should be spared it, by what is saved.
        """


class Known(Protocol):
    """What is recorded of an article; the article itself will do, and so will the record of its file."""

    @property
    def id(self) -> str: ...
    @property
    def content_hash(self) -> str: ...


class Arrivals(Protocol):
    """The record of what came when; see `bot.adapters.database.arrivals.Arrivals`."""

    async def record(
        self, articles: Iterable[Known], *, by_desk: bool = False, is_old: Callable[[str], bool] = ...
    ) -> int:
        """Record those that are not known yet; how many of them are news."""


class SavedIndex(Protocol):
    """Where the index is saved for the next start; see `bot.index.files.Shelf`."""

    def save(self, index: Any, records: Sequence[Record]) -> bool: ...


class SharedFile(NamedTuple):
    """A file as all copies of the bot should have it. fingerprint: of its bytes; "" where it is gone."""

    path: str
    fingerprint: str
    seq: int


class SharedFiles(Protocol):
    """The files of all copies' folders, in a database; every method may raise StoreError."""

    async def series(self) -> str:
        """What the numbers belong to; another one when all began anew, as after a restore."""

    async def after(self, seq: int, limit: int) -> Sequence[SharedFile]:
        """What changed last after number *seq*, in order."""

    async def contents(self, paths: Sequence[str]) -> dict[str, bytes | None]:
        """What is in the first of the files, at least one of them, as many as can be held; None: it is gone."""

    async def put(self, files: Sequence[tuple[str, bytes | None]]) -> None:
        """These files are so, or gone; what is so already stays as it is."""


class FollowedBy(Protocol):
    """How far a folder follows; see `bot.adapters.folder.cursor.Cursor`."""

    def read(self, series: str) -> int: ...
    def leave(self, series: str, seq: int) -> None: ...
