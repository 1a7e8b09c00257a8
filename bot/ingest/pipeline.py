"""The one way into the archive: whatever arrives, from the folder, the desk or the shell, takes these steps.

    pipeline = Pipeline(index, arrivals, save=lambda: shelf.save(index, corpus.records()))
    pipeline.begin(corpus.articles())                  # what is there at the first start is no news
    async with pipeline.following([WatchedFolder(corpus)], stop):
        async with pipeline.busy:
            await pipeline.take_in("desk", changes)    # searchable on return

(1) The index is made like the source again: searchable. (2) The arrival is recorded, and who waits for news is told.
(3) The upkeep, in the background: segments are merged, the vocabulary learns the new words, and what was merged is
saved. It waits for a moment of rest, so that a bundle of thousands pays for it once. (4) At the end all is saved.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from datetime import date
from functools import partial

from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.errors import CorpusError
from bot.i18n.reasons import Reason
from bot.ingest.archiving import Archiving
from bot.ingest.exchange import Exchange
from bot.ingest.indexing import Refuse, add_each
from bot.ingest.memory import give_back
from bot.ingest.ports import Arrivals, Known, LiveIndex, Origin, Source
from bot.ingest.recorder import Recorder
from bot.patterns import compile_waiting

log = logging.getLogger(__name__)

REST_S = 1.0  # without a change; then the upkeep pays
FIRST_S = 1.0  # of a bot that answers, which has the processor for those who wait; what comes is live in two seconds
WITHOUT_REST_S = 20.0  # of changes one upon the other, after which the new words are learnt nevertheless


class Pipeline:
    """One for each index. *busy* is held whenever a source and the index change, by whomever.

    arrivals: None where nothing is to be recorded, since another process sees to it.
    save: writes the index for the next start; whether it did. Called in a thread, with *busy* held.
    is_old: whether what the folder has of that day, in Korea, is archive and no news.
    refuse: told the id of an article that cannot be indexed, and why; whoever asks for refused files hears of it.
    """

    def __init__(
        self,
        index: LiveIndex,
        arrivals: Arrivals | None,
        save: Callable[[], bool] = lambda: False,
        is_old: Callable[[date | None], bool] = lambda _: False,
        rest_s: float = REST_S,
        refuse: Refuse = lambda article_id, reason: None,
    ) -> None:
        self.busy = asyncio.Lock()
        self.on_arrival: Callable[[], None] = lambda: None  # called when what came can be told
        self.exchange: Exchange | None = None  # with other copies of the bot
        self.archiving: Archiving | None = None  # into a cluster
        self._index, self._arrivals, self._save = index, arrivals, save
        self._is_old, self._rest_s, self._refuse = is_old, rest_s, refuse
        self._sources: Sequence[Source] = ()
        self._recorder = Recorder(self._record, lambda: self.on_arrival())
        self._changed = asyncio.Event()  # since the upkeep last looked
        self._idle = asyncio.Event()
        self._idle.set()
        self._unsaved = False
        self._stopping = False

    # -- (1) and (2): what arrives

    def begin(self, there: Iterable[Known]) -> None:
        """Record what is there, in the background; what arrives meanwhile waits for it."""
        self._recorder.begin(there)

    async def begun(self) -> None:
        """Wait until what was there at the start is recorded."""
        await self._recorder.begun()

    async def take_in(self, origin: Origin, changes: Changes) -> None:
        """Make the index follow *changes*, which are searchable on return; the caller holds *busy*."""
        if not changes:
            return
        indexed = await asyncio.to_thread(self._apply, changes)
        self._unsaved = True
        self._idle.clear()
        self._changed.set()
        if self.archiving is not None:
            await self.archiving.follow(changes)
        if indexed or self.exchange is not None:
            await self._recorder.record(origin, indexed)

    def _apply(self, changes: Changes) -> list[Article]:
        self._index.remove(changes.removed)
        return add_each(self._index, changes.upserted, self._refused)

    def _refused(self, article_id: str, reason: Reason) -> None:
        log.warning("refused: article=%s %s", article_id, reason)
        self._refuse(article_id, reason)

    async def _record(self, origin: Origin, articles: Iterable[Known]) -> int:
        if self._arrivals is None:
            return 0
        if self.exchange is not None:  # first: what is recorded as come can be had by every copy
            await self.exchange.share([one.id for one in articles])
        return await self._arrivals.record(
            articles, by_desk=origin == "desk", is_old=self._was_published_long_ago
        )

    def _was_published_long_ago(self, article_id: str) -> bool:
        article = self._index.article(article_id)
        if article is None:  # what memory let go, or never took in, is old and in the archive
            return self.archiving is not None
        return self._is_old(article.day)

    # -- (3): the upkeep

    async def kept_up(self) -> None:
        """Wait until the upkeep has done all there is to do."""
        await self._idle.wait()

    async def _keep_up(self) -> None:
        """Look after what changed, and once more thoroughly when nothing changes for a while."""
        await asyncio.to_thread(compile_waiting, lambda: self._stopping)
        if await asyncio.to_thread(self._warm_up):
            self._unsaved = True
            await self.save()
        await asyncio.to_thread(give_back)
        await self._changed.wait()
        while not self._stopping:
            learn_at = time.monotonic() + WITHOUT_REST_S
            while self._goes_on() and time.monotonic() < learn_at:
                self._changed.clear()
                await asyncio.to_thread(self._merge)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._rest_s):
                        await self._changed.wait()
            await asyncio.to_thread(self._warm_up)
            if not self._changed.is_set() and await asyncio.to_thread(partial(self._merge, at_rest=True)):
                await self.save()
            if not self._changed.is_set():
                self._idle.set()
            await self._changed.wait()

    def _goes_on(self) -> bool:
        return self._changed.is_set() and not self._stopping

    def _merge(self, *, at_rest: bool = False) -> bool:
        merged = False
        while not self._stopping and self._index.compact(at_rest=at_rest):
            merged = True
        return merged

    def _warm_up(self) -> bool:
        return self._index.warm_up(lambda: self._stopping)

    # -- (4): the end

    async def save(self) -> None:
        """Save what changed for the next start."""
        async with self.busy:
            if self._unsaved:
                self._unsaved = not await asyncio.to_thread(self._save)

    async def finish(self) -> None:
        """Merge and save what this process changed; for one that follows nothing, as the shell's."""
        await asyncio.to_thread(self._merge)
        await self.save()

    # -- sources

    async def look(self, source: Source) -> None:
        """Take in what changed in *source*. Raises: CorpusError when it cannot be looked at."""
        async with self.busy:
            changes = await asyncio.to_thread(source.look)
            if changes:
                log.info(
                    "%s upserted=%d removed=%d", source.origin, len(changes.upserted), len(changes.removed)
                )
            await self.take_in(source.origin, changes)

    async def catch_up(self) -> None:
        """Take in what other copies of the bot have changed; not with *busy* held. Raises: StoreError, CorpusError."""
        if self.exchange is not None:
            await self.exchange.catch_up()

    async def look_again(self) -> None:
        """Take in what changed in every source that is followed. Raises: StoreError, CorpusError."""
        await self.catch_up()
        for source in self._sources:
            await self.look(source)

    @contextlib.asynccontextmanager
    async def following(
        self, sources: Sequence[Source], stop: asyncio.Event, quiet_s: float = 0.0
    ) -> AsyncIterator[None]:
        """Follow *sources*, keep up with what arrives, and save it at the end.

        quiet_s: before any of it. A fault that ends a source or the upkeep sets *stop* and is raised at the end.
        """
        self._sources = sources
        work: list[Callable[[], Awaitable[None]]] = [self._keep_up]
        work += [partial(self._follow, source, stop) for source in sources]
        tasks = [asyncio.create_task(_after(quiet_s, stop, one)) for one in work]
        for task in tasks:
            task.add_done_callback(lambda _: stop.set())
        try:
            yield
        finally:
            stop.set()
            self._stopping = True
            self._changed.set()
            try:
                await asyncio.gather(*tasks)
            finally:
                await self._recorder.close()
                await self.save()

    async def _follow(self, source: Source, stop: asyncio.Event) -> None:
        async for _ in source.occasions(stop):
            try:
                await self.look(source)
            except CorpusError as fault:
                log.error("%s not looked at: %s", source.origin, fault)


async def _after(quiet_s: float, stop: asyncio.Event, work: Callable[[], Awaitable[None]]) -> None:
    """Do *work* after a while, or once *stop* is set."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(quiet_s):
            await stop.wait()
    await work()
