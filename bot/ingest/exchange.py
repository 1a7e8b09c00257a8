"""The folders of several copies of the bot, kept alike: what changes in one is in the database, and then in the others.

    exchange = Exchange(store.files, corpus, pipeline, cursor)
    await exchange.begin()         # this folder and the others' are one
    await exchange.share(ids)      # what changed here: before it is recorded as come
    await exchange.catch_up()      # what changed elsewhere: searchable on return

No copy is special, and folders may be one and the same. A file that is here as all have it is left alone; one that
changed here since it was last alike is ours to tell; else it is made as the others have it. After a time apart, who
changed a file is told by the number up to which this folder followed.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Literal, Protocol

from bot.articles.changes import Changes
from bot.articles.parts import file_of
from bot.editing.manuscript import fingerprint
from bot.editing.ports import Files
from bot.errors import CorpusError, StoreUnavailable
from bot.ingest.ports import FollowedBy, SharedFile, SharedFiles

log = logging.getLogger(__name__)

BATCH_FILES = 100
BATCH_BYTES = 4_000_000  # in one statement
ALL_AT_ONCE = 100_000  # of what changed while this copy was away, without their texts


class Folder(Protocol):
    """`bot.adapters.folder.corpus.Corpus`, as far as it is asked here."""

    @property
    def disk(self) -> Files: ...
    def path_of(self, article_id: str) -> str | None: ...
    def sources(self) -> list[str]: ...
    def look_at(self, paths: Collection[str]) -> Changes: ...


class Way(Protocol):
    """The way into the index; `bot.ingest.pipeline.Pipeline` is it."""

    @property
    def busy(self) -> asyncio.Lock: ...

    async def take_in(self, origin: Literal["folder"], changes: Changes) -> None: ...


class Exchange:
    """One for each process. is_here: whether the folder is, which else might be taken for one that was emptied."""

    def __init__(
        self,
        files: SharedFiles,
        folder: Folder,
        way: Way,
        cursor: FollowedBy,
        is_here: Callable[[], bool],
    ) -> None:
        self._files, self._folder, self._way = files, folder, way
        self._cursor, self._is_here = cursor, is_here
        self._alike: dict[str, str] = {}  # path -> fingerprint of what is here as all have it, or told them
        self._untold: set[str] = set()  # files that cannot be shared, told once in the log
        self._lock = threading.Lock()
        self._turn = asyncio.Lock()
        self._series, self._seq = "", 0

    async def begin(self) -> None:
        """Make this folder and those of the others one. Raises: StoreError, CorpusError."""
        self._series = await self._files.series()
        theirs = {one.path: one for one in await self._files.after(0, ALL_AT_ONCE)}
        ours = await asyncio.to_thread(self._prints, self._folder.sources())
        followed = await asyncio.to_thread(self._cursor.read, self._series)
        missing = [path for path, one in theirs.items() if path not in ours and one.fingerprint]
        ours |= await asyncio.to_thread(self._prints, missing)  # files that are no articles just now
        mine, others = [], []
        for path in ours.keys() | theirs.keys():
            there = theirs.get(path, SharedFile(path, "", 0))
            if ours.get(path, "") == there.fingerprint:
                self._alike[path] = there.fingerprint
            elif there.seq > followed:
                self._alike[path] = ours.get(path, "")
                others.append(there)
            else:
                mine.append(path)
        self._seq = max((one.seq for one in theirs.values()), default=0)
        await self._tell(mine)
        await self._follow(sorted(others, key=lambda one: one.seq))
        await asyncio.to_thread(self._cursor.leave, self._series, self._seq)
        if mine or others:
            log.info("exchange told=%d taken=%d", len(mine), len(others))

    async def share(self, ids: Sequence[str]) -> None:
        """Tell the others what changed here: these articles' files, and those that are gone. Raises: StoreError."""
        if self._series:
            await self._tell(await asyncio.to_thread(self._changed, ids))

    async def catch_up(self) -> None:
        """Take in what changed elsewhere. Raises: StoreError, CorpusError."""
        async with self._turn:
            while some := await self._files.after(self._seq, BATCH_FILES):
                await self._follow(some)
                self._seq = some[-1].seq
                await asyncio.to_thread(self._cursor.leave, self._series, self._seq)

    async def keep_up(self, occasions: AsyncIterator[object], also: Callable[[], Awaitable[object]]) -> None:
        """Catch up, and do *also*, on each of *occasions*."""
        said = ""
        async for _ in occasions:
            try:
                await also()
                await self.catch_up()
                said = ""
            except StoreUnavailable:  # said already
                continue
            except CorpusError as fault:
                if said != str(fault):
                    log.error("what another copy changed cannot be taken in: %s", fault)
                said = str(fault)

    # -- here

    def _prints(self, paths: Sequence[str]) -> dict[str, str]:
        found = {}
        for path in paths:
            content = self._content(path)
            if content is not None:
                found[path] = fingerprint(content)
        return found

    def _content(self, path: str) -> bytes | None:
        """What is in the file; None where it is gone, or cannot be shared."""
        try:
            content = self._folder.disk.content_of(path)
        except CorpusError as fault:
            if path not in self._untold:
                log.warning("not shared with other copies: %s", fault)
            self._untold.add(path)
            return None
        self._untold.discard(path)
        return content

    def _changed(self, ids: Sequence[str]) -> list[str]:
        """The files of these articles that are not as all have them; and those that were here, and are not any more."""
        found = {path for one in ids if (path := self._folder.path_of(one)) is not None}
        files = {file_of(path) or path for path in found}
        with self._lock:
            known = dict(self._alike)
        gone = []
        if self._is_here():
            there = set(self._folder.sources())
            away = [path for path, mark in known.items() if mark and path not in there]
            gone = [path for path in away if self._content(path) is None and path not in self._untold]
        return [path for path, mark in self._prints(sorted(files)).items() if known.get(path) != mark] + gone

    async def _tell(self, paths: Sequence[str]) -> None:
        batches = self._batches(paths)
        while (batch := await asyncio.to_thread(next, batches, None)) is not None:
            await self._files.put(batch)
            with self._lock:
                self._alike |= {path: fingerprint(text) if text is not None else "" for path, text in batch}

    def _batches(self, paths: Sequence[str]) -> Iterator[list[tuple[str, bytes | None]]]:
        batch: list[tuple[str, bytes | None]] = []
        size = 0
        for path in paths:
            content = self._content(path)
            if path in self._untold:
                continue
            batch.append((path, content))
            size += len(content or b"")
            if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    # -- there

    async def _follow(self, some: Sequence[SharedFile]) -> None:
        """Make these files here as all have them, and the index with them."""
        for start in range(0, len(some), BATCH_FILES):
            wanted = {one.path: one.fingerprint for one in some[start : start + BATCH_FILES]}
            with self._lock:
                known = {path: self._alike.get(path, "") for path in wanted}
            new = [path for path, mark in wanted.items() if known[path] != mark]
            while new:
                texts = await self._files.contents(new)
                new = new[len(texts) :]
                async with self._way.busy:
                    paths = await asyncio.to_thread(self._place, texts)
                    if paths:
                        changes = await asyncio.to_thread(self._folder.look_at, paths)
                        await self._way.take_in("folder", changes)

    def _place(self, texts: Mapping[str, bytes | None]) -> list[str]:
        """Put the files in, or take them away; which of them are to be looked at."""
        changed = []
        for path, text in texts.items():
            here, mark = self._content(path), "" if text is None else fingerprint(text)
            found = "" if here is None else fingerprint(here)
            with self._lock:
                alike = self._alike.get(path, "")
            if path in self._untold or found not in (mark, alike):
                continue  # changed here too: its own look tells the others
            if found != mark:
                self._write(path, text)
            with self._lock:
                self._alike[path] = mark
            changed.append(path)
        return changed

    def _write(self, path: str, text: bytes | None) -> None:
        if text is None:
            self._folder.disk.discard(path)
            return
        with ExitStack() as stack:
            stack.enter_context(self._folder.disk.prepared(path, text))()
